//! A protected postal address: set with a reason, opened for a reason, ended by two persons.

use super::{
    PageResult,
    desk::{refill, seen, settled},
    invalid, ok,
    requests::parse,
    see_other,
};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{
        done::{Done, Kept},
        form::Problem,
        parts::Banner,
        protection::{self as views, Shown},
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::{id::PersonId, kind::Role};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    register::{
        disclosure::fits,
        protection::{self, LONGEST_REASON},
    },
    request::identify::{self, Purpose},
    right::rectification::fields::PresentField,
};

/// How it stands. A record that was not opened lately is opened first, with its purpose; who approves sees what waits.
pub async fn show(visit: Visit, desk: Desk, typed: Path<PersonId>, asked: HttpRequest) -> PageResult {
    let kept = just::kept(&visit, &asked);
    let told = kept.is_some();
    match page(&visit, &desk, *typed, (&Form::default(), &[]), (None, kept)).await {
        Err(Failure::Domain(Error::Refused(Refusal::ReasonNeeded))) => {
            Ok(see_other(paths::record(&typed.to_string())))
        }
        page => Ok(just::once(&visit, told, ok(page?))),
    }
}

/// Sets it, asks that it ends, or opens the address, each for the reason given.
pub async fn change(visit: Visit, desk: Desk, typed: Path<PersonId>, form: Form) -> PageResult {
    let (ctx, id) = (&visit.app.ctx, *typed);
    let deed = form.get("deed");
    let name = format!("{deed}_reason");
    let reason = form.get(&name);
    // The reason of a look is shorter than the others.
    let longest = if deed == "address" { identify::LONGEST_REASON } else { LONGEST_REASON };
    if !fits(reason, longest) {
        let problem = Problem::new(name.as_str(), say(visit.language, "protection-reason-problem"));
        return Ok(invalid(page(&visit, &desk, id, (&form, &[problem]), (None, None)).await?));
    }
    let kept = match deed {
        "set" => protection::set(ctx, &desk.0, id, reason).await.map(|()| Kept::ProtectionSet)?,
        "lift" => protection::ask(ctx, &desk.0, id, reason).await.map(|()| Kept::ProtectionAsked)?,
        "address" => {
            let opened = protection::reveal(ctx, &desk.0, id, reason).await?;
            let shown = page(&visit, &desk, id, (&Form::default(), &[]), (Some(&opened), None)).await?;
            return Ok(ok(shown));
        }
        _ => return Err(Failure::Malformed),
    };
    Ok(just::lead_on(&visit, kept, &paths::protection(&id.to_string())))
}

/// Marks a request of somebody whom the register may not know.
pub async fn mark(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let reason = form.get("protect_reason");
    if !fits(reason, LONGEST_REASON) {
        let problem = Problem::new("protect_reason", say(visit.language, "protection-reason-problem"));
        return refill(&visit, &desk, &reference, problem, form).await;
    }
    let seen = seen(&reference, &form)?;
    let done = protection::mark_request(ctx, &desk.0, &seen, reason).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Protected), form).await
}

/// A second person lets it end, or stand.
pub async fn end(visit: Visit, desk: Desk, typed: Path<PersonId>, form: Form) -> PageResult {
    let agreed = match form.get("agreed") {
        "yes" => true,
        "no" => false,
        _ => return Err(Failure::Malformed),
    };
    protection::settle(&visit.app.ctx, &desk.0, *typed, agreed).await?;
    let kept = if agreed { Kept::ProtectionEnded } else { Kept::ProtectionStands };
    Ok(just::lead_on(&visit, kept, &paths::protection(&typed.to_string())))
}

async fn page(
    visit: &Visit,
    desk: &Desk,
    id: PersonId,
    (typed, problems): (&Form, &[Problem]),
    (opened, kept): (Option<&[PresentField]>, Option<Banner>),
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let glimpse = identify::look(ctx, &desk.0, id, Purpose::Lately).await?;
    let standing = protection::on(ctx, id).await?;
    let person = id.to_string();
    let (path, token) = (paths::protection(&person), visit.token());
    let mut shell = visit.shell(say(visit.language, "protection-title"), &token);
    (shell.caption, shell.back) = (Some(glimpse.name), Some(paths::record(&person)));
    (shell.problems, shell.path, shell.notice) = (problems, &path, kept);
    let (works, approves) = (desk.0.is(Role::Caseworker), desk.0.is(Role::Approver));
    let shown = Shown { id: &person, standing: &standing, opened, works, approves, typed };
    Ok(views::page(&shell, &shown))
}
