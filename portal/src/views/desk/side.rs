//! The facts beside the matter: what can be done, who asks, by when, who may be meant.

use super::{Shown, act};
use crate::{
    error::why::{no_closing, no_extension},
    paths,
    say::{say, say_with, word},
    views::{
        entry,
        extension::extended,
        field::{Choice, Fields},
        form::{button, button_second, link_button},
        layout::Shell,
        mute::beside,
        parts::{Action, SummaryRow, actions, details, summary_list},
        protection,
        queue::right_name,
    },
};
use entity::{
    kind::{Language, PackageState, QuestionKind, Role, State},
    request,
};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    law::explain::explain,
    request::{
        ask::{Paused, may_cost},
        enter::has_address,
        extend::Waiting,
        lifecycle::{self, Why},
        reclassify::{acts_at_once, may_name, may_split},
    },
    right::CARRIED_OUT,
};

/// The right column.
pub(super) fn side(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, case) = (shell.language, shown.case);
    html! {
        (actions(language, &ways(language, shown)))
        h2 { (say(language, "desk-requester")) }
        (requester(language, shown))
        @if shown.case.matching_persons > 1 { (shared(language, shown)) }
        @if shown.works && case.muted_until.is_none() {
            @if let Some(email) = &case.request.requester_email { (beside(shell, email)) }
        }
        @if shown.works && !case.protected { (protection::mark(shell, shown.typed, &case.request)) }
        @if let Some(written) = &case.entry { (entry::facts(language, written)) }
        h2 { (say(language, "desk-dates")) }
        (dates(language, shown))
        @if !case.checks.is_empty() { h2 { (say(language, "desk-checks")) } (checks(language, shown)) }
        @if !case.relatives.is_empty() {
            h2 { (say(language, "desk-relatives")) }
            ul { @for kin in &case.relatives {
                li { a href=(paths::desk(&kin.reference)) { (kin.reference) } " " (right_name(language, kin.right)) }
            } }
        }
        @if shown.works { (assign(shell, shown)) (split(shell, shown)) }
    }
}

/// What a caseworker does next with it: take it, say which right it is, decide.
pub(super) fn next(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let open = |action| refusal(shown, action).is_none();
    html! {
        @if !shown.works {}
        @else if open(lifecycle::Action::Take) {
            (act(shell, &paths::take(&request.reference), request.version, &button(&say(language, "act-take"))))
        } @else if request.right.is_none() && may_name(request, shown.case.named_by_staff) {
            p { (link_button(&paths::classify(&request.reference), &say(language, "act-classify"))) }
        } @else if open(lifecycle::Action::Decide) && request.state != State::AwaitingApproval {
            p { (link_button(&paths::decide(&request.reference), &say(language, "act-decide"))) }
        }
    }
}

fn refusal(shown: &Shown<'_>, action: lifecycle::Action) -> Option<Why> {
    shown.case.offers.iter().find(|offer| offer.action == action).and_then(|offer| offer.refused)
}

/// Whoever is linked can be linked to somebody else.
const fn link_key(request: &request::Model) -> &'static str {
    if request.person_id.is_some() { "act-relink" } else { "act-link" }
}

/// Every action with its place, or why it is not open now: the role first, then the lifecycle.
fn offered(language: Language, shown: &Shown<'_>) -> Vec<Action> {
    use lifecycle::Action as Step;
    let reference = &shown.case.request.reference;
    let role = |holds: bool, role: Role| {
        let named = [("role", word(language, "role", role.code()).into())];
        (!holds).then(|| say_with(language, "refusal-role-missing", &named))
    };
    let works = || role(shown.works, Role::Caseworker);
    let why = |step| refusal(shown, step).map(|why| why.sentence(language));
    let unknown = || shown.case.request.right.is_none().then(|| say(language, "act-classify-first"));
    let waits = shown.case.request.state == State::AwaitingApproval;
    let decided = matches!(shown.case.request.state, State::Fulfilling | State::Closed);
    let own = shown.case.proposals.iter().any(|proposal| proposal.open && proposal.own);
    let same = || (own && shown.case.two_persons).then(|| say(language, "refusal-same-person"));
    let offer = |key: &str, href: String, reason| action(say(language, key), href, reason);
    let taken = works().or_else(|| why(Step::Take)).into_iter();
    let mut offers: Vec<_> = taken.map(|reason| offer("act-take", String::new(), Some(reason))).collect();
    let settled = decided.then(|| why(Step::CloseNotIdentified)).flatten();
    if may_name(&shown.case.request, shown.case.named_by_staff) {
        let named = shown.case.request.right.is_some();
        let key = if named { "act-reclassify" } else { "act-classify" };
        offers.push(offer(key, paths::classify(reference), works()));
        let closing = works().or_else(|| why(Step::CloseNotIdentified));
        offers.extend((!named).then(|| offer("act-no-request", paths::no_request(reference), closing)));
    }
    offers.push(offer("act-records", paths::records(reference), None));
    offers.push(offer(link_key(&shown.case.request), paths::records(reference), works().or(settled)));
    offers.extend(of_the_clock(language, shown, works().as_ref()));
    let decide = if waits { Some(Why::WaitsForApproval.sentence(language)) } else { why(Step::Decide) };
    offers.push(offer("act-decide", paths::decide(reference), works().or(decide).or_else(unknown)));
    let approve = role(shown.approves, Role::Approver).or_else(|| why(Step::SendBack)).or_else(same);
    offers.push(offer("act-approve", paths::proposal(reference), approve));
    let close =
        works().or_else(|| why(Step::CloseNotIdentified)).or_else(unknown).or_else(|| known(language, shown));
    offers.push(offer("act-unidentified", paths::unidentified(reference), close));
    let unless = |step| works().or_else(|| why(step));
    offers.push(offer("act-withdraw", paths::note_withdrawal(reference), unless(Step::Withdraw)));
    offers.push(offer("act-forward", paths::forward(reference), unless(Step::Forward)));
    offers
}

