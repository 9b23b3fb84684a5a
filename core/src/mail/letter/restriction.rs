//! The letters around a restriction: set (E8b), about to end (E8), called off.

use super::{
    Ending, Stands,
    parts::{self, Draft},
};
use entity::kind::RestrictionGround;

/// E8b: scope, ground, effect and how long.
pub(super) fn set(draft: &mut Draft<'_>) {
    draft.say("letter-restriction-set");
    parts::case(draft);
    if !draft.facts.items.is_empty() {
        draft.say("letter-restriction-asked");
        draft.list(draft.facts.items.iter().map(|item| item.asked.clone()).collect::<Vec<_>>());
    }
    grounds(draft);
    draft.say("letter-restriction-effect");
    draft.say("letter-restriction-whole");
    draft.say("letter-restriction-lifting");
    parts::request_page(draft);
}

/// The end that E8 announced does not come.
pub(super) fn stays(draft: &mut Draft<'_>) {
    draft.say("letter-restriction-stays");
    parts::case(draft);
    grounds(draft);
    draft.say("letter-restriction-effect");
    draft.say("letter-restriction-lifting");
    parts::request_page(draft);
}

/// On which ground and for how long, a line for each.
pub(super) fn grounds(draft: &mut Draft<'_>) {
    let lines: Vec<_> = draft.facts.restricted.iter().map(|ground| why(draft, *ground)).collect();
    if !lines.is_empty() {
        draft.say("letter-restriction-ground");
        draft.list(lines);
    }
}

/// The ground, and how long. Once the correction is answered, for whatever reason, only the word before the end is
/// still to come (Art. 18(3)).
fn why(draft: &Draft<'_>, ground: RestrictionGround) -> String {
    match &draft.facts.beside {
        Some((reference, Some(on))) if ground == RestrictionGround::Accuracy => {
            let args = [("reference", reference.as_str().into()), ("date", draft.date(*on).into())];
            draft.text("letter-restriction-why-accuracy-answered", &args)
        }
        _ => draft.text(&format!("letter-restriction-why-{}", ground.code()), &[]),
    }
}

/// E8: why it ends, when, what happens then, what the person can do.
pub(super) fn ends(draft: &mut Draft<'_>) {
    parts::case(draft);
    if let Some(ending) = &draft.facts.ending {
        lifting(draft, ending);
    }
    parts::request_page(draft);
    parts::complaint(draft);
}

/// The word before lifting (Art. 18(3)).
pub(super) fn lifting(draft: &mut Draft<'_>, ending: &Ending) {
    let last = ending.stands.is_empty();
    let args = [("date", draft.date(ending.on).into()), ("reason", super::one_line(&ending.reason).into())];
    if last {
        draft.heading("letter-restriction-ends-heading");
        draft.say_with("letter-restriction-ends", &args);
        draft.say("letter-restriction-then");
    } else {
        draft.heading("letter-restriction-one-ends-heading");
        draft.say_with("letter-restriction-one-ends", &args);
        draft.say("letter-restriction-others");
        let others: Vec<_> = ending.stands.iter().map(|other| goes_on(draft, other)).collect();
        draft.list(others);
        draft.say("letter-restriction-effect");
    }
    draft.say("letter-restriction-you-can");
}

fn goes_on(draft: &Draft<'_>, other: &Stands) -> String {
    let why = draft.text(&format!("letter-restriction-why-{}", other.ground.code()), &[]);
    let args = [
        ("why", why.into()),
        ("date", draft.date(other.since).into()),
        ("what", super::one_line(&other.what).into()),
    ];
    draft.text("letter-restriction-other", &args)
}
