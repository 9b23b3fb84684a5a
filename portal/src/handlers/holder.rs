//! A holder of the data answers by its mailed link, without an account. Reading changes nothing; the POST answers once,
//! and answers the case of its own page, whatever other links the browser has opened since.

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
    identity::token::name_of,
    step::{
        answer::{Answer, LONGEST_REASON},
        link::{self, Asked},
    },
};

/// So many links a browser holds at once; the one opened longest ago goes first.
const MOST_LINKS: usize = 12;

/// The mailed link: moves its token into a cookie, out of the address bar. Consumes nothing.
pub async fn link(visit: Visit, request: HttpRequest, token: Path<String>) -> PageResult {
    let token = token.into_inner();
    let mut answer = see_other(paths::holder(&name_of(&token)));
    if is_token(&token) {
        let mut tokens = held(&visit, &request);
        tokens.retain(|known| *known != token);
        tokens.insert(0, token);
        tokens.truncate(MOST_LINKS);
        let cookie = Jar::Instruction.set(&visit.app.web, tokens.join(BETWEEN));
        answer.add_cookie(&cookie).map_err(|_| Failure::Malformed)?;
    }
    Ok(answer)
}

/// What is asked, and the form that answers.
pub async fn asked(visit: Visit, request: HttpRequest, name: Path<String>) -> PageResult {
    let Some(token) = named(&visit, &request, &name) else { return Ok(spent(&visit, "")) };
    match open(&visit, &token).await? {
        Some(asked) => Ok(ok(page(&visit, (&name, &asked), &[], &Form::default()))),
        None => Ok(spent(&visit, "")),
    }
}

/// The answer: the only thing that consumes the link, which is the one its page was drawn for.
pub async fn answer(visit: Visit, request: HttpRequest, name: Path<String>, form: Form) -> PageResult {
    let Some(token) = named(&visit, &request, &name) else { return Ok(not_held(&visit, form.get("why"))) };
    let Some(asked) = open(&visit, &token).await? else { return Ok(spent(&visit, form.get("why"))) };
    let answer = match read(&visit, &form) {
        Ok(answer) => answer,
        Err(problem) => return Ok(invalid(page(&visit, (&name, &asked), &[problem], &form))),
    };
    match link::press(&visit.app.ctx, &token, answer).await {
        Ok(()) => Ok(see_other(paths::holder_receipt(&name))),
        Err(Error::Refused(Refusal::LinkSpent)) => Ok(spent(&visit, form.get("why"))),
        Err(error) => Err(error.into()),
    }
}

/// What was answered.
pub async fn receipt(visit: Visit, request: HttpRequest, name: Path<String>) -> PageResult {
    let Some(token) = named(&visit, &request, &name) else { return Ok(spent(&visit, "")) };
    match link::receipt(&visit.app.ctx, &token).await {
        Ok(receipt) => {
            let token = visit.token();
            let mut shell = visit.shell(say(visit.language, "holder-receipt-title"), &token);
            shell.caption = Some(receipt.reference.clone());
            Ok(ok(views::receipt(&shell, &receipt)))
        }
        Err(Error::Refused(Refusal::LinkSpent)) => Ok(spent(&visit, "")),
        Err(error) => Err(error.into()),
    }
}

/// Stands between the tokens in the cookie, and in none of them.
const BETWEEN: &str = ".";

/// The tokens of the links that this browser has opened.
fn held(visit: &Visit, request: &HttpRequest) -> Vec<String> {
    let tokens = Jar::Instruction.read(&visit.app.web, request).unwrap_or_default();
    tokens.split(BETWEEN).filter(|token| is_token(token)).map(str::to_owned).collect()
}

/// The token of the link of this name, if the browser holds it.
fn named(visit: &Visit, request: &HttpRequest, name: &str) -> Option<String> {
    held(visit, request).into_iter().find(|token| name_of(token) == name)
}

async fn open(visit: &Visit, token: &str) -> Result<Option<Asked>, Failure> {
    match link::open(&visit.app.ctx, token).await {
        Ok(asked) => Ok(Some(asked)),
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

fn page(visit: &Visit, (name, asked): (&str, &Asked), problems: &[Problem], typed: &Form) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(views::title(visit.language, asked), &token);
    shell.caption = Some(asked.reference.clone());
    let path = paths::holder(name);
    (shell.problems, shell.path) = (problems, &path);
    let shown = views::Shown { asked, notice: &visit.app.ctx.notice, typed };
    views::asked(&shell, &shown)
}

/// Used, replaced, expired, altered or never one of ours: one page for all, and the way to a new one.
fn spent(visit: &Visit, typed: &str) -> HttpResponse {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "holder-spent-title"), &token);
    page_with(StatusCode::GONE, views::spent(&shell, typed))
}

/// A form whose link the browser holds no more: nothing is answered, and what was typed is there to be copied.
fn not_held(visit: &Visit, typed: &str) -> HttpResponse {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "holder-not-held-title"), &token);
    page_with(StatusCode::CONFLICT, views::not_held(&shell, typed))
}
