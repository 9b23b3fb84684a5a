//! The dossier of one request, to print for an authority: everything on it unfolded, by the rules of its page, with the
//! proof of its entries.

use super::{
    Shown, decided, entry, items, originals, restriction, side,
    steps::steps,
    talk::{left, written},
    who,
};
use crate::{
    say::{say, say_with, word},
    views::{
        attachment::list_under,
        extension, hold,
        layout::{Shell, page as document},
        parts::{self, SummaryRow, lead, letter_text, summary_list},
        queue::right_name,
        table::{Table, data_table},
    },
};
use entity::{kind::Language, outbox, pause, question};
use maud::{Markup, html};
use portal_core::{
    audit::verify::RequestProof,
    lang::{date, moment},
    law::explain::explain,
    report::dossier::{Asked, Dossier, Looked},
    request::{case::SentLetter, reclassify::acts_at_once},
};

/// The dossier; `by` opened it.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>, (dossier, by): (&Dossier, &str)) -> Markup {
    let (language, case) = (shell.language, shown.case);
    let said = [("by", by.into()), ("when", moment(language, dossier.made_at).into())];
    let title = |key: &str| html! { h2 { (say(language, key)) } };
    let body = html! {
        (lead(&say(language, "dossier-lead")))
        p { (say_with(language, "dossier-made", &said)) }
        (title("dossier-request")) (request(language, shown))
        @if let Some(entry) = &case.entry { (entry::facts(language, entry)) }
        (title("desk-dates")) (dates(language, shown))
        (title("desk-items")) (items(language, shown.notice, shown.case))
        (restriction::stopped(language, shown.notice, &case.stopped))
        @if !dossier.holds.is_empty() {
            (title("hold-title"))
            @for one in &dossier.holds {
                h3 { (word(language, "retention-why", one.kind.code())) }
                (summary_list(language, &hold::facts(language, shown.notice, one)))
            }
        }
        (title("dossier-identity")) (checks(language, shown))
        (title("dossier-questions")) (questions(language, &dossier.questions))
        (title("desk-decision"))
        @if case.proposals.is_empty() { p { (say(language, "dossier-undecided")) } }
        @for proposal in case.proposals.iter().rev() { section.matter { (decided(language, shown, proposal)) } }
        (title("desk-steps"))
        @if case.steps.is_empty() { p { (say(language, "dossier-no-steps")) } }
        (steps(shell, shown))
        (title("desk-letters")) (letters(language, &case.letters))
        @if let Some((made, mail)) = &case.forwarded { (forwarded(language, made, mail.as_ref())) }
        (title("desk-messages")) (written(language, &case.messages, case))
        @if case.messages.is_empty() { p { (say(language, "dossier-no-messages")) } }
        @let scans = originals::scans(language, shown);
        @if !scans.is_empty() { (title("desk-originals")) (list_under(language, &scans)) }
        @if !case.notes.is_empty() { (title("desk-notes")) (written(language, &case.notes, case)) }
        (title("dossier-looks")) (looks(language, &dossier.looks))
        (title("desk-timeline")) (entries(language, shown))
        (title("dossier-proof")) (proof(language, &dossier.proof))
    };
    document(shell, &body)
}

fn request(language: Language, shown: &Shown<'_>) -> Markup {
    let (case, request) = (shown.case, &shown.case.request);
    let row = |key: &str, value: String| SummaryRow::new(say(language, key), &value);
    let cleared = || say(language, "dossier-cleared");
    let outcome = request.outcome.map(|outcome| word(language, "outcome", outcome.code()));
    let rows = [
        Some(row("dossier-reference", request.reference.clone())),
        Some(row("dossier-right", right_name(language, request.right))),
        Some(row("dossier-state", word(language, "state", request.state.code()))),
        outcome.map(|outcome| row("dossier-outcome", outcome)),
        Some(row("desk-name", request.requester_name.clone().unwrap_or_else(cleared))),
        Some(row("desk-email", request.requester_email.clone().unwrap_or_else(cleared))),
        Some(row("desk-channel", word(language, "channel", request.channel.code()))),
        Some(row("desk-language", say(request.language, "shell-language"))),
        case.assignee.clone().map(|name| row("desk-assignee", name)),
        (!case.relatives.is_empty()).then(|| row("desk-relatives", relatives(language, shown))),
    ];
    summary_list(language, &rows.into_iter().flatten().collect::<Vec<_>>())
}

