//! One request at the desk: the matter on the left, the facts and what can be done on the right.

pub mod dossier;
mod originals;
pub mod restriction;
mod side;
mod steps;
mod talk;
mod tasks;
mod transfer;

use super::{
    entry, erasure,
    field::Choice,
    form::{post, post_files, post_typed},
    incoming,
    layout::{Shell, page as document},
    no_request,
    parts::{self, Due, SummaryRow, Tone, badge, details, inset, summary_list},
    progress::{Entry, timeline},
    protection, question,
    queue::right_name,
    value,
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use chrono::NaiveDate;
use entity::{
    id::StaffId,
    item,
    kind::{Assurance, ItemKind, Language, State, Verdict},
    request,
};
use maud::{Markup, html};
use portal_core::{
    lang::moment,
    law::{demand::Recorded, ground::Ground},
    mail::post,
    notice::profile::Profile,
    request::{
        answered::awaits_posting,
        case::{Case, Moment, Proposed, Who},
    },
    right::{erasure::letter::told, portability::EVERYTHING_PORTABLE},
};

/// What the page shows.
pub struct Shown<'a> {
    pub case: &'a Case,
    pub notice: &'a Profile,
    pub colleagues: &'a [(StaffId, String)],
    pub today: NaiveDate,
    /// Whether the reader may work on requests.
    pub works: bool,
    /// Whether the reader may approve.
    pub approves: bool,
    /// What was typed into a form that went nowhere.
    pub typed: &'a Form,
}

