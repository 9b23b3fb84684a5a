//! A letter or package that went to a wrong recipient: marked on the page of its request, which opens the record of a breach.

use super::{
    PageResult,
    desk::{Sheet, draw},
    invalid, ok,
    requests::parse,
    see_other,
};
use crate::{
    form::Form,
    paths,
    say::say,
    views::{astray as views, breach::asked, form::Problem},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use maud::Markup;
use portal_core::{
    breach::{
        astray::{self, Astray, Sent},
        field::{AWARE, LONGEST_TEXT, moment},
    },
    error::Error,
    id::Reference,
};
use uuid::Uuid;

/// What has left, and what is asked of it.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let sent = astray::sent(ctx, &desk.0, &reference, visit.language).await?;
    let fresh = asked::fresh(ctx.mint()?, ctx.now());
    Ok(ok(page(&visit, &reference, (&sent, &fresh), &[])))
}

/// Opens the record, and leads to it.
pub async fn begin(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let left = astray::sent(ctx, &desk.0, &reference, visit.language).await?;
    let press = form.get("press").parse().map_err(|_| Error::NotFound)?;
    let chosen = form.get("sent").parse::<Uuid>().ok().and_then(|id| left.iter().find(|it| it.id == id));
    let aware = moment(&format!("{} {}", form.get("aware_at_on"), form.get("aware_at_at")));
    let problems = problems(&visit, &form, (chosen, aware));
    let (Some(chosen), Ok(aware_at)) = (chosen, aware) else {
        return Ok(invalid(page(&visit, &reference, (&left, &form), &problems)));
    };
    if !problems.is_empty() {
        return Ok(invalid(page(&visit, &reference, (&left, &form), &problems)));
    }
    let astray = Astray { sent: chosen.id, aware_at, how: form.get("how"), language: visit.language };
    let id = astray::begin(ctx, &desk.0, &reference, press, &astray).await?;
    Ok(see_other(paths::breach(&id.to_string())))
}

fn problems(
    visit: &Visit,
    form: &Form,
    (chosen, aware): (Option<&Sent>, Result<chrono::DateTime<chrono::Utc>, &'static str>),
) -> Vec<Problem> {
    let problem = |field: &str, key: &str| Problem::new(field, say(visit.language, key));
    let moment = match (aware, chosen) {
        (Err(key), _) => Some(format!("breach-problem-{key}")),
        (Ok(at), _) if at > visit.app.ctx.now() => Some("breach-problem-future".into()),
        (Ok(at), Some(sent)) if !sent.may_be_known(at) => Some("astray-problem-before".into()),
        _ => None,
    };
    let length = form.get("how").trim().chars().count();
    let how = match length {
        0 => Some("astray-problem-how"),
        _ if length > LONGEST_TEXT / 2 => Some("breach-problem-long"),
        _ => None,
    };
    let sent = chosen.is_none().then(|| problem("sent", "astray-problem-sent"));
    let moment = moment.map(|key| problem(&format!("{AWARE}_on"), &key));
    sent.into_iter().chain(how.map(|key| problem("how", key))).chain(moment).collect()
}

fn page(
    visit: &Visit,
    reference: &Reference,
    (sent, typed): (&[Sent], &Form),
    problems: &[Problem],
) -> Markup {
    let reference = reference.as_str();
    let sheet = Sheet { reference, title: "astray-title", path: paths::astray(reference), problems };
    draw(visit, &sheet, |shell| views::page(shell, sent, typed))
}
