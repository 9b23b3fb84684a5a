//! The register, opened for a stated purpose and without a request: an authority asks, a record is checked.

use super::{PageResult, invalid, ok};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{
        form::Problem,
        parts::Banner,
        records,
        register::{self as views, Found, Record},
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::{id::PersonId, kind::Role};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    register::{disclosure, protection, retention::hold, search},
    request::identify::{self, Glimpse, LONGEST_REASON, Purpose},
    right::{objection, rectification::fields},
};

/// Shortest search, in characters, as on a request's page.
const SHORTEST: usize = 3;

/// The search.
pub async fn form(visit: Visit, desk: Desk) -> PageResult {
    Ok(ok(list(&visit, &desk, (&Form::default(), &[]), None).await?))
}

/// What it finds; every hit is a look of its own, for the purpose stated.
pub async fn search(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let problems = unfit(&visit, &form);
    if !problems.is_empty() {
        return Ok(invalid(list(&visit, &desk, (&form, &problems), None).await?));
    }
    let hits = search::persons(ctx, form.get("search")).await?;
    let persons: Vec<PersonId> = hits.persons.iter().map(|hit| hit.person.id).collect();
    let seen = identify::look_at(ctx, &desk.0, &persons, Purpose::Stated(form.get("reason"))).await?;
    Ok(ok(list(&visit, &desk, (&form, &[]), Some((&seen, hits.more))).await?))
}

fn unfit(visit: &Visit, form: &Form) -> Vec<Problem> {
    let short = form.get("search").chars().count() < SHORTEST;
    let search = short.then(|| Problem::new("search", say(visit.language, "records-search-problem")));
    search.into_iter().chain(unreasoned(visit, form)).collect()
}

fn unreasoned(visit: &Visit, form: &Form) -> Option<Problem> {
    let fits = (1..=LONGEST_REASON).contains(&form.get("reason").chars().count());
    (!fits).then(|| Problem::new("reason", say(visit.language, "look-reason-problem")))
}

async fn list(
    visit: &Visit,
    desk: &Desk,
    (typed, problems): (&Form, &[Problem]),
    hits: Option<(&[Glimpse], bool)>,
) -> Result<Markup, Failure> {
    let approves = desk.0.is(Role::Approver);
    let ending = if approves { protection::waiting(&visit.app.ctx).await? } else { Vec::new() };
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "register-title"), &token);
    (shell.wide, shell.problems, shell.path) = (true, problems, paths::REGISTER);
    let found = Found { hits, ending: &ending, searches: desk.0.is(Role::Caseworker), typed };
    Ok(views::page(&shell, &found))
}

/// One record, for the purpose it was opened for lately; without one the purpose is asked for first.
pub async fn record(visit: Visit, desk: Desk, typed: Path<PersonId>, asked: HttpRequest) -> PageResult {
    let kept = just::kept(&visit, &asked);
    let told = kept.is_some();
    match draw(&visit, &desk, *typed, (Purpose::Lately, kept)).await {
        Err(Failure::Domain(Error::Refused(Refusal::ReasonNeeded))) => {
            Ok(ok(reason(&visit, *typed, (&Form::default(), &[]))))
        }
        page => Ok(just::once(&visit, told, ok(page?))),
    }
}

/// Opens it for the purpose stated.
pub async fn open(visit: Visit, desk: Desk, typed: Path<PersonId>, form: Form) -> PageResult {
    if let Some(problem) = unreasoned(&visit, &form) {
        return Ok(invalid(reason(&visit, *typed, (&form, &[problem]))));
    }
    Ok(ok(draw(&visit, &desk, *typed, (Purpose::Stated(form.get("reason")), None)).await?))
}

fn reason(visit: &Visit, id: PersonId, (form, problems): (&Form, &[Problem])) -> Markup {
    let (token, path) = (visit.token(), paths::record(&id.to_string()));
    let mut shell = visit.shell(say(visit.language, "look-title"), &token);
    (shell.back, shell.problems, shell.path) = (Some(paths::REGISTER.into()), problems, &path);
    records::reason(&shell, "register-look-lead", (&path, form.get("reason")))
}

async fn draw(
    visit: &Visit,
    desk: &Desk,
    id: PersonId,
    (purpose, kept): (Purpose<'_>, Option<Banner>),
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let person = identify::look(ctx, &desk.0, id, purpose).await?;
    let fields = fields::of(ctx.read(), id).await?;
    let stopped = objection::stopped_for(ctx.read(), id).await?;
    let (disclosures, protected) = (disclosure::on(ctx, id).await?, protection::on(ctx, id).await?);
    let holds = hold::on(ctx, id).await?.iter().filter(|hold| hold.lifted_at.is_none()).count();
    let (token, path) = (visit.token(), paths::record(&id.to_string()));
    let mut shell = visit.shell(person.name.clone(), &token);
    (shell.back, shell.wide, shell.path) = (Some(paths::REGISTER.into()), true, &path);
    shell.notice = kept;
    let record = Record {
        person: &person,
        fields: &fields,
        stopped: &stopped,
        protected_on: protected.since,
        holds,
        disclosures: &disclosures,
        notice: &ctx.notice,
        works: desk.0.is(Role::Caseworker),
    };
    Ok(views::record(&shell, &record))
}
