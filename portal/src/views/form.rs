//! Forms: the form itself with its token, its buttons, and the summary of what is wrong.

use crate::say::say;
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::keys::form_token;

/// What is wrong with one field, in the words of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Id of the field, which is its name unless `Field::id` says otherwise.
    pub field: String,
    /// A sentence that says what to do.
    pub message: String,
}

impl Problem {
    /// A problem of one field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// A form that changes something: always POST, always with its token, checked by us and not by the browser.
pub fn post(action: &str, token: &str, body: &Markup) -> Markup {
    html! { form method="post" action=(action) novalidate { (csrf(token, action)) (body) } }
}

/// Id of the one form of a page whose fields a change of language takes along.
pub const TYPED: &str = "typed";

/// Name of the button that takes a form of the desk along into another language.
pub const IN_LANGUAGE: &str = "in-language";

/// As [`post`], for that form.
pub fn post_typed(action: &str, token: &str, body: &Markup) -> Markup {
    html! { form #(TYPED) method="post" action=(action) novalidate { (csrf(token, action)) (body) } }
}

/// As [`post_typed`], for a form with files.
pub fn post_files(action: &str, token: &str, body: &Markup) -> Markup {
    html! {
        form #(TYPED) method="post" action=(action) enctype="multipart/form-data" novalidate { (csrf(token, action)) (body) }
    }
}

/// As [`post`], for a form with files that a change of language leaves.
pub fn post_upload(action: &str, token: &str, body: &Markup) -> Markup {
    html! {
        form method="post" action=(action) enctype="multipart/form-data" novalidate { (csrf(token, action)) (body) }
    }
}

/// The hidden token of a POST form: the seal of the page, bound to where the form goes.
fn csrf(seal: &str, action: &str) -> Markup {
    html! { input type="hidden" name="csrf" value=(form_token(seal, action)); }
}

/// The list of what is wrong, each leading to its field; nothing when nothing is wrong.
pub fn error_summary(language: Language, problems: &[Problem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            // `autofocus` leads screen readers here without a script.
            div.error-summary role="alert" aria-labelledby="error-summary-title" tabindex="-1" autofocus {
                h2 #error-summary-title { (say(language, "part-problem")) }
                ul { @for problem in problems { li { a href={ "#" (problem.field) } { (problem.message) } } } }
            }
        }
    }
}

/// The button that sends a form.
pub fn button(text: &str) -> Markup {
    html! { button.button type="submit" { (text) } }
}

/// A second button of a form.
pub fn button_second(text: &str) -> Markup {
    html! { button.button.button-second type="submit" { (text) } }
}

/// A button of a form that carries a value, where one form has several ends.
pub fn button_value(weight: Weight, name: &str, value: &str, text: &str) -> Markup {
    html! { button class=(weight.class()) type="submit" name=(name) value=(value) { (text) } }
}

/// A link that looks like a button and leads to the next page.
pub fn link_button(href: &str, text: &str) -> Markup {
    html! { a.button href=(href) { (text) } }
}

/// How much a button calls for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do on the page.
    First,
    /// Something else one may do.
    Second,
    /// What cannot be undone.
    Grave,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::First => "button",
            Self::Second => "button button-second",
            Self::Grave => "button button-grave",
        }
    }
}
