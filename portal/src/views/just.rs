//! What the person has just done, told at the top of the page it leads to.

use super::parts::{Banner, Tone};
use crate::say::{say, say_with};
use chrono::NaiveDate;
use entity::kind::{Language, Right};
use maud::html;
use portal_core::{lang::date, request::own::OwnCase};

/// What was just done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Just {
    Filed,
    Written,
    Withdrawn,
}

impl Just {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Filed, Self::Written, Self::Withdrawn];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Written => "written",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// That it has been done, what happens next, by when, and where the confirmation goes.
pub fn told(language: Language, just: Just, case: &OwnCase, email: &str) -> Banner {
    let request = &case.request;
    let to = [("email", email.into())];
    if let Some(since) = case.banned_since.filter(|_| just == Just::Filed && still_mailed(case) > 0) {
        return still(language, since, still_mailed(case) > 1);
    }
    let body = match (just, request.right) {
        (Just::Filed, Some(Right::Marketing | Right::Consent)) => html! {
            p { (say_with(language, "just-confirmed", &to)) }
            p { (say(language, "just-nothing-more")) }
        },
        (Just::Filed, _) => html! {
            p.panel-number { (say(language, "requests-reference")) " " strong { (request.reference) } }
            p { (say_with(language, "just-confirmed", &to)) }
            ol {
                li { (say(language, "just-filed-read")) }
                li { (say_with(language, "just-filed-by", &[("date", date(language, request.due_on).into())])) }
                li { (say(language, "just-filed-here")) }
            }
        },
        (Just::Written, _) => html! { p { (say_with(language, "just-written-next", &to)) } },
        (Just::Withdrawn, _) => html! { p { (say_with(language, "just-confirmed", &to)) } },
    };
    let title = match (just, request.right) {
        (Just::Filed, Some(Right::Consent)) if request.withdrew_nothing => {
            say(language, "just-filed-consent-none")
        }
        (Just::Filed, Some(right @ (Right::Marketing | Right::Consent))) => {
            say(language, &format!("just-filed-{}", right.code()))
        }
        _ => say(language, &format!("just-{}", just.code())),
    };
    Banner { body: Some(body), ..Banner::new(Tone::Good, title) }
}

/// How often the person told that mail comes in spite of the ban.
fn still_mailed(case: &OwnCase) -> usize {
    case.timeline.iter().filter(|happening| happening.what == "still_mailed").count()
}

/// The ban stands, we look into it, and what came helps; told once more, it is the same case.
fn still(language: Language, since: NaiveDate, again: bool) -> Banner {
    let body = html! {
        @if again { p { (say(language, "just-still-again")) } }
        p { (say(language, "just-still-why")) }
        p { (say(language, "just-still-which")) }
    };
    let title = say_with(language, "just-still", &[("date", date(language, since).into())]);
    Banner { body: Some(body), ..Banner::new(Tone::Good, title) }
}
