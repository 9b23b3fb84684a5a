//! The clock of a request at the desk: the one extension, and what it is refused for (Art. 12(3)).

use super::*;
use crate::{
    law::extension::{Complexity, NoExtension},
    mail::{outbox, postbox::smtp::SmtpRelay},
    request::{
        ask::{self, Asking},
        case,
        extend::{self, Extending},
        identify::{Finding, link_person},
        own,
        queue::{self, Filter},
        silence,
        tests_world::requester,
    },
};
use entity::{
    extension,
    kind::{LetterKind, Outcome, QuestionKind, TaskKind},
    letter, task,
};

fn because(reasons: &str) -> Extending {
    let complexity = vec![Complexity::Volume, Complexity::ManyRequests];
    Extending { complexity, reasons: reasons.into(), delivered: None }
}

/// A desk on a day in 2026, with a request received then.
async fn received(month: u32, day: u32) -> (Desk, Staff, Filed) {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let on = Utc.with_ymd_and_hms(2026, month, day, 12, 0, 0).unwrap();
    desk.later(on - desk.ctx.now());
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    (desk, sam, filed)
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

#[tokio::test]
async fn an_extension_moves_the_date_once_and_tells_why() {
    let (desk, sam, filed) = received(3, 2).await;
    let facts = because("Yhdeksän vuoden palvelupyynnöissä on muiden tietoja.");
    let shown = extend::preview(&desk.ctx, &sam, &filed.reference, &facts).await.unwrap();
    assert_eq!(shown.outlook.deadline.extended_due_on, on(6, 2));
    assert_eq!(
        letter::Entity::find().all(desk.ctx.read()).await.unwrap().len(),
        0,
        "a preview keeps nothing"
    );
    extend::extend(&desk.ctx, &sam, &filed.seen(1), &facts).await.unwrap();
    assert_eq!(desk.row(&filed).await.extended_due_on, None, "what is written is not told yet");
    let again = extend::extend(&desk.ctx, &sam, &filed.seen(2), &facts).await;
    assert_eq!(refusal(again), Refusal::NoExtension(NoExtension::Written(on(4, 2))));
    delivers(&desk.ctx).await;
    let row = desk.row(&filed).await;
    assert_eq!((row.due_on, row.extended_due_on), (on(4, 2), Some(on(6, 2))));
    assert_eq!(row.state, State::InProgress);
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!((letters[0].kind, &letters[0].text), (LetterKind::Extended, &shown.letter.text));
    for told in ["2.6.2026", "tietoja on paljon", "pyyntöjä on useita", "Yhdeksän vuoden", "77", "79"] {
        assert!(letters[0].text.contains(told), "{told}: {}", letters[0].text);
    }
    let queue = queue::page(&desk.ctx, &sam, &Filter::default(), None).await.unwrap();
    assert_eq!(
        (queue.rows[0].due_on, queue.rows[0].extended.clone()),
        (on(6, 2), Some(facts.complexity.clone()))
    );
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(case.extension.unwrap().complexity, "volume,many_requests");
    assert_eq!(case.no_extension, Some(NoExtension::Again));
    let again = extend::extend(&desk.ctx, &sam, &filed.seen(3), &facts).await;
    assert_eq!(refusal(again), Refusal::NoExtension(NoExtension::Again));
    assert_eq!(extension::Entity::find().all(desk.ctx.read()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_extension_without_reasons_is_refused_and_keeps_nothing() {
    let (desk, sam, filed) = received(3, 2).await;
    let silent = extend::extend(&desk.ctx, &sam, &filed.seen(1), &because(" \n")).await;
    assert_eq!(refusal(silent), Refusal::NoExtension(NoExtension::NoReasons));
    let simple = Extending { complexity: Vec::new(), ..because("Kiire.") };
    let simple = extend::extend(&desk.ctx, &sam, &filed.seen(1), &simple).await;
    assert_eq!(refusal(simple), Refusal::NoExtension(NoExtension::NotComplex));
    let long = extend::extend(&desk.ctx, &sam, &filed.seen(1), &because(&"x".repeat(10_001))).await;
    assert_eq!(refusal(long), Refusal::Incomplete);
    let row = desk.row(&filed).await;
    assert_eq!((row.version, row.extended_due_on), (1, None));
    assert!(letter::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());
}

/// D26: received on 3 March, the month ends on 7 April after Easter.
#[tokio::test]
async fn an_extension_is_told_within_the_unpaused_month_or_not_at_all() {
    let (desk, sam, filed) = received(3, 3).await;
    let last = Utc.with_ymd_and_hms(2026, 4, 7, 20, 59, 59).unwrap();
    desk.later(last - desk.ctx.now());
    assert!(extend::preview(&desk.ctx, &sam, &filed.reference, &because("Syy.")).await.is_ok());
    desk.later(TimeDelta::seconds(1));
    let late = extend::extend(&desk.ctx, &sam, &filed.seen(1), &because("Syy.")).await;
    assert_eq!(refusal(late), Refusal::NoExtension(NoExtension::TooLate(on(4, 7))));
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(case.no_extension, Some(NoExtension::TooLate(on(4, 7))));
}

/// A mail that left after the month told of it too late: the old date stands (Art. 12(3)).
#[tokio::test]
async fn a_notice_that_leaves_after_the_month_extends_nothing() {
    let (desk, sam, filed) = received(3, 3).await;
    let last = Utc.with_ymd_and_hms(2026, 4, 7, 20, 59, 59).unwrap();
    desk.later(last - desk.ctx.now());
    extend::extend(&desk.ctx, &sam, &filed.seen(1), &because("Syy.")).await.unwrap();
    desk.later(TimeDelta::seconds(1));
    delivers(&desk.ctx).await;
    assert_eq!(desk.row(&filed).await.extended_due_on, None);
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(case.no_extension, Some(NoExtension::TooLate(on(4, 7))));
    assert_eq!(case.waiting.map(|waiting| waiting.tell_by), Some(on(4, 7)));
    assert!(case.timeline.iter().any(|moment| moment.what == "extension_too_late"));
}

/// A mail that no server takes is given up while there is a working day left, and staff are told.
#[tokio::test]
async fn a_notice_that_no_server_takes_is_given_up_while_it_can_still_be_posted() {
    let (mut desk, sam, filed) = received(3, 2).await;
    desk.ctx.postbox = Postbox::Smtp(Box::new(SmtpRelay::parse("smtp://127.0.0.1:1").unwrap()));
    let eve = Utc.with_ymd_and_hms(2026, 4, 1, 7, 0, 0).unwrap();
    desk.later(eve - desk.ctx.now());
    extend::extend(&desk.ctx, &sam, &filed.seen(1), &because("Syy.")).await.unwrap();
    delivers(&desk.ctx).await;
    let tasks = async || task::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert!(tasks().await.is_empty(), "it is tried for an hour");
    desk.later(TimeDelta::minutes(61));
    delivers(&desk.ctx).await;
    assert_eq!(tasks().await.iter().map(|task| task.kind).collect::<Vec<_>>(), [TaskKind::Bounce]);
    assert_eq!(desk.row(&filed).await.extended_due_on, None);
}

fn clarifying(text: &str) -> Asking<'_> {
    let kind = QuestionKind::Clarification;
    Asking {
        kind,
        text,
        reason: "",
        lesser_means: "",
        cannot_identify: "",
        again: "",
        fee: "",
        pauses: false,
    }
}

async fn delivers(ctx: &Ctx) {
    while outbox::deliver_next(ctx).await.unwrap() {}
}

/// P07: a pause of seven days moves the extended date too.
#[tokio::test]
async fn a_pause_moves_the_extended_date_as_the_law_counts() {
    let (desk, sam, filed) = received(3, 2).await;
    desk.later(TimeDelta::days(1));
    let asking = doubting("Mikä on asiakasnumerosi?");
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &asking).await.unwrap();
    delivers(&desk.ctx).await;
    extend::extend(&desk.ctx, &sam, &filed.seen(2), &because("Syy.")).await.unwrap();
    delivers(&desk.ctx).await;
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    let told = letters.iter().find(|letter| letter.kind == LetterKind::Extended).unwrap();
    assert!(told.text.contains("keskeytyksissä"), "{}", told.text);
    desk.later(TimeDelta::days(7));
    ask::resume(&desk.ctx, &sam, &filed.seen(4)).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.due_on, row.extended_due_on), (on(4, 9), Some(on(6, 9))));
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert!(case.extension.is_some(), "why it was extended is still told");
}

