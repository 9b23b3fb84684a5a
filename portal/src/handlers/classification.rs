//! Says which right a request in the person's own words is about, and takes it back when it was named wrongly.

use super::{
    PageResult,
    desk::{seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    form::Form,
    paths,
    say::say,
    views::{classification as views, form::Problem, layout::Shell},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::kind::Right;
use maud::Markup;
use portal_core::{
    error::Refusal,
    id::Reference,
    request::{
        case,
        reclassify::{acts_at_once, may_name, reclassify},
        work::classify,
    },
};

/// The person's words, and the rights to choose from.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    let case = case::open(&visit.app.ctx, &desk.0, &reference).await?;
    if may_name(&case.request, case.named_by_staff) {
        return Ok(ok(draw(&visit, &reference, &[], |shell| views::choose(shell, &case, ""))));
    }
    let refused = Err(Refusal::NotNow { state: case.request.state }.into());
    settled(&visit, &desk, &reference, refused, Form::default()).await
}

/// Keeps the right; one that acts at once is confirmed first.
pub async fn keep(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let case = case::open(ctx, &desk.0, &reference).await?;
    let right = Right::from_code(form.get("right"));
    if right.is_none() && form.get("right") != "unknown" {
        let problems = [Problem::new("right", say(visit.language, "classify-problem"))];
        return Ok(invalid(draw(&visit, &reference, &problems, |shell| views::choose(shell, &case, ""))));
    }
    if let Some(right) = right.filter(|right| acts_at_once(*right) && form.get("sure") != "yes") {
        return Ok(ok(draw(&visit, &reference, &[], |shell| views::confirm(shell, (&case, &form), right))));
    }
    let seen = seen(&reference, &form)?;
    let done = match (case.request.right, right) {
        (None, Some(right)) => classify(ctx, &desk.0, &seen, right).await,
        _ => reclassify(ctx, &desk.0, &seen, right).await,
    };
    settled(&visit, &desk, &reference, done, form).await
}

fn draw(
    visit: &Visit,
    reference: &Reference,
    problems: &[Problem],
    body: impl Fn(&Shell<'_>) -> Markup,
) -> Markup {
    let (token, path) = (visit.token(), paths::classify(reference.as_str()));
    let mut shell = visit.shell(say(visit.language, "classify-right"), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::desk(reference.as_str())));
    (shell.path, shell.problems) = (&path, problems);
    body(&shell)
}
