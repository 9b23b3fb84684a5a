//! The figures of a year or a month: each way of setting them apart as a table with its chart, and what they mean.

pub mod accountability;
pub mod sheet;

use self::sheet::Sheet;
use super::{
    chart,
    field::{Choice, Fields},
    layout::{Shell, page as document},
    parts::{inset, lead},
    table::{Table as Drawn, data_table, filters},
};
use crate::{
    paths,
    say::{say, say_with},
};
use chrono::NaiveDate;
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{
    lang::date,
    report::{Period, Report, export::Table},
};

/// What the page shows.
pub struct Shown<'a> {
    pub report: &'a Report,
    /// The years there are, newest first.
    pub years: &'a [i32],
    pub today: NaiveDate,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, period) = (shell.language, shown.report.period);
    let year = [("year", period.year.to_string().into())];
    let body = html! {
        (lead(&say(language, "report-lead")))
        (choice(language, shown))
        p { a href=(paths::accountability(period.year)) { (say_with(language, "report-accountability", &year)) } }
        h2 { (spell(language, period)) }
        (whole(language, shown.report.whole_from.filter(|from| *from > period.days().0)))
        (chart::key(&["well", "late", "rest"].map(|part| say(language, &format!("report-key-{part}")))))
        @for table in Table::ALL.iter().filter(|table| shows(period, **table)) {
            (section(language, shown.report, *table))
            @if *table == Table::Right && shown.report.none_held > 0 {
                p { (say_with(language, "report-none-held", &[("count", shown.report.none_held.into())])) }
            }
        }
        (meanings(language))
    };
    document(shell, &body)
}

/// A month is not set apart by month.
fn shows(period: Period, table: Table) -> bool {
    period.month.is_none() || table != Table::Month
}

/// A year or a month in words.
pub fn spell(language: Language, period: Period) -> String {
    let year = period.year.to_string();
    match period.month {
        None => say_with(language, "report-of-year", &[("year", year.into())]),
        Some(month) => format!("{} {year}", month_name(language, month)),
    }
}

/// The name of a month.
pub fn month_name(language: Language, month: u32) -> String {
    say(language, &format!("report-month-{month}"))
}

fn choice(language: Language, shown: &Shown<'_>) -> Markup {
    let period = shown.report.period;
    let fields = Fields::new(language, &[]);
    let year = |year: &i32| Choice::new(year.to_string(), year.to_string()).chosen_if(*year == period.year);
    let month = |month: u32| {
        Choice::new(month.to_string(), month_name(language, month)).chosen_if(period.month == Some(month))
    };
    let whole = Choice::new("", say(language, "report-whole-year")).chosen_if(period.month.is_none());
    let months = std::iter::once(whole).chain((1..=12).map(month)).collect();
    let this = Period::year_of(shown.today);
    let clear = (period != this).then_some(paths::REPORTS);
    filters(
        language,
        paths::REPORTS,
        clear,
        &html! {
            (fields.select("year", say(language, "report-year"), shown.years.iter().map(year).collect()))
            (fields.select("month", say(language, "report-month"), months))
        },
    )
}

/// From when the figures are whole, where the time shown begins before.
fn whole(language: Language, from: Option<NaiveDate>) -> Markup {
    html! {
        @if let Some(from) = from {
            (inset(&html! { p { (say_with(language, "report-whole-from", &[("from", date(language, from).into())])) } }))
        }
    }
}

/// A table with its chart beside it.
fn section(language: Language, report: &Report, table: Table) -> Markup {
    let sheet = Sheet::of(language, report, table);
    html! {
        section.report {
            h2 { (sheet.title) }
            (with_chart(&sheet, table.code()))
            @if !sheet.rows.is_empty() {
                p.small.report-file { a href=(paths::report_file(report.period, table)) download {
                    (say(language, "report-file")) span.sr { ": " (sheet.title) }
                } }
            }
        }
    }
}

fn with_chart(sheet: &Sheet, id: &str) -> Markup {
    html! {
        div.report-pair {
            (table(sheet))
            (chart::bars(id, &sheet.title, &sheet.bars))
        }
    }
}

fn table(sheet: &Sheet) -> Markup {
    let cells = |row: &Vec<String>| row.iter().map(|cell| html! { (cell) }).collect();
    html! {
        div.figures {
            (data_table(&Drawn {
                caption: sheet.title.clone(),
                columns: sheet.heads.clone(),
                rows: sheet.rows.iter().map(cells).collect(),
                empty: sheet.empty.clone(),
            }))
        }
    }
}

/// What each figure means, and from which facts it is counted.
fn meanings(language: Language) -> Markup {
    let row = |code: &&str| {
        ["", "-means", "-from"]
            .map(|part| html! { (say(language, &format!("report-{code}{part}"))) })
            .to_vec()
    };
    let columns = ["report-figure", "report-means", "report-from"];
    html! {
        h2 #meanings { (say(language, "report-meanings")) }
        (data_table(&Drawn {
            caption: say(language, "report-meanings"),
            columns: columns.map(|key| say(language, key)).to_vec(),
            rows: MEANINGS.iter().map(row).collect(),
            empty: String::new(),
        }))
    }
}

/// The figures that are explained; their texts are `report-CODE`, `-means` and `-from`.
const MEANINGS: &[&str] = &[
    "received",
    "on-time",
    "extended",
    "late",
    "withdrawn",
    "open",
    "overdue",
    "median",
    "longest",
    "refused-requests",
    "split",
    "again",
];
