//! What of a person's own words is corrected: every field of theirs with its present value, and what is not corrected.

use super::Bench;
use crate::{
    say::say,
    views::{
        field::{Choice, Field, Fields},
        parts::sent_text,
        rectification,
    },
};
use entity::{
    item,
    kind::{ItemKind, Language, Right, Verdict},
};
use maud::{Markup, html};
use portal_core::right::rectification::verdict::{LONGEST_ELSEWHERE, is_elsewhere};

/// Whether staff find the fields to be corrected in an item's words.
pub fn corrects(bench: &Bench<'_>, item: &item::Model) -> bool {
    let given = bench.decision.on(item.id).is_some_and(|verdict| verdict.verdict != Verdict::Refused);
    let in_words = bench.case.request.right == Some(Right::Rectification) && item.kind != ItemKind::Field;
    given && in_words && !bench.decision.nothing_held
}

/// The words of staff in the letter; of a review they tell what the person who made it found, so they must stand.
pub fn free<'a>(fields: &Fields<'a>, bench: &Bench<'_>) -> Field<'a> {
    let (language, name) = (fields.language, "free_part");
    let reviewed = bench.case.request.right == Some(Right::Automated) && bench.decision.grants();
    let label = if reviewed && !bench.decision.nothing_held { "decide-finding" } else { "decide-free" };
    let field = fields.textarea(name, say(language, label)).hint(say(language, "decide-free-hint"));
    let field = field.value(bench.typed.get(name));
    if label == "decide-finding" { field } else { field.optional() }
}

/// Name of the input with the new value of a field, for the words in this place.
pub fn name_of(place: usize, target: &str) -> String {
    format!("new-{place}-{}", target.replace(':', "-"))
}

/// Names of the inputs with what is corrected in another system, and with its category.
pub fn elsewhere_of(place: usize) -> [String; 2] {
    [format!("elsewhere-{place}"), format!("elsewhere-in-{place}")]
}

/// What is no field of the register is corrected in the system it comes from: what, and of which category.
fn elsewhere(fields: &Fields<'_>, bench: &Bench<'_>, place: usize) -> Markup {
    let (language, [what, category]) = (fields.language, elsewhere_of(place));
    let none = Choice::new("", say(language, "decide-elsewhere-none"));
    // What the portal writes itself comes from no other system.
    let known = bench.notice.categories.iter().filter(|known| is_elsewhere(bench.notice, &known.code));
    let choices = known.map(|known| {
        let label = known.label.in_language(language);
        Choice::new(known.code.as_str(), label).chosen_if(bench.typed.get(&category) == known.code)
    });
    let typed = fields.text(&what, say(language, "decide-elsewhere")).value(bench.typed.get(&what));
    html! {
        (sent_text(language, &html! {
            (typed.hint(say(language, "decide-elsewhere-hint")).max(LONGEST_ELSEWHERE).optional())
        }))
        (fields.select(&category, say(language, "decide-elsewhere-in"), std::iter::once(none).chain(choices).collect()))
    }
}

/// Name of the input with what of the words is not corrected.
pub fn rest_of(place: usize) -> String {
    format!("rest-{place}")
}

/// A new value for each field that the words mean; the others stay empty.
pub fn fields(fields: &Fields<'_>, bench: &Bench<'_>, place: usize) -> Markup {
    let names: Vec<String> = bench.fields.iter().map(|field| name_of(place, &field.target)).collect();
    let typed = names.iter().any(|name| {
        !bench.typed.get(name).is_empty() || fields.problems.iter().any(|problem| problem.field == *name)
    });
    let inputs = html! {
        p { (say(fields.language, "decide-words-hint")) }
        @for (field, name) in bench.fields.iter().zip(&names) {
            (rectification::value(fields, field, name, bench.typed.get(name)).optional())
        }
    };
    html! {
        (elsewhere(fields, bench, place))
        @if !bench.fields.is_empty() { (folded(fields.language, typed, &inputs)) }
    }
}

/// The fields of the register behind one line, so that what is none of them is found at once; open where one was filled.
fn folded(language: Language, open: bool, inputs: &Markup) -> Markup {
    html! {
        details.details open[open] {
            summary { (say(language, "decide-words-fields")) }
            div.details-body { (inputs) }
        }
    }
}

/// What is not corrected: it goes to the person under its ground.
pub fn rest(fields: &Fields<'_>, bench: &Bench<'_>, place: usize) -> Markup {
    let name = rest_of(place);
    let rest = fields.text(&name, say(fields.language, "decide-rest-of-words"));
    sent_text(
        fields.language,
        &html! { (rest.hint(say(fields.language, "decide-rest-of-words-hint")).value(bench.typed.get(&name)).max(200)) },
    )
}

/// The values as the page showed them, so that a change meanwhile stops the correction.
pub fn present(bench: &Bench<'_>) -> Markup {
    let found = bench.case.items.iter().any(|item| corrects(bench, item));
    html! {
        @if found {
            @for field in bench.fields.iter().filter(|field| !field.hidden) { input type="hidden" name={ "present-" (field.target) } value=(field.value); }
        }
    }
}
