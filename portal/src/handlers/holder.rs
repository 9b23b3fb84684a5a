//! A holder of the data answers by its mailed link, without an account. Reading changes nothing; the POST answers once.

use super::{PageResult, answer as page_with, invalid, ok, see_other};
use crate::{
    cookies::Jar,
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::{form::Problem, holder as views},
    visit::Visit,
};
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Path};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    step::{
        answer::{Answer, LONGEST_REASON},
        link::{self, Asked},
    },
};

/// The mailed link: moves its token into a cookie, out of the address bar. Consumes nothing.
pub async fn link(visit: Visit, token: Path<String>) -> PageResult {
    let mut answer = see_other(paths::HOLDER);
    let web = &visit.app.web;
    let cookie = if is_token(&token) {
        Jar::Instruction.set(web, token.into_inner())
    } else {
        Jar::Instruction.clear(web)
    };
    answer.add_cookie(&cookie).map_err(|_| Failure::Malformed)?;
    Ok(answer)
}

/// What is asked, and the form that answers.
pub async fn asked(visit: Visit, request: HttpRequest) -> PageResult {
    match open(&visit, &request).await? {
        Some((_, asked)) => Ok(ok(page(&visit, &asked, &[], &Form::default()))),
        None => Ok(spent(&visit)),
    }
}

/// The answer: the only thing that consumes the link.
pub async fn answer(visit: Visit, request: HttpRequest, form: Form) -> PageResult {
    let Some((token, asked)) = open(&visit, &request).await? else { return Ok(spent(&visit)) };
    let answer = match read(&visit, &form) {
        Ok(answer) => answer,
        Err(problem) => return Ok(invalid(page(&visit, &asked, &[problem], &form))),
    };
    match link::press(&visit.app.ctx, &token, answer).await {
        Ok(()) => Ok(see_other(paths::HOLDER_RECEIPT)),
        Err(Error::Refused(Refusal::LinkSpent)) => Ok(spent(&visit)),
        Err(error) => Err(error.into()),
    }
}

/// What was answered.
pub async fn receipt(visit: Visit, request: HttpRequest) -> PageResult {
    let Some(token) = Jar::Instruction.read(&visit.app.web, &request) else { return Ok(spent(&visit)) };
    match link::receipt(&visit.app.ctx, &token).await {
        Ok(receipt) => {
            let token = visit.token();
            let mut shell = visit.shell(say(visit.language, "holder-receipt-title"), &token);
            shell.caption = Some(receipt.reference.clone());
            Ok(ok(views::receipt(&shell, &receipt)))
        }
        Err(Error::Refused(Refusal::LinkSpent)) => Ok(spent(&visit)),
        Err(error) => Err(error.into()),
    }
}

async fn open(visit: &Visit, request: &HttpRequest) -> Result<Option<(String, Asked)>, Failure> {
    let Some(token) = Jar::Instruction.read(&visit.app.web, request) else { return Ok(None) };
    match link::open(&visit.app.ctx, &token).await {
        Ok(asked) => Ok(Some((token, asked))),
        Err(Error::Refused(Refusal::LinkSpent)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn read(visit: &Visit, form: &Form) -> Result<Answer, Problem> {
    let why = form.get("why");
    let said = !why.is_empty() && why.chars().count() <= LONGEST_REASON;
    match form.get("answer") {
        "done" => Ok(Answer::Done),
        "not_held" => Ok(Answer::NotHeld),
        "cannot" if said => Ok(Answer::Cannot(why.to_owned())),
        "cannot" => Err(Problem::new("why", say(visit.language, "holder-why-problem"))),
        _ => Err(Problem::new("answer", say(visit.language, "holder-answer-problem"))),
    }
}

/// 43 characters of base64url: anything else could end the cookie's value and begin an attribute.
fn is_token(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn page(visit: &Visit, asked: &Asked, problems: &[Problem], typed: &Form) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(views::title(visit.language, asked), &token);
    shell.caption = Some(asked.reference.clone());
    (shell.problems, shell.path) = (problems, paths::HOLDER);
    let shown = views::Shown { asked, notice: &visit.app.ctx.notice, typed };
    views::asked(&shell, &shown)
}

/// Used, replaced, expired, altered or never one of ours: one page for all, and the way to a new one.
fn spent(visit: &Visit) -> HttpResponse {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "holder-spent-title"), &token);
    page_with(StatusCode::GONE, views::spent(&shell))
}
