//! Staff: sign in with password and one-time code; begin with an invitation.

use super::{PageResult, home, invalid, ok, see_other, signed_out};
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
use entity::invitation;
use maud::Markup;
use portal_core::{
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

/// The form. Who is signed in already is led to where they were going, as by a second press on the way to sign in.
pub async fn form(visit: Visit, request: HttpRequest, query: Query<super::sign_in::ReturnTo>) -> PageResult {
    if let Some(open) = open(&visit, &request, query.to()).await? {
        return Ok(see_other(open));
    }
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "staff-sign-in-title"), &token);
    let ended = just::ended(&visit, &request);
    shell.notice = ended.map(|ended| views::ended(visit.language, ended));
    let onward = comes_from_outside(&visit, &request).then(|| destination(query.to()));
    let door = views::Door { to: query.to(), onward: onward.as_deref(), ..Default::default() };
    let page = ok(views::form(&shell, &door));
    Ok(if ended.is_some() { just::forget(&visit, page) } else { page })
}

/// The page they were going to, when this browser is signed in. A text that waits is its own account's: another must
/// still sign in for it.
async fn open(visit: &Visit, request: &HttpRequest, to: &str) -> Result<Option<String>, Failure> {
    let path = paths::returned(to);
    let cookie = Jar::Staff.read(&visit.app.web, request);
    let (true, Some(secret)) = (paths::is_of_desk(&path), cookie) else { return Ok(None) };
    // A page for everybody: the gate has not looked who is signed in.
    let Some(staff) = session::staff(&visit.app.ctx, &secret).await? else { return Ok(None) };
    match path.strip_prefix(paths::UNSAVED).and_then(|id| id.parse().ok()) {
        Some(id) => Ok(unsaved::page(&visit.app.ctx, &staff, id).await?.map(|_| path.clone())),
        None => Ok(Some(path)),
    }
}

/// Whether a link on another site led here, as in a mail read in the browser: it brings no cookie that is Strict, but a
/// link on our own page does (security.md 5.2).
fn comes_from_outside(visit: &Visit, request: &HttpRequest) -> bool {
    let site = request.headers().get("sec-fetch-site").and_then(|site| site.to_str().ok());
    Jar::Staff.read(&visit.app.web, request).is_none() && site.is_none_or(|site| site == "cross-site")
}

/// Where staff are led after sign-in.
fn destination(to: &str) -> String {
    Some(paths::returned(to)).filter(|path| paths::is_of_desk(path)).unwrap_or_else(|| paths::DESK.into())
}

/// Password and code together; one answer for every wrong combination. What is empty is named, and is no try.
pub async fn enter(visit: Visit, request: HttpRequest, form: Form) -> PageResult {
    let empty = empty(&visit, &form, &["email", "password", "code"]);
    if !empty.is_empty() {
        return Ok(invalid(door(&visit, &form, &empty)));
    }
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
            Ok(invalid(door(&visit, &form, &problems)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Those of the fields that were left empty, each with what belongs there.
fn empty(visit: &Visit, form: &Form, fields: &[&str]) -> Vec<Problem> {
    let empty = fields.iter().filter(|field| form.get(field).is_empty());
    empty.map(|field| Problem::new(*field, say(visit.language, &format!("staff-empty-{field}")))).collect()
}

/// The form again with what was typed and what is wrong with it.
fn door(visit: &Visit, form: &Form, problems: &[Problem]) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "staff-sign-in-title"), &token);
    (shell.problems, shell.path) = (problems, paths::STAFF_SIGN_IN);
    let door = views::Door { email: form.get("email"), to: form.get("to"), onward: None };
    views::form(&shell, &door)
}

/// Where the day of whoever just signed in begins.
async fn start(visit: &Visit, fresh: &session::Fresh) -> Result<&'static str, Failure> {
    let staff = session::staff(&visit.app.ctx, &fresh.secret).await?;
    Ok(staff.as_ref().map_or(paths::DESK, home::start))
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
            let mut problems = empty(&visit, &form, &["password", "code"]);
            if !form.exact("password").is_empty() {
                problems.insert(0, Problem::new("password", say(visit.language, weak_key(weak))));
            }
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

/// Ends the session, and what was begun in it.
pub async fn leave(visit: Visit, desk: Desk, _form: Form) -> PageResult {
    unsaved::begun::forget_all(&visit.app.ctx, &desk.0).await?;
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
