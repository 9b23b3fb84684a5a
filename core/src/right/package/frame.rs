//! The page of a package, around its content. It opens from disk, so it carries its own policy: no script, nothing
//! loaded, one style.

use data_encoding::BASE64;
use entity::kind::Language;
use maud::{DOCTYPE, Markup, html};
use ring::digest::{SHA256, digest};

/// Holds no character that HTML escapes, so it stands in the page as it stands here.
pub(in crate::right) const STYLE: &str = include_str!("page.css");

/// The policy of the page (security.md 5.1), with the hash of its one style.
fn policy() -> String {
    let hash = BASE64.encode(digest(&SHA256, STYLE.as_bytes()).as_ref());
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// A whole page.
pub(in crate::right) fn document(language: Language, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (STYLE) }
            }
            body { (body) }
        }
    }
}
