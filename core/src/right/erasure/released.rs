//! What an erasure left only because of a hold goes once no hold keeps it: the person has asked for it already
//! (Art. 17(1)).

use super::{
    carry_out::{Deed, carry_out},
    plan::{Fate, Plan},
    settle::planned,
};
use crate::{
    actor::Actor,
    ctx::Ctx,
    database::Write,
    error::{Each, Result},
    law::ground::Ground,
    register::{
        change::hold_alone,
        inventory::{table, word::Category},
        retention::hold::{self, Why},
    },
    step::instruct::{self, Instruction, Touched},
};
use entity::{
    id::RequestId,
    kept,
    kind::{Operation, Right},
    request,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Erases what nothing keeps any more of what erasures left for a hold.
///
/// # Errors
/// A fault when the database is away; what is left is done next time.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let mut each = Each::default();
    for request in waiting(ctx.read()).await? {
        each.note("what a hold kept from an erasure", release(ctx, request).await);
    }
    each.end()
}

/// Kept for a claim, or for an order: what the law keeps has a day (`Stays`).
fn for_a_hold() -> Condition {
    let order = Condition::all()
        .add(kept::Column::Ground.eq(Ground::ErasureLegal.code()))
        .add(kept::Column::KeepUntil.is_null());
    Condition::all()
        .add(kept::Column::DestroyedAt.is_null())
        .add(Condition::any().add(kept::Column::Ground.eq(Ground::ErasureClaim.code())).add(order))
}

async fn waiting(db: &impl ConnectionTrait) -> Result<Vec<RequestId>> {
    let left = kept::Entity::find().select_only().column(kept::Column::RequestId).distinct();
    // Once the file is gone nobody can say what was asked; what is left then goes with the daily run, on its day.
    let left = left.filter(for_a_hold()).filter(kept::Column::RequestId.is_not_null());
    Ok(left.into_tuple().all(db).await?)
}

async fn release(ctx: &Ctx, id: RequestId) -> Result<()> {
    let tx = ctx.write().await?;
    hold_alone(ctx, &tx).await?;
    let left = kept::Entity::find().filter(kept::Column::RequestId.eq(id)).filter(for_a_hold());
    let left = left.all(tx.db()).await?;
    let Some(request) = request::Entity::find_by_id(id).one(tx.db()).await? else { return Ok(()) };
    if is_stopped(&tx, &request).await? {
        return Ok(());
    }
    let plan = free(ctx, &tx, &request, &left).await?;
    if plan.rows.is_empty() {
        return Ok(());
    }
    let gone: Vec<Uuid> = plan.rows.iter().map(|row| row.id).collect();
    // The holders were told to ask before they erase it: now they are told (Art. 19), while the keys are still there.
    instruct::open(ctx, &tx, &request, instructions(ctx, &plan)).await?;
    carry_out(&Deed { ctx, tx: &tx, request: &request, by: Actor::System }, &plan).await?;
    kept::Entity::update_many()
        .col_expr(kept::Column::DestroyedAt, Expr::value(ctx.now()))
        .filter(kept::Column::RequestId.eq(id))
        .filter(kept::Column::RecordId.is_in(gone))
        .filter(for_a_hold())
        .exec(tx.db())
        .await?;
    tx.commit().await
}

/// A copy that is owed meanwhile goes first (law.md R1.1.9), and so does what the person wants kept (Art. 18(1)(b), (c)).
async fn is_stopped(tx: &Write, request: &request::Model) -> Result<bool> {
    let why = hold::held(tx.db(), request.person_id.as_slice()).await?.any();
    let asks = hold::address_asks(tx.db(), &request.requester_key, request.person_id).await?;
    Ok(asks || why.contains(&Why::OpenRequest) || why.contains(&Why::Restriction))
}

/// What of it an erasure would take now: whatever another hold, law or contract keeps has its own reason.
async fn free(ctx: &Ctx, tx: &Write, request: &request::Model, left: &[kept::Model]) -> Result<Plan> {
    let of = |row: &kept::Model| table(&row.table_name).and_then(|table| table.category);
    let asked: BTreeSet<Category> = left.iter().filter_map(of).collect();
    let (mut plan, gathered) = planned(ctx, tx.db(), request, &asked).await?;
    if request.right == Some(Right::Objection) {
        plan.spare_what_a_contract_needs(&gathered);
    }
    plan.rows.retain(|row| {
        let kept = |kept: &kept::Model| kept.table_name == row.table.name && kept.record_id == row.id;
        !matches!(row.fate, Fate::Keep(..)) && left.iter().any(kept)
    });
    // What goes beside the rows went when it was decided.
    plan.asked.clear();
    Ok(plan)
}

fn instructions(ctx: &Ctx, plan: &Plan) -> Vec<Instruction> {
    let categories: BTreeSet<Category> = plan.rows.iter().filter_map(|row| row.table.category).collect();
    let touched: Vec<Touched> =
        categories.into_iter().map(|category| Touched::Category(category.code().to_owned())).collect();
    instruct::instructions(ctx, Operation::Erase, &touched)
}
