//! A package that cannot be built, or whose letter cannot be written, is never the end of an answer.

use super::{Desk, refusal};
use crate::{
    ctx::Ctx,
    error::Refusal,
    mail::outbox,
    request::decide::decide,
    right::package::{deliver, retry::retry},
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    kind::{ItemKind, LetterKind, PackageState, Right, Role, State, TaskKind},
    letter, package, task,
};
use sea_orm::{ConnectionTrait, EntityTrait};

/// The database refuses every new letter until it is told otherwise.
const REFUSE: &str =
    "CREATE TRIGGER refuse BEFORE INSERT ON letter BEGIN SELECT RAISE(ABORT, 'refused'); END";

async fn does(ctx: &Ctx, sql: &str) {
    let tx = ctx.write().await.unwrap();
    tx.db().execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_package_whose_letter_cannot_be_written_is_put_off_and_staff_have_it_built_again() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let everything = (ItemKind::Everything, "everything", None, None);
    let filed = desk.filed(Some(Right::Access), Some(ada), everything).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    does(ctx, REFUSE).await;
    for _ in 0..20 {
        let _ = deliver::next(ctx).await;
        desk.later(TimeDelta::hours(12));
    }
    let state = async || package::Entity::find().one(ctx.read()).await.unwrap().unwrap().state;
    assert_eq!(state().await, PackageState::Failed);
    assert!(ctx.storage.files().unwrap().is_empty(), "no copy of the person is left behind");
    let told = task::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((told.kind, told.request_id, told.done_at), (TaskKind::PackageFailed, Some(filed.id), None));

    does(ctx, "DROP TRIGGER refuse").await;
    let row = desk.row(&filed).await;
    let reader = desk.staff("Rea", &[Role::Reader]).await;
    let refused = refusal(retry(ctx, &reader, &filed.seen(row.version)).await);
    assert_eq!(refused, Refusal::RoleMissing { role: Role::Caseworker });
    retry(ctx, &sam, &filed.seen(row.version)).await.unwrap();
    let again = refusal(retry(ctx, &sam, &filed.seen(row.version + 1)).await);
    assert_eq!(again, Refusal::NotNow { state: State::Closed });
    assert!(deliver::next(ctx).await.unwrap());
    while outbox::deliver_next(ctx).await.unwrap() {}
    let row = desk.row(&filed).await;
    assert!(row.answered_at.is_some(), "the decision has gone out with it");
    let letters = letter::Entity::find().all(ctx.read()).await.unwrap();
    assert!(letters.iter().any(|letter| letter.kind == LetterKind::Granted), "{letters:?}");
    assert!(task::Entity::find().one(ctx.read()).await.unwrap().unwrap().done_at.is_some());
}
