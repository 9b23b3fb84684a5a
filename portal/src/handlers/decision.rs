//! Decides a request: a verdict on each item, then what its grounds demand, then the exact letter, then it goes.
//! Only the last of these changes anything; what was typed on the ones before is kept beside it.

mod flaw;
mod part;
mod typed;

use super::{
    PageResult, answer,
    desk::{instead, seen, settled},
    invalid, ok,
    requests::parse,
    see_other,
};
use crate::{
    begun::{self, Wrong},
    error::Failure,
    form::Form,
    paths,
    say::{say, say_with},
    views::{
        decision::{
            self as views, Bench, REST,
            proposal::{self, Waiting},
        },
        desk::caption,
        done::Done,
        form::Problem,
        layout::Shell,
        parts::{Banner, Tone},
    },
    visit::{Desk, Visit},
};
use actix_web::{http::StatusCode, web::Path};
use chrono::{DateTime, Utc};
use entity::{
    id::PersonId,
    kind::{ItemKind, Right, Role, State},
};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    request::{
        case::{self, Case},
        decide::{self, Approval},
        decision::Decision,
        identify::{Purpose, look},
        itemise,
        own::LONGEST_MESSAGE,
        propose::{self, Preview},
    },
    right::{
        erasure::show::{Shown, dry_run},
        package::copy::{self, Tally},
        rectification::fields::{self, PresentField},
    },
};

/// A decision being made: the request, what was typed, and what that means.
struct Draft {
    reference: Reference,
    case: Case,
    /// Fields that an item in the person's own words can be about.
    fields: Vec<PresentField>,
    /// Names that stay as they are though they equal one to be corrected.
    left: Vec<PresentField>,
    /// What an erasure would do.
    plan: Option<Shown>,
    /// What a copy would hold.
    tally: Option<Tally>,
    form: Form,
    decision: Decision,
    /// Whose records its pages show.
    opens: Option<PersonId>,
}

/// The verdicts, or the step that what was begun has come to.
pub async fn begin(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let begun = begun::form(&visit, &desk, "verdicts").await?;
    let since = begun.as_ref().map(|begun| begun.at);
    let form = begun.map(|begun| begun.form).unwrap_or_default();
    let draft = open(&visit, &desk, &typed, form).await?;
    let state = draft.case.request.state;
    if state != State::InProgress || draft.case.request.right.is_none() {
        let refused = Refusal::NotNow { state }.into();
        return instead(&visit, &desk, &draft.reference, refused, draft.form).await;
    }
    let Some(decision) = sent_back(&draft.case, since) else {
        let fresh = since.is_none();
        return if fresh { Ok(ok(verdicts(&visit, &draft, &[]))) } else { step(&visit, &desk, draft).await };
    };
    let form = typed::again(&draft.case, decision);
    let draft = open(&visit, &desk, &typed, form).await?;
    let banner = Banner::new(Tone::Info, say(visit.language, "decide-again"));
    Ok(ok(verdicts_with(&visit, &draft, &banner)))
}

/// What was proposed last, where it did not come to stand: the next decision begins with it, unless one was begun since.
fn sent_back(case: &Case, since: Option<DateTime<Utc>>) -> Option<&Decision> {
    let last = case.proposals.iter().max_by_key(|proposal| proposal.at)?;
    let voided_at = last.voided_at.filter(|_| last.approved.is_none())?;
    since.is_none_or(|begun| begun < voided_at).then_some(&last.decision)
}

/// Puts each category up for a verdict of its own.
pub async fn itemise(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    match itemise::itemise(&visit.app.ctx, &desk.0, &seen(&reference, &form)?).await {
        Ok(()) => Ok(see_other(paths::decide(reference.as_str()))),
        Err(error) => settled(&visit, &desk, &reference, Err(error), form).await,
    }
}

/// The page of a step, with what was typed.
async fn step(visit: &Visit, desk: &Desk, draft: Draft) -> PageResult {
    let moved = part::moved(&draft, false);
    if !moved.is_empty() {
        return Ok(part::changed(visit, &draft, &moved));
    }
    let preview = propose::preview(&visit.app.ctx, &desk.0, &draft.reference, &draft.decision).await?;
    let told = flaw::tell(visit.language, &visit.app.ctx.notice, &draft, &preview);
    let marks = part::place(&draft, &told.marks);
    match draft.form.get("to") {
        "verdicts" | REST => Ok(ok(verdicts(visit, &draft, &[]))),
        _ if !told.verdicts.is_empty() => Ok(invalid(verdicts(visit, &draft, &told.verdicts))),
        _ if let Some(place) = marks => part::page(visit, desk, &draft, (place, &told.marks)).await,
        "reasons" => Ok(ok(reasons(visit, &draft, &preview, &[]))),
        _ if !told.reasons.is_empty() => Ok(invalid(reasons(visit, &draft, &preview, &told.reasons))),
        _ => Ok(ok(letter(visit, &draft, &preview))),
    }
}

