//! The right not to be subject to a decision made by automated means alone (Art. 22): a person reviews it and says what
//! they found, or the person hears that there was none.

use crate::{
    law::ground::Ground,
    notice::profile::Profile,
    request::decision::{Decision, Flaw},
};

/// Whether a ground agrees with the notice: an exception of Art. 22(2) allows only a decision that the notice lists.
pub fn agrees(notice: &Profile, ground: Ground) -> bool {
    ground != Ground::AutomatedDecisionAllowed || !notice.automated.is_empty()
}

/// What keeps a decision on the right from standing: a ground that contradicts the notice, or a review of which the letter
/// would not say what it found (Art. 22(3)).
pub(crate) fn flaws(notice: &Profile, decision: &Decision) -> Vec<Flaw> {
    let contradicts = decision.verdicts.iter().filter_map(|verdict| {
        let ground = verdict.ground.filter(|ground| !agrees(notice, *ground))?;
        Some(Flaw::GroundDoesNotFit { item: verdict.item, ground })
    });
    let reviewed = decision.grants() && !decision.nothing_held;
    let silent = reviewed && decision.free_part.as_deref().is_none_or(|text| text.trim().is_empty());
    contradicts.chain(silent.then_some(Flaw::FindingMissing)).collect()
}
