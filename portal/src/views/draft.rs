//! What every form before sending shares: the address of the form, the name, "check your answers".

use super::{
    field::Fields,
    form::{button, post, post_typed},
    layout::{Shell, page},
    parts::{SummaryRow, inset, lead, summary_list},
};
use crate::{paths, say::say};
use maud::{Markup, html};
use portal_core::request::answers::{Answers, Wish};

/// One form of a wish: which draft it fills.
pub struct Sheet<'a> {
    pub wish: Wish,
    /// Minted when the form is drawn; sending twice is sending once.
    pub draft: &'a str,
}

/// Key part of a wish in the catalogues.
pub const fn slug(wish: Wish) -> &'static str {
    match wish {
        Wish::SomethingElse => "other",
        known => known.code(),
    }
}

/// Whether only some of the data are meant: also where none was ticked yet, which is what the page then complains of. A form
/// that fell back to "everything" would ask for more than the person wished, and an erasure cannot be undone.
pub(super) fn chose_some(shell: &Shell<'_>, answers: &Answers) -> bool {
    let unticked = shell.problems.iter().any(|problem| problem.field == "categories");
    !answers.everything && (unticked || !answers.categories.is_empty())
}

/// The form around the question of a wish.
pub(super) fn sheet(shell: &Shell<'_>, sheet: &Sheet<'_>, question: &Markup, send: &str) -> Markup {
    post_typed(
        &paths::new(sheet.wish),
        shell.csrf.unwrap_or_default(),
        &html! {
            input type="hidden" name="draft" value=(sheet.draft);
            (question)
            (button(&say(shell.language, send)))
        },
    )
}

/// What we may call the person; nobody has to say.
pub fn name(shell: &Shell<'_>, draft: &str, name: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, "draft-name-lead")))
        (post_typed(&paths::draft_name(draft), shell.csrf.unwrap_or_default(), &html! {
            (fields.text("name", say(language, "draft-name")).value(name).optional().autocomplete("name"))
            (button(&say(language, "draft-continue")))
        }))
    };
    page(shell, &body)
}

/// Everything answered, once more before it is sent.
pub fn check(shell: &Shell<'_>, draft: &str, rows: &[SummaryRow]) -> Markup {
    let language = shell.language;
    let body = html! {
        (summary_list(language, rows))
        (inset(&html! { p { (say(language, "draft-check-next")) } }))
        (post(&paths::draft(draft), shell.csrf.unwrap_or_default(), &button(&say(language, "draft-send"))))
    };
    page(shell, &body)
}
