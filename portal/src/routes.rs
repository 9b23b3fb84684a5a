//! The route table: router, access policy and the list the access test walks, all one.

use crate::{
    deadline::{Arrival, in_time},
    error::Failure,
    handlers::{
        account, article_30, attachment, breach, bulk, classification, copy, csp, decision, desk, disclosure,
        dossier, draft, entry, extension, forgotten, forward, health, hold, holder, home, incoming, language,
        letter, mute, notice, own_account, package, park, protection, question, queue, records, register,
        report, requests, restriction, retention, review, sign_in, staff_sign_in, stale, transfer,
        unidentified, unsaved as kept, unsubscribe, withdrawal,
    },
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
    route: Route,
}

impl Entry {
    /// The same row with something around its handler and its gate.
    #[must_use]
    pub fn around(self, wrap: impl FnOnce(Route) -> Route) -> Self {
        Self { route: wrap(self.route), ..self }
    }
}

/// Every route of the portal; the demo's own pages are added by `cli::demo` only.
pub fn table() -> Vec<Entry> {
    let mut table = open_to_all();
    table.extend(of_requesters());
    table.extend(of_staff());
    table.extend(of_answers_and_records());
    table.extend(of_the_register());
    table.extend(of_accounts());
    table
}

fn open_to_all() -> Vec<Entry> {
    use Access::{Anyone, Browser};
    vec![
        get("/", Anyone, home::show),
        get("/notice", Anyone, notice::show),
        get("/language/{code}", Anyone, language::choose),
        get("/unsubscribe/{purpose}/{token}", Anyone, unsubscribe::show),
        post("/unsubscribe/{purpose}/{token}", Anyone, unsubscribe::press),
        get("/schema/portability-1.json", Anyone, transfer::schema),
        get("/health/live", Anyone, health::live),
        get("/health/ready", Anyone, health::ready),
        // Browsers report by themselves, without a form: no token, and no effect.
        post("/csp", Anyone, csp::report),
        get("/sign-in", Browser, sign_in::form),
        post("/sign-in", Browser, sign_in::ask),
        get("/sign-in/sent", Browser, sign_in::sent),
        post("/sign-in/code", Browser, sign_in::code),
        get("/m/{token}", Browser, sign_in::link),
        get("/sign-in/confirm", Browser, sign_in::opened),
        post("/sign-in/confirm", Browser, sign_in::confirm),
        get("/sign-in/lost-mailbox", Browser, sign_in::lost_mailbox),
        get("/h/{token}", Browser, holder::link),
        get("/holder/{link}", Browser, holder::asked),
        post("/holder/{link}", Browser, holder::answer),
        get("/holder/{link}/receipt", Browser, holder::receipt),
        get("/staff/sign-in", Browser, staff_sign_in::form),
        post("/staff/sign-in", Browser, staff_sign_in::enter),
        get("/staff/forgotten", Browser, forgotten::form),
        post("/staff/forgotten", Browser, forgotten::ask),
        get("/staff/forgotten/sent", Browser, forgotten::sent),
        get("/staff/reset/{token}", Browser, forgotten::opened),
        post("/staff/reset/{token}", Browser, forgotten::set),
        get("/staff/join/{token}", Browser, staff_sign_in::invited),
        post("/staff/join/{token}", Browser, staff_sign_in::join),
    ]
}

