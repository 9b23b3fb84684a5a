//! Each rule finds its own and nothing else, a decision lets a record rest, and a restricted person's is left alone.

use super::{Place, Stale, count, decide, one, page, tally};
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Error, Refusal},
    notice::word::Every,
    register::{
        duty,
        retention::tests::{at, open_request, restrict, sam},
        scope::{self, Whom},
        tests_rows::{self as rows, day, put},
    },
    testing,
};
use entity::{
    customer, event,
    id::{PersonId, RequestId},
    kind::{
        HostingState, Language, LetterKind, MailKind, MailState, PurchaseState, Role, StaleVerdict, Staleness,
    },
    letter, outbox, person, request, subscription,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

async fn waiting(ctx: &Ctx, staff: &Staff, why: Staleness) -> Vec<Stale> {
    page(ctx, staff, why, None).await.unwrap().rows
}

async fn bounce(ctx: &Ctx, request_id: RequestId) {
    let id = ctx.mint().unwrap();
    let (subject, text, html, created_at) = (String::new(), String::new(), String::new(), ctx.now());
    let (kind, language, request_id) = (LetterKind::Acknowledgement, Language::Fi, Some(request_id));
    put(
        ctx,
        letter::Model { id, request_id, kind, language, subject, text, html, created_at }.into_active_model(),
    )
    .await;
    let row = outbox::Model {
        id: ctx.mint().unwrap(),
        kind: MailKind::Letter,
        letter_id: Some(id),
        challenge_id: None,
        message_id: id.to_string(),
        recipient: String::new(),
        subject: None,
        text: None,
        html: None,
        state: MailState::Bounced,
        attempts: 1,
        claim: None,
        claimed_until: None,
        next_try_at: ctx.now(),
        expires_at: None,
        settled_at: Some(ctx.now()),
        reply: None,
        created_at: ctx.now(),
        step_link_id: None,
        reset_id: None,
        invitation_id: None,
    };
    put(ctx, row.into_active_model()).await;
}

/// Ada's consent without wording, the company no customer any more, and a mail to Ada that came back.
async fn spoil(ctx: &Ctx, ada: PersonId, company: entity::id::CustomerId) {
    let asked = open_request(ctx, "key-of-Ada").await;
    let tx = ctx.write().await.unwrap();
    let blank = subscription::Entity::update_many().filter(subscription::Column::PersonId.eq(ada));
    blank.col_expr(subscription::Column::Wording, Expr::value(" ")).exec(tx.db()).await.unwrap();
    let ended = customer::Entity::update_many().filter(customer::Column::Id.eq(company));
    ended
        .col_expr(customer::Column::EndedOn, Expr::value(Some(day("2026-04-01"))))
        .exec(tx.db())
        .await
        .unwrap();
    let linked = request::Entity::update_many().filter(request::Column::Id.eq(asked));
    linked.col_expr(request::Column::PersonId, Expr::value(Some(ada.0))).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    bounce(ctx, asked).await;
}

/// Ada, whose relationship is over, and one record for each rule; each beside one that is in order.
async fn sown(ctx: &Ctx) -> (PersonId, Vec<(Staleness, Uuid)>) {
    let (ada, bo) = (rows::person(ctx, "Ada").await, rows::person(ctx, "Bo").await);
    let (over, runs) =
        (rows::customer(ctx, ada, Some("2026-03-31")).await, rows::customer(ctx, bo, None).await);
    let company = rows::company(ctx, bo).await;
    let place = rows::contact(ctx, company, bo).await;
    let mut found = Vec::new();
    for customer in [over, runs] {
        found.push((Staleness::EndedAccount, rows::hosting(ctx, customer, HostingState::Active).await));
        found.push((Staleness::EndedContract, rows::contract(ctx, customer, None).await.0));
        let order = ("2025-03-03", PurchaseState::Active);
        found.push((Staleness::EndedOrder, rows::order(ctx, customer, None, order).await));
    }
    found.truncate(3);
    rows::hosting(ctx, over, HostingState::Ended).await;
    for (issued_on, undated) in [("2017-06-30", true), ("2017-07-01", false)] {
        let invoice = rows::invoice(ctx, runs, None, issued_on).await;
        let order = rows::order(ctx, runs, None, (issued_on, PurchaseState::Delivered)).await;
        let both = [(Staleness::UndatedInvoice, invoice), (Staleness::UndatedOrder, order)];
        found.extend(both.into_iter().filter(|_| undated));
    }
    rows::subscription(ctx, bo, None).await;
    let silent = rows::subscription(ctx, ada, None).await;
    spoil(ctx, ada, company).await;
    found.extend([
        (Staleness::Unproven, silent),
        (Staleness::Bounced, ada.0),
        (Staleness::EndedContact, place.0),
    ]);
    (ada, found)
}

async fn each_rule_finds_its_own_until_it_is_decided(ctx: &Ctx) {
    let staff = sam(ctx).await;
    let (ada, found) = sown(ctx).await;
    for (why, record) in &found {
        let rows = waiting(ctx, &staff, *why).await;
        let right = rows.iter().any(|row| row.record == *record && row.person.is_some());
        // The company has two places of the same person.
        assert!(right && rows.len() == 1 + usize::from(*why == Staleness::EndedContact), "{why:?}: {rows:?}");
    }
    assert!(waiting(ctx, &staff, Staleness::Unverified).await.is_empty(), "recorded today");
    count(ctx).await.unwrap();
    let counted: u64 = tally(ctx).await.unwrap().iter().map(|(_, waiting)| waiting).sum();
    assert_eq!((counted, duty::now(ctx).await.unwrap().stale), (9, 9));

    let (why, account) = found[0];
    decide(ctx, &staff, (why, account), StaleVerdict::Correcting).await.unwrap();
    assert!(waiting(ctx, &staff, why).await.is_empty() && duty::now(ctx).await.unwrap().stale == 8);
    let again = decide(ctx, &staff, (why, account), StaleVerdict::Going).await;
    assert!(matches!(again, Err(Error::NotFound)), "it waits no more");
    ctx.clock.advance(chrono::TimeDelta::days(31));
    count(ctx).await.unwrap();
    assert_eq!(waiting(ctx, &staff, why).await.len(), 1, "not corrected within 30 days, so it comes again");
    decide(ctx, &staff, (Staleness::Bounced, ada.0), StaleVerdict::Confirmed).await.unwrap();
    let row = person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(row.verified_at, Some(ctx.now()));
    decisions_are_on_record_and_in_the_copy(ctx, &staff, ada).await;
    a_restricted_record_is_left_alone(ctx, &staff, (ada, found[0])).await;
}

/// Who decided what of which record; the person's copy says that it was checked, and not that of anybody else.
async fn decisions_are_on_record_and_in_the_copy(ctx: &Ctx, staff: &Staff, ada: PersonId) {
    let kept = event::Entity::find().filter(event::Column::Kind.eq("stale_decided"));
    let kept = kept.order_by_asc(event::Column::At).all(ctx.read()).await.unwrap();
    let told = |row: &event::Model| serde_json::from_str::<serde_json::Value>(&row.detail).unwrap();
    let decided: Vec<_> =
        kept.iter().map(|row| (told(row)["staleness"].clone(), told(row)["decision"].clone())).collect();
    assert_eq!(
        decided,
        [("ended_account".into(), "correcting".into()), ("bounced".into(), "confirmed".into())]
    );
    let of_ada = |row: &event::Model| row.subject == Some(ada.to_string()) && row.request_id.is_none();
    assert!(kept.iter().all(of_ada) && kept.iter().all(|row| row.actor == format!("staff:{}", staff.id)));
    assert_eq!(told(&kept[1])["record"], ada.to_string());
    let everybody = person::Entity::find().all(ctx.read()).await.unwrap();
    assert!(everybody.len() > 1);
    for person in everybody {
        let whom = Whom { person: Some(person.id), request: None };
        let copy = format!("{:?}", scope::about(ctx, whom, Language::Fi).await.unwrap());
        let said = copy.matches(&crate::lang::text(Language::Fi, "happened-stale-decided")).count();
        assert_eq!(said > 0, person.id == ada, "{said}");
    }
}

async fn a_restricted_record_is_left_alone(
    ctx: &Ctx,
    staff: &Staff,
    (ada, (why, account)): (PersonId, (Staleness, Uuid)),
) {
    let reader = Staff { roles: [Role::Reader].into(), ..staff.clone() };
    let refused = decide(ctx, &reader, (why, account), StaleVerdict::Confirmed).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::RoleMissing { .. }))));
    let asked = open_request(ctx, "somebody").await;
    restrict(ctx, ada, asked).await;
    let refused = decide(ctx, staff, (why, account), StaleVerdict::Confirmed).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::Restricted { .. }))), "{refused:?}");
    assert_eq!(
        waiting(ctx, staff, why).await[0].checked_at,
        one(ctx, staff, why, account).await.unwrap().checked_at
    );
    at(ctx, "2028-05-07T12:00:00Z");
    let late = waiting(ctx, staff, Staleness::Unverified).await;
    assert!(
        late.len() == 2 && late.iter().any(|row| row.record == ada.0),
        "24 months after they were checked"
    );
}

