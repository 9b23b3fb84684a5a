//! "Take my data with me": everything portable or chosen categories, and to whom else it goes directly.

use super::{
    draft::{Sheet, chose_some, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::{details, lead},
};
use crate::{paths, say::say};
use maud::{Markup, html};
use portal_core::{
    notice::profile::Profile,
    request::answers::{Answers, Wish},
    right::portability::{not_offered, offered},
};

/// The question. Only what can be portable is offered; the rest is named, with the way to it.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, notice: &Profile) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let some = chose_some(shell, answers);
    let scope = vec![
        Choice::new("everything", say(language, "portability-everything")).chosen_if(!some),
        Choice::new("some", say(language, "access-some")).chosen_if(some),
    ];
    let categories = offered(notice).into_iter().map(|category| {
        Choice::new(category.code.as_str(), category.label.in_language(language))
            .chosen_if(answers.categories.contains(&category.code))
    });
    let question = html! {
        (fields.radios("scope", say(language, "access-scope"), scope))
        (fields.checkboxes("categories", say(language, "access-categories"), categories.collect())
            .hint(say(language, "access-categories-hint")))
        (left_out(shell, notice))
        (transfer(shell, &fields, answers))
    };
    let body = html! {
        (lead(&say(language, "portability-lead")))
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}

fn left_out(shell: &Shell<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    details(
        &say(language, "portability-not"),
        &html! {
            p { (say(language, "portability-not-why")) }
            ul { @for category in not_offered(notice) { li { (category.label.in_language(language)) } } }
            p { a href=(paths::new(Wish::Access)) { (say(language, "portability-not-how")) } }
        },
    )
}

/// Art. 20(2): the person gets the file in any case, so nobody has to fill this in.
fn transfer(shell: &Shell<'_>, fields: &Fields<'_>, answers: &Answers) -> Markup {
    let language = shell.language;
    let typed = |value: &Option<String>| value.clone().unwrap_or_default();
    html! {
        h2 { (say(language, "portability-transfer")) }
        p { (say(language, "portability-transfer-lead")) }
        (fields.text("transfer_to", say(language, "portability-transfer-to")).value(typed(&answers.transfer_to)).optional())
        (fields.textarea("transfer_reach", say(language, "portability-transfer-reach"))
            .hint(say(language, "portability-transfer-hint")).value(typed(&answers.transfer_reach)).rows(2).optional())
    }
}
