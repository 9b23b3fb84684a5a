//! The dates of rows as they stand in a register, on both engines.

use super::{Calendar, Keep, Undated, anchor::Anchor};
use crate::{
    ctx::Ctx,
    register::{
        inventory::{table, word::Category},
        tests_rows::{self as rows, day},
    },
    testing,
};
use entity::kind::{HostingState, PurchaseState};
use proptest::prelude::*;
use uuid::Uuid;

/// Keep until, or why not.
async fn said(ctx: &Ctx, name: &str, id: Uuid) -> String {
    let keep = Calendar::of(&ctx.notice).row(ctx.read(), table(name).unwrap(), id).await.unwrap().unwrap();
    match keep {
        Keep::Until(kept) => format!("{} {}", kept.keep_until, kept.deletable_from),
        Keep::Undated(why) => format!("{why:?}"),
    }
}

async fn documents_are_dated(ctx: &Ctx) {
    let ada = rows::person(ctx, "Ada").await;
    let customer = rows::customer(ctx, ada, Some("2024-06-30")).await;
    let contract = rows::contract(ctx, customer, Some("2024-06-30")).await;
    let under = rows::invoice(ctx, customer, Some(contract), "2023-05-31").await;
    let late = rows::order(ctx, customer, None, ("2024-02-10", PurchaseState::Delivered)).await;
    assert_eq!(said(ctx, "invoice", under).await, "2029-12-31 2030-01-01"); // K12
    assert_eq!(said(ctx, "contract", contract.0).await, "2029-12-31 2030-01-01", "its last transaction");
    assert_eq!(said(ctx, "purchase", late).await, "2030-12-31 2031-01-01");
    assert_eq!(said(ctx, "customer", customer.0).await, "2030-12-31 2031-01-01", "its last voucher");
    let address = rows::address(ctx, customer).await;
    assert_eq!(said(ctx, "address", address).await, "2024-06-30 2024-06-30", "the end of the relationship");
    assert_eq!(said(ctx, "person", ada.0).await, "2024-06-30 2024-06-30");
    let bare = rows::contract(ctx, customer, Some("2022-01-01")).await;
    assert_eq!(said(ctx, "contract", bare.0).await, "2028-12-31 2029-01-01", "its own end");
}

async fn what_runs_has_no_date(ctx: &Ctx) {
    let bo = rows::person(ctx, "Bo").await;
    let customer = rows::customer(ctx, bo, None).await;
    let contract = rows::contract(ctx, customer, None).await;
    rows::invoice(ctx, customer, Some(contract), "2026-01-31").await;
    let order = rows::order(ctx, customer, None, ("2017-02-10", PurchaseState::Active)).await;
    let hosting = rows::hosting(ctx, customer, HostingState::Active).await;
    let letters = rows::subscription(ctx, bo, None).await;
    for (table, id) in [
        ("contract", contract.0),
        ("purchase", order),
        ("customer", customer.0),
        ("hosting_account", hosting),
        ("subscription", letters),
        ("person", bo.0),
    ] {
        assert_eq!(said(ctx, table, id).await, "Runs", "{table}");
    }
    let ended = rows::subscription(ctx, bo, Some("2026-03-01")).await;
    assert_eq!(said(ctx, "subscription", ended).await, "2026-03-01 2026-03-01");
}

async fn a_document_before_the_first_year_has_no_date(ctx: &Ctx) {
    let cia = rows::person(ctx, "Cia").await;
    let customer = rows::customer(ctx, cia, Some("2020-06-30")).await;
    let old = rows::invoice(ctx, customer, None, "2017-05-31").await;
    rows::invoice(ctx, customer, None, "2019-05-31").await;
    assert_eq!(said(ctx, "invoice", old).await, "NoFinancialYear");
    assert_eq!(said(ctx, "customer", customer.0).await, "NoFinancialYear", "one undated voucher holds it");
}

async fn every_table_is_answered_for(ctx: &Ctx) {
    rows::person(ctx, "Dag").await;
    for table in crate::register::inventory::tables() {
        let calendar = Calendar::of(&ctx.notice);
        if table.column("id").is_some_and(|id| id.form == crate::register::inventory::Form::Key) {
            assert!(calendar.row(ctx.read(), table, Uuid::nil()).await.unwrap().is_none(), "{}", table.name);
        }
    }
}

#[tokio::test]
async fn every_row_says_its_last_day_or_why_it_has_none() {
    let (ctx, _folder) = testing::ctx().await;
    documents_are_dated(&ctx).await;
    what_runs_has_no_date(&ctx).await;
    a_document_before_the_first_year_has_no_date(&ctx).await;
    every_table_is_answered_for(&ctx).await;
}

#[tokio::test]
async fn every_row_says_its_last_day_or_why_it_has_none_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("keep").await;
    documents_are_dated(&ctx).await;
    what_runs_has_no_date(&ctx).await;
    a_document_before_the_first_year_has_no_date(&ctx).await;
    every_table_is_answered_for(&ctx).await;
}

proptest! {
    /// What a query leaves out because of the shortcut is never due, and the shortcut leaves no due document out.
    #[test]
    fn the_shortcut_of_queries_agrees_with_the_dates(booked in 0_u64..14_000, today in 0_u64..22_000) {
        let notice = testing::notice();
        let calendar = Calendar::of(&notice);
        let from = day("2000-01-01");
        let (booked, today) = (from + chrono::Days::new(booked), from + chrono::Days::new(today));
        for category in Category::ALL {
            let keep = calendar.counted(*category, Anchor::On(booked));
            let within = calendar.due_through(*category, today).is_some_and(|last| booked <= last);
            if keep.is_due(today) {
                prop_assert!(within, "{category:?} {booked} {today} {keep:?}");
            }
        }
        let voucher = calendar.counted(Category::Invoice, Anchor::On(booked));
        let within = calendar.due_through(Category::Invoice, today).is_some_and(|last| booked <= last);
        prop_assert!(voucher == Keep::Undated(Undated::NoFinancialYear) || voucher.is_due(today) == within);
    }

    #[test]
    fn nothing_may_go_before_its_last_day_nor_later_than_our_policy(booked in 0_u64..14_000) {
        let notice = testing::notice();
        let booked = day("2000-01-01") + chrono::Days::new(booked);
        for category in Category::ALL {
            let Some(kept) = Calendar::of(&notice).counted(*category, Anchor::On(booked)).kept() else { continue };
            prop_assert!(kept.keep_until >= booked && kept.deletable_from >= kept.keep_until);
            prop_assert_eq!(kept.destroy_by, kept.deletable_from + chrono::Days::new(30));
            prop_assert!(!kept.is_overdue(kept.destroy_by) && kept.is_overdue(kept.destroy_by.succ_opt().unwrap()));
        }
    }
}
