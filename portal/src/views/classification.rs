//! Which right a request in the person's own words is about: the choice, and the last look before one that acts at once.

use super::{
    desk::{act, seen},
    field::{Choice, Fields},
    form::{Weight, button, button_value},
    layout::{Shell, page as document},
    parts::lead,
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use entity::{
    kind::{Language, Right, State},
    request,
};
use maud::{Markup, html};
use portal_core::{
    request::{case::Case, enter::has_address},
    right::CARRIED_OUT,
};

/// The rights to choose from; a right that was named wrongly can also be taken back.
pub fn choose(shell: &Shell<'_>, case: &Case, chosen: &str) -> Markup {
    let (language, request) = (shell.language, &case.request);
    let fields = Fields::new(language, shell.problems);
    let present = request.right.map(Right::code);
    let known = CARRIED_OUT.iter().filter(|right| Some(right.code()) != present).map(|right| {
        Choice::new(right.code(), word(language, "right", right.code())).chosen_if(right.code() == chosen)
    });
    let open = present.map(|_| {
        Choice::new("unknown", say(language, "classify-unknown")).hint(say(language, "classify-unknown-hint"))
    });
    let body = html! {
        @if let Some(present) = present {
            (lead(&say_with(language, "classify-again", &[("right", word(language, "right", present).into())])))
        }
        (words(language, case))
        (act(shell, &paths::classify(&request.reference), request.version, &html! {
            (fields.radios("right", say(language, "classify-right"), known.chain(open).collect())
                .hint(say(language, "classify-hint")))
            (button(&say(language, "classify-send")))
        }))
        @if request.right.is_none() && request.state == State::InProgress {
            p { (say(language, "classify-none")) " " a href=(paths::no_request(&request.reference)) { (say(language, "act-no-request")) } }
        }
    };
    document(shell, &body)
}

/// The last look before a right that acts at once and cannot be taken back.
pub fn confirm(shell: &Shell<'_>, (case, typed): (&Case, &Form), right: Right) -> Markup {
    let (language, request) = (shell.language, &case.request);
    let version = seen(request, typed);
    let named = [("right", word(language, "right", right.code()).into())];
    let body = html! {
        (lead(&say_with(language, "classify-sure", &named)))
        (words(language, case))
        (act(shell, &paths::classify(&request.reference), version, &html! {
            input type="hidden" name="right" value=(right.code());
            @if asks_address(request) { (address(shell, typed)) }
            (button_value(Weight::Grave, "sure", "yes", &say(language, "classify-sure-send")))
        }))
        p { a href=(paths::classify(&request.reference)) { (say(language, "classify-other")) } }
    };
    document(shell, &body)
}

/// Whether nobody knows yet which address an opt-out concerns: it came on paper from somebody who is not linked.
pub fn asks_address(request: &request::Model) -> bool {
    !has_address(&request.requester_key) && request.person_id.is_none()
}

fn address(shell: &Shell<'_>, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let searched = Choice::new("yes", say(language, "classify-searched"))
        .hint(say(language, "classify-searched-hint"))
        .chosen_if(typed.get("searched") == "yes");
    html! {
        // The address is somebody else's: the browser must not offer that of the reader.
        (fields.email("concerned", say(language, "classify-concerned")).autocomplete("off").optional()
            .hint(say(language, "classify-concerned-hint")).value(typed.get("concerned")))
        (fields.checkboxes("searched", say(language, "classify-no-address"), vec![searched]))
    }
}

/// What the person wrote.
pub fn words(language: Language, case: &Case) -> Markup {
    html! {
        h2 { (say(language, "desk-own-words")) }
        @for text in case.items.iter().filter_map(|item| item.asked.as_deref()) {
            blockquote.own-words { @for line in text.lines() { p { (line) } } }
        }
    }
}
