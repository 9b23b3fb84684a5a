//! Several requests given to a colleague: n of m qualify, what does not and why.

use super::{
    form::{button, post},
    layout::{Shell, page as document},
    parts::{self, lead},
};
use crate::{
    paths,
    say::{say, say_with},
};
use entity::{id::StaffId, kind::Language};
use maud::{Markup, html};
use portal_core::request::queue::bulk::{Picked, Weighed};

/// The page before it is done.
pub fn page(shell: &Shell<'_>, weighed: &Weighed, to: StaffId) -> Markup {
    let language = shell.language;
    let (fits, all) = (weighed.fits.len(), weighed.fits.len() + weighed.barred.len());
    let numbers = [("fits", fits.into()), ("all", all.into()), ("to", weighed.to.as_str().into())];
    let body = html! {
        @if all == 0 {
            (lead(&say(language, "bulk-nothing")))
        } @else {
            (lead(&say_with(language, "bulk-fits", &numbers)))
        }
        @if !weighed.barred.is_empty() { (barred(language, weighed)) }
        @if fits > 0 {
            @if !weighed.barred.is_empty() { h2 { (say(language, "bulk-fitting")) } }
            ul { @for picked in &weighed.fits { li { (way(picked.reference.as_str())) } } }
            (post(paths::QUEUE_ASSIGN, shell.csrf.unwrap_or_default(), &html! {
                @for picked in &weighed.fits { input type="hidden" name="pick" value=(value(picked)); }
                input type="hidden" name="to" value=(to);
                (button(&say_with(language, "bulk-assign", &numbers)))
            }))
        }
        p { a href=(paths::QUEUE) { (say(language, "bulk-back")) } }
    };
    document(shell, &body)
}

fn barred(language: Language, weighed: &Weighed) -> Markup {
    html! {
        h2 { (say(language, "bulk-barred")) }
        ul {
            @for (reference, bar) in &weighed.barred {
                li { (way(reference.as_str())) ": " (say(language, &format!("bulk-bar-{}", bar.code()))) }
            }
        }
    }
}

fn way(reference: &str) -> Markup {
    html! { a href=(paths::desk(reference)) { (parts::reference(reference)) } }
}

/// What was chosen, as a field carries it.
fn value(picked: &Picked) -> String {
    format!("{}.{}", picked.reference.as_str(), picked.version)
}
