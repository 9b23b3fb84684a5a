//! A ban on marketing: which holders of the list are told of it and, asked for again, what they were told before and when last.

use super::{
    instruct::{self, Touched, touched_of},
    tell,
};
use crate::{ctx::Ctx, database::Write, error::Result};
use chrono::{DateTime, Utc};
use entity::{
    id::StepId,
    kind::{Operation, Right, StepState},
    request, step, step_link, subscription,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::BTreeSet;

/// What is not to be mailed any more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ban<'a> {
    /// Keys of the addresses.
    pub keys: &'a [&'a str],
    /// Codes of the purposes of the lists.
    pub purposes: &'a [&'a str],
    /// Mail comes although it was forbidden before.
    pub still: bool,
}

/// Tells the holders of a mailing list that an address is out of it. It is an instruction to processors, no notice of
/// Art. 19 (law.md R1.5.3): the request has been closed by its effect, and its steps change nothing about it. An address
/// that was never on the list is kept off it by our own export, and its holder is handed none it does not have
/// (Art. 5(1)(c)), unless mail comes all the same. A holder still asked the same of the same address is not asked again,
/// so that nobody can flood it; where mail still comes it is told again, once a day: by mail, or by staff on a step of the
/// new request.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn tell_lists(ctx: &Ctx, tx: &Write, request: &request::Model, ban: Ban<'_>) -> Result<()> {
    let listed = if ban.still { owned(ban.purposes) } else { listed(tx, ban).await? };
    let touched: Vec<Touched> = listed.into_iter().map(Touched::Purpose).collect();
    let mut asked = still_asked(tx, request).await?;
    asked.retain(|row| !(ban.still && tell::is_told_by_staff(ctx, row)));
    let mut told = instruct::instructions(ctx, Operation::StopMarketing, &touched);
    let touched: BTreeSet<Touched> = touched.into_iter().collect();
    let mut silent = Vec::new();
    told.retain(|instruction| {
        let same = |row: &&step::Model| {
            let known: BTreeSet<Touched> = touched_of(row).into_iter().collect();
            row.holder == instruction.holder
                && instruction.touched.is_subset(&known)
                && known.is_subset(&touched)
        };
        silent.extend(asked.iter().find(same));
        !asked.iter().any(|row| same(&row))
    });
    for row in silent.into_iter().filter(|_| ban.still) {
        tell::once_more(ctx, tx, row).await?;
    }
    instruct::open(ctx, tx, request, told).await
}

/// The purposes whose list one of the addresses is or was on, as far as the register knows.
async fn listed(tx: &Write, ban: Ban<'_>) -> Result<Vec<String>> {
    let known = subscription::Entity::find()
        .select_only()
        .column(subscription::Column::Purpose)
        .distinct()
        .filter(subscription::Column::EmailKey.is_in(ban.keys.iter().copied()))
        .filter(subscription::Column::Purpose.is_in(ban.purposes.iter().copied()));
    Ok(known.into_tuple().all(tx.db()).await?)
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// The instructions to stop marketing to the same address that no holder has answered.
async fn still_asked(tx: &Write, request: &request::Model) -> Result<Vec<step::Model>> {
    let of_address = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::RequesterKey.eq(&request.requester_key))
        .into_query();
    let asked = step::Entity::find()
        .filter(step::Column::Operation.eq(Operation::StopMarketing))
        .filter(step::Column::State.is_in([StepState::Open, StepState::Told]))
        .filter(step::Column::RequestId.in_subquery(of_address));
    Ok(asked.all(tx.db()).await?)
}

/// The instructions of earlier requests of the same address that no holder had answered when this one came, which
/// therefore opened none of its own. Of one that was told, `told_at` is when it was told or reminded last.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn earlier(db: &impl ConnectionTrait, row: &request::Model) -> Result<Vec<step::Model>> {
    if row.right != Some(Right::Marketing) {
        return Ok(Vec::new());
    }
    let of_address = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::RequesterKey.eq(&row.requester_key))
        .filter(request::Column::Id.lt(row.id))
        .into_query();
    let unanswered = Condition::any()
        .add(step::Column::AnsweredAt.is_null())
        .add(step::Column::AnsweredAt.gt(row.received_at));
    let found = step::Entity::find()
        .filter(step::Column::Operation.eq(Operation::StopMarketing))
        .filter(step::Column::RequestId.in_subquery(of_address))
        .filter(unanswered)
        .order_by_asc(step::Column::Id);
    let mut steps = found.all(db).await?;
    for step in steps.iter_mut().filter(|step| step.state == StepState::Told) {
        step.told_at = step.told_at.max(mailed(db, step.id).await?);
    }
    Ok(steps)
}

/// When a holder was mailed last about a step.
pub(super) async fn mailed(db: &impl ConnectionTrait, id: StepId) -> Result<Option<DateTime<Utc>>> {
    let newest = step_link::Entity::find()
        .filter(step_link::Column::StepId.eq(id))
        .order_by_desc(step_link::Column::CreatedAt);
    Ok(newest.one(db).await?.map(|link| link.created_at))
}
