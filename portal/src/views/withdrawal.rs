//! Notes that a requester withdrew in words: by what way, on what day, and who made sure of it.

use super::{
    desk::{act_typed, seen},
    entry::channels,
    field::Fields,
    form::{Weight, button_value},
    layout::{Shell, page as document},
    parts::{inset, lead},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{lang::date, request::withdraw::Outlook};

/// The form, with what follows from it.
pub fn page(shell: &Shell<'_>, outlook: &Outlook, typed: &Form) -> Markup {
    let (language, request) = (shell.language, &outlook.request);
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, "withdrawal-lead")))
        (ends_restriction(language, outlook))
        (act_typed(shell, &paths::note_withdrawal(&request.reference), seen(request, typed), &html! {
            (fields.radios("channel", say(language, "withdrawal-channel"), channels(language, typed)))
            (fields.date("on", say(language, "withdrawal-on")).value(typed.get("on")))
            (fields.textarea("how", say(language, "withdrawal-how")).hint(say(language, "withdrawal-how-hint"))
                .value(typed.get("how")).rows(2))
            (button_value(Weight::Grave, "send", "yes", &say(language, "withdrawal-send")))
        }))
    };
    document(shell, &body)
}

fn ends_restriction(language: Language, outlook: &Outlook) -> Markup {
    html! {
        @if let Some(on) = outlook.restriction_ends {
            (inset(&html! { p { (say_with(language, "withdrawal-restriction", &[("on", date(language, on).into())])) } }))
        }
    }
}
