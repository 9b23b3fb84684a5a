//! Forwards a request about a customer's own website: the customer and what the person is told, then both letters.

use super::{
    decision::{carried, exact},
    desk::{act, act_typed, seen},
    field::{Choice, Fields},
    form::{Weight, button, button_value},
    layout::{Shell, page as document},
    parts::{framed, inset, lead, letter_text, sent_text},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
};
use entity::{kind::Language, request};
use maud::{Markup, html};
use portal_core::request::forward::{Candidate, Found, LONGEST_REACH, LONGEST_SITE, Preview};

/// The search for the customer, and what it found to choose from.
pub fn choice(shell: &Shell<'_>, request: &request::Model, found: Option<&Found>, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let action = paths::forward(&request.reference);
    let body = html! {
        (lead(&say(language, "forward-lead")))
        (inset(&html! { p { (say(language, "forward-only-theirs")) } }))
        @let search = if found.is_some_and(|found| found.candidates.iter().any(|it| !it.contacts.is_empty())) { act } else { act_typed };
        (search(shell, &action, seen(request, typed), &html! {
            (carried(typed, |name| ["contact", "site", "reach"].contains(&name)))
            (fields.text("search", say(language, "forward-search")).hint(say(language, "forward-search-hint"))
                .value(typed.get("search")))
            (button(&say(language, "forward-search-send")))
        }))
        @if let Some(found) = found {
            h2 { (say(language, "forward-found")) }
            @if found.candidates.iter().all(|it| it.contacts.is_empty()) { p { (say(language, "forward-none")) } }
            @else { (chosen(shell, request, found, typed)) }
        }
    };
    document(shell, &body)
}

fn chosen(shell: &Shell<'_>, request: &request::Model, found: &Found, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let only =
        found.candidates.iter().flat_map(|it| &it.domains).next().filter(|_| found.candidates.len() == 1);
    let site = if typed.get("site").is_empty() { only.map_or("", String::as_str) } else { typed.get("site") };
    let told = html! {
        (fields.text("site", say(language, "forward-site")).hint(say(language, "forward-site-hint"))
            .value(site).max(LONGEST_SITE))
        (fields.textarea("reach", say(language, "forward-reach")).hint(say(language, "forward-reach-hint"))
            .value(typed.get("reach")).rows(3).max(LONGEST_REACH))
    };
    html! {
        @if found.more { p { (say(language, "forward-more")) } }
        (act_typed(shell, &paths::forward(&request.reference), seen(request, typed), &html! {
            input type="hidden" name="search" value=(typed.get("search"));
            (fields.radios("contact", say(language, "forward-contact"), contacts(language, found, typed))
                .hint(say(language, "forward-contact-hint")))
            (sent_text(language, &told))
            (button_value(Weight::First, "to", "letters", &say(language, "forward-see")))
        }))
    }
}

/// Every contact person of every customer found.
fn contacts(language: Language, found: &Found, typed: &Form) -> Vec<Choice> {
    let of = |candidate: &Candidate| -> Vec<Choice> {
        let customer = &candidate.customer;
        let domains = candidate.domains.join(", ");
        let choice = |contact: &portal_core::request::identify::Glimpse| {
            let value = format!("{} {}", customer.id, contact.id);
            let label = format!("{} ({})", customer.name, customer.number);
            let address = contact.email.clone().unwrap_or_else(|| say(language, "forward-printed"));
            let hint = [contact.name.clone(), address, domains.clone()];
            let hint = hint.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            Choice::new(value.clone(), label).hint(hint).chosen_if(value == typed.get("contact"))
        };
        candidate.contacts.iter().map(choice).collect()
    };
    found.candidates.iter().flat_map(of).collect()
}

/// Both exact letters, and the way on or back.
pub fn letters(shell: &Shell<'_>, preview: &Preview, typed: &Form) -> Markup {
    let (language, request) = (shell.language, &preview.request);
    let all = carried(typed, |_| true);
    let to = preview.contact.email.clone().unwrap_or_else(|| say(language, "forward-printed"));
    let send = if request.requester_email.is_some() { "forward-send" } else { "forward-write" };
    let named = [("name", preview.customer.name.as_str().into()), ("to", to.into())];
    let body = html! {
        (lead(&say(language, "forward-letters-lead")))
        h2 { (say(language, "forward-to-person")) }
        (exact(language, request.language, &preview.to_requester))
        h2 { (say(language, "forward-to-customer")) }
        (framed(&say_with(language, "forward-goes-to", &named), &html! {
            div lang=(preview.written_in.code()) {
                p { strong { (preview.to_customer.subject) } }
                (letter_text(&preview.to_customer.text))
            }
        }))
        (act(shell, &paths::send_forward(&request.reference), seen(request, typed), &html! {
            (all) (button_value(Weight::Grave, "send", "yes", &say(language, send)))
        }))
        (act_typed(shell, &paths::forward(&request.reference), seen(request, typed), &html! {
            (all) (button_value(Weight::Second, "to", "choice", &say(language, "forward-change")))
        }))
    };
    document(shell, &body)
}
