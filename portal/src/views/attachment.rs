//! The files that came with a message.

use super::incoming::size;
use crate::say::say;
use entity::kind::Language;
use maud::{Markup, html};

/// One of them, as a page shows it.
pub struct Listed {
    pub name: String,
    pub bytes: i64,
    /// Where it is downloaded.
    pub href: String,
}

/// All of them; nothing where there are none.
pub fn list(language: Language, files: &[Listed]) -> Markup {
    html! {
        @if !files.is_empty() {
            p.small { strong { (say(language, "files-came")) } }
            ul {
                @for file in files {
                    li { a href=(file.href) download { (file.name) } ", " (size(language, usize::try_from(file.bytes).unwrap_or_default())) }
                }
            }
        }
    }
}
