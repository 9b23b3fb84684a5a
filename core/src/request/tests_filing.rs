//! Filing and a requester's own view, on a real database.

use super::{
    answers::{Answers, Correction, Wish},
    draft,
    file::file,
    own,
    tests_world::{
        ADA, all_of_it, draft_of, holds, known_person, letters, move_to, put, requester, row_of,
        running_lists, send, subscribed,
    },
};
use crate::{
    error::{Error, Refusal},
    lang,
    mail::letter::one_line,
    right::consent,
    testing,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    event,
    id::DraftId,
    item,
    kind::{
        CustomerKind, Evidence, ItemKind, Language, LetterKind, MailKind, Outcome, Right, State, Verdict,
    },
    letter, outbox, pause, request, subscription, suppression,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};

#[tokio::test(flavor = "multi_thread")]
async fn twenty_sendings_of_one_draft_leave_one_request_and_one_acknowledgement() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let id = draft_of(&ctx, &ada, &all_of_it()).await;
    let sendings = (0..20).map(|_| {
        let (ctx, ada) = (ctx.clone(), ada.clone());
        tokio::spawn(async move { file(&ctx, &ada, id, Language::Fi, "network").await.unwrap() })
    });
    let mut references = Vec::new();
    for sending in sendings.collect::<Vec<_>>() {
        references.push(sending.await.unwrap());
    }
    assert!(references.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(request::Entity::find().count(ctx.read()).await.unwrap(), 1);
    assert_eq!(item::Entity::find().count(ctx.read()).await.unwrap(), 1);
    assert_eq!(letters(&ctx).await, [LetterKind::Acknowledgement]);
    let to_desk = outbox::Entity::find().filter(outbox::Column::Kind.eq(MailKind::Staff));
    assert_eq!(to_desk.count(ctx.read()).await.unwrap(), 1);
    assert!(matches!(draft::load(&ctx, &ada, id).await, Err(Error::NotFound)), "a sent draft is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opt_out_pressed_twenty_times_is_kept_and_sent_once() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let id: DraftId = ctx.mint().unwrap();
    let presses = (0..20).map(|_| {
        let (ctx, ada) = (ctx.clone(), ada.clone());
        tokio::spawn(async move {
            draft::keep(&ctx, &ada, id, &Answers::of(Wish::Marketing)).await.unwrap();
            file(&ctx, &ada, id, Language::Fi, "network").await.unwrap()
        })
    });
    let mut references = Vec::new();
    for press in presses.collect::<Vec<_>>() {
        references.push(press.await.unwrap());
    }
    assert!(references.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(letters(&ctx).await, [LetterKind::MarketingStopped]);
    let eve = requester(&ctx, "eve@example.fi");
    let taken = draft::keep(&ctx, &eve, id, &Answers::of(Wish::Marketing)).await;
    assert!(matches!(taken, Err(Error::NotFound)), "the id of another's request opens no form");
    assert!(matches!(draft::load(&ctx, &eve, id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn filing_keeps_what_the_clock_and_the_letters_need() {
    let (ctx, _folder) = testing::ctx().await;
    let person = known_person(&ctx, ADA, "Ada Virtanen").await;
    let reference = send(&ctx, &requester(&ctx, ADA), &all_of_it()).await.unwrap();
    let row = row_of(&ctx, &reference).await;
    assert_eq!((row.state, row.outcome, row.right), (State::Received, None, Some(Right::Access)));
    assert_eq!((row.person_id, row.language, row.version), (Some(person), Language::Sv, 1));
    assert_eq!(row.requester_name.as_deref(), Some("Ada"));
    assert_eq!(row.requester_email.as_deref(), Some(ADA));
    // 5 April 2026 and one month: 5 May 2026, a Tuesday (Art. 12(3)).
    assert_eq!(row.due_on, NaiveDate::from_ymd_opt(2026, 5, 5).unwrap());
    let letter = letter::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(letter.language, Language::Sv);
    assert!(letter.text.contains(reference.as_str()) && letter.text.contains("5.5.2026"), "{}", letter.text);
    assert!(letter.text.contains("/requests/") && !letter.text.contains('⟦'), "{}", letter.text);
    assert!(!letter.text.contains("Virtanen"), "the acknowledgement tells nothing of the register");
    let filed = event::Entity::find().filter(event::Column::Kind.eq("request_filed"));
    assert_eq!(filed.one(ctx.read()).await.unwrap().unwrap().request_id, Some(row.id));
}

#[tokio::test]
async fn an_address_of_nobody_or_of_several_is_linked_to_nobody() {
    let (ctx, _folder) = testing::ctx().await;
    let stranger = send(&ctx, &requester(&ctx, "who@example.fi"), &all_of_it()).await.unwrap();
    assert_eq!(row_of(&ctx, &stranger).await.person_id, None);
    known_person(&ctx, ADA, "Ada Virtanen").await;
    known_person(&ctx, ADA, "Otto Virtanen").await;
    let ada = requester(&ctx, ADA);
    let reference = send(&ctx, &ada, &all_of_it()).await.unwrap();
    assert_eq!(row_of(&ctx, &reference).await.person_id, None);
    let case = own::open(&ctx, &ada, &reference, Language::En).await.unwrap();
    assert!(case.shared && case.requester_name.is_none() && case.request.state.is_none());
    assert!(case.items.is_empty() && case.letters.is_empty() && case.timeline.is_empty());
    assert_eq!(case.request.right, Some(Right::Access));
    assert!(own::present_values(&ctx, &ada).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_opt_out_ends_every_list_at_once_and_is_confirmed_not_acknowledged() {
    let (ctx, _folder) = testing::ctx().await;
    let (ada, otto) = (requester(&ctx, ADA), requester(&ctx, "otto@example.fi"));
    subscribed(&ctx, &ada, "newsletter").await;
    subscribed(&ctx, &ada, "a_list_no_notice_names").await;
    subscribed(&ctx, &otto, "newsletter").await;
    let answers = Answers { name: Some("Ada".into()), ..Answers::of(Wish::Marketing) };
    let reference = send(&ctx, &ada, &answers).await.unwrap();
    assert_eq!(running_lists(&ctx).await, 1, "only the list of the other address runs on");
    let suppressed = suppression::Entity::find().all(ctx.read()).await.unwrap();
    assert!(suppressed.iter().all(|row| row.email_key == ada.email_key));
    let purposes: Vec<_> = suppressed.iter().map(|row| row.purpose.as_str()).collect();
    assert!(purposes.contains(&"newsletter") && purposes.contains(&"a_list_no_notice_names"));
    let row = row_of(&ctx, &reference).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Granted)));
    assert_eq!((row.closed_at, row.requester_name), (Some(ctx.now()), None));
    assert_eq!(letters(&ctx).await, [LetterKind::MarketingStopped]);
    let case = own::open(&ctx, &ada, &reference, Language::En).await.unwrap();
    assert!(case.items.iter().all(|item| item.verdict == Some(Verdict::Granted)));
    // A second opt-out meets the first suppression and changes nothing but the file.
    send(&ctx, &ada, &answers).await.unwrap();
    let again = suppression::Entity::find().all(ctx.read()).await.unwrap();
    assert_eq!(suppressed, again);
}

#[tokio::test]
async fn a_withdrawn_consent_ends_what_was_chosen_and_nothing_else() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    subscribed(&ctx, &ada, "newsletter").await;
    subscribed(&ctx, &ada, "another").await;
    let answers = Answers { purposes: vec!["newsletter".into()], ..Answers::of(Wish::Consent) };
    let reference = send(&ctx, &ada, &answers).await.unwrap();
    assert_eq!(running_lists(&ctx).await, 1);
    let row = row_of(&ctx, &reference).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Granted)));
    assert_eq!(letters(&ctx).await, [LetterKind::ConsentWithdrawn]);
    let unoffered = Answers { purposes: vec!["accounting".into()], ..Answers::of(Wish::Consent) };
    let refused = send(&ctx, &ada, &unoffered).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::Incomplete))), "accounting rests on no consent");
}