#[tokio::test]
async fn only_a_caseworker_extends_and_only_what_is_being_worked_on() {
    let (desk, _, filed) = received(3, 2).await;
    let rea = desk.staff("Rea", &[Role::Reader]).await;
    let read = extend::outlook(&desk.ctx, &rea, &filed.reference).await;
    assert_eq!(refusal(read), Refusal::RoleMissing { role: Role::Caseworker });
    let sam = desk.staff("Saku", &[Role::Caseworker]).await;
    for state in [State::Received, State::AwaitingApproval, State::Fulfilling, State::Closed] {
        let tx = desk.ctx.write().await.unwrap();
        let row = request::ActiveModel { state: sea_orm::Set(state), ..desk.row(&filed).await.into() };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let barred = extend::extend(&desk.ctx, &sam, &filed.seen(1), &because("Syy.")).await;
        assert_eq!(refusal(barred), Refusal::NotNow { state });
    }
}

/// P02: a check on record answers the doubt, and the clock runs again.
#[tokio::test]
async fn a_check_on_record_ends_the_pause_for_the_doubt() {
    let (desk, sam, filed) = received(3, 2).await;
    desk.later(TimeDelta::days(1));
    let asking = doubting("Mikä on asiakasnumerosi?");
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &asking).await.unwrap();
    delivers(&desk.ctx).await;
    desk.later(TimeDelta::days(7));
    let person = desk.row(&filed).await.person_id.unwrap();
    let finding = Finding { person, method: Assurance::KnownFacts, text: "Laskun numero täsmää." };
    link_person(&desk.ctx, &sam, &filed.seen(2), finding).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.due_on, row.version), (State::InProgress, on(4, 9), 3));
    assert_eq!(row.assurance, Assurance::KnownFacts);
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(case.pauses[0].to_on, Some(on(3, 10)));
}

