//! The holds on a person's data, and the form of a new one.

use super::{
    field::{Choice, Fields},
    form::{Weight, button, button_value, post},
    layout::{Shell, page as document},
    parts::{SummaryRow, lead, summary_list},
};
use crate::{
    form::Form,
    say::{say, word},
};
use entity::{
    hold,
    kind::{HoldKind, Language},
};
use maud::{Markup, html};
use portal_core::{lang::date, register::scope::explain::instant};

/// What the page shows.
pub struct Shown<'a> {
    /// Newest first, lifted ones too.
    pub holds: &'a [hold::Model],
    pub may_change: bool,
    pub typed: &'a Form,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "hold-lead")))
        @if shown.holds.is_empty() { p { (say(language, "hold-none")) } }
        @for hold in shown.holds { (one(shell, shown, hold)) }
        @if shown.may_change { (new(shell, shown.typed)) }
    };
    document(shell, &body)
}

fn one(shell: &Shell<'_>, shown: &Shown<'_>, hold: &hold::Model) -> Markup {
    let language = shell.language;
    let mut rows = vec![
        SummaryRow::new(say(language, "hold-reason"), &hold.reason),
        SummaryRow::new(say(language, "hold-set-at"), &instant(language, hold.set_at)),
        SummaryRow::new(say(language, "hold-review"), &date(language, hold.review_on)),
    ];
    let lifted = hold.lifted_at.map(|at| instant(language, at));
    rows.extend(lifted.map(|at| SummaryRow::new(say(language, "hold-lifted-at"), &at)));
    html! {
        h2 { (word(language, "retention-why", hold.kind.code())) }
        (summary_list(language, &rows))
        @if shown.may_change && hold.lifted_at.is_none() {
            (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
                (button_value(Weight::Second, "lift", &hold.id.to_string(), &say(language, "hold-lift")))
            }))
        }
    }
}

fn new(shell: &Shell<'_>, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    html! {
        h2 { (say(language, "hold-new")) }
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            (fields.radios("kind", say(language, "hold-kind"), kinds(language, typed.get("kind"))))
            (fields.textarea("reason", say(language, "hold-reason")).hint(say(language, "hold-reason-hint"))
                .value(typed.get("reason")).rows(4))
            (fields.date("review", say(language, "hold-review")).hint(say(language, "hold-review-hint"))
                .value(typed.get("review")))
            (button(&say(language, "hold-set")))
        }))
    }
}

fn kinds(language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |kind: &HoldKind| {
        Choice::new(kind.code(), word(language, "retention-why", kind.code()))
            .chosen_if(chosen == kind.code())
    };
    HoldKind::ALL.iter().map(choice).collect()
}
