//! What was asked in a request, each with what was decided on it.

use crate::{
    say::{say, say_with},
    views::{
        parts::{self, Tone, badge},
        value,
    },
};
use entity::kind::{Language, Right, Verdict};
use maud::{Markup, html};
use portal_core::{lang::date, request::own::OwnCase};

/// A list that was ended is not "granted": it reads as if the list were. Nor was a consent ended that nobody had given.
fn ending(language: Language, (stops, none_held): (bool, bool), verdict: Verdict) -> Markup {
    match verdict {
        _ if none_held => badge(Tone::Plain, &say(language, "request-no-consent")),
        Verdict::Granted if stops => badge(Tone::Good, &say(language, "request-stopped")),
        verdict => parts::verdict_badge(language, verdict),
    }
}

pub(super) fn items(language: Language, case: &OwnCase) -> Markup {
    let stops = matches!(case.request.right, Some(Right::Marketing | Right::Consent));
    html! {
        ul.plain {
            @for item in &case.items {
                li {
                    p { strong { (item.label) } " " @if let Some(verdict) = item.verdict { (ending(language, (stops, item.none_held), verdict)) } }
                    @let known = |it: &Option<String>| it.as_ref().map(|it| value::of_target(language, &item.target, it));
                    @match (&known(&item.present), &known(&item.asked)) {
                        (Some(present), Some(wanted)) if item.verdict == Some(Verdict::Granted) => (parts::changed(language, present, wanted)),
                        (Some(present), Some(wanted)) => (parts::asked(language, present, wanted)),
                        (None, Some(asked)) => p.own-words { (asked) },
                        _ => {}
                    }
                    @if item.hides_address() { p { (say(language, "request-address-hidden")) } }
                    @for found in &item.corrected {
                        p { strong { (found.label) } }
                        @let [present, new] = [&found.present, &found.new].map(|it| value::of_target(language, &found.target, it));
                        (parts::changed(language, &present, &new))
                    }
                    @if let Some(what) = &item.elsewhere {
                        p { strong { (say(language, "request-elsewhere")) } " " (what) }
                    }
                    @if let Some(rest) = &item.uncorrected {
                        p { strong { (say(language, "request-uncorrected")) } " " (rest) }
                    }
                    @if let Some(reason) = &item.reason {
                        p { strong { (reason.title) } " (" (reason.citation) ")" br; (reason.plain) }
                        p.own-words { (reason.facts) }
                    }
                    @if let Some(until) = item.keep_until {
                        p { (say_with(language, "request-kept-until", &[("date", date(language, until).into())])) }
                    }
                }
            }
        }
    }
}