#[tokio::test]
async fn a_consent_that_was_never_given_is_not_said_to_be_withdrawn() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    subscribed(&ctx, &ada, "newsletter").await;
    // She is on the list as a customer, not by consent.
    let as_customer = subscription::Column::Evidence;
    let tx = ctx.write().await.unwrap();
    let rows = subscription::Entity::update_many().col_expr(as_customer, Expr::value(Evidence::SoftOptIn));
    rows.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(consent::none_held(&ctx, ctx.read(), &ada.email_key).await.unwrap(), ["newsletter"]);
    let answers = Answers { purposes: vec!["newsletter".into()], ..Answers::of(Wish::Consent) };
    let reference = send(&ctx, &ada, &answers).await.unwrap();
    assert_eq!(running_lists(&ctx).await, 0, "she is not written to all the same");
    let barred = consent::barred(&ctx, ctx.read(), &ada.email_key).await.unwrap();
    assert!(barred.contains_key("newsletter"), "{barred:?}");
    let case = own::open(&ctx, &ada, &reference, Language::En).await.unwrap();
    assert!(case.request.withdrew_nothing && case.items[0].none_held);
    let listed = own::list(&ctx, &ada).await.unwrap();
    assert!(listed[0].withdrew_nothing, "nothing was granted: {listed:?}");
    let subject = lang::text_with(
        case.language,
        "letter-subject-consent-noted",
        &[("reference", reference.to_string().into())],
    );
    assert_eq!(case.letters[0].subject, subject);
    let letter = &case.letters[0].text;
    for (said, key) in [
        (true, "letter-consent-none"),
        (true, "letter-consent-none-noted"),
        (false, "letter-consent-withdrawn"),
        (false, "letter-consent-record"),
    ] {
        let words = lang::text(case.language, key);
        assert_eq!(one_line(letter).contains(&words), said, "{key}: {letter}");
    }
}

