//! A table of a report in words, the same on the page and in the file.

use crate::{
    say::{say, say_with, word},
    views::{chart::Bar, queue::right_name, report::month_name},
};
use entity::kind::{Language, Outcome};
use portal_core::{
    law::ground::Ground,
    report::{
        Refused, Report,
        export::Table,
        tally::{Asked, HalfDays, Standing, Tally},
    },
};

/// Heads, rows and bars; every row has as many cells as there are heads.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub title: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub bars: Vec<Bar>,
    /// What is said when there are no rows.
    pub empty: String,
}

impl Sheet {
    /// A table of a report.
    pub fn of(language: Language, report: &Report, table: Table) -> Self {
        let figures = &report.figures;
        let rows: Vec<(String, &Tally)> = match table {
            Table::Ground => return of_grounds(language, &report.grounds),
            Table::Right => named(&figures.by_right, |asked| match asked {
                Asked::NoRequest => word(language, "outcome", Outcome::NoRequest.code()),
                Asked::Unclassified => right_name(language, None),
                Asked::Right(right) => right_name(language, Some(*right)),
            }),
            Table::Outcome => named(&figures.by_outcome, |outcome| match outcome {
                Some(outcome) => word(language, "outcome", outcome.code()),
                None => say(language, "report-undecided"),
            }),
            Table::Channel => named(&figures.by_channel, |channel| word(language, "channel", channel.code())),
            Table::Month => named(&figures.by_month, |month| month_name(language, *month)),
            Table::Year => named(&report.years, ToString::to_string),
        };
        let bars = rows.iter().map(|(label, tally)| bar(language, label, tally)).collect();
        let mut lines: Vec<_> = rows.iter().map(|(label, tally)| line(language, label, tally)).collect();
        // Years stand beside each other; every other table adds up to the whole.
        if table != Table::Year && lines.len() > 1 {
            lines.push(line(language, &say(language, "report-total"), &figures.total));
        }
        Self {
            title: title(language, table),
            heads: heads(language, table),
            rows: lines,
            bars,
            empty: say(language, "report-none"),
        }
    }

    /// The heads and the rows, for a file.
    pub fn lines(self) -> Vec<Vec<String>> {
        std::iter::once(self.heads).chain(self.rows).collect()
    }
}

fn title(language: Language, table: Table) -> String {
    say(language, &format!("report-by-{}", table.code()))
}

fn named<K>(groups: &[(K, Tally)], name: impl Fn(&K) -> String) -> Vec<(String, &Tally)> {
    groups.iter().map(|(key, tally)| (name(key), tally)).collect()
}

fn heads(language: Language, table: Table) -> Vec<String> {
    let first = say(language, &format!("report-head-{}", table.code()));
    let standings =
        Standing::ALL.iter().map(|standing| say(language, &format!("report-{}", standing.code())));
    let received = say(language, "report-received");
    let days = ["report-median", "report-longest"].map(|key| say(language, key));
    [first, received].into_iter().chain(standings).chain(days).collect()
}

/// The figures of a group, in the order of the heads.
pub fn line(language: Language, label: &str, tally: &Tally) -> Vec<String> {
    let standings = Standing::ALL.iter().map(|standing| tally.of(*standing).to_string());
    let none = || "–".to_owned();
    let median = tally.median().map_or_else(none, |days| half(language, days));
    let longest = tally.longest().map_or_else(none, |days| days.to_string());
    [label.to_owned(), tally.received().to_string()]
        .into_iter()
        .chain(standings)
        .chain([median, longest])
        .collect()
}

/// A number of days with the half, as a language writes it.
pub fn half(language: Language, days: HalfDays) -> String {
    let (whole, rest) = (days.0.div_euclid(2), days.0.rem_euclid(2));
    let point = if language == Language::En { '.' } else { ',' };
    if rest == 0 { whole.to_string() } else { format!("{whole}{point}5") }
}

fn bar(language: Language, label: &str, tally: &Tally) -> Bar {
    let of = |standings: [Standing; 2]| standings.map(|standing| tally.of(standing)).iter().sum::<u64>();
    let parts = [
        of([Standing::OnTime, Standing::Extended]),
        of([Standing::Late, Standing::Overdue]),
        of([Standing::Withdrawn, Standing::Open]),
        0,
    ];
    let told = [
        ("label", label.into()),
        ("total", tally.received().into()),
        ("well", parts[0].into()),
        ("late", parts[1].into()),
        ("rest", parts[2].into()),
    ];
    Bar { label: label.into(), parts, text: say_with(language, "report-bar", &told) }
}

fn of_grounds(language: Language, grounds: &[(Ground, Refused)]) -> Sheet {
    let label = |ground: Ground| ground.title(language);
    let row = |(ground, refused): &(Ground, Refused)| {
        let named = format!("{} ({})", label(*ground), ground.citation(language));
        vec![named, refused.requests.to_string(), refused.items.to_string()]
    };
    let bar = |(ground, refused): &(Ground, Refused)| Bar {
        label: label(*ground),
        parts: [0, 0, 0, refused.requests],
        text: format!("{}: {}.", label(*ground), refused.requests),
    };
    let heads = ["report-head-ground", "report-refused-requests", "report-refused-items"];
    Sheet {
        title: title(language, Table::Ground),
        heads: heads.map(|key| say(language, key)).to_vec(),
        rows: grounds.iter().map(row).collect(),
        bars: grounds.iter().map(bar).collect(),
        empty: say(language, "report-none-refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_day_is_written_as_its_language_does() {
        assert_eq!(half(Language::Fi, HalfDays(25)), "12,5");
        assert_eq!(half(Language::Sv, HalfDays(1)), "0,5");
        assert_eq!(half(Language::En, HalfDays(25)), "12.5");
        assert_eq!(half(Language::En, HalfDays(24)), "12");
    }
}
