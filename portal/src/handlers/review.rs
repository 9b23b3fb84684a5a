//! The yearly review: opened, answered category by category, closed, read again.

use super::{PageResult, answer, invalid, ok, see_other};
use crate::{
    error::{Failure, sentence},
    form::Form,
    just, paths,
    say::{say, say_with},
    views::{
        done::Kept,
        form::Problem,
        parts::{Banner, Tone},
        review::{self as views, List, Shown},
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, http::StatusCode, web::Path};
use entity::{
    id::ReviewId,
    kind::{ReviewVerdict, Role},
};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    lang::date,
    register::{
        inventory::word::Category,
        review::{self, Finding, Question, Review},
    },
};

/// How the duty stands, and the reviews that are done.
pub async fn list(visit: Visit, desk: Desk) -> PageResult {
    let ctx = &visit.app.ctx;
    let standing = review::standing(ctx).await?;
    let past = review::past(ctx).await?;
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "review-title"), &token);
    Ok(ok(views::list(&shell, &List { standing, past: &past, works: works(&desk) })))
}

/// Opens a review before its day.
pub async fn begin(visit: Visit, desk: Desk, _: Form) -> PageResult {
    let id = review::begin(&visit.app.ctx, &desk.0).await?;
    Ok(just::lead_on(&visit, Kept::ReviewBegun, &paths::review(&id.to_string())))
}

/// One review.
pub async fn show(visit: Visit, desk: Desk, typed: Path<ReviewId>, asked: HttpRequest) -> PageResult {
    let review = review::find(&visit.app.ctx, *typed).await?;
    let kept = just::kept(&visit, &asked);
    let told = kept.is_some();
    Ok(just::once(&visit, told, ok(one(&visit, &desk, &review, kept))))
}

/// Closes it.
pub async fn close(visit: Visit, desk: Desk, typed: Path<ReviewId>, _: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    match review::close(ctx, &desk.0, *typed).await {
        Ok(()) => Ok(just::lead_on(&visit, Kept::ReviewClosed, &paths::review(&typed.to_string()))),
        Err(Error::Refused(why @ (Refusal::Incomplete | Refusal::ReviewClosed))) => {
            let review = review::find(ctx, *typed).await?;
            let banner = Banner::new(Tone::Bad, sentence(visit.language, &why));
            Ok(answer(StatusCode::CONFLICT, one(&visit, &desk, &review, Some(banner))))
        }
        Err(error) => Err(error.into()),
    }
}

fn one(visit: &Visit, desk: &Desk, review: &Review, banner: Option<Banner>) -> Markup {
    let (token, path) = (visit.token(), paths::review(&review.row.id.to_string()));
    let mut shell = visit.shell(say(visit.language, "review-title"), &token);
    let due = [("on", date(visit.language, review.row.due_on).into())];
    shell.caption = Some(say_with(visit.language, "review-caption", &due));
    (shell.back, shell.notice, shell.path) = (Some(paths::REVIEWS.into()), banner, &path);
    views::one(&shell, &Shown { review, notice: &visit.app.ctx.notice, works: works(desk) })
}

/// The questions about a category.
pub async fn form(visit: Visit, _: Desk, typed: Path<(ReviewId, String)>) -> PageResult {
    let category = Category::from_code(&typed.1).ok_or(Error::NotFound)?;
    let review = review::find(&visit.app.ctx, typed.0).await?;
    if review.row.closed_at.is_some() {
        return Ok(see_other(paths::review(&typed.0.to_string())));
    }
    let typed_before = review.finding(category).map(views::filled).unwrap_or_default();
    Ok(ok(questions(&visit, (typed.0, category), (&typed_before, &[]), None)))
}

/// Keeps the answers.
pub async fn keep(visit: Visit, desk: Desk, typed: Path<(ReviewId, String)>, form: Form) -> PageResult {
    let category = Category::from_code(&typed.1).ok_or(Error::NotFound)?;
    let finding = match read(&visit, category, &form) {
        Ok(finding) => finding,
        Err(problems) => {
            return Ok(invalid(questions(&visit, (typed.0, category), (&form, &problems), None)));
        }
    };
    match review::note(&visit.app.ctx, &desk.0, typed.0, &finding).await {
        Ok(()) => Ok(just::lead_on(&visit, Kept::FindingKept, &paths::review(&typed.0.to_string()))),
        Err(Error::Refused(why @ Refusal::ReviewClosed)) => {
            let banner = Banner::new(Tone::Bad, sentence(visit.language, &why));
            let page = questions(&visit, (typed.0, category), (&form, &[]), Some(banner));
            Ok(answer(StatusCode::CONFLICT, page))
        }
        Err(error) => Err(Failure::from(error)),
    }
}

fn read<'a>(visit: &Visit, category: Category, form: &'a Form) -> Result<Finding<'a>, Vec<Problem>> {
    let language = visit.language;
    let open = |question: &Question| {
        let asked = views::ask(language, *question);
        let text = say_with(language, "review-verdict-problem", &[("question", asked.into())]);
        Problem::new(question.code(), text)
    };
    let given = |question: Question| ReviewVerdict::from_code(form.get(question.code()));
    let [Some(needed), Some(accurate), Some(basis), Some(retention)] =
        [Question::Needed, Question::Accurate, Question::Basis, Question::Retention].map(given)
    else {
        let unanswered = Question::ALL.iter().filter(|question| given(**question).is_none());
        return Err(unanswered.map(open).collect());
    };
    let finding = Finding { category, needed, accurate, basis, retention, note: form.get("note") };
    if finding.is_whole() {
        Ok(finding)
    } else {
        Err(vec![Problem::new("note", say(language, "review-note-problem"))])
    }
}

fn questions(
    visit: &Visit,
    (review, category): (ReviewId, Category),
    (typed, problems): (&Form, &[Problem]),
    banner: Option<Banner>,
) -> Markup {
    let (notice, id) = (&visit.app.ctx.notice, review.to_string());
    let (token, path) = (visit.token(), paths::finding(&id, category.code()));
    let mut shell = visit.shell(views::label(visit.language, notice, category), &token);
    shell.caption = Some(say(visit.language, "review-title"));
    (shell.back, shell.notice, shell.path) = (Some(paths::review(&id)), banner, &path);
    shell.problems = problems;
    views::form(&shell, (notice, category), typed)
}

fn works(desk: &Desk) -> bool {
    desk.0.is(Role::Caseworker) || desk.0.is(Role::Admin)
}
