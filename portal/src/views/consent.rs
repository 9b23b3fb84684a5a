//! "Withdraw a consent": as easy as giving it (Art. 7(3)).

use super::{
    draft::{Sheet, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::lead,
};
use crate::say::say;
use maud::{Markup, html};
use portal_core::{notice::profile::Profile, request::answers::Answers};

/// Which consent; a single one needs no choosing.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, notice: &Profile) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let purposes = notice.consent_purposes();
    let only = purposes.len() == 1;
    let choices = purposes
        .iter()
        .map(|purpose| {
            Choice::new(purpose.code.as_str(), purpose.label.in_language(language))
                .chosen_if(only || answers.purposes.contains(&purpose.code))
        })
        .collect();
    let body = html! {
        (lead(&say(language, "consent-lead")))
        (sheet(shell, paper, &html! { (fields.checkboxes("purposes", say(language, "consent-which"), choices)) }, "consent-send"))
    };
    page(shell, &body)
}
