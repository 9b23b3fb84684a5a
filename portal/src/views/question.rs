//! Asks the requester who they are, what they mean or whether they pay a fee: what is asked and why, then the exact
//! letter; what waits for its answer.

use super::{
    decision::{carried, exact},
    desk::{Shown, act, act_typed, seen},
    field::{Choice, Fields},
    form::{Weight, button_second, button_value},
    layout::{Shell, page as document},
    parts::{SummaryRow, inset, lead, sent_text, summary_list},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use chrono::NaiveDate;
use entity::kind::{Language, QuestionKind, Right};
use maud::{Markup, html};
use portal_core::{
    lang::date,
    request::ask::{Earlier, Open, Outlook, Preview},
};

/// The first page: what is asked and why, what stays on record, whether the clock stops.
pub fn asking(shell: &Shell<'_>, (outlook, kind): (&Outlook, QuestionKind), typed: &Form) -> Markup {
    let (language, request) = (shell.language, &outlook.request);
    let fields = Fields::new(language, shell.problems);
    let identity = kind == QuestionKind::Identity;
    let text_hint = format!("question-text-{}-hint", kind.code());
    let doubt = fields.textarea("reason", say(language, "question-reason"));
    let told = html! {
        @if outlook.earlier.is_some() {
            (fields.textarea("again", say(language, "question-again")).hint(say(language, "question-again-hint"))
                .value(typed.get("again")).rows(3))
        }
        @if identity {
            (doubt.hint(say(language, "question-reason-hint")).value(typed.get("reason")).rows(3))
        }
        @if kind == QuestionKind::Fee { (costs(&fields, typed)) }
        (fields.textarea("text", word(language, "question-text", kind.code())).hint(say(language, &text_hint))
            .value(typed.get("text")).rows(4))
    };
    let body = html! {
        (lead(&word(language, "question-lead", kind.code())))
        @if let Some(earlier) = &outlook.earlier { (before(language, earlier)) }
        (summary_list(language, &[SummaryRow::new(say(language, "question-answer-by"), &date(language, outlook.answer_by))]))
        @if let Some(limit) = outlook.limit {
            (inset(&html! { p { (say_with(language, &format!("question-limit-{}", kind.code()), &[("date", date(language, limit).into())])) } }))
        }
        (act_typed(shell, &paths::ask(&request.reference, kind.code()), seen(request, typed), &html! {
            (sent_text(language, &told))
            (clock(&fields, (outlook, kind), typed))
            @if identity { (recorded(&fields, typed)) }
            (button_value(Weight::First, "to", "letter", &say(language, "decide-see-letter")))
        }))
    };
    document(shell, &body)
}

/// By which facts the request is unfounded or excessive, and what it would cost.
fn costs(fields: &Fields<'_>, typed: &Form) -> Markup {
    let language = fields.language;
    html! {
        (fields.textarea("reason", say(language, "question-fee-reason")).hint(say(language, "question-fee-reason-hint"))
            .value(typed.get("reason")).rows(3))
        (fields.text("fee", say(language, "question-fee")).hint(say(language, "question-fee-hint")).value(typed.get("fee")))
    }
}

/// What was asked before, and whether the person answered.
fn before(language: Language, earlier: &Earlier) -> Markup {
    let asked = [("date", date(language, earlier.asked_on).into())];
    inset(&html! {
        p { strong { (say_with(language, "question-before", &asked)) } }
        @for line in earlier.text.lines() { p { (line) } }
        p {
            @match earlier.answered_on {
                Some(on) => (say_with(language, "question-before-answered", &[("date", date(language, on).into())])),
                None => (say(language, "question-before-silent")),
            }
        }
    })
}

/// What happens without an answer, and when.
fn without(
    language: Language,
    key: &str,
    kind: QuestionKind,
    (by, limit): (NaiveDate, Option<NaiveDate>),
) -> String {
    let told = |on| [("date", date(language, on).into()), ("by", date(language, by).into())];
    match limit.filter(|_| kind == QuestionKind::Identity) {
        Some(limit) => say_with(language, &format!("{key}-limit"), &told(limit)),
        None => say_with(language, &format!("{key}-{}", kind.code()), &told(by)),
    }
}

/// The exact letter, and the way on or back.
pub fn letter(shell: &Shell<'_>, (preview, kind): (&Preview, QuestionKind), typed: &Form) -> Markup {
    let (language, request) = (shell.language, &preview.outlook.request);
    let all = carried(typed, |_| true);
    let times = (preview.outlook.answer_by, preview.outlook.limit);
    let body = html! {
        (lead(&without(language, "question-letter", kind, times)))
        @if request.requester_email.is_none() { (inset(&html! { p { (say(language, "question-paper")) } })) }
        (exact(language, request.language, &preview.letter))
        (act(shell, &paths::send_question(&request.reference, kind.code()), seen(request, typed), &html! {
            @let send = if request.requester_email.is_some() { "question-send" } else { "question-write" };
            (all) (button_value(Weight::First, "send", "yes", &say(language, send)))
        }))
        (act_typed(shell, &paths::ask(&request.reference, kind.code()), seen(request, typed), &html! {
            (all) (button_value(Weight::Second, "to", "reasons", &say(language, "question-change")))
        }))
    };
    document(shell, &body)
}

/// The question that waits on a request at the desk, with the way to go on without its answer.
pub(super) fn waiting(shell: &Shell<'_>, shown: &Shown<'_>, open: &Open) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let times = (open.row.answer_by, open.row.limit_on);
    inset(&html! {
        p { strong { (word(language, "question-waits", open.row.kind.code())) } }
        @for line in open.text.lines() { p { (line) } }
        p { (without(language, "question-until", open.row.kind, times)) }
        @if shown.works {
            (act(shell, &paths::resume(&request.reference), request.version, &html! {
                (button_second(&say(language, "act-resume")))
            }))
        }
    })
}

