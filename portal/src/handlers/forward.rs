//! Forwards a request about a customer's own website (E11): the customer, both exact letters, their sending.
//! Only the last changes anything but the record of looks; what was typed on the ones before is kept beside it.

use super::{
    PageResult,
    desk::{Sheet, draw, instead, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    begun::{self, Begun},
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::{done::Done, form::Problem, forward as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::request;
use maud::Markup;
use portal_core::{
    error::Error,
    id::Reference,
    request::{
        case,
        forward::{self, Forward, Found, LONGEST_REACH, LONGEST_SITE},
    },
};

/// Shortest search, in characters.
const SHORTEST: usize = 3;

/// The first step.
const SEARCH: &str = "search";

struct Draft {
    reference: Reference,
    request: request::Model,
    form: Form,
}

/// Where to look for the customer.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let form = match begun::form(&visit, &desk, SEARCH).await? {
        Some(Begun { form, .. }) if form.get("to") != SEARCH || !is_short(&form) => {
            return step(&visit, &desk, &typed, form).await;
        }
        begun => begun.map(|begun| begun.form).unwrap_or_default(),
    };
    let draft = open(&visit, &desk, &typed, form).await?;
    // An empty search finds nobody, and says whether the request may be forwarded at all.
    match forward::candidates(&visit.app.ctx, &desk.0, &draft.reference, "").await {
        Ok(_) => Ok(ok(choice(&visit, &draft, None, &[]))),
        Err(error) => instead(&visit, &desk, &draft.reference, error, draft.form).await,
    }
}

/// The page of a step, with what was typed.
async fn step(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> PageResult {
    let draft = open(visit, desk, typed, form).await?;
    if is_short(&draft.form) {
        let problems = [Problem::new("search", say(visit.language, "forward-search-problem"))];
        return Ok(invalid(choice(visit, &draft, None, &problems)));
    }
    if draft.form.get("to") != "letters" {
        return found(visit, desk, draft, &[]).await;
    }
    let problems = unfit(visit, &draft.form);
    let Some(chosen) = read(&draft.form).filter(|_| problems.is_empty()) else {
        return found(visit, desk, draft, &problems).await;
    };
    match forward::preview(&visit.app.ctx, &desk.0, &draft.reference, &chosen).await {
        Ok(preview) => Ok(ok(draw(visit, &sheet(&draft, "forward-letters", &[]), |shell| {
            views::letters(shell, &preview, &draft.form)
        }))),
        Err(error) => instead(visit, desk, &draft.reference, error, draft.form).await,
    }
}

/// Sends both letters and closes.
pub async fn send(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let draft = open(&visit, &desk, &typed, form).await?;
    let problems = unfit(&visit, &draft.form);
    let Some(chosen) = read(&draft.form).filter(|_| problems.is_empty()) else {
        let path = paths::forward(draft.reference.as_str());
        return begun::lead_to(&visit, &desk, (&path, "letters"), &draft.form).await;
    };
    let seen = seen(&draft.reference, &draft.form)?;
    let done = forward::forward(&visit.app.ctx, &desk.0, &seen, &chosen).await;
    settled(&visit, &desk, &draft.reference, done.map(|()| Done::Forwarded), draft.form).await
}

fn is_short(form: &Form) -> bool {
    form.get("search").chars().count() < SHORTEST
}

async fn open(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> Result<Draft, Failure> {
    let reference = parse(typed)?;
    let case = case::open(&visit.app.ctx, &desk.0, &reference).await?;
    Ok(Draft { reference, request: case.request, form })
}

/// The customers that the search finds, with what was typed.
async fn found(visit: &Visit, desk: &Desk, draft: Draft, problems: &[Problem]) -> PageResult {
    let search = draft.form.get("search");
    match forward::candidates(&visit.app.ctx, &desk.0, &draft.reference, search).await {
        Ok(found) if problems.is_empty() => Ok(ok(choice(visit, &draft, Some(&found), &[]))),
        Ok(found) => Ok(invalid(choice(visit, &draft, Some(&found), problems))),
        Err(Error::NotFound) => Err(Error::NotFound.into()),
        Err(error) => instead(visit, desk, &draft.reference, error, draft.form).await,
    }
}

/// `CUSTOMER PERSON` of the chosen contact, and the texts.
fn read(form: &Form) -> Option<Forward> {
    let (customer, contact) = form.get("contact").split_once(' ')?;
    Some(Forward {
        customer: customer.parse().ok()?,
        contact: contact.parse().ok()?,
        site: form.get("site").to_owned(),
        reach: form.get("reach").to_owned(),
    })
}

fn unfit(visit: &Visit, form: &Form) -> Vec<Problem> {
    let problem = |field: &str, key: &str| Problem::new(field, say(visit.language, key));
    let too_long = |field: &str, most: usize| {
        let length = form.get(field).chars().count();
        length == 0 || length > most
    };
    let mut problems = Vec::new();
    if read(form).is_none() {
        problems.push(problem("contact", "forward-contact-problem"));
    }
    if too_long("site", LONGEST_SITE) {
        problems.push(problem("site", "forward-site-problem"));
    }
    if too_long("reach", LONGEST_REACH) {
        problems.push(problem("reach", "forward-reach-problem"));
    }
    problems
}

fn choice(visit: &Visit, draft: &Draft, found: Option<&Found>, problems: &[Problem]) -> Markup {
    draw(visit, &sheet(draft, "act-forward", problems), |shell| {
        views::choice(shell, &draft.request, found, &draft.form)
    })
}

fn sheet<'a>(draft: &'a Draft, title: &'a str, problems: &'a [Problem]) -> Sheet<'a> {
    let reference = draft.reference.as_str();
    Sheet { reference, title, path: paths::forward(reference), problems }
}
