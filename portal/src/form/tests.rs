//! How large a form is at most, and where it begins.

use super::*;
use portal_core::{
    law::{demand::Shape, ground::Ground},
    register::inventory::word::Category,
    request::answers::{LONGEST_LINE, LONGEST_TEXT},
};

/// Bytes of so many of the widest characters, percent-encoded.
const fn wide(characters: usize) -> usize {
    characters * "%F0%9F%98%80".len()
}

#[test]
fn the_longest_decision_fits_whatever_it_is_written_in() {
    let texts =
        |ground: &Ground| ground.demands().iter().filter(|demand| demand.shape() != Shape::Date).count();
    // The fee besides, which only some grounds ask for.
    let most = Ground::ALL.iter().map(texts).max().unwrap() + 1;
    let names = MOST_FIELDS_OF_STAFF * 80;
    let items = Category::ALL.len() * most * wide(demand::LONGEST);
    let whole = items + 3 * wide(LONGEST_MESSAGE) + names;
    assert!(whole < LARGEST_OF_STAFF, "{whole} bytes with {most} texts a category");
}

#[test]
fn the_longest_form_of_a_requester_fits_whatever_it_is_written_in() {
    let whole = wide(LONGEST_TEXT) + MOST_FIELDS * 80 + 20 * wide(LONGEST_LINE);
    assert!(whole < LARGEST_OF_REQUESTER, "{whole} bytes");
}

#[test]
fn what_is_told_to_fit_is_what_the_page_of_the_form_takes() {
    assert_eq!(LONGEST_TEXT, LONGEST_MESSAGE);
    let typed = |name: &str| Form::of(vec![(name.to_owned(), "x".repeat(LONGEST + 1))]);
    for name in ["text", "body"] {
        assert_eq!(typed(name).unfit("/"), Some((Unfit::TooLong, vec![(0, LONGEST_MESSAGE)])), "{name}");
    }
    assert_eq!(typed("other").unfit("/"), Some((Unfit::TooLong, vec![(0, LONGEST)])));
}

#[test]
fn a_token_is_read_where_a_form_begins_and_nowhere_else() {
    assert_eq!(token_of(b"csrf=a%7Eb.c&note=x"), "a~b.c");
    assert_eq!(token_of(b"note=x&csrf=a"), "");
    assert_eq!(token_of(b"\xff"), "");
}
