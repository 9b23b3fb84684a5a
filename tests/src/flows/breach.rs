//! A personal data breach at the desk: from its discovery to the closed record, with the clock of Art. 33(1).

use crate::harness::{client::Browser, on_both_engines, page::Page, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;
use portal::worker;

on_both_engines!(
    a_breach_goes_from_discovery_to_closed_and_nothing_is_lost_on_the_way,
    without_a_notification_in_time_the_desk_is_warned_and_the_reason_asked_for,
    of_two_who_change_a_record_at_once_the_second_is_told_and_keeps_what_was_typed,
    what_does_not_fit_comes_back_with_what_was_typed,
    a_record_made_by_mistake_ends_with_its_reason_and_a_closed_one_is_opened_again,
);

/// What is told of a breach in which the risk is high, part by part.
const PARTS: &[(&str, &[(&str, &str)])] = &[
    (
        "facts",
        &[
            ("nature", "An invoice run was mailed to wrong addresses."),
            ("aware_how", "Three customers sent theirs back."),
            ("detected_at_on", "2026-04-13"),
            ("detected_at_at", "8:30"),
            ("occurred", "13 April 2026, about 8 o’clock"),
            ("source", "customer"),
            ("role", "controller"),
            ("kinds", "confidentiality"),
            ("systems", "Invoicing"),
            ("owner", "Sam"),
        ],
    ),
    (
        "extent",
        &[
            ("subjects", "Private customers"),
            ("subject_count", "120"),
            ("records", "Names, addresses, sums"),
            ("record_count", "140"),
            ("sensitivity", "No passwords"),
        ],
    ),
    (
        "effects",
        &[
            ("consequences", "Others know what was bought."),
            ("measures", "The run was stopped, the addressees asked to destroy the letters."),
            ("prevention", "Addresses are compared before a run."),
        ],
    ),
    ("risk", &[("risk", "high"), ("risk_reason", "Home addresses reached neighbours.")]),
];

async fn fills(browser: &Browser, record: &str, part: &str, fields: &[(&str, &str)]) -> Page {
    let form = browser.get(&format!("{record}/{part}")).await;
    let (first, rest) = fields.split_first().unwrap();
    let form = rest.iter().fold(form.fill(first.0, first.1), |form, (name, value)| form.fill(name, *value));
    form.submit().await
}

/// What stands in a text area.
fn typed(page: &Page, name: &str) -> String {
    page.texts(&format!("textarea[name={name}]")).concat().trim().to_owned()
}

pub async fn begins(browser: &Browser) -> String {
    let form = browser.get("/staff/breaches/new").await;
    let begun = form.fill("nature", "Invoices went to wrong addresses.").submit().await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    begun.location().to_owned()
}

/// The whole way, for whoever wants to see that it touches nothing else.
pub async fn is_recorded(browser: &Browser) -> String {
    let record = begins(browser).await;
    for (part, fields) in PARTS {
        let kept = fills(browser, &record, part, fields).await;
        assert_eq!((kept.status, kept.location()), (303, record.as_str()), "{part}: {}", kept.text());
    }
    nobody_is_told_before_it_is_found(browser, &record).await;
    let told = [
        ("telling", "told"),
        ("telling_reason", "By letter to each."),
        ("told_at_on", "2026-04-13"),
        ("told_at_at", "9.00"),
        ("told_text", "Your invoice went to a wrong address."),
    ];
    assert_eq!(fills(browser, &record, "persons", &told).await.status, 303);
    let form = browser.get(&format!("{record}/report")).await;
    let form = form.fill("content", "Everything known so far.").fill("is_last", "yes");
    assert_eq!(form.submit().await.status, 303);
    assert_eq!(browser.get(&record).await.press().await.status, 303);
    record
}

/// What was typed stays, and the field says what is wrong (Art. 34(1)).
async fn nobody_is_told_before_it_is_found(browser: &Browser, record: &str) {
    let early = [
        ("telling", "told"),
        ("telling_reason", "By letter to each."),
        ("told_at_on", "2026-04-12"),
        ("told_at_at", "9.00"),
        ("told_text", "Your invoice went to a wrong address."),
    ];
    let early = fills(browser, record, "persons", &early).await;
    assert_eq!(
        (early.status, early.has(".error-summary a[href='#told_at_on']")),
        (422, true),
        "{}",
        early.text()
    );
    assert_eq!(typed(&early, "told_text"), "Your invoice went to a wrong address.");
}

async fn a_breach_goes_from_discovery_to_closed_and_nothing_is_lost_on_the_way(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = begins(&sam.browser).await;
    let page = sam.browser.get(&record).await;
    // Aware at ten on Monday, and some seconds have passed: Thursday at ten.
    assert!(
        page.text().contains("Notify the authority by 16 April 2026, 10:00: 71 hours left"),
        "{}",
        page.text()
    );
    assert!(!page.has(&format!("form[action='{record}']")), "it cannot be closed yet");
    let token = [("csrf".to_owned(), sam.token(&record).await), ("version".to_owned(), "1".to_owned())];
    let early = sam.browser.send(crate::harness::client::Ask::post(&record, &token)).await;
    assert_eq!(early.status, 409, "{}", early.text());
    for (part, fields) in PARTS {
        assert_eq!(fills(&sam.browser, &record, part, fields).await.status, 303, "{part}");
    }
    let lacks = sam.browser.get(&record).await.texts("main > ul li");
    assert_eq!(lacks.len(), 3, "the persons, why and how, and the authority: {lacks:?}");
    let notice = sam.browser.get(&format!("{record}/notification")).await;
    for told in
        ["An invoice run was mailed to wrong addresses.", "120", "140", "Others know", "The run was stopped"]
    {
        assert!(notice.text().contains(told), "{told}: {}", notice.text());
    }
    let done = is_recorded(&sam.browser).await;
    assert_ne!(done, record, "each has a record of its own");
    let closed = sam.browser.get(&done).await;
    assert!(
        closed.text().contains("by Sam") && !closed.has(&format!("form[action='{done}']")),
        "{}",
        closed.text()
    );
    let history = closed.texts("details td").concat();
    assert!(history.contains("Invoices went to wrong addresses."), "the first words stay: {history}");
    assert_eq!(sam.browser.get(&format!("{done}/facts")).await.location(), done, "it stays as it is");
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let list = rea.browser.get("/staff/breaches").await;
    assert_eq!(list.texts("main tbody tr").len(), 2);
    assert!(!rea.browser.get(&record).await.has(&format!("a[href='{record}/facts']")), "to read only");
}

async fn without_a_notification_in_time_the_desk_is_warned_and_the_reason_asked_for(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = begins(&sam.browser).await;
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.has(&format!("main .inset a[href='{record}']")), "{}", queue.text());
    let words = async || {
        for _ in 0..2 {
            worker::tidy(portal.ctx()).await.unwrap();
        }
        let desk = portal.inbox().await.to("desk@wprod.example");
        desk.iter().filter(|mail| mail.0.text.contains(&record)).count()
    };
    assert_eq!(words().await, 1, "the desk hears at once, and once");
    portal.clock.advance(TimeDelta::hours(72) + TimeDelta::seconds(1));
    assert_eq!(words().await, 2, "of what is due at once only the last goes");
    sam.signs_in().await;
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.has(&format!(".banner-bad a[href='{record}']")), "{}", queue.text());
    let form = sam.browser.get(&format!("{record}/report")).await;
    let late = form.fill("content", "What is known.").submit().await;
    assert_eq!((late.status, typed(&late, "content").as_str()), (422, "What is known."));
    assert!(late.texts(".error-summary li").concat().contains("Art. 33(1)"), "{}", late.text());
    let kept = late.fill("late_reason", "Nobody was at work.").submit().await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let page = sam.browser.get(&record).await;
    assert!(page.text().contains("Nobody was at work.") && !page.has(".banner-bad"), "{}", page.text());
    assert!(!sam.browser.get("/staff/queue").await.has(&format!("a[href='{record}']")));
}

