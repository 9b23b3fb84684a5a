//! The package of an access request: download behind a fresh proof, build again.

use super::{
    PageResult,
    desk::{seen, settled},
    requests::parse,
    see_other,
};
use crate::{
    form::Form,
    paths,
    say::say,
    views::{done::Done, requests as views},
    visit::{Desk, Me, Visit},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::Path,
};
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    right::package::{download, hand_over, retry},
};

/// What a downloaded file may do in a browser: nothing.
pub(super) const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// The ZIP; an old proof of the address leads to a new one first.
pub async fn fetch(visit: Visit, me: Me, typed: Path<String>, request: HttpRequest) -> PageResult {
    let reference = parse(&typed)?;
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    // HEAD hands nothing over, so nothing counts as a download.
    let found = if request.method() == Method::HEAD {
        download::ready(&visit.app.ctx, &me.0, &reference).await.map(|_| Vec::new())
    } else {
        download::download(&visit.app.ctx, &me.0, &reference).await
    };
    found.map_or_else(|error| prove_first(error, &reference), |bytes| Ok(file(reference.as_str(), bytes)))
}

/// What follows when something is not handed over: an old proof of the address leads to a new one.
pub(super) fn prove_first(error: Error, reference: &Reference) -> PageResult {
    match error {
        Error::Refused(Refusal::StepUpNeeded) => Ok(see_other(paths::prove(reference.as_str()))),
        error => Err(error.into()),
    }
}

/// The ZIP of a person without e-mail, for staff to print or give; taking it is recorded.
pub async fn hand_over(visit: Visit, desk: Desk, typed: Path<String>, request: HttpRequest) -> PageResult {
    let reference = parse(&typed)?;
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    // HEAD hands nothing over, so nothing is recorded as if it did.
    let bytes = if request.method() == Method::HEAD {
        hand_over::ready(&visit.app.ctx, &desk.0, &reference).await.map(|_| Vec::new())
    } else {
        hand_over::take(&visit.app.ctx, &desk.0, &reference).await
    }?;
    Ok(file(reference.as_str(), bytes))
}

/// Asks whether to build it again.
pub async fn ask_again(visit: Visit, me: Me, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    download::newest(&visit.app.ctx, &me.0, &reference).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "package-again"), &token);
    shell.back = Some(paths::request(reference.as_str()));
    Ok(super::ok(views::package::ask_package(&shell, reference.as_str())))
}

/// Queues it again.
pub async fn again(visit: Visit, me: Me, typed: Path<String>, _form: Form) -> PageResult {
    let reference = parse(&typed)?;
    download::rebuild(&visit.app.ctx, &me.0, &reference).await?;
    Ok(see_other(paths::request(reference.as_str())))
}

/// Staff have one that could not be built built again.
pub async fn retry(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let done = retry::retry(&visit.app.ctx, &desk.0, &seen(&reference, &form)?).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Retried), form).await
}

/// A download is a navigation of our own page, never an image or a script of another's.
pub(super) fn is_own_navigation(request: &HttpRequest) -> bool {
    let value = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    matches!(value("sec-fetch-dest"), None | Some("document" | "empty"))
        && matches!(value("sec-fetch-site"), None | Some("same-origin" | "none"))
}

/// An archive as a download.
pub(super) fn file(reference: &str, bytes: Vec<u8>) -> HttpResponse {
    download(&format!("{reference}.zip"), "application/zip", bytes)
}

/// A file that a browser keeps and never shows. Its name is our own.
pub(super) fn download(name: &str, kind: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(bytes)
}
