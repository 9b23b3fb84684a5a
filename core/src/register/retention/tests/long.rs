//! A day in the register of a company with a hundred thousand customers.

use super::{at, run, runs};
use crate::{ctx::Ctx, register::demo, register::import, testing};

/// In KiB; the rows of such a register in memory would be many times that.
const PEAK: u64 = 256 * 1024;

async fn a_day_with_a_hundred_thousand(ctx: &Ctx) {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 100_000).unwrap();
    import::import(ctx, folder.path(), false).await.unwrap();
    at(ctx, "2028-01-02T12:00:00Z");
    let counted = run::count(ctx).await.unwrap();
    let tally = runs(ctx).await;
    assert!(tally.0["invoice"].destroyed > 1000, "{tally:?}");
    assert_eq!(tally.0["invoice"].destroyed, counted.0["invoice"].destroyed);
    assert_eq!(
        run::count(ctx).await.unwrap().0["invoice"].destroyed,
        0,
        "the second time there is nothing left"
    );
    let peak = peak();
    assert!(peak < PEAK, "{peak} KiB");
}

/// The most memory this process has had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn a_hundred_thousand_customers_are_looked_through_in_flat_memory() {
    let (ctx, _folder) = testing::ctx().await;
    a_day_with_a_hundred_thousand(&ctx).await;
}

#[tokio::test]
async fn a_hundred_thousand_customers_are_looked_through_in_flat_memory_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("retention_long").await;
    a_day_with_a_hundred_thousand(&ctx).await;
}
