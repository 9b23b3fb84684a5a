//! What a file is called: metadata that we show, never a path (A-19). Pure.

use crate::{law::identity_code, mail::letter::one_line};

/// Most characters of a name, with its ending.
const LONGEST: usize = 100;

/// The kinds of file that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Png,
    Jpeg,
    Text,
}

impl Kind {
    /// The kind whose ending a name has.
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }
}

/// A name as it is kept: without folders, without marks that hide something or that a file system cannot have, without a
/// personal identity code (TSL 29 §), and not too long to keep its ending.
pub fn clean(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if r#":*?"<>|"#.contains(c) { '_' } else { c }).collect();
    let name = one_line(&identity_code::without(&one_line(&plain)));
    let name = name.trim_matches(['.', ' ']);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let stem: String = stem.chars().take(LONGEST - ending.chars().count()).collect();
    let name = format!("{}{ending}", stem.trim_end());
    if name.is_empty() { "-".to_owned() } else { name }
}
