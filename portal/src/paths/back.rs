//! The ways back: where to go after sign-in, and which paths are our own.

use super::{
    ACCOUNTS, HOME, NEW, QUEUE, REQUESTS, UNSAVED, breach, desk, draft, draft_edit, new, request, unsaved,
};
use entity::id::{BreachId, DraftId, UnsavedId};
use portal_core::{id::Reference, request::answers::Wish};
use std::str::FromStr;

/// Where to go after sign-in, as a code that only [`returned`] can turn into a path.
pub fn return_code(path: &str) -> Option<String> {
    match path {
        REQUESTS => Some("requests".into()),
        NEW => Some("new".into()),
        QUEUE => Some("queue".into()),
        ACCOUNTS => Some("accounts".into()),
        _ => {
            let (kind, rest) = path
                .strip_prefix("/requests/new/")
                .map(|rest| ("new", rest))
                .or_else(|| path.strip_prefix("/requests/draft/").map(|rest| (draft_kind(rest), rest)))
                .or_else(|| path.strip_prefix("/staff/requests/").map(|rest| ("desk", rest)))
                .or_else(|| path.strip_prefix("/staff/breaches/").map(|rest| ("breach", rest)))
                .or_else(|| path.strip_prefix(UNSAVED).map(|rest| ("unsaved", rest)))
                .or_else(|| path.strip_prefix("/requests/").map(|rest| ("request", rest)))?;
            let id = rest.split('/').next()?;
            Some(format!("{kind}.{id}")).filter(|code| returned(code) != HOME)
        }
    }
}

/// How the code begins of a page where what was typed waits.
const KEPT: &str = "kept.";

/// As [`return_code`], of a page whose form was kept when its session had ended, which the sign-in says.
pub fn kept_code(path: &str) -> String {
    return_code(path).map(|code| format!("{KEPT}{code}")).unwrap_or_default()
}

/// Whether what was typed waits on the page of a return code.
pub fn is_kept(code: &str) -> bool {
    code.starts_with(KEPT)
}

/// The path of a return code; the start page for anything unknown.
pub fn returned(code: &str) -> String {
    let code = code.strip_prefix(KEPT).unwrap_or(code);
    match code.split_once('.') {
        None if code == "requests" => REQUESTS.into(),
        None if code == "new" => NEW.into(),
        None if code == "queue" => QUEUE.into(),
        None if code == "accounts" => ACCOUNTS.into(),
        Some(("request", id)) => by_reference(id, request),
        Some(("desk", id)) => by_reference(id, desk),
        Some(("breach", id)) => by_id::<BreachId>(id, breach),
        Some(("unsaved", id)) => by_id::<UnsavedId>(id, unsaved),
        Some(("new", code)) => Wish::from_code(code).map_or_else(|| HOME.into(), new),
        Some(("edit", id)) => by_id::<DraftId>(id, draft_edit),
        Some(("draft", id)) => by_id::<DraftId>(id, draft),
        _ => HOME.into(),
    }
}

fn draft_kind(rest: &str) -> &'static str {
    if rest.ends_with("/edit") { "edit" } else { "draft" }
}

fn by_id<Id: FromStr + ToString>(typed: &str, path: fn(&str) -> String) -> String {
    typed.parse::<Id>().map_or_else(|_| HOME.into(), |id| path(&id.to_string()))
}

fn by_reference(typed: &str, path: fn(&str) -> String) -> String {
    Reference::parse(typed).map_or_else(|_| HOME.into(), |reference| path(reference.as_str()))
}

/// A path of this portal: one slash, then what a path may hold. Nothing for anything else.
pub fn own(path: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    Some(path).filter(|path| path.starts_with('/') && !path.starts_with("//") && path.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_that_a_mail_to_staff_names_comes_back() {
        let breach = breach("0198c0de-0000-7000-8000-000000000001");
        for path in [QUEUE, ACCOUNTS, &breach] {
            assert_eq!(return_code(path).map(|code| returned(&code)).as_deref(), Some(path));
        }
    }

    /// What leads elsewhere where a path is expected, alone and behind every way in which a code of ours begins.
    const TRICKS: [&str; 25] = [
        "//",
        "///",
        "/\\",
        "\\\\",
        "/%09/",
        "/\t/",
        "https:",
        "https:/",
        "https://",
        "HTTPS://",
        "vbscript:",
        "data:text/html,",
        "@",
        "%2f%2f",
        "\r\nLocation: https://",
        "%0d%0aLocation:%20//",
        "\u{3002}",
        "/\u{2044}",
        "/\u{ff0f}",
        "\0//",
        " //",
        "?to=//",
        "#//",
        "/../",
        ";//",
    ];
    const BEGINS: [&str; 15] = [
        "",
        "requests",
        "new",
        "queue",
        "accounts",
        "request.",
        "request.7K3M-Q9TX-4",
        "desk.",
        "breach.",
        "unsaved.",
        "new.access",
        "edit.",
        "draft.",
        "kept.",
        "kept.request.",
    ];

    #[test]
    fn none_of_three_hundred_forged_codes_leads_anywhere() {
        let forged =
            BEGINS.iter().flat_map(|begin| TRICKS.map(|trick| format!("{begin}{trick}evil.example")));
        let forged: Vec<String> = forged.collect();
        assert_eq!(forged.len(), 375);
        for code in &forged {
            assert_eq!(returned(code), HOME, "{code:?}");
            let as_path = format!("/{code}");
            let back = return_code(&as_path).map(|code| returned(&code));
            assert!(back.is_none_or(|path| !path.contains("evil")), "{as_path:?}");
        }
    }

    #[test]
    fn only_own_paths_come_back() {
        let reference = Reference::random(&portal_core::ports::entropy::Entropy::seeded(1)).unwrap();
        let path = request(reference.as_str());
        assert_eq!(return_code(&path).map(|code| returned(&code)), Some(path));
        for forged in [
            "//evil.example",
            "https:evil",
            "/\\evil",
            "/%09/evil",
            "request.//evil",
            "kept.//evil.example",
            "kept.request.//evil",
            "draft.x",
            "",
            "a\r\nb",
        ] {
            assert_eq!(returned(forged), HOME, "{forged}");
        }
        assert_eq!(return_code("//evil.example/requests"), None);
    }
}
