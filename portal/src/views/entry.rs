//! The form for a request that did not come through the portal, and what the desk shows of it.

use super::{
    desk::{Shown, act},
    field::{Choice, Fields},
    form::{button, button_second, post_typed},
    layout::{Shell, page as document},
    parts::{SummaryRow, inset, lead, summary_list},
};
use crate::{
    form::Form,
    paths,
    say::{say, word},
};
use entity::{
    entry,
    kind::{Assurance, Channel, Language, Right, State},
};
use maud::{Markup, html};
use portal_core::{
    request::enter::{CHANNELS, CHECKS, has_address},
    right::CARRIED_OUT,
};

/// The form; `sure_of` is the day of receipt that the page asks about again.
pub fn page(shell: &Shell<'_>, typed: &Form, sure_of: Option<&str>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, "entry-lead")))
        (post_typed(paths::ENTER, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="press" value=(typed.get("press"));
            @if let Some(day) = sure_of { input type="hidden" name="sure_of" value=(day); }
            (message(language, fields, typed))
            (requester(language, fields, typed))
            (asked(language, fields, typed))
            h2 { (say(language, "entry-identity-title")) }
            (identity(language, fields, typed, true))
            (button(&say(language, "entry-send")))
        }))
    };
    document(shell, &body)
}

fn message(language: Language, fields: Fields<'_>, typed: &Form) -> Markup {
    let languages = Language::ALL.iter().map(|of| {
        Choice::new(of.code(), say(*of, "shell-language")).chosen_if(of.code() == typed.get("language"))
    });
    html! {
        h2 { (say(language, "entry-message-title")) }
        (fields.radios("channel", say(language, "entry-channel"), channels(language, typed)))
        (fields.date("received_on", say(language, "entry-received")).hint(say(language, "entry-received-hint"))
            .value(typed.get("received_on")))
        (fields.radios("language", say(language, "entry-language"), languages.collect())
            .hint(say(language, "entry-language-hint")))
        (fields.textarea("words", say(language, "entry-words")).hint(say(language, "entry-words-hint"))
            .value(typed.get("words")).rows(8))
        (fields.text("kept_at", say(language, "entry-kept")).hint(say(language, "entry-kept-hint"))
            .value(typed.get("kept_at")))
    }
}

/// The ways a message can have come, to choose from.
pub(super) fn channels(language: Language, typed: &Form) -> Vec<Choice> {
    let choice = |channel: &Channel| {
        let label = word(language, "channel", channel.code());
        Choice::new(channel.code(), label).chosen_if(channel.code() == typed.get("channel"))
    };
    CHANNELS.iter().map(choice).collect()
}

fn requester(language: Language, fields: Fields<'_>, typed: &Form) -> Markup {
    let area = |name: &str, key: &str, rows| {
        fields
            .textarea(name, say(language, key))
            .hint(say(language, &format!("{key}-hint")))
            .value(typed.get(name))
            .rows(rows)
    };
    html! {
        h2 { (say(language, "entry-who-title")) }
        (fields.text("name", say(language, "entry-name")).value(typed.get("name")))
        p { (say(language, "entry-reach")) }
        // The address is somebody else's: the browser must not offer that of the reader.
        (fields.email("email", say(language, "entry-email")).autocomplete("off").optional()
            .hint(say(language, "entry-email-hint")).value(typed.get("email")))
        (area("postal", "entry-postal", 3).optional())
        (area("unreachable", "entry-unreachable", 2).optional())
        (fields.text("representative", say(language, "entry-representative")).optional()
            .hint(say(language, "entry-representative-hint")).value(typed.get("representative")))
        (area("authority", "entry-authority", 2).optional())
    }
}

fn asked(language: Language, fields: Fields<'_>, typed: &Form) -> Markup {
    let at_once = |right: &Right| matches!(right, Right::Marketing | Right::Consent);
    let choice = |right: &Right| {
        let chosen = typed.all("rights").any(|code| code == right.code());
        let choice = Choice::new(right.code(), word(language, "right", right.code())).chosen_if(chosen);
        if at_once(right) { choice.hint(say(language, "entry-at-once")) } else { choice }
    };
    html! {
        h2 { (say(language, "entry-asked-title")) }
        (fields.checkboxes("rights", say(language, "entry-rights"), CARRIED_OUT.iter().map(choice).collect())
            .hint(say(language, "entry-rights-hint")))
    }
}

/// How the person was identified; "not yet" only where the request is still to be entered.
fn identity(language: Language, fields: Fields<'_>, typed: &Form, may_wait: bool) -> Markup {
    let open = may_wait.then_some(&Assurance::Unproven);
    let methods = open.into_iter().chain(CHECKS).map(|method| {
        Choice::new(method.code(), word(language, "assurance", method.code()))
            .hint(say(language, &format!("entry-check-{}", method.code().replace('_', "-"))))
            .chosen_if(method.code() == typed.get("identity"))
    });
    html! {
        (fields.radios("identity", say(language, "entry-identity"), methods.collect())
            .hint(say(language, "entry-identity-hint")))
        (fields.textarea("finding", say(language, "entry-finding")).hint(say(language, "entry-finding-hint"))
            .value(typed.get("finding")).rows(2).id("finding"))
    }
}

/// What the desk shows of an entered request beside the matter.
pub fn facts(language: Language, entry: &entry::Model) -> Markup {
    let row = |key: &str, value: &str| SummaryRow::new(say(language, key), &html! { div.pre { (value) } });
    let of = |key: &str, value: &Option<String>| value.as_deref().map(|value| row(key, value));
    let mut rows = Vec::new();
    rows.extend(of("entry-postal", &entry.postal));
    rows.extend(of("entry-unreachable", &entry.unreachable));
    rows.extend(of("entry-representative", &entry.representative));
    rows.extend(of("entry-authority", &entry.authority));
    rows.extend((!entry.kept_at.is_empty()).then(|| row("entry-kept", &entry.kept_at)));
    rows.extend(of("entry-finding", &entry.identity_how));
    html! { @if !rows.is_empty() { h2 { (say(language, "entry-facts")) } (summary_list(language, &rows)) } }
}

/// What keeps an entered request from being decided, and the way on.
pub fn unproven(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let waits = request.assurance == Assurance::Unproven && request.state != State::Closed;
    let key =
        if has_address(&request.requester_key) { "entry-unproven-mail" } else { "entry-unproven-paper" };
    let fields = Fields::new(language, shell.problems);
    let wrong =
        shell.problems.iter().any(|problem| ["identity", "finding"].contains(&problem.field.as_str()));
    html! {
        @if waits {
            (inset(&html! {
                p { strong { (say(language, "entry-unproven")) } }
                p { (say(language, key)) }
                @if shown.works {
                    p { a href=(paths::records(&request.reference)) { (say(language, "act-link")) } }
                    // Unfolded when it comes back: what is wrong and what was typed stand in it.
                    details.details open[wrong] {
                        summary { (say(language, "entry-check-other")) }
                        div.details-body {
                            p { (say(language, "entry-check-other-lead")) }
                            (act(shell, &paths::identified(&request.reference), request.version, &html! {
                                (identity(language, fields, shown.typed, false))
                                (button_second(&say(language, "entry-check-send")))
                            }))
                        }
                    }
                }
            }))
        }
    }
}
