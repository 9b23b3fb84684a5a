//! How a letter looks: blocks drawn twice, as wrapped text and as simple HTML, so that both say the same.

use super::Letter;
use entity::kind::Language;
use maud::{DOCTYPE, Markup, html};

/// Columns of the text version, well below the 78 that RFC 5322 2.1.1 recommends.
const WIDTH: usize = 72;

/// How a mail looks where its reader draws HTML: letters of a size to read, a column, and no link wider than it.
pub(super) const STYLE: &str = "body { margin: 0; padding: 24px; font: 16px/1.5 system-ui, sans-serif; color: #16242b; } \
    main { max-width: 40rem; margin: 0 auto; overflow-wrap: anywhere; } h2 { font-size: 18px; margin: 32px 0 8px; } \
    h3 { font-size: 16px; margin: 24px 0 8px; } dt { font-weight: 600; } dd { margin: 0 0 8px; } \
    .code { font: 700 20px/1.5 monospace; }";

/// A piece of a letter. Every string is one clean line.
#[derive(Clone, Debug)]
pub(in crate::mail) enum Block {
    Heading(String),
    Subheading(String),
    Paragraph(String),
    List(Vec<String>),
    /// Label and value.
    Pairs(Vec<(String, String)>),
    /// An address: lines kept as lines.
    Lines(Vec<String>),
    Link(String),
    /// Signs to be typed.
    Code(String),
}

/// One line without control characters and without the marks that reorder or hide text.
pub fn one_line(text: &str) -> String {
    let visible: String =
        text.chars().filter(|c| !hides(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width and bidirectional marks: they let a name look like something it is not.
fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Draws subject and blocks.
pub(in crate::mail) fn letter(language: Language, subject: String, blocks: &[Block]) -> Letter {
    let text = blocks.iter().map(as_text).collect::<Vec<_>>().join("\n\n") + "\n";
    let html = as_page(language, &subject, blocks).into_string();
    Letter { subject, text, html }
}

fn as_page(language: Language, subject: &str, blocks: &[Block]) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (subject) }
                style { (STYLE) }
            }
            body { main { @for block in blocks { (as_html(block)) } } }
        }
    }
}

fn as_html(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading(line) => h2 { (line) },
            Block::Subheading(line) => h3 { (line) },
            Block::Paragraph(line) => p { (line) },
            Block::List(lines) => ul { @for line in lines { li { (line) } } },
            Block::Pairs(pairs) => dl { @for (label, value) in pairs { dt { (label) } dd { (value) } } },
            Block::Lines(lines) => p { @for line in lines { (line) br; } },
            Block::Link(url) => p { (link(url)) },
            Block::Code(signs) => p.code { (signs) },
        }
    }
}

/// A link only where it leads to the web; anything else stays text.
fn link(url: &str) -> Markup {
    let web = url.starts_with("https://") || url.starts_with("http://");
    html! { @if web { a href=(url) { (url) } } @else { (url) } }
}

fn as_text(block: &Block) -> String {
    match block {
        Block::Heading(line) | Block::Subheading(line) | Block::Paragraph(line) => wrap(line, ""),
        Block::List(lines) => lines.iter().map(|line| wrap(line, "- ")).collect::<Vec<_>>().join("\n"),
        Block::Pairs(pairs) => pairs
            .iter()
            .map(|(label, value)| wrap(&format!("{label}: {value}"), ""))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Lines(lines) => lines.join("\n"),
        Block::Link(plain) | Block::Code(plain) => plain.clone(),
    }
}

/// The text with its lines whole again, for a page that sets them itself.
pub fn unwrapped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        let goes_on = whole.ends_with(' ');
        if !goes_on && !whole.is_empty() {
            whole.push('\n');
        }
        whole.push_str(if goes_on { line.trim_start() } else { line });
    }
    whole
}

/// Breaks a line between words; the first line takes the bullet, the others stand under its text. A line that goes on ends
/// with a space (RFC 3676 4.1), by which a mail program sets it anew for its own width.
fn wrap(line: &str, bullet: &str) -> String {
    let mut wrapped = String::from(bullet);
    let mut column = bullet.len();
    for (nth, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if nth > 0 && column + 1 + length > WIDTH {
            wrapped.push_str(" \n");
            wrapped.push_str(&" ".repeat(bullet.len()));
            column = bullet.len();
        } else if nth > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::{Block, WIDTH, as_text, unwrapped};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_whole_again_as_they_were(lines in prop::collection::vec("[a-zäö]{1,30}( [a-zäö]{1,30}){0,30}", 1..5)) {
            let blocks = [Block::List(lines.clone()), Block::Paragraph(lines.join(" ")), Block::Lines(lines.clone())];
            let text = blocks.iter().map(as_text).collect::<Vec<_>>().join("\n\n");
            let bullets: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
            prop_assert_eq!(unwrapped(&text), [bullets.join("\n"), lines.join(" "), lines.join("\n")].join("\n\n"));
            let wrapped = as_text(&blocks[1]);
            prop_assert!(wrapped.lines().all(|line| line.trim_end().chars().count() <= WIDTH));
        }
    }
}
