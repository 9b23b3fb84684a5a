//! Proving an address: ask for a link, open it, press, or type the code. GET never consumes.

use super::{PageResult, answer, invalid, ok, see_other, signed_out};
use crate::{
    app::App,
    cookies::Jar,
    error::{Failure, sentence},
    form::Form,
    just, paths,
    say::say,
    views::{form::Problem, sign_in as views},
    visit::{Me, Visit, fresh_browser},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Path, Query},
};
use portal_core::{
    email::Email,
    error::{Error, Refusal},
    identity::{
        challenge::{self, Ask, Proof, Proved, Which},
        session,
        token::name_of,
    },
};
use serde::Deserialize;

/// Where to go on after sign-in: a code of `paths::return_code`.
#[derive(Deserialize)]
pub struct ReturnTo {
    #[serde(default)]
    to: String,
}

impl ReturnTo {
    /// The code as given.
    pub fn to(&self) -> &str {
        &self.to
    }
}

/// The form that asks for an address.
pub async fn form(visit: Visit, request: HttpRequest, query: Query<ReturnTo>) -> PageResult {
    let token = visit.token();
    // Whoever comes back to correct a slip finds what they typed.
    let typed = just::mailed_to(&visit, &request).unwrap_or_default();
    let chosen = Some(query.into_inner().to).filter(|to| !to.is_empty());
    let to = chosen.or_else(|| just::leads_on_to(&visit, &request)).unwrap_or_default();
    Ok(ok(views::form(&visit.shell(say(visit.language, "sign-in-title"), &token), &typed, &to)))
}

/// Queues the mail. The answer is the same for every valid address, also above a limit.
pub async fn ask(visit: Visit, form: Form) -> PageResult {
    let Ok(email) = Email::parse(form.get("email")) else {
        let problems = [Problem::new("email", say(visit.language, "sign-in-email-wrong"))];
        let token = visit.token();
        let mut shell = visit.shell(say(visit.language, "sign-in-title"), &token);
        (shell.problems, shell.path) = (&problems, paths::SIGN_IN);
        return Ok(invalid(views::form(&shell, form.get("email"), form.get("to"))));
    };
    let ask = Ask {
        email: &email,
        language: visit.language,
        binding: &visit.binding(),
        network: &visit.network,
        return_to: form.get("to"),
        step_up: None,
    };
    match challenge::ask(&visit.app.ctx, &ask).await {
        Ok(()) | Err(Error::Refused(Refusal::TooMany { .. })) => {
            Ok(just::lead_to_sent(&visit, form.get("email"), form.get("to")))
        }
        Err(error) => Err(error.into()),
    }
}

/// "We have sent you a mail", with a field for its code.
pub async fn sent(visit: Visit, request: HttpRequest) -> PageResult {
    let token = visit.token();
    let to = just::mailed_to(&visit, &request);
    Ok(ok(views::sent(&visit.shell(say(visit.language, "sign-in-sent-title"), &token), to.as_deref())))
}

/// A code typed in the browser that asked for it.
pub async fn code(visit: Visit, request: HttpRequest, form: Form) -> PageResult {
    let binding = visit.binding();
    let proof = Proof::Code { typed: form.get("code"), network: &visit.network };
    let old = Jar::Requester.read(&visit.app.web, &request);
    match challenge::confirm(&visit.app.ctx, Which::Browser(&binding), proof, old.as_deref()).await {
        Ok(proved) => signed_in(&visit.app, &proved),
        Err(Error::Refused(Refusal::LinkSpent)) => spent(&visit, &request).await,
        Err(Error::Refused(Refusal::CodeSpent)) => Ok(code_spent(&visit)),
        Err(Error::Refused(refusal @ (Refusal::WrongCode { .. } | Refusal::CodeNeeded))) => {
            let problems = [Problem::new("code", sentence(visit.language, &refusal))];
            let token = visit.token();
            let mut shell = visit.shell(say(visit.language, "sign-in-sent-title"), &token);
            (shell.problems, shell.path) = (&problems, paths::SIGN_IN_SENT);
            Ok(invalid(views::sent(&shell, just::mailed_to(&visit, &request).as_deref())))
        }
        Err(error) => Err(error.into()),
    }
}

/// The mailed link: moves its token into a cookie, out of the address bar (D-3). Consumes nothing.
pub async fn link(app: Data<App>, token: Path<String>) -> PageResult {
    let mut answer = see_other(paths::SIGN_IN_CONFIRM);
    let cookie = if is_token(&token) {
        Jar::Link.set(&app.web, token.into_inner())
    } else {
        Jar::Link.clear(&app.web)
    };
    answer.add_cookie(&cookie).map_err(|_| Failure::Malformed)?;
    Ok(answer)
}

/// What an opened link shows: a button in the browser that asked, a field for the code elsewhere.
pub async fn opened(visit: Visit, request: HttpRequest) -> PageResult {
    let Some(link) = Jar::Link.read(&visit.app.web, &request) else { return spent(&visit, &request).await };
    match challenge::open(&visit.app.ctx, Which::Link(&link)).await {
        Ok(row) => Ok(ok(confirm_page(&visit, (&link, &row), &[]))),
        Err(Error::Refused(Refusal::LinkSpent)) => spent(&visit, &request).await,
        Err(error) => Err(error.into()),
    }
}

