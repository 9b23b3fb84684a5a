//! "Withdraw a consent": as easy as giving it (Art. 7(3)). Where none is held the page says so, and offers the ban instead
//! (Art. 21(2) and (3)): a press never passes for what it is not.

use super::{
    draft::{Sheet, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::{inset, lead},
};
use crate::say::{say, say_with};
use chrono::NaiveDate;
use maud::{Markup, html};
use portal_core::{
    lang::date,
    notice::profile::{Profile, Purpose},
    request::answers::Answers,
};
use std::collections::BTreeMap;

/// How the consents of an address stand.
#[derive(Clone, Debug, Default)]
pub struct Consents {
    /// What it may not be written to any more, and since when.
    pub barred: BTreeMap<String, NaiveDate>,
    /// Purposes to which it has given one; nothing where that is not told.
    pub held: Option<Vec<String>>,
}

/// What a press does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Withdraw,
    Forbid,
    /// Either, as it is chosen.
    Both,
}

impl Consents {
    fn is_held(&self, purpose: &Purpose) -> Option<bool> {
        self.held.as_ref().map(|held| held.contains(&purpose.code))
    }

    fn deed(&self, open: &[&Purpose]) -> Deed {
        let none = open.iter().filter(|purpose| self.is_held(purpose) == Some(false)).count();
        match none {
            0 => Deed::Withdraw,
            all if all == open.len() => Deed::Forbid,
            _ => Deed::Both,
        }
    }
}

/// Which consent, whether we hold it, and what follows from the press; a single one needs no choosing. What is barred
/// already is told with its day, and not asked again: a ban on all marketing has ended a consent too (Art. 7(3)).
pub fn form(
    shell: &Shell<'_>,
    paper: &Sheet<'_>,
    answers: &Answers,
    (notice, consents): (&Profile, &Consents),
) -> Markup {
    let language = shell.language;
    let (done, open): (Vec<_>, Vec<_>) = notice
        .consent_purposes()
        .into_iter()
        .partition(|purpose| consents.barred.contains_key(&purpose.code));
    let told = |purpose: &Purpose| {
        let on = consents.barred.get(&purpose.code).map(|on| date(language, *on)).unwrap_or_default();
        let label = purpose.label.in_language(language).to_owned();
        say_with(language, "consent-barred-since", &[("purpose", label.into()), ("date", on.into())])
    };
    let body = html! {
        @if !done.is_empty() {
            (inset(&html! {
                @for purpose in &done { p { (told(purpose)) } }
                p { (say(language, "consent-barred-ended")) }
            }))
        }
        @if open.is_empty() {
            p { (say(language, "ban-lasts")) }
            p { (say(language, "consent-nothing-to-do")) }
        } @else {
            (question(shell, paper, answers, (&open, consents)))
        }
    };
    page(shell, &body)
}

fn question(
    shell: &Shell<'_>,
    paper: &Sheet<'_>,
    answers: &Answers,
    (open, consents): (&[&Purpose], &Consents),
) -> Markup {
    let language = shell.language;
    let deed = consents.deed(open);
    let button = match deed {
        Deed::Withdraw => "consent-send",
        Deed::Forbid => "consent-forbid-send",
        Deed::Both => "consent-end-send",
    };
    let asked = match open {
        [only] => html! { input type="hidden" name="purposes" value=(only.code); },
        _ => several(shell, answers, (open, consents), deed),
    };
    html! {
        @if let [only] = open { (lead(&stands(shell, only, consents))) }
        @if open.len() > 1 && consents.held.is_none() { p { (say(language, "consent-untold")) } }
        @if deed != Deed::Forbid {
            p { (say(language, "consent-lead")) }
            p { (say(language, "consent-follows")) }
        }
        @if deed != Deed::Withdraw { p { (say(language, "consent-forbid-follows")) } }
        p { (say(language, "ban-lasts")) }
        (sheet(shell, paper, &asked, button))
    }
}

/// Whether the one consent is held.
fn stands(shell: &Shell<'_>, only: &Purpose, consents: &Consents) -> String {
    let key = match consents.is_held(only) {
        Some(true) => "consent-one-held",
        Some(false) => "consent-one-none",
        None => "consent-one-untold",
    };
    let label = only.label.in_language(shell.language).to_owned();
    say_with(shell.language, key, &[("purpose", label.into())])
}

/// Boxes to choose from, of which none is ticked before the person did, each with how its consent stands.
fn several(
    shell: &Shell<'_>,
    answers: &Answers,
    (open, consents): (&[&Purpose], &Consents),
    deed: Deed,
) -> Markup {
    let language = shell.language;
    let choice = |purpose: &&Purpose| {
        let choice = Choice::new(purpose.code.as_str(), purpose.label.in_language(language))
            .chosen_if(answers.purposes.contains(&purpose.code));
        match consents.is_held(purpose) {
            Some(true) => choice.hint(say(language, "consent-held")),
            Some(false) => choice.hint(say(language, "consent-none-held")),
            None => choice,
        }
    };
    let which = match deed {
        Deed::Withdraw => "consent-which",
        Deed::Forbid => "consent-which-none",
        Deed::Both => "consent-which-some",
    };
    let choices = open.iter().map(choice).collect();
    html! { (Fields::new(language, shell.problems).checkboxes("purposes", say(language, which), choices)) }
}
