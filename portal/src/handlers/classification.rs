//! Says which right a request in the person's own words is about, and takes it back when it was named wrongly.

use super::{
    PageResult,
    desk::{Sheet, draw, instead, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    form::Form,
    paths,
    say::say,
    views::{classification as views, done::Done, form::Problem},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::kind::Right;
use portal_core::{
    email::Email,
    error::Refusal,
    id::Reference,
    request::{
        case,
        reclassify::{acts_at_once, may_name, reclassify},
        stop::Concerned,
        work::classify,
    },
};

/// The person's words, and the rights to choose from.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    let case = case::open(&visit.app.ctx, &desk.0, &reference).await?;
    if may_name(&case.request, case.named_by_staff) {
        return Ok(ok(draw(&visit, &sheet(&reference, &[]), |shell| views::choose(shell, &case, ""))));
    }
    let refused = Refusal::NotNow { state: case.request.state }.into();
    instead(&visit, &desk, &reference, refused, Form::default()).await
}

/// Keeps the right; one that acts at once is confirmed first.
pub async fn keep(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let case = case::open(ctx, &desk.0, &reference).await?;
    let right = Right::from_code(form.get("right"));
    if right.is_none() && form.get("right") != "unknown" {
        let problems = [Problem::new("right", say(visit.language, "classify-problem"))];
        return Ok(invalid(draw(&visit, &sheet(&reference, &problems), |shell| {
            views::choose(shell, &case, "")
        })));
    }
    let concerned = concerned(&form);
    if let Some(right) = right.filter(|right| acts_at_once(*right)) {
        let asks_address = views::asks_address(&case.request) && concerned.is_none();
        if form.get("sure") != "yes" {
            return Ok(ok(draw(&visit, &sheet(&reference, &[]), |shell| {
                views::confirm(shell, (&case, &form), right)
            })));
        }
        if asks_address {
            let problems = [Problem::new("concerned", say(visit.language, "classify-concerned-problem"))];
            let page = draw(&visit, &sheet(&reference, &problems), |shell| {
                views::confirm(shell, (&case, &form), right)
            });
            return Ok(invalid(page));
        }
    }
    let seen = seen(&reference, &form)?;
    let done = match (case.request.right, right) {
        (None, Some(right)) => classify(ctx, &desk.0, &seen, right, concerned.as_ref()).await,
        _ => reclassify(ctx, &desk.0, &seen, right, concerned.as_ref()).await,
    };
    settled(&visit, &desk, &reference, done.map(|()| Done::Named), form).await
}

/// Which address an opt-out on paper concerns, as far as the form says it.
fn concerned(form: &Form) -> Option<Concerned> {
    match (form.text("concerned"), form.get("searched")) {
        (Some(typed), _) => Email::parse(&typed).ok().map(Concerned::Address),
        (None, "yes") => Some(Concerned::Nobody),
        (None, _) => None,
    }
}

fn sheet<'a>(reference: &'a Reference, problems: &'a [Problem]) -> Sheet<'a> {
    let reference = reference.as_str();
    Sheet { reference, title: "classify-right", path: paths::classify(reference), problems }
}
