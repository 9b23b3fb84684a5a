//! What a form asks beside its own wish: that data whose accuracy is contested be restricted until they are checked
//! (Art. 18(1)(a), law.md R1.2.3). It is a request of its own, filed in the same transaction.

use super::{
    answers::{Answers, Wish},
    asked, file,
};
use crate::{
    actor::{Actor, Requester},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    law::calendar::helsinki_date,
    mail::{
        post::{self, Case},
        staff::Occasion,
    },
    right::restriction,
};
use chrono::NaiveDate;
use entity::{
    item,
    kind::{LetterKind, Right},
    request, restriction as restriction_row,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::json;

/// Of a restriction that was asked beside a correction, the correction and when it was answered; of a correction, the
/// restriction that still waits for it.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    request: &request::Model,
    standing: &[restriction_row::Model],
) -> Result<Option<(String, Option<NaiveDate>)>> {
    let other = match (request.right, request.split_from) {
        (Some(Right::Restriction), Some(origin)) => {
            request::Entity::find_by_id(origin).filter(request::Column::Right.eq(Right::Rectification))
        }
        (Some(Right::Rectification), _) => {
            let waits = standing.iter().filter(|row| row.lift_on.is_none()).map(|row| row.request_id);
            request::Entity::find()
                .filter(request::Column::SplitFrom.eq(request.id))
                .filter(request::Column::Id.is_in(waits))
        }
        _ => return Ok(None),
    };
    let other = other.one(db).await?;
    Ok(other.map(|other| (other.reference, other.answered_at.map(helsinki_date))))
}

/// Whether the form asks for the restriction too.
pub(super) fn asks(answers: &Answers) -> bool {
    answers.kind == Wish::Rectification && answers.restrict
}

/// Files the restriction of what a rectification contests, with a receipt of its own; it begins at once.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn restrict(
    ctx: &Ctx,
    tx: &Write,
    requester: &Requester,
    (first, contested): (&request::Model, &[item::Model]),
) -> Result<()> {
    let actor = Actor::Requester(requester);
    let row = request::Model {
        id: ctx.mint()?,
        reference: file::unused_reference(ctx, tx).await?,
        draft_id: None,
        right: Some(Right::Restriction),
        split_from: Some(first.id),
        ..first.clone()
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    let items = asked::insert(ctx, tx, &row, asked::contested(contested)).await?;
    let asked = Entry::on(first.id, What("restriction_asked_beside"), actor);
    record(ctx, tx, asked.with(json!({ "beside": row.reference }))).await?;
    let filed = Entry::on(row.id, What("request_filed_beside"), actor);
    record(ctx, tx, filed.with(json!({ "beside": first.reference, "due_on": row.due_on }))).await?;
    let case = Case { request: &row, items: &items };
    let origin = first.reference.clone();
    post::post(ctx, tx, case, LetterKind::SplitOff, |facts| facts.split_from = Some(origin)).await?;
    post::tell_desk(ctx, tx, &row, Occasion::NewRequest).await?;
    restriction::pend(ctx, tx, actor, &row).await
}

/// A request that came with the same message.
#[derive(Clone, Debug)]
pub struct Relative {
    pub reference: String,
    pub right: Option<Right>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
}

/// The parts that a request was split into, and what it was split from.
pub(super) async fn relatives(ctx: &Ctx, request: &request::Model) -> Result<Vec<Relative>> {
    let root = request.split_from.unwrap_or(request.id);
    let kin = request::Column::Id.eq(root).or(request::Column::SplitFrom.eq(root));
    let found = request::Entity::find().filter(kin).filter(request::Column::Id.ne(request.id));
    let found = found.order_by_asc(request::Column::Id).all(ctx.read()).await?;
    let relative = |kin: request::Model| {
        let answered_on = kin.answered_at.map(helsinki_date);
        Relative { reference: kin.reference, right: kin.right, answered_on }
    };
    Ok(found.into_iter().map(relative).collect())
}
