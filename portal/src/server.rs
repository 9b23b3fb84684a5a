//! The HTTP server: the application every test runs too, its outermost layer, its limits.

use crate::{
    app::{App, Place, Web},
    assets, body,
    cookies::Jar,
    crowd::Crowd,
    error::{Failure, Story, draw},
    form,
    handlers::see_other,
    paths,
    routes::{Entry, configure},
    unsaved,
    views::layout::Shell,
    visit::{Visit, language},
};
use actix_web::{
    App as Actix, HttpMessage, HttpRequest, HttpResponse, HttpServer,
    body::{BoxBody, MessageBody},
    dev::{Server, ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::{Compress, Next, from_fn},
    web::{self, Data},
};
use entity::kind::Language;
use maud::Markup;
use portal_core::error::{Context, Error, Fault, Result};
use std::{net::SocketAddr, time::Duration};

/// Largest head of a request, in bytes (security.md 5.6).
const LARGEST_HEAD: usize = 16 * 1024;

/// Most connections in all (security.md 5.6).
const CONNECTIONS: usize = 1000;

/// A server bound to its port, not yet running.
pub struct Application {
    pub address: SocketAddr,
    server: Server,
}

impl Application {
    /// Binds the listener and builds the application around the shared state.
    ///
    /// # Errors
    /// A fault when the address cannot be bound.
    pub fn build(app: Data<App>, listen: SocketAddr, table: fn() -> Vec<Entry>) -> Result<Self> {
        let (crowd, reach, workers) = (Crowd::default(), app.web.clone(), app.web.workers);
        let server = HttpServer::new(move || {
            Actix::new()
                .app_data(app.clone())
                .app_data(web::PayloadConfig::new(form::LARGEST))
                .app_data(web::PathConfig::default().error_handler(no_such_page))
                .app_data(web::QueryConfig::default().error_handler(no_such_query))
                .wrap(Compress::default())
                .wrap(from_fn(finish))
                .route("/static/{file}", web::get().to(asset))
                .configure(|config| configure(config, table()))
                .default_service(web::to(nowhere))
        })
        .on_connect(move |connection, held| crowd.greet(&reach, connection, held))
        // security.md 5.6
        .client_request_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(15))
        .client_disconnect_timeout(Duration::from_secs(2))
        // The library counts them by worker. It counts handshakes of TLS too, of which there are none here: the paper's
        // `max_connection_rate` is the proxy's.
        .max_connections(CONNECTIONS.div_ceil(workers))
        .backlog(512)
        .workers(workers)
        .shutdown_timeout(15)
        // Binds by itself: a listener handed over would keep the backlog it was made with.
        .bind(listen)
        .context("binding the listener")?;
        let address =
            *server.addrs().first().ok_or_else(|| Fault::new("binding the listener", "no address"))?;
        Ok(Self { address, server: server.run() })
    }

    /// Serves until it is told to stop; requests under way are finished.
    ///
    /// # Errors
    /// A fault when the server breaks.
    pub async fn run(self) -> Result<()> {
        self.server.await.context("serving")
    }

    /// The handle that stops it.
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}

/// The outermost layer: the right host, the page of a failure, the headers of every answer.
async fn finish(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(app) = request.app_data::<Data<App>>().cloned() else {
        return Err(Failure::WrongHost.into());
    };
    body::bound(&mut request, app.web.body_within);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let static_file = request.path().starts_with("/static/");
    let mut response = match (refused(&app.web, host, &request), elsewhere(&app.web, host, &request)) {
        (Some(failure), _) => request.error_response(failure).map_into_boxed_body(),
        (None, Some(moved)) => request.into_response(moved),
        (None, None) => next.call(request).await?.map_into_boxed_body(),
    };
    let story = response.response().extensions().get::<Story>().cloned();
    if let Some(story) = story {
        response = told(&app, response, &story);
    }
    remember_browser(&app, &mut response);
    let lasting = static_file && response.status().is_success();
    security_headers(response.headers_mut(), app.web.secure, lasting);
    Ok(response)
}

/// What is turned away before anything looks at it: a head too large, a name that is not ours, a page of the other name.
fn refused(web: &Web, host: &str, request: &ServiceRequest) -> Option<Failure> {
    let lengths = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    let line = request.uri().path_and_query().map_or(0, |line| line.as_str().len());
    if lengths.sum::<usize>() + line > LARGEST_HEAD {
        return Some(Failure::HeadTooLarge);
    }
    match web.place(host) {
        None => Some(Failure::WrongHost),
        Some(Place::Desk) if request.path() == paths::HOME => None,
        Some(place) if !place.serves(request.path()) => Some(Failure::Domain(Error::NotFound)),
        Some(_) => None,
    }
}

