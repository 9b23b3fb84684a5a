//! What the holders of data hear of a restriction: each of what it holds, of the end only what no other stop forbids.

use super::cover;
use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    register::change::restrictions_of,
    right::objection,
    step::{
        answer, holder,
        instruct::{self, Instruction, Touched},
        is_settled, known,
    },
};
use entity::{
    id::PersonId,
    kind::{Excuse, Operation, StepState},
    person, request, restriction, step, suppression,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::{BTreeMap, BTreeSet};

/// One instruction for every holder of a category that is restricted and in which the register holds anything of the
/// person; the others have nothing to keep still and hear nothing (Art. 19).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn restrict(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    categories: BTreeSet<String>,
) -> Result<Vec<Instruction>> {
    let mut touched = known::touched(ctx, db, request).await?;
    touched.retain(|it| it.categories(&ctx.notice).into_iter().all(|code| categories.contains(code)));
    Ok(instruct::instructions(ctx, Operation::Restrict, &touched))
}

/// Tells the holders that a restriction has ended, as far as no other restriction covers the same data and the holder
/// was told of one. Whoever was still to answer about what is restricted no longer is awaited no longer. Of somebody
/// whose record has been emptied meanwhile there is nothing to process again.
pub(super) async fn tell_of_end(ctx: &Ctx, tx: &Write, row: &restriction::Model) -> Result<()> {
    let still = cover::covered(&ctx.notice, &restrictions_of(tx.db(), row.person_id).await?);
    let steps = restricting(tx.db(), row.person_id).await?;
    let known = person::Entity::find_by_id(row.person_id).one(tx.db()).await?;
    if let Some(person) = known.filter(|person| !person.name.is_empty()) {
        let request = request::Entity::find_by_id(row.request_id).one(tx.db()).await?;
        let request = request.ok_or(Error::NotFound)?;
        let freed: BTreeSet<String> =
            cover::categories(&ctx.notice, &row.scope).difference(&still).cloned().collect();
        let forbidden = forbidden(tx.db(), &person, &request).await?;
        let told = told(ctx, &steps);
        let mut ends =
            instruct::instructions(ctx, Operation::LiftRestriction, &open_again(ctx, freed, &forbidden));
        for end in &mut ends {
            let heard = told.get(end.holder.as_str());
            end.touched.retain(|touched| {
                let mut categories = touched.categories(&ctx.notice).into_iter();
                heard.is_some_and(|heard| categories.all(|code| heard.contains(code)))
            });
        }
        ends.retain(|end| !end.touched.is_empty());
        instruct::open(ctx, tx, &request, ends).await?;
    }
    let overtaken = steps.into_iter().filter(|step| !is_settled(step.state) && !holds_any(ctx, step, &still));
    answer::overtake(ctx, tx, overtaken.collect(), Excuse::Overtaken).await
}

/// What holders were still to answer about restricting data of which a decision tells them now to erase all: there is
/// nothing left to keep still. Asked before the erasure, which empties the person.
pub(crate) async fn replaced(
    db: &impl ConnectionTrait,
    request: &request::Model,
    instructions: &[Instruction],
) -> Result<Vec<step::Model>> {
    let Some(person) = request.person_id else { return Ok(Vec::new()) };
    let mut steps = restricting(db, person).await?;
    steps.retain(|step| {
        let erased =
            instructions.iter().filter(|it| it.operation == Operation::Erase && it.holder == step.holder);
        let erased: Vec<&Touched> = erased.flat_map(|it| &it.touched).collect();
        let asked = instruct::touched_of(step);
        !is_settled(step.state) && asked.iter().all(|it| erased.iter().any(|erased| takes(erased, it)))
    });
    Ok(steps)
}

/// Whether an erasure takes all of what was to be kept still.
fn takes(erased: &Touched, still: &Touched) -> bool {
    match (erased, still) {
        (Touched::Over(erased), still) => takes(erased, still),
        (Touched::Category(gone), Touched::Category(code) | Touched::Names(code))
        | (Touched::Names(gone), Touched::Names(code)) => gone == code,
        _ => false,
    }
}

/// What of the freed categories may be processed again: not for a purpose that was stopped, and not at all where none
/// is left.
fn open_again(ctx: &Ctx, freed: BTreeSet<String>, forbidden: &Forbidden) -> Vec<Touched> {
    let idle: BTreeSet<String> =
        objection::without_purpose(&ctx.notice, &forbidden.stopped).into_iter().collect();
    let again = freed.into_iter().filter(|code| !idle.contains(code)).map(|code| {
        let serves = ctx.notice.purposes_of(&code).into_iter().map(|purpose| purpose.code.clone());
        let but: BTreeSet<String> = serves.filter(|purpose| forbidden.forbids(purpose)).collect();
        if but.is_empty() { Touched::Category(code) } else { Touched::But(code, but) }
    });
    again.collect()
}

/// The purposes that stay stopped whatever becomes of a restriction.
struct Forbidden {
    /// Objected to, and upheld: what served nothing else was erased.
    stopped: BTreeSet<String>,
    /// Opted out of, or consent withdrawn.
    suppressed: BTreeSet<String>,
}

impl Forbidden {
    fn forbids(&self, purpose: &str) -> bool {
        self.stopped.contains(purpose) || self.suppressed.contains(purpose)
    }
}

async fn forbidden(
    db: &impl ConnectionTrait,
    person: &person::Model,
    request: &request::Model,
) -> Result<Forbidden> {
    let keys = person.email_key.iter().chain([&request.requester_key]).cloned();
    let rows = suppression::Entity::find().filter(suppression::Column::EmailKey.is_in(keys)).all(db).await?;
    let stopped = objection::stopped_for(db, person.id).await?;
    Ok(Forbidden {
        stopped: stopped.into_iter().map(|row| row.purpose).collect(),
        suppressed: rows.into_iter().map(|row| row.purpose).collect(),
    })
}

/// Every instruction to restrict this person's data, on whichever request.
async fn restricting(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<step::Model>> {
    let requests = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::PersonId.eq(person))
        .into_query();
    let steps = step::Entity::find()
        .filter(step::Column::Operation.eq(Operation::Restrict))
        .filter(step::Column::RequestId.in_subquery(requests))
        .order_by_asc(step::Column::Id);
    Ok(steps.all(db).await?)
}

/// The categories that each holder was told to restrict, and has.
fn told<'a>(ctx: &'a Ctx, steps: &'a [step::Model]) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for step in steps.iter().filter(|step| was_told(ctx, step)) {
        let heard = told.entry(step.holder.as_str()).or_default();
        for touched in instruct::touched_of(step) {
            heard.extend(touched.categories(&ctx.notice).into_iter().map(str::to_owned));
        }
    }
    told
}

/// Whether a holder heard of a restriction. A mail on its way counts: it may have arrived.
fn was_told(ctx: &Ctx, step: &step::Model) -> bool {
    match step.state {
        StepState::NotHeld => false,
        StepState::Told | StepState::Done | StepState::Cannot => true,
        StepState::Open => holder::mailbox(&ctx.notice, &step.holder).is_some(),
        StepState::GivenUp => step.told_at.is_some(),
    }
}

fn holds_any(ctx: &Ctx, step: &step::Model, categories: &BTreeSet<String>) -> bool {
    let touched = instruct::touched_of(step);
    touched.iter().flat_map(|it| it.categories(&ctx.notice)).any(|code| categories.contains(code))
}