#[tokio::test]
async fn a_consent_that_was_given_is_said_to_be_withdrawn() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    subscribed(&ctx, &ada, "newsletter").await;
    assert!(consent::none_held(&ctx, ctx.read(), &ada.email_key).await.unwrap().is_empty());
    let answers = Answers { purposes: vec!["newsletter".into()], ..Answers::of(Wish::Consent) };
    let reference = send(&ctx, &ada, &answers).await.unwrap();
    let case = own::open(&ctx, &ada, &reference, Language::En).await.unwrap();
    assert!(!case.request.withdrew_nothing && !case.items[0].none_held);
    let letter = one_line(&case.letters[0].text);
    assert!(letter.contains(&lang::text(case.language, "letter-consent-withdrawn")), "{letter}");
    assert!(!letter.contains(&lang::text(case.language, "letter-consent-none")), "{letter}");
}

#[tokio::test]
async fn what_is_anothers_is_as_good_as_missing() {
    let (ctx, _folder) = testing::ctx().await;
    let (ada, eve) = (requester(&ctx, ADA), requester(&ctx, "eve@example.fi"));
    let id = draft_of(&ctx, &ada, &all_of_it()).await;
    assert!(matches!(draft::load(&ctx, &eve, id).await, Err(Error::NotFound)));
    assert!(matches!(draft::save(&ctx, &eve, id, &all_of_it()).await, Err(Error::NotFound)));
    assert!(matches!(file(&ctx, &eve, id, Language::Fi, "n").await, Err(Error::NotFound)));
    let reference = file(&ctx, &ada, id, Language::Fi, "n").await.unwrap();
    assert!(matches!(file(&ctx, &eve, id, Language::Fi, "n").await, Err(Error::NotFound)));
    assert!(matches!(own::open(&ctx, &eve, &reference, Language::Fi).await, Err(Error::NotFound)));
    assert!(matches!(own::withdraw(&ctx, &eve, &reference).await, Err(Error::NotFound)));
    assert!(matches!(own::write(&ctx, &eve, &reference, "Hello").await, Err(Error::NotFound)));
    assert!(own::list(&ctx, &eve).await.unwrap().is_empty());
    assert_eq!(own::list(&ctx, &ada).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_withdrawn_request_is_closed_once_and_a_letter_says_so() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let reference = send(&ctx, &ada, &all_of_it()).await.unwrap();
    ctx.clock.advance(TimeDelta::minutes(1));
    own::withdraw(&ctx, &ada, &reference).await.unwrap();
    let row = row_of(&ctx, &reference).await;
    assert_eq!((row.state, row.outcome, row.version), (State::Closed, Some(Outcome::Withdrawn), 2));
    assert_eq!(letters(&ctx).await, [LetterKind::Acknowledgement, LetterKind::Withdrawn]);
    let closed = Error::Refused(Refusal::NotNow { state: State::Closed }).to_string();
    let again = own::withdraw(&ctx, &ada, &reference).await;
    assert_eq!(again.unwrap_err().to_string(), closed);
    let written = own::write(&ctx, &ada, &reference, "One more thing").await;
    assert_eq!(written.unwrap_err().to_string(), closed);
    let case = own::open(&ctx, &ada, &reference, Language::En).await.unwrap();
    let told: Vec<_> = case.timeline.iter().map(|happening| happening.what).collect();
    assert_eq!(told, ["request_filed", "request_withdrawn"]);
    assert!(case.withdrawal_refused.is_some() && case.message_refused.is_some());
}

#[tokio::test]
async fn an_answer_resumes_the_work_and_the_days_of_waiting_are_counted_out() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let reference = send(&ctx, &ada, &all_of_it()).await.unwrap();
    move_to(&ctx, &reference, State::AwaitingCustomer).await;
    let row = row_of(&ctx, &reference).await;
    let waiting =
        pause::Model { id: ctx.mint().unwrap(), request_id: row.id, from_on: row.received_on, to_on: None };
    put(&ctx, waiting.into_active_model()).await;
    ctx.clock.advance(TimeDelta::days(9));
    own::write(&ctx, &ada, &reference, " It is me. ").await.unwrap();
    let resumed = row_of(&ctx, &reference).await;
    assert_eq!((resumed.state, resumed.version), (State::InProgress, row.version + 1));
    // 5 May and nine days of pause: 14 May 2026 is Ascension Day, so the next working day (R2.5).
    assert_eq!(resumed.due_on, NaiveDate::from_ymd_opt(2026, 5, 15).unwrap());
    let case = own::open(&ctx, &ada, &reference, Language::En).await.unwrap();
    assert_eq!(case.deadline.due_on, resumed.due_on);
    assert_eq!(case.messages[0].body, "It is me.");
    own::write(&ctx, &ada, &reference, "And a thing more").await.unwrap();
    assert_eq!(row_of(&ctx, &reference).await.version, resumed.version, "a mere message moves nothing");
}

