//! Answers on paper: printed, posted, fetched; and when the address goes.

use super::{ago, letter_of_maija, letters, links_ada, open_tasks, reference_of, row, words_of};
use crate::{
    flows::desk::knows_ada,
    harness::{actors::Colleague, client::Ask, on_both_engines, portal::TestPortal},
};
use chrono::TimeDelta;
use entity::{
    entry, event,
    kind::{LetterKind, Role, State},
    look,
};
use portal_core::law::calendar::helsinki_date;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    a_paper_letter_is_answered_on_paper_and_answered_when_posted,
    data_on_paper_are_fetched_by_staff_with_a_look_on_record,
    a_message_to_somebody_without_mail_is_a_letter_with_its_words,
    the_postal_address_goes_a_month_after_closing_and_not_before_the_letters_are_posted,
);

async fn postal(portal: &TestPortal) -> Option<String> {
    entry::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().postal
}

async fn a_paper_letter_is_answered_on_paper_and_answered_when_posted(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("rights", "access");
    let form =
        form.fill("identity", "known_facts").fill("finding", "Nobody of that name or address is known.");
    let reference = reference_of(&form.submit().await);
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("nothing_held", "yes")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let decided = row(&portal, &reference).await;
    assert_eq!(
        (decided.state, decided.closed_at, decided.answered_at),
        (State::Fulfilling, None, None),
        "nobody has posted it"
    );
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(
        desk.text().contains("the answer has not been posted") && !desk.has(".standing .badge-good"),
        "{}",
        desk.text()
    );
    let next = sam.browser.get("/staff/queue?tab=next").await;
    assert!(next.text().contains(&reference), "to post it is what Sam does next: {}", next.text());
    let list = sam.browser.get("/staff/letters").await;
    assert_eq!(list.texts("main tbody tr").len(), 1, "the answer overtakes the receipt: {}", list.text());
    assert!(sam.browser.get("/staff/queue").await.text().contains("One letter to print and post"));
    portal.clock.advance(TimeDelta::days(1));
    sam.signs_in().await;
    posts_the_answer(&portal, &sam, &reference).await;
    let answered = row(&portal, &reference).await;
    assert!(answered.answered_at.is_some() && answered.closed_at.is_some());
    assert_eq!(answered.state, State::Closed);
    assert!(open_tasks(&portal).await.is_empty());
    portal.inbox().await;
}

/// Posts both today, which no day before they were written and no day to come can be.
async fn posts_the_answer(portal: &TestPortal, sam: &Colleague, reference: &str) {
    for kept in letters(portal, LetterKind::Granted).await {
        let path = format!("/staff/requests/{reference}/letters/{}", kept.id);
        let page = sam.browser.get(&path).await;
        let address = page.texts(".paper-address").concat();
        assert!(address.contains("Maija Virtanen") && address.contains("20100 Turku"), "{address}");
        let today = helsinki_date(portal.ctx().now());
        let early = page.fill("posted_on", (today - TimeDelta::days(2)).to_string()).submit().await;
        let late = page.fill("posted_on", (today + TimeDelta::days(1)).to_string()).submit().await;
        assert_eq!((early.status, late.status), (422, 422));
        assert_eq!(page.fill("posted_on", today.to_string()).submit().await.status, 303);
    }
}

async fn data_on_paper_are_fetched_by_staff_with_a_look_on_record(portal: TestPortal) {
    let person = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("rights", "access");
    let reference = reference_of(&form.submit().await);
    links_ada(&sam, &reference, person).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let proposal = format!("/staff/requests/{reference}/proposal");
    assert_eq!(anna.browser.get(&proposal).await.form(&proposal).submit().await.status, 303);
    portal.inbox().await;
    let answer = words_of(&portal, LetterKind::Granted).await;
    assert!(answer.contains("come with this letter") && !answer.contains("signing in"), "{answer}");
    let looks = look::Entity::find().all(portal.ctx().read()).await.unwrap().len();
    let package = format!("/staff/requests/{reference}/package");
    assert_eq!(sam.browser.send(Ask::new("HEAD", &package)).await.status, 200);
    assert_eq!(
        look::Entity::find().all(portal.ctx().read()).await.unwrap().len(),
        looks,
        "HEAD gives nothing"
    );
    let file = sam.browser.get(&package).await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("application/zip")));
    assert_eq!(look::Entity::find().all(portal.ctx().read()).await.unwrap().len(), looks + 1);
    let taken = event::Entity::find().filter(event::Column::Kind.eq("package_handed_over"));
    assert_eq!(taken.all(portal.ctx().read()).await.unwrap().len(), 1);
    assert_eq!(anna.browser.get(&package).await.status, 403);
    let ada = portal.ada();
    ada.signs_in().await;
    let own = ada.files("access").await;
    let others = sam.browser.get(&format!("/staff/requests/{own}/package")).await;
    assert_eq!(others.status, 404, "whoever can fetch it, fetches it");
    portal.inbox().await;
}

async fn a_message_to_somebody_without_mail_is_a_letter_with_its_words(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = reference_of(&letter_of_maija(&sam, &ago(&portal, 2)).await.submit().await);
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    let sent = page.fill("message", "We are looking into it.").submit().await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let told = words_of(&portal, LetterKind::MessageWaiting).await;
    assert!(told.contains("We are looking into it.") && !told.contains("https://"), "{told}");
    portal.inbox().await;
}

async fn the_postal_address_goes_a_month_after_closing_and_not_before_the_letters_are_posted(
    portal: TestPortal,
) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("rights", "access");
    let form = form.fill("identity", "known_facts").fill("finding", "Nobody of that name is known.");
    let reference = reference_of(&form.submit().await);
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("nothing_held", "yes")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    portal.day_comes(&ago(&portal, -31)).await;
    assert!(postal(&portal).await.is_some(), "the answer has not gone yet");
    sam.signs_in().await;
    for task in open_tasks(&portal).await {
        let path = format!("/staff/requests/{reference}/letters/{}", task.letter_id.unwrap());
        let page = sam.browser.get(&path).await;
        assert_eq!(page.fill("posted_on", ago(&portal, 0)).submit().await.status, 303);
    }
    portal.day_comes(&ago(&portal, -29)).await;
    assert!(postal(&portal).await.is_some(), "the month runs from closing, which posting was");
    portal.day_comes(&ago(&portal, -2)).await;
    assert_eq!(postal(&portal).await, None);
    let kept = entry::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(kept.kept_at, "Folder 7", "the rest stays with the file");
}
