//! Objection (Art. 21(1)): restricts until it is decided, stops the purposes when it is upheld.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    journal::{self, Effect},
    law::{basis::Basis, ground::Ground},
    notice::profile::{Profile, Purpose},
    register::{
        change::{self, Reason},
        inventory::word::Category,
    },
    request::{
        ask,
        change::Change,
        decision::{Decision, Flaw, ItemVerdict},
        decision_letter as letters,
    },
    right::{
        marketing,
        rectification::fields::{self, Owner},
    },
};
use chrono::NaiveDate;
use entity::{
    contact, customer,
    id::{PersonId, RequestId},
    item,
    kind::{Author, ContactRole, CustomerKind, ItemKind, QuestionKind, Verdict},
    message, question, request, stopped_purpose,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement},
};
use serde_json::json;
use std::collections::BTreeSet;

/// The codes of the purposes that whoever proved an address may object to: those that rest on legitimate interest or a
/// public task for them (Art. 21(1)). What a contract serves rests on it for its party, and on legitimate interest for
/// the contact of a company, which is no party. Of an address that matches nobody, or several, and where nothing
/// would be left, all that may rest on such a basis for anybody.
///
/// # Errors
/// A fault when the database is away.
pub async fn offered(ctx: &Ctx, db: &impl ConnectionTrait, email_key: &str) -> Result<BTreeSet<String>> {
    let all = ctx.notice.objection_purposes();
    let is_party = match fields::owner(db, email_key).await? {
        Owner::One(person) => is_only_party(db, person.id).await?,
        Owner::Nobody | Owner::Several => false,
    };
    let own = |purpose: &&&Purpose| !(is_party && purpose.rests_on(Basis::Contract));
    let own: BTreeSet<String> = all.iter().filter(own).map(|purpose| purpose.code.clone()).collect();
    if own.is_empty() { Ok(all.into_iter().map(|purpose| purpose.code.clone()).collect()) } else { Ok(own) }
}

/// Whether every place a person has is that of a customer of their own, private or sole trader.
async fn is_only_party(db: &impl ConnectionTrait, person: PersonId) -> Result<bool> {
    let places = contact::Entity::find().filter(contact::Column::PersonId.eq(person)).all(db).await?;
    let ids = places.iter().map(|place| place.customer_id);
    let customers = customer::Entity::find().filter(customer::Column::Id.is_in(ids)).all(db).await?;
    let natural = |it: &customer::Model| matches!(it.kind, CustomerKind::Private | CustomerKind::SoleTrader);
    let holds = places.iter().all(|place| place.role == ContactRole::Holder);
    Ok(!customers.is_empty() && holds && customers.iter().all(natural))
}

/// The purpose an item is about: the person's own choice, or what staff understood from free words.
fn meant<'a>(item: &'a item::Model, verdict: &'a ItemVerdict) -> Option<&'a str> {
    match item.kind {
        ItemKind::Purpose => Some(item.target.as_str()),
        _ => verdict.meant.as_deref(),
    }
}

/// Why a verdict on an objection cannot stand: marketing is never weighed (Art. 21(3)), nobody is refused for want of
/// a situation before being asked for it (law.md R1.7.1), and what is stopped must be a purpose that can be.
pub(crate) fn flaw(
    notice: &Profile,
    was_asked: bool,
    (item, verdict): (&item::Model, &ItemVerdict),
) -> Option<Flaw> {
    let purpose = meant(item, verdict).and_then(|code| notice.purpose(code));
    match (verdict.verdict, verdict.ground) {
        (Verdict::Granted, _) if purpose.is_none() => Some(Flaw::MeaningMissing { item: item.id }),
        (Verdict::Refused, Some(ground)) if purpose.is_some_and(|purpose| purpose.marketing) => {
            Some(Flaw::GroundDoesNotFit { item: item.id, ground })
        }
        (Verdict::Refused, Some(Ground::ObjectionNoSituation)) if !was_asked => {
            Some(Flaw::AskFirst { item: item.id })
        }
        _ => None,
    }
}

