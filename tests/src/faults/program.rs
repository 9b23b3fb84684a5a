//! The program that ships, as a process that a test can tell to stop, or kill.

use std::{
    fs::{self, File},
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Child, Command},
    time::Duration,
};

const SIGKILL: i32 = 9;

/// Who at the desk gets mail.
pub const DESK: &str = "desk@wprod.example";

/// A command of the portal in a process of its own, which ends with the test.
pub struct Program(Child);

impl Program {
    /// `portal COMMAND`, as an operator starts it; words of the command stand apart by a blank.
    pub fn start(settings: &Path, command: &str, log: File) -> Self {
        let mut portal = Command::new(program());
        Self(portal.arg("--config").arg(settings).args(command.split(' ')).stderr(log).spawn().unwrap())
    }

    /// Kills it at work; no other signal ended it.
    pub fn dies(mut self) {
        assert_eq!(self.0.try_wait().unwrap(), None, "it is still at work");
        self.0.kill().unwrap();
        assert_eq!(self.0.wait().unwrap().signal(), Some(SIGKILL));
    }

    /// It stands still, and knows of nothing until it is told to go on.
    pub fn is_stopped(&self) {
        self.is_sent("-STOP");
    }

    pub fn goes_on(&self) {
        self.is_sent("-CONT");
    }

    fn is_sent(&self, signal: &str) {
        let sent = Command::new("kill").arg(signal).arg(self.0.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// How many bytes of memory it holds; from now on the most of it is counted anew.
    pub fn memory_from_now(&self) -> u64 {
        fs::write(format!("/proc/{}/clear_refs", self.0.id()), "5").unwrap();
        self.memory("VmRSS:")
    }

    /// The most it held since then, in bytes.
    pub fn most_memory(&self) -> u64 {
        self.memory("VmHWM:")
    }

    fn memory(&self, what: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse::<u64>().unwrap() * 1024
    }

    /// What a service manager sends first.
    pub fn is_told_to_stop(&mut self) {
        assert_eq!(self.0.try_wait().unwrap(), None, "it is still at work");
        self.is_sent("-TERM");
    }

    /// Looks until it has ended, so that what it talks to can still answer; gives the code it ended with, or nothing when
    /// a signal ended it.
    pub async fn ends(mut self) -> Option<i32> {
        let mut look = tokio::time::interval(Duration::from_millis(20));
        loop {
            look.tick().await;
            if let Some(status) = self.0.try_wait().unwrap() {
                return status.code();
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // After `dies` or `ends` it is gone already; then there is nothing to end.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The program that ships: built beside the tests, or where a build without a build directory of its own puts it.
fn program() -> PathBuf {
    let beside = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("portal");
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/portal");
    let found = [beside, built].into_iter().find(|path| path.is_file());
    let program = found.expect("there is no portal: run `cargo build --workspace --all-targets` first");
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

/// The settings of a portal on this database, which listens where there is room and mails to this server.
pub fn configuration(folder: &Path, database: &str, smtp: &str) -> String {
    let notice = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/demo/notice.toml");
    format!(
        "base_url = 'https://privacy.wprod.example'\nmail_from = 'portal@wprod.example'\ndesk_address = '{DESK}'\n\
         listen = '127.0.0.1:0'\ndatabase_url = '{database}'\nsmtp_url = '{smtp}'\nnotice = '{}'\ndata_dir = '{}'\n\
         keys = '{}'\nwithout_fsync = 'allowed'\n",
        notice.display(),
        folder.display(),
        folder.join("keys").display(),
    )
}
