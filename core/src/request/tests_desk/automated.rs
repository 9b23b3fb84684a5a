//! Who asks about an automated decision has it reviewed by a person, or hears that there is none (Art. 22, law.md R1.9.1).

use super::*;
use crate::{
    notice::profile::AutomatedDecision,
    request::{
        decide::decide,
        decision::Flaw,
        propose::{self, preview},
    },
};
use entity::letter;

const WORDS: &str = "Haluan, että ihminen katsoo, miksi sivustoni suljettiin.";
const FOUND: &str = "Lasku oli maksettu ajoissa. Päätös kumotaan.";

async fn asked(desk: &Desk, person: Option<PersonId>) -> Filed {
    desk.filed(Some(Right::Automated), person, (ItemKind::Text, "", None, Some(WORDS))).await
}

/// The words of the letter that went.
async fn answer(desk: &Desk) -> String {
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters.len(), 1);
    letters[0].text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A notice that lists one automated decision.
fn listing(desk: &mut Desk) {
    let mut notice = (*desk.ctx.notice).clone();
    notice.automated.push(AutomatedDecision {
        code: "suspension".into(),
        exception: crate::notice::word::AutomatedException::Contract,
        label: notice.automated_decisions.clone(),
        text: notice.automated_decisions.clone(),
    });
    desk.ctx.notice = Arc::new(notice);
}

#[tokio::test]
async fn who_asks_about_an_automated_decision_hears_that_there_is_none_as_the_notice_says() {
    let mut desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let filed = asked(&desk, Some(ada)).await;
    let refused = filed.refuse(Ground::NoAutomatedDecision);
    decide(&desk.ctx, &sam, &filed.seen(1), &refused).await.unwrap();
    let said = "Emme tee sinusta automatisoituja päätöksiä emmekä profiloi sinua.";
    let letter = answer(&desk).await;
    for told in [said, "22 artiklan 1 kohta", "Sinusta ei ole tehty pelkästään automaattiseen"] {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    listing(&mut desk);
    let other = asked(&desk, Some(ada)).await;
    let refused = other.refuse(Ground::NoAutomatedDecision);
    let shown = preview(&desk.ctx, &sam, &other.reference, &refused).await.unwrap();
    assert!(shown.flaws.is_empty(), "this decision may still be none: {:?}", shown.flaws);
    assert!(!shown.letter.text.contains("Emme tee sinusta"), "{}", shown.letter.text);
}

#[tokio::test]
async fn an_exception_allows_only_a_decision_that_the_notice_lists() {
    let mut desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let filed = asked(&desk, Some(ada)).await;
    let ground = Ground::AutomatedDecisionAllowed;
    let refused = filed.refuse(ground);
    let shown = preview(&desk.ctx, &sam, &filed.reference, &refused).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::GroundDoesNotFit { item: filed.item, ground }]);
    let lacking = Refusal::LetterLacks { elements: vec!["L3"] };
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &refused).await), lacking);
    listing(&mut desk);
    decide(&desk.ctx, &sam, &filed.seen(1), &refused).await.unwrap();
    let letter = answer(&desk).await;
    assert!(letter.contains("Voit vaatia, että ihminen käsittelee asian"), "Art. 22(3): {letter}");
}

#[tokio::test]
async fn a_review_by_a_person_says_what_it_found_and_to_whom() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let stranger = asked(&desk, None).await;
    let found = Decision { free_part: Some(FOUND.into()), ..stranger.grant() };
    let shown = preview(&desk.ctx, &sam, &stranger.reference, &found).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::PersonMissing], "a decision about whom?");
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let filed = asked(&desk, Some(ada)).await;
    let silent = Decision { free_part: Some(" ".into()), ..filed.grant() };
    let shown = preview(&desk.ctx, &sam, &filed.reference, &silent).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::FindingMissing]);
    let told = Decision { free_part: Some(FOUND.into()), ..filed.grant() };
    decide(&desk.ctx, &sam, &filed.seen(1), &told).await.unwrap();
    let letter = answer(&desk).await;
    for element in ["Ihminen arvioi päätöksen uudelleen 7.4.2026", FOUND, "riitauttaa päätöksen"] {
        assert!(letter.contains(element), "{element}: {letter}");
    }
    assert!(propose::open_proposal(desk.ctx.read(), filed.id).await.unwrap().is_none());
}
