//! The small parts that pages are made of: cards, badges, banners, lists, comparisons.

use crate::say::{say, say_with, word};
use chrono::NaiveDate;
use entity::kind::{Language, Outcome, State, Verdict};
use maud::{Markup, html};
use portal_core::{lang::date, mail::letter::page::unwrapped};

/// What a badge or banner means; the text says it too, colour alone never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// No meaning of its own.
    Plain,
    /// Something goes on.
    Info,
    /// It went well.
    Good,
    /// It needs a look.
    Warn,
    /// It went wrong or is late.
    Bad,
}

impl Tone {
    /// The end of its class names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// News at the top of a page.
#[derive(Clone, Debug)]
pub struct Banner {
    /// What it means.
    pub tone: Tone,
    /// The news in one sentence.
    pub title: String,
    /// More, or nothing.
    pub body: Option<Markup>,
}

impl Banner {
    /// A banner of one sentence.
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self { tone, title: title.into(), body: None }
    }
}

/// News at the top of a page; read out at once only when it is bad.
pub fn banner(language: Language, banner: &Banner) -> Markup {
    let role = if banner.tone == Tone::Bad { "alert" } else { "status" };
    html! {
        div class={ "banner banner-" (banner.tone.code()) } role=(role) {
            p.banner-kind { (say(language, &format!("part-banner-{}", banner.tone.code()))) }
            p.banner-title { (banner.title) }
            @if let Some(body) = &banner.body { div.banner-body { (body) } }
        }
    }
}

/// A way to go on, in the person's own words; stand several in [`cards`].
#[derive(Clone, Debug)]
pub struct Card {
    /// Where it leads.
    pub href: String,
    /// What the person wants, as they would say it.
    pub title: String,
    /// What that means.
    pub text: String,
    /// What the law calls it.
    pub name: Option<String>,
}

/// The choices of a page.
pub fn cards(cards: &[Card]) -> Markup {
    html! { ul.cards { @for card in cards { li { (choice_card(card)) } } } }
}

/// One choice as a card, with one link.
pub fn choice_card(card: &Card) -> Markup {
    html! {
        div.card {
            h2.card-title { a href=(card.href) { (card.title) } }
            @if let Some(name) = &card.name { p.card-name { (name) } }
            p.card-text { (card.text) }
        }
    }
}

/// The first paragraph of a page, larger.
pub fn lead(text: &str) -> Markup {
    html! { p.lead { (text) } }
}

/// The reference of a request, in letters that cannot be mistaken for each other.
pub fn reference(reference: &str) -> Markup {
    html! { span.reference { (reference) } }
}

/// A word in a coloured frame.
pub fn badge(tone: Tone, text: &str) -> Markup {
    html! { span class={ "badge badge-" (tone.code()) } { (text) } }
}

/// Where a request stands, as staff say it.
pub fn state_badge(language: Language, state: State) -> Markup {
    badge(state_tone(state), &word(language, "state", state.code()))
}

/// Where a request stands, as the requester needs to know it: what is ours to do and what is theirs.
pub fn own_state_badge(language: Language, state: State) -> Markup {
    badge(own_state_tone(state), &word(language, "own-state", state.code()))
}

/// How a request ended.
pub fn outcome_badge(language: Language, outcome: Outcome) -> Markup {
    let tone = match outcome {
        Outcome::Granted => Tone::Good,
        Outcome::PartlyGranted => Tone::Info,
        Outcome::Refused => Tone::Warn,
        Outcome::Withdrawn | Outcome::NotIdentified | Outcome::Forwarded | Outcome::NoRequest => Tone::Plain,
    };
    badge(tone, &word(language, "outcome", outcome.code()))
}

/// What was decided on one item.
pub fn verdict_badge(language: Language, verdict: Verdict) -> Markup {
    let tone = match verdict {
        Verdict::Granted => Tone::Good,
        Verdict::Refused | Verdict::Partly => Tone::Warn,
    };
    badge(tone, &word(language, "verdict", verdict.code()))
}

const fn state_tone(state: State) -> Tone {
    match state {
        State::Received => Tone::Info,
        State::InProgress | State::Fulfilling => Tone::Plain,
        State::AwaitingCustomer | State::AwaitingApproval => Tone::Warn,
        State::Closed => Tone::Good,
    }
}

const fn own_state_tone(state: State) -> Tone {
    match state {
        State::AwaitingCustomer => Tone::Warn,
        State::Closed => Tone::Good,
        State::Received | State::InProgress | State::AwaitingApproval | State::Fulfilling => Tone::Info,
    }
}

/// The dates of an open request that a due badge needs.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Day of receipt.
    pub received_on: NaiveDate,
    /// Last day to answer.
    pub due_on: NaiveDate,
    /// Today in the controller's time zone.
    pub today: NaiveDate,
}

impl Due {
    fn days_left(self) -> i64 {
        (self.due_on - self.today).num_days()
    }

    /// Late is bad; less than a quarter of the time left is a warning.
    fn tone(self) -> Tone {
        let (left, whole) = (self.days_left(), (self.due_on - self.received_on).num_days());
        match left {
            ..0 => Tone::Bad,
            _ if left * 4 < whole => Tone::Warn,
            _ => Tone::Plain,
        }
    }
}

