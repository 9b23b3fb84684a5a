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
use portal_core::{
    lang::{date, moment},
    notice::profile::Profile,
    register::{inventory::word::Category, retention::cover},
};
use std::collections::BTreeSet;

/// What the page shows.
pub struct Shown<'a> {
    /// Newest first, lifted ones too.
    pub holds: &'a [hold::Model],
    pub may_change: bool,
    pub notice: &'a Profile,
    pub typed: &'a Form,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "hold-lead")))
        @if shown.holds.is_empty() { p { (say(language, "hold-none")) } }
        @for hold in shown.holds { (one(shell, shown, hold)) }
        @if shown.may_change { (new(shell, shown)) }
    };
    document(shell, &body)
}

fn one(shell: &Shell<'_>, shown: &Shown<'_>, hold: &hold::Model) -> Markup {
    let language = shell.language;
    html! {
        h2 { (word(language, "retention-why", hold.kind.code())) }
        (summary_list(language, &facts(language, shown.notice, hold)))
        @if shown.may_change && hold.silence.is_some() {
            p { (say(language, "hold-tell-text")) }
            (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
                (button_value(Weight::Second, "tell", &hold.id.to_string(), &say(language, "hold-tell")))
            }))
        }
        @if shown.may_change && hold.lifted_at.is_none() {
            p { (say(language, "hold-lift-text")) }
            (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
                (button_value(Weight::Second, "lift", &hold.id.to_string(), &say(language, "hold-lift")))
            }))
        }
    }
}

/// What a hold says, for staff.
pub(super) fn facts(language: Language, notice: &Profile, hold: &hold::Model) -> Vec<SummaryRow> {
    let mut rows = vec![SummaryRow::new(say(language, "hold-reason"), &hold.reason)];
    for (key, text) in [
        ("authority", &hold.authority),
        ("statute", &hold.statute),
        ("reference", &hold.reference),
        ("silence", &hold.silence),
    ] {
        let row = |text| SummaryRow::new(say(language, &format!("hold-{key}")), text);
        rows.extend(text.as_ref().map(row));
    }
    let covers = cover::read(hold.covers.as_deref());
    rows.extend([
        SummaryRow::new(say(language, "hold-covers"), &labels(language, notice, covers)),
        SummaryRow::new(say(language, "hold-set-at"), &moment(language, hold.set_at)),
        SummaryRow::new(say(language, "hold-review"), &date(language, hold.review_on)),
    ]);
    let lifted = hold.lifted_at.map(|at| moment(language, at));
    rows.extend(lifted.map(|at| SummaryRow::new(say(language, "hold-lifted-at"), &at)));
    rows
}

/// Categories as the notice calls them, in its order.
pub(super) fn labels(language: Language, notice: &Profile, covered: BTreeSet<Category>) -> String {
    let named = covered.into_iter().filter_map(|category| notice.category(category.code()));
    named.map(|category| category.label.in_language(language)).collect::<Vec<_>>().join(", ")
}

fn new(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, typed) = (shell.language, shown.typed);
    let fields = Fields::new(language, shell.problems);
    let line = |name: &str| fields.text(name, say(language, &format!("hold-{name}"))).value(typed.get(name));
    html! {
        h2 { (say(language, "hold-new")) }
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="press" value=(typed.get("press"));
            (fields.radios("kind", say(language, "hold-kind"), kinds(language, typed.get("kind"))))
            (fields.textarea("reason", say(language, "hold-reason")).hint(say(language, "hold-reason-hint"))
                .value(typed.get("reason")).rows(4))
            (fields.checkboxes("covers", say(language, "hold-covers"), offered(language, shown))
                .hint(say(language, "hold-covers-hint")).optional())
            fieldset.field {
                legend.label { (say(language, "hold-order")) }
                (line("authority").hint(say(language, "hold-authority-hint")))
                (line("statute").hint(say(language, "hold-statute-hint")))
                (line("reference").optional())
                (line("silence").hint(say(language, "hold-silence-hint")).optional())
            }
            (fields.date("review", say(language, "hold-review")).hint(say(language, "hold-review-hint"))
                .value(typed.get("review")))
            (button(&say(language, "hold-set")))
        }))
    }
}

fn offered(language: Language, shown: &Shown<'_>) -> Vec<Choice> {
    let known = cover::OFFERED.iter().filter_map(|category| shown.notice.category(category.code()));
    let choices = known.map(|category| {
        let chosen = shown.typed.all("covers").any(|code| code == category.code);
        Choice::new(category.code.as_str(), category.label.in_language(language)).chosen_if(chosen)
    });
    choices.collect()
}

fn kinds(language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |kind: &HoldKind| {
        Choice::new(kind.code(), word(language, "retention-why", kind.code()))
            .chosen_if(chosen == kind.code())
    };
    HoldKind::ALL.iter().map(choice).collect()
}
