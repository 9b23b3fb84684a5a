//! What a scan that was attached by mistake leaves behind: no file, no copy that holds it, and a word about copies that are out.

use super::{
    mistaken::{Gone, Mistake, remove},
    original,
    tests_staff::{filed, paper},
};
use crate::{
    actor::{Requester, Staff},
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal},
    id::Reference,
    request::tests_world::row_of,
    right::package::{build, download},
    testing,
};
use chrono::TimeDelta;
use entity::{
    attachment,
    kind::{AttachmentKind, PackageState, Role},
    package,
};
use sea_orm::{EntityTrait, QueryOrder};

async fn attaches(ctx: &Ctx, sam: &Staff, reference: &Reference) -> attachment::Model {
    original::keep(ctx, sam, reference, (AttachmentKind::Letter, vec![paper(ctx)])).await.unwrap();
    let newest = attachment::Entity::find().order_by_desc(attachment::Column::Id);
    newest.one(ctx.read()).await.unwrap().unwrap()
}

/// A copy of all her data, ready to be fetched.
async fn copied(ctx: &Ctx, reference: &Reference) -> package::Model {
    ctx.clock.advance(TimeDelta::minutes(1));
    let request = row_of(ctx, reference).await.id;
    let tx = ctx.write().await.unwrap();
    build::queue(ctx, &tx, request).await.unwrap();
    tx.commit().await.unwrap();
    build::build_next(ctx).await.unwrap().unwrap().commit(ctx).await.unwrap();
    let newest = package::Entity::find().order_by_desc(package::Column::Id);
    newest.one(ctx.read()).await.unwrap().unwrap()
}

async fn it_goes_with_every_copy_that_waits(ctx: &Ctx) {
    let (reference, other) = (filed(ctx).await, filed(ctx).await);
    let sam = testing::staff(ctx, "Sam", &[Role::Caseworker]).await;
    let before = copied(ctx, &reference).await;
    ctx.clock.advance(TimeDelta::minutes(1));
    let scan = attaches(ctx, &sam, &reference).await;
    let since = copied(ctx, &other).await;
    let gone = remove(ctx, &sam, &reference, (scan.id, Mistake::Astray)).await.unwrap();
    assert_eq!(gone, Gone::Unseen);
    let row = |id| package::Entity::find_by_id(id).one(ctx.read());
    let (before, since_now) = (row(before.id).await.unwrap().unwrap(), row(since.id).await.unwrap().unwrap());
    assert_eq!(before.state, PackageState::Ready, "it was made without it");
    assert_eq!((since_now.state, since_now.file), (PackageState::Purged, None), "in any request of hers");
    let left = ctx.storage.files().unwrap();
    assert_eq!(left, [before.file.unwrap()], "neither scan nor copy lies there");

    let scan = attaches(ctx, &sam, &reference).await;
    copied(ctx, &reference).await;
    let email = Email::parse("ada@example.fi").unwrap();
    let (session, email_key) = (ctx.mint().unwrap(), ctx.keys.email_key(&email));
    let ada = Requester { session, email_key, email, proved_at: ctx.now() };
    download::download(ctx, &ada, &reference).await.unwrap();
    let gone = remove(ctx, &sam, &reference, (scan.id, Mistake::TooMuch)).await.unwrap();
    assert_eq!(gone, Gone::HandedOut, "she has it: a breach is to be weighed");
}

async fn only_a_caseworker_removes_a_scan_of_the_request(ctx: &Ctx) {
    let (reference, other) = (filed(ctx).await, filed(ctx).await);
    let sam = testing::staff(ctx, "Sam", &[Role::Caseworker]).await;
    let rea = testing::staff(ctx, "Rea", &[Role::Reader, Role::Approver, Role::Admin]).await;
    let scan = attaches(ctx, &sam, &reference).await;
    let refused = remove(ctx, &rea, &reference, (scan.id, Mistake::Useless)).await;
    let role = Role::Caseworker;
    assert!(matches!(refused, Err(Error::Refused(Refusal::RoleMissing { role: it })) if it == role));
    let foreign = remove(ctx, &sam, &other, (scan.id, Mistake::Useless)).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let tx = ctx.write().await.unwrap();
    let sent = attachment::ActiveModel {
        id: sea_orm::Unchanged(scan.id),
        kind: sea_orm::Set(AttachmentKind::Message),
        ..Default::default()
    };
    sea_orm::ActiveModelTrait::update(sent, tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let message = remove(ctx, &sam, &reference, (scan.id, Mistake::Useless)).await;
    assert!(matches!(message, Err(Error::NotFound)), "what came with a message stays: {message:?}");
    assert_eq!(ctx.storage.files().unwrap().len(), 1);
}

#[tokio::test]
async fn on_sqlite() {
    let (ctx, _folder) = testing::ctx().await;
    it_goes_with_every_copy_that_waits(&ctx).await;
    let (ctx, _folder) = testing::ctx().await;
    only_a_caseworker_removes_a_scan_of_the_request(&ctx).await;
}

#[tokio::test]
async fn on_postgresql() {
    let (ctx, _folder) = testing::postgres_ctx("mistaken").await;
    it_goes_with_every_copy_that_waits(&ctx).await;
    let (ctx, _folder) = testing::postgres_ctx("mistaken_whose").await;
    only_a_caseworker_removes_a_scan_of_the_request(&ctx).await;
}
