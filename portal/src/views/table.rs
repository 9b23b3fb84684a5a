//! Lists of many things: the table that turns into cards on a phone, tabs, filters, the pager.

use crate::say::say;
use entity::kind::Language;
use maud::{Markup, html};

/// A table; the first cell of a row is its heading.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the table shows, for ears; where eyes need it too, the page has an `h2` above.
    pub caption: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Markup>>,
    /// What to say when there are no rows.
    pub empty: String,
}

/// The table. Roles are written out because a phone's layout would take them away.
pub fn data_table(table: &Table) -> Markup {
    html! {
        @if table.rows.is_empty() {
            p.empty { (table.empty) }
        } @else {
            table.table role="table" {
                caption.sr { (table.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in &table.columns { th scope="col" role="columnheader" { (column) } }
                    }
                }
                tbody role="rowgroup" { @for row in &table.rows { (data_row(&table.columns, row)) } }
            }
        }
    }
}

fn data_row(columns: &[String], cells: &[Markup]) -> Markup {
    html! {
        tr role="row" {
            @for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
                @if index == 0 {
                    th scope="row" role="rowheader" data-label=(column) { div.cell { (cell) } }
                } @else {
                    td role="cell" data-label=(column) { div.cell { (cell) } }
                }
            }
        }
    }
}

/// One view of a list.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub text: String,
    /// How many it holds, where that is cheap to know.
    pub count: Option<u64>,
    /// Whether it is shown now.
    pub current: bool,
}

/// The views of a list, as links.
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.text)
                            @if let Some(count) = tab.count { " " span.count { (count) } }
                        }
                    }
                }
            }
        }
    }
}

/// Fields that narrow a list, kept in the URL; `clear` is the list without them.
pub fn filters(language: Language, action: &str, clear: Option<&str>, fields: &Markup) -> Markup {
    html! {
        form.filters method="get" action=(action) role="search" {
            div.filters-fields { (fields) }
            div.filters-buttons {
                button.button.button-second type="submit" { (say(language, "part-filter")) }
                @if let Some(clear) = clear { a href=(clear) { (say(language, "part-filter-clear")) } }
            }
        }
    }
}

/// The pages before and after this one; nothing when it is the only one.
pub fn pager(language: Language, previous: Option<&str>, next: Option<&str>) -> Markup {
    html! {
        @if previous.is_some() || next.is_some() {
            nav.pager aria-label=(say(language, "part-pager")) {
                @if let Some(href) = previous { a.pager-previous href=(href) rel="prev" { (say(language, "part-previous")) } }
                @if let Some(href) = next { a.pager-next href=(href) rel="next" { (say(language, "part-next")) } }
            }
        }
    }
}