/// Whether the requester was asked about their situation and has answered, or has let the day for it pass (law.md
/// R1.7.1). A question about who asks, or about a fee, is none about the situation.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn was_asked(
    db: &impl ConnectionTrait,
    request: RequestId,
    today: NaiveDate,
) -> Result<bool> {
    let asked = question::Entity::find()
        .filter(question::Column::RequestId.eq(request))
        .filter(question::Column::Kind.eq(QuestionKind::Clarification));
    for question in asked.all(db).await? {
        let answers = message::Entity::find()
            .filter(message::Column::RequestId.eq(request))
            .filter(message::Column::Author.eq(Author::Requester))
            .filter(message::Column::SentAt.gte(question.asked_at));
        let over = question.answer_by < today && ask::has_left(db, question.letter_id).await?;
        if over || answers.one(db).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Stops the purposes that were granted.
///
/// # Errors
/// Not found when something is granted to nobody who is known.
pub(crate) async fn uphold(change: &Change<'_>, decision: &Decision) -> Result<()> {
    let (ctx, tx) = (change.ctx, &change.tx);
    let purposes = upheld(&letters::items_of(tx.db(), change.request.id).await?, decision);
    if purposes.is_empty() {
        return Ok(());
    }
    let person = change.request.person_id.ok_or(Error::NotFound)?;
    let may = change::change(tx, person, Reason::OwnRequest).await?;
    let effect =
        Effect::Objected { request: change.request.id, person, purposes: purposes.iter().cloned().collect() };
    journal::intend(ctx, tx, effect).await?;
    for purpose in &purposes {
        stop(ctx, tx, (person, change.request.id), purpose).await?;
    }
    let lists: Vec<String> =
        purposes.iter().filter(|code| ctx.notice.list_of(code).is_some()).cloned().collect();
    marketing::end(ctx, (tx, &may), &change.request.requester_key, &lists).await?;
    change.record("purposes_stopped", json!({ "purposes": purposes })).await
}

/// The purposes that a decision ends for the person.
pub(crate) fn upheld(items: &[item::Model], decision: &Decision) -> BTreeSet<String> {
    let granted = items.iter().filter_map(|item| {
        let verdict = decision.on(item.id).filter(|verdict| verdict.verdict == Verdict::Granted)?;
        meant(item, verdict).map(str::to_owned)
    });
    granted.collect()
}

/// The purposes stopped for a person, oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn stopped_for(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<stopped_purpose::Model>> {
    let stopped = stopped_purpose::Entity::find().filter(stopped_purpose::Column::PersonId.eq(person));
    Ok(stopped.order_by_asc(stopped_purpose::Column::Id).all(db).await?)
}

/// The categories that serve no purpose any more once a decision stands, with what was stopped before.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn left_without_basis(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    (items, decision): (&[item::Model], &Decision),
) -> Result<BTreeSet<Category>> {
    let mut stopped = upheld(items, decision);
    let Some(person) = request.person_id.filter(|_| !decision.nothing_held && !stopped.is_empty()) else {
        return Ok(BTreeSet::new());
    };
    stopped.extend(stopped_for(db, person).await?.into_iter().map(|row| row.purpose));
    let idle = without_purpose(&ctx.notice, &stopped);
    Ok(idle.iter().filter_map(|code| Category::from_code(code)).collect())
}

/// The persons for whom a purpose is stopped, as a subquery of their keys.
pub(crate) fn who_stopped(purpose: &str) -> SelectStatement {
    Query::select()
        .column("person_id")
        .from("stopped_purpose")
        .and_where(Expr::col("purpose").eq(purpose))
        .to_owned()
}

/// Categories that serve no purpose any more once these are stopped, and so rest on no basis.
pub(crate) fn without_purpose(notice: &Profile, stopped: &BTreeSet<String>) -> Vec<String> {
    let idle = notice.categories.iter().filter(|category| {
        !category.purposes.is_empty() && category.purposes.iter().all(|code| stopped.contains(code))
    });
    idle.map(|category| category.code.clone()).collect()
}

async fn stop(
    ctx: &Ctx,
    tx: &Write,
    (person_id, request_id): (PersonId, RequestId),
    purpose: &str,
) -> Result<()> {
    let row = stopped_purpose::Model {
        id: ctx.mint()?,
        person_id,
        request_id: Some(request_id),
        purpose: purpose.into(),
        stopped_at: ctx.now(),
    };
    let keep_first =
        OnConflict::columns([stopped_purpose::Column::PersonId, stopped_purpose::Column::Purpose])
            .do_nothing()
            .to_owned();
    stopped_purpose::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(keep_first)
        .exec_without_returning(tx.db())
        .await?;
    Ok(())
}
