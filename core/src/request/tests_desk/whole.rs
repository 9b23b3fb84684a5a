//! An erasure is done as a whole or not at all.

use super::{Desk, approve, erasure::former_customer};
use crate::{error::Error, request::propose::propose, settings::ApprovalMode};
use entity::{
    address, contract, invoice, kept,
    kind::{Role, State},
    letter, outbox, person, step, suppression,
};
use sea_orm::{EntityTrait, PaginatorTrait};

/// Rows of everything an erasure touches.
async fn rows(desk: &Desk) -> [u64; 8] {
    let db = desk.ctx.read();
    [
        address::Entity::find().count(db).await.unwrap(),
        contract::Entity::find().count(db).await.unwrap(),
        invoice::Entity::find().count(db).await.unwrap(),
        kept::Entity::find().count(db).await.unwrap(),
        letter::Entity::find().count(db).await.unwrap(),
        outbox::Entity::find().count(db).await.unwrap(),
        step::Entity::find().count(db).await.unwrap(),
        suppression::Entity::find().count(db).await.unwrap(),
    ]
}

/// The journal is written last but one: what went before it in the transaction goes back with it.
#[tokio::test]
async fn an_erasure_that_fails_midway_leaves_everything_as_it_was() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (ada, filed) = former_customer(&desk).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let kim = desk.staff("Kim", &[Role::Approver]).await;
    let hash = propose(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let before = (desk.row(&filed).await, rows(&desk).await);

    let journal = desk.folder.path().join("journal");
    std::fs::remove_dir_all(&journal).unwrap();
    std::fs::write(&journal, "in the way").unwrap();
    let outcome = approve(&desk.ctx, &kim, &filed.reference, &hash).await;
    assert!(matches!(outcome, Err(Error::Fault(_))), "{outcome:?}");
    assert_eq!((desk.row(&filed).await, rows(&desk).await), before);
    let stands = person::Entity::find_by_id(ada).one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!(stands.name, "Ada Äijälä");

    std::fs::remove_file(&journal).unwrap();
    std::fs::create_dir(&journal).unwrap();
    approve(&desk.ctx, &kim, &filed.reference, &hash).await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::Fulfilling);
}