/// Its place, or why it is not open now.
fn action(text: String, href: String, reason: Option<String>) -> Action {
    match reason {
        None => Action::Open { href, text },
        Some(reason) => Action::Barred { text, reason },
    }
}

/// All of them, and what shows an authority how the request was handled.
fn ways(language: Language, shown: &Shown<'_>) -> Vec<Action> {
    let href = paths::dossier(&shown.case.request.reference);
    let mut ways = offered(language, shown);
    ways.push(Action::Open { href, text: say(language, "act-dossier") });
    ways
}

/// Why the requester is not refused as unknown.
fn known(language: Language, shown: &Shown<'_>) -> Option<String> {
    shown.case.no_closing.map(|why| no_closing(language, why))
}

/// What moves the dates: asking, going on, whose form stands with the question while one waits, and more time.
fn of_the_clock(language: Language, shown: &Shown<'_>, role: Option<&String>) -> Vec<Action> {
    use lifecycle::Action as Step;
    let barred = |step| role.cloned().or_else(|| refusal(shown, step).map(|why| why.sentence(language)));
    let mut offers = Vec::new();
    for kind in QuestionKind::ALL {
        let text = word(language, "act-ask", kind.code());
        let free = kind == &QuestionKind::Fee && !may_cost(&shown.case.request);
        let free = free.then(|| say(language, "refusal-free-of-charge"));
        offers.push(match barred(Step::AskCustomer).or(free) {
            None => Action::Open { href: paths::ask(&shown.case.request.reference, kind.code()), text },
            Some(reason) => Action::Barred { text, reason },
        });
    }
    let resume = barred(Step::Resume);
    offers.extend(resume.map(|reason| Action::Barred { text: say(language, "act-resume"), reason }));
    let late = || shown.case.no_extension.map(|why| no_extension(language, why));
    let text = say(language, "act-extend");
    offers.push(match barred(Step::Extend).or_else(late) {
        None => Action::Open { href: paths::extend(&shown.case.request.reference), text },
        Some(reason) => Action::Barred { text, reason },
    });
    offers
}

fn requester(language: Language, shown: &Shown<'_>) -> Markup {
    let (case, request) = (shown.case, &shown.case.request);
    let row = |key: &str, value: String| SummaryRow::new(say(language, key), &value);
    let on_paper = !has_address(&request.requester_key);
    let cleared = || say(language, if on_paper { "entry-no-email" } else { "queue-cleared" });
    let matching = match case.matching_persons {
        0 => say(language, "desk-matches-none"),
        1 => say(language, "desk-matches-one"),
        many => say_with(language, "desk-matches-many", &[("count", many.into())]),
    };
    let link = if request.person_id.is_some() { "desk-linked" } else { "desk-not-linked" };
    let mut rows = vec![
        row("desk-name", request.requester_name.clone().unwrap_or_else(|| say(language, "desk-no-name"))),
        row("desk-email", request.requester_email.clone().unwrap_or_else(cleared)),
        row("desk-assurance", word(language, "assurance", request.assurance.code())),
        row("desk-person", say(language, link)),
        row("desk-channel", word(language, "channel", request.channel.code())),
        row("desk-language", say(request.language, "shell-language")),
        row("desk-assignee", case.assignee.clone().unwrap_or_else(|| say(language, "queue-nobody"))),
    ];
    rows[3].value = html! {
        (say(language, link))
        // Whoever is linked is the person: after an erasure no record has the address any more.
        @if request.person_id.is_none() { br; a href=(paths::records(&request.reference)) { (matching) } }
    };
    rows.extend(case.muted_until.map(|at| SummaryRow {
        value: html! {
            (moment(language, at))
            @if request.state == State::AwaitingCustomer { br; (say(language, "desk-muted-awaited")) }
        },
        ..row("desk-muted", String::new())
    }));
    summary_list(language, &rows)
}

