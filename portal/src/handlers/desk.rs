//! One request at the desk: its page, and what staff do on it with one press.

use super::{PageResult, answer, attachment, ok, requests::parse};
use crate::{
    begun::{self, Wrong},
    error::Failure,
    form::{Form, files::WithFiles},
    just, paths,
    say::say,
    views::{
        attachment::FIELD,
        desk::{self as views, Shown},
        done::{Done, told},
        form::Problem,
        layout::Shell,
        parts::{Banner, Tone},
        queue::right_name,
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::{
    id::StepId,
    kind::{Excuse, Remedy, Right, Role},
};
use maud::Markup;
use portal_core::{
    error::Error,
    id::Reference,
    law::{calendar::helsinki_date, too_much},
    request::{case::Case, change::Seen, message as messages, own::LONGEST_MESSAGE, queue, work, write},
    step::{
        answer::{self, Answer, LONGEST_REASON},
        remedy, tell,
    },
};

/// What the page shows again after a form that went nowhere.
#[derive(Default)]
pub struct Again<'a> {
    pub banner: Option<Banner>,
    /// What was just done here.
    pub done: Option<Done>,
    pub problems: &'a [Problem],
    pub form: Form,
}

/// The page. Just after something was done here, it says so once.
pub async fn show(visit: Visit, desk: Desk, typed: Path<String>, asked: HttpRequest) -> PageResult {
    let reference = parse(&typed)?;
    if let Some((form, wrong)) = begun::wrong(&visit, &desk).await? {
        return again(&visit, &desk, &reference, form, wrong).await;
    }
    let done = just::at_desk(&visit, &asked, reference.as_str());
    let shown = ok(page(&visit, &desk, &reference, Again { done, ..Again::default() }).await?);
    Ok(if done.is_some() { just::forget(&visit, shown) } else { shown })
}

/// Takes it up.
pub async fn take(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let done = work::take(&visit.app.ctx, &desk.0, &seen(&reference, &form)?).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Taken), form).await
}

/// Gives it to a colleague.
pub async fn assign(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let to = form.get("to").parse().map_err(|_| Failure::Malformed)?;
    let done = work::assign(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, to).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Assigned), form).await
}

/// Makes a second request of the same message, and goes there.
pub async fn split(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let right = Right::from_code(form.get("right")).ok_or(Failure::Malformed)?;
    match work::split(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, right).await {
        Ok(second) => Ok(just::lead_to_desk(&visit, Done::Split, second.as_str())),
        Err(error) => settled(&visit, &desk, &reference, Err(error), form).await,
    }
}

/// Keeps a note.
pub async fn note(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    if let Some(problem) = unfit(&visit, &form, "note") {
        return refill(&visit, &desk, &reference, problem, form).await;
    }
    let done = write::write_note(&visit.app.ctx, &desk.0, &reference, form.get("note")).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Noted), form).await
}

/// Writes to the requester, with files where there are some.
pub async fn message(visit: Visit, desk: Desk, typed: Path<String>, sent: WithFiles) -> PageResult {
    let (reference, WithFiles { form, files }) = (parse(&typed)?, sent);
    if let Some(problem) = unfit(&visit, &form, "message") {
        return refill(&visit, &desk, &reference, problem, form).await;
    }
    let files = match attachment::taken(visit.language, FIELD, files) {
        Ok(files) => files,
        Err(refused) => return not_taken(&visit, &desk, &reference, refused, form).await,
    };
    let done = write::send(&visit.app.ctx, &desk.0, &reference, (form.get("message"), files)).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Written), form).await
}

/// Notes that a holder was told, or what it answered.
pub async fn step(visit: Visit, desk: Desk, typed: Path<(String, StepId)>, form: Form) -> PageResult {
    let (reference, id) = (parse(&typed.0)?, typed.1);
    let (ctx, seen) = (&visit.app.ctx, seen(&reference, &form)?);
    if form.fields().any(|(name, _)| name == "remedy") {
        return remedy(&visit, &desk, (&reference, id), form).await;
    }
    let (way, why) = (form.get("answer"), form.get("why"));
    let needs_reason = way == "cannot" || Excuse::from_code(way).is_some();
    if needs_reason && (why.is_empty() || why.chars().count() > LONGEST_REASON) {
        let problem = Problem::new(format!("why-{id}"), say(visit.language, "step-why-problem"));
        return refill(&visit, &desk, &reference, problem, form).await;
    }
    let done = match (way, Excuse::from_code(way)) {
        ("told", _) => tell::tell(ctx, &desk.0, &seen, id).await,
        ("mail", _) => tell::send_again(ctx, &desk.0, &seen, id).await,
        ("done", _) => answer::answer(ctx, &desk.0, &seen, id, Answer::Done).await,
        ("not_held", _) => answer::answer(ctx, &desk.0, &seen, id, Answer::NotHeld).await,
        ("cannot", _) => answer::answer(ctx, &desk.0, &seen, id, Answer::Cannot(why.to_owned())).await,
        (_, Some(excuse)) => answer::give_up(ctx, &desk.0, &seen, id, (excuse, why)).await,
        _ => return Err(Failure::Malformed),
    };
    let told = if matches!(way, "told" | "mail") { Done::HolderTold } else { Done::HolderAnswered };
    settled(&visit, &desk, &reference, done.map(|()| told), form).await
}

