//! What a hold keeps from an upheld objection goes once the hold has ended, as the letter promised (law.md R1.7.3).

use super::{Desk, Filed, verdict};
use crate::{
    register::{
        retention::{
            hold,
            tests::{claim, sam},
        },
        tests_rows as rows,
    },
    request::{decide::decide, decision::Decision},
    right::erasure::released,
    settings::ApprovalMode,
};
use entity::{
    contact,
    id::{ItemId, PersonId},
    item,
    kind::{ItemKind, Operation, Right, Verdict},
    person, step,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use std::collections::BTreeSet;

/// Every purpose of the notice that rests on legitimate interest.
const PURPOSES: [&str; 3] = ["delivery", "contract_duties", "customer_care"];

/// The contact person of a company objects to all of it.
async fn objects(desk: &Desk) -> (PersonId, Filed, Vec<ItemId>) {
    let eva = desk.person("Eva", "eva@example.fi").await;
    rows::company(&desk.ctx, eva).await;
    let asked = |purpose| (ItemKind::Purpose, purpose, None, None);
    let of = (Some(Right::Objection), Some(eva));
    let filed = desk.filed_by("Eva", "eva@example.fi", of, asked(PURPOSES[0])).await;
    let mut items = vec![filed.item];
    for (purpose, position) in PURPOSES[1..].iter().zip(2..) {
        let row = item::Model { position, ..desk.item(filed.id, asked(purpose)) };
        items.push(row.id);
        rows::put(&desk.ctx, row.into_active_model()).await;
    }
    (eva, filed, items)
}

async fn erasures_told(desk: &Desk) -> Vec<String> {
    let told = step::Entity::find().filter(step::Column::Operation.eq(Operation::Erase));
    told.all(desk.ctx.read()).await.unwrap().into_iter().map(|step| step.holder).collect()
}

async fn a_hold_delays_what_an_objection_ends(desk: &Desk) {
    let ctx = &desk.ctx;
    let (eva, filed, items) = objects(desk).await;
    let sam = sam(ctx).await;
    let hold = hold::set(ctx, &sam, &claim(ctx, eva, &BTreeSet::new())).await.unwrap();
    let verdicts = items.into_iter().map(|item| verdict(item, Verdict::Granted)).collect();
    decide(ctx, &sam, &filed.seen(1), &Decision { verdicts, ..Decision::default() }).await.unwrap();
    let places = async || contact::Entity::find().count(ctx.read()).await.unwrap();
    released::sweep(ctx).await.unwrap();
    assert_eq!((places().await, erasures_told(desk).await), (1, Vec::new()), "the claim needs it");

    hold::lift(ctx, &sam, eva, hold).await.unwrap();
    released::sweep(ctx).await.unwrap();
    assert_eq!(places().await, 0, "nobody has to ask again");
    let emptied = person::Entity::find_by_id(eva).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((emptied.name.as_str(), emptied.email), ("", None));
    assert_eq!(erasures_told(desk).await, ["invoicing"], "whoever was told to wait is told now (Art. 19)");
}

#[tokio::test]
async fn what_a_hold_keeps_from_an_objection_goes_with_the_hold() {
    a_hold_delays_what_an_objection_ends(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn what_a_hold_keeps_from_an_objection_goes_with_the_hold_on_postgresql_too() {
    a_hold_delays_what_an_objection_ends(&Desk::on_postgres("objected", ApprovalMode::OnePerson).await).await;
}
