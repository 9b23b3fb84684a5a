//! Whether each thing asked has its verdict, and each refusal a ground of the closed list with all it demands (L2, L3).

use super::{Decision, Flaw, ItemVerdict};
use crate::{law::ground::Extent, right::rectification};
use entity::{
    item,
    kind::{Right, Verdict},
};

/// L2: each item asked has one verdict, and nothing else has.
pub(super) fn complete(items: &[item::Model], decision: &Decision) -> Vec<Flaw> {
    let times = |id| decision.verdicts.iter().filter(|verdict| verdict.item == id).count();
    let open =
        items.iter().filter(|item| times(item.id) != 1).map(|item| Flaw::VerdictMissing { item: item.id });
    let foreign =
        decision.verdicts.iter().filter(|verdict| !items.iter().any(|item| item.id == verdict.item));
    open.chain(foreign.map(|verdict| Flaw::NotAsked { item: verdict.item })).collect()
}

/// L3: a refusal stands on a ground of the closed list that fits, with all it demands.
pub(super) fn grounded(
    right: Right,
    items: &[item::Model],
    verdict: &ItemVerdict,
    decision: &Decision,
) -> Option<Flaw> {
    let item = verdict.item;
    let ground = match (verdict.verdict, verdict.ground) {
        (Verdict::Granted, None) => return None,
        (Verdict::Granted, Some(_)) => return Some(Flaw::GroundWithoutRefusal { item }),
        (Verdict::Refused | Verdict::Partly, None) => return Some(Flaw::GroundMissing { item }),
        (Verdict::Refused | Verdict::Partly, Some(ground)) => ground,
    };
    // In part is given what is copied or asked in words; what of an erasure stays follows from its plan.
    let in_part = match right {
        Right::Access | Right::Portability => true,
        Right::Rectification => rectification::verdict::in_part(items, verdict),
        _ => verdict.planned,
    };
    if verdict.verdict == Verdict::Partly && !in_part {
        return Some(Flaw::CannotBeCarriedOut { right });
    }
    let asked = items.iter().find(|asked| asked.id == item);
    if !ground.fits(right) || asked.is_some_and(|asked| !rectification::verdict::fits(asked, ground)) {
        return Some(Flaw::GroundDoesNotFit { item, ground });
    }
    let extent_fits = match ground.extent() {
        Extent::Whole => !decision.grants(),
        Extent::WholeOrPart => true,
        Extent::Part => decision.grants(),
    };
    if !extent_fits {
        return Some(Flaw::ExtentDoesNotFit { item, ground });
    }
    let demands = ground.lacks(&verdict.recorded);
    (!demands.is_empty()).then_some(Flaw::FactsMissing { item, demands })
}