async fn of_two_who_change_a_record_at_once_the_second_is_told_and_keeps_what_was_typed(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let kim = portal.staff("Kim", &[Role::Admin]).await;
    let record = begins(&sam.browser).await;
    let seen = kim.browser.get(&format!("{record}/risk")).await;
    let (_, risk) = PARTS[3];
    assert_eq!(fills(&sam.browser, &record, "risk", risk).await.status, 303);
    let second = seen.fill("risk", "unlikely").fill("risk_reason", "Nobody opened one.").submit().await;
    assert_eq!(second.status, 409, "{}", second.text());
    assert!(second.text().contains("Sam changed the record"), "{}", second.text());
    assert_eq!(typed(&second, "risk_reason"), "Nobody opened one.");
    assert_eq!(second.fill("risk", "unlikely").submit().await.status, 303, "a second look is enough");
}

async fn what_does_not_fit_comes_back_with_what_was_typed(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = sam.browser.get("/staff/breaches/new").await;
    let wrong = form.fill("nature", "Lost.").fill("aware_at_at", "9").submit().await;
    assert_eq!((wrong.status, typed(&wrong, "nature").as_str()), (422, "Lost."));
    let record = begins(&sam.browser).await;
    let wrong =
        fills(&sam.browser, &record, "extent", &[("subject_count", "some"), ("records", "Names")]).await;
    assert_eq!((wrong.status, wrong.value("subject_count").as_deref()), (422, Some("some")));
    assert_eq!(typed(&wrong, "records"), "Names");
    let later = [("detected_at_on", "2026-04-13"), ("detected_at_at", "10:00"), ("aware_at_at", "9:00")];
    let wrong = fills(&sam.browser, &record, "facts", &later).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let gone = sam.browser.get("/staff/breaches/0198c0de-0000-7000-8000-000000000009").await;
    assert_eq!(gone.status, 404);
    assert_eq!(sam.browser.get(&format!("{record}/nothing")).await.status, 404);
}

