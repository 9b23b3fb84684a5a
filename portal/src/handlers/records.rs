//! Who asks: the matching records, the search, a person's record, and the link with its check.
//! Opening a record is a look; the domain records it before anything is shown.

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
    say::say,
    views::{
        done::Done,
        form::Problem,
        records::{self as views, Found, Record},
    },
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::{
    id::PersonId,
    kind::{Assurance, Role, State},
};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    register::search,
    request::{
        case,
        identify::{self, Finding, Glimpse, LONGEST_REASON, Purpose},
        own::LONGEST_MESSAGE,
    },
    right::{objection, rectification::fields},
};

/// Shortest search, in characters: a letter or two would list half the register.
const SHORTEST: usize = 3;

/// The records with the requester's address, and the search.
pub async fn found(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    Ok(ok(list(&visit, &desk, &reference, (&Form::default(), &[]), None).await?))
}

/// What a search finds. Every hit is a look of its own, since its name and address are shown; the reason goes with it.
/// Sent as a form, so that no name stands in an address.
pub async fn search(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let problems = unfit(&visit, &form);
    if !problems.is_empty() {
        return Ok(invalid(list(&visit, &desk, &reference, (&form, &problems), None).await?));
    }
    let hits = search::persons(ctx, form.get("search")).await?;
    let persons: Vec<PersonId> = hits.persons.iter().map(|hit| hit.person.id).collect();
    let purpose = Purpose::Reason(&reference, form.get("reason"));
    let seen = identify::look_at(ctx, &desk.0, &persons, purpose).await?;
    Ok(ok(list(&visit, &desk, &reference, (&form, &[]), Some((&seen, hits.more))).await?))
}

fn unfit(visit: &Visit, form: &Form) -> Vec<Problem> {
    let mut problems = Vec::new();
    if form.get("search").chars().count() < SHORTEST {
        problems.push(Problem::new("search", say(visit.language, "records-search-problem")));
    }
    problems.extend(unreasoned(visit, form));
    problems
}

fn unreasoned(visit: &Visit, form: &Form) -> Option<Problem> {
    let length = form.get("reason").chars().count();
    (length == 0 || length > LONGEST_REASON)
        .then(|| Problem::new("reason", say(visit.language, "look-reason-problem")))
}

async fn list(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    (typed, problems): (&Form, &[Problem]),
    hits: Option<(&[Glimpse], bool)>,
) -> Result<Markup, Failure> {
    let matches = identify::look_at_matches(&visit.app.ctx, &desk.0, reference).await?;
    let (token, path) = (visit.token(), paths::records(reference.as_str()));
    let mut shell = visit.shell(say(visit.language, "records-title"), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::desk(reference.as_str())));
    (shell.wide, shell.problems, shell.path) = (true, problems, &path);
    let searches = desk.0.is(Role::Caseworker);
    let found = Found { reference: reference.as_str(), matches: &matches, hits, searches, typed };
    Ok(views::found(&shell, &found))
}

/// One record, and the form that links the request to it; the reason is asked for first where one is needed.
pub async fn person(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>) -> PageResult {
    let reference = parse(&typed.0)?;
    let request = Purpose::Request(&reference);
    match record(&visit, &desk, (&reference, typed.1), request, (&Form::default(), &[])).await {
        Err(Failure::Domain(Error::Refused(Refusal::ReasonNeeded))) => {
            Ok(ok(reason(&visit, &reference, typed.1, (&Form::default(), &[]))))
        }
        page => Ok(ok(page?)),
    }
}

/// The record of somebody who is neither linked nor has the requester's address, for the reason stated.
pub async fn open(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>, form: Form) -> PageResult {
    let reference = parse(&typed.0)?;
    if let Some(problem) = unreasoned(&visit, &form) {
        return Ok(invalid(reason(&visit, &reference, typed.1, (&form, &[problem]))));
    }
    let stated = Purpose::Reason(&reference, form.get("reason"));
    let page = record(&visit, &desk, (&reference, typed.1), stated, (&Form::default(), &[])).await?;
    Ok(ok(page))
}

fn reason(
    visit: &Visit,
    reference: &Reference,
    id: PersonId,
    (form, problems): (&Form, &[Problem]),
) -> Markup {
    let (token, path) = (visit.token(), paths::person(reference.as_str(), &id.to_string()));
    let mut shell = visit.shell(say(visit.language, "look-title"), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::records(reference.as_str())));
    (shell.problems, shell.path) = (problems, &path);
    let action = paths::open_person(reference.as_str(), &id.to_string());
    views::reason(&shell, "look-lead", (&action, form.get("reason")))
}

/// Links the request to the person, with the check that showed it.
pub async fn link(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>, form: Form) -> PageResult {
    let reference = parse(&typed.0)?;
    let method = Assurance::from_code(form.get("method")).ok_or(Failure::Malformed)?;
    let length = form.get("finding").chars().count();
    if length == 0 || length > LONGEST_MESSAGE {
        let problem = Problem::new("finding", say(visit.language, "link-problem"));
        return unlinked(&visit, &desk, (&reference, typed.1), (&form, problem)).await;
    }
    let finding = Finding { person: typed.1, method, text: form.get("finding") };
    let done = identify::link_person(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, finding).await;
    if let Err(Error::Refused(Refusal::AddressNotOnFile)) = done {
        let problem = Problem::new("method", say(visit.language, "refusal-address-not-on-file"));
        return unlinked(&visit, &desk, (&reference, typed.1), (&form, problem)).await;
    }
    settled(&visit, &desk, &reference, done.map(|()| Done::Linked), form).await
}

/// The record again with what is wrong with the check.
async fn unlinked(
    visit: &Visit,
    desk: &Desk,
    (reference, id): (&Reference, PersonId),
    (form, problem): (&Form, Problem),
) -> PageResult {
    let request = Purpose::Request(reference);
    Ok(invalid(record(visit, desk, (reference, id), request, (form, &[problem])).await?))
}

async fn record(
    visit: &Visit,
    desk: &Desk,
    (reference, id): (&Reference, PersonId),
    purpose: Purpose<'_>,
    (form, problems): (&Form, &[Problem]),
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let person = identify::look(ctx, &desk.0, id, purpose).await?;
    let fields = fields::of(ctx.read(), id).await?;
    let stopped = objection::stopped_for(ctx.read(), id).await?;
    let case = case::open(ctx, &desk.0, reference).await?;
    let (token, path) = (visit.token(), paths::person(reference.as_str(), &id.to_string()));
    let mut shell = visit.shell(person.name.clone(), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::records(reference.as_str())));
    (shell.problems, shell.path) = (problems, &path);
    let open = !matches!(case.request.state, State::Fulfilling | State::Closed);
    let record = Record {
        request: &case.request,
        person: &person,
        fields: &fields,
        stopped: &stopped,
        notice: &ctx.notice,
        may_link: open && desk.0.is(Role::Caseworker),
        typed: form,
    };
    Ok(views::person(&shell, &record))
}
