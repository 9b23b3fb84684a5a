//! One letter at the desk: where its mail stands, what to do when it did not arrive, and its text to print.

use super::{
    decision::exact,
    desk::{act, moment},
    field::Fields,
    form::{button, button_second},
    layout::{Shell, page as document},
    parts::{SummaryRow, inset, lead, summary_list},
};
use crate::{
    form::Form,
    paths,
    say::{say, word},
};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::request::undelivered::Opened;

/// What the page shows.
pub struct Shown<'a> {
    pub opened: &'a Opened,
    /// Whether the reader may work on requests.
    pub works: bool,
    pub typed: &'a Form,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, opened) = (shell.language, shown.opened);
    let body = html! {
        (summary_list(language, &rows(language, opened)))
        @if opened.waits && shown.works {
            h2 { (say(language, "letter-do")) }
            (lead(&say(language, "letter-do-lead")))
            (ways(shell, shown))
        }
        h2 { (say(language, "letter-text")) }
        (exact(language, opened.letter.language, &portal_core::mail::letter::Letter {
            subject: opened.letter.subject.clone(),
            text: opened.letter.text.clone(),
            html: String::new(),
        }))
    };
    document(shell, &body)
}

fn rows(language: Language, opened: &Opened) -> Vec<SummaryRow> {
    let row = |key: &str, value: &str| SummaryRow::new(say(language, key), &value.to_owned());
    let state = opened.mail.as_ref().map_or("printed", |mail| mail.state.code());
    let to = opened.mail.as_ref().map(|mail| mail.recipient.as_str()).filter(|to| !to.is_empty());
    let reply = opened.mail.as_ref().and_then(|mail| mail.reply.as_deref());
    let mut rows = vec![
        row("letter-written", &moment(language, opened.letter.created_at)),
        row("letter-state", &word(language, "mail-state", state)),
    ];
    rows.extend(to.map(|to| row("letter-to", to)));
    rows.extend(reply.map(|reply| row("letter-reply", reply)));
    rows
}

/// Another address, or paper.
fn ways(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request, typed) = (shell.language, &shown.opened.request, shown.typed);
    let id = shown.opened.letter.id.to_string();
    let fields = Fields::new(language, shell.problems);
    let known = request.requester_email.as_deref().unwrap_or_default();
    let email = if typed.get("email").is_empty() { known } else { typed.get("email") };
    html! {
        h3 { (say(language, "letter-again")) }
        (act(shell, &paths::send_letter(&request.reference, &id), request.version, &html! {
            (fields.email("email", say(language, "letter-email")).hint(say(language, "letter-email-hint")).value(email))
            (fields.textarea("how", say(language, "letter-how")).hint(say(language, "letter-how-hint"))
                .value(typed.get("how")).rows(2))
            (button(&say(language, "letter-send")))
        }))
        h3 { (say(language, "letter-paper")) }
        (inset(&html! { p { (say(language, "letter-paper-lead")) } }))
        (act(shell, &paths::posted_letter(&request.reference, &id), request.version, &html! {
            (fields.date("posted_on", say(language, "letter-posted")).hint(say(language, "letter-posted-hint"))
                .value(typed.get("posted_on")))
            (button_second(&say(language, "letter-posted-send")))
        }))
    }
}
