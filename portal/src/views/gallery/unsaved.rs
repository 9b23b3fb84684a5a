//! What was typed when the session had ended: above a filled form, and without its page.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    refill::Left,
    say::say,
    views::{
        layout::{Shell, Who, page},
        unsaved::{Said, gone, news},
    },
};
use entity::kind::{Language, Role};
use maud::html;
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let shell = Shell {
        who,
        csrf: Some("token"),
        ..Shell::new(language, say(language, "desk-notes"), "/staff/queue", &identity)
    };
    let ids = [Uuid::nil().to_string()];
    let said = |first, left| news(language, "token", &Said { first, left, ids: &ids, files: true });
    let lost = |field: &str, text: &str| Left { field: field.into(), text: text.into() };
    let left = [lost("free_part", HOSTILE), lost("reason", "Toinen\nrivi"), lost("unknown", "Kolmas")];
    vec![
        Sample { name: "unsaved", markup: page(&shell, &html! { (said(Some("main"), &[])) }) },
        Sample { name: "hostile-unsaved", markup: page(&shell, &html! { (said(None, &left)) }) },
        Sample {
            name: "hostile-unsaved-gone",
            markup: gone(&shell, &Said { first: None, left: &left, ids: &ids, files: false }),
        },
    ]
}
