//! A restriction that was asked for and granted: on which ground, and over what.

use super::{EVERYTHING, Marking, cover, lift, parse_target, pend, set};
use crate::{
    actor::Actor,
    ctx::Ctx,
    error::{Error, Result},
    lang,
    law::calendar::helsinki_date,
    mail::letter::{Ending, Facts},
    notice::profile::Profile,
    request::{
        change::Change,
        decision::{Decision, Flaw, ItemVerdict},
        decision_letter as letters,
    },
};
use entity::{
    item,
    kind::{ItemKind, RestrictionGround, Right, Verdict},
    request, restriction,
};
use std::collections::BTreeSet;

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
pub(crate) fn tell(ctx: &Ctx, matter: &letters::Matter<'_>, facts: &mut Facts) {
    let letters::Matter { request, items, decision, decided_on, standing, .. } = matter;
    match request.right {
        Some(Right::Restriction) => {
            if !decision.nothing_held {
                facts.restricted = granted_grounds(items, decision);
            }
            pending(ctx, matter, facts);
        }
        Some(Right::Objection) if request.person_id.is_some() && !decision.nothing_held => {
            let others = standing.iter().filter(|row| row.request_id != request.id);
            let on = lift::earliest(*decided_on);
            facts.ending = Some(Ending {
                on,
                reason: lang::text(request.language, "restriction-ends-decided"),
                stands: cover::stands_after(&ctx.notice, request.language, on, others),
            });
        }
        _ => {}
    }
}

/// What becomes of the restriction that began with the request: since when what is granted has been restricted, and
/// when what is not granted ends.
fn pending(ctx: &Ctx, matter: &letters::Matter<'_>, facts: &mut Facts) {
    let letters::Matter { request, items, decision, decided_on, standing, .. } = matter;
    let Some(own) = pend::of(request, standing) else { return };
    let (kept, rest) = pend::split(own, items, decision);
    facts.restricted_since = kept.is_some().then(|| helsinki_date(own.set_at));
    if rest.is_some() {
        let kept = kept.map(|scope| restriction::Model { scope, ..own.clone() });
        let others = standing.iter().filter(|row| row.id != own.id).chain(kept.as_ref());
        let on = lift::earliest(*decided_on);
        facts.ending = Some(Ending {
            on,
            reason: lang::text(request.language, "restriction-ends-weighed"),
            stands: cover::stands_after(&ctx.notice, request.language, on, others),
        });
    }
}

/// The codes of what a decision restricts that its request had not restricted before; their holders are to be told.
pub(crate) fn newly_granted(
    notice: &Profile,
    (request, items, decision): (&request::Model, &[item::Model], &Decision),
    standing: &[restriction::Model],
) -> BTreeSet<String> {
    let granted = RestrictionGround::ALL.iter().flat_map(|ground| scopes(items, decision, *ground));
    let granted: BTreeSet<String> = granted.flat_map(|scope| cover::categories(notice, &scope)).collect();
    let own = cover::covered(notice, standing.iter().filter(|row| row.request_id == request.id));
    granted.difference(&own).cloned().collect()
}

/// The scopes that a decision grants on a ground.
pub(super) fn scopes(
    items: &[item::Model],
    decision: &Decision,
    ground: RestrictionGround,
) -> BTreeSet<String> {
    let granted = items.iter().filter_map(|item| {
        let verdict = decision.on(item.id).filter(|verdict| verdict.verdict == Verdict::Granted)?;
        meant(item, verdict).filter(|meant| meant.0 == ground).map(|meant| meant.1.to_owned())
    });
    granted.collect()
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
/// Not found when something is granted to nobody who is known.
pub(crate) async fn grant(change: &Change<'_>, decision: &Decision) -> Result<()> {
    let items = letters::items_of(change.tx.db(), change.request.id).await?;
    for ground in RestrictionGround::ALL.iter().copied() {
        let scopes = scopes(&items, decision, ground);
        if scopes.is_empty() {
            continue;
        }
        let person = change.request.person_id.ok_or(Error::NotFound)?;
        let scope = pend::scope_of(&scopes.iter().map(String::as_str).collect());
        let marking = Marking { person, request: change.request.id, ground, scope };
        set(change.ctx, &change.tx, Actor::Staff(change.staff), &marking).await?;
    }
    Ok(())
}
