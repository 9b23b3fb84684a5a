//! "Stop marketing": one press, no reason (Art. 21(2) and (3)).

use super::{
    draft::{Sheet, sheet},
    layout::{Shell, page},
    parts::lead,
};
use crate::say::say;
use maud::{Markup, html};
use portal_core::notice::profile::Profile;

/// What stops, and the one button.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "marketing-lead")))
        ul { @for purpose in notice.marketing_purposes() { li { (purpose.label.in_language(language)) } } }
        p { (say(language, "marketing-service")) }
        (sheet(shell, paper, &html! {}, "marketing-send"))
    };
    page(shell, &body)
}
