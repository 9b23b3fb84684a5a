//! `portal deadline`: plain arithmetic on the dates given, with the reasons. It opens no database.

use chrono::NaiveDate;
use entity::kind::Language;
use portal_core::law::{
    deadline::{self, Deadline, Impossible, Milestone, Pause},
    explain,
};
use std::fmt::Write as _;

/// When a request must be answered.
#[derive(Clone, Debug, clap::Args)]
pub struct DeadlineArgs {
    /// Date of receipt in Finland, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub received: NaiveDate,
    /// A time the clock stood still, as YYYY-MM-DD..YYYY-MM-DD; may be given more than once
    #[arg(long = "pause", value_name = "FROM..TO", value_parser = pause)]
    pub pauses: Vec<Pause>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Why no deadline can be printed.
#[derive(Debug, thiserror::Error)]
pub enum DeadlineError {
    /// The pauses cannot have happened.
    #[error("--pause: {0}; expected FROM..TO as YYYY-MM-DD..YYYY-MM-DD, after receipt and without overlap")]
    Pause(#[from] Impossible),
    /// The result could not be written.
    #[error("the result could not be written")]
    Json(#[from] serde_json::Error),
    /// The result could not be written.
    #[error("the result could not be written")]
    Table(#[from] std::fmt::Error),
}

/// A value that is not of the expected form; clap puts the name of the argument before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// No date, or one that does not exist.
    #[error("expected a date as YYYY-MM-DD, for instance 2026-03-05")]
    Date,
    /// No pair of dates.
    #[error("expected two dates as YYYY-MM-DD..YYYY-MM-DD, for instance 2026-03-06..2026-03-10")]
    Pause,
}

/// What is to be printed; refused when the pauses cannot have happened.
pub fn run(args: &DeadlineArgs) -> Result<String, DeadlineError> {
    let deadline = deadline::deadline(args.received, &args.pauses)?;
    if args.json { Ok(serde_json::to_string_pretty(&deadline)?) } else { Ok(table(&deadline)?) }
}

fn table(deadline: &Deadline) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    writeln!(out, "received   {}", day(deadline.received_on))?;
    for (name, milestone) in
        [("due", Milestone::Due), ("extended", Milestone::Extended), ("internal", Milestone::Internal)]
    {
        writeln!(out, "{name:<10} {}", day(deadline.on(milestone)))?;
        for sentence in explain::explain_one(Language::En, deadline, milestone) {
            writeln!(out, "           {sentence}")?;
        }
    }
    Ok(out.trim_end().to_owned())
}

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d %a").to_string()
}

/// Four digits, two, two: chrono alone would take `2026-3-5` too.
fn date(text: &str) -> Result<NaiveDate, Malformed> {
    let date: NaiveDate = text.parse().map_err(|_| Malformed::Date)?;
    if text.len() == "YYYY-MM-DD".len() && date.to_string() == text { Ok(date) } else { Err(Malformed::Date) }
}

fn pause(text: &str) -> Result<Pause, Malformed> {
    let (from, to) = text.split_once("..").ok_or(Malformed::Pause)?;
    match (date(from), date(to)) {
        (Ok(from), Ok(to)) => Ok(Pause { from, to }),
        (Err(_), _) | (_, Err(_)) => Err(Malformed::Pause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use serde_json::{Value, json};

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        args: DeadlineArgs,
    }

    fn asked(args: &[&str]) -> Result<String, String> {
        let cli = Cli::try_parse_from([&["deadline"], args].concat()).map_err(|error| error.to_string())?;
        run(&cli.args).map_err(|error| error.to_string())
    }

    #[test]
    fn json_has_the_promised_keys_and_nothing_else() {
        let printed = asked(&["--received", "2026-03-03", "--json"]).unwrap();
        let shift = |date: &str, to: &str, reason: &str| json!({"date": date, "to": to, "reason": reason});
        let expected = json!({
            "received_on": "2026-03-03",
            "due_on": "2026-04-07",
            "extended_due_on": "2026-06-03",
            "internal_due_on": "2026-04-02",
            "shifts": [
                shift("2026-04-03", "2026-04-04", "good_friday"),
                shift("2026-04-04", "2026-04-05", "saturday"),
                shift("2026-04-05", "2026-04-06", "easter_sunday"),
                shift("2026-04-06", "2026-04-07", "easter_monday"),
            ],
        });
        assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), expected);
    }

    #[test]
    fn pauses_may_be_given_more_than_once() {
        let pauses = ["--pause", "2026-06-02..2026-06-05", "--pause", "2026-06-08..2026-06-18"];
        let printed = asked(&[&["--received", "2026-06-01", "--json"], &pauses[..]].concat()).unwrap();
        let printed: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(printed["due_on"], "2026-07-14");
        assert_eq!(
            printed["shifts"][0],
            json!({"date": "2026-07-01", "to": "2026-07-14", "reason": "paused_days"})
        );
    }

    #[test]
    fn the_table_says_each_date_and_why() {
        let printed = asked(&["--received", "2026-03-05"]).unwrap();
        assert!(printed.contains("due        2026-04-07 Tue"), "{printed}");
        assert!(printed.contains("5 April 2026 is Easter Sunday"), "{printed}");
        assert!(printed.contains("extended   2026-06-05 Fri"), "{printed}");
        assert!(printed.contains("internal   2026-04-02 Thu"), "{printed}");
        assert!(!printed.contains('⟦'), "{printed}");
    }

    #[test]
    fn a_bad_date_names_the_argument_and_the_expected_form() {
        for bad in ["5.3.2026", "2026-3-5", "2026-02-30", "", "+2026-03-05", "2026-03-05T00:00"] {
            let error = asked(&["--received", bad]).unwrap_err();
            assert!(error.contains("--received") && error.contains("YYYY-MM-DD"), "{bad}: {error}");
        }
        for bad in ["2026-03-06", "2026-03-06..", "2026-03-06..10.3.2026", "..", "2026-03-06...2026-03-10"] {
            let error = asked(&["--received", "2026-03-05", "--pause", bad]).unwrap_err();
            assert!(error.contains("--pause") && error.contains("YYYY-MM-DD..YYYY-MM-DD"), "{bad}: {error}");
        }
    }

    #[test]
    fn a_pause_that_cannot_have_happened_names_the_argument_and_the_reason() {
        let error = asked(&["--received", "2026-03-05", "--pause", "2026-03-10..2026-03-06"]).unwrap_err();
        assert!(error.contains("--pause") && error.contains("ends before it starts"), "{error}");
        let error = asked(&["--received", "2026-03-05", "--pause", "2026-03-01..2026-03-06"]).unwrap_err();
        assert!(error.contains("before the request was received on 2026-03-05"), "{error}");
    }
}
