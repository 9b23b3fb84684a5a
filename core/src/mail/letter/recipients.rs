//! The account of the other holders (E9): who was told, when and what, what each answered, who could not be told.

use super::{
    Told,
    page::{Block, one_line},
    parts::{self, Draft},
};
use entity::kind::StepState;

pub(super) fn recipients_told(draft: &mut Draft<'_>) {
    draft.say("letter-recipients-told");
    parts::case(draft);
    let facts = draft.facts;
    for told in &facts.told {
        account(draft, told);
    }
    if facts.told.iter().any(|told| told.state == StepState::Cannot) {
        draft.say_where("letter-told-reasons", "letter-paper-told-reasons");
    }
    parts::request_page(draft);
}

fn account(draft: &mut Draft<'_>, told: &Told) {
    draft.blocks.push(Block::Subheading(one_line(&told.name)));
    let what = one_line(&told.what);
    match told.told_on {
        Some(on) => {
            draft.say_with("letter-told", &[("date", draft.date(on).into()), ("what", what.into())]);
        }
        None => draft.say_with("letter-told-undated", &[("what", what.into())]),
    }
    draft.list(told.touched.iter().cloned());
    let key = match (told.state, told.told_on) {
        (StepState::Done, _) => "letter-told-done",
        (StepState::NotHeld, _) => "letter-told-not-held",
        (StepState::Cannot, _) => "letter-told-cannot",
        (StepState::GivenUp, None) => "letter-told-never",
        // A letter goes only when nothing is open; silence is silence until then.
        (StepState::GivenUp | StepState::Open | StepState::Told, _) => "letter-told-silent",
    };
    draft.say_with(key, &[("date", draft.date(told.settled_on).into())]);
    if let Some(reason) = &told.reason {
        draft.quote(reason);
    }
}
