//! One duty of the worker that fails keeps no other from being done.

use crate::harness::{actors::ADA, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::{
    kind::{PackageState, Role},
    package, request,
};
use portal::worker;
use portal_core::{
    ctx::Ctx,
    mail::postbox::{Postbox, message::Mail},
    ports::storage::Storage,
    right::package::build,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    a_file_that_cannot_be_removed_keeps_nothing_else_from_being_done,
    a_package_that_cannot_be_built_keeps_no_mail_from_leaving,
);

async fn a_file_that_cannot_be_removed_keeps_nothing_else_from_being_done(portal: TestPortal) {
    let (ctx, ada) = (portal.ctx(), portal.ada());
    ada.signs_in().await;
    ada.files("access").await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    kim.mutes(ADA, "A stranger").await;
    // What is a folder cannot be removed as a file.
    for file in ["../journal", "gone-already"] {
        expired(&portal, file).await;
    }
    portal.clock.advance(TimeDelta::days(30));
    assert!(worker::tidy(ctx).await.is_err());
    let packages = package::Entity::find().all(ctx.read()).await.unwrap();
    let left: Vec<_> = packages.iter().filter(|row| row.state == PackageState::Ready).collect();
    assert_eq!(left.len(), 1, "the other package has gone");
    assert_eq!(left[0].file.as_deref(), Some("../journal"));
    assert_eq!(portal.count("mute").await, 0, "and so has the mute");
}

/// The disk takes no file, and the receipt leaves all the same.
async fn a_package_that_cannot_be_built_keeps_no_mail_from_leaving(portal: TestPortal) {
    let (ctx, ada) = (portal.ctx(), portal.ada());
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let request = request::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let tx = ctx.write().await.unwrap();
    build::queue(ctx, &tx, request.id).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::open(folder.path().join("files")).unwrap();
    drop(folder);
    let without_disk = Ctx { storage, ..ctx.clone() };
    assert!(worker::step(&without_disk).await.unwrap(), "the step has sent something");
    while worker::step(&without_disk).await.is_ok_and(|more| more) {}
    let row = package::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(row.state, PackageState::Queued, "it is built later");
    let Postbox::Memory(mails) = &ctx.postbox else { panic!("tests keep mail in memory") };
    let to_ada = |mail: &&Mail| mail.to == ADA && mail.text.contains(&reference);
    assert_eq!(mails.lock().unwrap().iter().filter(to_ada).count(), 1);
}

/// A package past its days, of the one request there is.
async fn expired(portal: &TestPortal, file: &str) {
    let ctx = portal.ctx();
    let request = request::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let now = ctx.now();
    let row = package::Model {
        id: ctx.mint().unwrap(),
        request_id: request.id,
        state: PackageState::Ready,
        file: Some(file.into()),
        wrapped_key: Some("key".into()),
        bytes: 1,
        downloads: 0,
        queued_at: now,
        built_at: Some(now),
        expires_at: Some(now),
        purged_at: None,
    };
    let tx = ctx.write().await.unwrap();
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}
