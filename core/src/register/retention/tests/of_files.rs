//! Files of requests, looks and persons go as a whole, whatever the schema hangs on them.

use super::{at, runs, stands};
use crate::{
    ctx::Ctx,
    mail::outbox as mails,
    register::tests_marks::{mark, sow},
    testing,
};
use entity::{
    correction, event,
    id::StepId,
    kept,
    kind::{PackageState, State, StepState, TaskKind},
    look, outbox, package, person, request, restriction, step, step_link, stopped_purpose, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};

/// A register in which every table has rows of every person, with every request closed.
async fn closed_register(ctx: &Ctx) {
    sow(ctx, 6, mark).await;
    let tx = ctx.write().await.unwrap();
    // What was to be given has been.
    let given = package::Entity::update_many();
    let given = given.col_expr(package::Column::State, Expr::value(PackageState::Purged));
    given.exec(tx.db()).await.unwrap();
    request::Entity::update_many()
        .col_expr(request::Column::State, Expr::value(State::Closed))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for step in step::Entity::find().all(ctx.read()).await.unwrap() {
        linked(ctx, step.id).await;
    }
    for request in request::Entity::find().all(ctx.read()).await.unwrap() {
        let row = kept::Model {
            id: ctx.mint().unwrap(),
            request_id: Some(request.id),
            person_id: request.person_id,
            table_name: "invoice".into(),
            record_id: ctx.mint().unwrap(),
            ground: "RG-17-LEGAL".into(),
            class: "voucher".into(),
            ends_on: None,
            keep_until: None,
            destroyed_at: None,
        };
        crate::register::tests_rows::put(ctx, sea_orm::IntoActiveModel::into_active_model(row)).await;
    }
}