/// Whether the clock stands still, or why it cannot any more.
fn clock(fields: &Fields<'_>, (outlook, kind): (&Outlook, QuestionKind), typed: &Form) -> Markup {
    let language = fields.language;
    let chosen = typed.get("pause") == "yes";
    let pause = Choice::new("yes", say(language, "ask-pause"))
        .hint(word(language, "question-pause", kind.code()))
        .chosen_if(chosen);
    let of_quantity = kind == QuestionKind::Clarification && outlook.request.right == Some(Right::Access);
    html! {
        @if outlook.may_pause {
            (fields.checkboxes("pause", say(language, "ask-clock"), vec![pause]))
            @if of_quantity {
                (fields.textarea("reason", say(language, "question-quantity")).hint(say(language, "question-quantity-hint"))
                    .value(typed.get("reason")).optional().rows(2))
            }
        } @else {
            (inset(&html! { p { (barred(language, kind, of_quantity)) } }))
        }
    }
}

fn barred(language: Language, kind: QuestionKind, of_quantity: bool) -> String {
    let key = match kind {
        QuestionKind::Fee => "question-no-pause-fee",
        QuestionKind::Identity => "question-no-pause-late",
        QuestionKind::Clarification if of_quantity => "question-no-pause-late",
        QuestionKind::Clarification => "question-no-pause",
    };
    say(language, key)
}

/// What stays on record and is not in the letter: without it the letter of R2.6 could not go when no answer comes.
fn recorded(fields: &Fields<'_>, typed: &Form) -> Markup {
    let language = fields.language;
    html! {
        h2 { (say(language, "decide-recorded")) }
        (fields.textarea("lesser_means", say(language, "question-lesser-means"))
            .hint(say(language, "question-lesser-means-hint")).value(typed.get("lesser_means")).rows(3))
        (fields.textarea("cannot_identify", say(language, "question-cannot-identify"))
            .value(typed.get("cannot_identify")).rows(3))
    }
}
