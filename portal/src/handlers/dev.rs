//! The demo's own pages: its mail, and the one-time codes of its staff. Not in the routes of `serve`.

use super::{PageResult, ok};
use crate::{
    cli::demo::{PASSWORD, STAFF},
    error::Failure,
    views::dev as views,
    visit::Visit,
};
use actix_web::HttpResponse;
use portal_core::{
    ctx::Ctx,
    email::Email,
    error::{Context, Error},
    identity::staff as accounts,
    mail::postbox::Postbox,
};
use serde_json::{Value, json};

/// Every mail, newest first.
pub async fn mail(visit: Visit) -> PageResult {
    let token = visit.token();
    Ok(ok(views::mail(&visit.shell("Mail of the demo", &token), &mails(&visit.app.ctx)?)))
}

/// The same for programs: id, to, subject, text, html, state, at.
pub async fn mail_json(visit: Visit) -> PageResult {
    Ok(HttpResponse::Ok().json(mails(&visit.app.ctx)?))
}

/// How staff of the demo sign in now.
pub async fn staff(visit: Visit) -> PageResult {
    let token = visit.token();
    Ok(ok(views::staff(&visit.shell("Staff of the demo", &token), &codes(&visit.app.ctx).await?)))
}

/// The same for programs: email, name, role, password, code, totp (the seed, base 32).
pub async fn staff_json(visit: Visit) -> PageResult {
    Ok(HttpResponse::Ok().json(codes(&visit.app.ctx).await?))
}

fn mails(ctx: &Ctx) -> Result<Vec<Value>, Failure> {
    let Postbox::Files(folder) = &ctx.postbox else { return Err(Failure::Domain(Error::NotFound)) };
    let entries = std::fs::read_dir(folder).context("reading the demo's mail")?;
    let mut mails: Vec<Value> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| serde_json::from_slice(&std::fs::read(path).ok()?).ok())
        .collect();
    // Ids are UUIDv7: they sort by the time the mail was queued.
    mails.sort_by(|left, right| right["id"].as_str().cmp(&left["id"].as_str()));
    Ok(mails)
}

async fn codes(ctx: &Ctx) -> Result<Vec<Value>, Failure> {
    let mut rows = Vec::new();
    for (email, name, role) in STAFF {
        let Ok(address) = Email::parse(email) else { continue };
        let Some((seed, code)) = accounts::demo_code(ctx, &address).await? else { continue };
        rows.push(json!({
            "email": email, "name": name, "role": role.code(), "password": PASSWORD, "code": code, "totp": seed,
        }));
    }
    Ok(rows)
}
