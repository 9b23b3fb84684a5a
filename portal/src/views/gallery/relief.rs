//! The form that gives sign-in mails again: empty, and refused in every field.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::Form,
    say::say,
    views::{
        form::Problem,
        layout::{Shell, Who},
        relief::page,
    },
};
use entity::kind::{Language, Role};

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Adi Admin", roles: &[Role::Admin] };
    let path = "/staff/sign-in-mails";
    let shell = Shell {
        who,
        csrf: Some("token"),
        ..Shell::new(language, say(language, "relief-title"), path, &identity)
    };
    let wrong =
        ["email", "why"].map(|field| Problem::new(field, say(language, &format!("relief-{field}-problem"))));
    let refused = Shell { problems: &wrong, ..shell.clone() };
    let typed = Form::of(vec![("email".to_owned(), HOSTILE.to_owned())]);
    vec![
        Sample { name: "relief", markup: page(&shell, &Form::default()) },
        Sample { name: "relief-problem", markup: page(&refused, &typed) },
    ]
}
