//! An import of the size a company of a hundred thousand customers has.

use super::*;
use crate::{register::demo, testing};

/// In KiB; an import that read its files whole would need ten times as much.
const PEAK: u64 = 256 * 1024;

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_hundred_thousand_customers_are_imported_in_flat_memory() {
    let (ctx, _folder) = testing::ctx().await;
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 100_000).unwrap();
    let report = imported(&ctx, &folder).await;
    assert_eq!(report.tables[0].new, 100_000, "{report}");
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(peak < PEAK, "{peak} KiB\n{report}");
}
