//! "Pause the use of my data": why, and which data (Art. 18).

use super::{
    draft::{Sheet, chose_some, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::lead,
};
use crate::say::say;
use entity::kind::RestrictionGround;
use maud::{Markup, html};
use portal_core::{notice::profile::Profile, request::answers::Answers};

/// The reasons to choose from; an objection has a form of its own.
pub const GROUNDS: [RestrictionGround; 3] =
    [RestrictionGround::Accuracy, RestrictionGround::Unlawful, RestrictionGround::Claims];

/// The question.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, notice: &Profile) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let grounds = GROUNDS.map(|ground| {
        Choice::new(ground.code(), say(language, &format!("restriction-because-{}", ground.code())))
            .hint(say(language, &format!("restriction-because-{}-hint", ground.code())))
            .chosen_if(answers.ground == Some(ground))
    });
    let some = chose_some(shell, answers);
    let scope = vec![
        Choice::new("everything", say(language, "restriction-everything")).chosen_if(!some),
        Choice::new("some", say(language, "restriction-some")).chosen_if(some),
    ];
    let categories = notice.categories.iter().map(|category| {
        Choice::new(category.code.as_str(), category.label.in_language(language))
            .hint(category.text.in_language(language))
            .chosen_if(answers.categories.contains(&category.code))
    });
    let question = html! {
        (fields.radios("ground", say(language, "restriction-why"), grounds.to_vec()))
        (fields.radios("scope", say(language, "restriction-scope"), scope))
        (fields.checkboxes("categories", say(language, "restriction-categories"), categories.collect())
            .hint(say(language, "restriction-categories-hint")))
        (fields.textarea("text", say(language, "restriction-text")).hint(say(language, "restriction-text-hint"))
            .value(answers.text.clone().unwrap_or_default()).optional().rows(4))
    };
    let body = html! {
        (lead(&say(language, "restriction-lead")))
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}