/// Of a shared address nobody knows who signs in: what an access yields may have to be handed over.
fn shared(language: Language, shown: &Shown<'_>) -> Markup {
    let built = shown.case.package.as_ref();
    let built = built.is_some_and(|it| matches!(it.state, PackageState::Ready | PackageState::Purged));
    html! {
        p.small { (say(language, "desk-shared")) }
        @if shown.works && built {
            p { a href=(paths::hand_over(&shown.case.request.reference)) download { (say(language, "letter-print-package")) } }
        }
    }
}

/// The dates, and every step that led to them.
fn dates(language: Language, shown: &Shown<'_>) -> Markup {
    let runs = !shown.case.request.right.is_some_and(acts_at_once);
    html! {
        (summary_list(language, &date_rows(language, shown)))
        @if let Some(extension) = &shown.case.extension { (extended(language, extension)) }
        @if runs {
            (details(&say(language, "request-why-date"), &html! {
                ol { @for line in explain(language, &shown.case.deadline) { li { (line) } } }
            }))
        }
    }
}

/// The dates, each with its name.
pub(super) fn date_rows(language: Language, shown: &Shown<'_>) -> Vec<SummaryRow> {
    let request = &shown.case.request;
    let row = |key: &str, on| SummaryRow::new(say(language, key), &date(language, on));
    let mut rows = vec![row("desk-received", request.received_on)];
    // An opt-out and a withdrawal of consent have taken effect: no date runs.
    let runs = !request.right.is_some_and(acts_at_once);
    rows.extend(runs.then(|| row("desk-due", request.due_on)));
    rows.extend(request.extended_due_on.map(|on| row("desk-extended", on)));
    rows.extend(
        shown
            .case
            .paused
            .map(|paused| SummaryRow { value: still(language, paused), ..row("desk-paused", paused.since) }),
    );
    rows.extend(shown.case.waiting.map(|waiting| SummaryRow {
        value: not_yet(language, shown, waiting),
        ..row("desk-extension-written", waiting.due_on)
    }));
    rows.extend(runs.then(|| row("desk-internal", request.internal_due_on)));
    let answered =
        request.answered_at.map(|at| SummaryRow::new(say(language, "desk-answered"), &moment(language, at)));
    rows.extend(answered);
    rows
}

/// Since when and why the clock stands still, and the date it moves; or that the question has not left yet.
fn still(language: Language, paused: Paused) -> Markup {
    let dates = [("date", date(language, paused.since).into()), ("to", date(language, paused.due_on).into())];
    let why = paused.kind.map_or("other", QuestionKind::code);
    html! {
        @if paused.asked {
            (say_with(language, &format!("desk-paused-{why}"), &dates)) br;
            (say_with(language, "desk-paused-moves", &dates))
        } @else {
            (say(language, "desk-paused-not-yet"))
        }
    }
}

/// A written extension that does not hold: by when its letter must leave, or that it is too late.
fn not_yet(language: Language, shown: &Shown<'_>, waiting: Waiting) -> Markup {
    let late = shown.today > waiting.tell_by;
    let on = [("on", date(language, waiting.tell_by).into()), ("to", date(language, waiting.due_on).into())];
    let key = if late { "desk-extension-late" } else { "desk-extension-waits" };
    html! {
        (say_with(language, key, &on))
        @if let Some(letter) = waiting.letter.filter(|_| !late) {
            br; a href=(paths::letter(&shown.case.request.reference, &letter.to_string())) { (say(language, "desk-extension-letter")) }
        }
    }
}

pub(super) fn checks(language: Language, shown: &Shown<'_>) -> Markup {
    html! {
        @for check in &shown.case.checks {
            article.message {
                p.small { (check.by) " · " (moment(language, check.at)) }
                p { strong { (word(language, "assurance", check.method.code())) } }
                p { (check.finding) }
            }
        }
    }
}

/// The rights a request can be about, to choose from.
fn rights(language: Language) -> Vec<Choice> {
    CARRIED_OUT.iter().map(|right| Choice::new(right.code(), word(language, "right", right.code()))).collect()
}

fn assign(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, &[]);
    let people = shown
        .colleagues
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name).chosen_if(request.assignee_id == Some(*id)));
    html! {
        @if !matches!(request.state, State::AwaitingApproval | State::Closed) {
            (details(&say(language, "act-assign"), &act(shell, &paths::assign(&request.reference), request.version, &html! {
                (fields.select("to", say(language, "assign-to"), people.collect()))
                (button_second(&say(language, "assign-send")))
            })))
        }
    }
}

fn split(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, &[]);
    html! {
        @if may_split(request, shown.case.named_by_staff) {
            (details(&say(language, "act-split"), &act(shell, &paths::split(&request.reference), request.version, &html! {
                (fields.select("right", say(language, "split-right"), rights(language)).id("split-right")
                    .hint(say(language, "split-hint")))
                (button_second(&say(language, "split-send")))
            })))
        }
    }
}