/// A question without a doubt waits for its own answer: who asks is another matter.
#[tokio::test]
async fn a_check_on_record_answers_no_other_question() {
    let (desk, sam, filed) = received(3, 2).await;
    let asking = clarifying("Mitä vuosia tarkoitat?");
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &asking).await.unwrap();
    delivers(&desk.ctx).await;
    let person = desk.row(&filed).await.person_id.unwrap();
    let finding = Finding { person, method: Assurance::KnownFacts, text: "Laskun numero täsmää." };
    link_person(&desk.ctx, &sam, &filed.seen(2), finding).await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::AwaitingCustomer);
}

/// P05: what is asked again on the working day after an answer that did not do stops the clock again; later it does not.
#[tokio::test]
async fn what_is_asked_again_at_once_stops_the_clock_again() {
    let (desk, sam, filed) = received(6, 1).await;
    let answers = async |text: &str| {
        let ada = requester(&desk.ctx, "ada@example.fi");
        own::write(&desk.ctx, &ada, &filed.reference, text).await.unwrap();
    };
    desk.later(TimeDelta::days(1));
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &doubting("Mikä on asiakasnumerosi?")).await.unwrap();
    delivers(&desk.ctx).await;
    desk.later(TimeDelta::days(3));
    answers("En muista.").await;
    desk.later(TimeDelta::days(3));
    let outlook = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Identity).await.unwrap();
    assert!(outlook.may_pause, "8 June is the next working day");
    let again = Asking { again: "Numero puuttui.", ..doubting("Mikä on asiakasnumerosi?") };
    ask::ask(&desk.ctx, &sam, &filed.seen(3), &again).await.unwrap();
    delivers(&desk.ctx).await;
    desk.later(TimeDelta::days(10));
    answers("10001").await;
    assert_eq!(desk.row(&filed).await.due_on, on(7, 14));
    desk.later(TimeDelta::days(5));
    let third = Asking { again: "Numero ei täsmää.", ..doubting("Mikä on laskun päivä?") };
    let late = ask::ask(&desk.ctx, &sam, &filed.seen(5), &third).await;
    assert_eq!(refusal(late), Refusal::TooLateToPause);
}

