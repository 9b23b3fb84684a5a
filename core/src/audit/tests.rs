//! Sealing and proving the record on both engines, and what tampering with it looks like.

use super::{
    record::{Entry, What, record},
    seal,
    verify::{Broken, Kept, verify},
};
use crate::{actor::Actor, ctx::Ctx, testing};
use chrono::TimeDelta;
use entity::{event, outbox, seal as sealing, sealed};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use std::future::Future;

/// On both engines, each with a fresh database.
async fn on_both<F: Future<Output = ()>>(name: &str, test: impl Fn(Ctx) -> F) {
    let (ctx, _folder) = testing::ctx().await;
    test(ctx).await;
    let (ctx, _folder) = testing::postgres_ctx(name).await;
    test(ctx).await;
}

async fn add(ctx: &Ctx, count: usize) {
    for _ in 0..count {
        ctx.clock.advance(TimeDelta::seconds(1));
        let tx = ctx.write().await.unwrap();
        record(ctx, &tx, Entry::of(What("request_taken"), Actor::System).about("ada")).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Three seals of four entries each, and two entries that wait.
async fn sealed_record(ctx: &Ctx) {
    for _ in 0..3 {
        add(ctx, 4).await;
        while seal::next(ctx).await.unwrap() {}
    }
    add(ctx, 2).await;
    assert_eq!(broken(ctx).await, None);
}

async fn broken(ctx: &Ctx) -> Option<Broken> {
    verify(ctx, None).await.unwrap().broken
}

/// The entries of a seal, in order.
async fn covered(ctx: &Ctx, number: i64) -> Vec<event::Model> {
    let marks = sealed::Entity::find().filter(sealed::Column::Number.eq(number));
    let ids: Vec<_> = marks.all(ctx.read()).await.unwrap().into_iter().map(|mark| mark.event_id).collect();
    let entries = event::Entity::find().filter(event::Column::Id.is_in(ids)).order_by_asc(event::Column::Id);
    entries.all(ctx.read()).await.unwrap()
}

/// What somebody with the database in hand can do: switch the guards off and change what they like.
async fn tamper(ctx: &Ctx, sql: &[String]) {
    let tx = ctx.write().await.unwrap();
    let guards: &[&str] = match tx.db().get_database_backend() {
        DbBackend::Sqlite => &[
            "DROP TRIGGER IF EXISTS event_no_update",
            "DROP TRIGGER IF EXISTS event_no_delete",
            "DROP TRIGGER IF EXISTS seal_no_update",
            "DROP TRIGGER IF EXISTS seal_no_delete",
            "DROP TRIGGER IF EXISTS sealed_no_update",
            "DROP TRIGGER IF EXISTS sealed_no_delete",
        ],
        _ => &[
            "DROP TRIGGER IF EXISTS event_append_only ON event",
            "DROP TRIGGER IF EXISTS seal_append_only ON seal",
            "DROP TRIGGER IF EXISTS sealed_append_only ON sealed",
        ],
    };
    for statement in guards.iter().copied().chain(sql.iter().map(String::as_str)) {
        tx.db().execute_unprepared(statement).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A key as either engine reads it in SQL.
fn literal(ctx: &Ctx, id: entity::id::EventId) -> String {
    let plain = id.0.simple().to_string();
    if ctx.database.is_sqlite() { format!("X'{plain}'") } else { format!("'{id}'") }
}

#[tokio::test]
async fn a_record_left_alone_is_whole_and_its_entries_are_sealed_once() {
    on_both("audit_whole", |ctx| async move {
        sealed_record(&ctx).await;
        let proof = verify(&ctx, None).await.unwrap();
        assert_eq!((proof.entries, proof.waiting, proof.seals), (14, 2, 3));
        assert!(seal::next(&ctx).await.unwrap());
        assert!(!seal::next(&ctx).await.unwrap(), "nothing is left to seal");
        let proof = verify(&ctx, None).await.unwrap();
        assert_eq!((proof.entries, proof.waiting, proof.seals, proof.broken), (14, 0, 4, None));
    })
    .await;
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_remove_what_is_sealed() {
    on_both("audit_guard", |ctx| async move {
        sealed_record(&ctx).await;
        for sql in [
            "DELETE FROM seal WHERE number = 3",
            "UPDATE seal SET entries = 1",
            "DELETE FROM sealed",
            "UPDATE sealed SET number = 1",
            "DELETE FROM event",
            "UPDATE event SET kind = 'x'",
        ] {
            let tx = ctx.write().await.unwrap();
            assert!(tx.db().execute_unprepared(sql).await.is_err(), "{sql}");
        }
        assert_eq!(broken(&ctx).await, None);
    })
    .await;
}

#[tokio::test]
async fn an_entry_that_is_removed_is_named() {
    on_both("audit_removed", |ctx| async move {
        sealed_record(&ctx).await;
        let entry = covered(&ctx, 2).await[1].id;
        tamper(&ctx, &[format!("DELETE FROM event WHERE id = {}", literal(&ctx, entry))]).await;
        assert_eq!(broken(&ctx).await, Some(Broken::EntryGone { entry, seal: 2 }));
    })
    .await;
}

#[tokio::test]
async fn an_entry_removed_with_its_mark_breaks_its_seal() {
    on_both("audit_unmarked", |ctx| async move {
        sealed_record(&ctx).await;
        let entry = literal(&ctx, covered(&ctx, 2).await[1].id);
        let mark = format!("DELETE FROM sealed WHERE event_id = {entry}");
        tamper(&ctx, &[mark, format!("DELETE FROM event WHERE id = {entry}")]).await;
        assert_eq!(broken(&ctx).await, Some(Broken::SealChanged { seal: 2 }));
    })
    .await;
}

#[tokio::test]
async fn an_edit_of_any_column_is_found() {
    let edits = [
        "kind = 'request_closed'",
        "actor = 'requester:eve'",
        "subject = NULL",
        "subject = ''",
        "detail = '{}'",
        "mac = '00'",
    ];
    for (place, edit) in edits.iter().enumerate() {
        on_both(&format!("audit_edit_{place}"), |ctx| async move {
            sealed_record(&ctx).await;
            let entry = covered(&ctx, 1).await[2].id;
            tamper(&ctx, &[format!("UPDATE event SET {edit} WHERE id = {}", literal(&ctx, entry))]).await;
            assert_eq!(broken(&ctx).await, Some(Broken::EntryChanged { entry, seal: Some(1) }), "{edit}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_empty_value_put_where_there_was_none_is_found_before_it_is_sealed() {
    on_both("audit_empty", |ctx| async move {
        let tx = ctx.write().await.unwrap();
        record(&ctx, &tx, Entry::of(What("request_taken"), Actor::System)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(broken(&ctx).await, None);
        tamper(&ctx, &["UPDATE event SET subject = ''".into()]).await;
        assert!(matches!(broken(&ctx).await, Some(Broken::EntryChanged { seal: None, .. })));
    })
    .await;
}

#[tokio::test]
async fn entries_that_change_places_are_found() {
    on_both("audit_order", |ctx| async move {
        sealed_record(&ctx).await;
        let (first, third) = (covered(&ctx, 1).await, covered(&ctx, 3).await);
        let (a, b) = (literal(&ctx, first[0].id), literal(&ctx, third[0].id));
        let swap = [
            format!("UPDATE sealed SET number = 3 WHERE event_id = {a}"),
            format!("UPDATE sealed SET number = 1 WHERE event_id = {b}"),
        ];
        tamper(&ctx, &swap).await;
        assert_eq!(broken(&ctx).await, Some(Broken::SealChanged { seal: 1 }));
    })
    .await;
}

#[tokio::test]
async fn a_tail_cut_off_after_a_seal_is_found() {
    on_both("audit_tail", |ctx| async move {
        sealed_record(&ctx).await;
        let entry = covered(&ctx, 3).await[2].id;
        tamper(&ctx, &[format!("DELETE FROM event WHERE id >= {}", literal(&ctx, entry))]).await;
        assert_eq!(broken(&ctx).await, Some(Broken::EntryGone { entry, seal: 3 }));
    })
    .await;
}

#[tokio::test]
async fn a_removed_seal_is_found_wherever_it_stood() {
    for number in 1..=3 {
        on_both(&format!("audit_seal_{number}"), |ctx| async move {
            sealed_record(&ctx).await;
            tamper(&ctx, &[format!("DELETE FROM seal WHERE number = {number}")]).await;
            assert_eq!(broken(&ctx).await, Some(Broken::SealGone { seal: number }));
        })
        .await;
    }
}

#[tokio::test]
async fn a_tail_cut_off_with_its_seal_is_found_with_the_seal_that_was_mailed() {
    on_both("audit_kept", |ctx| async move {
        sealed_record(&ctx).await;
        let newest = seal::newest(ctx.read()).await.unwrap().unwrap();
        let kept: Kept = seal::name_of(&newest).parse().unwrap();
        assert_eq!(verify(&ctx, Some(&kept)).await.unwrap().broken, None);
        let first = literal(&ctx, covered(&ctx, 3).await[0].id);
        let cut = [
            "DELETE FROM seal WHERE number = 3".to_owned(),
            "DELETE FROM sealed WHERE number = 3".to_owned(),
            format!("DELETE FROM event WHERE id >= {first}"),
        ];
        tamper(&ctx, &cut).await;
        assert_eq!(broken(&ctx).await, None, "inside the database nothing tells of it");
        assert_eq!(verify(&ctx, Some(&kept)).await.unwrap().broken, Some(Broken::SealGone { seal: 3 }));
        add(&ctx, 1).await;
        assert!(seal::next(&ctx).await.unwrap());
        let proof = verify(&ctx, Some(&kept)).await.unwrap();
        assert_eq!(proof.broken, Some(Broken::NotTheSealKept { seal: 3 }));
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_a_transaction_that_began_before_a_seal_is_covered_by_the_next() {
    on_both("audit_late", |ctx| async move {
        sealed_record(&ctx).await;
        let tx = ctx.write().await.unwrap();
        ctx.clock.advance(TimeDelta::seconds(-60));
        record(&ctx, &tx, Entry::of(What("request_taken"), Actor::System)).await.unwrap();
        ctx.clock.advance(TimeDelta::seconds(120));
        // The embedded database has one writer: there the seal waits, and the entry is only older than what is sealed.
        let before = !ctx.database.is_sqlite();
        if before {
            assert!(seal::next(&ctx).await.unwrap());
        }
        tx.commit().await.unwrap();
        if !before {
            assert!(seal::next(&ctx).await.unwrap());
        }
        assert_eq!(broken(&ctx).await, None);
        assert_eq!(seal::next(&ctx).await.unwrap(), before, "the late entry gets a seal of its own");
        let proof = verify(&ctx, None).await.unwrap();
        assert_eq!((proof.entries, proof.waiting, proof.broken), (15, 0, None));
    })
    .await;
}

#[tokio::test]
async fn an_entry_slipped_in_among_old_ones_is_never_sealed_and_named() {
    on_both("audit_slipped", |ctx| async move {
        sealed_record(&ctx).await;
        ctx.clock.advance(TimeDelta::days(3));
        add(&ctx, 1).await;
        while seal::next(&ctx).await.unwrap() {}
        ctx.clock.advance(TimeDelta::days(-2));
        add(&ctx, 1).await;
        let entry = event::Entity::find().all(ctx.read()).await.unwrap();
        let entry = entry.iter().filter(|entry| entry.at == ctx.now()).map(|entry| entry.id).next().unwrap();
        assert!(!seal::next(&ctx).await.unwrap());
        assert_eq!(broken(&ctx).await, Some(Broken::EntrySlippedIn { entry }));
    })
    .await;
}

#[tokio::test]
async fn after_days_without_a_seal_all_that_waited_is_sealed() {
    on_both("seal_late", async |ctx| {
        let tx = ctx.write().await.unwrap();
        for _ in 0..2_001 {
            ctx.clock.advance(TimeDelta::seconds(1));
            let entry = Entry::of(What("request_taken"), Actor::System).about("ada");
            record(&ctx, &tx, entry).await.unwrap();
        }
        tx.commit().await.unwrap();
        ctx.clock.advance(TimeDelta::days(3));
        while seal::next(&ctx).await.unwrap() {}
        let proof = verify(&ctx, None).await.unwrap();
        assert_eq!((proof.broken, proof.waiting), (None, 0));
    })
    .await;
}

#[tokio::test]
async fn the_first_seal_of_a_day_is_mailed_to_the_desk_and_no_other() {
    on_both("audit_mailed", |ctx| async move {
        sealed_record(&ctx).await;
        let mails = || outbox::Entity::find().filter(outbox::Column::Subject.contains("sinetti"));
        assert_eq!(mails().count(ctx.read()).await.unwrap(), 1);
        ctx.clock.advance(TimeDelta::days(1));
        add(&ctx, 1).await;
        assert!(seal::next(&ctx).await.unwrap());
        let newest = seal::newest(ctx.read()).await.unwrap().unwrap();
        let mail = mails().order_by_desc(outbox::Column::CreatedAt).one(ctx.read()).await.unwrap().unwrap();
        assert_eq!(mails().count(ctx.read()).await.unwrap(), 2);
        assert_eq!(mail.recipient, "desk@example.fi");
        assert!(mail.text.unwrap().contains(&seal::name_of(&newest)), "the seal stands whole on one line");
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_seal_at_once_make_one_series() {
    on_both("audit_two", |ctx| async move {
        add(&ctx, 5).await;
        let (one, other) = tokio::join!(seal::next(&ctx), seal::next(&ctx));
        assert!(one.unwrap() || other.unwrap());
        while seal::next(&ctx).await.unwrap() {}
        let proof = verify(&ctx, None).await.unwrap();
        assert_eq!((proof.entries, proof.waiting, proof.broken), (5, 0, None));
        assert_eq!(sealing::Entity::find().count(ctx.read()).await.unwrap(), 1);
    })
    .await;
}

#[test]
fn a_seal_is_read_as_it_is_mailed_and_nothing_else_is() {
    let mac = "0f".repeat(32);
    assert!(format!("12:{mac}").parse::<Kept>().is_ok());
    for wrong in ["", "12", &mac, &format!("x:{mac}"), "12:zz", &format!("12:{mac}0")] {
        assert!(wrong.parse::<Kept>().is_err(), "{wrong}");
    }
}
