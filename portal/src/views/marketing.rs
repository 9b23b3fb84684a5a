//! "Stop marketing": one press, no reason (Art. 21(2) and (3)).

use super::{
    draft::{Sheet, sheet},
    layout::{Shell, page},
    parts::lead,
};
use crate::say::{say, say_with};
use chrono::NaiveDate;
use maud::{Markup, html};
use portal_core::{lang::date, notice::profile::Profile};

/// What stops, and the one button; where it has been stopped already, since when, and what to do if mail still comes.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, notice: &Profile, in_force: Option<NaiveDate>) -> Markup {
    let language = shell.language;
    let lists = html! {
        ul { @for purpose in notice.marketing_purposes() { li { (purpose.label.in_language(language)) } } }
    };
    let body = match in_force {
        None => html! {
            (lead(&say(language, "marketing-lead")))
            (lists)
            p { (say(language, "marketing-service")) }
            p { (say(language, "marketing-follows")) }
            (sheet(shell, paper, &html! {}, "marketing-send"))
        },
        Some(since) => html! {
            (lead(&say_with(language, "marketing-in-force", &[("date", date(language, since).into())])))
            (lists)
            p { (say(language, "ban-lasts")) }
            p { (say(language, "marketing-nothing-to-do")) }
            h2 { (say(language, "marketing-still-title")) }
            p { (say(language, "marketing-still-why")) }
            p { (say(language, "marketing-still-do")) }
            (sheet(shell, paper, &html! { input type="hidden" name="still" value="yes"; }, "marketing-still-send"))
        },
    };
    page(shell, &body)
}