/// The page of a request.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, case) = (shell.language, shown.case);
    let matter = html! {
        (standing(shell, shown))
        (entry::unproven(shell, shown))
        (protection::told(language, shown.case.protected))
        (restriction::stopped(language, shown.notice, &shown.case.stopped))
        h2 { (say(language, "desk-items")) }
        (items(language, shown.notice, shown.case))
        (side::next(shell, shown))
        @if !case.proposals.is_empty() {
            h2 { (say(language, "desk-decision")) }
            @for proposal in &case.proposals { (decision(language, shown, proposal)) }
        }
        @if !case.steps.is_empty() { h2 #steps { (say(language, "desk-steps")) } (steps::steps(shell, shown)) }
        (restriction::endings(shell, shown))
        (transfer::section(shell, shown))
        (talk::messages(shell, shown))
        @if !case.mails.is_empty() { h2 #mails { (say(language, "mail-of-request")) } (incoming::of_request(language, &case.mails)) }
        (originals::originals(shell, shown))
        (talk::notes(shell, shown))
        @if !case.letters.is_empty() { h2 { (say(language, "desk-letters")) } (talk::letters(language, case)) (astray(shell, shown)) }
        @if let Some((made, mail)) = &case.forwarded { (talk::forwarded(language, made, mail.as_ref())) }
        h2 { (say(language, "desk-timeline")) }
        (happened(language, &case.timeline))
    };
    document(shell, &parts::desk(&matter, &side::side(shell, shown)))
}

/// What staff had written into a form that could not be carried out, so that nothing is lost.
pub fn kept(language: Language, form: &Form) -> Option<Markup> {
    let own = [
        "note",
        "message",
        "how",
        "how_handed",
        "transfer_reason",
        "text",
        "lesser_means",
        "cannot_identify",
        "lift_reason",
        "reason",
        "why",
        "reasons",
        "delivered",
        "finding",
        "free_part",
        "late_reason",
        "suffices",
        "site",
        "reach",
    ];
    let of_item = ["fact-", "new-", "rest-"];
    let texts: Vec<&str> = form
        .fields()
        .filter(|(name, _)| own.contains(name) || of_item.iter().any(|kind| name.starts_with(kind)))
        .map(|(_, text)| text)
        .filter(|text| !text.is_empty())
        .collect();
    (!texts.is_empty())
        .then(|| details(&say(language, "desk-kept"), &html! { @for text in texts { p { (text) } } }))
}

/// The version that the first page of a form showed: whoever changes the request meanwhile is noticed.
pub(super) fn seen(request: &entity::request::Model, typed: &Form) -> i32 {
    typed.get("version").parse().unwrap_or(request.version)
}

/// A form of the desk: it names the version it was drawn for.
pub(super) fn act(shell: &Shell<'_>, action: &str, version: i32, body: &Markup) -> Markup {
    let stamped = html! { input type="hidden" name="version" value=(version); (body) };
    post(action, shell.csrf.unwrap_or_default(), &stamped)
}

/// As [`act`], for the form of a page that is typed into: a change of language takes it along.
pub(super) fn act_typed(shell: &Shell<'_>, action: &str, version: i32, body: &Markup) -> Markup {
    let stamped = html! { input type="hidden" name="version" value=(version); (body) };
    post_typed(action, shell.csrf.unwrap_or_default(), &stamped)
}

/// As [`act_typed`], for a form with files.
fn act_typed_files(shell: &Shell<'_>, action: &str, version: i32, body: &Markup) -> Markup {
    let stamped = html! { input type="hidden" name="version" value=(version); (body) };
    post_files(action, shell.csrf.unwrap_or_default(), &stamped)
}

/// Who did something.
pub fn who(language: Language, who: &Who) -> String {
    match who {
        Who::Staff(name) => name.clone(),
        Who::Requester => word(language, "author", "requester"),
        Who::Portal => say(language, "desk-portal"),
    }
}

/// How a requester was identified, to choose from.
pub fn methods(language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |method: &Assurance| {
        Choice::new(method.code(), word(language, "assurance", method.code()))
            .chosen_if(method.code() == chosen)
    };
    Assurance::ALL.iter().filter(|method| **method != Assurance::Unproven).map(choice).collect()
}

/// What tells a request from others above a title: reference, who asks if they gave a name, and the right.
pub fn caption(language: Language, request: &request::Model) -> String {
    let right = right_name(language, request.right);
    let parts = [Some(request.reference.clone()), request.requester_name.clone(), Some(right)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// An item by its name, for staff.
pub fn item_name(language: Language, notice: &Profile, item: &item::Model) -> String {
    match item.kind {
        ItemKind::Text => say(language, "desk-own-words"),
        // The name in the letter speaks to the person.
        ItemKind::Everything if item.target == EVERYTHING_PORTABLE => {
            say(language, "desk-everything-portable")
        }
        ItemKind::Transfer => {
            say_with(language, "desk-transfer-item", &[("to", item.target.as_str().into())])
        }
        kind => post::label(notice, language, kind, &item.target),
    }
}

fn standing(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let request = &shown.case.request;
    let due_on = request.extended_due_on.unwrap_or(request.due_on);
    let due = Due { received_on: request.received_on, due_on, today: shown.today };
    let waits = shown.case.proposals.iter().find(|proposal| proposal.open);
    let unposted = request.state == State::Fulfilling && awaits_posting(request);
    html! {
        p.standing {
            (parts::state_badge(language, request.state))
            @if let Some(outcome) = request.outcome.filter(|_| request.state != State::Fulfilling) { " " (ended(language, shown.case.withdrawn.nothing, parts::outcome_badge(language, outcome))) }
            @if request.state != State::Closed && request.answered_at.is_none() { " " (parts::due_badge(language, due)) }
            @if request.flooded { " " (badge(Tone::Warn, &say(language, "queue-flooded"))) }
        }
        @if unposted { (inset(&html! { p { (say(language, "desk-unposted")) } })) }
        @for task in shown.case.tasks.iter().filter(|task| task.done_at.is_none()) {
            (inset(&tasks::task(shell, shown, task)))
        }
        @if let Some(open) = &shown.case.question { (question::waiting(shell, shown, open)) }
        @if let Some(proposal) = waits {
            (inset(&html! {
                p { (say_with(language, "desk-waits", &[("by", proposal.by.as_str().into())])) }
                p { a href=(paths::proposal(&request.reference)) { (say(language, "desk-see-proposal")) } }
            }))
        }
    }
}

/// How it ended: nothing was granted where there was no consent to withdraw.
fn ended(language: Language, no_consent: bool, badge_else: Markup) -> Markup {
    if no_consent { badge(Tone::Plain, &say(language, "request-no-consent")) } else { badge_else }
}

/// A field with what was asked for, or with what it was corrected to.
fn field(language: Language, case: &Case, item: &item::Model, wanted: &str) -> Markup {
    let present = case.shown(&item.target, item.present.as_deref().unwrap_or_default());
    let wanted = case.wanted(&item.target, wanted, item.verdict.is_some());
    let [present, wanted] = [present, wanted].map(|it| value::of_target(language, &item.target, it));
    match item.verdict {
        Some(Verdict::Granted) => parts::changed(language, &present, &wanted),
        _ => parts::asked(language, &present, &wanted),
    }
}

/// What was asked, item by item, in the person's words.
pub(super) fn items(language: Language, notice: &Profile, case: &Case) -> Markup {
    html! {
        @for item in &case.items {
            div.matter {
                p {
                    strong { (item_name(language, notice, item)) }
                    @if let Some(verdict) = item.verdict { " " (ended(language, case.withdrawn.ended_nothing_of(item), parts::verdict_badge(language, verdict))) }
                }
                @match (item.kind, &item.asked) {
                    (ItemKind::Field, Some(wanted)) => (field(language, case, item, wanted)),
                    (_, Some(asked)) => blockquote { @for line in asked.lines() { p { (line) } } },
                    _ => {}
                }
            }
        }
    }
}

fn decision(language: Language, shown: &Shown<'_>, proposal: &Proposed) -> Markup {
    let (said, body) = decision_parts(language, shown, proposal);
    html! {
        @if proposal.voided_at.is_some() { (details(&said, &body)) } @else { p { (said) } (body) }
    }
}

/// A proposal or decision, unfolded.
fn decided(language: Language, shown: &Shown<'_>, proposal: &Proposed) -> Markup {
    let (said, body) = decision_parts(language, shown, proposal);
    html! { p { strong { (said) } } (body) }
}

/// Who decided or proposed and when, and what.
fn decision_parts(language: Language, shown: &Shown<'_>, proposal: &Proposed) -> (String, Markup) {
    let second = proposal.approved.as_ref().filter(|(by, _)| *by != proposal.by);
    let key = match (&proposal.approved, proposal.voided_at) {
        (Some(_), _) if second.is_none() => "desk-decided-by",
        (None, Some(_)) => "desk-proposed-void",
        _ => "desk-proposed-by",
    };
    let said = [("by", proposal.by.as_str().into()), ("when", moment(language, proposal.at).into())];
    let rows: Vec<SummaryRow> = verdicts(language, shown.notice, shown.case, proposal);
    let body = html! {
        (summary_list(language, &rows))
        @if let Some(summary) = &proposal.decision.erasure {
            (erasure::told_at_desk(language, &told(shown.notice, language, summary)))
        }
        @if let Some((by, at)) = second {
            p { (say_with(language, "desk-approved-by", &[("by", by.as_str().into()), ("when", moment(language, *at).into())])) }
        }
        @if let Some(text) = &proposal.decision.free_part { p.pre { (text) } }
    };
    (say_with(language, key, &said), body)
}

/// The verdict on each item with its ground and all that was written down for it.
pub fn verdicts(language: Language, notice: &Profile, case: &Case, proposal: &Proposed) -> Vec<SummaryRow> {
    let row = |item: &item::Model| {
        let verdict = proposal.decision.on(item.id);
        let told = html! {
            @if let Some(verdict) = verdict {
                (parts::verdict_badge(language, verdict.verdict))
                @for correction in &verdict.corrections {
                    @if item.kind != ItemKind::Field {
                        p { strong { (post::label(notice, language, ItemKind::Field, &correction.target)) } }
                    }
                    @let present = correction.present.as_deref().unwrap_or_default();
                    @let present = case.shown(&correction.target, present);
                    @let new = case.wanted(&correction.target, &correction.new, proposal.approved.is_some());
                    @let [present, new] = [present, new].map(|it| value::of_target(language, &correction.target, it));
                    @if proposal.approved.is_some() { (parts::changed(language, &present, &new)) }
                    @else { (parts::asked(language, &present, &new)) }
                }
                @if let Some(other) = &verdict.elsewhere {
                    @let category = post::label(notice, language, ItemKind::Category, &other.category);
                    p { strong { (say_with(language, "decide-corrected-elsewhere", &[("category", category.into())])) } " " (other.what) }
                }
                @if let Some(rest) = &verdict.uncorrected {
                    p { strong { (say(language, "decide-rest-of-words")) } " " (rest) }
                }
                (super::copy::kept_back(language, verdict))
                @if let Some(ground) = verdict.ground {
                    (grounds(language, ground, &verdict.recorded))
                }
                @if verdict.verdict == Verdict::Granted && proposal.decision.nothing_held {
                    p { (say(language, "decide-nothing-held")) }
                }
            }
        };
        SummaryRow::new(item_name(language, notice, item), &told)
    };
    match &proposal.decision.no_request {
        Some(told) => no_request::decided(language, told),
        None => case.items.iter().map(row).collect(),
    }
}

fn grounds(language: Language, ground: Ground, recorded: &Recorded) -> Markup {
    html! {
        p { strong { (ground.title(language)) } " (" (ground.citation(language)) ")" }
        dl.facts {
            @for demand in ground.demands() {
                @if let Some(text) = recorded.shown(*demand, language) {
                    dt { (portal_core::lang::text(language, &demand.key())) } dd { (text) }
                }
            }
        }
    }
}

/// Newest first; the same thing done again and again by one hand is one entry with its count.
fn happened(language: Language, moments: &[Moment]) -> Markup {
    let entry = |run: &[Moment]| {
        let last = run.last()?;
        let what = say(language, &format!("moment-{}", last.what.replace('_', "-")));
        let times = [("what", what.as_str().into()), ("count", run.len().into())];
        Some(Entry {
            when: moment(language, last.at),
            datetime: last.at.to_rfc3339(),
            tag: Some(who(language, &last.who)),
            title: if run.len() > 1 { say_with(language, "moments", &times) } else { what },
            body: leads(language, last),
        })
    };
    let alike = |one: &Moment, next: &Moment| {
        (&one.what, &one.who) == (&next.what, &next.who) && leads(language, next).is_none()
    };
    let runs = moments.chunk_by(alike);
    timeline(&runs.rev().filter_map(entry).collect::<Vec<_>>())
}

/// The way to mark that something went to a wrong recipient (law.md R6.3.6).
fn astray(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    html! {
        @if shown.works {
            p { a href=(paths::astray(&shown.case.request.reference)) { (say(shell.language, "astray-title")) } }
        }
    }
}

/// What an entry leads to: another request, or the record of a breach.
fn leads(language: Language, moment: &Moment) -> Option<Markup> {
    if let Some(breach) = moment.detail["breach"].as_str() {
        return Some(html! { a href=(paths::breach(breach)) { (say(language, "astray-record")) } });
    }
    other(moment).map(|other| html! { a href=(paths::desk(other)) { (other) } })
}

/// Another request that an entry made or came from.
fn other(moment: &Moment) -> Option<&str> {
    ["into", "beside"].iter().find_map(|key| moment.detail[key].as_str())
}
