//! What was written on a request: messages, notes, letters.

use super::{Shown, act, act_typed_files, who};
use crate::{
    paths,
    say::{say, say_with, word},
    views::{
        attachment::{FIELD, Listed, list},
        field::Fields,
        form::button_second,
        layout::Shell,
        parts::{Tone, badge, details, letter_text},
    },
};
use entity::{
    attachment, forwarding,
    kind::{AttachmentKind, Author, Language, MailState, TaskKind},
    outbox,
};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    law::calendar::helsinki_date,
    request::{
        case::{Case, Written},
        enter::has_address,
    },
};

/// What was said between staff and requester, and a way to write.
pub(super) fn messages(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, shell.problems);
    if shown.case.messages.is_empty() && !shown.works {
        return html! {};
    }
    html! {
        h2 #messages { (say(language, "desk-messages")) }
        (written(language, &shown.case.messages, shown.case))
        @if request.requester_email.is_none() && has_address(&request.requester_key) {
            p { (say(language, "desk-message-no-address")) }
        } @else if shown.works {
            (act_typed_files(shell, &paths::desk_messages(&request.reference), request.version, &html! {
                @let (hint, how) = if has_address(&request.requester_key) { ("desk-message-hint", "desk-files-mail") }
                    else { ("entry-message-hint", "desk-files-paper") };
                (fields.textarea("message", say(language, "desk-message")).hint(say(language, hint))
                    .value(shown.typed.get("message")).rows(3))
                (fields.files(FIELD, say(language, "files-field")).optional()
                    .hint(format!("{} {}", say(language, "desk-files-limits"), say(language, how))))
                (button_second(&say(language, "desk-message-send")))
            }))
        }
    }
}

/// What staff wrote among themselves; they are told that the person can get it.
pub(super) fn notes(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, shell.problems);
    if shown.case.notes.is_empty() && !shown.works {
        return html! {};
    }
    html! {
        h2 #notes { (say(language, "desk-notes")) }
        (written(language, &shown.case.notes, shown.case))
        @if shown.works {
            (act(shell, &paths::notes(&request.reference), request.version, &html! {
                (fields.textarea("note", say(language, "desk-note")).hint(say(language, "desk-note-hint"))
                    .value(shown.typed.get("note")).rows(3))
                (button_second(&say(language, "desk-note-keep")))
            }))
        }
    }
}

pub(super) fn written(language: Language, texts: &[Written], case: &Case) -> Markup {
    html! {
        @for text in texts {
            article.message {
                p.small { (who(language, &text.who)) " · " (moment(language, text.at)) }
                @for line in text.body.lines() { p { (line) } }
                (attached(language, text, case))
            }
        }
    }
}

/// The files that go with a message. Nothing has looked into those of a requester for what harms a computer, and staff
/// are told so; of their own, whether the requester has them.
fn attached(language: Language, text: &Written, case: &Case) -> Markup {
    let ours = |file: &&attachment::Model| file.message_id.is_some() && file.message_id == text.message;
    let files: Vec<_> = case.files.iter().filter(ours).map(|file| listed(language, file, case)).collect();
    let theirs = case.files.iter().filter(ours).any(|file| file.author == Author::Requester);
    html! {
        (list(language, &files))
        @if theirs { p.small { (badge(Tone::Warn, &say(language, "files-unscanned"))) " " (say(language, "files-unscanned-hint")) } }
    }
}

/// A file as the desk lists it.
pub(super) fn listed(language: Language, file: &attachment::Model, case: &Case) -> Listed {
    let told = file.kind == AttachmentKind::Message
        && file.author == Author::Staff
        && has_address(&case.request.requester_key);
    let fetched = |at| say_with(language, "desk-file-fetched", &[("when", moment(language, at).into())]);
    Listed {
        name: file.name.clone(),
        bytes: file.bytes,
        href: paths::desk_attachment(&case.request.reference, &file.id.to_string()),
        behind_proof: false,
        note: told.then(|| file.fetched_at.map_or_else(|| say(language, "desk-file-waits"), fetched)),
    }
}

/// The letters as they went, with the state of their mail.
pub(super) fn letters(language: Language, case: &Case) -> Markup {
    html! {
        @for sent in &case.letters {
            @let waits = case.tasks.iter().any(|task| task.done_at.is_none() && task.kind == TaskKind::PrintLetter
                && task.letter_id == Some(sent.letter.id));
            @let state = sent.mail.as_ref().map_or(if waits { "to_print" } else { "printed" }, |mail| mail.state.code());
            @let title = format!("{}, {}", word(language, "letter-kind", sent.letter.kind.code()), moment(language, sent.letter.created_at));
            (details(&title, &html! {
                p.small { (word(language, "mail-state", state))
                    @if let Some(when) = sent.mail.as_ref().and_then(|mail| left(language, mail)) {
                        " · " (say_with(language, "desk-mail-at", &[("when", when.into())]))
                    } }
                div lang=(sent.letter.language.code()) {
                    p { strong { (sent.letter.subject) } }
                    (letter_text(&sent.letter.text))
                }
                p { a href=(paths::letter(&case.request.reference, &sent.letter.id.to_string())) { (say(language, "letter-open")) } }
            }))
        }
    }
}

/// When a mail was settled; of a letter on paper only the day is known.
pub(super) fn left(language: Language, mail: &outbox::Model) -> Option<String> {
    let at = mail.settled_at?;
    let on_paper = mail.state == MailState::Printed;
    Some(if on_paper { date(language, helsinki_date(at)) } else { moment(language, at) })
}

/// What went to the customer whose website it is about; without a mail it is printed from here.
pub(super) fn forwarded(
    language: Language,
    made: &forwarding::Model,
    mail: Option<&outbox::Model>,
) -> Markup {
    let state = match (mail, made.mail_id) {
        (Some(mail), _) => Some(mail.state.code()),
        (None, None) => Some("printed"),
        // The mail goes a month after it was settled; that the letter went stays.
        (None, Some(_)) => None,
    };
    let named = [
        ("number", made.customer_number.as_str().into()),
        ("when", moment(language, made.forwarded_at).into()),
    ];
    details(
        &say_with(language, "desk-forwarded", &named),
        &html! {
            @if let Some(state) = state { p.small { (word(language, "mail-state", state)) } }
            p { strong { (made.subject) } }
            (letter_text(&made.text))
        },
    )
}
