//! Staff accounts: invite, roles, sessions, closed and opened again. Administrators only.

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::{Failure, sentence},
    form::Form,
    just, paths,
    say::say,
    views::{
        account::{self as views, Listed, Shown},
        form::Problem,
        parts::Banner,
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::{
    id::{InvitationId, SessionId, StaffId},
    kind::{Language, Role},
};
use maud::Markup;
use portal_core::{
    email::Email,
    error::{Error, Refusal, Result},
    identity::{account, invitation::Invited, staff},
};
use std::collections::BTreeSet;

/// Every account and open invitation, and the form for a new one.
pub async fn list(visit: Visit, desk: Desk, asked: HttpRequest) -> PageResult {
    let invited = just::invited(&visit, &asked);
    let said = invited.as_deref().map(|to| views::sent(visit.language, to));
    let page = ok(list_page(&visit, &desk, (&Form::default(), &[]), said).await?);
    Ok(if invited.is_some() { just::forget(&visit, page) } else { page })
}

/// Invites somebody by mail.
pub async fn invite(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (invited, problems) = read(&visit, &form);
    let Some(invited) = invited.filter(|_| problems.is_empty()) else {
        return Ok(invalid(list_page(&visit, &desk, (&form, &problems), None).await?));
    };
    match account::invite(&visit.app.ctx, &desk.0, &invited, form.get("code")).await {
        Ok(()) => Ok(just::lead_to_accounts(&visit, invited.email.as_str())),
        Err(Error::Refused(
            refusal @ (Refusal::WrongCredentials | Refusal::AccountExists | Refusal::DeskMailbox),
        )) => {
            let problems = [problem(&visit, &refusal)];
            Ok(invalid(list_page(&visit, &desk, (&form, &problems), None).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Mails an open invitation again; the earlier link ends.
pub async fn send_again(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let id: InvitationId = form.get("invitation").parse().map_err(|_| Failure::Malformed)?;
    let to = account::send_again(&visit.app.ctx, &desk.0, id).await?;
    Ok(just::lead_to_accounts(&visit, &to))
}

/// Ends an invitation.
pub async fn uninvite(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let id: InvitationId = form.get("invitation").parse().map_err(|_| Failure::Malformed)?;
    account::uninvite(&visit.app.ctx, &desk.0, id).await?;
    Ok(see_other(paths::ACCOUNTS))
}

/// One account.
pub async fn show(visit: Visit, desk: Desk, id: Path<StaffId>) -> PageResult {
    Ok(ok(account_page(&visit, &desk, *id, None, &[]).await?))
}

/// Gives it the roles that are ticked.
pub async fn give_roles(visit: Visit, desk: Desk, id: Path<StaffId>, form: Form) -> PageResult {
    let roles = roles(&form);
    if roles.is_empty() {
        let problems = [Problem::new("roles", say(visit.language, "account-roles-problem"))];
        return Ok(invalid(account_page(&visit, &desk, *id, Some(&roles), &problems).await?));
    }
    let done = account::give_roles(&visit.app.ctx, &desk.0, *id, &roles, form.get("code")).await;
    done_or_again(&visit, &desk, *id, Some(&roles), done).await
}

/// Closes it, or opens it again.
pub async fn set_state(visit: Visit, desk: Desk, id: Path<StaffId>, form: Form) -> PageResult {
    let (ctx, code) = (&visit.app.ctx, form.get("code"));
    let done = match form.get("state") {
        "closed" => account::close(ctx, &desk.0, *id, code).await,
        "open" => account::reopen(ctx, &desk.0, *id, code).await,
        _ => Err(Refusal::Incomplete.into()),
    };
    done_or_again(&visit, &desk, *id, None, done).await
}

/// Ends one of its sessions, or all.
pub async fn end_sessions(visit: Visit, desk: Desk, id: Path<StaffId>, form: Form) -> PageResult {
    let which = match form.get("session") {
        "all" => None,
        one => Some(one.parse::<SessionId>().map_err(|_| Failure::Malformed)?),
    };
    account::end_sessions(&visit.app.ctx, &desk.0, *id, which).await?;
    Ok(see_other(paths::account(&id.to_string())))
}

/// `ticked` are the roles of the form, where it was the one for roles.
async fn done_or_again(
    visit: &Visit,
    desk: &Desk,
    id: StaffId,
    ticked: Option<&BTreeSet<Role>>,
    done: Result<()>,
) -> PageResult {
    match done {
        Ok(()) => Ok(see_other(paths::account(&id.to_string()))),
        Err(Error::Refused(refusal @ Refusal::WrongCredentials)) => {
            let mut problem = problem(visit, &refusal);
            if ticked.is_none() {
                problem.field = views::CODE_OF_STATE.into();
            }
            Ok(invalid(account_page(visit, desk, id, ticked, &[problem]).await?))
        }
        Err(error) => Err(error.into()),
    }
}

fn problem(visit: &Visit, refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::AccountExists | Refusal::DeskMailbox => {
            Problem::new("email", sentence(visit.language, refusal))
        }
        _ => Problem::new("code", say(visit.language, "account-code-problem")),
    }
}

/// The invitation as typed, and what is wrong with it.
fn read(visit: &Visit, form: &Form) -> (Option<Invited>, Vec<Problem>) {
    let wrong = |field: &str| Problem::new(field, say(visit.language, &format!("account-{field}-problem")));
    let (name, email, roles) = (form.get("name"), Email::parse(form.get("email")), roles(form));
    let language = Language::from_code(form.get("language"));
    let checks = [
        ("name", (1..=views::LONGEST_NAME).contains(&name.chars().count())),
        ("email", email.is_ok()),
        ("language", language.is_some()),
        ("roles", !roles.is_empty()),
    ];
    let problems = checks.into_iter().filter(|(_, right)| !right).map(|(field, _)| wrong(field)).collect();
    let invited = email.ok().zip(language);
    (invited.map(|(email, language)| Invited { email, name: name.into(), roles, language }), problems)
}

fn roles(form: &Form) -> BTreeSet<Role> {
    form.all("roles").filter_map(Role::from_code).collect()
}

async fn list_page(
    visit: &Visit,
    desk: &Desk,
    (typed, problems): (&Form, &[Problem]),
    said: Option<Banner>,
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let (accounts, invited) = (account::list(ctx).await?, account::invited(ctx).await?);
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "account-title"), &token);
    (shell.path, shell.problems, shell.wide, shell.notice) = (paths::ACCOUNTS, problems, true, said);
    let needs_code = !staff::is_fresh(ctx, &desk.0);
    Ok(views::list(&shell, &Listed { accounts: &accounts, invited: &invited, typed, needs_code }))
}

async fn account_page(
    visit: &Visit,
    desk: &Desk,
    id: StaffId,
    ticked: Option<&BTreeSet<Role>>,
    problems: &[Problem],
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let account = account::find(ctx, id).await?;
    let holds = account::holds(ctx, id).await?;
    let (token, path) = (visit.token(), paths::account(&id.to_string()));
    let mut shell = visit.shell(account.row.name.clone(), &token);
    (shell.back, shell.path, shell.problems) = (Some(paths::ACCOUNTS.into()), &path, problems);
    shell.wide = true;
    let needs_code = !staff::is_fresh(ctx, &desk.0);
    let ticked = ticked.unwrap_or(&account.roles);
    let shown = Shown { account: &account, ticked, holds, reader: &desk.0, needs_code };
    Ok(views::page(&shell, &shown))
}