/// The way from an address that is nearly one of ours, for whoever only looks: the bare name of the desk leads in, and
/// a slash at the end leads to the page without.
fn elsewhere(web: &Web, host: &str, request: &ServiceRequest) -> Option<HttpResponse> {
    let path = request.path();
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return None;
    }
    if path == paths::HOME {
        return (web.place(host) == Some(Place::Desk)).then(|| see_other(paths::DESK));
    }
    let bare = path.strip_suffix('/')?.trim_end_matches('/');
    let query = request.query_string();
    let to = if query.is_empty() { bare.to_owned() } else { format!("{bare}?{query}") };
    let to = paths::own(&to)?;
    Some(HttpResponse::MovedPermanently().insert_header((header::LOCATION, to)).finish())
}

/// The page of a failure, put into its answer.
fn told(app: &App, response: ServiceResponse<BoxBody>, story: &Story) -> ServiceResponse<BoxBody> {
    let page = page_of(app, response.request(), story).into_string();
    let (request, answer) = response.into_parts();
    let mut answer = answer.set_body(BoxBody::new(page));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    ServiceResponse::new(request, answer)
}

/// Draws a failure for whoever looks, in their language: one who was found keeps their own navigation, and the desk leads
/// back to the desk. A requester's page holds nothing that differs between what is another's and what never was.
fn page_of(app: &App, request: &HttpRequest, story: &Story) -> Markup {
    let visit = request.extensions().get::<Visit>().cloned();
    let token = visit.as_ref().map(|visit| visit.token()).unwrap_or_default();
    let spoken = request.extensions().get::<Language>().copied();
    let language = spoken.unwrap_or_else(|| language(app, request, &()));
    let stranger = || Shell::new(language, "", paths::HOME, &app.identity);
    let shell = visit.as_ref().map_or_else(stranger, |visit| visit.shell("", &token));
    if !paths::is_of_desk(request.path()) {
        return draw(Shell { path: paths::HOME, csrf: None, ..shell }, story);
    }
    let looked = [Method::GET, Method::HEAD].contains(request.method());
    // An address that is only sent to is no page to come back to.
    let form = unsaved::page_of(request).filter(|_| !looked);
    let path = if looked { request.path() } else { form.as_deref().unwrap_or(paths::DESK) };
    draw(Shell { path, back: form.clone(), ..shell }, story)
}

/// Sets the browser's cookie again on pages whose forms are bound to it.
fn remember_browser(app: &App, response: &mut ServiceResponse<BoxBody>) {
    let visit = response.request().extensions().get::<Visit>().cloned();
    let name = Jar::Browser.name(app.web.secure);
    let renewed = response.response().cookies().any(|cookie| cookie.name() == name);
    if let Some(visit) = visit.filter(|visit| visit.binds_browser && !renewed) {
        // The value is base64url; adding it cannot fail.
        let _ = response.response_mut().add_cookie(&Jar::Browser.set(&app.web, visit.browser.clone()));
    }
}

/// security.md 5.1, on every answer; only a static file that was found may be kept.
fn security_headers(headers: &mut HeaderMap, secure: bool, lasting: bool) {
    let mut set = |name: &'static str, value: &'static str| {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set("content-security-policy", if secure { POLICY_SECURE } else { POLICY });
    if secure {
        set("strict-transport-security", "max-age=63072000; includeSubDomains");
    }
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-embedder-policy", "require-corp");
    set("cross-origin-resource-policy", "same-origin");
    set(
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), \
         microphone=(), payment=(), publickey-credentials-get=(), usb=()",
    );
    set("x-frame-options", "DENY");
    set("x-robots-tag", "noindex, nofollow");
    set("cache-control", if lasting { "public, max-age=31536000, immutable" } else { "no-store" });
    // Added, for compression has set a Vary of its own.
    let vary = HeaderValue::from_static("Cookie, Sec-Fetch-Site, Accept-Language");
    headers.append(header::VARY, vary);
}

const POLICY: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; report-uri /csp";
const POLICY_SECURE: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; \
     upgrade-insecure-requests; report-uri /csp";

async fn asset(request: actix_web::HttpRequest) -> std::result::Result<HttpResponse, Failure> {
    let asset = assets::find(request.path()).ok_or(Failure::Domain(Error::NotFound))?;
    Ok(HttpResponse::Ok().content_type(asset.content_type).body(asset.bytes))
}

/// A path whose parts cannot be read names nothing; said on our own page, not on the library's.
fn no_such_page(_: actix_web::error::PathError, _: &actix_web::HttpRequest) -> actix_web::Error {
    Failure::Domain(Error::NotFound).into()
}

fn no_such_query(_: actix_web::error::QueryPayloadError, _: &actix_web::HttpRequest) -> actix_web::Error {
    Failure::Malformed.into()
}

async fn nowhere() -> std::result::Result<HttpResponse, Failure> {
    Err(Failure::Domain(Error::NotFound))
}
