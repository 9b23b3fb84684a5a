//! Restriction and objection from the form to the letter, told to both engines.

use super::{
    answers::{Answers, Wish},
    ask::{self, Asking},
    change::Seen,
    decide::decide,
    decision::{Decision, Flaw, ItemVerdict},
    own, propose,
    tests_world::{ADA, known_person, letters, requester, row_of, send},
    undelivered, work,
};
use crate::{
    actor::Staff,
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal, Result},
    id::Reference,
    journal::{self, Effect},
    law::{demand::Demand, demand::Recorded, ground::Ground},
    mail::outbox,
    register::{
        change::{self, Reason},
        tests_rows as rows,
    },
    right::{objection, restriction::lift},
    testing,
};
use chrono::{Days, NaiveDate, TimeDelta};
use entity::{
    id::PersonId,
    item,
    kind::{
        HostingState, Language, LetterKind, Operation, QuestionKind, RestrictionGround, Role, State, Verdict,
    },
    letter, restriction, staff, staff_role, step,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

async fn sam(ctx: &Ctx) -> Staff {
    let tx = ctx.write().await.unwrap();
    let row = staff::Model {
        id: ctx.mint().unwrap(),
        email: "sam@example.fi".into(),
        name: "Sam".into(),
        password: String::new(),
        totp_secret: None,
        totp_last_step: None,
        language: Language::En,
        created_at: ctx.now(),
        disabled_at: None,
        digest: true,
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    let held = staff_role::Model { staff_id: row.id, role: Role::Caseworker };
    held.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let roles = [Role::Caseworker].into();
    let (session, proved_at) = (ctx.mint().unwrap(), ctx.now());
    Staff { session, id: row.id, name: row.name, language: row.language, roles, proved_at }
}

fn objecting() -> Answers {
    let words = "My former partner works for you and can see where I live.";
    Answers {
        purposes: vec!["customer_care".into()],
        text: Some(words.into()),
        ..Answers::of(Wish::Objection)
    }
}

fn restricting(ground: RestrictionGround) -> Answers {
    let text = Some("I need the invoices in a dispute.".into());
    Answers { ground: Some(ground), everything: true, text, ..Answers::of(Wish::Restriction) }
}

async fn seen<'a>(ctx: &Ctx, reference: &'a Reference) -> Seen<'a> {
    Seen { reference, version: row_of(ctx, reference).await.version }
}

async fn taken(ctx: &Ctx, sam: &Staff, answers: &Answers) -> Reference {
    let reference = send(ctx, &requester(ctx, ADA), answers).await.unwrap();
    work::take(ctx, sam, &seen(ctx, &reference).await).await.unwrap();
    reference
}

async fn decision(ctx: &Ctx, reference: &Reference, ground: Option<Ground>) -> Decision {
    let id = row_of(ctx, reference).await.id;
    let items = item::Entity::find().filter(item::Column::RequestId.eq(id)).all(ctx.read()).await.unwrap();
    let mut recorded = Recorded::default();
    for demand in ground.map_or(&[][..], Ground::demands) {
        recorded.write(*demand, format!("{demand:?} written down"));
    }
    let verdict = if ground.is_some() { Verdict::Refused } else { Verdict::Granted };
    let verdicts = items.into_iter().map(|item| ItemVerdict {
        item: item.id,
        verdict,
        ground,
        recorded: recorded.clone(),
        fee: None,
        corrections: Vec::new(),
        elsewhere: None,
        uncorrected: None,
        meant: None,
        categories: Vec::new(),
        planned: false,
        kept_back: Vec::new(),
    });
    Decision { verdicts: verdicts.collect(), ..Decision::default() }
}

