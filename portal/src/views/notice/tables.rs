//! The tables of the notice: purposes with their bases, data, retention, and which right applies to which data.

use super::Reading;
use crate::{
    say::{say, say_with},
    views::table::{Table, data_table},
};
use entity::kind::{Language, Right};
use maud::{Markup, html};
use portal_core::{
    lang,
    law::basis::{Available, Basis},
    notice::{
        keeping::Example,
        profile::{Category, Purpose, RetentionClass},
    },
};

/// Rights that depend on the basis; the others exist for all data (law.md 1.12).
const DEPENDING: [Right; 5] =
    [Right::Erasure, Right::Portability, Right::Objection, Right::Marketing, Right::Consent];

pub(super) fn purposes(reading: Reading<'_>) -> Markup {
    let language = reading.language;
    let row = |purpose: &Purpose| {
        vec![
            titled(purpose.label.in_language(language), purpose.text.in_language(language)),
            html! {
                (bases(language, &purpose.basis))
                @if purpose.rests_on(Basis::Contract) && purpose.rests_on(Basis::LegitimateInterest) {
                    p.cell-note { (say(language, "notice-party")) }
                }
                @if let Some(interest) = &purpose.interest {
                    p.cell-note { (say_with(language, "notice-interest", &[("interest", interest.in_language(language).into())])) }
                }
            },
        ]
    };
    let rows = reading.notice.purposes.iter().map(row).collect();
    table(language, "notice-part-purposes", &["notice-purpose", "notice-basis"], rows)
}

pub(super) fn content(reading: Reading<'_>) -> Markup {
    let Reading { notice, language, .. } = reading;
    let row = |category: &Category| {
        let purposes = notice.purposes_of(&category.code);
        vec![
            titled(category.label.in_language(language), category.text.in_language(language)),
            listed(purposes.iter().map(|purpose| purpose.label.in_language(language))),
            bases(language, &category.basis),
        ]
    };
    let rows = notice.categories.iter().map(row).collect();
    table(language, "notice-part-content", &["notice-data", "notice-purpose", "notice-basis"], rows)
}

pub(super) fn retention(reading: Reading<'_>) -> Markup {
    let Reading { notice, language, .. } = reading;
    let row = |category: &Category| {
        let class = notice.retention_class_of(&category.code)?;
        Some(vec![
            html! { (category.label.in_language(language)) },
            html! {
                (class.told(language))
                p.cell-note { (statute(language, class)) }
            },
            html! { (example(reading, class)) },
        ])
    };
    let rows = notice.categories.iter().filter_map(row).collect();
    table(language, "notice-kept", &["notice-data", "notice-kept", "notice-example"], rows)
}

pub(super) fn matrix(reading: Reading<'_>) -> Markup {
    let Reading { notice, language, .. } = reading;
    let row = |category: &Category| {
        let cells = DEPENDING.map(|right| html! { (said(language, notice.right_on(category, right))) });
        [html! { (category.label.in_language(language)) }].into_iter().chain(cells).collect()
    };
    let rows = notice.categories.iter().map(row).collect();
    let columns = [
        "notice-data",
        "notice-matrix-erasure",
        "notice-matrix-portability",
        "notice-matrix-objection",
        "notice-matrix-marketing",
        "notice-matrix-consent",
    ];
    table(language, "notice-matrix", &columns, rows)
}

fn table(language: Language, caption: &str, columns: &[&str], rows: Vec<Vec<Markup>>) -> Markup {
    let columns = columns.iter().map(|key| say(language, key)).collect();
    data_table(&Table { caption: say(language, caption), columns, rows, empty: String::new() })
}

/// The bases, each with its point of Art. 6(1), as the package says it.
pub(in crate::views) fn bases(language: Language, bases: &[Basis]) -> Markup {
    let said =
        |basis: &Basis| lang::text(language, &format!("package-basis-{}", basis.code().replace('_', "-")));
    listed(bases.iter().map(said))
}

/// A name, and below it what it means.
fn titled(name: &str, text: &str) -> Markup {
    html! { (name) p.cell-text { (text) } }
}

pub(in crate::views) fn listed<S: AsRef<str>>(texts: impl Iterator<Item = S>) -> Markup {
    html! { ul.cell-list { @for text in texts { li { (text.as_ref()) } } } }
}

fn statute(language: Language, class: &RetentionClass) -> String {
    let key =
        if class.rule.is_accounting() { "notice-statute-accounting" } else { "notice-statute-limitation" };
    say(language, key)
}

fn example(Reading { notice, language, today }: Reading<'_>, class: &RetentionClass) -> String {
    let date = |day| lang::date(language, day).into();
    match notice.example(class, today) {
        Some(Example::Document { ends_on, until }) => {
            let values = [("today", date(today)), ("end", date(ends_on)), ("until", date(until))];
            say_with(language, "notice-example-document", &values)
        }
        Some(Example::Period { until }) => {
            say_with(language, "notice-example-period", &[("today", date(today)), ("until", date(until))])
        }
        None => say(language, "notice-example-none"),
    }
}

fn said(language: Language, available: Available) -> String {
    let key = match available {
        Available::Yes => "notice-yes",
        Available::OnceUnneeded => "notice-once-unneeded",
        Available::No => "notice-no",
    };
    say(language, key)
}
