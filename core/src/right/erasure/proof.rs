//! Erases persons who left a mark in every column, file and message, on the road a real request takes, and then
//! looks for the marks byte by byte (law.md R1.3.2, R1.3.5).

mod kept;
mod log;
mod long;
mod scan;
mod server;

use crate::{
    actor::Staff,
    ctx::Ctx,
    mail::outbox,
    register::tests_marks::{Field, Seed, sow_seed},
    request::{
        answers::{Answers, Wish},
        change::Seen,
        decide::{Approval, approve},
        decision::{Decision, ItemVerdict},
        propose::propose,
        tests_world::{requester, row_of, send},
        work,
    },
    settings::{ApprovalMode, Settings},
    step::{answer, remind},
    sweep, testing,
};
use chrono::TimeDelta;
use entity::{
    item,
    kind::{Role, State, StepState, Verdict},
    package, step,
};
use kept::Kept;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::Server;
use std::{collections::BTreeSet, path::Path, sync::Arc};

/// Ended relationships, closed requests, mails that have left.
fn seed() -> Seed {
    let fixed = &[
        ("request", "state", "closed"),
        ("purchase", "state", "delivered"),
        ("hosting_account", "state", "ended"),
        ("outbox", "state", "sent"),
        ("step", "state", "done"),
        ("package", "state", "ready"),
        // Codes of the notice, which name nobody.
        ("subscription", "purpose", "newsletter"),
        ("suppression", "purpose", "newsletter"),
        ("stopped_purpose", "purpose", "newsletter"),
        ("correction", "table_name", "person"),
    ];
    // What the audit record says is written by the portal itself here, not sown.
    Seed { text: scan::mark, fixed, without: &["event"], invoiced: &["2019-05-31", "2026-03-01"] }
}

#[tokio::test]
async fn of_the_erased_no_byte_is_left_but_what_the_plan_kept() {
    let (ctx, folder) = testing::ctx().await;
    erasing_leaves_no_byte(ctx, folder.path(), 30).await;
}

#[tokio::test]
async fn of_the_erased_no_byte_is_left_but_what_the_plan_kept_on_postgresql_too() {
    let (ctx, folder) = testing::postgres_ctx("proof").await;
    erasing_leaves_no_byte(ctx, folder.path(), 30).await;
}

async fn erasing_leaves_no_byte(mut ctx: Ctx, folder: &Path, persons: usize) {
    ctx.settings = Arc::new(Settings { approval_mode: ApprovalMode::TwoPersons, ..(*ctx.settings).clone() });
    let (log, _listening) = log::listen();
    let server = if ctx.database.is_sqlite() { None } else { Some(Server::prepare(&ctx).await) };
    let field = sow_seed(&ctx, persons, seed()).await;
    store_packages(&ctx, &field).await;
    if let Some(server) = &server {
        server.sample().await;
    }
    everybody_is_seen(&ctx, folder, persons).await;
    let desk = [Role::Caseworker, Role::Approver];
    let sam = testing::staff(&ctx, "Sam", &desk).await;
    let kim = testing::staff(&ctx, "Kim", &desk).await;
    for (owner, address) in field.addresses.iter().enumerate() {
        erase(&ctx, (&sam, &kim), address, owner).await;
    }
    if server.is_none() {
        let kept = Kept::find(&ctx).await.marks;
        assert!(!scan::folder(folder).is_subset(&kept), "before the sweep the log still holds what went");
    }
    let works = async || outbox::deliver_next(&ctx).await.unwrap() || remind::next(&ctx).await.unwrap();
    while works().await || sweep::next(&ctx).await.unwrap() {}
    ctx.clock.advance(TimeDelta::days(1));
    assert!(sweep::next(&ctx).await.unwrap(), "the night sweeps the file");
    let kept = Kept::find(&ctx).await;
    kept.each_has_its_date(&ctx, persons).await;
    let mut found = scan::folder(folder);
    if let Some(server) = server {
        found.extend(server.scan(&ctx).await);
    }
    let astray: BTreeSet<_> = found.iter().filter(|mark| !scan::stands_in(mark, &kept.marks)).collect();
    assert!(astray.is_empty(), "{} marks of the erased are left: {astray:#?}", astray.len());
    assert!(ctx.storage.files().unwrap().is_empty(), "files of packages are left");
    let spoken = log.bytes();
    assert!(!spoken.is_empty(), "the log was not heard");
    assert_eq!(scan::marks(&spoken), BTreeSet::new(), "the log names persons");
}

