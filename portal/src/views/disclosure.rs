//! The form of a disclosure to an authority, new or correcting an earlier entry.

use super::{
    field::{Choice, Fields},
    form::{button, post},
    layout::{Shell, page as document},
    parts::lead,
};
use crate::{form::Form, say::say};
use entity::disclosure;
use maud::{Markup, html};
use portal_core::notice::profile::Profile;

/// What the page shows.
pub struct Shown<'a> {
    /// Whether it corrects an earlier entry.
    pub corrects: bool,
    pub notice: &'a Profile,
    pub typed: &'a Form,
}

/// The form.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, typed) = (shell.language, shown.typed);
    let fields = Fields::new(language, shell.problems);
    let label = |key: &str| say(language, &format!("disclosure-{key}"));
    let body = html! {
        (lead(&label(if shown.corrects { "correct-lead" } else { "lead" })))
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="press" value=(typed.get("press"));
            @if shown.corrects {
                (fields.textarea("correction", label("correction")).hint(label("correction-hint"))
                    .value(typed.get("correction")).rows(3))
            }
            (fields.text("authority", label("authority")).hint(label("authority-hint")).value(typed.get("authority")))
            (fields.checkboxes("categories", label("categories"), categories(shell, shown)))
            (fields.text("statute", label("statute")).hint(label("statute-hint")).value(typed.get("statute")))
            (fields.date("on", label("on")).value(typed.get("on")))
            (fields.text("reference", label("reference")).hint(label("reference-hint"))
                .value(typed.get("reference")).optional())
            (button(&label("send")))
        }))
    };
    document(shell, &body)
}

fn categories(shell: &Shell<'_>, shown: &Shown<'_>) -> Vec<Choice> {
    let categories = shown.notice.categories.iter().map(|category| {
        let chosen = shown.typed.all("categories").any(|code| code == category.code);
        Choice::new(category.code.as_str(), category.label.in_language(shell.language)).chosen_if(chosen)
    });
    categories.collect()
}

/// The form of a press, as an entry that it corrects fills it.
pub fn filled(press: &str, entry: Option<&disclosure::Model>) -> Form {
    let mut fields = vec![("press".to_owned(), press.to_owned())];
    if let Some(entry) = entry {
        fields.extend([
            ("authority".to_owned(), entry.authority.clone()),
            ("statute".to_owned(), entry.statute.clone()),
            ("on".to_owned(), entry.disclosed_on.to_string()),
            ("reference".to_owned(), entry.reference.clone().unwrap_or_default()),
        ]);
        fields.extend(entry.categories.split(',').map(|code| ("categories".to_owned(), code.to_owned())));
    }
    Form::of(fields)
}
