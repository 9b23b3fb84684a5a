//! "Withdraw a consent": as easy as giving it (Art. 7(3)).

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
    /// Purposes to which it has given none.
    pub none_held: Vec<String>,
}

/// Which consent, whether we hold it, and what follows from the press; a single one needs no choosing. What is barred
/// already is told with its day, and not asked again.
pub fn form(
    shell: &Shell<'_>,
    paper: &Sheet<'_>,
    answers: &Answers,
    (notice, consents): (&Profile, &Consents),
) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let (done, open): (Vec<_>, Vec<_>) = notice
        .consent_purposes()
        .into_iter()
        .partition(|purpose| consents.barred.contains_key(&purpose.code));
    let only = open.len() == 1;
    let choice = |purpose: &&Purpose| {
        let choice = Choice::new(purpose.code.as_str(), purpose.label.in_language(language))
            .chosen_if(only || answers.purposes.contains(&purpose.code));
        if consents.none_held.contains(&purpose.code) {
            choice.hint(say(language, "consent-none-held"))
        } else {
            choice
        }
    };
    let choices = open.iter().map(choice).collect();
    let told = |purpose: &Purpose| {
        let on = consents.barred.get(&purpose.code).map(|on| date(language, *on)).unwrap_or_default();
        let label = purpose.label.in_language(language).to_owned();
        say_with(language, "consent-barred-since", &[("purpose", label.into()), ("date", on.into())])
    };
    let body = html! {
        @if !done.is_empty() {
            (inset(&html! { @for purpose in &done { p { (told(purpose)) } } }))
        }
        @if open.is_empty() {
            p { (say(language, "ban-lasts")) }
            p { (say(language, "consent-nothing-to-do")) }
        } @else {
            (lead(&say(language, "consent-lead")))
            p { (say(language, "consent-follows")) }
            (sheet(shell, paper, &html! { (fields.checkboxes("purposes", say(language, "consent-which"), choices)) }, "consent-send"))
        }
    };
    page(shell, &body)
}