/// The marks are where the scan looks for them, those of every person and every table.
async fn everybody_is_seen(ctx: &Ctx, folder: &Path, persons: usize) {
    let seen = if ctx.database.is_sqlite() { scan::folder(folder) } else { Kept::find(ctx).await.marks };
    for owner in 0..persons {
        assert!(seen.iter().filter(|mark| scan::owner(mark) == Some(owner)).count() > 50, "{owner}");
    }
    for table in crate::register::inventory::tables().filter(|table| table.category.is_some()) {
        // These hold no text of their own, or names of files, codes and pseudonyms alone.
        if ![
            "attention",
            "event",
            "former_address",
            "pause",
            "package",
            "suppression",
            "stopped_purpose",
            "task",
        ]
        .contains(&table.name)
        {
            let place = format!(".{}.", table.name);
            assert!(seen.iter().any(|mark| mark.contains(&place)), "{} is not seen", table.name);
        }
    }
}

/// A real file for every package.
async fn store_packages(ctx: &Ctx, field: &Field) {
    let tx = ctx.write().await.unwrap();
    for (owner, request) in field.requests.iter().enumerate() {
        let bytes = scan::mark(owner, "file").into_bytes();
        let stored = ctx.storage.put(&ctx.keys, &ctx.entropy, bytes).unwrap();
        package::Entity::update_many()
            .col_expr(package::Column::File, Expr::value(stored.file))
            .col_expr(package::Column::WrappedKey, Expr::value(stored.wrapped_key))
            .filter(package::Column::RequestId.eq(request.id))
            .exec(tx.db())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// From the form to the last holder's answer.
async fn erase(ctx: &Ctx, (sam, kim): (&Staff, &Staff), address: &str, owner: usize) {
    let asks = requester(ctx, address);
    let name = Some(scan::mark(owner, "name"));
    let answers = Answers { everything: true, name, ..Answers::of(Wish::Erasure) };
    let reference = send(ctx, &asks, &answers).await.unwrap();
    let filed = row_of(ctx, &reference).await;
    assert!(filed.person_id.is_some(), "the address leads to nobody");
    work::take(ctx, sam, &Seen { reference: &reference, version: filed.version }).await.unwrap();
    let items = item::Entity::find().filter(item::Column::RequestId.eq(filed.id));
    let items = items.all(ctx.read()).await.unwrap();
    let verdicts = items.iter().map(|item| ItemVerdict::bare(item.id, Verdict::Granted)).collect();
    let decision = Decision { verdicts, ..Decision::default() };
    let seen = Seen { reference: &reference, version: row_of(ctx, &reference).await.version };
    let hash = propose(ctx, sam, &seen, &decision).await.unwrap();
    let seen = Seen { reference: &reference, version: row_of(ctx, &reference).await.version };
    approve(ctx, kim, &Approval { seen, hash: &hash, heard: 0 }).await.unwrap();
    let steps = step::Entity::find().filter(step::Column::RequestId.eq(filed.id));
    for step in steps.filter(step::Column::State.eq(StepState::Open)).all(ctx.read()).await.unwrap() {
        let seen = Seen { reference: &reference, version: row_of(ctx, &reference).await.version };
        answer::answer(ctx, sam, &seen, step.id, answer::Answer::Done).await.unwrap();
    }
    assert_eq!(row_of(ctx, &reference).await.state, State::Closed);
}