fn of_requesters() -> Vec<Entry> {
    use Access::Requester;
    vec![
        post("/sign-out", Requester, sign_in::sign_out),
        get("/requests", Requester, requests::list),
        get("/requests/new", Requester, draft::choose),
        get("/requests/new/{wish}", Requester, draft::question),
        post("/requests/new/{wish}", Requester, draft::answer),
        get("/requests/draft/{draft}", Requester, draft::check),
        post("/requests/draft/{draft}", Requester, draft::file_it),
        get("/requests/draft/{draft}/discard", Requester, draft::ask_discard),
        post("/requests/draft/{draft}/discard", Requester, draft::discard),
        get("/requests/draft/{draft}/edit", Requester, draft::edit),
        get("/requests/draft/{draft}/name", Requester, draft::name),
        post("/requests/draft/{draft}/name", Requester, draft::keep_name),
        get("/requests/{reference}", Requester, requests::show),
        get("/requests/{reference}/withdraw", Requester, requests::ask_withdraw),
        post("/requests/{reference}/withdraw", Requester, requests::withdraw),
        post("/requests/{reference}/messages", Requester, requests::write),
        get("/requests/{reference}/files/{file}", Requester, attachment::fetch),
        get("/requests/{reference}/package", Requester, package::fetch),
        get("/requests/{reference}/package/again", Requester, package::ask_again),
        post("/requests/{reference}/package/again", Requester, package::again),
        get("/requests/{reference}/prove", Requester, requests::prove),
        post("/requests/{reference}/prove", Requester, requests::mail_proof),
    ]
}

fn of_staff() -> Vec<Entry> {
    use restriction::{announce, call_off};
    vec![
        get("/staff", STAFF, home::desk),
        post("/staff/sign-out", STAFF, staff_sign_in::leave),
        get("/staff/retention", STAFF, retention::show),
        post("/staff/retention", ADMINS, retention::run_now),
        get("/staff/article-30", STAFF, article_30::show),
        // Before the pages of a reference, of which "new" is none.
        get("/staff/requests/new", WORKERS, entry::form),
        post("/staff/requests/new", WORKERS, entry::enter),
        get("/staff/requests/{reference}", READERS, desk::show),
        get("/staff/requests/{reference}/dossier", READERS, dossier::show),
        get("/staff/requests/{reference}/files/{file}", READERS, attachment::hand_out),
        post("/staff/requests/{reference}/identity", WORKERS, entry::identified),
        get("/staff/letters", READERS, letter::to_post),
        get("/staff/requests/{reference}/package", WORKERS, package::hand_over),
        post("/staff/requests/{reference}/package/again", WORKERS, package::retry),
        post("/staff/requests/{reference}/take", WORKERS, desk::take),
        post("/staff/requests/{reference}/assign", WORKERS, desk::assign),
        get("/staff/requests/{reference}/classify", WORKERS, classification::form),
        post("/staff/requests/{reference}/classify", WORKERS, classification::keep),
        post("/staff/requests/{reference}/split", WORKERS, desk::split),
        post("/staff/requests/{reference}/notes", WORKERS, desk::note),
        post("/staff/requests/{reference}/messages", WORKERS, desk::message),
        post("/staff/requests/{reference}/steps/{step}", WORKERS, desk::step),
        get("/staff/requests/{reference}/extend", WORKERS, extension::form),
        post("/staff/requests/{reference}/extend", WORKERS, extension::go_on),
        post("/staff/requests/{reference}/extend/send", WORKERS, extension::send),
        post("/staff/requests/{reference}/restrictions/{restriction}/announce", WORKERS, announce),
        post("/staff/requests/{reference}/restrictions/{restriction}/lift", WORKERS, restriction::lift),
        post("/staff/requests/{reference}/restrictions/{restriction}/told", WORKERS, restriction::told),
        post("/staff/requests/{reference}/restrictions/{restriction}/call-off", WORKERS, call_off),
        get("/staff/requests/{reference}/transfer/file", WORKERS, transfer::take),
        post("/staff/requests/{reference}/transfer", WORKERS, transfer::settle),
        post("/staff/requests/{reference}/transfer/approval", APPROVERS, transfer::approve),
    ]
}

