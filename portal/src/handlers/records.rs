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
    id::Reference,
    register::{change, search},
    request::{
        case,
        identify::{self, Finding, Glimpse, Purpose},
        own::LONGEST_MESSAGE,
    },
    right::rectification::fields,
};

/// Shortest search, in characters.
const SHORTEST: usize = 3;

/// The records with the requester's address, and what a search finds.
pub async fn found(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(asked).unwrap_or_default();
    let search = asked.iter().find(|(name, _)| name == "search").map_or("", |(_, value)| value.trim());
    let matches = identify::look_at_matches(ctx, &desk.0, &reference).await?;
    let (hits, more) = look_for(&visit, &desk, &reference, search).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "records-title"), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::desk(reference.as_str())));
    shell.wide = true;
    let found = Found { reference: reference.as_str(), search, matches: &matches, hits: &hits, more };
    Ok(ok(views::found(&shell, &found)))
}

/// One record, and the form that links the request to it.
pub async fn person(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>) -> PageResult {
    let reference = parse(&typed.0)?;
    Ok(ok(record(&visit, &desk, &reference, typed.1, (&Form::default(), &[])).await?))
}

/// Links the request to the person, with the check that showed it.
pub async fn link(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>, form: Form) -> PageResult {
    let reference = parse(&typed.0)?;
    let method = Assurance::from_code(form.get("method")).ok_or(Failure::Malformed)?;
    let length = form.get("finding").chars().count();
    if length == 0 || length > LONGEST_MESSAGE {
        let problems = [Problem::new("finding", say(visit.language, "link-problem"))];
        return Ok(invalid(record(&visit, &desk, &reference, typed.1, (&form, &problems)).await?));
    }
    let finding = Finding { person: typed.1, method, text: form.get("finding") };
    let done = identify::link_person(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, finding).await;
    settled(&visit, &desk, &reference, done, form).await
}

/// Every hit is a look of its own, since its name and address are shown.
async fn look_for(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    search: &str,
) -> Result<(Vec<Glimpse>, bool), Failure> {
    let ctx = &visit.app.ctx;
    // A letter or two would list half the register; whoever does not work on requests need not search it.
    if search.chars().count() < SHORTEST || !desk.0.is(Role::Caseworker) {
        return Ok((Vec::new(), false));
    }
    let hits = search::persons(ctx, search).await?;
    let mut seen = Vec::new();
    for hit in &hits.persons {
        seen.push(identify::look(ctx, &desk.0, hit.person.id, Purpose::Request(reference)).await?);
    }
    Ok((seen, hits.more))
}

async fn record(
    visit: &Visit,
    desk: &Desk,
    reference: &Reference,
    id: PersonId,
    (form, problems): (&Form, &[Problem]),
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let person = identify::look(ctx, &desk.0, id, Purpose::Request(reference)).await?;
    let fields = fields::of(ctx.read(), id).await?;
    let restrictions = change::restrictions_of(ctx.read(), id).await?;
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
        restrictions: &restrictions,
        may_link: open && desk.0.is(Role::Caseworker),
        typed: form,
    };
    Ok(views::person(&shell, &record))
}
