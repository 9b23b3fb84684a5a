//! The program that ships, as a process that a test can kill.

use std::{
    fs::{self, File},
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Child, Command},
};

const SIGKILL: i32 = 9;

/// A worker in a process of its own, which ends with the test.
pub struct Worker(Child);

impl Worker {
    /// `portal worker`, as an operator starts it.
    pub fn start(settings: &Path, log: File) -> Self {
        let mut command = Command::new(program());
        Self(command.arg("--config").arg(settings).arg("worker").stderr(log).spawn().unwrap())
    }

    /// Kills it at work; no other signal ended it.
    pub fn dies(mut self) {
        assert_eq!(self.0.try_wait().unwrap(), None, "it is still at work");
        self.0.kill().unwrap();
        assert_eq!(self.0.wait().unwrap().signal(), Some(SIGKILL));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // After `dies` it is gone already; then there is nothing to end.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The program that ships: built beside the tests, or where a build without a build directory of its own puts it.
fn program() -> PathBuf {
    let beside = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("portal");
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/portal");
    let found = [beside, built].into_iter().find(|path| path.is_file());
    let program =
        found.expect("there is no portal to kill: run `cargo build --workspace --all-targets` first");
    let of = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).unwrap();
    let parts = fs::read_to_string(program.with_extension("d")).unwrap();
    let sources = parts.split_once(": ").unwrap().1.split_whitespace().map(Path::new);
    let newer = sources.filter(|source| of(source) > of(&program)).collect::<Vec<_>>();
    assert!(
        newer.is_empty(),
        "the portal is older than {newer:?}: run `cargo build --workspace --all-targets`"
    );
    program
}
