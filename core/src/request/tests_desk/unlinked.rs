//! Who is no person of the register, but has proved an address: what they ask is answered all the same.

use super::{Desk, Filed, approve, refusal};
use crate::{
    actor::Staff,
    error::Refusal,
    law::ground::Ground,
    request::{
        case,
        decide::decide,
        decision::{Decision, Flaw, ItemVerdict},
        propose::{preview, propose},
        unlinked::Reach,
    },
    right::package::{build, tests_schema::unpack},
    settings::ApprovalMode,
};
use entity::{
    kind::{ItemKind, Language, Outcome, Right, Role, State},
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
async fn whoever_asks_for_everything_gets_their_own_requests_in_answer() {
    own_requests_are_not_nothing(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn whoever_asks_for_everything_gets_their_own_requests_in_answer_on_postgresql_too() {
    own_requests_are_not_nothing(&Desk::on_postgres("own", ApprovalMode::OnePerson).await).await;
}

fn said(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn reach(desk: &Desk, sam: &Staff, filed: &Filed) -> Reach {
    case::open(&desk.ctx, sam, &filed.reference).await.unwrap().reach
}

async fn own_requests_are_not_nothing(desk: &Desk) {
    let sam = desk.staff("Sam", BOTH).await;
    let nothing = |filed: &Filed| Decision { nothing_held: true, ..filed.grant() };
    let access = asks(desk, Right::Access, EVERYTHING).await;
    let alone = preview(&desk.ctx, &sam, &access.reference, &nothing(&access)).await.unwrap();
    assert_eq!(alone.flaws, [], "this request alone is not what everything means");
    assert_eq!(reach(desk, &sam, &access).await, Reach::Register);
    assert!(said(&alone.letter.text).contains("tämän pyynnön ja kirjautumistesi"), "{}", alone.letter.text);

    let category = |code| (ItemKind::Category, code, None, None);
    let erasure = asks(desk, Right::Erasure, EVERYTHING).await;
    let requests = asks(desk, Right::Erasure, category("request_file")).await;
    let sign_ins = asks(desk, Right::Erasure, category("sign_in")).await;
    for (right, filed) in [
        (Right::Access, &access),
        (Right::Erasure, &erasure),
        (Right::Erasure, &requests),
        (Right::Erasure, &sign_ins),
    ] {
        let shown = preview(&desk.ctx, &sam, &filed.reference, &nothing(filed)).await.unwrap();
        assert_eq!(shown.flaws, [Flaw::OwnFileHeld { right }]);
        let held = Refusal::LetterLacks { elements: vec!["L4"] };
        assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &nothing(filed)).await), held);
        assert_eq!(reach(desk, &sam, filed).await, Reach::Own, "nor is it offered");
    }
    of_the_register_nothing_may_be_said(desk, &sam).await;

    decide(&desk.ctx, &sam, &access.seen(1), &access.grant()).await.unwrap();
    let files = unpack(build::archive(&desk.ctx, &desk.row(&access).await).await.unwrap());
    let nothing_else = crate::lang::text(Language::Fi, "package-nothing-held");
    for held in [access.reference.as_str(), erasure.reference.as_str(), &nothing_else] {
        assert!(files["index.html"].contains(held), "{held}");
    }
    decide(&desk.ctx, &sam, &erasure.seen(1), &erasure.grant()).await.unwrap();
    let sent = letter::Entity::find().filter(letter::Column::RequestId.eq(erasure.id));
    let kept = said(&sent.one(desk.ctx.read()).await.unwrap().unwrap().text);
    for told in ["Tietosuojapyynnöt: tarvitaan", "Säilytetään 7.4.2029 asti", "17 artiklan 1 kohta"] {
        assert!(kept.contains(told), "ground and day of what stays: {told}: {kept}");
    }
}

/// Categories of the register are answered so, whatever else was asked; the letter tells of the requests.
async fn of_the_register_nothing_may_be_said(desk: &Desk, sam: &Staff) {
    let invoices = asks(desk, Right::Access, (ItemKind::Category, "invoice", None, None)).await;
    let nothing = Decision { nothing_held: true, ..invoices.grant() };
    let shown = preview(&desk.ctx, sam, &invoices.reference, &nothing).await.unwrap();
    assert_eq!(shown.flaws, []);
    let text = said(&shown.letter.text);
    assert!(text.contains("muita henkilötietoja kuin meille tekemäsi pyynnöt"), "{text}");
    decide(&desk.ctx, sam, &invoices.seen(1), &nothing).await.unwrap();
    let row = desk.row(&invoices).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Granted)));
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
        assert_eq!(shown.flaws, [Flaw::OwnFileHeld { right: Right::Access }]);
        let held = Refusal::LetterLacks { elements: vec!["L4"] };
        assert_eq!(refusal(decide(&desk.ctx, &sam, &own.seen(1), &nothing).await), held);
        decide(&desk.ctx, &sam, &own.seen(1), &own.grant()).await.unwrap();
    }
}
