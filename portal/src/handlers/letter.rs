//! One letter at the desk, to read and print; and what staff do when it did not arrive.

use super::{
    PageResult,
    desk::{refill, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    error::{Failure, why::no_extension},
    form::Form,
    paths,
    say::{say, say_with, word},
    views::{done::Done, form::Problem, letter as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use chrono::NaiveDate;
use entity::{
    id::LetterId,
    kind::{Language, Role},
};
use maud::Markup;
use portal_core::{
    email::Email,
    id::Reference,
    lang::date,
    law::{calendar::helsinki_date, extension::NoExtension},
    request::{own::LONGEST_MESSAGE, undelivered},
};
use std::ops::RangeInclusive;

/// The letter, with what to do.
pub async fn show(visit: Visit, desk: Desk, typed: Path<(String, LetterId)>) -> PageResult {
    let reference = parse(&typed.0)?;
    Ok(ok(page(&visit, &desk, (&reference, typed.1), (&Form::default(), &[])).await?))
}

/// Every letter that waits to be printed and posted.
pub async fn to_post(visit: Visit, desk: Desk) -> PageResult {
    let waiting = undelivered::to_post(&visit.app.ctx, &desk.0).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "letters-title"), &token);
    (shell.back, shell.wide) = (Some(paths::QUEUE.into()), true);
    Ok(ok(views::to_post(&shell, &waiting)))
}

/// Sends it again, to the same or a corrected address.
pub async fn send(visit: Visit, desk: Desk, typed: Path<(String, LetterId)>, form: Form) -> PageResult {
    let reference = parse(&typed.0)?;
    let problem = |field: &str| Problem::new(field, say(visit.language, &format!("letter-{field}-problem")));
    let to = Email::parse(form.get("email")).ok();
    let mut problems: Vec<Problem> = Vec::new();
    problems.extend(to.is_none().then(|| problem("email")));
    problems.extend((!told(&form, "how")).then(|| problem("how")));
    let Some(to) = to.filter(|_| problems.is_empty()) else {
        return Ok(invalid(page(&visit, &desk, (&reference, typed.1), (&form, &problems)).await?));
    };
    let (ctx, seen) = (&visit.app.ctx, seen(&reference, &form)?);
    let done = undelivered::send_again(ctx, &desk.0, &seen, typed.1, (&to, form.get("how"))).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::SentAgain), form).await
}

/// Notes that it was posted on paper.
pub async fn posted(visit: Visit, desk: Desk, typed: Path<(String, LetterId)>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed.0)?);
    let opened = undelivered::open(ctx, &desk.0, &reference, typed.1).await?;
    let days = helsinki_date(opened.letter.created_at)..=helsinki_date(ctx.now());
    let on = match day(visit.language, &form, (&days, opened.leave_by)) {
        Ok(on) => on,
        Err(problem) => {
            let problems = [problem];
            return Ok(invalid(page(&visit, &desk, (&reference, typed.1), (&form, &problems)).await?));
        }
    };
    let done = undelivered::posted(ctx, &desk.0, &seen(&reference, &form)?, typed.1, on).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Posted), form).await
}

/// Notes that a forwarded request reached the customer some other way.
pub async fn handed_over(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    if !told(&form, "how_handed") {
        let problem = Problem::new("how_handed", say(visit.language, "letter-handed-problem"));
        return refill(&visit, &desk, &reference, problem, form).await;
    }
    let (ctx, seen) = (&visit.app.ctx, seen(&reference, &form)?);
    let done = undelivered::handed_over(ctx, &desk.0, &seen, form.get("how_handed")).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::HandedOver), form).await
}

/// The day typed; out of range or too late for an extension it is a problem that says so.
fn day(
    language: Language,
    form: &Form,
    (days, leave_by): (&RangeInclusive<NaiveDate>, Option<NaiveDate>),
) -> Result<NaiveDate, Problem> {
    let typed = form.get("posted_on").parse::<NaiveDate>().ok();
    let range = [("from", date(language, *days.start()).into()), ("to", date(language, *days.end()).into())];
    let on = typed
        .filter(|on| days.contains(on))
        .ok_or_else(|| Problem::new("posted_on", say_with(language, "letter-posted-problem", &range)))?;
    match leave_by {
        Some(last) if on > last => {
            Err(Problem::new("posted_on", no_extension(language, NoExtension::TooLate(last))))
        }
        _ => Ok(on),
    }
}

fn told(form: &Form, field: &str) -> bool {
    (1..=LONGEST_MESSAGE).contains(&form.get(field).chars().count())
}

async fn page(
    visit: &Visit,
    desk: &Desk,
    (reference, id): (&Reference, LetterId),
    (typed, problems): (&Form, &[Problem]),
) -> Result<Markup, Failure> {
    let opened = undelivered::open(&visit.app.ctx, &desk.0, reference, id).await?;
    let (token, path) = (visit.token(), paths::letter(reference.as_str(), &id.to_string()));
    let title = word(visit.language, "letter-kind", opened.letter.kind.code());
    let mut shell = visit.shell(title, &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::desk(reference.as_str())));
    (shell.problems, shell.path) = (problems, &path);
    let (works, today) = (desk.0.is(Role::Caseworker), helsinki_date(visit.app.ctx.now()));
    Ok(views::page(&shell, &views::Shown { opened: &opened, works, today, typed }))
}