#[tokio::test]
async fn the_missing_answer_opens_a_request_again_and_the_month_starts_anew() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let reference = send(&ctx, &ada, &all_of_it()).await.unwrap();
    let first = row_of(&ctx, &reference).await;
    let closed = request::Model {
        state: State::Closed,
        outcome: Some(Outcome::NotIdentified),
        closed_at: Some(ctx.now()),
        requester_email: None,
        ..first.clone()
    };
    let tx = ctx.write().await.unwrap();
    let mut row = closed.into_active_model().reset_all();
    row.id = sea_orm::Unchanged(first.id);
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    ctx.clock.advance(TimeDelta::days(60));
    own::write(&ctx, &ada, &reference, "Here is my customer number.").await.unwrap();
    let row = row_of(&ctx, &reference).await;
    assert_eq!((row.state, row.outcome, row.closed_at), (State::InProgress, None, None));
    assert_eq!(row.requester_email.as_deref(), Some(ADA));
    assert_eq!(row.received_on, first.received_on + TimeDelta::days(60));
    let reopened = event::Entity::find().filter(event::Column::Kind.eq("request_reopened"));
    let detail = reopened.one(ctx.read()).await.unwrap().unwrap().detail;
    assert!(detail.contains(&first.received_on.to_string()), "the first date of receipt is kept: {detail}");
}

#[tokio::test]
async fn above_the_limit_a_request_is_accepted_and_marked() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let mut marks = Vec::new();
    for _ in 0..22 {
        let reference = send(&ctx, &ada, &all_of_it()).await.unwrap();
        marks.push(row_of(&ctx, &reference).await.flooded);
    }
    assert_eq!(marks, [[false; 20].as_slice(), &[true; 2]].concat());
    assert_eq!(letters(&ctx).await.len(), 22, "each is acknowledged");
}

#[tokio::test]
async fn a_correction_points_only_at_fields_of_the_requesters_own_record() {
    let (ctx, _folder) = testing::ctx().await;
    let (ada, eve) = (requester(&ctx, ADA), requester(&ctx, "eve@example.fi"));
    let person = known_person(&ctx, ADA, "Ada Virtanen").await;
    holds(&ctx, person, CustomerKind::SoleTrader, "Virtasen pelimannit").await;
    holds(&ctx, person, CustomerKind::Company, "Iso Yritys Oy").await;
    let offered = own::present_values(&ctx, &ada).await.unwrap();
    let values: Vec<_> = offered.iter().map(|field| field.value.as_str()).collect();
    assert_eq!(values, ["Ada Virtanen", ADA, "fi", "Virtasen pelimannit", "1234567-1"]);
    let name = Correction {
        target: offered[0].target.clone(),
        present: "forged".into(),
        right_value: "Ada Korhonen".into(),
        country: None,
    };
    let answers = Answers { fields: vec![name], ..Answers::of(Wish::Rectification) };
    let own = send(&ctx, &ada, &answers).await.unwrap();
    let case = own::open(&ctx, &ada, &own, Language::En).await.unwrap();
    assert_eq!(case.items[0].kind, ItemKind::Field);
    assert_eq!(
        case.items[0].present.as_deref(),
        Some("Ada Virtanen"),
        "the register tells the present value"
    );
    assert_eq!(
        (case.items[0].label.as_str(), case.items[0].asked.as_deref()),
        ("Name", Some("Ada Korhonen"))
    );
    let forged = send(&ctx, &eve, &answers).await.unwrap();
    let case = own::open(&ctx, &eve, &forged, Language::En).await.unwrap();
    assert_eq!((case.items[0].kind, case.items[0].present.as_deref()), (ItemKind::Text, None));
}

#[tokio::test]
async fn a_draft_left_alone_for_a_month_is_swept() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = requester(&ctx, ADA);
    let old = draft_of(&ctx, &ada, &all_of_it()).await;
    ctx.clock.advance(TimeDelta::days(31));
    let young = draft_of(&ctx, &ada, &all_of_it()).await;
    assert_eq!(draft::sweep(&ctx).await.unwrap(), 1);
    assert!(matches!(draft::load(&ctx, &ada, old).await, Err(Error::NotFound)));
    assert_eq!(draft::load(&ctx, &ada, young).await.unwrap(), all_of_it());
}
