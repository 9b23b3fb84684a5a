//! Marks, and the search for them in bytes.

use std::{collections::BTreeSet, fs, path::Path};

/// A mark of this process: a server that other tests write to holds theirs too.
pub(super) fn mark(number: usize, place: &str) -> String {
    format!("{}{number}-{place}-z", prefix())
}

fn prefix() -> String {
    format!("proof{}-", std::process::id())
}

/// Whose a mark is; nothing for what is nobody's.
pub(super) fn owner(mark: &str) -> Option<usize> {
    let number = mark.strip_prefix(&prefix())?.split('-').next()?;
    number.parse().ok().filter(|number| *number != 9999)
}

/// The marks of persons in some bytes. One that a page cuts off is given as far as it goes.
pub(super) fn marks(bytes: &[u8]) -> BTreeSet<String> {
    let prefix = prefix();
    let starts = memchr(bytes, prefix.as_bytes());
    let found = starts.into_iter().map(|start| {
        let written =
            |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(byte);
        let text: Vec<u8> = bytes[start..].iter().take(120).take_while(written).copied().collect();
        let text = String::from_utf8(text).unwrap();
        text.find("-z").map_or(text.clone(), |end| text[..end + 2].to_owned())
    });
    found.filter(|mark| owner(mark).is_some()).collect()
}

/// Where a word stands in some bytes.
fn memchr(bytes: &[u8], word: &[u8]) -> Vec<usize> {
    let first = word[0];
    let candidates = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
    candidates.map(|(at, _)| at).filter(|at| bytes[*at..].starts_with(word)).collect()
}

/// Whether a mark, or what a page left of one, is among others.
pub(super) fn stands_in(mark: &str, marks: &BTreeSet<String>) -> bool {
    let cut = !mark.ends_with("-z");
    marks.contains(mark) || cut && marks.iter().any(|whole| whole.starts_with(mark))
}

/// The marks in every file of a folder and the folders in it; a file that goes meanwhile holds none.
pub(super) fn folder(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(self::folder(&path));
        } else if let Ok(bytes) = fs::read(&path) {
            found.extend(marks(&bytes));
        }
    }
    found
}

#[test]
fn a_mark_is_found_among_bytes_also_where_it_is_cut_off() {
    let (whole, other) = (mark(3, "7.person.name"), mark(4, "mail"));
    let mut bytes = vec![0, 255];
    bytes.extend(whole.as_bytes());
    bytes.extend(format!("{other}@example.fi{}", mark(9999, "nobody")).as_bytes());
    bytes.extend(&whole.as_bytes()[..whole.len() - 5]);
    let found = marks(&bytes);
    assert_eq!(found.len(), 3, "{found:?}");
    let known = BTreeSet::from([whole]);
    assert_eq!(found.iter().filter(|mark| stands_in(mark, &known)).count(), 2);
    assert_eq!(owner(&other), Some(4));
}
