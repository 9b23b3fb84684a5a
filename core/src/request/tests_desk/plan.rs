//! The queue and its counts read open requests only, however many are closed: the engines' own plans say so.

use super::Desk;
use crate::{
    actor::Staff,
    ctx::Ctx,
    law::calendar,
    request::queue::{
        AssignedTo, Filter, ordered,
        tab::{Tab, counting, counts},
        wanted,
    },
    settings::ApprovalMode,
};
use entity::kind::Role;
use sea_orm::{ConnectionTrait, DbBackend, QuerySelect, QueryTrait, Statement, sea_query::SelectStatement};

const OPEN: u32 = 5_000;
const CLOSED: u32 = 100_000;

/// Copies of the one request on file: `OPEN` of them open, over sixty days, the others closed, a tenth of them with a task done.
async fn sow(ctx: &Ctx) {
    let tx = ctx.write().await.unwrap();
    let sqlite = tx.db().get_database_backend() == DbBackend::Sqlite;
    let (id, series, day) = if sqlite {
        (
            "randomblob(16)",
            format!(
                "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {})",
                OPEN + CLOSED
            ),
            "date(r.due_on, (n % 60 - 20) || ' days')",
        )
    } else {
        (
            "gen_random_uuid()",
            format!("WITH s(n) AS (SELECT generate_series(1, {}))", OPEN + CLOSED),
            "r.due_on + (n % 60 - 20)",
        )
    };
    if !sqlite {
        tx.db().execute_unprepared("SET LOCAL statement_timeout = 0").await.unwrap();
    }
    let state = format!("CASE WHEN n > {OPEN} THEN 'closed' ELSE r.state END");
    let copied = "requester_key, requester_name, requester_email, assurance, channel, language, received_at, received_on, \
                  internal_due_on, flooded, version";
    let rows = format!(
        "{series} INSERT INTO request (id, reference, \"right\", state, due_on, {copied}) SELECT {id}, 'SOWN-' || n, \
         r.\"right\", {state}, {day}, r.{} FROM s, request r",
        copied.replace(", ", ", r.")
    );
    let tasks = format!(
        "INSERT INTO task (id, kind, request_id, opened_at, done_at) SELECT {id}, 'bounce', r.id, r.received_at, \
         r.received_at FROM request r WHERE r.state = 'closed' AND r.reference LIKE '%7'"
    );
    tx.db().execute_unprepared(&rows).await.unwrap();
    tx.db().execute_unprepared(&tasks).await.unwrap();
    tx.db().execute_unprepared("ANALYZE").await.unwrap();
    tx.commit().await.unwrap();
}

/// Whether the embedded engine reads the requests and their tasks only by indexes that hold no closed ones, or by an
/// open state.
async fn plan_of_sqlite(ctx: &Ctx, select: &SelectStatement) {
    let mut asked: Statement = DbBackend::Sqlite.build(select);
    asked.sql = format!("EXPLAIN QUERY PLAN {}", asked.sql);
    let lines = ctx.read().query_all_raw(asked).await.unwrap();
    let lines: Vec<String> = lines.iter().map(|line| line.try_get("", "detail").unwrap()).collect();
    let reads = |line: &&String, table: &str| {
        line.starts_with(&format!("SCAN {table}")) || line.starts_with(&format!("SEARCH {table}"))
    };
    let requests: Vec<_> = lines.iter().filter(|line| reads(line, "request")).collect();
    assert!(!requests.is_empty(), "{lines:#?}");
    for line in requests {
        assert!(line.contains("ix_request_open") || line.contains("state=?"), "{line} of {lines:#?}");
    }
    for line in lines.iter().filter(|line| reads(line, "task")) {
        assert!(line.contains("ix_task_open"), "{line} of {lines:#?}");
    }
}

/// How many rows of the requests and of their tasks PostgreSQL touches.
async fn touched_by_postgres(ctx: &Ctx, select: &SelectStatement) -> u64 {
    let mut asked: Statement = DbBackend::Postgres.build(select);
    asked.sql = format!("EXPLAIN (ANALYZE, FORMAT JSON) {}", asked.sql);
    let row = ctx.read().query_one_raw(asked).await.unwrap().unwrap();
    let plan: serde_json::Value = row.try_get("", "QUERY PLAN").unwrap();
    rows_of(&plan[0]["Plan"])
}

fn rows_of(node: &serde_json::Value) -> u64 {
    let number = |key: &str| node[key].as_f64().unwrap_or(0.0);
    let of_requests = ["request", "task"].iter().any(|table| node["Relation Name"] == **table);
    let kept = if of_requests { number("Actual Rows") * number("Actual Loops") } else { 0.0 };
    let dropped = if of_requests {
        number("Rows Removed by Filter") + number("Rows Removed by Index Recheck")
    } else {
        0.0
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of rows")]
    let own = (kept + dropped) as u64;
    own + node["Plans"].as_array().into_iter().flatten().map(rows_of).sum::<u64>()
}

async fn no_closed_row_is_read(desk: &Desk) {
    let (ctx, today) = (&desk.ctx, calendar::helsinki_date(desk.ctx.now()));
    desk.access().await;
    sow(ctx).await;
    let sam: Staff = desk.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    let open: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| tab.is_open()).collect();
    let mut asked = vec![counting(ctx, (&sam).into(), &open)];
    for tab in &open {
        let filter = Filter::of(*tab);
        asked.push(ordered(&filter, wanted(ctx, (&sam).into(), &filter, today), None).limit(51).into_query());
    }
    let me = Filter { assignee: Some(AssignedTo::Nobody), ..Filter::default() };
    asked.push(ordered(&me, wanted(ctx, (&sam).into(), &me, today), None).limit(51).into_query());
    for select in asked {
        if ctx.read().get_database_backend() == DbBackend::Sqlite {
            plan_of_sqlite(ctx, &select).await;
        } else {
            let touched = touched_by_postgres(ctx, &select).await;
            assert!(touched <= 2 * u64::from(OPEN), "{touched} rows for {select:?}");
        }
    }
    let counted = counts(ctx, &sam).await.unwrap();
    assert_eq!(counted.of(Tab::Open), Some(u64::from(OPEN) + 1));
    assert_eq!(counted.of(Tab::Closed), None, "the closed ones are not counted");
}

#[tokio::test]
async fn the_queue_and_its_counts_read_no_closed_request() {
    no_closed_row_is_read(&Desk::open(ApprovalMode::TwoPersons).await).await;
}

#[tokio::test]
async fn the_queue_and_its_counts_read_no_closed_request_on_postgresql_either() {
    no_closed_row_is_read(&Desk::on_postgres("plan", ApprovalMode::TwoPersons).await).await;
}