async fn a_record_made_by_mistake_ends_with_its_reason_and_a_closed_one_is_opened_again(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = begins(&sam.browser).await;
    let [mistake, reopen] = ["mistake", "reopen"].map(|way| format!("{record}/{way}"));
    let page = sam.browser.get(&record).await;
    let silent = page.form(&mistake).submit().await;
    assert_eq!(silent.status, 422);
    assert!(silent.has(".error-summary a[href='#why']"), "{}", silent.text());
    assert_eq!(silent.form(&mistake).fill("why", "A test message.").submit().await.location(), record);
    let ended = sam.browser.get(&record).await;
    assert!(ended.text().contains("A test message.") && !ended.has(".banner-warn"), "{}", ended.text());
    assert!(sam.browser.get("/staff/breaches").await.text().contains("Recorded by mistake"));
    assert!(!sam.browser.get("/staff/queue").await.has(&format!("a[href='{record}']")), "no clock runs");
    assert_eq!(page.form(&mistake).fill("why", "Again").submit().await.status, 409, "once");
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    assert!(!rea.browser.get(&record).await.has(&format!("form[action='{reopen}']")), "to read only");
    let open = ended.form(&reopen).fill("why", "The mail did reach strangers.").submit().await;
    assert_eq!((open.status, open.location()), (303, record.as_str()), "{}", open.text());
    let late = ended.form(&reopen).fill("why", "Second").submit().await;
    assert!(late.status == 409 && late.text().contains("Sam changed the record"), "{}", late.text());
    let again = sam.browser.get(&record).await;
    assert!(again.has(".banner-warn"), "the clock runs as it did: {}", again.text());
    let history = again.texts("details td").concat();
    for told in ["A test message.", "The mail did reach strangers.", "Ended as made by mistake"] {
        assert!(history.contains(told), "{told}: {history}");
    }
}
