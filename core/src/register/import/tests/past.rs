//! What the register has destroyed for its age does not come back; what stands stays for the daily destruction.

use super::*;
use crate::{
    register::retention::run::{self, Aim},
    testing,
};
use entity::purchase;
use sea_orm::PaginatorTrait;

/// The financial years 2019 and 2020 under one account; on 5 April 2026 the first is over.
fn two_years() -> TempDir {
    directory(&[
        GOOD[0],
        GOOD[1],
        (
            "purchase.csv",
            "key;customer;ordered_by;number;product;ordered_on;state\n\
             t1;a;m;T1;Webhotelli;2019-12-31;delivered\nt2;a;m;T2;Webhotelli;2019-12-31;active\n",
        ),
        (
            "invoice.csv",
            "key;customer;number;issued_on;amount;currency\n\
             i1;a;I1;2019-12-31;1.00;EUR\ni2;a;I2;2020-01-01;1.00;EUR\n",
        ),
        (
            "subscription.csv",
            "key;email;person;purpose;evidence;wording;since;ended_at\n\
             n1;m@posti.example;m;newsletter;consent;Kyllä;2019-09-01T09:30:00Z;2019-10-01T09:30:00Z\n",
        ),
    ])
}

async fn what_is_over_is_left_out(ctx: &Ctx) {
    let folder = two_years();
    let taken_over = import(ctx, folder.path(), true).await.unwrap();
    assert!(taken_over.kept_back.is_empty(), "a register that is taken over comes in whole: {taken_over}");
    run::ask(ctx, Aim::Destroy).await.unwrap();
    while run::step(ctx).await.unwrap() {}
    let dry = import(ctx, folder.path(), true).await.unwrap();
    let report = imported(ctx, &folder).await;
    assert_eq!(sums(&dry), sums(&report));
    let told = report.to_string();
    for row in [
        "purchase.csv line 2, ordered_on",
        "invoice.csv line 2, issued_on",
        "subscription.csv line 2, ended_at",
    ] {
        assert!(told.contains(&format!("{row}: Not imported: the time")), "{row}: {told}");
    }
    assert!(!told.contains("invoice.csv line 3") && !told.contains("purchase.csv line 3"), "{told}");
    let invoices = invoices(ctx).await;
    assert_eq!((invoices.len(), invoices[0].number.as_str()), (1, "I2"));
    assert_eq!(purchase::Entity::find().count(ctx.read()).await.unwrap(), 1);
    assert!(subscriptions(ctx).await.is_empty());
    it_still_changes_what_stands(ctx, &folder).await;
}

/// A year later the invoice of 2020 is over, and a row that is there is compared as ever until it is destroyed.
async fn it_still_changes_what_stands(ctx: &Ctx, folder: &TempDir) {
    ctx.clock.advance(chrono::TimeDelta::days(365));
    let report = imported(ctx, folder).await;
    assert!(!report.to_string().contains("invoice.csv line 3"), "{report}");
    assert_eq!(invoices(ctx).await.len(), 1);
}

#[tokio::test]
async fn what_was_destroyed_for_its_age_is_not_imported_again() {
    let (ctx, _folder) = testing::ctx().await;
    what_is_over_is_left_out(&ctx).await;
}

#[tokio::test]
async fn what_was_destroyed_for_its_age_is_not_imported_again_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("import_past").await;
    what_is_over_is_left_out(&ctx).await;
}
