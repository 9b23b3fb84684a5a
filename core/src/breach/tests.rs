//! A record is opened by whoever may, keeps every value that was put down, and closes only when whole.

use super::{
    Report, begin,
    end::{close, mistake, reopen},
    field::Part,
    find, list, note, report, waiting,
};
use crate::{
    ctx::Ctx,
    error::{Error, Refusal},
    register::retention::tests::{at, sam},
    testing,
};
use chrono::TimeDelta;
use entity::{id::BreachId, kind::Role};
use std::collections::BTreeMap;

fn key(ctx: &Ctx) -> BreachId {
    ctx.mint().unwrap()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn a_record_keeps_what_was_known_when(ctx: &Ctx) {
    let (staff, aware) = (sam(ctx).await, ctx.now());
    let rea = testing::staff(ctx, "Rea", &[Role::Reader, Role::Approver]).await;
    let role = Refusal::RoleMissing { role: Role::Caseworker };
    assert_eq!(refusal(begin(ctx, &rea, key(ctx), (aware, "Lost")).await), role);
    assert_eq!(refusal(begin(ctx, &staff, key(ctx), (aware, " ")).await), Refusal::Incomplete);
    let future = aware + TimeDelta::seconds(1);
    assert_eq!(refusal(begin(ctx, &staff, key(ctx), (future, "Lost")).await), Refusal::Incomplete);
    let id = begin(ctx, &staff, key(ctx), (aware, "Lost")).await.unwrap();
    assert_eq!(begin(ctx, &staff, id, (aware, "Lost")).await.unwrap(), id, "a second press opens nothing");
    let later = begin(ctx, &staff, key(ctx), (aware, "Stolen")).await.unwrap();
    assert_eq!((find(ctx, id).await.unwrap().row.number, find(ctx, later).await.unwrap().row.number), (1, 2));

    let risk = |risk: &str| BTreeMap::from([("risk", risk.to_owned()), ("risk_reason", "R".to_owned())]);
    assert_eq!(refusal(note(ctx, &rea, (id, 1), Part::Risk, &risk("high")).await), role);
    note(ctx, &staff, (id, 1), Part::Risk, &risk("high")).await.unwrap();
    note(ctx, &staff, (id, 2), Part::Risk, &risk("unlikely")).await.unwrap();
    let changed = refusal(note(ctx, &staff, (id, 2), Part::Risk, &risk("risk")).await);
    assert_eq!(changed, Refusal::BreachChanged { by: staff.name.clone() });
    let breach = find(ctx, id).await.unwrap();
    let values = |code: &str| {
        let facts = breach.facts.iter().filter(|fact| fact.field == code);
        facts.map(|fact| fact.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(values("risk"), ["high", "unlikely"], "the first judgement stays on record");
    assert_eq!(values("risk_reason"), ["R"], "what did not change is put down once");
    assert_eq!((breach.known.get("risk"), breach.notify_by()), ("unlikely", None));
    assert_eq!(waiting(ctx).await.unwrap().map(|waiting| waiting.id), Some(later));
    assert_eq!(refusal(close(ctx, &staff, (id, 3)).await), Refusal::Incomplete);
}

async fn a_late_first_report_says_why(ctx: &Ctx) {
    let staff = sam(ctx).await;
    at(ctx, "2026-05-04T06:00:00Z");
    let id = begin(ctx, &staff, key(ctx), (ctx.now(), "Lost")).await.unwrap();
    at(ctx, "2026-05-07T06:00:01Z");
    let sent =
        |at, why| Report { sent_at: at, reference: None, content: "All", is_last: true, late_reason: why };
    let now = ctx.now();
    assert_eq!(refusal(report(ctx, &staff, (id, 1), &sent(now, None)).await), Refusal::Incomplete);
    assert_eq!(refusal(report(ctx, &staff, (id, 1), &sent(now, Some(" "))).await), Refusal::Incomplete);
    let in_time = now - TimeDelta::seconds(1);
    report(ctx, &staff, (id, 1), &sent(in_time, Some("not needed"))).await.unwrap();
    report(ctx, &staff, (id, 2), &sent(now, None)).await.unwrap();
    let reports = find(ctx, id).await.unwrap().reports;
    assert_eq!(reports.iter().filter(|report| report.late_reason.is_some()).count(), 0, "none was late");
    assert_eq!(
        refusal(report(ctx, &staff, (id, 3), &sent(now + TimeDelta::seconds(1), None)).await),
        Refusal::Incomplete
    );
}

/// Art. 33(5): what was recorded stays; Art. 33(4): what comes later finds its record.
async fn a_mistake_ends_a_record_and_what_comes_later_opens_it_again(ctx: &Ctx) {
    let staff = sam(ctx).await;
    let rea = testing::staff(ctx, "Ria", &[Role::Reader]).await;
    let id = begin(ctx, &staff, key(ctx), (ctx.now(), "A laptop is missing")).await.unwrap();
    let role = Refusal::RoleMissing { role: Role::Caseworker };
    assert_eq!(refusal(mistake(ctx, &rea, (id, 1), "Found").await), role);
    assert_eq!(refusal(mistake(ctx, &staff, (id, 1), " ").await), Refusal::Incomplete);
    assert_eq!(refusal(mistake(ctx, &staff, (id, 1), &"x".repeat(4001)).await), Refusal::Incomplete);
    assert!(matches!(refusal(reopen(ctx, &staff, (id, 1), "Open").await), Refusal::BreachChanged { .. }));
    let waits = async || {
        let open = super::open(ctx).await.unwrap();
        open.iter().any(|breach| breach.row.id == id && breach.notify_by().is_some())
    };
    assert!(waits().await);
    mistake(ctx, &staff, (id, 1), "It lay in the drawer").await.unwrap();
    assert!(!waits().await, "where nothing was lost nobody waits for word");
    let ended = find(ctx, id).await.unwrap();
    assert_eq!(ended.mistake(), Some("It lay in the drawer"));
    assert_eq!(ended.known.get("nature"), "A laptop is missing", "the record stays");
    assert_eq!(refusal(mistake(ctx, &staff, (id, 1), "Twice").await), Refusal::BreachClosed);
    assert_eq!(refusal(reopen(ctx, &rea, (id, 1), "Gone again").await), role);
    assert_eq!(refusal(reopen(ctx, &staff, (id, 1), "").await), Refusal::Incomplete);
    let strict = ended.strict_end();
    reopen(ctx, &staff, (id, 1), "It was another laptop").await.unwrap();
    let open = find(ctx, id).await.unwrap();
    assert_eq!((open.row.version, open.row.closed_at, open.mistake()), (2, None, None));
    assert!(waits().await && open.strict_end() == strict, "the 72 hours run as they did");
    let reasons = open.facts.iter().filter(|fact| ["mistake", "reopened"].contains(&fact.field.as_str()));
    assert_eq!(reasons.count(), 2, "both stay on record");
    let told =
        Report { sent_at: ctx.now(), reference: None, content: "All", is_last: false, late_reason: None };
    report(ctx, &staff, (id, 2), &told).await.unwrap();
    assert_eq!(refusal(mistake(ctx, &staff, (id, 3), "After all").await), Refusal::Incomplete, "it was told");
}

async fn many_records_are_read_with_what_belongs_to_each(ctx: &Ctx) {
    let all = list(ctx).await.unwrap();
    assert!(all.len() > 2 && all.is_sorted_by_key(|breach| -breach.row.number));
    for breach in all {
        let alone = find(ctx, breach.row.id).await.unwrap();
        assert_eq!((&breach.known, &breach.facts), (&alone.known, &alone.facts));
        assert_eq!(breach.reports, alone.reports);
        assert!(breach.facts.iter().all(|fact| fact.breach_id == breach.row.id));
        assert!(breach.names.contains_key(&breach.row.opened_by));
    }
}

#[tokio::test]
async fn the_register_of_breaches() {
    let (ctx, _folder) = testing::ctx().await;
    a_record_keeps_what_was_known_when(&ctx).await;
    a_late_first_report_says_why(&ctx).await;
    a_mistake_ends_a_record_and_what_comes_later_opens_it_again(&ctx).await;
    many_records_are_read_with_what_belongs_to_each(&ctx).await;
}

#[tokio::test]
async fn the_register_of_breaches_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("breach").await;
    a_record_keeps_what_was_known_when(&ctx).await;
    a_late_first_report_says_why(&ctx).await;
    a_mistake_ends_a_record_and_what_comes_later_opens_it_again(&ctx).await;
    many_records_are_read_with_what_belongs_to_each(&ctx).await;
}