/// Sends the letter, or proposes it to a second person.
pub async fn send(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let draft = gather(&visit, &desk, &typed, form).await?;
    let ctx = &visit.app.ctx;
    let seen = seen(&draft.reference, &draft.form)?;
    let moved = part::moved(&draft, true);
    // A press that comes too late is told who was first, and shows nothing of the register.
    if !moved.is_empty() && draft.case.request.version == seen.version {
        return to_letter(&visit, &desk, &draft).await;
    }
    let preview = propose::preview(ctx, &desk.0, &draft.reference, &draft.decision).await?;
    let done = if preview.second.is_some() {
        propose::propose(ctx, &desk.0, &seen, &draft.decision).await.map(|_| Done::Proposed)
    } else {
        decide::decide(ctx, &desk.0, &seen, &draft.decision).await.map(|()| Done::Decided)
    };
    match done {
        Err(Error::Refused(Refusal::LetterLacks { .. })) => to_letter(&visit, &desk, &draft).await,
        done => settled(&visit, &desk, &draft.reference, done, draft.form).await,
    }
}

/// Back to the letter, which says what it lacks, or what came in between.
async fn to_letter(visit: &Visit, desk: &Desk, draft: &Draft) -> PageResult {
    begun::lead_to(visit, desk, (&paths::decide(draft.reference.as_str()), "letter"), &draft.form).await
}

/// What waits for approval, with its letter.
pub async fn proposal(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    let (form, wrong) = begun::wrong(&visit, &desk).await?.unzip();
    let (form, status) = (form.unwrap_or_default(), wrong.as_ref().map_or(StatusCode::OK, |it| it.status));
    match waiting(&visit, &desk, &reference, (&form, wrong)).await? {
        Some(page) => Ok(answer(status, page)),
        None => Ok(see_other(paths::desk(reference.as_str()))),
    }
}

/// Approves it and carries it out; what the requester has written since the page was drawn is shown on it first.
pub async fn approve(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let heard = form.get("heard").parse().map_err(|_| Failure::Malformed)?;
    let approval = Approval { seen: seen(&reference, &form)?, hash: form.get("hash"), heard };
    let done = decide::approve(&visit.app.ctx, &desk.0, &approval).await;
    if let Err(Error::Refused(refusal @ Refusal::MessageMeanwhile)) = &done {
        let (path, wrong) = (paths::proposal(reference.as_str()), Wrong::refused(visit.language, refusal));
        return begun::lead_back(&visit, &desk, &path, &form, wrong).await;
    }
    settled(&visit, &desk, &reference, done.map(|()| Done::Approved), form).await
}

/// Sends it back to work, with a reason.
pub async fn send_back(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let length = form.get("reason").chars().count();
    if length == 0 || length > LONGEST_MESSAGE {
        let problem = Problem::new("reason", say(visit.language, "send-back-problem"));
        let (path, wrong) = (paths::proposal(reference.as_str()), Wrong::field(problem));
        return begun::lead_back(&visit, &desk, &path, &form, wrong).await;
    }
    let done =
        propose::send_back(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, form.get("reason")).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::SentBack), form).await
}

