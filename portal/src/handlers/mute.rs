//! Addresses to which the sign-in form sends no mail: what is muted, mute one, let one be heard again.

use super::{PageResult, invalid, ok};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{
        done::Kept,
        form::Problem,
        mute::{self as views, Shown},
        parts::Banner,
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::{id::MuteId, kind::Role};
use maud::Markup;
use portal_core::{
    email::Email,
    error::{Error, Refusal},
    identity::mute,
};

/// What is muted, and the form for another address.
pub async fn list(visit: Visit, desk: Desk, asked: HttpRequest) -> PageResult {
    let kept = just::kept(&visit, &asked);
    let told = kept.is_some();
    Ok(just::once(&visit, told, ok(page(&visit, &desk, (&Form::default(), &[]), kept).await?)))
}

/// Mutes an address.
pub async fn add(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let wrong = |field: &str| Problem::new(field, say(visit.language, &format!("mute-{field}-problem")));
    let Ok(email) = Email::parse(form.get("email")) else {
        return Ok(invalid(page(&visit, &desk, (&form, &[wrong("email")]), None).await?));
    };
    match mute::mute(&visit.app.ctx, &desk.0, &email, form.get("reason")).await {
        Ok(()) => Ok(just::lead_on(&visit, Kept::Muted, paths::MUTES)),
        Err(Error::Refused(Refusal::ReasonNeeded)) => {
            Ok(invalid(page(&visit, &desk, (&form, &[wrong("reason")]), None).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Lets mail go to it again.
pub async fn end(visit: Visit, desk: Desk, id: Path<MuteId>, _form: Form) -> PageResult {
    mute::unmute(&visit.app.ctx, &desk.0, *id).await?;
    Ok(just::lead_on(&visit, Kept::Unmuted, paths::MUTES))
}

async fn page(
    visit: &Visit,
    desk: &Desk,
    (typed, problems): (&Form, &[Problem]),
    kept: Option<Banner>,
) -> Result<Markup, Failure> {
    let muted = mute::list(&visit.app.ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "mute-title"), &token);
    (shell.back, shell.path) = (Some(paths::REGISTER.into()), paths::MUTES);
    (shell.problems, shell.wide, shell.notice) = (problems, true, kept);
    Ok(views::page(&shell, &Shown { muted: &muted, works: desk.0.is(Role::Caseworker), typed }))
}
