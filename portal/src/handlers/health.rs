//! For the machine that watches: alive, ready to serve, and heard of lately.

use crate::{app::App, error::Failure};
use actix_web::{HttpResponse, http::StatusCode, web::Data};
use portal_core::{
    canary::{self, Standing},
    identity::session,
};

/// The process answers.
pub async fn live() -> HttpResponse {
    text(StatusCode::OK, "live\n".into())
}

/// Database and schema answer too. How old the last self-test is stands behind it; that it is too old keeps no visitors
/// away, for who sends none any more hears of nothing at all.
pub async fn ready(app: Data<App>) -> Result<HttpResponse, Failure> {
    session::epoch(app.ctx.read()).await?;
    let standing = canary::standing(&app.ctx).await?;
    Ok(text(StatusCode::OK, format!("ready\n{}", told(&app, standing))))
}

/// Whether form, worker and mail server did the daily self-test lately: for the alarm of the machine that watches.
pub async fn canary(app: Data<App>) -> Result<HttpResponse, Failure> {
    let standing = canary::standing(&app.ctx).await?;
    let silent = standing.is_some_and(|standing| standing.is_silent(app.ctx.now()));
    let status = if silent { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    Ok(text(status, told(&app, standing)))
}

fn told(app: &App, standing: Option<Standing>) -> String {
    let Some(standing) = standing else { return "self-test: none yet\n".into() };
    let hours = (app.ctx.now() - standing.heard_at()).num_hours();
    let what = if standing.passed_at.is_some() { "passed" } else { "never passed, begun" };
    format!("self-test: {what} {hours} h ago\n")
}

fn text(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(body)
}
