//! The files that hang on a request.

use super::incoming::size;
use crate::say::say;
use entity::kind::Language;
use maud::{Markup, html};

/// The field of a form that takes files.
pub const FIELD: &str = "files";
/// Id of that field for scans, on a page that has two.
pub const ORIGINALS: &str = "originals-files";

/// One of them, as a page shows it.
pub struct Listed {
    pub name: String,
    pub bytes: i64,
    /// Where it is downloaded.
    pub href: String,
    /// The way may lead over a page where the address is proved anew, which no browser shall keep as the file.
    pub behind_proof: bool,
    /// What else there is to say of it.
    pub note: Option<String>,
}

/// Those of a message; nothing where there are none.
pub fn list(language: Language, files: &[Listed]) -> Markup {
    html! {
        @if !files.is_empty() {
            p.small { strong { (say(language, "files-came")) } }
            (list_under(language, files))
        }
    }
}

/// Those that have a heading already.
pub fn list_under(language: Language, files: &[Listed]) -> Markup {
    html! {
        @if !files.is_empty() {
            ul {
                @for file in files {
                    li {
                        a href=(file.href) download[!file.behind_proof] { (file.name) }
                        ", " (size(language, usize::try_from(file.bytes).unwrap_or_default()))
                        @if let Some(note) = &file.note { ", " (note) }
                    }
                }
            }
        }
    }
}
