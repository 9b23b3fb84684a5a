//! Who is no person of the register, but has proved an address: what they ask is answered all the same.

use super::{Desk, Filed, approve, refusal};
use crate::{
    error::Refusal,
    law::ground::Ground,
    request::{
        case,
        decide::decide,
        decision::{Decision, Flaw, ItemVerdict},
        propose::{preview, propose},
    },
    right::package::{build, tests_schema::unpack},
    settings::ApprovalMode,
};
use entity::{
    kind::{ItemKind, Outcome, Right, Role, State},
    letter,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

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
async fn nothing_else_is_held_of_a_stranger_with_two_requests_and_the_letter_says_so() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let nothing = |filed: &Filed| Decision { nothing_held: true, ..filed.grant() };
    let alone = asks(&desk, Right::Access, EVERYTHING).await;
    let one = preview(&desk.ctx, &sam, &alone.reference, &nothing(&alone)).await.unwrap();
    let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = said(&one.letter.text);
    assert!(one.contains("tämän pyynnön ja kirjautumistesi"), "{one}");

    let other = asks(&desk, Right::Erasure, EVERYTHING).await;
    for filed in [&alone, &other] {
        let shown = preview(&desk.ctx, &sam, &filed.reference, &nothing(filed)).await.unwrap();
        assert_eq!(shown.flaws, []);
        let both = said(&shown.letter.text);
        assert!(both.contains("muita henkilötietoja kuin meille tekemäsi pyynnöt"), "{both}");
        decide(&desk.ctx, &sam, &filed.seen(1), &nothing(filed)).await.unwrap();
        let row = desk.row(filed).await;
        assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Granted)));
        let sent = letter::Entity::find().filter(letter::Column::RequestId.eq(filed.id));
        assert_eq!(sent.one(desk.ctx.read()).await.unwrap().unwrap().text, shown.letter.text);
    }
}

#[tokio::test]
async fn a_copy_holds_every_request_and_whoever_asks_for_just_these_is_not_told_of_nothing() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let (alone, other) =
        (asks(&desk, Right::Access, EVERYTHING).await, asks(&desk, Right::Access, EVERYTHING).await);
    decide(&desk.ctx, &sam, &other.seen(1), &other.grant()).await.unwrap();
    let row = desk.row(&other).await;
    let files = unpack(build::archive(&desk.ctx, &row).await.unwrap());
    for reference in [&alone.reference, &other.reference] {
        assert!(files["index.html"].contains(reference.as_str()), "{reference}");
    }

    for category in ["request_file", "sign_in"] {
        let named = (ItemKind::Category, category, None, None);
        let own = desk.filed_by("Cy", "cy@example.fi", (Some(Right::Access), None), named).await;
        let nothing = Decision { nothing_held: true, ..own.grant() };
        let shown = preview(&desk.ctx, &sam, &own.reference, &nothing).await.unwrap();
        assert_eq!(shown.flaws, [Flaw::OwnFileHeld]);
        let held = Refusal::LetterLacks { elements: vec!["L4"] };
        assert_eq!(refusal(decide(&desk.ctx, &sam, &own.seen(1), &nothing).await), held);
        decide(&desk.ctx, &sam, &own.seen(1), &own.grant()).await.unwrap();
    }
}
