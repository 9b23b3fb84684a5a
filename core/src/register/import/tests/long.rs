//! An import of the size a company of a hundred thousand customers has.

use super::*;
use crate::{
    register::demo,
    request::{
        answers::{Answers, Wish},
        tests_world::{requester, send},
    },
    testing,
};
use std::time::Duration;

/// What ten times as many customers may take more (in KiB); their files alone are 72 MiB more, and their rows in memory
/// many times that.
const MORE: u64 = 16 * 1024;
/// Nobody waits longer for a page (security.md R-05).
const PATIENCE: Duration = Duration::from_secs(6);

/// The second database is fresh: no row of the first is met again.
async fn memory_is_flat_and_people_go_on_filing(ten: &Ctx, hundred: &Ctx) {
    let few = peak_of(ten, 10_000).await;
    let many = peak_of(hundred, 100_000).await;
    assert!(many <= few + MORE, "{many} KiB for a hundred thousand, {few} KiB for ten");
}

/// The most memory this process had while so many customers came in and people went on asking, in KiB.
async fn peak_of(ctx: &Ctx, customers: usize) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), customers).unwrap();
    // From now on the most is counted anew.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let mut filed = 0;
    let mut importing = Box::pin(imported(ctx, &folder));
    let report = loop {
        tokio::select! {
            report = &mut importing => break report,
            () = files(ctx, filed) => filed += 1,
        }
    };
    assert_eq!(report.tables[0].new, u64::try_from(customers).unwrap(), "{report}");
    assert!(filed > 20, "{filed} requests were filed meanwhile");
    peak()
}

/// Somebody asks while the import writes, and is not kept waiting.
async fn files(ctx: &Ctx, number: usize) {
    let ada = requester(ctx, &format!("a{number}@example.fi"));
    let answers = Answers { everything: true, ..Answers::of(Wish::Access) };
    tokio::time::timeout(PATIENCE, send(ctx, &ada, &answers)).await.expect("an answer in time").unwrap();
}

/// In KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn a_hundred_thousand_customers_are_imported_in_flat_memory() {
    let ((ten, _one), (hundred, _other)) = (testing::ctx().await, testing::ctx().await);
    memory_is_flat_and_people_go_on_filing(&ten, &hundred).await;
}

#[tokio::test]
async fn a_hundred_thousand_customers_are_imported_in_flat_memory_on_postgresql_too() {
    let (ten, _one) = testing::postgres_ctx("import_long_ten").await;
    let (hundred, _other) = testing::postgres_ctx("import_long").await;
    memory_is_flat_and_people_go_on_filing(&ten, &hundred).await;
}
