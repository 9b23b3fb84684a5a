//! What staff typed, read as a decision. What cannot be read is left out, and the rule then says what lacks.

use crate::{form::Form, views::decision::words};
use entity::{
    item,
    kind::{ItemKind, Right, Verdict},
};
use portal_core::{
    law::{
        demand::{Demand, Recorded},
        ground::Ground,
    },
    request::{
        case::Case,
        decision::{Confirmed, Decision, ItemVerdict},
    },
    right::{
        package::{copy::Tally, kept_back::Mark},
        rectification::{fields::PresentField, verdict::Elsewhere},
    },
};
use std::collections::BTreeSet;

/// The decision of the form. A mark on a record that is gone marks nothing.
pub fn read(case: &Case, form: &Form, copy: Option<&Tally>) -> Decision {
    let nothing_held = form.get("nothing_held") == "yes";
    let items = case.items.iter().enumerate();
    let mut decision = Decision {
        verdicts: items.filter_map(|(place, item)| verdict(case, form, place, item)).collect(),
        nothing_held,
        free_part: form.text("free_part"),
        late_reason: form.text("late_reason"),
        suffices: None,
        no_request: None,
        erasure: None,
        copy: form.text("copy").filter(|_| copy.is_some() && !nothing_held),
    };
    for verdict in &mut decision.verdicts {
        verdict.kept_back.retain(|mark| copy.is_some_and(|copy| copy.holds(mark)));
    }
    let identifies = decision.verdicts.iter().any(|verdict| verdict.ground == Some(Ground::NotIdentified));
    decision.suffices = form.text("suffices").filter(|_| identifies);
    decision
}

/// A decision as its form would have been typed, to begin the next with. What it followed from, the plan of an erasure or
/// the copy as it was, is drawn anew.
pub fn again(case: &Case, decision: &Decision) -> Form {
    let mut fields = Vec::new();
    let mut put = |name: String, value: &str| fields.push((name, value.to_owned()));
    for (place, item) in case.items.iter().enumerate() {
        let Some(made) = decision.on(item.id) else { continue };
        let verdict = if made.planned { Verdict::Granted } else { made.verdict };
        put(format!("verdict-{place}"), verdict.code());
        let ground = made.ground.filter(|_| !made.planned);
        if let Some(ground) = ground {
            let in_copy = verdict == Verdict::Partly && case.request.right != Some(Right::Rectification);
            let name = if in_copy { "part" } else { "ground" };
            put(format!("{name}-{place}"), ground.code());
            for demand in ground.demands() {
                put(
                    format!("fact-{place}-{}", demand.code()),
                    made.recorded.read(*demand).unwrap_or_default(),
                );
            }
        }
        put(format!("evidence-{place}"), made.recorded.read(Demand::Evidence).unwrap_or_default());
        put(format!("fee-{place}"), made.fee.as_deref().unwrap_or_default());
        put(format!("meant-{place}"), made.meant.as_deref().unwrap_or_default());
        for category in &made.categories {
            put(format!("scope-{place}"), category);
        }
        for mark in &made.kept_back {
            put(format!("keep-{place}"), &mark.write());
        }
        of_words(place, item, made, &mut put);
    }
    put("free_part".into(), decision.free_part.as_deref().unwrap_or_default());
    put("late_reason".into(), decision.late_reason.as_deref().unwrap_or_default());
    put("suffices".into(), decision.suffices.as_deref().unwrap_or_default());
    fields.retain(|(_, value)| !value.is_empty());
    if decision.nothing_held {
        fields.push(("nothing_held".into(), "yes".into()));
    }
    Form::of(fields)
}

/// What is corrected of words, and what of them is not.
fn of_words(place: usize, item: &item::Model, made: &ItemVerdict, put: &mut impl FnMut(String, &str)) {
    for correction in made.corrections.iter().filter(|_| item.kind != ItemKind::Field) {
        put(words::name_of(place, &correction.target), &correction.new);
    }
    if let Some(other) = &made.elsewhere {
        let [what, category] = words::elsewhere_of(place);
        put(what, &other.what);
        put(category, &other.category);
    }
    put(words::rest_of(place), made.uncorrected.as_deref().unwrap_or_default());
}

/// What was typed, with everything granted that has no verdict yet: each stands on the page, and can be changed.
pub fn with_the_rest_granted(case: &Case, form: &Form) -> Form {
    let open = |place: &usize| Verdict::from_code(form.get(&format!("verdict-{place}"))).is_none();
    let rest: Vec<usize> = (0..case.items.len()).filter(open).collect();
    // A form of radio buttons without a choice leaves no field, but one of text may have left an empty one.
    let unset = |name: &str| rest.iter().any(|place| name == format!("verdict-{place}"));
    let typed = form.exact_fields().filter(|(name, _)| !unset(name));
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let granted = rest.iter().map(|place| (format!("verdict-{place}"), Verdict::Granted.code().to_owned()));
    Form::of(typed.chain(granted).collect())
}

