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
    mail::{
        post::{self, Case},
        staff::Occasion,
    },
    right::restriction,
};
use entity::{
    item,
    kind::{LetterKind, Right},
    request,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

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
