//! Mails that came in: the list of what waits, one mail with its original, and the mails of a request at the desk.

use super::{
    form::{Weight, button_value, post},
    layout::{Shell, page as document},
    parts::{SummaryRow, Tone, badge, framed, inset, lead, summary_list},
    table::{Table, data_table},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use entity::{
    incoming,
    kind::{IncomingKind, Language},
};
use maud::{Markup, html};
use portal_core::{
    lang::moment,
    mail::incoming::{
        attachment::Attached,
        desk::{OnRequest, Opened},
    },
};

/// What waits.
pub fn list(shell: &Shell<'_>, waiting: &[incoming::Model]) -> Markup {
    let language = shell.language;
    let row = |mail: &incoming::Model| {
        vec![
            html! { a href=(paths::mail(&mail.id.to_string())) { (subject(language, mail)) } },
            html! { (from(language, mail)) },
            html! { (moment(language, mail.received_at)) },
            html! { (word(language, "incoming-kind", mail.kind.code())) },
        ]
    };
    let columns = ["mail-subject", "mail-from", "mail-received", "mail-taken-as"];
    let body = html! {
        (lead(&say(language, "mail-list-lead")))
        (data_table(&Table {
            caption: say(language, "mail-list-title"),
            columns: columns.map(|key| say(language, key)).to_vec(),
            rows: waiting.iter().map(row).collect(),
            empty: say(language, "mail-list-none"),
        }))
    };
    document(shell, &body)
}

/// One mail.
pub fn page(shell: &Shell<'_>, opened: &Opened, works: bool) -> Markup {
    let (language, mail) = (shell.language, &opened.row);
    let body = html! {
        (lead(&say(language, explanation(mail.kind))))
        (summary_list(language, &rows(language, opened)))
        @if works { (deeds(shell, opened)) }
        h2 { (say(language, "mail-text")) }
        (marks(language, mail))
        (text(language, mail))
        h2 { (say(language, "mail-files")) }
        (inset(&html! { p { (say(language, "mail-files-care")) } }))
        ul {
            li {
                a href=(paths::mail_original(&mail.id.to_string())) download { (say(language, "mail-original")) } ", "
                (size(language, usize::try_from(mail.bytes).unwrap_or_default()))
            }
            @for (nth, attached) in opened.attached.iter().enumerate() { (attachment(language, mail, nth, attached)) }
        }
    };
    document(shell, &body)
}

const fn explanation(kind: IncomingKind) -> &'static str {
    match kind {
        IncomingKind::Request => "mail-is-request",
        IncomingKind::Reply => "mail-is-reply",
        IncomingKind::Automatic => "mail-is-automatic",
        IncomingKind::Bounce => "mail-is-bounce",
        IncomingKind::Unclear => "mail-is-unclear",
    }
}

fn rows(language: Language, opened: &Opened) -> Vec<SummaryRow> {
    let mail = &opened.row;
    let mut rows = vec![
        SummaryRow::new(say(language, "mail-subject"), &subject(language, mail)),
        SummaryRow::new(say(language, "mail-from"), &from(language, mail)),
        SummaryRow::new(say(language, "mail-received"), &moment(language, mail.received_at)),
    ];
    if let Some(reference) = &opened.reference {
        let link = html! { a href=(paths::desk(reference)) { (reference) } };
        rows.push(SummaryRow::new(say(language, "mail-request"), &link));
    }
    if let Some(at) = mail.read_at {
        rows.push(SummaryRow::new(say(language, "mail-read"), &moment(language, at)));
    }
    rows
}

/// What staff do with it.
fn deeds(shell: &Shell<'_>, opened: &Opened) -> Markup {
    let (language, mail) = (shell.language, &opened.row);
    let (id, token) = (mail.id.to_string(), shell.csrf.unwrap_or_default());
    html! {
        @if opened.can_file {
            (post(&paths::mail_request(&id), token, &html! {
                p { (say(language, "mail-make-hint")) }
                (button_value(Weight::First, "make", "yes", &say(language, "mail-make")))
            }))
        } @else if mail.kind == IncomingKind::Unclear {
            p { a href=(paths::ENTER) { (say(language, "mail-enter")) } }
        }
        @if mail.read_at.is_none() {
            (post(&paths::mail(&id), token, &html! {
                p { (say(language, "mail-settle-hint")) }
                (button_value(Weight::Second, "settle", "yes", &say(language, "mail-settle")))
            }))
        }
    }
}

fn marks(language: Language, mail: &incoming::Model) -> Markup {
    html! { @if mail.masked { (inset(&html! { p { (say(language, "mail-masked")) } })) } }
}

fn text(language: Language, mail: &incoming::Model) -> Markup {
    let empty = mail.body.is_empty();
    framed(
        &say(language, "mail-text"),
        &html! { @if empty { p { (say(language, "mail-no-text")) } } @else { div.pre { (mail.body) } } },
    )
}

fn attachment(language: Language, mail: &incoming::Model, nth: usize, attached: &Attached) -> Markup {
    let unnamed = say_with(language, "mail-attachment", &[("nth", (nth + 1).into())]);
    let name = if attached.name.is_empty() { &unnamed } else { &attached.name };
    html! {
        li {
            @if attached.extension.is_some() {
                a href=(paths::mail_attachment(&mail.id.to_string(), nth)) download { (name) } ", "
                (size(language, attached.bytes))
            } @else {
                (name) ", " (size(language, attached.bytes)) ": " (say(language, "mail-attachment-in-original"))
            }
        }
    }
}

/// A size in kibibytes, at least one.
pub fn size(language: Language, bytes: usize) -> String {
    say_with(language, "mail-size", &[("size", bytes.div_ceil(1024).max(1).into())])
}

fn subject(language: Language, mail: &incoming::Model) -> String {
    if mail.subject.is_empty() { say(language, "mail-no-subject") } else { mail.subject.clone() }
}

/// Name and address as the mail claims them.
fn from(language: Language, mail: &incoming::Model) -> String {
    match (&mail.sender_name, &mail.sender) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (None, Some(address)) => address.clone(),
        _ => say(language, "mail-no-sender"),
    }
}

/// The mails of a request at the desk.
pub fn of_request(language: Language, mails: &[OnRequest]) -> Markup {
    html! {
        @for mail in mails {
            @let row = &mail.row;
            article.message {
                p.small {
                    (from(language, row)) " · " (moment(language, row.received_at)) " "
                    (badge(Tone::Plain, &word(language, "incoming-kind", row.kind.code()))) " "
                    @if row.kind != IncomingKind::Bounce {
                        (badge(Tone::Warn, &say(language, if mail.from_another { "mail-other-sender" } else { "mail-unproved" })))
                    }
                }
                @if row.kind != IncomingKind::Request {
                    p { strong { (subject(language, row)) } }
                    (marks(language, row))
                    div.pre { (row.body) }
                }
                p { a href=(paths::mail(&row.id.to_string())) { (say(language, "mail-open")) } }
            }
        }
    }
}