fn of_answers_and_records() -> Vec<Entry> {
    vec![
        get("/staff/queue", READERS, queue::show),
        get("/staff/queue.csv", READERS, queue::export),
        get("/staff/queue/assign", WORKERS, bulk::form),
        post("/staff/queue/assign", WORKERS, bulk::assign),
        get("/staff/requests/{reference}/records", READERS, records::found),
        post("/staff/requests/{reference}/records", WORKERS, records::search),
        get("/staff/requests/{reference}/person/{person}", READERS, records::person),
        post("/staff/requests/{reference}/person/{person}/open", READERS, records::open),
        post("/staff/requests/{reference}/person/{person}", WORKERS, records::link),
        get("/staff/requests/{reference}/person/{person}/holds", READERS, hold::show),
        post("/staff/requests/{reference}/person/{person}/holds", WORKERS, hold::change),
        get("/staff/requests/{reference}/ask/{question}", WORKERS, question::form),
        post("/staff/requests/{reference}/ask/{question}", WORKERS, question::go_on),
        post("/staff/requests/{reference}/ask/{question}/send", WORKERS, question::send),
        post("/staff/requests/{reference}/resume", WORKERS, question::resume),
        get("/staff/requests/{reference}/not-identified", WORKERS, unidentified::form),
        post("/staff/requests/{reference}/not-identified", WORKERS, unidentified::go_on),
        post("/staff/requests/{reference}/not-identified/send", WORKERS, unidentified::send),
        get("/staff/requests/{reference}/withdraw", WORKERS, withdrawal::form),
        post("/staff/requests/{reference}/withdraw", WORKERS, withdrawal::keep),
        get("/staff/requests/{reference}/forward", WORKERS, forward::form),
        post("/staff/requests/{reference}/forward", WORKERS, forward::go_on),
        post("/staff/requests/{reference}/forward/send", WORKERS, forward::send),
        post("/staff/requests/{reference}/forward/handed-over", WORKERS, letter::handed_over),
        get("/staff/requests/{reference}/letters/{letter}", READERS, letter::show),
        post("/staff/requests/{reference}/letters/{letter}/send", WORKERS, letter::send),
        post("/staff/requests/{reference}/letters/{letter}/posted", WORKERS, letter::posted),
        get("/staff/requests/{reference}/copy", READERS, copy::show),
        get("/staff/requests/{reference}/decide", WORKERS, decision::begin),
        post("/staff/requests/{reference}/decide", WORKERS, decision::go_on),
        post("/staff/requests/{reference}/decide/by-category", WORKERS, decision::itemise),
        post("/staff/requests/{reference}/decide/send", WORKERS, decision::send),
        get("/staff/requests/{reference}/proposal", READERS, decision::proposal),
        post("/staff/requests/{reference}/proposal", APPROVERS, decision::approve),
        post("/staff/requests/{reference}/proposal/send-back", DECIDERS, decision::send_back),
    ]
}

/// The controller's own duties about its register.
fn of_the_register() -> Vec<Entry> {
    vec![
        get("/staff/stale", READERS, stale::list),
        get("/staff/stale/{staleness}/{record}", WORKERS, stale::form),
        post("/staff/stale/{staleness}/{record}", WORKERS, stale::decide),
        get("/staff/mutes", READERS, mute::list),
        post("/staff/mutes", WORKERS, mute::add),
        post("/staff/mutes/{mute}", WORKERS, mute::end),
        get("/staff/reviews", STAFF, review::list),
        post("/staff/reviews", KEEPERS, review::begin),
        get("/staff/reviews/{review}", STAFF, review::show),
        post("/staff/reviews/{review}", KEEPERS, review::close),
        get("/staff/reviews/{review}/{category}", KEEPERS, review::form),
        post("/staff/reviews/{review}/{category}", KEEPERS, review::keep),
        get("/staff/reports", STAFF, report::show),
        get("/staff/reports/{year}/accountability", STAFF, report::accountability),
        get("/staff/reports/{year}/{table}.csv", STAFF, report::file),
        get("/staff/breaches", STAFF, breach::list),
        post("/staff/breaches/new", KEEPERS, breach::begin),
        get("/staff/breaches/new", KEEPERS, breach::new),
        get("/staff/breaches/{breach}", STAFF, breach::show),
        post("/staff/breaches/{breach}", KEEPERS, breach::close),
        post("/staff/breaches/{breach}/reopen", KEEPERS, breach::reopen),
        post("/staff/breaches/{breach}/mistake", KEEPERS, breach::mistake),
        get("/staff/breaches/{breach}/notification", STAFF, breach::notification),
        get("/staff/breaches/{breach}/report", KEEPERS, breach::report),
        post("/staff/breaches/{breach}/report", KEEPERS, breach::keep_report),
        get("/staff/breaches/{breach}/{part}", KEEPERS, breach::part),
        post("/staff/breaches/{breach}/{part}", KEEPERS, breach::keep_part),
        get("/staff/register", READERS, register::form),
        post("/staff/register", WORKERS, register::search),
        get("/staff/register/{person}", READERS, register::record),
        post("/staff/register/{person}", READERS, register::open),
        get("/staff/register/{person}/holds", READERS, hold::show_of_record),
        post("/staff/register/{person}/holds", WORKERS, hold::change_of_record),
        get("/staff/register/{person}/disclosures", WORKERS, disclosure::form),
        post("/staff/register/{person}/disclosures", WORKERS, disclosure::keep),
        get("/staff/register/{person}/disclosures/{disclosure}", WORKERS, disclosure::correction),
        post("/staff/register/{person}/disclosures/{disclosure}", WORKERS, disclosure::correct),
    ]
}

