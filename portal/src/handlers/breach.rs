//! The register of personal data breaches: listed, begun, filled part by part, reported to the authority, closed.

use super::{PageResult, answer, invalid, ok, see_other};
use crate::{
    error::{Failure, sentence},
    form::Form,
    paths,
    say::{say, say_with},
    views::{
        breach::{self as views, asked},
        form::Problem,
        layout::Shell,
        parts::{Banner, Tone},
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpResponse, http::StatusCode, web::Path};
use entity::id::BreachId;
use maud::Markup;
use portal_core::{
    breach::{
        self, Breach, Report, end,
        field::{AWARE, Field, Kind, NATURE, Part, Wrong, moment, stored},
        lacks, works,
    },
    error::{Error, Refusal},
};

/// Every record, with its clock.
pub async fn list(visit: Visit, desk: Desk) -> PageResult {
    let breaches = breach::list(&visit.app.ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "breach-title"), &token);
    shell.wide = true;
    Ok(ok(views::list(&shell, (&breaches, visit.app.ctx.now()), works(&desk.0))))
}

/// What is asked at first.
pub async fn new(visit: Visit, _: Desk) -> PageResult {
    let ctx = &visit.app.ctx;
    Ok(ok(begun(&visit, &asked::fresh(ctx.mint()?, ctx.now()), &[])))
}

/// Opens a record.
pub async fn begin(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (ctx, first) = (&visit.app.ctx, [AWARE, NATURE]);
    let typed = |field: &Field| if first.contains(&field.code) { typed(&form, field) } else { String::new() };
    match Part::Facts.read(typed, ctx.now()) {
        Err(wrong) => Ok(invalid(begun(&visit, &form, &problems(&visit, &wrong)))),
        Ok(read) => {
            let aware_at = read.get(AWARE).and_then(|text| stored(text)).ok_or(Error::NotFound)?;
            let nature = read.get(NATURE).map_or("", String::as_str);
            let press = form.get("press").parse().map_err(|_| Error::NotFound)?;
            let id = breach::begin(ctx, &desk.0, press, (aware_at, nature)).await?;
            Ok(see_other(paths::breach(&id.to_string())))
        }
    }
}

/// One record.
pub async fn show(visit: Visit, desk: Desk, id: Path<BreachId>) -> PageResult {
    let breach = breach::find(&visit.app.ctx, *id).await?;
    Ok(ok(one(&visit, &desk, &breach, (&Form::default(), &[]), None)))
}

/// Closes it.
pub async fn close(visit: Visit, desk: Desk, id: Path<BreachId>, form: Form) -> PageResult {
    let done = end::close(&visit.app.ctx, &desk.0, (*id, version(&form)?)).await;
    let again = |breach: &Breach, why| one(&visit, &desk, breach, (&form, &[]), Some(why));
    settled(&visit, *id, done, again).await
}

/// Opens a closed one again.
pub async fn reopen(visit: Visit, desk: Desk, id: Path<BreachId>, form: Form) -> PageResult {
    if !end::is_reason(form.get("why")) {
        return unreasoned(&visit, &desk, *id, &form).await;
    }
    let done = end::reopen(&visit.app.ctx, &desk.0, (*id, version(&form)?), form.get("why")).await;
    let again = |breach: &Breach, why| one(&visit, &desk, breach, (&form, &[]), Some(why));
    settled(&visit, *id, done, again).await
}

/// Ends one that was made by mistake.
pub async fn mistake(visit: Visit, desk: Desk, id: Path<BreachId>, form: Form) -> PageResult {
    if !end::is_reason(form.get("why")) {
        return unreasoned(&visit, &desk, *id, &form).await;
    }
    let done = end::mistake(&visit.app.ctx, &desk.0, (*id, version(&form)?), form.get("why")).await;
    let again = |breach: &Breach, why| one(&visit, &desk, breach, (&form, &[]), Some(why));
    settled(&visit, *id, done, again).await
}

