//! Fills the register as its owner does, by files, and lets days pass over it.

use super::portal::TestPortal;
use chrono::NaiveDate;
use portal::worker;
use portal_core::{
    law::calendar::helsinki_date,
    register::{
        import::{import, report::Report},
        retention,
    },
};

impl TestPortal {
    /// Brings files in, each by its name without `.csv` and its text.
    pub async fn imports(&self, files: &[(&str, &str)]) -> Report {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(format!("{name}.csv")), text).unwrap();
        }
        let report = import(self.ctx(), folder.path(), false).await.unwrap();
        assert!(report.is_clean(), "{report}");
        report
    }

    /// Moves the clock on to a day, and does what the worker does on it: it tidies, which puts down the day's run of
    /// destruction, takes the run to its end, and tidies again.
    pub async fn day_comes(&self, day: &str) {
        let day: NaiveDate = day.parse().unwrap();
        let days = day - helsinki_date(self.clock.now());
        assert!(days.num_days() >= 0, "the clock runs forward, and it is {}", self.clock.now());
        self.clock.advance(days);
        worker::tidy(self.ctx()).await.unwrap();
        while retention::run::step(self.ctx()).await.unwrap() {}
        worker::tidy(self.ctx()).await.unwrap();
        self.inbox().await;
    }
}
