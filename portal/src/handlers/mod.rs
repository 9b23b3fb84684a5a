//! Handlers: extract, parse, one call, answer. One file per noun, mirrored in `views`.

pub mod account;
pub mod article_30;
pub mod astray;
pub mod attachment;
pub mod breach;
pub mod bulk;
pub mod classification;
pub mod copy;
pub mod csp;
pub mod decision;
pub mod desk;
pub mod dev;
pub mod disclosure;
pub mod dossier;
pub mod draft;
pub mod entry;
pub mod extension;
pub mod forgotten;
pub mod forward;
pub mod health;
pub mod hold;
pub mod holder;
pub mod home;
pub mod incoming;
pub mod language;
pub mod letter;
pub mod mute;
pub mod no_request;
pub mod notice;
pub mod own_account;
pub mod package;
pub mod park;
pub mod protection;
pub mod question;
pub mod queue;
pub mod records;
pub mod register;
pub mod relief;
pub mod report;
pub mod requests;
pub mod restriction;
pub mod retention;
pub mod review;
pub mod sign_in;
pub mod staff_sign_in;
pub mod stale;
pub mod transfer;
pub mod unidentified;
pub mod unsaved;
pub mod unsubscribe;
pub mod withdrawal;

use crate::{app::Web, cookies::Jar, error::Failure};
use actix_web::{HttpResponse, http::StatusCode, http::header};
use maud::Markup;

/// What a page handler gives.
pub type PageResult = Result<HttpResponse, Failure>;

/// A page.
pub fn ok(page: Markup) -> HttpResponse {
    answer(StatusCode::OK, page)
}

/// The same page again, with what is wrong; values kept.
pub fn invalid(page: Markup) -> HttpResponse {
    answer(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// A page with a status of its own; one that is for later says how much.
pub fn answer(status: StatusCode, page: Markup) -> HttpResponse {
    let mut answer = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.insert_header((header::RETRY_AFTER, "10"));
    }
    answer.content_type("text/html; charset=utf-8").body(page.into_string())
}

/// After sign-out: the browser forgets the session and every page it has kept.
pub fn signed_out(web: &Web, jar: Jar, path: &str) -> HttpResponse {
    let mut answer = see_other(path);
    // The cookie is fixed text; adding it cannot fail.
    let _ = answer.add_cookie(&jar.clear(web));
    let clear = header::HeaderValue::from_static("\"cache\", \"storage\"");
    answer.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), clear);
    answer
}

/// Every successful POST redirects.
pub fn see_other(path: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path.as_ref())).finish()
}
