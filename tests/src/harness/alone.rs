//! A test that takes hold of what a process has once: the subscriber of its logs, the hook of its panics.

use std::process::Command;

/// Says to the process begun here that it is the one.
const ALONE: &str = "PORTAL_TEST_ALONE";

/// Runs such a test in a process of its own, where the runner does not give it one already (nextest does).
pub fn alone(name: &str, test: impl FnOnce()) {
    if std::env::var_os("NEXTEST").is_some() || std::env::var_os(ALONE).is_some() {
        return test();
    }
    let program = std::env::current_exe().unwrap();
    let ended = Command::new(program).args(["--exact", name]).env(ALONE, "1").output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(ended.status.success() && said.contains("1 passed"), "{name} alone:\n{said}");
}
