//! The route table: router, access policy and the list the access test walks, all one.

mod account;
mod answer;
mod desk;
mod duty;
mod open;
mod register;
mod request;
mod requester;

use crate::{
    begun,
    deadline::{Arrival, in_time},
    error::Failure,
    handlers::park,
    unsaved,
    visit::admit,
};
use actix_web::{
    Handler, HttpMessage, Responder, ResponseError, Route,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    guard,
    http::Method,
    middleware::{Next, from_fn},
    web,
};
use entity::kind::Role;
use futures::FutureExt;
use std::panic::AssertUnwindSafe;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone; a signed-in requester is recognised.
    Anyone,
    /// Everyone, as a browser: sign-in pages, whose forms are bound to the browser's cookie.
    Browser,
    /// Who proved an address.
    Requester,
    /// Staff with any of these roles.
    Staff(&'static [Role]),
}

/// Whoever has an account with any role.
pub const STAFF: Access = Access::Staff(Role::ALL);
/// Who may read case data; an admin as such may not.
pub const READERS: Access = Access::Staff(&[Role::Reader, Role::Caseworker, Role::Approver]);
/// Who works on requests.
pub const WORKERS: Access = Access::Staff(&[Role::Caseworker]);
/// Who approves proposals.
pub const APPROVERS: Access = Access::Staff(&[Role::Approver]);
/// Who answers for the installation.
pub const ADMINS: Access = Access::Staff(&[Role::Admin]);
/// Who does the controller's own duties.
pub const KEEPERS: Access = Access::Staff(&[Role::Caseworker, Role::Admin]);
/// Who has a say in a decision.
pub const DECIDERS: Access = Access::Staff(&[Role::Caseworker, Role::Approver]);

/// One row of the table.
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    /// Whether it keeps what was sent and leads to a step of its page.
    pub goes_on: bool,
    route: Route,
}

impl Entry {
    /// The same row with something around its handler and its gate.
    #[must_use]
    pub fn around(self, wrap: impl FnOnce(Route) -> Route) -> Self {
        Self { route: wrap(self.route), ..self }
    }
}

/// Every route of the portal, area by area; the demo's own pages are added by `cli::demo` only.
pub fn table() -> Vec<Entry> {
    let areas = [
        open::rows(),
        requester::rows(),
        desk::rows(),
        request::rows(),
        answer::rows(),
        duty::rows(),
        register::rows(),
        account::rows(),
    ];
    areas.into_iter().flatten().collect()
}

/// Hangs the table into the application.
pub fn configure(config: &mut web::ServiceConfig, entries: Vec<Entry>) {
    let mut resources: Vec<(&'static str, actix_web::Resource)> = Vec::new();
    let allowed: Vec<_> = entries.iter().map(|entry| (entry.path, allowed(&entries, entry.path))).collect();
    for (entry, (_, allow)) in entries.into_iter().zip(allowed) {
        let place = resources.iter().position(|(path, _)| *path == entry.path);
        let resource = match place {
            Some(place) => resources.remove(place).1,
            None => web::resource(entry.path).default_service(not_allowed(allow)),
        };
        resources.push((entry.path, resource.route(entry.route)));
    }
    for (_, resource) in resources {
        config.service(resource);
    }
}

/// A page; HEAD answers as GET.
pub fn get<F, Args>(path: &'static str, access: Access, handler: F) -> Entry
where
    F: Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let either = guard::Any(guard::Get()).or(guard::Head());
    let route = gated(Route::new().guard(either).to(handler), access);
    Entry { method: Method::GET, path, access, goes_on: false, route }
}

/// An effect.
pub fn post<F, Args>(path: &'static str, access: Access, handler: F) -> Entry
where
    F: Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    Entry {
        method: Method::POST,
        path,
        access,
        goes_on: false,
        route: gated(web::post().to(handler), access),
    }
}

/// From a step of a form of several pages to another one: nothing is done yet.
pub fn steps(path: &'static str, access: Access) -> Entry {
    Entry { goes_on: true, ..post(path, access, begun::go_on) }
}

/// The gate in front of every handler: nobody passes whom the table does not name, and a panic behind it is a fault.
fn gated(route: Route, access: Access) -> Route {
    route.wrap(from_fn(move |request: ServiceRequest, next: Next<BoxBody>| async move {
        let held = request.request().clone();
        match AssertUnwindSafe(pass(access, request, next)).catch_unwind().await {
            Ok(answer) => answer,
            Err(_) => Ok(ServiceResponse::new(held, Failure::panicked().error_response())),
        }
    }))
}

async fn pass(
    access: Access,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    match admit(request.request(), access).await {
        Ok(visit) => {
            let held = request.request().clone();
            let failed = |failure: Failure| ServiceResponse::new(held.clone(), failure.error_response());
            let arrival = held.extensions_mut().remove::<Arrival>();
            let begun = unsaved::before(&visit, &held).await;
            let answer = in_time(arrival, visit.app.web.answer_within, next.call(request)).await;
            let answer = answer.unwrap_or_else(|| Ok(failed(Failure::GivenUp)))?;
            let kept = async { unsaved::after(&visit, park::after(&visit, answer).await?, begun).await };
            Ok(kept.await.unwrap_or_else(failed))
        }
        Err(Failure::SignInFirst { staff: false, .. }) if park::may_park(request.request()) => {
            let (request, mut body) = request.into_parts();
            let failure = park::park(&request, &mut body).await;
            Ok(ServiceRequest::from_request(request).error_response(failure))
        }
        Err(first @ Failure::SignInFirst { staff: true, .. }) if request.method() == Method::POST => {
            let (request, mut body) = request.into_parts();
            let failure = unsaved::keep(&request, &mut body, first).await;
            Ok(ServiceRequest::from_request(request).error_response(failure))
        }
        // An answer, not an error: an error would pass by the layer that draws its page and sets the headers.
        Err(failure) => Ok(request.error_response(failure)),
    }
}

/// The methods of a path, as the Allow header has them.
fn allowed(entries: &[Entry], path: &str) -> &'static str {
    let has = |method: &Method| entries.iter().any(|entry| entry.path == path && entry.method == *method);
    match (has(&Method::GET), has(&Method::POST)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        _ => "POST",
    }
}

fn not_allowed(allow: &'static str) -> Route {
    web::to(move || {
        std::future::ready(Err::<actix_web::HttpResponse, _>(Failure::MethodNotAllowed { allow }))
    })
}
