//! A fee is proposed before it is charged, and only for what may be refused instead (Art. 12(5), law.md R2.8).

use super::*;
use crate::{
    mail::outbox,
    request::{
        ask::{self, Asking},
        own, silence,
        tests_world::requester,
    },
};
use entity::kind::{LetterKind, QuestionKind};
use entity::letter;

const FACTS: &str = "Kuudes samanlainen pyyntö kahdessa kuukaudessa, eikä tiedoissa ole muuttunut mitään.";

fn proposing() -> Asking<'static> {
    Asking {
        kind: QuestionKind::Fee,
        text: "Kaksi tuntia työtä. Pelkkä viime vuosi on maksuton.",
        reason: FACTS,
        fee: "20 €",
        lesser_means: "",
        cannot_identify: "",
        again: "",
        pauses: false,
    }
}

async fn delivers(ctx: &Ctx) {
    while outbox::deliver_next(ctx).await.unwrap() {}
}

#[tokio::test]
async fn a_fee_is_proposed_with_its_facts_and_the_answer_goes_on_while_the_clock_runs() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    let due_on = desk.row(&filed).await.due_on;
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &proposing()).await.unwrap();
    delivers(&desk.ctx).await;
    let sent = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(sent.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [LetterKind::Question]);
    assert!(sent[0].subject.starts_with("Ehdotamme maksua"), "{}", sent[0].subject);
    let text = sent[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in
        [FACTS, "20 €", "viime vuosi on maksuton", "Meidän on osoitettava", "perua pyynnön", "77", "79"]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert_eq!(desk.row(&filed).await.state, State::AwaitingCustomer);
    let ada = requester(&desk.ctx, "ada@example.fi");
    let asked = own::open(&desk.ctx, &ada, &filed.reference, Language::Fi).await.unwrap().question.unwrap();
    assert_eq!((asked.kind, asked.reason.as_deref()), (QuestionKind::Fee, Some(FACTS)));
    assert!(asked.text.starts_with("20 €"), "{}", asked.text);
    desk.later(TimeDelta::days(2));
    own::write(&desk.ctx, &ada, &filed.reference, "Pelkkä viime vuosi riittää.").await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.due_on), (State::InProgress, due_on), "no pause");
}

#[tokio::test]
async fn who_does_not_answer_pays_nothing_and_work_goes_on() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &proposing()).await.unwrap();
    delivers(&desk.ctx).await;
    desk.later(TimeDelta::days(31));
    while silence::next(&desk.ctx).await.unwrap() {}
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::InProgress, None));
}

#[tokio::test]
async fn no_fee_without_its_facts_its_amount_or_a_right_that_may_cost() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    let long = "9".repeat(61);
    let unfit = [
        (Asking { reason: " ", ..proposing() }, "reason"),
        (Asking { fee: "", ..proposing() }, "fee"),
        (Asking { fee: &long, ..proposing() }, "fee"),
        (Asking { text: "\n", ..proposing() }, "text"),
    ];
    for (asking, field) in &unfit {
        assert_eq!(ask::lacking(asking, None), [*field]);
        let refused = ask::ask(&desk.ctx, &sam, &filed.seen(1), asking).await;
        assert_eq!(refusal(refused), Refusal::Incomplete);
    }
    let still = ask::ask(&desk.ctx, &sam, &filed.seen(1), &Asking { pauses: true, ..proposing() }).await;
    assert_eq!(refusal(still), Refusal::TooLateToPause, "a fee stops no clock");
    for right in [None, Some(Right::Marketing), Some(Right::Consent)] {
        let tx = desk.ctx.write().await.unwrap();
        let row = request::ActiveModel { right: sea_orm::Set(right), ..desk.row(&filed).await.into() };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let free = ask::ask(&desk.ctx, &sam, &filed.seen(1), &proposing()).await;
        assert_eq!(refusal(free), Refusal::FreeOfCharge, "{right:?}");
    }
    assert!(letter::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty(), "nothing has gone");
}

/// Whoever does not pay is refused, which no extension covers (Art. 12(4)): near the month there is no time to ask.
#[tokio::test]
async fn near_the_end_of_the_month_no_fee_is_proposed_any_more() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    let row = desk.row(&filed).await;
    let eve = row.due_on - TimeDelta::days(3);
    desk.later(calendar::midnight(eve) + TimeDelta::hours(12) - desk.ctx.now());
    let late = ask::ask(&desk.ctx, &sam, &filed.seen(1), &proposing()).await;
    assert_eq!(refusal(late), Refusal::TooLateToAsk { kind: QuestionKind::Fee, by: row.due_on });
}
