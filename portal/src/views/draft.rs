//! What every form before sending shares: the address of the form, the name, "check your answers".

use super::{
    field::Fields,
    form::{Weight, button, button_value, post, post_typed},
    layout::{Shell, page},
    parts::{SummaryRow, inset, lead, summary_list},
};
use crate::{
    paths,
    say::{say, say_with},
};
use maud::{Markup, html};
use portal_core::{
    lang::date,
    request::{
        answers::{Answers, Wish},
        draft::Unsent,
    },
};

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
    // One press needs no typing, and a consent that is withdrawn has no form.
    let form = if sheet.wish.is_immediate() { post } else { post_typed };
    form(
        &paths::new(sheet.wish),
        shell.csrf.unwrap_or_default(),
        &html! {
            input type="hidden" name="draft" value=(sheet.draft);
            (question)
            (button(&say(shell.language, send)))
        },
    )
}

/// Requests that were begun and not sent, each with the ways on: nobody takes one for sent, or has to write it again.
pub fn unfinished(shell: &Shell<'_>, unsent: &[Unsent]) -> Markup {
    let language = shell.language;
    html! {
        @for draft in unsent {
            @let what = say(language, &format!("choice-{}-title", slug(draft.wish)));
            @let facts = [("what", what.as_str().into()), ("on", date(language, draft.changed_on).into()), ("until", date(language, draft.kept_until).into())];
            @let id = draft.id.to_string();
            (inset(&html! {
                p { strong { (say(language, "draft-unsent")) } }
                p { (say_with(language, "draft-unsent-what", &facts)) }
                ul.plain {
                    li { a href=(paths::draft_edit(&id)) { (say_with(language, "draft-unsent-go-on", &[("what", what.as_str().into())])) } }
                    li { a href=(paths::draft_discard(&id)) { (say_with(language, "draft-unsent-discard", &[("what", what.as_str().into())])) } }
                }
            }))
        }
    }
}

/// Whether a draft is really to be thrown away.
pub fn ask_discard(shell: &Shell<'_>, draft: &str, wish: Wish) -> Markup {
    let language = shell.language;
    let what = say(language, &format!("choice-{}-title", slug(wish)));
    let body = html! {
        (lead(&say_with(language, "draft-discard-lead", &[("what", what.into())])))
        (post(&paths::draft_discard(draft), shell.csrf.unwrap_or_default(),
            &button_value(Weight::Grave, "sure", "yes", &say(language, "draft-discard-send"))))
        p { a href=(paths::draft_edit(draft)) { (say(language, "draft-discard-keep")) } }
    };
    page(shell, &body)
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
pub fn check(shell: &Shell<'_>, (draft, wish): (&str, Wish), rows: &[SummaryRow]) -> Markup {
    let language = shell.language;
    let body = html! {
        (summary_list(language, rows))
        (inset(&html! {
            p { (say(language, "draft-check-next")) }
            @if wish == Wish::Erasure { p { strong { (say(language, "erasure-final")) } } }
        }))
        (post(&paths::draft(draft), shell.csrf.unwrap_or_default(), &button(&say(language, "draft-send"))))
    };
    page(shell, &body)
}