/// What was typed, with the present value of each field that no page shows: a protected address is compared all the same.
/// It is read, never drawn.
pub fn with_what_is_hidden(fields: &[PresentField], form: &Form) -> Form {
    let hidden = fields.iter().filter(|field| field.hidden);
    let hidden: Vec<_> =
        hidden.map(|field| (format!("present-{}", field.target), field.value.clone())).collect();
    let typed = form.exact_fields().filter(|(name, _)| !hidden.iter().any(|(known, _)| known == name));
    let typed: Vec<_> = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Form::of(typed.into_iter().chain(hidden).collect())
}

/// Finding nothing grants whatever was asked (law.md R3.3).
fn verdict(case: &Case, form: &Form, place: usize, item: &item::Model) -> Option<ItemVerdict> {
    let held = form.get("nothing_held") != "yes";
    let verdict =
        if held { Verdict::from_code(form.get(&format!("verdict-{place}")))? } else { Verdict::Granted };
    let refused = verdict == Verdict::Refused;
    let corrects = case.request.right == Some(Right::Rectification) && !refused && held;
    let in_part = verdict == Verdict::Partly;
    let ground = match verdict {
        Verdict::Granted => None,
        Verdict::Refused => Ground::from_code(form.get(&format!("ground-{place}"))),
        Verdict::Partly if corrects => Ground::from_code(form.get(&format!("ground-{place}"))),
        Verdict::Partly => Ground::from_code(form.get(&format!("part-{place}"))),
    };
    let mut recorded = Recorded::default();
    for demand in ground.map_or(&[][..], Ground::demands) {
        recorded.write(*demand, form.get(&format!("fact-{place}-{}", demand.code())));
    }
    let offers_fee = matches!(ground, Some(Ground::Unfounded | Ground::Excessive));
    if case.request.right == Some(Right::Erasure) && !refused && held {
        let evidence = form.text(&format!("evidence-{place}"));
        if let Some(evidence) = evidence {
            recorded.write(Demand::Evidence, evidence);
        }
    }
    Some(ItemVerdict {
        ground,
        recorded,
        fee: form.text(&format!("fee-{place}")).filter(|_| offers_fee),
        corrections: if corrects { corrections(form, place, item) } else { Vec::new() },
        elsewhere: elsewhere(form, place).filter(|_| corrects && item.kind != ItemKind::Field),
        uncorrected: form.text(&words::rest_of(place)).filter(|_| corrects && in_part),
        meant: form.text(&format!("meant-{place}")).filter(|_| means(case, item)),
        kept_back: if in_part { marks(form, place) } else { Vec::new() },
        categories: form.all(&format!("scope-{place}")).map(str::to_owned).collect(),
        ..ItemVerdict::bare(item.id, verdict)
    })
}

/// What is marked as kept back, once each. Of a record that is kept back whole no field is named besides.
fn marks(form: &Form, place: usize) -> Vec<Mark> {
    let name = format!("keep-{place}");
    let marks: BTreeSet<Mark> =
        form.all(&name).flat_map(str::split_whitespace).flat_map(Mark::parse).collect();
    let whole = |mark: &Mark| marks.contains(&Mark { column: None, ..mark.clone() });
    marks.iter().filter(|mark| mark.column.is_none() || !whole(mark)).cloned().collect()
}

/// A field that the person named is corrected as asked; for free words staff give the new value of each field they mean.
/// What is typed again as it stands corrects nothing.
fn corrections(form: &Form, place: usize, item: &item::Model) -> Vec<Confirmed> {
    if item.kind == ItemKind::Field {
        let (target, present) = (item.target.clone(), item.present.clone());
        let asked = item.asked.clone();
        return asked.map(|new| Confirmed { target, present, new }).into_iter().collect();
    }
    let shown = form.fields().filter_map(|(name, present)| Some((name.strip_prefix("present-")?, present)));
    let typed = shown.filter_map(|(target, present)| {
        let new = form.text(&words::name_of(place, target)).filter(|new| new != present)?;
        Some(Confirmed { target: target.to_owned(), present: Some(present.to_owned()), new })
    });
    typed.collect()
}

/// What is corrected in another system. Half of it is read too, and the rule says what lacks.
fn elsewhere(form: &Form, place: usize) -> Option<Elsewhere> {
    let [what, category] = words::elsewhere_of(place).map(|name| form.text(&name));
    let said = what.is_some() || category.is_some();
    said.then(|| Elsewhere { category: category.unwrap_or_default(), what: what.unwrap_or_default() })
}

/// Whether staff say what free words mean: which ground, or which purpose.
pub fn means(case: &Case, item: &item::Model) -> bool {
    match case.request.right {
        Some(Right::Restriction) => item.kind != ItemKind::Restriction,
        Some(Right::Objection) => item.kind != ItemKind::Purpose,
        _ => false,
    }
}
