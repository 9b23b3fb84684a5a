//! What may be decided on a portability request beyond the rules of every right: a transfer follows the data.

use crate::{
    law::ground::Ground,
    request::decision::{Decision, Flaw, ItemVerdict},
};
use entity::{
    item,
    kind::{ItemKind, Verdict},
};

/// The transfer that a decision grants, if one is asked for and granted.
pub fn granted_transfer<'a>(items: &'a [item::Model], decision: &Decision) -> Option<&'a item::Model> {
    let granted = |item: &&item::Model| {
        item.kind == ItemKind::Transfer
            && decision.on(item.id).is_some_and(|verdict| verdict.verdict == Verdict::Granted)
    };
    items.iter().find(granted).filter(|_| !decision.nothing_held)
}

/// Whether a decision gives the person data; where they go besides is not data.
pub fn gives_data(items: &[item::Model], decision: &Decision) -> bool {
    let data = items.iter().filter(|item| item.kind != ItemKind::Transfer);
    data.filter_map(|item| decision.on(item.id)).any(|verdict| verdict.verdict != Verdict::Refused)
}

/// Nothing can be handed over that is not given; and that a transfer is not feasible (Art. 20(2)) refuses the
/// transfer alone, so the person gets the data instead (law.md RG-20-TECH).
pub fn flaws(items: &[item::Model], decision: &Decision) -> Vec<Flaw> {
    let given = gives_data(items, decision);
    items
        .iter()
        .filter_map(|item| {
            let verdict = decision.on(item.id)?;
            if item.kind == ItemKind::Transfer { of_transfer(verdict, given) } else { of_data(verdict) }
        })
        .collect()
}

fn of_transfer(verdict: &ItemVerdict, given: bool) -> Option<Flaw> {
    let item = verdict.item;
    match (verdict.verdict, verdict.ground) {
        (Verdict::Granted, _) if !given => Some(Flaw::TransferAlone { item }),
        (Verdict::Refused, Some(ground @ Ground::TransferNotFeasible)) if !given => {
            Some(Flaw::ExtentDoesNotFit { item, ground })
        }
        _ => None,
    }
}

fn of_data(verdict: &ItemVerdict) -> Option<Flaw> {
    let ground = verdict.ground.filter(|ground| *ground == Ground::TransferNotFeasible)?;
    Some(Flaw::GroundDoesNotFit { item: verdict.item, ground })
}
