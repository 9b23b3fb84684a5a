//! A restriction that was asked for and granted: on which ground, and over what.

use super::{EVERYTHING, Marking, lift, parse_target, set};
use crate::{
    actor::Actor,
    error::{Error, Result},
    lang,
    mail::letter::{Ending, Facts},
    request::{
        change::Change,
        decision::{Decision, Flaw, ItemVerdict},
        decision_letter as letters,
    },
};
use entity::{
    item,
    kind::{ItemKind, RestrictionGround, Right, Verdict},
};
use std::collections::{BTreeMap, BTreeSet};

/// The ground and the scope of what is granted: the person's own, or what staff understood from free words.
fn meant<'a>(item: &'a item::Model, verdict: &ItemVerdict) -> Option<(RestrictionGround, &'a str)> {
    if item.kind == ItemKind::Restriction {
        return parse_target(&item.target);
    }
    let scope = if item.kind == ItemKind::Category { item.target.as_str() } else { EVERYTHING };
    Some((RestrictionGround::from_code(verdict.meant.as_deref()?)?, scope))
}

/// A restriction needs its ground: the law knows four (Art. 18(1)).
pub(crate) fn ask_flaw(item: &item::Model, verdict: &ItemVerdict) -> Option<Flaw> {
    meant(item, verdict).is_none().then_some(Flaw::MeaningMissing { item: item.id })
}

/// What a decision's letter says of it: on which grounds it was restricted; or, where an objection is decided, when
/// the restriction that waited for it ends. That letter is then also the word before lifting (Art. 18(3)).
pub(crate) fn tell(matter: &letters::Matter<'_>, facts: &mut Facts) {
    let letters::Matter { request, items, decision, decided_on, .. } = matter;
    match request.right {
        _ if decision.nothing_held => {}
        Some(Right::Restriction) => facts.restricted = granted_grounds(items, decision),
        Some(Right::Objection) if request.person_id.is_some() => {
            let reason = lang::text(request.language, "restriction-ends-decided");
            facts.ending = Some(Ending { on: lift::earliest(*decided_on), reason });
        }
        _ => {}
    }
}

/// The grounds of what is granted, each once.
fn granted_grounds(items: &[item::Model], decision: &Decision) -> Vec<RestrictionGround> {
    let granted = items.iter().filter_map(|item| {
        let verdict = decision.on(item.id).filter(|verdict| verdict.verdict == Verdict::Granted)?;
        Some(meant(item, verdict)?.0)
    });
    granted.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Restricts what was granted, one mark for each ground.
///
/// # Errors
/// Not found when the request is linked to nobody.
pub(crate) async fn grant(change: &Change<'_>, decision: &Decision) -> Result<()> {
    let person = change.request.person_id.ok_or(Error::NotFound)?;
    let mut scopes: BTreeMap<RestrictionGround, BTreeSet<String>> = BTreeMap::new();
    for item in letters::items_of(change.tx.db(), change.request.id).await? {
        let granted = decision.on(item.id).filter(|verdict| verdict.verdict == Verdict::Granted);
        if let Some((ground, scope)) = granted.and_then(|verdict| meant(&item, verdict)) {
            scopes.entry(ground).or_default().insert(scope.to_owned());
        }
    }
    for (ground, scopes) in scopes {
        let all = scopes.contains(EVERYTHING);
        let scope =
            if all { EVERYTHING.to_owned() } else { scopes.into_iter().collect::<Vec<_>>().join(",") };
        let marking = Marking { person, request: change.request.id, ground, scope };
        set(change.ctx, &change.tx, Actor::Staff(change.staff), &marking).await?;
    }
    Ok(())
}