/// Notes what staff did about a holder that cannot.
async fn remedy(visit: &Visit, desk: &Desk, (reference, id): (&Reference, StepId), form: Form) -> PageResult {
    let (ctx, seen, note) = (&visit.app.ctx, seen(reference, &form)?, form.get("why"));
    let Some(way) = Remedy::from_code(form.get("remedy")) else {
        let problem = Problem::new(format!("remedy-{id}"), say(visit.language, "step-remedy-choose"));
        return refill(visit, desk, reference, problem, form).await;
    };
    if note.is_empty() || note.chars().count() > LONGEST_REASON {
        let problem = Problem::new(format!("why-{id}"), say(visit.language, "step-remedy-problem"));
        return refill(visit, desk, reference, problem, form).await;
    }
    let done = remedy::remedy(ctx, &desk.0, &seen, id, (way, note)).await;
    settled(visit, desk, reference, done.map(|()| Done::Remedied), form).await
}

/// A page about one request beside its own.
pub struct Sheet<'a> {
    pub reference: &'a str,
    /// Key of its title.
    pub title: &'a str,
    pub path: String,
    pub problems: &'a [Problem],
}

/// Draws it under the reference, with the way back to the request.
pub fn draw(visit: &Visit, sheet: &Sheet<'_>, body: impl FnOnce(&Shell<'_>) -> Markup) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, sheet.title), &token);
    (shell.caption, shell.back) = (Some(sheet.reference.to_owned()), Some(paths::desk(sheet.reference)));
    (shell.problems, shell.path) = (sheet.problems, &sheet.path);
    body(&shell)
}

/// Which version the page showed.
pub fn seen<'a>(reference: &'a Reference, form: &Form) -> Result<Seen<'a>, Failure> {
    let version = form.get("version").parse().map_err(|_| Failure::Malformed)?;
    Ok(Seen { reference, version })
}

/// After a change: back to the page, which says what was done, or what happened, with what was typed.
pub async fn settled(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    done: Result<Done, Error>,
    form: Form,
) -> PageResult {
    match done {
        Ok(done) => Ok(just::lead_to_desk(visit, done, reference.as_str())),
        Err(Error::Refused(refusal)) => {
            back(visit, desk, reference, &form, Wrong::refused(visit.language, &refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page in place of one that cannot be shown now, with why, and what was begun there.
pub async fn instead(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    error: Error,
    form: Form,
) -> PageResult {
    let Error::Refused(refusal) = error else { return Err(error.into()) };
    again(visit, desk, reference, form, Wrong::refused(visit.language, &refusal)).await
}

/// The page again with what was typed and what is wrong with it.
pub async fn refill(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    problem: Problem,
    form: Form,
) -> PageResult {
    back(visit, desk, reference, &form, Wrong::field(problem)).await
}

/// The page again, with what is wrong with the files that were sent along.
pub async fn not_taken(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    refused: attachment::Refused,
    form: Form,
) -> PageResult {
    let wrong = Wrong { status: refused.status, why: None, problems: refused.problems };
    back(visit, desk, reference, &form, wrong).await
}

async fn back(visit: &Visit, desk: &Desk, reference: &Reference, form: &Form, wrong: Wrong) -> PageResult {
    begun::lead_back(visit, desk, &paths::desk(reference.as_str()), form, wrong).await
}

async fn again(visit: &Visit, desk: &Desk, reference: &Reference, form: Form, wrong: Wrong) -> PageResult {
    let banner = wrong.why.map(|title| {
        let body = views::kept(visit.language, &form);
        Banner { tone: Tone::Bad, title, body }
    });
    let again = Again { banner, problems: &wrong.problems, form, done: None };
    Ok(answer(wrong.status, page(visit, desk, reference, again).await?))
}

fn unfit(visit: &Visit, form: &Form, field: &str) -> Option<Problem> {
    let key = match form.get(field).chars().count() {
        0 => "desk-text-empty",
        length if length > LONGEST_MESSAGE => "desk-text-problem",
        // A note is read by staff alone.
        _ if field == "message" && too_much::is_asked_in(form.get(field)) => "desk-text-asks",
        _ => return None,
    };
    Some(Problem::new(field, say(visit.language, key)))
}

async fn page(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    again: Again<'_>,
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let case: Case = messages::open(ctx, &desk.0, reference).await?;
    let colleagues = queue::colleagues(ctx, &desk.0).await?;
    let (token, path) = (visit.token(), paths::desk(reference.as_str()));
    let mut shell = visit.shell(right_name(visit.language, case.request.right), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::QUEUE.into()));
    (shell.path, shell.wide) = (&path, true);
    let done = again.done.map(|done| told(visit.language, done, &case));
    (shell.notice, shell.problems) = (again.banner.or(done), again.problems);
    let shown = Shown {
        case: &case,
        notice: &ctx.notice,
        colleagues: &colleagues,
        today: helsinki_date(ctx.now()),
        works: desk.0.is(Role::Caseworker),
        approves: desk.0.is(Role::Approver),
        typed: &again.form,
    };
    Ok(views::page(&shell, &shown))
}
