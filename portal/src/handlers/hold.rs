//! Holds on a person's data: what stops their destruction, set and lifted with a reason and a date of review.

use super::{PageResult, invalid, ok, requests::parse, see_other};
use crate::{
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::{
        form::Problem,
        hold::{self as views, Shown},
    },
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use chrono::NaiveDate;
use entity::{
    id::{HoldId, PersonId},
    kind::{HoldKind, Role},
};
use maud::Markup;
use portal_core::{
    id::Reference,
    law::calendar::helsinki_date,
    register::retention::hold::{self, LONGEST_REASON, NewHold},
    request::identify::{self, Purpose},
};

/// The holds on a person, and the form of a new one.
pub async fn show(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>) -> PageResult {
    let reference = parse(&typed.0)?;
    Ok(ok(page(&visit, &desk, (&reference, typed.1), (&Form::default(), &[])).await?))
}

/// Lifts the hold that the form names, or sets a new one.
pub async fn change(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>, form: Form) -> PageResult {
    let (ctx, reference, person) = (&visit.app.ctx, parse(&typed.0)?, typed.1);
    let back = paths::holds(reference.as_str(), &person.to_string());
    if !form.get("lift").is_empty() {
        let id: HoldId = form.get("lift").parse().map_err(|_| Failure::Malformed)?;
        hold::lift(ctx, &desk.0, person, id).await?;
        return Ok(see_other(back));
    }
    let kind = HoldKind::from_code(form.get("kind"));
    let review_on = form.get("review").parse().ok().filter(|day: &NaiveDate| *day > helsinki_date(ctx.now()));
    let reason = Some(form.get("reason")).filter(|text| (1..=LONGEST_REASON).contains(&text.chars().count()));
    let (Some(kind), Some(review_on), Some(reason)) = (kind, review_on, reason) else {
        let wrong = [("kind", kind.is_none()), ("reason", reason.is_none()), ("review", review_on.is_none())];
        let wrong = wrong.iter().filter(|(_, wrong)| *wrong);
        let problems: Vec<Problem> = wrong
            .map(|(field, _)| Problem::new(*field, say(visit.language, &format!("hold-{field}-problem"))))
            .collect();
        return Ok(invalid(page(&visit, &desk, (&reference, person), (&form, &problems)).await?));
    };
    hold::set(ctx, &desk.0, &NewHold { person, kind, reason, review_on }).await?;
    Ok(see_other(back))
}

async fn page(
    visit: &Visit,
    desk: &Desk,
    (reference, person): (&Reference, PersonId),
    (form, problems): (&Form, &[Problem]),
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let glimpse = identify::look(ctx, &desk.0, person, Purpose::Request(reference)).await?;
    let holds = hold::on(ctx, person).await?;
    let path = paths::holds(reference.as_str(), &person.to_string());
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "hold-title"), &token);
    (shell.caption, shell.back) =
        (Some(glimpse.name), Some(paths::person(reference.as_str(), &person.to_string())));
    (shell.problems, shell.path) = (problems, &path);
    let shown = Shown { holds: &holds, may_change: desk.0.is(Role::Caseworker), typed: form };
    Ok(views::page(&shell, &shown))
}
