//! An import of the size a company of a hundred thousand customers has.

use super::*;
use crate::{register::demo, testing};

/// In KiB; the files alone are 80 MiB, and their rows in memory many times that.
const PEAK: u64 = 256 * 1024;

async fn import_a_hundred_thousand(ctx: &Ctx) {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 100_000).unwrap();
    let report = imported(ctx, &folder).await;
    assert_eq!(report.tables[0].new, 100_000, "{report}");
    let peak = peak();
    assert!(peak < PEAK, "{peak} KiB\n{report}");
}

/// The most memory this process has had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn a_hundred_thousand_customers_are_imported_in_flat_memory() {
    let (ctx, _folder) = testing::ctx().await;
    import_a_hundred_thousand(&ctx).await;
}

#[tokio::test]
async fn a_hundred_thousand_customers_are_imported_in_flat_memory_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("import_long").await;
    import_a_hundred_thousand(&ctx).await;
}
