//! Addresses that are muted, and the form that mutes one.

use super::{
    field::Fields,
    form::{Weight, button, button_value, post},
    layout::{Shell, page as document},
    parts::{details, lead},
    table::{Table, data_table},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
};
use maud::{Markup, html};
use portal_core::{
    identity::mute::{LASTS, LONGEST_REASON, Muted},
    lang::moment,
};

/// What the page shows.
pub struct Shown<'a> {
    /// Newest first.
    pub muted: &'a [Muted],
    /// Whether the reader may mute.
    pub works: bool,
    pub typed: &'a Form,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say_with(language, "mute-lead", &[("days", LASTS.num_days().into())])))
        (list(shell, shown))
        @if shown.works {
            h2 { (say(language, "mute-new")) }
            (post(paths::MUTES, shell.csrf.unwrap_or_default(), &html! {
                (fields.email("email", say(language, "mute-email")).value(shown.typed.get("email")).autocomplete("off"))
                (fields.textarea("reason", say(language, "mute-reason")).hint(say_with(language, "mute-reason-hint", &[("longest", LONGEST_REASON.into())]))
                    .value(shown.typed.get("reason")).rows(3))
                (button(&say(language, "mute-send")))
            }))
        }
    };
    document(shell, &body)
}

fn list(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let row = |muted: &Muted| {
        let mut cells = vec![
            html! { (muted.row.masked) },
            html! { (muted.row.reason) },
            html! { (muted.by) br; (moment(language, muted.row.muted_at)) },
            html! { (moment(language, muted.row.ends_at)) },
        ];
        if shown.works {
            cells.push(post(
                &paths::mute(&muted.row.id.to_string()),
                shell.csrf.unwrap_or_default(),
                &html! {
                    (button_value(Weight::Second, "end", "yes", &say(language, "mute-end")))
                },
            ));
        }
        cells
    };
    let mut columns = vec!["mute-address", "mute-reason", "mute-by", "mute-until"];
    if shown.works {
        columns.push("mute-end-column");
    }
    data_table(&Table {
        caption: say(language, "mute-list"),
        columns: columns.into_iter().map(|key| say(language, key)).collect(),
        rows: shown.muted.iter().map(row).collect(),
        empty: say(language, "mute-none"),
    })
}

/// The form beside somebody whose address is shown.
pub fn beside(shell: &Shell<'_>, email: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, &[]);
    let days = [("days", LASTS.num_days().into())];
    details(
        &say(language, "mute-beside"),
        &post(
            paths::MUTES,
            shell.csrf.unwrap_or_default(),
            &html! {
                p { (say_with(language, "mute-beside-text", &days)) }
                input type="hidden" name="email" value=(email);
                (fields.textarea("reason", say(language, "mute-reason")).id("mute-reason")
                    .hint(say_with(language, "mute-reason-hint", &[("longest", LONGEST_REASON.into())])).rows(3))
                (button_value(Weight::Second, "mute", "yes", &say(language, "mute-send")))
            },
        ),
    )
}