async fn pages_go_on_where_the_last_ended(ctx: &Ctx) {
    let staff = sam(ctx).await;
    let before = waiting(ctx, &staff, Staleness::UndatedInvoice).await.len();
    let person = rows::person(ctx, "Cia").await;
    let customer = rows::customer(ctx, person, None).await;
    for _ in before..51 {
        rows::invoice(ctx, customer, None, "2016-01-01").await;
    }
    let first = page(ctx, &staff, Staleness::UndatedInvoice, None).await.unwrap();
    let second = page(ctx, &staff, Staleness::UndatedInvoice, first.next).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 1, None));
    assert!(!first.rows.contains(&second.rows[0]) && first.previous.is_none());
    let back = page(ctx, &staff, Staleness::UndatedInvoice, second.previous).await.unwrap();
    assert_eq!((&back.rows, back.previous), (&first.rows, None), "and back to where they began");
    assert_eq!(back.next, first.next);
    let gone = Some(Place::Before(first.rows[0].record));
    let begins = page(ctx, &staff, Staleness::UndatedInvoice, gone).await.unwrap();
    assert_eq!(begins.rows, first.rows, "before the first there is nothing, so it begins again");
}

async fn the_notice_says_how_often_data_are_checked(ctx: &mut Ctx) {
    let staff = sam(ctx).await;
    let dag = rows::person(ctx, "Dag").await;
    ctx.clock.advance(chrono::TimeDelta::days(200));
    let waits = async |ctx: &Ctx| {
        waiting(ctx, &staff, Staleness::Unverified).await.iter().any(|row| row.record == dag.0)
    };
    assert!(!waits(ctx).await);
    let mut notice = (*ctx.notice).clone();
    notice.checking.as_mut().unwrap().every = Every(6);
    ctx.notice = std::sync::Arc::new(notice);
    assert!(waits(ctx).await, "every six months");
    decide(ctx, &staff, (Staleness::Unverified, dag.0), StaleVerdict::Confirmed).await.unwrap();
    ctx.clock.advance(chrono::TimeDelta::days(150));
    assert!(!waits(ctx).await, "what was confirmed rests as long");
    ctx.clock.advance(chrono::TimeDelta::days(50));
    assert!(waits(ctx).await);
}

#[tokio::test]
async fn stale_records_come_before_staff() {
    let (mut ctx, _folder) = testing::ctx().await;
    each_rule_finds_its_own_until_it_is_decided(&ctx).await;
    pages_go_on_where_the_last_ended(&ctx).await;
    the_notice_says_how_often_data_are_checked(&mut ctx).await;
}

#[tokio::test]
async fn stale_records_come_before_staff_on_postgresql_too() {
    let (mut ctx, _folder) = testing::postgres_ctx("stale").await;
    each_rule_finds_its_own_until_it_is_decided(&ctx).await;
    pages_go_on_where_the_last_ended(&ctx).await;
    the_notice_says_how_often_data_are_checked(&mut ctx).await;
}
