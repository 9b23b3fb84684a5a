//! Closes a request whose requester could not be identified (RG-ID, E10).

use super::{
    PageResult,
    desk::{seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    error::Failure,
    form::Form,
    paths,
    say::{say, say_with},
    views::{form::Problem, unidentified as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use maud::Markup;
use portal_core::{
    id::Reference,
    lang::text,
    law::{calendar::helsinki_date, demand::Recorded, ground::Ground},
    request::{
        case,
        work::{self, Unidentified},
    },
};

/// What the ground demands, and what would identify the requester.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    Ok(ok(page(&visit, &desk, &reference, (&Form::default(), &[])).await?))
}

/// Sends the letter and closes.
pub async fn close(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let case = case::open(&visit.app.ctx, &desk.0, &reference).await?;
    let late = helsinki_date(visit.app.ctx.now()) > case.request.due_on;
    let problems = lacking(&visit, &form, late);
    if !problems.is_empty() {
        return Ok(invalid(page(&visit, &desk, &reference, (&form, &problems)).await?));
    }
    let why = read(&form);
    let done = work::close_not_identified(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, &why).await;
    settled(&visit, &desk, &reference, done, form).await
}

fn read(form: &Form) -> Unidentified {
    let mut recorded = Recorded::default();
    for demand in Ground::NotIdentified.demands() {
        recorded.write(*demand, form.get(&format!("fact-{}", demand.code())));
    }
    Unidentified {
        recorded,
        suffices: form.get("suffices").to_owned(),
        free_part: form.text("free_part"),
        late_reason: form.text("late_reason"),
    }
}

fn lacking(visit: &Visit, form: &Form, late: bool) -> Vec<Problem> {
    let language = visit.language;
    let fill = |label: String| say_with(language, "decide-fill", &[("label", label.into())]);
    let lacks = Ground::NotIdentified.lacks(&read(form).recorded).into_iter();
    let mut problems: Vec<Problem> = lacks
        .map(|demand| Problem::new(format!("fact-{}", demand.code()), fill(text(language, &demand.key()))))
        .collect();
    if form.get("suffices").is_empty() {
        problems.push(Problem::new("suffices", fill(say(language, "decide-suffices"))));
    }
    if late && form.get("late_reason").is_empty() {
        problems.push(Problem::new("late_reason", say(language, "decide-late-problem")));
    }
    problems
}

async fn page(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    (form, problems): (&Form, &[Problem]),
) -> Result<Markup, Failure> {
    let case = case::open(&visit.app.ctx, &desk.0, reference).await?;
    let late = helsinki_date(visit.app.ctx.now()) > case.request.due_on;
    let (token, path) = (visit.token(), paths::unidentified(reference.as_str()));
    let mut shell = visit.shell(say(visit.language, "act-unidentified"), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::desk(reference.as_str())));
    (shell.problems, shell.path) = (problems, &path);
    Ok(views::page(&shell, &case.request, late, form))
}