/// Asking again without a new reason is a stall (R2.5), and where nobody answered there is nothing that did not do.
#[tokio::test]
async fn what_is_asked_again_needs_a_reason_of_its_own_and_stops_no_clock_without_an_answer() {
    let (desk, sam, filed) = received(6, 1).await;
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &doubting("Mikä on asiakasnumerosi?")).await.unwrap();
    delivers(&desk.ctx).await;
    ask::resume(&desk.ctx, &sam, &filed.seen(2)).await.unwrap();
    let outlook = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Identity).await.unwrap();
    assert!(!outlook.may_pause, "staff went on without an answer");
    assert_eq!(outlook.earlier.as_ref().map(|it| it.text.as_str()), Some("Mikä on asiakasnumerosi?"));
    let asking = |again| Asking { again, pauses: false, ..doubting("Mikä on asiakasnumerosi?") };
    for stale in ["", " ", "Nimi on eri kuin meillä."] {
        let refused = ask::ask(&desk.ctx, &sam, &filed.seen(3), &asking(stale)).await;
        assert_eq!(refusal(refused), Refusal::Incomplete, "{stale}");
    }
    let stalls = Asking { pauses: true, ..asking("Vastausta ei tullut.") };
    let stalled = ask::ask(&desk.ctx, &sam, &filed.seen(3), &stalls).await;
    assert_eq!(refusal(stalled), Refusal::TooLateToPause);
    ask::ask(&desk.ctx, &sam, &filed.seen(3), &asking("Vastausta ei tullut.")).await.unwrap();
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    let told = letters.iter().filter(|letter| letter.text.contains("Vastausta ei tullut."));
    assert_eq!(told.count(), 1, "the person reads why");
    let other = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Clarification).await;
    assert_eq!(refusal(other), Refusal::NotNow { state: State::AwaitingCustomer });
}

/// A question late in the month leaves a week to answer, and whoever stays unknown hears it within the month (R2.6).
#[tokio::test]
async fn a_late_question_leaves_real_time_and_the_letter_of_the_month_goes_all_the_same() {
    let (desk, sam, filed) = received(11, 2).await;
    desk.later(TimeDelta::days(28));
    let unclear = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Clarification).await;
    let by = on(12, 2);
    assert_eq!(refusal(unclear), Refusal::TooLateToAsk { kind: QuestionKind::Clarification, by });
    let asking = Asking { pauses: false, ..doubting("Mikä on asiakasnumerosi?") };
    let shown = ask::preview(&desk.ctx, &sam, &filed.reference, &asking).await.unwrap();
    assert_eq!((shown.outlook.answer_by, shown.outlook.limit), (on(12, 7), Some(by)));
    assert!(shown.letter.text.contains("7.12.2026") && shown.letter.text.contains("lähetämme 2.12.2026"));
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &asking).await.unwrap();
    delivers(&desk.ctx).await;
    let letters = async || letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters().await[0].text, shown.letter.text, "the letter that was seen is the one that went");
    desk.later(TimeDelta::days(1));
    assert!(!silence::next(&desk.ctx).await.unwrap(), "1 December");
    desk.later(TimeDelta::days(1));
    assert!(silence::next(&desk.ctx).await.unwrap(), "the last day of the month");
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::NotIdentified)));
    let told = letters().await.into_iter().find(|letter| letter.kind == LetterKind::NotIdentified).unwrap();
    let told = told.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Vastausta ei ollut tullut 1.12.2026 mennessä"), "{told}");
    own::write(&desk.ctx, &requester(&desk.ctx, "ada@example.fi"), &filed.reference, "10001").await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::InProgress, "the answer opens it again");
}

