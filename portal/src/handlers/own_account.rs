//! One's own account at the desk: password, authenticator, recovery codes, sessions, the summary of the day.

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::{Failure, sentence},
    form::Form,
    handlers::staff_sign_in::weak_key,
    just, paths,
    say::say,
    views::{
        form::Problem,
        layout::Shell,
        own_account::{self as views, Device, Own},
        staff_sign_in::Ended,
    },
    visit::{Desk, Visit},
};
use entity::{id::SessionId, kind::Language};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    identity::{
        enrolment::{self, NewAuthenticator},
        own_account::{self, Proof},
        password::Password,
        staff,
    },
};

/// What stands on it.
pub async fn show(visit: Visit, desk: Desk) -> PageResult {
    Ok(ok(page(&visit, &desk, &[]).await?))
}

/// Ends one of one's sessions, or all others.
pub async fn end_sessions(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let which = match form.get("session") {
        "all" => None,
        one => Some(one.parse::<SessionId>().map_err(|_| Failure::Malformed)?),
    };
    match own_account::end_sessions(&visit.app.ctx, &desk.0, which, form.get("code")).await {
        Ok(()) => Ok(see_other(paths::OWN_ACCOUNT)),
        Err(error) => Ok(invalid(page(&visit, &desk, &[problem(&visit, error)?]).await?)),
    }
}

/// Switches the summary of the day on or off.
pub async fn set_digest(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let on = match form.get("digest") {
        "on" => true,
        "off" => false,
        _ => return Err(Failure::Malformed),
    };
    own_account::set_digest(&visit.app.ctx, &desk.0, on).await?;
    Ok(see_other(paths::OWN_ACCOUNT))
}

/// The form for one's name and language.
pub async fn details(visit: Visit, desk: Desk) -> PageResult {
    let (account, _) = own_account::find(&visit.app.ctx, &desk.0).await?;
    let (name, language) = (account.row.name.as_str(), account.row.language.code());
    Ok(ok(details_page(&visit, (name, language), &[])))
}

/// Keeps them.
pub async fn set_details(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (name, code) = (form.get("name"), form.get("language"));
    let offered = &visit.app.ctx.notice.languages;
    let language = Language::from_code(code).filter(|language| offered.contains(language));
    let wrong = name.is_empty() || name.chars().count() > own_account::LONGEST_NAME;
    let mut problems = Vec::new();
    problems.extend(wrong.then(|| Problem::new("name", say(visit.language, "own-account-name-problem"))));
    let lacks = || Problem::new("language", say(visit.language, "account-language-problem"));
    problems.extend(language.is_none().then(lacks));
    let Some(language) = language.filter(|_| problems.is_empty()) else {
        return Ok(invalid(details_page(&visit, (name, code), &problems)));
    };
    own_account::set_details(&visit.app.ctx, &desk.0, name, language).await?;
    Ok(see_other(paths::OWN_ACCOUNT))
}

fn details_page(visit: &Visit, typed: (&str, &str), problems: &[Problem]) -> Markup {
    let token = visit.token();
    let mut shell = shell(visit, "own-account-details-title", &token, problems);
    shell.path = paths::OWN_DETAILS;
    views::details(&shell, typed, &visit.app.ctx.notice.languages)
}

/// The form for another password.
pub async fn password(visit: Visit, desk: Desk) -> PageResult {
    Ok(ok(password_page(&visit, &desk, &[])))
}

/// Sets it; every session ends.
pub async fn change_password(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (account, _) = own_account::find(&visit.app.ctx, &desk.0).await?;
    let new = match chosen(&visit, &form, &[&account.row.email, &account.row.name]) {
        Ok(new) => new,
        Err(problem) => return Ok(invalid(password_page(&visit, &desk, &[problem]))),
    };
    match own_account::change_password(&visit.app.ctx, &desk.0, &proof(&visit, &form), &new).await {
        Ok(()) => Ok(just::lead_to_sign_in(&visit, Ended::Password)),
        Err(error) => Ok(invalid(password_page(&visit, &desk, &[problem(&visit, error)?]))),
    }
}

/// The form for another authenticator, with a fresh key.
pub async fn authenticator(visit: Visit, desk: Desk) -> PageResult {
    let seed = enrolment::fresh_seed(&visit.app.ctx)?;
    Ok(ok(device_page(&visit, &desk, &seed, &[]).await?))
}

