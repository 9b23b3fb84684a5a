//! Entering a request: empty, refused in every field, asked again; and an entered request at the desk.

use super::{
    desk::desk_of,
    matter::{case, item, request},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::{say, say_with},
    views::{
        entry::page,
        form::Problem,
        layout::{Shell, Who},
        parts::{Banner, Tone},
    },
};
use entity::{
    entry,
    id::{EntryId, StaffId},
    kind::{Assurance, ItemKind, Language, Right, Role, State},
};
use portal_core::request::case::Case;
use uuid::Uuid;

const FIELDS: &[(&str, &str)] = &[
    ("channel", "entry-problem-channel"),
    ("received_on", "entry-problem-future"),
    ("language", "entry-problem-language"),
    ("words", "entry-problem-identity-code"),
    ("kept_at", "entry-problem-kept"),
    ("name", "entry-problem-name"),
    ("email", "entry-problem-email"),
    ("postal", "entry-problem-reach"),
    ("representative", "entry-problem-representative"),
    ("authority", "entry-problem-authority"),
    ("rights", "entry-problem-stop"),
    ("identity", "entry-problem-identity"),
    ("finding", "problem-too-long"),
];

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let plain = Shell {
        who,
        csrf: Some("token"),
        ..Shell::new(language, say(language, "entry-title"), "/staff/requests/new", &identity)
    };
    let wrong: Vec<_> = FIELDS.iter().map(|(field, key)| Problem::new(*field, say(language, key))).collect();
    let refused = Shell { problems: &wrong, ..plain.clone() };
    let long_ago = [("date", "2.3.2026".into()), ("days", 40.into())];
    let notice = Banner::new(Tone::Warn, say_with(language, "entry-long-ago", &long_ago));
    let asked = Shell { notice: Some(notice), ..plain.clone() };
    let typed = FIELDS.iter().map(|(field, _)| ((*field).to_owned(), HOSTILE.to_owned())).collect();
    let (typed, none) = (Form::of(typed), Form::default());
    let worker = &[Role::Caseworker][..];
    let pages = vec![
        ("entry", page(&plain, &none, None)),
        ("hostile-entry-problem", page(&refused, &typed, None)),
        ("entry-long-ago", page(&asked, &none, Some("2026-03-02"))),
        ("hostile-desk-entered", desk_of(&plain, &entered("none:1", HOSTILE), worker, &none)),
        ("desk-entered-mail", desk_of(&plain, &entered("ab12", "Ada"), &[Role::Reader], &none)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

/// A request staff entered, of somebody nobody has checked.
fn entered(key: &str, words: &str) -> Case {
    let mut request = request(Some(Right::Access), State::InProgress, words);
    (request.requester_key, request.assurance) = (key.into(), Assurance::Unproven);
    request.requester_email = None;
    let written = || Some(words.to_owned());
    let entry = entry::Model {
        id: EntryId(Uuid::nil()),
        request_id: request.id,
        postal: written(),
        unreachable: written(),
        kept_at: words.into(),
        representative: written(),
        authority: written(),
        identity_how: written(),
        entered_by: StaffId(Uuid::nil()),
        entered_at: request.received_at,
    };
    Case { entry: Some(entry), ..case(request, vec![item(1, ItemKind::Everything, Some(words))]) }
}
