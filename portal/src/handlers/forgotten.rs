//! A forgotten password: ask for a link, and set another with it. The answer is one for every address.

use super::{PageResult, invalid, ok, own_account::chosen, see_other};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{forgotten as views, form::Problem, staff_sign_in::Ended},
    visit::Visit,
};
use actix_web::web::Path;
use maud::Markup;
use portal_core::{
    email::Email,
    error::{Error, Refusal},
    identity::reset::{self, Replacement},
};

/// Asks for the address.
pub async fn form(visit: Visit) -> PageResult {
    Ok(ok(form_page(&visit, "", &[])))
}

/// Mails a link, if an account has the address.
pub async fn ask(visit: Visit, form: Form) -> PageResult {
    let Ok(email) = Email::parse(form.get("email")) else {
        let problems = [Problem::new("email", say(visit.language, "account-email-problem"))];
        return Ok(invalid(form_page(&visit, form.get("email"), &problems)));
    };
    reset::ask(&visit.app.ctx, &email, &visit.network).await?;
    Ok(see_other(paths::FORGOTTEN_SENT))
}

/// That it was mailed, if anybody has the address.
pub async fn sent(visit: Visit) -> PageResult {
    let token = visit.token();
    Ok(ok(views::sent(&visit.shell(say(visit.language, "forgotten-sent-title"), &token))))
}

/// The page behind a link.
pub async fn opened(visit: Visit, token: Path<String>) -> PageResult {
    reset::open(&visit.app.ctx, &token).await?;
    Ok(ok(reset_page(&visit, &[])))
}

/// Sets another password.
pub async fn set(visit: Visit, token: Path<String>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let account = reset::open(ctx, &token).await?;
    let new = match chosen(&visit, &form, &[&account.email, &account.name]) {
        Ok(new) => new,
        Err(problem) => return Ok(invalid(reset_page(&visit, &[problem]))),
    };
    let replacement = Replacement { password: &new, code: form.get("code"), network: &visit.network };
    match reset::set(ctx, &token, &replacement).await {
        Ok(()) => Ok(just::lead_to_sign_in(&visit, Ended::Password)),
        Err(Error::Refused(Refusal::WrongCredentials)) => {
            let problems = [Problem::new("code", say(visit.language, "account-code-problem"))];
            Ok(invalid(reset_page(&visit, &problems)))
        }
        Err(error) => Err(Failure::from(error)),
    }
}

fn form_page(visit: &Visit, typed: &str, problems: &[Problem]) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "forgotten-title"), &token);
    (shell.path, shell.problems) = (paths::FORGOTTEN, problems);
    shell.back = Some(paths::STAFF_SIGN_IN.into());
    views::form(&shell, typed)
}

fn reset_page(visit: &Visit, problems: &[Problem]) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "forgotten-new-title"), &token);
    shell.problems = problems;
    views::reset(&shell, &visit.path)
}
