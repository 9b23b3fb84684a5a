//! Staff: sign in with password and one-time code; begin with an invitation.

use super::{PageResult, invalid, ok, see_other, signed_out};
use crate::{
    cookies::Jar,
    error::{Failure, sentence},
    form::Form,
    just, paths,
    say::say,
    views::{form::Problem, layout::Shell, staff_sign_in as views},
    visit::{Desk, Visit, fresh_browser},
};
use actix_web::{
    HttpRequest,
    web::{Path, Query},
};
use entity::{invitation, kind::Role};
use portal_core::{
    actor::Staff,
    email::Email,
    error::{Error, Refusal},
    identity::{
        enrolment::{self, NewAuthenticator},
        invitation::{self as invite, Acceptance},
        password::{Password, Weak},
        session,
        staff::{self, Attempt},
        unsaved,
    },
};

/// The form. Who is signed in already is led to what waits for them, as by a second press on the way to sign in.
pub async fn form(visit: Visit, request: HttpRequest, query: Query<super::sign_in::ReturnTo>) -> PageResult {
    if let Some(waiting) = waiting(&visit, &request, query.to()).await? {
        return Ok(see_other(waiting));
    }
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "staff-sign-in-title"), &token);
    let ended = just::ended(&visit, &request);
    shell.notice = ended.map(|ended| views::ended(visit.language, ended));
    let page = ok(views::form(&shell, "", query.to()));
    Ok(if ended.is_some() { just::forget(&visit, page) } else { page })
}

/// The way to a text of the account that is signed in; another account must still sign in for its own.
async fn waiting(visit: &Visit, request: &HttpRequest, to: &str) -> Result<Option<String>, Failure> {
    let path = paths::returned(to);
    let id = path.strip_prefix(paths::UNSAVED).and_then(|id| id.parse().ok());
    let cookie = Jar::Staff.read(&visit.app.web, request);
    let (Some(id), Some(secret)) = (id, cookie) else { return Ok(None) };
    // A page for everybody: the gate has not looked who is signed in.
    let Some(staff) = session::staff(&visit.app.ctx, &secret).await? else { return Ok(None) };
    Ok(unsaved::page(&visit.app.ctx, &staff, id).await?.map(|_| path.clone()))
}

/// Password and code together; one answer for every wrong combination.
pub async fn enter(visit: Visit, request: HttpRequest, form: Form) -> PageResult {
    let email = Email::parse(form.get("email"));
    let old = Jar::Staff.read(&visit.app.web, &request);
    let outcome = match &email {
        Ok(email) => {
            let attempt = Attempt {
                email,
                password: form.exact("password"),
                code: form.get("code"),
                network: &visit.network,
            };
            staff::sign_in(&visit.app.ctx, &attempt, old.as_deref()).await
        }
        Err(_) => Err(Refusal::WrongCredentials.into()),
    };
    match outcome {
        Ok(fresh) => {
            let to = match paths::returned(form.get("to")) {
                path if path.starts_with("/staff/") => path,
                _ => start(&visit, &fresh).await?.to_owned(),
            };
            let mut answer = see_other(to);
            let browser = Jar::Browser.set(&visit.app.web, fresh_browser(&visit.app)?);
            for cookie in [Jar::Staff.set(&visit.app.web, fresh.secret), browser] {
                // Cookie values are base64url; adding them cannot fail.
                let _ = answer.add_cookie(&cookie);
            }
            Ok(answer)
        }
        Err(Error::Refused(refusal @ Refusal::WrongCredentials)) => {
            let problems = [Problem::new("email", sentence(visit.language, &refusal))];
            let token = visit.token();
            let mut shell = visit.shell(say(visit.language, "staff-sign-in-title"), &token);
            (shell.problems, shell.path) = (&problems, paths::STAFF_SIGN_IN);
            Ok(invalid(views::form(&shell, form.get("email"), form.get("to"))))
        }
        Err(error) => Err(error.into()),
    }
}

/// Where a day at the desk begins: the queue, but for an administrator who may not open it.
async fn start(visit: &Visit, fresh: &session::Fresh) -> Result<&'static str, Failure> {
    let staff = session::staff(&visit.app.ctx, &fresh.secret).await?;
    let reads = |staff: &Staff| staff.roles.iter().any(|role| *role != Role::Admin);
    Ok(if staff.as_ref().is_none_or(reads) { paths::QUEUE } else { paths::ACCOUNTS })
}

/// The page of an invitation: choose a password, add the authenticator.
pub async fn invited(visit: Visit, secret: Path<String>) -> PageResult {
    let row = invite::open(&visit.app.ctx, &secret).await?;
    let seed = enrolment::fresh_seed(&visit.app.ctx)?;
    Ok(ok(join_page(&visit, &row, &seed, &[])))
}

/// Makes the account and shows the recovery codes, once.
pub async fn join(visit: Visit, secret: Path<String>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let row = invite::open(ctx, &secret).await?;
    let seed = form.get("seed");
    let controller = &ctx.notice.controller.name;
    let password = match Password::choose(form.exact("password"), &[&row.email, &row.name, controller]) {
        Ok(password) => password,
        Err(weak) => {
            let problems = [Problem::new("password", say(visit.language, weak_key(weak)))];
            return Ok(invalid(join_page(&visit, &row, seed, &problems)));
        }
    };
    let authenticator = NewAuthenticator { seed, code: form.get("code") };
    let acceptance = Acceptance { password: &password, authenticator };
    match invite::accept(ctx, &secret, &acceptance).await {
        Ok(codes) => {
            let token = visit.token();
            // The codes are shown this once: no address shows them again in another language.
            let shell = Shell { path: "", ..visit.shell(say(visit.language, "staff-joined-title"), &token) };
            Ok(ok(views::joined(&shell, &codes)))
        }
        Err(Error::Refused(Refusal::WrongNewCode)) => {
            let problems = [Problem::new("code", say(visit.language, "staff-join-code-wrong"))];
            Ok(invalid(join_page(&visit, &row, seed, &problems)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends the session.
pub async fn leave(visit: Visit, desk: Desk, _form: Form) -> PageResult {
    session::end(&visit.app.ctx, desk.0.session).await?;
    Ok(signed_out(&visit.app.web, Jar::Staff, paths::STAFF_SIGN_IN))
}

fn join_page(visit: &Visit, row: &invitation::Model, seed: &str, problems: &[Problem]) -> maud::Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "staff-join-title"), &token);
    shell.problems = problems;
    let action = visit.path.clone();
    let address = enrolment::authenticator_address(&visit.app.ctx, &row.email, seed);
    let (name, email, address) = (&row.name, &row.email, address.as_deref());
    views::join(&shell, &views::Join { action: &action, name, email, seed, address })
}

/// The text of why a password may not be set.
pub const fn weak_key(weak: Weak) -> &'static str {
    match weak {
        Weak::TooShort => "password-too-short",
        Weak::TooLong => "password-too-long",
        Weak::Common => "password-common",
        Weak::Context => "password-context",
    }
}
