//! Who is no person of the register, but has proved an address: what they ask is answered all the same.

use super::{Desk, Filed, approve, refusal};
use crate::{
    error::Refusal,
    law::ground::Ground,
    request::{
        case,
        decide::decide,
        decision::{Decision, ItemVerdict},
        propose::propose,
    },
    right::package::{build, tests_schema::unpack},
    settings::ApprovalMode,
};
use entity::kind::{ItemKind, Outcome, Right, Role, State};

const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];
const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Everything, "everything", None, None);

async fn asks(desk: &Desk, right: Right, item: (ItemKind, &str, Option<&str>, Option<&str>)) -> Filed {
    desk.filed_by("Bo", "bo@example.fi", (Some(right), None), item).await
}

#[tokio::test]
async fn a_restriction_or_objection_is_refused_and_approved() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let words = (ItemKind::Text, "text", None, Some("Lopettakaa."));
    for (right, ground) in [
        (Right::Restriction, Ground::RestrictionNoCondition),
        (Right::Restriction, Ground::Unfounded),
        (Right::Objection, Ground::ObjectionCompelling),
    ] {
        let filed = asks(&desk, right, words).await;
        let verdict = ItemVerdict {
            meant: Some(if right == Right::Restriction { "accuracy" } else { "customer_care" }.into()),
            ..filed.refuse(ground).verdicts.remove(0)
        };
        let refused = Decision { verdicts: vec![verdict], ..Decision::default() };
        propose(&desk.ctx, &sam, &filed.seen(1), &refused).await.unwrap();
        let hash = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap().proposals[0].hash.clone();
        approve(&desk.ctx, &kim, &filed.reference, &hash).await.unwrap();
        let row = desk.row(&filed).await;
        assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Refused)), "{right:?} {ground:?}");
    }
}

#[tokio::test]
async fn a_copy_holds_what_is_held_of_the_address_and_nothing_is_never_said_of_it() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let alone = asks(&desk, Right::Access, EVERYTHING).await;
    let nothing = |filed: &Filed| Decision { nothing_held: true, ..filed.grant() };
    decide(&desk.ctx, &sam, &alone.seen(1), &nothing(&alone)).await.unwrap();

    let other = asks(&desk, Right::Access, EVERYTHING).await;
    let held = Refusal::LetterLacks { elements: vec!["L4"] };
    assert_eq!(refusal(decide(&desk.ctx, &sam, &other.seen(1), &nothing(&other)).await), held);
    decide(&desk.ctx, &sam, &other.seen(1), &other.grant()).await.unwrap();
    let row = desk.row(&other).await;
    let files = unpack(build::archive(&desk.ctx, &row).await.unwrap());
    for reference in [&alone.reference, &other.reference] {
        assert!(files["index.html"].contains(reference.as_str()), "{reference}");
    }

    let named = (ItemKind::Category, "request_file", None, None);
    let own = desk.filed_by("Cy", "cy@example.fi", (Some(Right::Access), None), named).await;
    assert_eq!(refusal(decide(&desk.ctx, &sam, &own.seen(1), &nothing(&own)).await), held);
    decide(&desk.ctx, &sam, &own.seen(1), &own.grant()).await.unwrap();
}
