//! A year made by hand: every kind of end, each counted where it belongs, on both engines.

use super::{
    Period, Refused, Report,
    accountability::{self, Holder, Looks},
    dossier, read,
    tally::{Asked, HalfDays, Standing, Tally},
    years,
};
use crate::{
    actor::Staff,
    audit::seal,
    ctx::Ctx,
    error::{Error, Refusal},
    id::Reference,
    law::{deadline::deadline, ground::Ground},
    register::{
        retention::tests::{at, sam},
        tests_rows::{day, noon, person, put},
    },
    testing,
};
use entity::{
    event,
    id::RequestId,
    item,
    kind::{
        Assurance, Channel, ItemKind, Language, Operation, Outcome, Right, Role, State, StepState, Verdict,
    },
    look, pause, request, step,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

/// A request received on a day, answered on another, with its outcome.
#[derive(Clone, Copy)]
struct Made<'a> {
    right: Option<Right>,
    channel: Channel,
    received: &'a str,
    answered: Option<&'a str>,
    outcome: Option<Outcome>,
    extended: bool,
}

const ACCESS: Made<'_> = Made {
    right: Some(Right::Access),
    channel: Channel::Portal,
    received: "2026-03-03",
    answered: None,
    outcome: None,
    extended: false,
};

async fn made(ctx: &Ctx, made: Made<'_>) -> RequestId {
    let id: RequestId = ctx.mint().unwrap();
    let received_on = day(made.received);
    let dates = deadline(received_on, &[]).unwrap();
    let closed = made.outcome.is_some();
    let row = request::Model {
        id,
        reference: Reference::random(&ctx.entropy).unwrap().to_string(),
        draft_id: None,
        right: made.right,
        split_from: None,
        state: if closed { State::Closed } else { State::InProgress },
        outcome: made.outcome,
        requester_key: "key".into(),
        requester_name: Some("Ada Aalto".into()),
        requester_email: Some("ada@example.fi".into()),
        person_id: None,
        assurance: Assurance::Email,
        channel: made.channel,
        language: Language::Fi,
        received_at: noon(made.received),
        received_on,
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        extended_due_on: made.extended.then_some(dates.extended_due_on),
        answered_at: made.answered.map(noon),
        closed_at: closed.then(|| noon(made.answered.unwrap_or(made.received))),
        assignee_id: None,
        flooded: false,
        version: 1,
    };
    put(ctx, row.into_active_model()).await;
    id
}

async fn refused(ctx: &Ctx, request: RequestId, position: i32, ground: Ground) {
    let row = item::Model {
        id: ctx.mint().unwrap(),
        request_id: request,
        position,
        kind: ItemKind::Category,
        target: "invoice".into(),
        present: None,
        asked: None,
        verdict: Some(Verdict::Refused),
        ground: Some(ground.code().into()),
        facts: None,
        evidence: None,
        keep_until: None,
    };
    put(ctx, row.into_active_model()).await;
}

/// Ten requests of 2026 and one of the year before. D26: what came on 3 March is due on 7 April, extended to 3 June.
const YEAR: &[Made<'_>] = &[
    Made { answered: Some("2026-03-07"), outcome: Some(Outcome::Granted), ..ACCESS },
    Made { answered: Some("2026-04-07"), outcome: Some(Outcome::Refused), ..ERASURE },
    Made {
        channel: Channel::Letter,
        answered: Some("2026-04-08"),
        outcome: Some(Outcome::Granted),
        ..ACCESS
    },
    Made { answered: Some("2026-06-04"), outcome: Some(Outcome::PartlyGranted), extended: true, ..ERASURE },
    Made { answered: Some("2026-06-03"), outcome: Some(Outcome::Granted), extended: true, ..ACCESS },
    Made { outcome: Some(Outcome::Withdrawn), ..DECEMBER },
    Made { answered: Some("2026-12-09"), outcome: Some(Outcome::NotIdentified), ..DECEMBER },
    Made { right: None, answered: Some("2026-12-01"), outcome: Some(Outcome::Forwarded), ..DECEMBER },
    Made { received: "2026-12-14", ..ACCESS },
    Made { channel: Channel::Phone, received: "2026-10-01", ..ACCESS },
    Made { received: "2025-12-31", answered: Some("2026-01-07"), outcome: Some(Outcome::Granted), ..ACCESS },
];
const ERASURE: Made<'_> = Made { right: Some(Right::Erasure), ..ACCESS };
const DECEMBER: Made<'_> = Made { received: "2026-12-01", ..ACCESS };

async fn a_year(ctx: &Ctx) {
    at(ctx, "2026-12-15T10:00:00Z");
    let mut ids = Vec::new();
    for one in YEAR {
        ids.push(made(ctx, *one).await);
    }
    let (refusal, part) = (ids[1], ids[3]);
    refused(ctx, refusal, 0, Ground::ErasureLegal).await;
    refused(ctx, refusal, 1, Ground::ErasureLegal).await;
    refused(ctx, part, 0, Ground::ErasureLegal).await;
    refused(ctx, part, 1, Ground::ErasureClaim).await;
}

