//! What staff do about a restriction on a request, and the question to the requester.

use super::{
    PageResult,
    desk::{refill, seen, settled},
    requests::parse,
};
use crate::{
    form::Form,
    say::{say, say_with},
    views::{done::Done, form::Problem},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use chrono::NaiveDate;
use entity::id::RestrictionId;
use portal_core::{
    lang::date,
    law::calendar::helsinki_date,
    request::own::LONGEST_MESSAGE,
    right::restriction::{call_off, lift},
};

/// Tells the person that it ends, why and when.
pub async fn announce(
    visit: Visit,
    desk: Desk,
    typed: Path<(String, RestrictionId)>,
    form: Form,
) -> PageResult {
    let (reference, ctx) = (parse(&typed.0)?, &visit.app.ctx);
    if let Some(problem) = text_problem(&visit, &form, "lift_reason", "restriction-reason-problem") {
        return refill(&visit, &desk, &reference, problem, form).await;
    }
    let first = lift::earliest(helsinki_date(ctx.now()));
    let on = form.get("lift_on").parse::<NaiveDate>().ok().filter(|on| *on >= first);
    let Some(on) = on else {
        let first = [("on", date(visit.language, first).into())];
        let problem = Problem::new("lift_on", say_with(visit.language, "restriction-on-problem", &first));
        return refill(&visit, &desk, &reference, problem, form).await;
    };
    let said = (form.get("lift_reason"), on);
    let done = lift::announce(ctx, &desk.0, &seen(&reference, &form)?, typed.1, said).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::EndAnnounced), form).await
}

/// Lifts it.
pub async fn lift(visit: Visit, desk: Desk, typed: Path<(String, RestrictionId)>, form: Form) -> PageResult {
    let reference = parse(&typed.0)?;
    let done = lift::lift(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, typed.1).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Lifted), form).await
}

/// Notes that the letter about its end was handed over on paper.
pub async fn told(visit: Visit, desk: Desk, typed: Path<(String, RestrictionId)>, form: Form) -> PageResult {
    let reference = parse(&typed.0)?;
    let done = call_off::told_on_paper(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, typed.1).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::EndTold), form).await
}

/// Calls its announced end off.
pub async fn call_off(
    visit: Visit,
    desk: Desk,
    typed: Path<(String, RestrictionId)>,
    form: Form,
) -> PageResult {
    let reference = parse(&typed.0)?;
    let done = call_off::call_off(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, typed.1).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::EndCalledOff), form).await
}

fn text_problem(visit: &Visit, form: &Form, field: &str, key: &str) -> Option<Problem> {
    let length = form.get(field).trim().chars().count();
    (length == 0 || length > LONGEST_MESSAGE).then(|| Problem::new(field, say(visit.language, key)))
}