fn of_accounts() -> Vec<Entry> {
    vec![
        get("/staff/register/{person}/protection", READERS, protection::show),
        post("/staff/register/{person}/protection", WORKERS, protection::change),
        post("/staff/register/{person}/protection/end", APPROVERS, protection::end),
        get("/staff/mails", READERS, incoming::list),
        get("/staff/mails/{mail}", READERS, incoming::show),
        post("/staff/mails/{mail}", WORKERS, incoming::settle),
        get("/staff/mails/{mail}/original", READERS, incoming::original),
        get("/staff/mails/{mail}/attachments/{nth}", READERS, incoming::attachment),
        post("/staff/mails/{mail}/request", WORKERS, incoming::make_request),
        get("/staff/unsaved/{unsaved}", STAFF, kept::lead),
        post("/staff/unsaved/{unsaved}", STAFF, kept::throw_away),
        get("/staff/account", STAFF, own_account::show),
        post("/staff/account/sessions", STAFF, own_account::end_sessions),
        get("/staff/account/details", STAFF, own_account::details),
        post("/staff/account/details", STAFF, own_account::set_details),
        post("/staff/account/digest", STAFF, own_account::set_digest),
        get("/staff/account/password", STAFF, own_account::password),
        post("/staff/account/password", STAFF, own_account::change_password),
        get("/staff/account/authenticator", STAFF, own_account::authenticator),
        post("/staff/account/authenticator", STAFF, own_account::change_authenticator),
        get("/staff/account/recovery-codes", STAFF, own_account::codes),
        post("/staff/account/recovery-codes", STAFF, own_account::make_codes),
        get("/staff/accounts", ADMINS, account::list),
        post("/staff/accounts", ADMINS, account::invite),
        // Before the page of an account, which "invitations" is not.
        post("/staff/accounts/invitations", ADMINS, account::uninvite),
        post("/staff/accounts/invitations/again", ADMINS, account::send_again),
        get("/staff/accounts/{account}", ADMINS, account::show),
        post("/staff/accounts/{account}/roles", ADMINS, account::give_roles),
        post("/staff/accounts/{account}/state", ADMINS, account::set_state),
        post("/staff/accounts/{account}/sessions", ADMINS, account::end_sessions),
    ]
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
    Entry { method: Method::GET, path, access, route: gated(Route::new().guard(either).to(handler), access) }
}

/// An effect.
pub fn post<F, Args>(path: &'static str, access: Access, handler: F) -> Entry
where
    F: Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    Entry { method: Method::POST, path, access, route: gated(web::post().to(handler), access) }
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
            let answer = in_time(arrival, visit.app.web.answer_within, next.call(request)).await;
            let answer = answer.unwrap_or_else(|| Ok(failed(Failure::GivenUp)))?;
            let kept = async { unsaved::after(&visit, park::after(&visit, answer).await?).await };
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
