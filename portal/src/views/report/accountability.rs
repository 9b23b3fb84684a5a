//! The yearly report of accountability (Art. 5(2)), to print: figures, breaches, the review, holders, destruction and
//! looks. It names nobody but who made it.

use super::{sheet::Sheet, table, whole};
use crate::{
    say::{say, say_with, word},
    views::{
        layout::{Shell, page as document},
        parts::lead,
        table::{Table as Drawn, data_table},
    },
};
use entity::kind::{Language, Role};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment, text},
    law::calendar::helsinki_date,
    notice::profile::Profile,
    report::{
        accountability::{Accountability, Breaches, Holder, Looks},
        export::Table,
    },
    step::holder,
};

/// The report; `by` made it.
pub fn page(shell: &Shell<'_>, (made, by): (&Accountability, &str), notice: &Profile) -> Markup {
    let language = shell.language;
    let said = [("by", by.into()), ("when", moment(language, made.made_at).into())];
    let body = html! {
        (lead(&say(language, "accountability-lead")))
        p { (notice.controller_line(language)) }
        p { (say_with(language, "accountability-made", &said)) }
        @if made.report.period.days().1 >= helsinki_date(made.made_at) { p { (say(language, "accountability-running")) } }
        (whole(language, made.report.whole_from.filter(|from| *from > made.report.period.days().0)))
        h2 { (say(language, "accountability-requests")) }
        p.small { (say(language, "accountability-requests-text")) }
        @for kind in [Table::Right, Table::Outcome, Table::Ground, Table::Channel, Table::Month] {
            @let sheet = Sheet::of(language, &made.report, kind);
            h3 { (sheet.title) }
            (table(&sheet))
        }
        h2 { (say(language, "accountability-breaches")) }
        (breaches(language, &made.breaches))
        h2 { (say(language, "accountability-review")) }
        (review(language, made))
        h2 { (say(language, "accountability-holders")) }
        p.small { (say(language, "accountability-holders-text")) }
        (holders(language, made, notice))
        h2 { (say(language, "accountability-retention")) }
        (runs(language, made))
        h2 { (say(language, "accountability-looks")) }
        (looks(language, made))
    };
    document(shell, &body)
}

fn breaches(language: Language, counted: &Breaches) -> Markup {
    let rows = [
        ("all", counted.all),
        ("in-time", counted.in_time),
        ("late", counted.late),
        ("over", counted.over),
        ("running", counted.running),
        ("unlikely", counted.unlikely),
        ("as-processor", counted.as_processor),
        ("high", counted.high),
    ];
    let told = counted.telling.iter().map(|(code, count)| {
        let how = match code.as_str() {
            "" => say(language, "accountability-breach-untold"),
            code => word(language, "breach-telling", code),
        };
        (say_with(language, "accountability-breach-telling", &[("how", how.into())]), *count)
    });
    let rows = rows.map(|(code, count)| (say(language, &format!("accountability-breach-{code}")), count));
    let open = (say(language, "accountability-breach-open"), counted.open);
    counts(language, "accountability-breaches", rows.into_iter().chain(told).chain([open]))
}

/// Two columns: what, and how many.
fn counts(language: Language, caption: &str, rows: impl Iterator<Item = (String, u64)>) -> Markup {
    html! {
        div.figures {
            (data_table(&Drawn {
                caption: say(language, caption),
                columns: ["report-figure", "accountability-count"].map(|key| say(language, key)).to_vec(),
                rows: rows.map(|(label, count)| vec![html! { (label) }, html! { (count) }]).collect(),
                empty: say(language, "accountability-none"),
            }))
        }
    }
}

fn review(language: Language, made: &Accountability) -> Markup {
    let due = [("due", date(language, made.review.due_on).into())];
    let key = if made.review.overdue { "accountability-review-overdue" } else { "accountability-review-due" };
    html! {
        @for review in &made.reviews {
            @if let Some(at) = review.closed_at {
                p { (say_with(language, "accountability-review-done", &[("when", date(language, helsinki_date(at)).into())])) }
            }
        }
        @if made.reviews.is_empty() { p { (say(language, "accountability-review-none")) } }
        p { (say_with(language, key, &due)) }
    }
}

fn holders(language: Language, made: &Accountability, notice: &Profile) -> Markup {
    let keys = ["asked", "answered", "cannot", "given-up", "ended", "waiting", "silent"];
    let heads = keys.map(|key| say(language, &format!("accountability-holder-{key}")));
    let row = |(code, counted): &(String, Holder)| {
        let counts = [
            counted.asked,
            counted.answered,
            counted.cannot,
            counted.given_up,
            counted.ended,
            counted.waiting,
            counted.silent,
        ];
        let name = holder::name(notice, code, language);
        std::iter::once(html! { (name) }).chain(counts.map(|count| html! { (count) })).collect()
    };
    html! {
        div.figures {
            (data_table(&Drawn {
                caption: say(language, "accountability-holders"),
                columns: std::iter::once(say(language, "accountability-holder")).chain(heads).collect(),
                rows: made.holders.iter().map(row).collect(),
                empty: say(language, "accountability-holders-none"),
            }))
        }
    }
}

fn runs(language: Language, made: &Accountability) -> Markup {
    let told = [("finished", made.runs.finished.into()), ("unfinished", made.runs.unfinished.into())];
    let gone = made.runs.gone.iter().map(|(table, rows)| (text(language, &table.label_key()), *rows));
    html! {
        p { (say_with(language, "accountability-runs", &told)) }
        (counts(language, "accountability-retention", gone))
    }
}

fn looks(language: Language, made: &Accountability) -> Markup {
    let row = |(role, looks): &(Role, Looks)| {
        vec![
            html! { (word(language, "role", role.code())) },
            html! { (looks.on_request) },
            html! { (looks.otherwise) },
        ]
    };
    let keys = ["accountability-role", "accountability-look-request", "accountability-look-other"];
    html! {
        div.figures {
            (data_table(&Drawn {
                caption: say(language, "accountability-looks"),
                columns: keys.map(|key| say(language, key)).to_vec(),
                rows: made.looks.iter().map(row).collect(),
                empty: say(language, "accountability-looks-none"),
            }))
        }
        p { (say_with(language, "accountability-disclosures", &[("count", made.disclosures.into())])) }
    }
}

/// The title of the report of a year.
pub fn title(language: Language, year: i32) -> String {
    say_with(language, "report-accountability", &[("year", year.to_string().into())])
}