fn standings(tally: &Tally) -> Vec<u64> {
    Standing::ALL.iter().map(|standing| tally.of(*standing)).collect()
}

async fn a_year_of_every_kind_adds_up(ctx: &Ctx) {
    a_year(ctx).await;
    let report = read(ctx, Period { year: 2026, month: None }).await.unwrap();
    let total = &report.figures.total;
    assert_eq!((total.received(), total.answered()), (10, 7));
    assert_eq!(standings(total), [4, 1, 2, 1, 1, 1], "on time, extended, late, withdrawn, open, overdue");
    // 0, 4, 8, 35, 36, 92, 93
    assert_eq!((total.median(), total.longest()), (Some(HalfDays(70)), Some(93)));
    let rights: Vec<_> =
        report.figures.by_right.iter().map(|(right, tally)| (*right, tally.received())).collect();
    let expected =
        [(Asked::Right(Right::Access), 7), (Asked::Right(Right::Erasure), 2), (Asked::Unclassified, 1)];
    assert_eq!(rights, expected);
    let outcomes: Vec<_> =
        report.figures.by_outcome.iter().map(|(outcome, tally)| (*outcome, tally.received())).collect();
    let expected = [
        (Some(Outcome::Granted), 3),
        (Some(Outcome::PartlyGranted), 1),
        (Some(Outcome::Refused), 1),
        (Some(Outcome::Withdrawn), 1),
        (Some(Outcome::NotIdentified), 1),
        (Some(Outcome::Forwarded), 1),
        (None, 2),
    ];
    assert_eq!(outcomes, expected);
    let channels: Vec<_> =
        report.figures.by_channel.iter().map(|(channel, tally)| (*channel, tally.received())).collect();
    assert_eq!(channels, [(Channel::Portal, 8), (Channel::Letter, 1), (Channel::Phone, 1)]);
    let months: Vec<_> =
        report.figures.by_month.iter().map(|(month, tally)| (*month, tally.received())).collect();
    assert_eq!(months, [(3, 5), (10, 1), (12, 4)]);
    let used = [
        (Ground::ErasureLegal, Refused { requests: 2, items: 3 }),
        (Ground::ErasureClaim, Refused { requests: 1, items: 1 }),
    ];
    assert_eq!(report.grounds, used);
    years_and_months_stand_apart(ctx, &report).await;
}

async fn years_and_months_stand_apart(ctx: &Ctx, report: &Report) {
    let by_year: Vec<_> = report.years.iter().map(|(year, tally)| (*year, tally.received())).collect();
    assert_eq!(by_year, [(2026, 10), (2025, 1)]);
    assert_eq!(years(ctx).await.unwrap(), [2026, 2025]);
    let december = read(ctx, Period { year: 2026, month: Some(12) }).await.unwrap();
    assert_eq!(standings(&december.figures.total), [2, 0, 0, 1, 1, 0]);
    assert!(december.grounds.is_empty(), "nothing of December was refused");
    let before = read(ctx, Period { year: 2025, month: None }).await.unwrap();
    assert_eq!(standings(&before.figures.total), [1, 0, 0, 0, 0, 0], "answered in 2026, received in 2025");
}

/// A clock that stands still moves the date of what is open, as it does in the queue.
async fn what_waits_for_the_requester_is_not_overdue(ctx: &Ctx) {
    at(ctx, "2026-12-15T10:00:00Z");
    let id = made(ctx, Made { received: "2026-11-02", ..ACCESS }).await;
    let standing = async |expected: [u64; 6]| {
        let report = read(ctx, Period { year: 2026, month: None }).await.unwrap();
        assert_eq!(standings(&report.figures.total), expected);
    };
    standing([0, 0, 0, 0, 0, 1]).await;
    let row =
        pause::Model { id: ctx.mint().unwrap(), request_id: id, from_on: day("2026-11-04"), to_on: None };
    put(ctx, row.into_active_model()).await;
    let tx = ctx.write().await.unwrap();
    let waiting = "UPDATE request SET state = 'awaiting_customer'";
    tx.db().execute_unprepared(waiting).await.unwrap();
    tx.commit().await.unwrap();
    standing([0, 0, 0, 0, 1, 0]).await;
}

/// One of each answer, one still within its time and one past it.
async fn steps(ctx: &Ctx, id: RequestId) {
    for (state, due) in [
        (StepState::Done, "2026-11-10"),
        (StepState::Cannot, "2026-11-10"),
        (StepState::Told, "2026-12-14"),
        (StepState::Told, "2026-12-15"),
    ] {
        put(ctx, step_of(ctx, id, state, due).into_active_model()).await;
    }
}