async fn unreasoned(visit: &Visit, desk: &Desk, id: BreachId, form: &Form) -> PageResult {
    let breach = breach::find(&visit.app.ctx, id).await?;
    let problem = [Problem::new("why", say(visit.language, "breach-problem-why"))];
    Ok(invalid(one(visit, desk, &breach, (form, &problem), None)))
}

/// On to the record, or the page again with what is wrong: what was typed is compared with what others put down.
async fn settled(
    visit: &Visit,
    id: BreachId,
    done: portal_core::error::Result<()>,
    again: impl FnOnce(&Breach, Banner) -> Markup,
) -> PageResult {
    match done {
        Ok(()) => Ok(see_other(paths::breach(&id.to_string()))),
        Err(Error::Refused(
            why @ (Refusal::Incomplete | Refusal::BreachClosed | Refusal::BreachChanged { .. }),
        )) => {
            let breach = breach::find(&visit.app.ctx, id).await?;
            let banner = Banner::new(Tone::Bad, sentence(visit.language, &why));
            Ok(answer(StatusCode::CONFLICT, again(&breach, banner)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the authority is to be told, to print or to copy into its form (Art. 33(3)).
pub async fn notification(visit: Visit, _: Desk, id: Path<BreachId>) -> PageResult {
    let breach = breach::find(&visit.app.ctx, *id).await?;
    let token = visit.token();
    let shell = inner(&visit, &token, &breach, "breach-notification-title");
    Ok(ok(views::notification(&shell, &breach, &visit.app.ctx.notice)))
}

/// The questions of a part.
pub async fn part(visit: Visit, _: Desk, typed: Path<(BreachId, String)>) -> PageResult {
    let part = Part::from_code(&typed.1).ok_or(Error::NotFound)?;
    let breach = breach::find(&visit.app.ctx, typed.0).await?;
    if breach.row.closed_at.is_some() {
        return Ok(see_other(paths::breach(&typed.0.to_string())));
    }
    let filled = asked::filled(&breach, part);
    Ok(ok(questions(&visit, &breach, part, (&filled, &[]), None)))
}

/// Keeps a part.
pub async fn keep_part(visit: Visit, desk: Desk, path: Path<(BreachId, String)>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let part = Part::from_code(&path.1).ok_or(Error::NotFound)?;
    let breach = breach::find(ctx, path.0).await?;
    let in_order = |read| match lacks::out_of_order(&breach.known, &read) {
        wrong if wrong.is_empty() => Ok(read),
        wrong => Err(wrong),
    };
    let read = match part.read(|field| typed(&form, field), ctx.now()).and_then(in_order) {
        Ok(read) => read,
        Err(wrong) => {
            let problems = problems(&visit, &wrong);
            return Ok(invalid(questions(&visit, &breach, part, (&form, &problems), None)));
        }
    };
    let done = breach::note(ctx, &desk.0, (path.0, version(&form)?), part, &read).await;
    let again = |breach: &Breach, why| questions(&visit, breach, part, (&form, &[]), Some(why));
    settled(&visit, path.0, done, again).await
}

/// The form of what was sent to the authority.
pub async fn report(visit: Visit, _: Desk, id: Path<BreachId>) -> PageResult {
    let breach = breach::find(&visit.app.ctx, *id).await?;
    if breach.row.closed_at.is_some() {
        return Ok(see_other(paths::breach(&id.to_string())));
    }
    let filled = asked::at_once(visit.app.ctx.now());
    Ok(ok(told(&visit, &breach, (&filled, &[]), None)))
}

/// Keeps what was sent to the authority.
pub async fn keep_report(visit: Visit, desk: Desk, id: Path<BreachId>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let breach = breach::find(ctx, *id).await?;
    let sent_at = match moment(&format!("{} {}", form.get("sent_on"), form.get("sent_at"))) {
        Ok(sent_at) => sent_at,
        Err(key) => return Ok(unsent(&visit, &breach, &form, &[("sent_on", key)])),
    };
    let new = Report {
        sent_at,
        reference: Some(form.get("reference")).filter(|text| !text.is_empty()),
        content: form.get("content"),
        is_last: form.get("is_last") == "yes",
        late_reason: Some(form.get("late_reason")).filter(|text| !text.is_empty()),
    };
    let wrong = new.wrong(&breach, ctx.now());
    if !wrong.is_empty() {
        return Ok(unsent(&visit, &breach, &form, &wrong));
    }
    let done = breach::report(ctx, &desk.0, (*id, version(&form)?), &new).await;
    settled(&visit, *id, done, |breach, why| told(&visit, breach, (&form, &[]), Some(why))).await
}

/// The version of the record that the form was drawn from.
fn version(form: &Form) -> Result<i32, Failure> {
    Ok(form.get("version").parse().map_err(|_| Error::NotFound)?)
}

/// What was typed for a field, in one text.
fn typed(form: &Form, field: &Field) -> String {
    match field.kind {
        Kind::Moment => {
            let [on, at] = ["on", "at"].map(|end| form.get(&format!("{}_{end}", field.code)).to_owned());
            format!("{on} {at}")
        }
        Kind::Several(_) => form.all(field.code).collect::<Vec<_>>().join(","),
        _ => form.get(field.code).into(),
    }
}

fn problems(visit: &Visit, wrong: &[Wrong]) -> Vec<Problem> {
    let problem = |(field, key): &Wrong| {
        let text = say(visit.language, &format!("breach-problem-{key}"));
        Problem::new(asked::input(field), text)
    };
    wrong.iter().map(problem).collect()
}

fn begun(visit: &Visit, typed: &Form, problems: &[Problem]) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "breach-new"), &token);
    (shell.back, shell.problems, shell.path) = (Some(paths::BREACHES.into()), problems, paths::NEW_BREACH);
    asked::begin(&shell, typed)
}

fn one(
    visit: &Visit,
    desk: &Desk,
    breach: &Breach,
    (typed, problems): (&Form, &[Problem]),
    banner: Option<Banner>,
) -> Markup {
    let (token, path) = (visit.token(), paths::breach(&breach.row.id.to_string()));
    let mut shell = visit.shell(views::name(visit.language, breach), &token);
    (shell.back, shell.path, shell.problems) = (Some(paths::BREACHES.into()), &path, problems);
    shell.notice = banner.or_else(|| views::clock(visit.language, breach, visit.app.ctx.now()));
    views::one(&shell, breach, works(&desk.0), typed)
}

fn questions(
    visit: &Visit,
    breach: &Breach,
    part: Part,
    (typed, problems): (&Form, &[Problem]),
    banner: Option<Banner>,
) -> Markup {
    let (token, path) = (visit.token(), paths::breach_page(&breach.row.id.to_string(), part.code()));
    let mut shell = inner(visit, &token, breach, &format!("breach-part-{}", part.code()));
    (shell.notice, shell.problems, shell.path) = (banner, problems, &path);
    asked::form(&shell, (breach, part), typed)
}

fn told(
    visit: &Visit,
    breach: &Breach,
    (typed, problems): (&Form, &[Problem]),
    banner: Option<Banner>,
) -> Markup {
    let (token, path) = (visit.token(), paths::breach_page(&breach.row.id.to_string(), "report"));
    let mut shell = inner(visit, &token, breach, "breach-report-title");
    (shell.notice, shell.problems, shell.path) = (banner, problems, &path);
    asked::report(&shell, breach, typed)
}

fn unsent(
    visit: &Visit,
    breach: &Breach,
    form: &Form,
    wrong: &[(&'static str, &'static str)],
) -> HttpResponse {
    let text = |key: &str| say(visit.language, &format!("breach-problem-{key}"));
    let problems: Vec<_> = wrong.iter().map(|(field, key)| Problem::new(*field, text(key))).collect();
    invalid(told(visit, breach, (form, &problems), None))
}

/// A page below a record.
fn inner<'a>(visit: &'a Visit, token: &'a str, breach: &Breach, title: &str) -> Shell<'a> {
    let mut shell = visit.shell(say(visit.language, title), token);
    let number = [("number", breach.row.number.into())];
    shell.caption = Some(say_with(visit.language, "breach-name", &number));
    shell.back = Some(paths::breach(&breach.row.id.to_string()));
    shell
}