/// Puts it in the place of the present one; every session ends.
pub async fn change_authenticator(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (ctx, seed) = (&visit.app.ctx, form.get("seed"));
    let new = NewAuthenticator { seed, code: form.get("code_new") };
    match own_account::change_authenticator(ctx, &desk.0, &proof(&visit, &form), new).await {
        Ok(()) => Ok(just::lead_to_sign_in(&visit, Ended::Authenticator)),
        Err(error) => {
            let problems = [problem(&visit, error)?];
            Ok(invalid(device_page(&visit, &desk, seed, &problems).await?))
        }
    }
}

/// What new recovery codes mean, and the button.
pub async fn codes(visit: Visit, desk: Desk) -> PageResult {
    Ok(ok(codes_page(&visit, &desk, &[])))
}

/// Makes them and shows them, once.
pub async fn make_codes(visit: Visit, desk: Desk, form: Form) -> PageResult {
    match own_account::make_recovery_codes(&visit.app.ctx, &desk.0, form.get("code")).await {
        Ok(codes) => {
            let token = visit.token();
            Ok(ok(views::new_codes(&shell(&visit, "own-account-new-codes", &token, &[]), &codes)))
        }
        Err(error) => Ok(invalid(codes_page(&visit, &desk, &[problem(&visit, error)?]))),
    }
}

fn proof<'a>(visit: &'a Visit, form: &'a Form) -> Proof<'a> {
    Proof { password: form.exact("password"), code: form.get("code"), network: &visit.network }
}

/// The password that was chosen, typed twice alike.
pub fn chosen(visit: &Visit, form: &Form, around: &[&str]) -> Result<Password, Problem> {
    let (typed, again) = (form.exact("password_new"), form.exact("password_again"));
    let around = [around, &[&visit.app.ctx.notice.controller.name]].concat();
    let wrong = |field: &str, key: &str| Problem::new(field, say(visit.language, key));
    let new = Password::choose(typed, &around).map_err(|weak| wrong("password_new", weak_key(weak)))?;
    if typed == again { Ok(new) } else { Err(wrong("password_again", "own-account-password-differs")) }
}

/// A refusal at its field; whose session ended meanwhile signs in first.
fn problem(visit: &Visit, error: Error) -> Result<Problem, Failure> {
    let at = |field, key: &str| Ok(Problem::new(field, say(visit.language, key)));
    match error {
        Error::Refused(Refusal::WrongCredentials) => at("code", "account-code-problem"),
        Error::Refused(refusal @ Refusal::WrongPassword) => {
            Ok(Problem::new("password", sentence(visit.language, &refusal)))
        }
        Error::Refused(Refusal::WrongNewCode) => at("code_new", "staff-join-code-wrong"),
        Error::NotFound => Err(Failure::SignInFirst { staff: true, return_to: String::new() }),
        other => Err(other.into()),
    }
}

async fn page(visit: &Visit, desk: &Desk, problems: &[Problem]) -> Result<Markup, Failure> {
    let (account, codes) = own_account::find(&visit.app.ctx, &desk.0).await?;
    let token = visit.token();
    let mut shell = shell(visit, "own-account-title", &token, problems);
    (shell.back, shell.path, shell.wide) = (None, paths::OWN_ACCOUNT, true);
    let own = Own { account: &account, codes, reader: &desk.0, needs_code: needs_code(visit, desk) };
    Ok(views::page(&shell, &own))
}

fn password_page(visit: &Visit, desk: &Desk, problems: &[Problem]) -> Markup {
    let token = visit.token();
    views::password(&shell(visit, "own-account-password-title", &token, problems), needs_code(visit, desk))
}

async fn device_page(
    visit: &Visit,
    desk: &Desk,
    seed: &str,
    problems: &[Problem],
) -> Result<Markup, Failure> {
    let (account, _) = own_account::find(&visit.app.ctx, &desk.0).await?;
    let address = enrolment::authenticator_address(&visit.app.ctx, &account.row.email, seed);
    let token = visit.token();
    let device = Device { seed, address: address.as_deref() };
    Ok(views::authenticator(&shell(visit, "own-account-authenticator-title", &token, problems), &device))
}

fn codes_page(visit: &Visit, desk: &Desk, problems: &[Problem]) -> Markup {
    let token = visit.token();
    views::codes(&shell(visit, "own-account-codes-title", &token, problems), needs_code(visit, desk))
}

fn needs_code(visit: &Visit, desk: &Desk) -> bool {
    !staff::is_fresh(&visit.app.ctx, &desk.0)
}

fn shell<'a>(visit: &'a Visit, title: &str, token: &'a str, problems: &'a [Problem]) -> Shell<'a> {
    let mut shell = visit.shell(say(visit.language, title), token);
    (shell.back, shell.problems) = (Some(paths::OWN_ACCOUNT.into()), problems);
    shell
}
