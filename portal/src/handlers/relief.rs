//! Gives a customer the sign-in mails of the day again, once strangers or mishaps have used them up. Administrators only.

use super::{PageResult, invalid, ok};
use crate::{
    form::Form,
    just, paths,
    say::say,
    views::{done::Kept, form::Problem, parts::Banner, relief as views},
    visit::{Desk, Visit},
};
use actix_web::HttpRequest;
use maud::Markup;
use portal_core::{
    email::Email,
    identity::relief::{self, Why},
};

/// Whose, and why.
pub async fn form(visit: Visit, _desk: Desk, asked: HttpRequest) -> PageResult {
    let kept = just::kept(&visit, &asked);
    let told = kept.is_some();
    Ok(just::once(&visit, told, ok(page(&visit, (&Form::default(), &[]), kept))))
}

/// Gives them.
pub async fn give(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (email, why) = (Email::parse(form.get("email")), Why::from_code(form.get("why")));
    let (Ok(email), Some(why)) = (&email, why) else {
        let wrong = |key| Problem::new(key, say(visit.language, &format!("relief-{key}-problem")));
        let problems: Vec<_> = [email.is_err().then(|| wrong("email")), why.is_none().then(|| wrong("why"))]
            .into_iter()
            .flatten()
            .collect();
        return Ok(invalid(page(&visit, (&form, &problems), None)));
    };
    relief::give(&visit.app.ctx, &desk.0, email, why).await?;
    Ok(just::lead_on(&visit, Kept::MailsGiven, paths::SIGN_IN_MAILS))
}

fn page(visit: &Visit, (typed, problems): (&Form, &[Problem]), kept: Option<Banner>) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "relief-title"), &token);
    (shell.back, shell.path) = (Some(paths::ACCOUNTS.into()), paths::SIGN_IN_MAILS);
    (shell.problems, shell.notice) = (problems, kept);
    views::page(&shell, typed)
}
