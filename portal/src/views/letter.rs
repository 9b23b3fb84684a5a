//! One letter at the desk: where its mail stands, what to do when it did not arrive, and its text to print.

use super::{
    desk::act,
    field::Fields,
    form::{button, button_second},
    layout::{Shell, page as document},
    parts::{SummaryRow, Tone, badge, inset, lead, letter_text, summary_list},
    protection,
    table::{Table, data_table},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use chrono::NaiveDate;
use entity::kind::{Language, MailState};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    law::calendar::helsinki_date,
    request::{
        answered::carries_decision,
        undelivered::{Opened, ToPost},
    },
};

/// What the page shows.
pub struct Shown<'a> {
    pub opened: &'a Opened,
    /// Whether the reader may work on requests.
    pub works: bool,
    pub today: NaiveDate,
    pub typed: &'a Form,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, opened) = (shell.language, shown.opened);
    let body = html! {
        (protection::told(language, opened.protected))
        (summary_list(language, &rows(language, opened)))
        @if opened.waits && shown.works {
            h2 { (say(language, "letter-do")) }
            (in_time(language, shown))
            @if opened.mail.is_none() { (print(shell, shown)) } @else {
                (lead(&say(language, "letter-do-lead")))
                (ways(shell, shown))
            }
        }
        h2 { (say(language, "letter-text")) }
        (paper(shell, opened))
    };
    document(shell, &body)
}

/// The sheet, alone when printed: sender, address for the window of an envelope, date, subject, text.
fn paper(shell: &Shell<'_>, opened: &Opened) -> Markup {
    let (letter, written_in) = (&opened.letter, opened.letter.language);
    html! {
        div.paper lang=(written_in.code()) {
            div.paper-head {
                div { strong { (shell.identity.controller) } br; (shell.identity.postal) }
                time datetime=(helsinki_date(letter.created_at)) { (date(written_in, helsinki_date(letter.created_at))) }
            }
            @if let Some(address) = &opened.address {
                div.paper-address { @for line in address.lines() { (line) br; } }
            }
            p.paper-subject { strong { (letter.subject) } }
            (letter_text(&letter.text))
        }
    }
}

/// By when a letter that extends the time has to leave, or that it is too late for it.
fn in_time(language: Language, shown: &Shown<'_>) -> Markup {
    html! {
        @if let Some(last) = shown.opened.leave_by {
            @let key = if shown.today > last { "letter-leave-late" } else { "letter-leave-by" };
            (inset(&html! { p { (say_with(language, key, &[("on", date(language, last).into())])) } }))
        }
    }
}

/// What to do with a letter on paper: print it, enclose what belongs to it, post it, note the day.
fn print(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request, typed) = (shell.language, &shown.opened.request, shown.typed);
    let id = shown.opened.letter.id.to_string();
    let fields = Fields::new(language, shell.problems);
    html! {
        ol {
            li { (say(language, "letter-print-first")) }
            @if shown.opened.encloses {
                li {
                    (say(language, "letter-print-enclose")) " "
                    a href=(paths::hand_over(&request.reference)) download { (say(language, "letter-print-package")) }
                }
            }
            li {
                (say(language, way(shown.opened)))
                @if carries_decision(shown.opened.letter.kind) { " " (say(language, "letter-print-answers")) }
            }
        }
        (act(shell, &paths::posted_letter(&request.reference, &id), request.version, &html! {
            @let posted = shown.opened.address.is_some() || shown.opened.protected;
            @let (day, send) = if posted { ("letter-posted", "letter-posted-send") }
                else { ("letter-given", "letter-given-send") };
            (fields.date("posted_on", say(language, day)).hint(say(language, "letter-posted-hint"))
                .value(typed.get("posted_on")))
            (button(&say(language, send)))
        }))
    }
}

/// How it reaches the person: by post, by hand, or as whoever posts a letter of somebody in hiding sees to it.
const fn way(opened: &Opened) -> &'static str {
    match (opened.protected, &opened.address) {
        (true, _) => "letter-print-protected",
        (false, Some(_)) => "letter-print-post",
        (false, None) => "letter-print-hand",
    }
}

/// The letters that wait to be printed and posted.
pub fn to_post(shell: &Shell<'_>, waiting: &[ToPost]) -> Markup {
    let language = shell.language;
    let columns = ["letters-letter", "letters-request", "letters-to", "letters-written", "letters-due"];
    let row = |it: &ToPost| {
        let (request, letter) = (&it.request, &it.letter);
        vec![
            html! {
                a href=(paths::letter(&request.reference, &letter.id.to_string())) {
                    (word(language, "letter-kind", letter.kind.code()))
                }
            },
            html! { a href=(paths::desk(&request.reference)) { (request.reference) } },
            html! {
                (request.requester_name.as_deref().unwrap_or_default())
                @if it.protected { " " (badge(Tone::Warn, &say(language, "protection-badge"))) }
            },
            html! { (date(language, helsinki_date(letter.created_at))) },
            html! {
                @if let Some(on) = it.post_by { (date(language, on)) } @else { (say(language, "letters-no-due")) }
                @if it.late { " " (badge(Tone::Bad, &say(language, "letters-late"))) }
            },
        ]
    };
    let body = html! {
        (lead(&say(language, "letters-lead")))
        @if waiting.iter().any(|it| it.protected) { p { (say(language, "letters-protected")) } }
        (data_table(&Table {
            caption: say(language, "letters-title"),
            columns: columns.map(|key| say(language, key)).to_vec(),
            rows: waiting.iter().map(row).collect(),
            empty: say(language, "letters-none"),
        }))
    };
    document(shell, &body)
}

fn rows(language: Language, opened: &Opened) -> Vec<SummaryRow> {
    let row = |key: &str, value: &str| SummaryRow::new(say(language, key), &value.to_owned());
    let unmailed = if opened.waits { "to_print" } else { "printed" };
    let state = opened.mail.as_ref().map_or(unmailed, |mail| mail.state.code());
    let to = opened.mail.as_ref().map(|mail| mail.recipient.as_str()).filter(|to| !to.is_empty());
    let reply = opened.mail.as_ref().and_then(|mail| mail.reply.as_deref());
    let mut rows = vec![
        row("letter-written", &moment(language, opened.letter.created_at)),
        row("letter-state", &word(language, "mail-state", state)),
    ];
    rows.extend(to.map(|to| row("letter-to", to)));
    rows.extend(reply.map(|reply| row("letter-reply", reply)));
    let posted = opened.mail.as_ref().filter(|mail| mail.state == MailState::Printed);
    let on = posted.and_then(|mail| mail.settled_at).map(helsinki_date);
    rows.extend(on.map(|on| row("letter-left-on", &date(language, on))));
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