/// How long is left, with the exact date under it.
pub fn due_badge(language: Language, due: Due) -> Markup {
    let left = due.days_left();
    let text = match left {
        0 => say(language, "part-due-today"),
        1.. => say_with(language, "part-due-left", &[("days", left.into())]),
        _ => say_with(language, "part-due-late", &[("days", (-left).into())]),
    };
    html! {
        span.due {
            (badge(due.tone(), &text)) " "
            time.due-date datetime=(due.due_on) { (date(language, due.due_on)) }
        }
    }
}

/// The date the person may hold us to, large, with what it means.
pub fn answer_by(language: Language, due_on: NaiveDate, text: &str) -> Markup {
    html! {
        div.answer-by {
            p.answer-by-label { (say(language, "part-answer-by")) }
            p.answer-by-date { time datetime=(due_on) { (date(language, due_on)) } }
            p.answer-by-text { (text) }
        }
    }
}

/// One line of a summary list.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    /// What it is about.
    pub key: String,
    /// What was answered.
    pub value: Markup,
    /// Where to change the answer.
    pub change: Option<String>,
}

impl SummaryRow {
    /// A line that cannot be changed.
    pub fn new(key: impl Into<String>, value: &impl maud::Render) -> Self {
        Self { key: key.into(), value: value.render(), change: None }
    }

    /// With a link to change the answer.
    #[must_use]
    pub fn change(mut self, href: impl Into<String>) -> Self {
        self.change = Some(href.into());
        self
    }
}

/// Questions and answers, for "check your answers" and for facts about a request.
pub fn summary_list(language: Language, rows: &[SummaryRow]) -> Markup {
    html! {
        dl.summary {
            @for row in rows {
                div.summary-row {
                    dt { (row.key) }
                    dd.summary-value { (row.value) }
                    @if let Some(href) = &row.change {
                        dd.summary-change {
                            a href=(href) { (say(language, "part-change")) span.sr { ": " (row.key) } }
                        }
                    }
                }
            }
        }
    }
}

/// A value beside the one asked for; an empty side says so in words.
pub fn asked(language: Language, present: &str, wanted: &str) -> Markup {
    html! {
        dl.compare {
            div { dt { (say(language, "part-present")) } dd { (or_nothing(language, present)) } }
            div { dt { (say(language, "part-asked")) } dd { (or_nothing(language, wanted)) } }
        }
    }
}

/// A value before and after it was corrected.
pub fn changed(language: Language, old: &str, new: &str) -> Markup {
    html! {
        dl.compare {
            div.compare-old { dt { (say(language, "part-now")) } dd { (or_nothing(language, old)) } }
            div.compare-new { dt { (say(language, "part-new")) } dd { (or_nothing(language, new)) } }
        }
    }
}

fn or_nothing(language: Language, value: &str) -> Markup {
    html! { @if value.is_empty() { span.nothing { (say(language, "part-nothing")) } } @else { (value) } }
}

/// Text that goes out to the person word for word, framed so that staff see it.
pub fn sent_text(language: Language, body: &Markup) -> Markup {
    framed(&say(language, "part-sent-to-person"), body)
}

/// As [`sent_text`], to somebody else: the label says to whom.
pub fn framed(label: &str, body: &Markup) -> Markup {
    html! { section.sent-text { p.sent-text-label { (label) } (body) } }
}

/// A paragraph that must not be missed.
pub fn inset(body: &Markup) -> Markup {
    html! { div.inset { (body) } }
}

/// Something to open by those who want to know more.
pub fn details(title: &str, body: &Markup) -> Markup {
    html! { details.details { summary { (title) } div.details-body { (body) } } }
}

/// Something staff may do with a request, or why they may not now.
#[derive(Clone, Debug)]
pub enum Action {
    /// It can be done there.
    Open {
        /// Where.
        href: String,
        /// What.
        text: String,
    },
    /// It cannot be done now.
    Barred {
        /// What.
        text: String,
        /// Why not.
        reason: String,
    },
}

/// What may be done with a request; below it what may not, with its reason, not hidden.
pub fn actions(language: Language, actions: &[Action]) -> Markup {
    html! {
        nav.actions aria-labelledby="actions-title" {
            h2 #actions-title { (say(language, "part-actions")) }
            ul {
                @for action in actions {
                    @if let Action::Open { href, text } = action { li { a href=(href) { (text) } } }
                }
                @for (reason, texts) in barred(actions) {
                    li.barred {
                        @for text in texts { span.barred-text { (text) } }
                        span.barred-reason { (reason) }
                    }
                }
            }
        }
    }
}

/// What cannot be done, by reason: one reason often bars most of it.
fn barred(actions: &[Action]) -> Vec<(&str, Vec<&str>)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for action in actions {
        let Action::Barred { text, reason } = action else { continue };
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, texts)) => texts.push(text),
            None => reasons.push((reason, vec![text])),
        }
    }
    reasons
}

/// The staff desk: the matter on the left, the facts and actions on the right, one column on a phone.
pub fn desk(matter: &Markup, side: &Markup) -> Markup {
    html! { div.desk { div.desk-matter { (matter) } div.desk-side { (side) } } }
}

/// The words of a letter, each line whole: the page sets them for its own width.
pub fn letter_text(text: &str) -> Markup {
    html! { div.pre { (unwrapped(text)) } }
}