/// The press, or the code typed in another browser: the only thing that consumes. It is good for the address its page
/// named; where another link was opened since, it signs in nobody.
pub async fn confirm(visit: Visit, request: HttpRequest, form: Form) -> PageResult {
    let Some(link) = Jar::Link.read(&visit.app.web, &request) else { return spent(&visit, &request).await };
    if form.get("link") != name_of(&link) {
        return Ok(overtaken(&visit));
    }
    let which = Which::Link(&link);
    let binding = visit.binding();
    let proof = match form.get("code") {
        "" => Proof::Press { binding: &binding, network: &visit.network },
        typed => Proof::Code { typed, network: &visit.network },
    };
    let old = Jar::Requester.read(&visit.app.web, &request);
    match challenge::confirm(&visit.app.ctx, which, proof, old.as_deref()).await {
        Ok(proved) => signed_in(&visit.app, &proved),
        Err(Error::Refused(Refusal::LinkSpent)) => spent(&visit, &request).await,
        Err(Error::Refused(Refusal::CodeSpent)) => Ok(code_spent(&visit)),
        Err(Error::Refused(refusal @ (Refusal::WrongCode { .. } | Refusal::CodeNeeded))) => {
            let Ok(row) = challenge::open(&visit.app.ctx, which).await else {
                return spent(&visit, &request).await;
            };
            Ok(invalid(confirm_page(
                &visit,
                (&link, &row),
                &[Problem::new("code", sentence(visit.language, &refusal))],
            )))
        }
        Err(error) => Err(error.into()),
    }
}

/// "I no longer have that mailbox": the named contact, who enters the request (R4.8).
pub async fn lost_mailbox(visit: Visit) -> PageResult {
    let token = visit.token();
    Ok(ok(views::lost_mailbox(&visit.shell(say(visit.language, "lost-mailbox-title"), &token))))
}

/// Ends the session and empties the browser of it.
pub async fn sign_out(visit: Visit, me: Me, _form: Form) -> PageResult {
    session::end(&visit.app.ctx, me.0.session).await?;
    Ok(signed_out(&visit.app.web, Jar::Requester, paths::HOME))
}

/// Whether a text may be a token: some 500 characters of base64url and dots. Anything else could end the
/// cookie's value and begin an attribute.
fn is_token(text: &str) -> bool {
    text.len() <= 1024 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn confirm_page(
    visit: &Visit,
    (link, row): (&str, &entity::challenge::Model),
    problems: &[Problem],
) -> maud::Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "sign-in-confirm-title"), &token);
    (shell.problems, shell.path) = (problems, paths::SIGN_IN_CONFIRM);
    let address = Email::parse(&row.email).map(|email| email.masked()).unwrap_or_default();
    let same_browser = row.binding == visit.binding();
    views::confirm(&shell, (&address, &name_of(link)), same_browser)
}

/// A page that says the link is spent, and offers the own requests to whoever is signed in here, else a new link.
async fn spent(visit: &Visit, request: &HttpRequest) -> PageResult {
    let signed_in = match Jar::Requester.read(&visit.app.web, request) {
        Some(secret) => session::requester(&visit.app.ctx, &secret).await?,
        None => None,
    };
    let address = signed_in.map(|requester| requester.email.masked());
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "sign-in-spent-title"), &token);
    // Where it was sent to is no page: in another language it is asked for anew.
    shell.path = paths::SIGN_IN;
    Ok(answer(StatusCode::GONE, views::spent(&shell, address.as_deref())))
}

/// A page that says no more codes are judged here, and that the link works.
fn code_spent(visit: &Visit) -> HttpResponse {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "sign-in-code-spent-title"), &token);
    shell.path = paths::SIGN_IN;
    answer(StatusCode::GONE, views::code_spent(&shell))
}

/// A page of confirmation drawn for another link than the browser opened last.
fn overtaken(visit: &Visit) -> HttpResponse {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "sign-in-overtaken-title"), &token);
    // Where it was sent to is no page: in another language it is asked for anew.
    shell.path = paths::SIGN_IN;
    answer(StatusCode::CONFLICT, views::overtaken(&shell))
}

fn signed_in(app: &App, proved: &Proved) -> PageResult {
    let to = match paths::returned(&proved.return_to) {
        path if path == paths::HOME => paths::REQUESTS.to_owned(),
        path => path,
    };
    let mut answer = see_other(to);
    let session = Jar::Requester.set(&app.web, proved.session.secret.clone());
    let browser = Jar::Browser.set(&app.web, fresh_browser(app)?);
    for cookie in [session, browser, Jar::Link.clear(&app.web), Jar::Just.clear(&app.web)] {
        // Cookie values are base64url; adding them cannot fail.
        let _ = answer.add_cookie(&cookie);
    }
    Ok(answer)
}