/// The link by which a holder answers, and the mail that carried it.
async fn linked(ctx: &Ctx, step_id: StepId) {
    let tx = ctx.write().await.unwrap();
    let id = ctx.mint().unwrap();
    let row = step_link::Model {
        id,
        step_id,
        nth: 0,
        digest: step_id.to_string(),
        answer_by: ctx.now().date_naive(),
        epoch: 1,
        created_at: ctx.now(),
        expires_at: ctx.now(),
        used_at: None,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    mails::enqueue_holder(
        ctx,
        &tx,
        &step_link::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap(),
        "h@example.fi",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn files_go_whole(ctx: &Ctx) {
    closed_register(ctx).await;
    let before = event::Entity::find().count(ctx.read()).await.unwrap();
    runs(ctx).await;
    let requests = request::Entity::find().all(ctx.read()).await.unwrap();
    assert_eq!(requests.len(), 6, "three years have not passed");
    assert!(
        requests.iter().all(|request| request.requester_email.is_some()),
        "there is still something to tell"
    );
    at(ctx, "2029-03-03T08:00:00Z");
    let (left, stopped) = (kept::Entity::find(), stopped_purpose::Entity::find());
    let before_run =
        (left.clone().count(ctx.read()).await.unwrap(), stopped.clone().count(ctx.read()).await.unwrap());
    let tally = runs(ctx).await;
    assert_eq!((tally.0["request"].destroyed, tally.0["request"].class.as_deref()), (6, Some("36 months")));
    for table in crate::register::retention::files::parts() {
        assert!(!stands_any(ctx, table.0).await, "{} is part of a file that is gone", table.0);
    }
    assert_eq!(request::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(look::Entity::find().count(ctx.read()).await.unwrap(), 0);
    let guards = correction::Entity::find().all(ctx.read()).await.unwrap();
    assert!(guards.iter().all(|guard| guard.request_id.is_none()));
    let left = left.all(ctx.read()).await.unwrap();
    let stopped = stopped.all(ctx.read()).await.unwrap();
    assert_eq!((left.len() as u64, stopped.len() as u64), before_run, "they outlive the file that made them");
    assert!(left.iter().all(|row| row.request_id.is_none() && row.person_id.is_some()));
    assert!(stopped.iter().all(|row| row.request_id.is_none()));
    assert!(event::Entity::find().count(ctx.read()).await.unwrap() > before, "the audit record only grows");
}

async fn stands_any(ctx: &Ctx, table: &'static str) -> bool {
    use sea_orm::{ConnectionTrait, sea_query::Query};
    let asked = Query::select().column("id").from(table).limit(1).to_owned();
    ctx.read().query_one(&asked).await.unwrap().is_some()
}

/// Thirty days after closing the address goes, from the request and from the mails that carried its letters.
async fn addresses_go_after_thirty_days(ctx: &Ctx) {
    closed_register(ctx).await;
    let tx = ctx.write().await.unwrap();
    kept::Entity::delete_many().exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    what_is_promised_keeps_the_address(ctx).await;
    runs(ctx).await;
    let requests = request::Entity::find().all(ctx.read()).await.unwrap();
    assert!(requests.len() == 6 && requests.iter().all(|request| request.requester_email.is_none()));
    let mails = outbox::Entity::find().all(ctx.read()).await.unwrap();
    let carried: Vec<_> = mails.iter().filter(|mail| mail.letter_id.is_some()).collect();
    assert_eq!(carried.len(), 6);
    assert!(
        carried
            .iter()
            .all(|mail| mail.recipient.is_empty() && mail.text.is_none() && mail.settled_at.is_some())
    );
}

/// Word of the end of a restriction (Art. 18(3)), of a holder's answer (Art. 19), of another way where it cannot.
async fn what_is_promised_keeps_the_address(ctx: &Ctx) {
    let open = |state| step::Entity::update_many().col_expr(step::Column::State, Expr::value(state));
    let lifted =
        |at| restriction::Entity::update_many().col_expr(restriction::Column::LiftedAt, Expr::value(at));
    let done = |at| {
        let cannot = task::Entity::update_many().filter(task::Column::Kind.eq(TaskKind::HolderCannot));
        cannot.col_expr(task::Column::DoneAt, Expr::value(at))
    };
    let now = Some(ctx.now());
    for promise in [0, 1, 2, 3] {
        let tx = ctx.write().await.unwrap();
        let state = if promise == 1 { StepState::Told } else { StepState::Done };
        open(state).exec(tx.db()).await.unwrap();
        lifted(now.filter(|_| promise != 2)).exec(tx.db()).await.unwrap();
        if promise == 0 {
            for request in request::Entity::find().all(tx.db()).await.unwrap() {
                let task = task::Model {
                    id: ctx.mint().unwrap(),
                    kind: TaskKind::HolderCannot,
                    request_id: Some(request.id),
                    letter_id: None,
                    opened_at: ctx.now(),
                    done_at: None,
                    done_by: None,
                    step_id: None,
                };
                task.into_active_model().reset_all().insert(tx.db()).await.unwrap();
            }
        } else {
            done(now).exec(tx.db()).await.unwrap();
        }
        tx.commit().await.unwrap();
        if promise < 3 {
            runs(ctx).await;
            let requests = request::Entity::find().all(ctx.read()).await.unwrap();
            assert!(requests.iter().all(|request| request.requester_email.is_some()), "{promise}");
        }
    }
}

/// A person nothing names any more stays, empty, as long as a look points at the row, and then goes.
async fn a_person_left_over_is_emptied_and_then_goes(ctx: &Ctx) {
    let eve = crate::register::tests_rows::person(ctx, "Eve").await;
    let staff = super::sam(ctx).await;
    let row = look::Model {
        id: ctx.mint().unwrap(),
        person_id: eve,
        staff_id: staff.id,
        role: entity::kind::Role::Caseworker,
        request_id: None,
        purpose: "check".into(),
        looked_at: ctx.now(),
    };
    crate::register::tests_rows::put(ctx, sea_orm::IntoActiveModel::into_active_model(row)).await;
    runs(ctx).await;
    let left = person::Entity::find_by_id(eve).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(left.name, "Eve", "a new person has thirty days to get a place");
    ctx.clock.advance(chrono::TimeDelta::days(31));
    runs(ctx).await;
    let left = person::Entity::find_by_id(eve).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((left.name.as_str(), left.name_key.as_str(), left.email), ("", "", None));
    assert_eq!(left.source_key, eve.to_string());
    ctx.clock.advance(chrono::TimeDelta::days(3 * 366));
    runs(ctx).await;
    assert!(!stands(ctx, "person", eve.0).await);
}

#[tokio::test]
async fn addresses_go_thirty_days_after_closing() {
    let (ctx, _folder) = testing::ctx().await;
    addresses_go_after_thirty_days(&ctx).await;
}

#[tokio::test]
async fn addresses_go_thirty_days_after_closing_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("retention_addresses").await;
    addresses_go_after_thirty_days(&ctx).await;
}

#[tokio::test]
async fn files_and_persons_go_whole() {
    let (ctx, _folder) = testing::ctx().await;
    files_go_whole(&ctx).await;
    a_person_left_over_is_emptied_and_then_goes(&ctx).await;
}

#[tokio::test]
async fn files_and_persons_go_whole_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("retention_files").await;
    files_go_whole(&ctx).await;
    a_person_left_over_is_emptied_and_then_goes(&ctx).await;
}
