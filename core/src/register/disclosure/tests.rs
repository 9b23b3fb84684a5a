//! A disclosure is recorded whatever stands in the way of other changes, told on access, and goes on its day.

use super::{Error, NewDisclosure, on, record_one};
use crate::{
    ctx::Ctx,
    register::{
        inventory::word::Category,
        retention::tests::{at, open_request, restrict, runs, sam, stands},
        tests_rows::{self as rows, day},
    },
    right::package::{build, tests_schema::unpack},
    testing,
};
use entity::{id::PersonId, kind::Role, request};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

const TAX: &str = "Verohallinto";

fn new(ctx: &Ctx, person: PersonId) -> NewDisclosure<'static> {
    NewDisclosure {
        press: ctx.mint().unwrap(),
        person,
        authority: TAX,
        categories: &[Category::Customer, Category::Invoice],
        statute: "Laki verotusmenettelystä 19 §",
        disclosed_on: day("2026-03-30"),
        reference: None,
        corrects: None,
    }
}

async fn a_disclosure_is_told_by_name_and_goes_with_its_log(ctx: &Ctx) {
    let (staff, ada) = (sam(ctx).await, rows::person(ctx, "Ada").await);
    let asked = open_request(ctx, "key-of-Ada").await;
    restrict(ctx, ada, asked).await;
    let first = record_one(ctx, &staff, &new(ctx, ada)).await.unwrap();
    ctx.clock.advance(chrono::TimeDelta::minutes(1));
    let correction = NewDisclosure {
        categories: &[Category::Invoice],
        corrects: Some((first, "Asiakastietoja ei luovutettu")),
        ..new(ctx, ada)
    };
    record_one(ctx, &staff, &correction).await.unwrap();
    assert_eq!(on(ctx, ada).await.unwrap()[0].corrects, Some(first), "a new entry, and the first as it was");

    let mut row = request::Entity::find_by_id(asked).one(ctx.read()).await.unwrap().unwrap();
    row.person_id = Some(ada);
    let page = unpack(build::archive(ctx, &row).await.unwrap()).remove("index.html").unwrap();
    let of = |category: &str| {
        let part = page.split(&format!("<h2 id=\"{category}\">")).nth(1).unwrap();
        let part = part.split("</section>").next().unwrap();
        part.matches(&format!("<strong>{TAX}</strong>")).count()
    };
    assert_eq!((of("customer"), of("invoice"), of("hosting")), (1, 2, 0), "named where it was disclosed");
    assert!(page.contains("30.3.2026") && page.contains("Asiakastietoja ei luovutettu"));

    at(ctx, "2029-04-04T12:00:00Z");
    runs(ctx).await;
    assert!(stands(ctx, "disclosure", first.0).await, "36 months from the day it was recorded");
    let tx = ctx.write().await.unwrap();
    entity::restriction::Entity::delete_many().exec(tx.db()).await.unwrap();
    let closed = request::Model { state: entity::kind::State::Closed, closed_at: Some(ctx.now()), ..row };
    closed.into_active_model().reset_all().update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    at(ctx, "2029-04-06T12:00:00Z");
    runs(ctx).await;
    assert!(!stands(ctx, "disclosure", first.0).await);
}

async fn what_says_nothing_or_is_not_theirs_is_not_recorded(ctx: &Ctx) {
    let (staff, bo, cia) = (sam(ctx).await, rows::person(ctx, "Bo").await, rows::person(ctx, "Cia").await);
    let mut reader = staff.clone();
    reader.roles = [Role::Reader].into();
    assert!(matches!(record_one(ctx, &reader, &new(ctx, bo)).await, Err(Error::Refused(_))));
    let of_cia = record_one(ctx, &staff, &new(ctx, cia)).await.unwrap();
    let wrong = [
        NewDisclosure { authority: "  ", ..new(ctx, bo) },
        NewDisclosure { categories: &[], ..new(ctx, bo) },
        NewDisclosure { corrects: Some((of_cia, "Väärä henkilö")), ..new(ctx, bo) },
    ];
    for wrong in &wrong {
        assert!(matches!(record_one(ctx, &staff, wrong).await, Err(Error::NotFound)), "{wrong:?}");
    }
    assert!(on(ctx, bo).await.unwrap().is_empty());
}

#[tokio::test]
async fn disclosures_to_authorities_are_logged_told_and_let_go() {
    let (ctx, _folder) = testing::ctx().await;
    a_disclosure_is_told_by_name_and_goes_with_its_log(&ctx).await;
    what_says_nothing_or_is_not_theirs_is_not_recorded(&ctx).await;
}

#[tokio::test]
async fn disclosures_to_authorities_are_logged_told_and_let_go_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("disclosure").await;
    a_disclosure_is_told_by_name_and_goes_with_its_log(&ctx).await;
    what_says_nothing_or_is_not_theirs_is_not_recorded(&ctx).await;
}
