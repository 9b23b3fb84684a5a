//! What the controller itself has to do now, at the top of the queue; nothing where nothing waits.

use super::{
    parts::{Banner, Tone, badge, inset},
    queue,
};
use crate::{
    paths,
    say::{say, say_with},
};
use chrono::{DateTime, Utc};
use entity::{id::BreachId, kind::Language};
use maud::{Markup, html};
use portal_core::{
    breach::Waiting,
    lang::{date, moment},
    register::{duty::Duties, review::Standing},
    request::queue::{Filter, tab::Tab},
};

/// The banner of a portal that hears or speaks no more, of a breach that is not notified in time, or of a yearly review that
/// was missed.
pub fn overdue(language: Language, duties: &Duties) -> Option<Banner> {
    if let Some(since) = duties.silent_since {
        let body = html! { p { (say(language, "duty-silent-do")) } };
        return Some(Banner { body: Some(body), ..Banner::new(Tone::Bad, silent(language, since)) });
    }
    if let Some(breach) = duties.breach.filter(|breach| breach.over) {
        let by = [("by", moment(language, breach.notify_by).into())];
        let body = html! { p { a href=(paths::breach(&breach.id.to_string())) { (say(language, "duty-breach-open")) } } };
        let title = say_with(language, "breach-clock-over", &by);
        return Some(Banner { body: Some(body), ..Banner::new(Tone::Bad, title) });
    }
    let standing = duties.review.filter(|standing| standing.overdue)?;
    let on = [("on", date(language, standing.due_on).into())];
    let body = html! { p { a href=(place(standing)) { (say(language, "duty-review-do")) } } };
    Some(Banner {
        body: Some(body),
        ..Banner::new(Tone::Bad, say_with(language, "duty-review-overdue", &on))
    })
}

/// The list.
pub fn duties(language: Language, duties: Duties) -> Markup {
    html! {
        @if !duties.is_empty() {
            (inset(&html! {
                h2 { (say(language, "duty-title")) }
                ul {
                    @if let Some(since) = duties.silent_since { li { (silent(language, since)) } }
                    @if let Some(breach) = duties.breach { (waiting(language, breach)) }
                    @if let Some((id, number)) = duties.untold { (untold(language, id, number)) }
                    @if let Some(standing) = duties.review {
                        @let on = [("on", date(language, standing.due_on).into())];
                        li {
                            a href=(place(standing)) { (say_with(language, "duty-review", &on)) }
                            @if standing.overdue { " " (badge(Tone::Bad, &say(language, "duty-late"))) }
                        }
                    }
                    @if let Some(at) = duties.failed_run {
                        li {
                            a href=(paths::RETENTION) { (say(language, "duty-failed-run")) } " "
                            (say_with(language, "duty-failed-since", &[("when", moment(language, at).into())]))
                        }
                    }
                    @if duties.left > 0 { (left(language, duties.left)) }
                    @if duties.letters > 0 {
                        li {
                            a href=(paths::LETTERS) { (say_with(language, "duty-letters", &[("count", duties.letters.into())])) }
                        }
                    }
                    @if duties.mails > 0 {
                        li { a href=(paths::MAILS) { (say_with(language, "duty-mails", &[("count", duties.mails.into())])) } }
                    }
                    @if duties.stale > 0 {
                        li { a href=(paths::STALE) { (say_with(language, "duty-stale", &[("count", duties.stale.into())])) } }
                    }
                    @if duties.holds > 0 {
                        li { a href=(paths::RETENTION) { (say_with(language, "duty-holds", &[("count", duties.holds.into())])) } }
                    }
                }
            }))
        }
    }
}

/// Since when no self-test has passed.
fn silent(language: Language, since: DateTime<Utc>) -> String {
    say_with(language, "duty-silent", &[("since", moment(language, since).into())])
}

fn waiting(language: Language, breach: Waiting) -> Markup {
    let at = [("number", breach.number.into()), ("by", moment(language, breach.notify_by).into())];
    html! {
        li {
            a href=(paths::breach(&breach.id.to_string())) { (say_with(language, "duty-breach", &at)) }
            @if breach.over { " " (badge(Tone::Bad, &say(language, "duty-late"))) }
        }
    }
}

fn untold(language: Language, id: BreachId, number: i32) -> Markup {
    let text = say_with(language, "duty-untold", &[("number", number.into())]);
    html! { li { a href=(paths::breach(&id.to_string())) { (text) } } }
}

fn left(language: Language, count: u64) -> Markup {
    let to = queue::address(&Filter::of(Tab::Left), None);
    html! { li { a href=(to) { (say_with(language, "duty-left", &[("count", count.into())])) } } }
}

fn place(standing: Standing) -> String {
    standing.open.map_or_else(|| paths::REVIEWS.into(), |id| paths::review(&id.to_string()))
}