/// A decision for a page that shows it: what it opens of the register is recorded as a look first.
async fn open(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> Result<Draft, Failure> {
    let draft = gather(visit, desk, typed, form).await?;
    see(visit, desk, &draft).await?;
    Ok(draft)
}

/// Records the look, before a page shows anything.
async fn see(visit: &Visit, desk: &Desk, draft: &Draft) -> Result<(), Failure> {
    if let Some(person) = draft.opens {
        look(&visit.app.ctx, &desk.0, person, Purpose::Request(&draft.reference)).await?;
    }
    Ok(())
}

/// The register is opened where an item in free words is to be matched with a field, and for the dry run of an erasure.
async fn gather(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> Result<Draft, Failure> {
    let (ctx, reference) = (&visit.app.ctx, parse(typed)?);
    let case = case::open(ctx, &desk.0, &reference).await?;
    let in_words = case.items.iter().any(|item| item.kind == ItemKind::Text);
    let in_words = case.request.right == Some(Right::Rectification) && in_words;
    let matched = case.request.person_id.filter(|_| in_words);
    let fields = match matched {
        Some(person) => fields::of(ctx.read(), person).await?,
        None => Vec::new(),
    };
    let left = match case.request.person_id.filter(|_| case.request.right == Some(Right::Rectification)) {
        Some(person) => fields::left_behind(&fields::of(ctx.read(), person).await?, &case.items),
        None => Vec::new(),
    };
    let form = if form.get("to") == REST { typed::with_the_rest_granted(&case, &form) } else { form };
    let tally = copy::tally(ctx, &desk.0, &reference).await?;
    let decision = typed::read(&case, &typed::with_what_is_hidden(&fields, &form), tally.as_ref());
    let plan = planned(visit, desk, &case, &decision).await?;
    let opens = matched.or(case.request.person_id.filter(|_| erases(&case, &decision)));
    Ok(Draft { reference, case, fields, left, plan, tally, form, decision, opens })
}

/// Whether a decision erases, so that its pages show the dry run. Of an objection only what it would take with it is
/// shown, and only then is it a look.
fn erases(case: &Case, decision: &Decision) -> bool {
    let erases = match case.request.right {
        Some(Right::Erasure) => true,
        Some(Right::Objection) => decision.erasure.is_some() || decision.grants(),
        _ => false,
    };
    erases && !decision.nothing_held
}

/// The dry run of an erasure.
async fn planned(
    visit: &Visit,
    desk: &Desk,
    case: &Case,
    decision: &Decision,
) -> Result<Option<Shown>, Failure> {
    if !erases(case, decision) {
        return Ok(None);
    }
    let reference = parse(&case.request.reference)?;
    let plan = dry_run(&visit.app.ctx, &desk.0, &reference, decision, visit.language).await?;
    let follows = case.request.right == Some(Right::Objection) && plan.rows.is_empty();
    Ok((!follows).then_some(plan))
}

fn draw(
    visit: &Visit,
    draft: &Draft,
    (step, title): (i64, &str),
    problems: &[Problem],
    body: impl Fn(&mut Shell<'_>) -> Markup,
) -> Markup {
    let (token, path) = (visit.token(), paths::decide(draft.reference.as_str()));
    let mut shell = visit.shell(say(visit.language, title), &token);
    let caption = [("request", caption(visit.language, &draft.case.request).into()), ("step", step.into())];
    shell.caption = Some(say_with(visit.language, "decide-step", &caption));
    shell.back = Some(paths::desk(draft.reference.as_str()));
    (shell.path, shell.problems) = (&path, problems);
    body(&mut shell)
}

fn bench<'a>(visit: &'a Visit, draft: &'a Draft) -> Bench<'a> {
    Bench {
        case: &draft.case,
        notice: &visit.app.ctx.notice,
        fields: &draft.fields,
        left: &draft.left,
        plan: draft.plan.as_ref(),
        tally: draft.tally.as_ref(),
        typed: &draft.form,
        decision: &draft.decision,
    }
}

fn verdicts(visit: &Visit, draft: &Draft, problems: &[Problem]) -> Markup {
    draw(visit, draft, (1, "decide-title"), problems, |shell| views::verdicts(shell, &bench(visit, draft)))
}

fn verdicts_with(visit: &Visit, draft: &Draft, news: &Banner) -> Markup {
    draw(visit, draft, (1, "decide-title"), &[], |shell| {
        shell.notice = Some(news.clone());
        views::verdicts(shell, &bench(visit, draft))
    })
}

fn reasons(visit: &Visit, draft: &Draft, preview: &Preview, problems: &[Problem]) -> Markup {
    draw(visit, draft, (2, "decide-reasons"), problems, |shell| {
        views::reasons(shell, &bench(visit, draft), preview.late)
    })
}

fn letter(visit: &Visit, draft: &Draft, preview: &Preview) -> Markup {
    draw(visit, draft, (3, "decide-letter"), &[], |shell| views::letter(shell, &bench(visit, draft), preview))
}

async fn waiting(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    (form, wrong): (&Form, Option<Wrong>),
) -> Result<Option<Markup>, Failure> {
    let ctx = &visit.app.ctx;
    let case = case::open(ctx, &desk.0, reference).await?;
    let Some(open) = case.proposals.iter().find(|proposal| proposal.open) else { return Ok(None) };
    let preview = propose::preview(ctx, &desk.0, reference, &open.decision).await?;
    // Its records are shown, and that is a look.
    if let Some(person) = case.request.person_id.filter(|_| erases(&case, &open.decision)) {
        look(ctx, &desk.0, person, Purpose::Request(reference)).await?;
    }
    let plan = planned(visit, desk, &case, &open.decision).await?;
    // Whoever approves a copy is told what is kept back by name, and that is a look.
    let gives = open.decision.grants() && !open.decision.nothing_held;
    let copy = if gives { copy::look(ctx, &desk.0, reference, visit.language).await? } else { None };
    let (token, path) = (visit.token(), paths::proposal(reference.as_str()));
    let mut shell = visit.shell(say(visit.language, "proposal-title"), &token);
    shell.caption = Some(caption(visit.language, &case.request));
    shell.back = Some(paths::desk(reference.as_str()));
    let (why, problems) = wrong.map(|wrong| (wrong.why, wrong.problems)).unwrap_or_default();
    let news = why.map(|why| Banner::new(Tone::Bad, why));
    (shell.path, shell.problems, shell.notice) = (&path, &problems, news);
    let waiting = Waiting {
        case: &case,
        notice: &ctx.notice,
        open,
        preview: &preview,
        plan: plan.as_ref(),
        copy: copy.as_ref(),
        approves: desk.0.is(Role::Approver),
        may_send_back: desk.0.is(Role::Approver) || open.own,
        typed: form,
    };
    Ok(Some(proposal::page(&shell, &waiting)))
}