async fn text_of(ctx: &Ctx, kind: LetterKind) -> String {
    let found = letter::Entity::find().filter(letter::Column::Kind.eq(kind)).one(ctx.read()).await.unwrap();
    found.unwrap().text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn mails_leave(ctx: &Ctx) {
    while outbox::deliver_next(ctx).await.unwrap() {}
}

/// The mail of a letter comes back after it was accepted.
async fn comes_back(ctx: &Ctx, kind: LetterKind) {
    let found = letter::Entity::find().filter(letter::Column::Kind.eq(kind)).one(ctx.read()).await.unwrap();
    let mail = outbox::state_of(ctx, found.unwrap().id).await.unwrap().unwrap();
    let tx = ctx.write().await.unwrap();
    outbox::settle::returned(ctx, &tx, &mail, "550 5.1.1 no such mailbox".into()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn only_restriction(ctx: &Ctx) -> restriction::Model {
    let mut rows = restriction::Entity::find().all(ctx.read()).await.unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

async fn is_restricted(ctx: &Ctx, person: PersonId) -> bool {
    change::is_restricted(ctx.read(), person).await.unwrap()
}

/// Who was told to do this.
async fn told(ctx: &Ctx, operation: Operation) -> Vec<String> {
    let steps = step::Entity::find().filter(step::Column::Operation.eq(operation));
    steps.all(ctx.read()).await.unwrap().into_iter().map(|step| step.holder).collect()
}

/// Who was told to do this, and how many of the notice's holders there are.
async fn holders_told(ctx: &Ctx, operation: Operation) -> (usize, usize) {
    let steps =
        step::Entity::find().filter(step::Column::Operation.eq(operation)).all(ctx.read()).await.unwrap();
    let holders: std::collections::BTreeSet<_> = steps.into_iter().map(|step| step.holder).collect();
    let holds = |recipient: &&crate::notice::profile::Recipient| {
        ctx.notice.categories.iter().any(|category| {
            ctx.notice.holders_of(&category.code).iter().any(|holder| holder.code == recipient.code)
        })
    };
    (holders.len(), ctx.notice.recipients.iter().filter(holds).count())
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn is_journalled(ctx: &Ctx, ada: PersonId) -> bool {
    journal::entries(ctx).unwrap().into_iter().any(|entry| match entry.effect {
        Effect::Objected { person, purposes, .. } => person == ada && purposes == ["customer_care"],
        _ => false,
    })
}

async fn an_objection_is_upheld(ctx: &Ctx) {
    let (sam, ada) = (sam(ctx).await, known_person(ctx, ADA, "Ada").await);
    let reference = taken(ctx, &sam, &objecting()).await;
    assert!(is_restricted(ctx, ada).await, "R1.4.4: at once, without being asked");
    assert_eq!(only_restriction(ctx).await.ground, RestrictionGround::Objection);
    assert!(letters(ctx).await.contains(&LetterKind::RestrictionSet), "E8b goes at once");
    assert_eq!(
        told(ctx, Operation::Restrict).await,
        ["invoicing"],
        "who holds nothing for the purpose is not told"
    );
    let tx = ctx.write().await.unwrap();
    let import = refusal(change::change(&tx, ada, Reason::Import).await);
    assert_eq!(import, Refusal::Restricted { ground: RestrictionGround::Objection, since: day(4, 5) });
    drop(tx);

    let granted = decision(ctx, &reference, None).await;
    decide(ctx, &sam, &seen(ctx, &reference).await, &granted).await.unwrap();
    let stopped = objection::stopped_for(ctx.read(), ada).await.unwrap();
    assert_eq!(stopped.iter().map(|row| row.purpose.as_str()).collect::<Vec<_>>(), ["customer_care"]);
    assert!(is_journalled(ctx, ada), "a restore must stop it again");
    assert_eq!(told(ctx, Operation::StopPurpose).await, ["invoicing"], "nor of the end of the purpose");
    assert!(text_of(ctx, LetterKind::Granted).await.contains("12.4.2026"), "told before it is lifted");

    ctx.clock.advance(TimeDelta::days(7));
    lift::lift_due(ctx).await.unwrap();
    assert!(is_restricted(ctx, ada).await, "the letter has not left, so nothing is lifted");
    mails_leave(ctx).await;
    ctx.clock.advance(TimeDelta::days(6));
    lift::lift_due(ctx).await.unwrap();
    assert!(is_restricted(ctx, ada).await, "six days are not seven");
    ctx.clock.advance(TimeDelta::days(1));
    lift::lift_due(ctx).await.unwrap();
    assert!(!is_restricted(ctx, ada).await);
    assert_eq!(
        told(ctx, Operation::LiftRestriction).await,
        ["invoicing"],
        "nor of the end of the restriction"
    );
    assert_eq!(objection::stopped_for(ctx.read(), ada).await.unwrap().len(), 1, "the purpose stays stopped");
}

async fn an_objection_is_refused_only_with_a_balancing(ctx: &Ctx) {
    let (sam, ada) = (sam(ctx).await, known_person(ctx, ADA, "Ada").await);
    let reference = taken(ctx, &sam, &objecting()).await;
    let silent = decision(ctx, &reference, Some(Ground::ObjectionNoSituation)).await;
    let item = silent.verdicts[0].item;
    let shown = propose::preview(ctx, &sam, &reference, &silent).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::AskFirst { item }], "nobody is refused for that unasked");

    let asking = Asking {
        kind: QuestionKind::Clarification,
        text: "What in your situation speaks against it?",
        reason: "",
        lesser_means: "",
        cannot_identify: "",
        again: "",
        fee: "",
        pauses: false,
    };
    ask::ask(ctx, &sam, &seen(ctx, &reference).await, &asking).await.unwrap();
    assert_eq!(row_of(ctx, &reference).await.state, State::AwaitingCustomer);
    assert!(letters(ctx).await.contains(&LetterKind::Question));
    let shown = propose::preview(ctx, &sam, &reference, &silent).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::AskFirst { item }], "who was asked is given the time to answer");
    let due_on = row_of(ctx, &reference).await.due_on;
    own::write(ctx, &requester(ctx, ADA), &reference, "He knows my address.").await.unwrap();
    let row = row_of(ctx, &reference).await;
    assert_eq!((row.state, row.due_on), (State::InProgress, due_on), "the clock did not stop");
    let shown = propose::preview(ctx, &sam, &reference, &silent).await.unwrap();
    assert_eq!(shown.flaws, [], "asked and answered, the ground may be used");

    let mut bare = decision(ctx, &reference, Some(Ground::ObjectionCompelling)).await;
    bare.verdicts[0].recorded.write(Demand::Balancing, " ");
    let refused = refusal(decide(ctx, &sam, &seen(ctx, &reference).await, &bare).await);
    assert_eq!(refused, Refusal::LetterLacks { elements: vec!["L3"] });
    let weighed = decision(ctx, &reference, Some(Ground::ObjectionCompelling)).await;
    decide(ctx, &sam, &seen(ctx, &reference).await, &weighed).await.unwrap();
    assert!(objection::stopped_for(ctx.read(), ada).await.unwrap().is_empty());
    let told = text_of(ctx, LetterKind::Refused).await;
    assert!(told.contains("12.4.2026") && told.contains("21"), "{told}");
    assert!(is_restricted(ctx, ada).await, "the person is told before it ends");
}

/// Art. 18(3): who was not reached is not informed, so the days begin anew with the letter that arrives.
async fn the_word_comes_back_and_goes_again(
    ctx: &Ctx,
    sam: &Staff,
    (reference, ada): (&Reference, PersonId),
) {
    comes_back(ctx, LetterKind::RestrictionEnds).await;
    ctx.clock.advance(TimeDelta::days(7));
    lift::lift_due(ctx).await.unwrap();
    let row = only_restriction(ctx).await;
    let early = lift::lift(ctx, sam, &seen(ctx, reference).await, row.id).await;
    assert_eq!(refusal(early), Refusal::NotToldYet, "the letter came back: nobody was told");
    assert!(is_restricted(ctx, ada).await);
    let to = (&Email::parse(ADA).unwrap(), "The mailbox was full.");
    let letter = row.lift_letter_id.unwrap();
    undelivered::send_again(ctx, sam, &seen(ctx, reference).await, letter, to).await.unwrap();
    mails_leave(ctx).await;
    lift::lift_due(ctx).await.unwrap();
    assert!(is_restricted(ctx, ada).await, "its days begin anew");
}

/// Art. 19: "each recipient to whom the personal data have been disclosed"; Art. 5(1)(c): an address goes to no list it was
/// never on.
async fn only_who_can_know_her_hears_of_a_restriction(ctx: &Ctx) {
    let sam = sam(ctx).await;
    known_person(ctx, ADA, "Ada").await;
    let bans = Answers { still: true, ..Answers::of(Wish::Marketing) };
    let restricts = async || {
        let reference = taken(ctx, &sam, &restricting(RestrictionGround::Claims)).await;
        let granted = decision(ctx, &reference, None).await;
        decide(ctx, &sam, &seen(ctx, &reference).await, &granted).await.unwrap();
        let steps = crate::step::of(ctx.read(), row_of(ctx, &reference).await.id).await.unwrap();
        steps.into_iter().map(|step| (step.holder, step.touched)).collect::<Vec<_>>()
    };
    let first = restricts().await;
    assert_eq!(first, [("invoicing".to_owned(), r#"["category:contact"]"#.to_owned())], "all that is held");
    let letter = text_of(ctx, LetterKind::Granted).await;
    assert!(letter.contains("Mallilasku") && !letter.contains("Kirjekyyhky"), "{letter}");
    for _ in 0..2 {
        send(ctx, &requester(ctx, ADA), &bans).await.unwrap();
    }
    assert_eq!(told(ctx, Operation::StopMarketing).await, ["newsletter_tool"], "mail comes from it");
    let again = restricts().await;
    assert!(again.iter().any(|step| step.0 == "newsletter_tool"), "so it has the address: {again:?}");
}

async fn a_restriction_is_set_announced_and_lifted(ctx: &Ctx) {
    let (sam, ada) = (sam(ctx).await, known_person(ctx, ADA, "Ada").await);
    let account = rows::customer(ctx, ada, None).await;
    rows::hosting(ctx, account, HostingState::Active).await;
    rows::subscription(ctx, ada, None).await;
    let reference = taken(ctx, &sam, &restricting(RestrictionGround::Claims)).await;
    assert!(!is_restricted(ctx, ada).await, "only what is decided is restricted");
    let granted = decision(ctx, &reference, None).await;
    decide(ctx, &sam, &seen(ctx, &reference).await, &granted).await.unwrap();
    let row = only_restriction(ctx).await;
    assert_eq!((row.ground, row.scope.as_str()), (RestrictionGround::Claims, "everything"));
    assert!(text_of(ctx, LetterKind::Granted).await.contains("artikel 18.1 c"));
    let (holders, all) = holders_told(ctx, Operation::Restrict).await;
    assert!(holders > 0 && holders == all, "Art. 19: every holder of hers is told, {holders} of {all}");

    let at = seen(ctx, &reference).await;
    let soon = lift::announce(ctx, &sam, &at, row.id, ("The dispute is over.", day(4, 11))).await;
    assert_eq!(refusal(soon), Refusal::TooEarly { on: day(4, 12) });
    lift::announce(ctx, &sam, &at, row.id, ("The dispute is over.", day(4, 12))).await.unwrap();
    let told = text_of(ctx, LetterKind::RestrictionEnds).await;
    assert!(told.contains("12.4.2026") && told.contains("The dispute is over."), "{told}");
    let early = lift::lift(ctx, &sam, &seen(ctx, &reference).await, row.id).await;
    assert_eq!(refusal(early), Refusal::NotToldYet);
    mails_leave(ctx).await;
    let early = lift::lift(ctx, &sam, &seen(ctx, &reference).await, row.id).await;
    assert_eq!(refusal(early), Refusal::TooEarly { on: day(4, 12) });
    the_word_comes_back_and_goes_again(ctx, &sam, (&reference, ada)).await;
    ctx.clock.advance(TimeDelta::days(7));
    lift::lift(ctx, &sam, &seen(ctx, &reference).await, row.id).await.unwrap();
    assert!(!is_restricted(ctx, ada).await);
    let lifted = holders_told(ctx, Operation::LiftRestriction).await;
    assert_eq!(lifted, (all - 1, all), "and of its end, but for the one that staff had not told yet");
    assert!(text_of(ctx, LetterKind::RestrictionEnds).await.contains("behandlar vi åter"));
    let lifted = only_restriction(ctx).await;
    assert!(lifted.lift_notice_sent_at < lifted.lifted_at, "R1.4.3");
    assert_eq!(lift::liftable_on(&lifted), day(4, 12).checked_add_days(Days::new(7)));
}

macro_rules! on_both_engines {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            #[tokio::test]
            async fn on_sqlite() {
                let (ctx, _folder) = super::testing::ctx().await;
                super::$story(&ctx).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                let (ctx, _folder) = super::testing::postgres_ctx(stringify!($story)).await;
                super::$story(&ctx).await;
            }
        }
    )+};
}

on_both_engines!(
    an_objection_is_upheld,
    an_objection_is_refused_only_with_a_balancing,
    only_who_can_know_her_hears_of_a_restriction,
    a_restriction_is_set_announced_and_lifted,
);

#[tokio::test]
async fn a_form_asks_for_ground_purpose_and_situation_and_offers_no_marketing() {
    let notice = testing::notice();
    let lacking = |answers: &Answers| {
        let problems = super::answers::complete(answers, &notice).err().unwrap_or_default();
        problems.into_iter().map(|problem| problem.key).collect::<Vec<_>>()
    };
    let empty = lacking(&Answers::of(Wish::Objection));
    assert_eq!(empty, ["problem-choose-objection", "problem-say-situation"]);
    let marketing = Answers { purposes: vec!["newsletter".into()], ..objecting() };
    assert_eq!(lacking(&marketing), ["problem-unknown-choice"], "Art. 21(3): marketing is not weighed");
    assert!(lacking(&objecting()).is_empty());
    let pending = restricting(RestrictionGround::Objection);
    assert_eq!(lacking(&pending), ["problem-choose-ground"]);
    assert!(lacking(&restricting(RestrictionGround::Accuracy)).is_empty());
}

#[tokio::test]
async fn a_withdrawn_objection_ends_its_restriction_with_word_before() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = known_person(&ctx, ADA, "Ada").await;
    let reference = send(&ctx, &requester(&ctx, ADA), &objecting()).await.unwrap();
    own::withdraw(&ctx, &requester(&ctx, ADA), &reference).await.unwrap();
    assert!(is_restricted(&ctx, ada).await && letters(&ctx).await.contains(&LetterKind::RestrictionEnds));
    mails_leave(&ctx).await;
    ctx.clock.advance(TimeDelta::days(7));
    lift::lift_due(&ctx).await.unwrap();
    assert!(!is_restricted(&ctx, ada).await);
}