/// On the last day no answer can come in time: the letter that closes says what is needed.
#[tokio::test]
async fn on_the_last_day_nothing_is_asked() {
    let (desk, sam, filed) = received(11, 2).await;
    desk.later(TimeDelta::days(30));
    let last = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Identity).await;
    let (kind, by) = (QuestionKind::Identity, on(12, 2));
    assert_eq!(refusal(last), Refusal::TooLateToAsk { kind, by });
    desk.later(TimeDelta::days(1));
    let over = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Identity).await.unwrap();
    assert_eq!((over.answer_by, over.limit), (on(12, 10), None), "late is late, and a week is real time");
    let asking = Asking { pauses: false, ..doubting("Mikä on asiakasnumerosi?") };
    let shown = ask::preview(&desk.ctx, &sam, &filed.reference, &asking).await.unwrap();
    assert!(shown.letter.text.contains("on myöhässä"), "{}", shown.letter.text);
}

/// P06, and R2.6: who does not answer gets the letter on the unpaused date, in the words that were written when it was
/// asked; the answer opens the request again.
#[tokio::test]
async fn who_does_not_answer_gets_the_letter_on_the_unpaused_date() {
    let (desk, sam, filed) = received(11, 2).await;
    desk.later(TimeDelta::days(2));
    let asking = doubting("Mikä on asiakasnumerosi?");
    let shown = ask::preview(&desk.ctx, &sam, &filed.reference, &asking).await.unwrap();
    assert_eq!(shown.outlook.answer_by, on(12, 1));
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &asking).await.unwrap();
    delivers(&desk.ctx).await;
    let letters = async || letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters().await[0].text, shown.letter.text, "the letter that was seen is the one that went");
    desk.later(TimeDelta::days(27));
    assert!(!silence::next(&desk.ctx).await.unwrap(), "1 December is the last day");
    desk.later(TimeDelta::days(1));
    assert!(silence::next(&desk.ctx).await.unwrap());
    assert!(!silence::next(&desk.ctx).await.unwrap(), "once");
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::NotIdentified)));
    let told = letters().await.into_iter().find(|letter| letter.kind == LetterKind::NotIdentified).unwrap();
    assert!(told.text.contains("Mikä on asiakasnumerosi?"), "{}", told.text);
}

/// Whoever was never asked is not silent: the letter did not leave, so no clock stood still and nothing is closed.
#[tokio::test]
async fn a_question_that_never_left_stops_no_clock_and_closes_nothing() {
    let (desk, sam, filed) = received(11, 2).await;
    desk.later(TimeDelta::days(2));
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &doubting("Mikä on asiakasnumerosi?")).await.unwrap();
    desk.later(TimeDelta::days(28));
    assert!(silence::next(&desk.ctx).await.unwrap());
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome, row.due_on), (State::InProgress, None, on(12, 2)));
}

/// What is unclear is decided on what is known.
#[tokio::test]
async fn without_an_answer_to_what_is_meant_work_goes_on() {
    let (desk, sam, filed) = received(11, 2).await;
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &clarifying("Mitä vuosia?")).await.unwrap();
    delivers(&desk.ctx).await;
    desk.later(TimeDelta::days(30));
    assert!(silence::next(&desk.ctx).await.unwrap());
    assert_eq!(desk.row(&filed).await.state, State::InProgress);
}
