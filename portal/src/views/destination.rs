//! Where an answer goes, and how that stands against the register, before it goes.

use super::parts::{SummaryRow, Tone, badge, inset, summary_list};
use crate::say::{say, say_with};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{
    lang::date,
    request::destination::{Against, Destination, Way},
};

/// The destination, with a warning where it is not simply the address on file.
pub fn destination(language: Language, to: &Destination) -> Markup {
    let (key, lines) = match &to.way {
        Way::Mail(email) => ("destination-mail", email.clone()),
        Way::Post(lines) => ("destination-post", lines.clone()),
        Way::Protected => ("destination-protected", say(language, "destination-protected-how")),
        Way::Hand => ("destination-hand", say(language, "destination-hand-how")),
    };
    let value = html! { @for line in lines.lines() { (line) br; } };
    let rows = [SummaryRow { value, ..SummaryRow::new(say(language, key), &"") }];
    html! {
        h2 { (say(language, "destination-title")) }
        (summary_list(language, &rows))
        @match (to.against, &to.way) {
            (Against::Same, _) => p.small { (say(language, "destination-same")) },
            (Against::Differs, _) => (warning(language, &say(language, "destination-differs"))),
            (Against::Recent(on), _) => {
                (warning(language, &say_with(language, "destination-recent", &[("on", date(language, on).into())])))
            },
            (Against::Unknown, Way::Hand | Way::Protected) => {},
            (Against::Unknown, _) => p.small { (say(language, "destination-unknown")) },
        }
    }
}

fn warning(language: Language, text: &str) -> Markup {
    inset(&html! { p { (badge(Tone::Warn, &say(language, "destination-warning"))) " " (text) } })
}
