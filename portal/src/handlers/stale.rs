//! Records that may be out of date: the list by reason, and the decision about one.

use super::{PageResult, invalid, ok};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::{say, word},
    views::{
        done::Kept,
        form::Problem,
        stale::{self as views, List},
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::kind::{Role, StaleVerdict, Staleness};
use maud::Markup;
use portal_core::{
    error::Error,
    register::{
        change,
        stale::{self, Place, Stale},
    },
};
use uuid::Uuid;

/// The list of a reason; of the first that anything waits for when none is asked for.
pub async fn list(visit: Visit, desk: Desk, request: HttpRequest) -> PageResult {
    let ctx = &visit.app.ctx;
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(asked).unwrap_or_default();
    let value = |name: &str| asked.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let tally = stale::tally(ctx).await?;
    let first = tally.first().map_or(Staleness::Unverified, |(why, _)| *why);
    let why = value("why").and_then(Staleness::from_code).unwrap_or(first);
    let id = |name: &str| value(name).and_then(|id| id.parse::<Uuid>().ok());
    let place = id("after").map(Place::After).or_else(|| id("before").map(Place::Before));
    let page = stale::page(ctx, &desk.0, why, place).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "stale-title"), &token);
    (shell.wide, shell.back) = (true, Some(paths::REGISTER.into()));
    shell.notice = just::kept(&visit, &request);
    let works = desk.0.is(Role::Caseworker);
    let list = views::list(&shell, &List { why, tally: &tally, page: &page, notice: &ctx.notice, works });
    Ok(just::once(&visit, shell.notice.is_some(), ok(list)))
}

/// The question about one.
pub async fn form(visit: Visit, desk: Desk, typed: Path<(String, Uuid)>) -> PageResult {
    let why = Staleness::from_code(&typed.0).ok_or(Error::NotFound)?;
    let stale = stale::one(&visit.app.ctx, &desk.0, why, typed.1).await?;
    Ok(ok(question(&visit, why, &stale, &[]).await?))
}

/// The decision.
pub async fn decide(visit: Visit, desk: Desk, typed: Path<(String, Uuid)>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let why = Staleness::from_code(&typed.0).ok_or(Error::NotFound)?;
    let Some(verdict) = StaleVerdict::from_code(form.get("decision")) else {
        let stale = stale::one(ctx, &desk.0, why, typed.1).await?;
        let problem = Problem::new("decision", say(visit.language, "stale-decision-problem"));
        return Ok(invalid(question(&visit, why, &stale, &[problem]).await?));
    };
    stale::decide(ctx, &desk.0, (why, typed.1), verdict).await?;
    Ok(just::lead_on(&visit, Kept::StaleDecided, &views::address(why, None)))
}

async fn question(
    visit: &Visit,
    why: Staleness,
    stale: &Stale,
    problems: &[Problem],
) -> Result<Markup, Failure> {
    // No word of the address names the person.
    let restrictions = match stale.person {
        Some(person) => change::restrictions_of(visit.app.ctx.read(), person).await?,
        None => Vec::new(),
    };
    let (token, path) = (visit.token(), paths::stale(why, &stale.record.to_string()));
    let mut shell = visit.shell(word(visit.language, "staleness", why.code()), &token);
    shell.caption = Some(say(visit.language, "stale-title"));
    (shell.back, shell.problems, shell.path) = (Some(views::address(why, None)), problems, &path);
    shell.restrictions = &restrictions;
    Ok(views::form(&shell, stale, &Form::default()))
}
