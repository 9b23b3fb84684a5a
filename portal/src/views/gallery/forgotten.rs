//! A forgotten password at the desk: asked for, mailed, and set with every field refused.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    say::say,
    views::{
        forgotten::{form, reset, sent},
        form::Problem,
        layout::Shell,
    },
};
use entity::kind::Language;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let title = say(language, "forgotten-title");
    let shell = Shell { csrf: Some("token"), ..Shell::new(language, title, "/staff/forgotten", &identity) };
    let problem = |field: &str, key: &str| Problem::new(field, say(language, key));
    let address = [problem("email", "account-email-problem")];
    let wrong = [
        problem("password_new", "password-too-short"),
        problem("password_again", "own-account-password-differs"),
        problem("code", "account-code-problem"),
    ];
    let refused = |problems| Shell { problems, ..shell.clone() };
    vec![
        Sample { name: "forgotten", markup: form(&shell, "") },
        Sample { name: "forgotten-problem", markup: form(&refused(&address), HOSTILE) },
        Sample { name: "forgotten-sent", markup: sent(&shell) },
        Sample { name: "forgotten-new", markup: reset(&shell, "/staff/reset/AAAA") },
        Sample { name: "forgotten-new-problem", markup: reset(&refused(&wrong), "/staff/reset/AAAA") },
    ]
}
