//! The restriction that begins with the request itself, until it is decided: of an objection (Art. 18(1)(d)), and of
//! data whose accuracy is contested (Art. 18(1)(a)), for which the law gives "a period enabling the controller to verify".

use super::{EVERYTHING, Marking, cover, grant, holders, lift, parse_target, set};
use crate::{
    actor::Actor,
    ctx::Ctx,
    database::Write,
    error::Result,
    journal::{self, Effect},
    lang,
    law::calendar::helsinki_date,
    mail::post::{self, Case},
    notice::profile::Profile,
    register::change::restrictions_of,
    request::{change::Change, decision::Decision, decision_letter as letters},
    step::instruct,
};
use entity::{
    id::LetterId,
    item,
    kind::{ItemKind, LetterKind, RestrictionGround, Right},
    request, restriction,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use std::collections::BTreeSet;

/// Restricts what a request asks to be restricted at once, tells the person (E8b) and the holders that do not keep
/// still already, so that nobody can flood them. Nothing happens without a person, or when it is so already. law.md
/// R1.4.4: of itself, not only when asked.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn pend(ctx: &Ctx, tx: &Write, actor: Actor<'_>, request: &request::Model) -> Result<()> {
    let Some(person) = request.person_id else { return Ok(()) };
    let items = letters::items_of(tx.db(), request.id).await?;
    let Some((ground, scope)) = at_once(&ctx.notice, request.right, &items) else { return Ok(()) };
    let before = cover::covered(&ctx.notice, &restrictions_of(tx.db(), person).await?);
    let marking = Marking { person, request: request.id, ground, scope };
    if !set(ctx, tx, actor, &marking).await? {
        return Ok(());
    }
    let case = Case { request, items: &items };
    post::post(ctx, tx, case, LetterKind::RestrictionSet, |facts| facts.restricted = vec![ground]).await?;
    // Art. 19
    let mut anew = cover::categories(&ctx.notice, &marking.scope);
    anew.retain(|code| !before.contains(code));
    instruct::open(ctx, tx, request, holders::restrict(ctx, tx.db(), request, anew).await?).await
}

/// On which ground and over what a request restricts before it is decided.
fn at_once(
    notice: &Profile,
    right: Option<Right>,
    items: &[item::Model],
) -> Option<(RestrictionGround, String)> {
    match right? {
        Right::Objection => Some((RestrictionGround::Objection, objected(notice, items))),
        Right::Restriction => {
            let asked = items.iter().filter(|item| item.kind == ItemKind::Restriction);
            let scopes: BTreeSet<&str> = asked
                .filter_map(|item| parse_target(&item.target))
                .filter(|(ground, _)| *ground == RestrictionGround::Accuracy)
                .map(|(_, scope)| scope)
                .collect();
            (!scopes.is_empty()).then(|| (RestrictionGround::Accuracy, scope_of(&scopes)))
        }
        _ => None,
    }
}

/// The data that serve a purpose objected to: only their processing is in dispute (Art. 18(1)(d)). Free words name no
/// purpose, and mean everything until staff have read them.
fn objected(notice: &Profile, items: &[item::Model]) -> String {
    if items.iter().any(|item| item.kind != ItemKind::Purpose) {
        return EVERYTHING.to_owned();
    }
    let serves = |purpose: &String| items.iter().any(|item| item.target == *purpose);
    let serving = notice.categories.iter().filter(|category| category.purposes.iter().any(serves));
    let scopes: BTreeSet<&str> = serving.map(|category| category.code.as_str()).collect();
    if scopes.is_empty() { EVERYTHING.to_owned() } else { scope_of(&scopes) }
}

/// Scopes as one.
pub(super) fn scope_of(scopes: &BTreeSet<&str>) -> String {
    if scopes.contains(EVERYTHING) {
        return EVERYTHING.to_owned();
    }
    scopes.iter().copied().collect::<Vec<_>>().join(",")
}

/// The restriction that a request set when it was filed, where no end of it was announced.
pub(super) fn of<'a>(
    request: &request::Model,
    standing: &'a [restriction::Model],
) -> Option<&'a restriction::Model> {
    let mut own = standing.iter().filter(|row| row.request_id == request.id && row.lift_on.is_none());
    own.find(|row| row.ground == RestrictionGround::Accuracy)
}

/// What of a pending restriction a decision upholds, and what of it ends.
pub(super) fn split(
    row: &restriction::Model,
    items: &[item::Model],
    decision: &Decision,
) -> (Option<String>, Option<String>) {
    let granted =
        if decision.nothing_held { BTreeSet::new() } else { grant::scopes(items, decision, row.ground) };
    let granted: BTreeSet<&str> = granted.iter().map(String::as_str).collect();
    let had = cover::parts(&row.scope);
    if granted.contains(EVERYTHING) || had.is_subset(&granted) {
        // A decision may restrict more than the filing did.
        return (Some(scope_of(&granted)), None);
    }
    let rest: BTreeSet<&str> = had.difference(&granted).copied().collect();
    let kept = (!granted.is_empty()).then(|| scope_of(&granted));
    (kept, Some(scope_of(&rest)))
}