async fn the_yearly_report_counts_holders_looks_and_breaches(ctx: &Ctx) {
    a_year(ctx).await;
    let staff = sam(ctx).await;
    let id = made(ctx, Made { received: "2026-11-02", ..ACCESS }).await;
    steps(ctx, id).await;
    let ada = person(ctx, "Ada").await;
    for (request_id, when) in
        [(Some(id), "2026-11-03"), (None, "2026-11-04"), (None, "2025-11-04"), (Some(id), "2026-12-01")]
    {
        let row = look::Model {
            id: ctx.mint().unwrap(),
            person_id: ada,
            staff_id: staff.id,
            role: Role::Caseworker,
            request_id,
            purpose: "billing".into(),
            looked_at: noon(when),
        };
        put(ctx, row.into_active_model()).await;
    }
    let opened = async |aware: &str| {
        let press = ctx.mint().unwrap();
        crate::breach::begin(ctx, &staff, press, (aware.parse().unwrap(), "x")).await.unwrap();
    };
    opened("2026-12-14T10:00:00Z").await;
    opened("2026-12-12T09:59:00Z").await;
    opened("2025-12-31T21:59:00Z").await;
    let report = accountability::of(ctx, 2026).await.unwrap();
    let holder = Holder { asked: 4, answered: 1, cannot: 1, given_up: 0, ended: 0, waiting: 1, silent: 1 };
    assert_eq!(report.holders, [("panel".to_owned(), holder)]);
    assert_eq!(report.looks, [(Role::Caseworker, Looks { on_request: 2, otherwise: 1 })]);
    let breaches = &report.breaches;
    assert_eq!((breaches.all, breaches.running, breaches.over, breaches.open), (2, 1, 1, 2));
    let last_year = accountability::of(ctx, 2025).await.unwrap().breaches;
    assert_eq!((last_year.all, last_year.over), (1, 1), "the last minute of the year in Helsinki");
}

fn step_of(ctx: &Ctx, request_id: RequestId, state: StepState, due: &str) -> step::Model {
    step::Model {
        id: ctx.mint().unwrap(),
        request_id,
        holder: "panel".into(),
        instruction: String::new(),
        state,
        answer: None,
        opened_at: ctx.now(),
        told_at: None,
        answered_at: None,
        answered_by: None,
        operation: Operation::Erase,
        touched: "[]".into(),
        subject_keys: None,
        due_on: Some(day(due)),
        next_on: None,
        reminders: 0,
        escalated_at: None,
        excuse: None,
        remedy: None,
        remedy_note: None,
        remedied_at: None,
        remedied_by: None,
    }
}

async fn opened(ctx: &Ctx, staff: &Staff, id: RequestId) -> dossier::Dossier {
    let row = request::Entity::find_by_id(id).one(ctx.read()).await.unwrap().unwrap();
    dossier::open(ctx, staff, &Reference::parse(&row.reference).unwrap()).await.unwrap()
}

async fn a_dossier_is_recorded_before_it_is_shown_and_proves_its_entries(ctx: &Ctx) {
    let staff = sam(ctx).await;
    let id = made(ctx, ACCESS).await;
    let first = opened(ctx, &staff, id).await;
    assert_eq!(first.case.timeline.last().unwrap().what, "dossier_opened", "the look itself stands in it");
    assert_eq!((first.proof.entries, first.proof.sealed, first.proof.broken), (1, 0, None));
    assert!(seal::next(ctx).await.unwrap());
    let second = opened(ctx, &staff, id).await;
    assert_eq!((second.proof.entries, second.proof.sealed, second.proof.seals), (2, 1, Some((1, 1))));
    assert_eq!(second.proof.broken, None);
    let mut admin = staff.clone();
    admin.roles = [Role::Admin].into();
    let reference = Reference::parse(&second.case.request.reference).unwrap();
    let barred = dossier::open(ctx, &admin, &reference).await;
    assert!(matches!(barred, Err(Error::Refused(Refusal::RoleMissing { .. }))), "an admin reads no case");
    let looks = event::Entity::find().filter(event::Column::Kind.eq("dossier_opened"));
    assert_eq!(looks.count(ctx.read()).await.unwrap(), 2, "what was refused leaves no look");
    let genuine =
        event::Entity::find().filter(event::Column::RequestId.eq(id)).one(ctx.read()).await.unwrap();
    let forged = event::Model { id: ctx.mint().unwrap(), kind: "request_decided".into(), ..genuine.unwrap() };
    put(ctx, forged.clone().into_active_model()).await;
    assert_eq!(opened(ctx, &staff, id).await.proof.broken, Some(forged.id), "an entry nobody made");
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
                let name = concat!("report_", stringify!($story));
                let (ctx, _folder) = super::testing::postgres_ctx(&name[..name.len().min(40)]).await;
                super::$story(&ctx).await;
            }
        }
    )+};
}

on_both_engines!(
    a_year_of_every_kind_adds_up,
    what_waits_for_the_requester_is_not_overdue,
    the_yearly_report_counts_holders_looks_and_breaches,
    a_dossier_is_recorded_before_it_is_shown_and_proves_its_entries,
);
