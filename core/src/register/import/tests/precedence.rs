//! What outlives an import: a person's opt-out and a rectification.

use super::*;
use crate::{database::Write, testing};
use chrono::TimeDelta;
use entity::{
    correction,
    id::RequestId,
    kind::{Assurance, Channel, Language, Right, State},
    request, suppression,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

pub(super) const MAIJA: &str = "maija.virtanen@posti.example";

pub(super) async fn suppress(ctx: &Ctx, address: &str) {
    let tx = ctx.write().await.unwrap();
    let email = crate::email::Email::parse(address).unwrap();
    crate::right::marketing::stop(ctx, &tx, &ctx.keys.email_key(&email)).await.unwrap();
    tx.commit().await.unwrap();
}

/// The request that a correction belongs to.
pub(super) async fn file_request(ctx: &Ctx, tx: &Write) -> RequestId {
    let id = ctx.mint().unwrap();
    let row = request::Model {
        id,
        reference: crate::id::Reference::random(&ctx.entropy).unwrap().as_str().into(),
        draft_id: None,
        right: Some(Right::Rectification),
        split_from: None,
        state: State::InProgress,
        outcome: None,
        requester_key: String::new(),
        requester_name: None,
        requester_email: None,
        person_id: None,
        assurance: Assurance::Email,
        channel: Channel::Portal,
        language: Language::Fi,
        received_at: ctx.now(),
        received_on: ctx.now().date_naive(),
        due_on: ctx.now().date_naive(),
        internal_due_on: ctx.now().date_naive(),
        extended_due_on: None,
        answered_at: None,
        closed_at: None,
        assignee_id: None,
        flooded: false,
        version: 0,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    id
}

/// Writes a rectified name as staff do, now.
async fn rectify_name(ctx: &Ctx, key: &str, name: &str) {
    let before = person(ctx, key).await;
    let tx = ctx.write().await.unwrap();
    let request_id = file_request(ctx, &tx).await;
    let row = correction::Model {
        id: ctx.mint().unwrap(),
        person_id: before.id,
        request_id: Some(request_id),
        table_name: "person".into(),
        record_id: before.id.0,
        column_name: "name".into(),
        old_value: Some(before.name.clone()),
        new_value: name.into(),
        corrected_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    let mut after = before.into_active_model();
    after.name = sea_orm::Set(name.into());
    after.name_key = sea_orm::Set(name.to_lowercase());
    after.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_opt_out_outlives_every_import() {
    let (ctx, _folder) = testing::ctx().await;
    let directory = directory(GOOD);
    imported(&ctx, &directory).await;
    suppress(&ctx, MAIJA).await;
    let report = imported(&ctx, &directory).await;
    assert_eq!(sums(&report), (0, 0, 16, 1));
    let told = report.to_string();
    assert!(told.contains("subscription.csv line 2, email: Not imported"), "{told}");
    assert!(!told.contains("maija"), "no address in a report: {told}");
    assert!(subscriptions(&ctx).await[0].ended_at.is_some());
}

#[tokio::test]
async fn a_suppressed_address_is_not_subscribed_under_another_key_or_spelling() {
    let (ctx, _folder) = testing::ctx().await;
    suppress(&ctx, MAIJA).await;
    let file = "key,email,purpose,evidence,wording,since\n\
                x,MAIJA.Virtanen@posti.example,newsletter,consent,Kyllä,2026-01-01\n\
                y,other@posti.example,newsletter,consent,Kyllä,2026-01-01\n";
    let report = imported(&ctx, &directory(&[("subscription.csv", file)])).await;
    assert_eq!(sums(&report), (1, 0, 0, 1));
    assert_eq!(subscriptions(&ctx).await[0].email, "other@posti.example");
}

#[tokio::test]
async fn a_stopped_subscription_is_not_revived_by_a_change_of_address() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    suppress(&ctx, MAIJA).await;
    let file = "key,email,purpose,evidence,wording,since,ended_at\n\
                n1,maija@uusi.example,newsletter,consent,Kyllä,2026-01-01,\n";
    let report = imported(&ctx, &directory(&[("subscription.csv", file)])).await;
    assert_eq!(sums(&report), (0, 0, 0, 1));
    let ended = &subscriptions(&ctx).await[0];
    assert!(ended.email == MAIJA && ended.ended_at.is_some());
}

/// Whoever forbids marketing under one address has forbidden it: what they agreed to before is not taken from a list
/// under another address of theirs, neither by their key nor where the register had the address as theirs.
#[tokio::test]
async fn a_ban_holds_under_every_address_of_a_person_for_what_was_agreed_before_it() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    let rows = |since: &str| {
        format!(
            "key,email,person,purpose,evidence,wording,since\n\
             n2,maija+n@posti.example,m,newsletter,consent,Kyllä,{since}\n\
             n3,other@posti.example,,newsletter,consent,Kyllä,{since}\n"
        )
    };
    let before = ctx.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    ctx.clock.advance(TimeDelta::days(1));
    suppress(&ctx, MAIJA).await;
    let report = imported(&ctx, &directory(&[("subscription.csv", &rows(&before))])).await;
    assert_eq!(sums(&report), (1, 0, 0, 1), "{report}");
    assert!(report.to_string().contains("subscription.csv line 2, since: Not imported"), "{report}");
    ctx.clock.advance(TimeDelta::days(1));
    let after = ctx.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let report = imported(&ctx, &directory(&[("subscription.csv", &rows(&after))])).await;
    assert_eq!(sums(&report), (1, 1, 0, 0), "a consent after the ban is a new one: {report}");
    suppress(&ctx, "maija+n@posti.example").await;
    let unnamed = "key,email,purpose,evidence,wording,since\n\
                   n4,maija+n@posti.example,newsletter,consent,Kyllä,2026-01-01\n";
    let report = imported(&ctx, &directory(&[("subscription.csv", unnamed)])).await;
    assert_eq!(sums(&report), (0, 0, 0, 1), "{report}");
}

#[tokio::test]
async fn an_imported_suppression_ends_the_subscription_and_forbids_the_next() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    let suppressions = format!("email,purpose,since\n{MAIJA},newsletter,2026-02-01\n");
    let report = imported(&ctx, &good_but("suppression.csv", &suppressions)).await;
    assert_eq!(sums(&report), (1, 0, 15, 1), "{report}");
    assert!(subscriptions(&ctx).await[0].ended_at.is_some());
    assert_eq!(suppression::Entity::find().all(ctx.read()).await.unwrap().len(), 2, "none is taken away");
}

#[tokio::test]
async fn a_rectified_name_survives_the_old_file_and_gives_way_to_a_newer_one() {
    let (ctx, _folder) = testing::ctx().await;
    let directory = directory(GOOD);
    imported(&ctx, &directory).await;
    ctx.clock.advance(TimeDelta::days(1));
    rectify_name(&ctx, "m", "Maija Virta").await;
    ctx.clock.advance(TimeDelta::days(1));
    let report = imported(&ctx, &directory).await;
    assert_eq!(sums(&report), (0, 0, 17, 0));
    assert!(report.to_string().contains("person.csv line 2, name: Kept as rectified"), "{report}");
    assert_eq!(person(&ctx, "m").await.name, "Maija Virta");

    let news = "key,name,language\nm,Maija Mäkelä,fi\n";
    imported(&ctx, &super::directory(&[("person.csv", news)])).await;
    assert_eq!(person(&ctx, "m").await.name, "Maija Mäkelä", "a value never seen before is news");
}

#[tokio::test]
async fn the_time_a_row_was_recorded_decides_against_a_rectification() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    rectify_name(&ctx, "m", "Maija Virta").await;
    ctx.clock.advance(TimeDelta::days(10));
    let row = |name: &str, at: &str, language: &str| {
        let text = format!("key,name,language,recorded_at\nm,{name},{language},{at}\n");
        directory(&[("person.csv", text.as_str())])
    };
    let older = imported(&ctx, &row("Maija Mäkelä", "2026-04-05T11:59:59Z", "sv")).await;
    assert_eq!((sums(&older), older.kept_back.total), ((0, 1, 0, 0), 1), "the rest of the row is taken");
    assert_eq!(person(&ctx, "m").await.name, "Maija Virta");
    imported(&ctx, &row("Maija Virtanen", "2026-04-06", "sv")).await;
    assert_eq!(person(&ctx, "m").await.name, "Maija Virtanen", "recorded later, so meant");
}
