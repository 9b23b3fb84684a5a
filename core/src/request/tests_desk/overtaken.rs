//! Letters on paper that the answer or the end of a request overtakes, and those that came too late to be posted.

use super::*;
use crate::{
    law::extension::Complexity,
    mail::post::{self, Case},
    register::duty,
    request::{
        ask, case, decision_letter,
        extend::{self, Extending},
        undelivered::{self, ToPost},
    },
};
use entity::kind::{LetterKind, QuestionKind};

/// A desk with a request of somebody without e-mail, and its acknowledgement to be posted.
async fn by_letter() -> (Desk, Staff, Filed) {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    let row =
        request::Model { requester_email: None, requester_key: "none:1".into(), ..desk.row(&filed).await };
    let items = decision_letter::items_of(desk.ctx.read(), filed.id).await.unwrap();
    let tx = desk.ctx.write().await.unwrap();
    row.clone().into_active_model().reset_all().update(tx.db()).await.unwrap();
    let case = Case { request: &row, items: &items };
    post::post(&desk.ctx, &tx, case, LetterKind::Acknowledgement, |_| ()).await.unwrap();
    tx.commit().await.unwrap();
    (desk, sam, filed)
}

async fn listed(desk: &Desk, sam: &Staff) -> Vec<ToPost> {
    let listed = undelivered::to_post(&desk.ctx, sam).await.unwrap();
    let counted = duty::now(&desk.ctx).await.unwrap().letters;
    assert_eq!(usize::try_from(counted).unwrap(), listed.len(), "the banner counts what the list holds");
    listed
}

fn kinds(listed: &[ToPost]) -> Vec<LetterKind> {
    listed.iter().map(|it| it.letter.kind).collect()
}

#[tokio::test]
async fn an_acknowledgement_on_paper_is_overtaken_by_the_end_of_the_request() {
    let (desk, sam, filed) = by_letter().await;
    assert_eq!(kinds(&listed(&desk, &sam).await), [LetterKind::Acknowledgement]);
    let word = crate::request::withdraw::Word {
        channel: Some(Channel::Letter),
        on: Some(desk.row(&filed).await.received_on),
        how: "Kirjeessä.".into(),
    };
    crate::request::withdraw::note(&desk.ctx, &sam, &filed.seen(1), &word).await.unwrap();
    assert_eq!(kinds(&listed(&desk, &sam).await), [LetterKind::Withdrawn], "only the last word is posted");
}

#[tokio::test]
async fn a_question_on_paper_is_posted_in_time_or_goes_no_more() {
    let (desk, sam, filed) = by_letter().await;
    desk.later(TimeDelta::days(1));
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &doubting("Mikä on asiakasnumerosi?")).await.unwrap();
    let waiting = listed(&desk, &sam).await;
    let asked = waiting.iter().find(|it| it.letter.kind == LetterKind::Question).unwrap();
    let open = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    let answer_by = open.question.unwrap().row.answer_by;
    assert_eq!(asked.post_by, Some(answer_by - chrono::Days::new(7)), "a week is left to answer");
    let paused = open.paused.unwrap();
    assert!(!paused.asked && paused.due_on == desk.row(&filed).await.due_on, "nothing stands still yet");
    desk.later(TimeDelta::days(2));
    let on = calendar::helsinki_date(desk.ctx.now());
    undelivered::posted(&desk.ctx, &sam, &filed.seen(2), asked.letter.id, on).await.unwrap();
    desk.later(TimeDelta::days(3));
    let paused = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap().paused.unwrap();
    assert!(paused.asked && paused.since == on && paused.kind == Some(QuestionKind::Identity));
    ask::resume(&desk.ctx, &sam, &filed.seen(3)).await.unwrap();
    assert_eq!(desk.row(&filed).await.due_on, paused.due_on, "three days");
}

#[tokio::test]
async fn a_question_that_was_not_posted_before_work_went_on_is_posted_no_more() {
    let (desk, sam, filed) = by_letter().await;
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &doubting("Mikä on asiakasnumerosi?")).await.unwrap();
    assert!(kinds(&listed(&desk, &sam).await).contains(&LetterKind::Question));
    ask::resume(&desk.ctx, &sam, &filed.seen(2)).await.unwrap();
    assert_eq!(kinds(&listed(&desk, &sam).await), [LetterKind::Acknowledgement]);
    let outlook = ask::outlook(&desk.ctx, &sam, &filed.reference, QuestionKind::Identity).await.unwrap();
    assert!(outlook.earlier.is_none() && outlook.may_pause, "what never went was never asked");
}

/// Art. 12(3): a letter that extends nothing any more is not to be posted.
#[tokio::test]
async fn an_extension_that_came_too_late_leaves_the_list_of_letters_to_post() {
    let (desk, sam, filed) = by_letter().await;
    let extending =
        Extending { complexity: vec![Complexity::Volume], reasons: "Paljon.".into(), delivered: None };
    extend::extend(&desk.ctx, &sam, &filed.seen(1), &extending).await.unwrap();
    assert!(kinds(&listed(&desk, &sam).await).contains(&LetterKind::Extended));
    desk.later(TimeDelta::days(40));
    assert_eq!(kinds(&listed(&desk, &sam).await), [LetterKind::Acknowledgement]);
    let open = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(
        open.tasks.iter().filter(|task| task.done_at.is_none()).count(),
        2,
        "its page still tells of it"
    );
}
