//! An erasure that follows a restriction: holders were told to erase nothing, and hear that this takes the place of it.

use super::{Desk, held::former};
use crate::{
    register::{
        retention::tests::{restrict, sam},
        tests_rows as rows,
    },
    request::decide::decide,
    settings::ApprovalMode,
    step::{account, instruct},
};
use entity::{
    kind::{Language, Operation},
    step,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

async fn erasing(desk: &Desk, name: &str, restricted: bool) -> Vec<step::Model> {
    let ctx = &desk.ctx;
    let (person, account, filed) = former(desk, name, None).await;
    rows::invoice(ctx, account, None, "2018-05-05").await;
    rows::invoice(ctx, account, None, "2025-05-05").await;
    if restricted {
        restrict(ctx, person, filed.id).await;
    }
    decide(ctx, &sam(ctx).await, &filed.seen(1), &filed.grant()).await.unwrap();
    let told = step::Entity::find().filter(step::Column::RequestId.eq(filed.id));
    told.filter(step::Column::Operation.eq(Operation::Erase)).all(ctx.read()).await.unwrap()
}

async fn each_is_told(desk: &Desk) {
    let plain = erasing(desk, "Bo", false).await;
    assert!(!plain.is_empty());
    for step in plain {
        assert!(!instruct::replaces_restriction(&step) && !step.instruction.contains("korvaa"), "{step:?}");
    }
    let told = erasing(desk, "Ada", true).await;
    assert!(!told.is_empty());
    for step in &told {
        assert!(instruct::replaces_restriction(step), "{step:?}");
        assert!(step.instruction.contains("poistaminen korvaa rajoituksen"), "{}", step.instruction);
        let account = account::told(&desk.ctx, Language::En, step).touched;
        assert!(!account.is_empty(), "the person hears of it too (E9)");
        assert!(account.iter().all(|of| of.contains("the erasure replaces the restriction")), "{account:?}");
    }
    let bills = told.iter().flat_map(|step| instruct::labels(&desk.ctx.notice, Language::En, step));
    let mut bills = bills.filter(|of| of.contains("accounting material"));
    assert!(
        bills.any(|of| of.contains("what stays remains restricted")),
        "what the law keeps is restricted still"
    );
}

#[tokio::test]
async fn an_erasure_takes_the_place_of_a_restriction_at_each_holder_on_sqlite() {
    each_is_told(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn an_erasure_takes_the_place_of_a_restriction_at_each_holder_on_postgres() {
    each_is_told(&Desk::on_postgres("replaced", ApprovalMode::OnePerson).await).await;
}
