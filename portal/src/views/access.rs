//! "What do you hold about me": everything, or chosen categories.

use super::{
    draft::{Sheet, chose_some, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::lead,
};
use crate::say::say;
use maud::{Markup, html};
use portal_core::{notice::profile::Profile, request::answers::Answers};

/// The question.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, notice: &Profile) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let some = chose_some(shell, answers);
    let scope = vec![
        Choice::new("everything", say(language, "access-everything")).chosen_if(!some),
        Choice::new("some", say(language, "access-some")).chosen_if(some),
    ];
    let categories = notice
        .categories
        .iter()
        .map(|category| {
            Choice::new(category.code.as_str(), category.label.in_language(language))
                .hint(category.text.in_language(language))
                .chosen_if(answers.categories.contains(&category.code))
        })
        .collect();
    let question = html! {
        (fields.radios("scope", say(language, "access-scope"), scope))
        (fields.checkboxes("categories", say(language, "access-categories"), categories)
            .hint(say(language, "access-categories-hint")))
    };
    let body = html! {
        (lead(&say(language, "access-lead")))
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}