fn relatives(language: Language, shown: &Shown<'_>) -> String {
    let one = |kin: &portal_core::request::beside::Relative| {
        format!("{} ({})", kin.reference, right_name(language, kin.right))
    };
    shown.case.relatives.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The dates with the rule behind each, the pauses, and why the time was extended.
fn dates(language: Language, shown: &Shown<'_>) -> Markup {
    let case = shown.case;
    let runs = !case.request.right.is_some_and(acts_at_once);
    let pause = |pause: &pause::Model| {
        let to = pause.to_on.map_or_else(|| say(language, "dossier-pause-runs"), |on| date(language, on));
        vec![html! { (date(language, pause.from_on)) }, html! { (to) }]
    };
    html! {
        (summary_list(language, &side::date_rows(language, shown)))
        @if let Some(extension) = &case.extension {
            h3 { (say(language, "extend-why")) }
            (extension::why(language, extension))
        }
        @if runs {
            h3 { (say(language, "request-why-date")) }
            ol { @for line in explain(language, &case.deadline) { li { (line) } } }
        }
        @if !case.pauses.is_empty() {
            h3 { (say(language, "dossier-pauses")) }
            (data_table(&Table {
                caption: say(language, "dossier-pauses"),
                columns: ["dossier-pause-from", "dossier-pause-to"].map(|key| say(language, key)).to_vec(),
                rows: case.pauses.iter().map(pause).collect(),
                empty: String::new(),
            }))
        }
    }
}

fn checks(language: Language, shown: &Shown<'_>) -> Markup {
    let request = &shown.case.request;
    let link = if request.person_id.is_some() { "desk-linked" } else { "desk-not-linked" };
    html! {
        p { (word(language, "assurance", request.assurance.code())) ". " (say(language, link)) "." }
        (side::checks(language, shown))
    }
}

fn questions(language: Language, asked: &[Asked]) -> Markup {
    let reasons = |row: &question::Model| {
        [
            ("dossier-question-reason", row.reason.clone()),
            ("dossier-question-lesser", row.lesser_means.clone()),
            ("dossier-question-unable", row.cannot_identify.clone()),
            ("dossier-question-again", row.asked_again.clone()),
            ("dossier-question-by", Some(date(language, row.answer_by))),
            ("dossier-question-ended", row.ended_at.map(|at| moment(language, at))),
        ]
    };
    html! {
        @if asked.is_empty() { p { (say(language, "dossier-no-questions")) } }
        @for asked in asked {
            article.message {
                p.small { (asked.by) " · " (moment(language, asked.row.asked_at)) " · " (word(language, "dossier-question", asked.row.kind.code())) }
                div.pre { (asked.text) }
                dl.facts {
                    @for (key, value) in reasons(&asked.row) {
                        @if let Some(value) = value.filter(|value| !value.is_empty()) {
                            dt { (say(language, key)) } dd { (value) }
                        }
                    }
                }
            }
        }
    }
}

/// The letters with their exact words, and what became of each.
fn letters(language: Language, letters: &[SentLetter]) -> Markup {
    html! {
        @if letters.is_empty() { p { (say(language, "dossier-no-letters")) } }
        @for sent in letters {
            section.matter lang=(sent.letter.language.code()) {
                h3 lang=(language.code()) { (word(language, "letter-kind", sent.letter.kind.code())) ", " (moment(language, sent.letter.created_at)) }
                p.small lang=(language.code()) { (posted(language, sent.mail.as_ref())) }
                p { strong { (sent.letter.subject) } }
                (letter_text(&sent.letter.text))
            }
        }
    }
}

/// What became of a letter: the state of its mail, to whom, and when it was settled.
fn posted(language: Language, mail: Option<&outbox::Model>) -> String {
    let Some(mail) = mail else { return say(language, "dossier-letter-kept") };
    let state = word(language, "mail-state", mail.state.code());
    let settled =
        left(language, mail).map(|when| say_with(language, "desk-mail-at", &[("when", when.into())]));
    let parts = [Some(state), Some(mail.recipient.clone()).filter(|to| !to.is_empty()), settled];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn forwarded(language: Language, made: &entity::forwarding::Model, mail: Option<&outbox::Model>) -> Markup {
    let named = [
        ("number", made.customer_number.as_str().into()),
        ("when", moment(language, made.forwarded_at).into()),
    ];
    html! {
        section.matter {
            h3 { (say_with(language, "desk-forwarded", &named)) }
            p.small { (posted(language, mail)) }
            p { strong { (made.subject) } }
            (letter_text(&made.text))
        }
    }
}

fn looks(language: Language, looks: &[Looked]) -> Markup {
    let row = |look: &Looked| {
        vec![
            html! { (moment(language, look.at)) },
            html! { (look.by) },
            html! { (word(language, "role", look.role.code())) },
            html! { (look.purpose) },
        ]
    };
    let columns = ["dossier-when", "dossier-who", "dossier-role", "dossier-purpose"];
    data_table(&Table {
        caption: say(language, "dossier-looks"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: looks.iter().map(row).collect(),
        empty: say(language, "dossier-no-looks"),
    })
}

/// Every entry, oldest first and none folded into another.
fn entries(language: Language, shown: &Shown<'_>) -> Markup {
    let row = |entry: &portal_core::request::case::Moment| {
        vec![
            html! { (moment(language, entry.at)) },
            html! { (who(language, &entry.who)) },
            html! { (say(language, &format!("moment-{}", entry.what.replace('_', "-")))) },
        ]
    };
    let columns = ["dossier-when", "dossier-who", "dossier-what"];
    data_table(&Table {
        caption: say(language, "desk-timeline"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: shown.case.timeline.iter().map(row).collect(),
        empty: String::new(),
    })
}

fn proof(language: Language, proof: &RequestProof) -> Markup {
    let (first, last) = proof.seals.unwrap_or_default();
    let told = [
        ("entries", proof.entries.into()),
        ("sealed", proof.sealed.into()),
        ("waiting", (proof.entries - proof.sealed.min(proof.entries)).into()),
        ("first", first.to_string().into()),
        ("last", last.to_string().into()),
    ];
    html! {
        @match proof.broken {
            None => p { (parts::badge(parts::Tone::Good, &say(language, "dossier-proof-whole"))) " " (say_with(language, "dossier-proof-entries", &told)) },
            Some(entry) => p {
                (parts::badge(parts::Tone::Bad, &say(language, "dossier-proof-broken"))) " "
                (say_with(language, "dossier-proof-entry", &[("entry", entry.to_string().into())]))
            },
        }
        @if proof.seals.is_some() { p { (say_with(language, "dossier-proof-seals", &told)) } }
        p.small { (say(language, "dossier-proof-limits")) }
    }
}
