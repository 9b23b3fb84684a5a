//! Whoever had the earlier address of a person hears that the register has another one.

use super::{Desk, Filed};
use crate::{actor::Staff, mail::outbox::deliver_next, request::decide::decide, settings::ApprovalMode};
use entity::{
    id::PersonId,
    kind::{ItemKind, MailKind, MailState, Right, Role},
    outbox,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const OLD: &str = "ada@example.fi";
const NEW: &str = "new@example.fi";

/// Ada's address is corrected at the request of `from`.
async fn moves(desk: &Desk, from: &str) -> (PersonId, Staff, Filed) {
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let ada = desk.person("Ada", OLD).await;
    let target = format!("person:{ada}:email");
    let asked = (ItemKind::Field, target.as_str(), Some(OLD), Some(NEW));
    let filed = desk.filed_by("Ada", from, (Some(Right::Rectification), Some(ada)), asked).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.correct(&target, OLD, NEW)).await.unwrap();
    (ada, sam, filed)
}

async fn warnings(desk: &Desk) -> Vec<outbox::Model> {
    let mails = outbox::Entity::find().filter(outbox::Column::Kind.eq(MailKind::SignIn));
    mails.all(desk.ctx.read()).await.unwrap()
}

#[tokio::test]
async fn the_earlier_address_is_warned_where_another_asked_and_learns_neither_name_nor_address() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (_, _, filed) = moves(&desk, NEW).await;
    let [warning] = warnings(&desk).await.try_into().unwrap();
    let text = warning.text.unwrap();
    assert_eq!(warning.recipient, OLD);
    assert!(text.contains(filed.reference.as_str()), "{text}");
    assert!(!text.contains(NEW) && !text.contains("Ada"), "{text}");
}

#[tokio::test]
async fn who_asked_from_the_earlier_address_has_the_letter_and_no_warning_beside_it() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    moves(&desk, OLD).await;
    assert_eq!(warnings(&desk).await, []);
}

#[tokio::test]
async fn an_erasure_leaves_no_earlier_address_in_a_warning() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ada, sam, _) = moves(&desk, NEW).await;
    while deliver_next(&desk.ctx).await.unwrap() {}
    let everything = (ItemKind::Everything, "", None, None);
    let filed = desk.filed_by("Ada", NEW, (Some(Right::Erasure), Some(ada)), everything).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let [warning] = warnings(&desk).await.try_into().unwrap();
    assert_eq!((warning.state, warning.recipient.as_str(), warning.text), (MailState::Sent, "", None));
}