/// The decision is there: what it does not uphold ends, with its letter as the word before (Art. 18(3)); the rest
/// goes on until the data have been checked.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn settle(change: &Change<'_>, decision: &Decision, letter: LetterId) -> Result<()> {
    let (ctx, tx, request) = (change.ctx, &change.tx, &change.request);
    let Some(person) = request.person_id else { return Ok(()) };
    let standing = restrictions_of(tx.db(), person).await?;
    let Some(row) = of(request, &standing) else { return Ok(()) };
    let items = letters::items_of(tx.db(), request.id).await?;
    let (kept, rest) = split(row, &items, decision);
    if let Some(kept) = kept.as_ref().filter(|kept| **kept != row.scope) {
        let upheld = restriction::Model { scope: kept.clone(), ..row.clone() };
        journal::intend(ctx, tx, Effect::restricted(&upheld, false)).await?;
        upheld.into_active_model().reset_all().update(tx.db()).await?;
    }
    let Some(rest) = rest else { return Ok(()) };
    let ending = if kept.is_none() {
        row.clone()
    } else {
        let rest = restriction::Model { id: ctx.mint()?, scope: rest, ..row.clone() };
        // Named of its own, so that its end frees nothing of what is upheld.
        journal::intend(ctx, tx, Effect::restricted(&rest, false)).await?;
        rest.into_active_model().reset_all().insert(tx.db()).await?
    };
    let on = lift::earliest(helsinki_date(ctx.now()));
    let reason = lang::text(request.language, "restriction-ends-weighed");
    lift::note(ctx, tx, Actor::Staff(change.staff), (ending, reason, on), letter).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::decision::ItemVerdict;
    use crate::testing;
    use chrono::{DateTime, Utc};
    use entity::{
        id::{ItemId, PersonId, RequestId, RestrictionId},
        kind::Verdict,
    };

    fn item(kind: ItemKind, target: &str) -> item::Model {
        item::Model {
            id: ItemId(uuid::Uuid::nil()),
            request_id: RequestId(uuid::Uuid::nil()),
            position: 1,
            kind,
            target: target.into(),
            present: None,
            asked: None,
            verdict: None,
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        }
    }

    #[test]
    fn an_objection_restricts_what_serves_its_purposes_and_free_words_everything() {
        let notice = testing::notice();
        let scope = |items: &[item::Model]| at_once(&notice, Some(Right::Objection), items).unwrap().1;
        let care = item(ItemKind::Purpose, "customer_care");
        assert_eq!(scope(std::slice::from_ref(&care)), "contact,customer");
        let delivery = item(ItemKind::Purpose, "delivery");
        assert_eq!(scope(&[care.clone(), delivery]), "contact,customer,hosting,order");
        assert_eq!(scope(&[care, item(ItemKind::Text, "")]), EVERYTHING);
        assert_eq!(scope(&[item(ItemKind::Purpose, "no longer in the notice")]), EVERYTHING);
    }

    #[test]
    fn a_decision_upholds_all_or_part_of_what_the_filing_restricted_or_more_than_it() {
        let id = |place| ItemId(uuid::Uuid::from_u128(place));
        let asked = |place, kind, target| item::Model { id: id(place), ..item(kind, target) };
        let items = [
            asked(1, ItemKind::Restriction, "accuracy:contact"),
            asked(2, ItemKind::Restriction, "accuracy:invoice"),
            asked(3, ItemKind::Category, "hosting"),
        ];
        let verdict = |place| ItemVerdict {
            meant: (place == 3).then(|| "accuracy".to_owned()),
            ..ItemVerdict::bare(id(place), Verdict::Granted)
        };
        let row = restriction::Model {
            id: RestrictionId(uuid::Uuid::nil()),
            person_id: PersonId(uuid::Uuid::nil()),
            request_id: RequestId(uuid::Uuid::nil()),
            ground: RestrictionGround::Accuracy,
            scope: "contact,invoice".into(),
            set_at: DateTime::<Utc>::UNIX_EPOCH,
            lift_letter_id: None,
            lift_on: None,
            lift_reason: None,
            lift_notice_sent_at: None,
            lifted_at: None,
        };
        let of = |places: &[u128]| {
            let verdicts = places.iter().map(|place| verdict(*place)).collect();
            let (kept, rest) = split(&row, &items, &Decision { verdicts, ..Decision::default() });
            (kept.unwrap_or_default(), rest.unwrap_or_default())
        };
        let both = |kept: &str, rest: &str| (kept.to_owned(), rest.to_owned());
        assert_eq!(of(&[1, 2]), both("contact,invoice", ""));
        assert_eq!(of(&[1]), both("contact", "invoice"));
        assert_eq!(of(&[]), both("", "contact,invoice"));
        assert_eq!(of(&[1, 2, 3]), both("contact,hosting,invoice", ""));
        assert_eq!(of(&[1, 3]), both("contact,hosting", "invoice"));
    }
}
