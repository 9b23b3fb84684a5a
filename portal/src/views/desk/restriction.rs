//! The restrictions that stand on a person: the banner on every page of theirs, and how one ends (Art. 18).

use super::{Shown, act};
use crate::{
    paths,
    say::{say, say_with, word},
    views::{
        field::Fields,
        form::button_second,
        layout::Shell,
        parts::{Tone, badge, details, inset},
    },
};
use chrono::NaiveDate;
use entity::{
    kind::{Language, MailState, RestrictionGround, Right, State},
    restriction, stopped_purpose,
};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    law::calendar::helsinki_date,
    notice::profile::Profile,
    request::beside::Relative,
    right::restriction::lift::{earliest, liftable_on},
};

/// What staff must know before they do anything with the data: nothing is shown when nothing is restricted.
pub fn banner(language: Language, restrictions: &[restriction::Model]) -> Markup {
    html! {
        @if !restrictions.is_empty() {
            (inset(&html! {
                p { (badge(Tone::Bad, &say(language, "restricted-badge"))) " " strong { (say(language, "restricted-title")) } }
                ul { @for row in restrictions { li { (because(language, row)) } } }
                @if restrictions.iter().any(|row| row.lift_on.is_some()) && restrictions.iter().any(|row| row.lift_on.is_none()) {
                    p { (say(language, "restricted-stays")) }
                }
                p { (say(language, "restricted-effect")) }
            }))
        }
    }
}

/// Marks whom a list names and a restriction stands on.
pub fn mark(language: Language, restricted: bool) -> Markup {
    html! { @if restricted { " " (badge(Tone::Bad, &say(language, "restricted-badge"))) } }
}

/// The purposes for which the person's data may not be used any more.
pub fn stopped(language: Language, notice: &Profile, stopped: &[stopped_purpose::Model]) -> Markup {
    let line = |row: &stopped_purpose::Model| {
        let purpose = notice.purpose(&row.purpose);
        let label = purpose.map_or(row.purpose.as_str(), |purpose| purpose.label.in_language(language));
        let on = date(language, helsinki_date(row.stopped_at));
        say_with(language, "stopped-line", &[("purpose", label.into()), ("on", on.into())])
    };
    html! {
        @if !stopped.is_empty() {
            (inset(&html! {
                p { strong { (say(language, "stopped-title")) } }
                ul { @for row in stopped { li { (line(row)) } } }
            }))
        }
    }
}

fn because(language: Language, row: &restriction::Model) -> String {
    let why = word(language, "restriction-ground", row.ground.code());
    let since = date(language, helsinki_date(row.set_at));
    let mut said = say_with(language, "restricted-since", &[("since", since.into()), ("why", why.into())]);
    if let Some(on) = row.lift_on {
        said.push(' ');
        said.push_str(&say_with(language, "restricted-until", &[("on", date(language, on).into())]));
    }
    said
}

/// How the restrictions set on this request end: told first, lifted when the days have passed.
pub fn endings(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, id) = (shell.language, shown.case.request.id);
    let here: Vec<_> = shown.case.restrictions.iter().filter(|row| row.request_id == id).collect();
    html! {
        @if !here.is_empty() {
            h2 #restriction { (say(language, "restriction-title")) }
            @for row in here {
                section.matter {
                    p { (because(language, row)) }
                    @if let Some(reason) = &row.lift_reason { p { (reason) } }
                    @match row.lift_notice_sent_at {
                        Some(at) => p.small { (say_with(language, "restriction-told-at", &[("when", moment(language, at).into())])) },
                        None if row.lift_on.is_some() => p.small { (say(language, "restriction-not-told")) },
                        None => {},
                    }
                    @if shown.works { (next(shell, shown, row)) (other(shell, shown, row)) }
                }
            }
        }
    }
}

fn next(shell: &Shell<'_>, shown: &Shown<'_>, row: &restriction::Model) -> Markup {
    let language = shell.language;
    let (request, id) = (&shown.case.request, row.id.to_string());
    match (row.lift_on, liftable_on(row)) {
        (None, _) if matches!(request.state, State::Closed | State::Fulfilling) => {
            announce(shell, shown, row)
        }
        (None, _) if row.ground == RestrictionGround::Accuracy => {
            html! {
                p { (say(language, "restriction-decide-accuracy")) }
                @for (reference, on) in shown.case.relatives.iter().filter_map(answered) {
                    p { (say_with(language, "restriction-answered", &[("reference", reference.into()), ("on", date(language, on).into())])) }
                }
            }
        }
        (None, _) => html! { p { (say(language, "restriction-decide-first")) } },
        (Some(_), Some(on)) if on <= shown.today => {
            let body = button_second(&say(language, "restriction-lift"));
            act(shell, &paths::lift(&request.reference, &id), request.version, &body)
        }
        (Some(on), later) => {
            let on = date(language, later.unwrap_or(on));
            html! { p { (say_with(language, "restriction-lift-later", &[("on", on.into())])) } }
        }
    }
}

/// The correction beside which the restriction was asked, once it is answered.
fn answered(relative: &Relative) -> Option<(&str, NaiveDate)> {
    let correction = relative.right == Some(Right::Rectification);
    relative.answered_on.filter(|_| correction).map(|on| (relative.reference.as_str(), on))
}

/// What else may be done about an announced end: the letter was handed over on paper, or the end is called off.
fn other(shell: &Shell<'_>, shown: &Shown<'_>, row: &restriction::Model) -> Markup {
    let language = shell.language;
    let (request, id) = (&shown.case.request, row.id.to_string());
    let on_paper = shown.case.letters.iter().any(|sent| {
        Some(sent.letter.id) == row.lift_letter_id
            && sent.mail.as_ref().is_none_or(|mail| mail.state == MailState::Bounced)
    });
    html! {
        @if row.lift_on.is_some() && row.lift_notice_sent_at.is_none() && on_paper {
            (act(shell, &paths::told(&request.reference, &id), request.version, &html! {
                p { (say(language, "restriction-told-text")) }
                (button_second(&say(language, "restriction-told")))
            }))
        }
        @if row.lift_on.is_some() {
            (details(&say(language, "restriction-call-off"), &act(
                shell,
                &paths::call_off(&request.reference, &id),
                request.version,
                &html! {
                    p { (say(language, "restriction-call-off-text")) }
                    (button_second(&say(language, "restriction-call-off")))
                },
            )))
        }
    }
}

fn announce(shell: &Shell<'_>, shown: &Shown<'_>, row: &restriction::Model) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, shell.problems);
    let on = match shown.typed.get("lift_on") {
        "" => earliest(shown.today).to_string(),
        typed => typed.to_owned(),
    };
    let path = paths::announce(&request.reference, &row.id.to_string());
    let form = act(
        shell,
        &path,
        request.version,
        &html! {
            (fields.textarea("lift_reason", say(language, "restriction-end-reason"))
                .hint(say(language, "restriction-end-reason-hint")).value(shown.typed.get("lift_reason")).rows(3))
            (fields.date("lift_on", say(language, "restriction-end-on"))
                .hint(say(language, "restriction-end-on-hint")).value(on))
            (button_second(&say(language, "restriction-announce")))
        },
    );
    html! { h3 { (say(language, "restriction-end-title")) } (form) }
}
