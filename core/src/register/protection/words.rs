//! A protected address in words that somebody wrote about a request: taken out of what a page shows that is no look.
//! Exact words of the register alone; who has a reason opens the address itself.

use super::theirs;
use crate::{error::Result, right::rectification::fields};
use entity::{person, request};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// The lines of the postal addresses of whoever makes a request, where they are protected: street, and code with city.
/// A city alone says nothing of where in it somebody lives.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn lines(db: &impl ConnectionTrait, request: &request::Model) -> Result<Vec<String>> {
    let protected = person::Column::ProtectedOn.is_not_null();
    let persons = person::Entity::find().filter(theirs(request)).filter(protected);
    let mut lines = Vec::new();
    for person in persons.all(db).await? {
        for place in fields::postal_of(db, person.id).await? {
            lines.push(place.street);
            if !place.postal_code.is_empty() {
                lines.push(format!("{} {}", place.postal_code, place.city));
            }
        }
    }
    lines.retain(|line| !words(line).is_empty());
    Ok(lines)
}

/// The text with [`MASK`](fields::MASK) where one of the lines stands: in capitals or not, over any white space and commas,
/// and not within a longer word or number.
pub(crate) fn without(text: &str, lines: &[String]) -> String {
    let lines: Vec<Vec<String>> = lines.iter().map(|line| words(line)).collect();
    let (mut told, mut rest, mut before) = (String::with_capacity(text.len()), text, None);
    while let Some(next) = rest.chars().next() {
        let begins = !before.is_some_and(char::is_alphanumeric);
        let found = lines.iter().filter_map(|line| length(rest, line)).max().filter(|_| begins);
        let step = found.unwrap_or(next.len_utf8());
        told.push_str(if found.is_some() { fields::MASK } else { &rest[..step] });
        before = rest[..step].chars().next_back();
        rest = &rest[step..];
    }
    told
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_lowercase).collect()
}

/// How much of the beginning of a text is just these words.
fn length(text: &str, words: &[String]) -> Option<usize> {
    let mut rest = text;
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            rest = Some(behind).filter(|behind| behind.len() < rest.len())?;
        }
        rest = after(rest, word)?;
    }
    let ends = !rest.starts_with(char::is_alphanumeric);
    Some(text.len() - rest.len()).filter(|_| ends && !words.is_empty())
}

/// What follows a word in lower case at the beginning of a text.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (mut rest, mut wanted) = (text, word);
    while !wanted.is_empty() {
        let next = rest.chars().next()?;
        let lower: String = next.to_lowercase().collect();
        wanted = wanted.strip_prefix(lower.as_str())?;
        rest = &rest[next.len_utf8()..];
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn the_lines_of_an_address_go_from_a_text_and_nothing_else_does() {
        let lines = ["Piilokuja 7".to_owned(), "00100 Helsinki".to_owned(), "Ö 1".to_owned()];
        for (text, told) in [
            ("Asun nyt Piilokuja 7, 00100 Helsinki.", "Asun nyt •••, •••."),
            ("PIILOKUJA\n7", "•••"),
            ("piilokuja  7 A 3", "••• A 3"),
            ("Piilokuja 71 ja Piilokuja 7b", "Piilokuja 71 ja Piilokuja 7b"),
            ("EiPiilokuja 7", "EiPiilokuja 7"),
            ("Piilokuja7", "Piilokuja7"),
            ("00100,Helsinki", "•••"),
            ("Helsinki, lasku 00100", "Helsinki, lasku 00100"),
            ("ö 1, Ö 12", "•••, Ö 12"),
            ("", ""),
            ("Piilokuja", "Piilokuja"),
            ("Piilokuja 7Piilokuja 7", "Piilokuja 7Piilokuja 7"),
        ] {
            assert_eq!(without(text, &lines), told, "{text}");
        }
        assert_eq!(without("Piilokuja 7", &[]), "Piilokuja 7");
        assert_eq!(without("a b", &[" ".to_owned()]), "a b", "a line of nothing hides nothing");
    }
}
