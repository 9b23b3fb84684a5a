//! For the machine that watches: alive, and ready to serve.

use crate::{app::App, error::Failure};
use actix_web::{HttpResponse, web::Data};
use portal_core::identity::session;

/// The process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("live\n")
}

/// Database and schema answer too.
pub async fn ready(app: Data<App>) -> Result<HttpResponse, Failure> {
    session::epoch(app.ctx.read()).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"))
}
