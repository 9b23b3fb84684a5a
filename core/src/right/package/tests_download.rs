//! How a package is fetched, how often, how long, and by whom.

use super::{build, download};
use crate::{
    actor::Requester,
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal},
    id::Reference,
    register::tests_marks::{Field, mark, sow},
    right::package::tests_schema::unpack,
    testing,
};
use chrono::TimeDelta;
use entity::{kind::PackageState, package};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set,
};

async fn sown_and_queued() -> (Ctx, tempfile::TempDir, Field, Requester, Reference) {
    let (ctx, folder) = testing::ctx().await;
    let mut field = sow(&ctx, 2, mark).await;
    let reference = Reference::random(&ctx.entropy).unwrap();
    let tx = ctx.write().await.unwrap();
    package::Entity::delete_many().exec(tx.db()).await.unwrap();
    let mut asked = field.requests[0].clone().into_active_model();
    asked.reference = Set(reference.as_str().into());
    asked.closed_at = Set(Some(ctx.now()));
    field.requests[0] = asked.update(tx.db()).await.unwrap();
    build::queue(&ctx, &tx, field.requests[0].id).await.unwrap();
    tx.commit().await.unwrap();
    let email_key = field.requests[0].requester_key.clone();
    let email = Email::parse("maija@example.fi").unwrap();
    let requester = Requester { session: ctx.mint().unwrap(), email, email_key, proved_at: ctx.now() };
    (ctx, folder, field, requester, reference)
}

#[tokio::test]
async fn a_package_is_ready_only_together_with_what_the_caller_adds() {
    let (ctx, _folder, field, requester, reference) = sown_and_queued().await;
    let built = build::build_next(&ctx).await.unwrap().unwrap();
    assert_eq!((built.request.id, built.first), (field.requests[0].id, true));
    drop(built);
    assert!(matches!(download::download(&ctx, &requester, &reference).await, Err(Error::NotFound)));
    ctx.clock.advance(TimeDelta::minutes(6));
    let built = build::build_next(&ctx).await.unwrap().unwrap();
    built.commit(&ctx).await.unwrap();
    assert!(build::build_next(&ctx).await.unwrap().is_none());
    let bytes = download::download(&ctx, &requester, &reference).await.unwrap();
    assert!(unpack(bytes)["index.html"].contains(reference.as_str()));
}

#[tokio::test]
async fn a_package_is_handed_over_five_times_to_its_owner_with_a_fresh_proof() {
    let (ctx, _folder, _field, requester, reference) = sown_and_queued().await;
    build::build_next(&ctx).await.unwrap().unwrap().commit(&ctx).await.unwrap();
    let stranger = Requester { email_key: "key-of-nobody".into(), ..requester.clone() };
    assert!(matches!(download::download(&ctx, &stranger, &reference).await, Err(Error::NotFound)));
    assert!(matches!(download::rebuild(&ctx, &stranger, &reference).await, Err(Error::NotFound)));
    let stale = Requester { proved_at: ctx.now() - TimeDelta::minutes(11), ..requester.clone() };
    let refused = download::download(&ctx, &stale, &reference).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::StepUpNeeded))));
    for _ in 0..5 {
        download::download(&ctx, &requester, &reference).await.unwrap();
    }
    let sixth = download::download(&ctx, &requester, &reference).await;
    assert!(matches!(sixth, Err(Error::Refused(Refusal::PackageGone))));
}

#[tokio::test]
async fn after_seven_days_bytes_and_key_are_gone_and_the_package_can_be_built_again() {
    let (ctx, _folder, field, requester, reference) = sown_and_queued().await;
    build::build_next(&ctx).await.unwrap().unwrap().commit(&ctx).await.unwrap();
    assert_eq!(download::purge_expired(&ctx).await.unwrap(), 0);
    download::rebuild(&ctx, &requester, &reference).await.unwrap();
    assert!(build::build_next(&ctx).await.unwrap().is_none(), "an open package is not built again");
    ctx.clock.advance(TimeDelta::days(7));
    let requester = Requester { proved_at: ctx.now(), ..requester };
    let over = download::download(&ctx, &requester, &reference).await;
    assert!(matches!(over, Err(Error::Refused(Refusal::PackageGone))));
    assert_eq!(download::purge_expired(&ctx).await.unwrap(), 1);
    assert!(ctx.storage.files().unwrap().is_empty());
    let purged = download::newest(&ctx, &requester, &reference).await.unwrap();
    assert_eq!((purged.state, purged.file, purged.wrapped_key), (PackageState::Purged, None, None));
    download::rebuild(&ctx, &requester, &reference).await.unwrap();
    let built = build::build_next(&ctx).await.unwrap().unwrap();
    assert!(!built.first);
    built.commit(&ctx).await.unwrap();
    assert!(!download::download(&ctx, &requester, &reference).await.unwrap().is_empty());
    ctx.clock.advance(TimeDelta::days(31));
    let late = download::rebuild(&ctx, &requester, &reference).await;
    assert!(matches!(late, Err(Error::Refused(Refusal::NotNow { .. }))));
    let builds = package::Entity::find().filter(package::Column::RequestId.eq(field.requests[0].id));
    assert_eq!(builds.count(ctx.read()).await.unwrap(), 2);
}
