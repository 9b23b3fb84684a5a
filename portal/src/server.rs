//! The HTTP server: the application every test runs too, its outermost layer, its limits.

use crate::{
    app::{App, Place, Web},
    assets, body,
    cookies::Jar,
    crowd::Crowd,
    error::{Failure, Story, draw},
    form,
    routes::{Entry, configure},
    views::layout::Shell,
    visit::{Visit, language},
};
use actix_web::{
    App as Actix, HttpMessage, HttpResponse, HttpServer,
    body::{BoxBody, MessageBody},
    dev::{Server, ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::{Compress, Next, from_fn},
    web::{self, Data},
};
use entity::kind::Language;
use portal_core::error::{Context, Error, Result};
use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

/// Largest head of a request, in bytes (security.md 5.6).
const LARGEST_HEAD: usize = 16 * 1024;

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
        let listener = TcpListener::bind(listen).context("binding the listener")?;
        let address = listener.local_addr().context("binding the listener")?;
        let (crowd, reach) = (Crowd::default(), app.web.clone());
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
        .max_connections(1000)
        .backlog(512)
        .workers(2)
        .shutdown_timeout(15)
        .listen(listener)
        .context("listening")?
        .run();
        Ok(Self { address, server })
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
    let mut response = match refused(&app.web, host, &request) {
        None => next.call(request).await?.map_into_boxed_body(),
        Some(failure) => request.error_response(failure).map_into_boxed_body(),
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
        // The bare name of the desk leads in.
        Some(Place::Desk) if request.path() == "/" => {
            Some(Failure::SignInFirst { staff: true, return_to: String::new() })
        }
        Some(place) if !place.serves(request.path()) => Some(Failure::Domain(Error::NotFound)),
        Some(_) => None,
    }
}

/// Draws the page of a failure in the language of the visit, or before one in that of the browser.
fn told(app: &App, response: ServiceResponse<BoxBody>, story: &Story) -> ServiceResponse<BoxBody> {
    let visit = response.request().extensions().get::<Visit>().map(|visit| visit.language);
    let spoken = || response.request().extensions().get::<Language>().copied();
    let language = visit.or_else(spoken).unwrap_or_else(|| language(app, response.request(), &()));
    let shell = Shell::new(language, "", "/", &app.identity);
    let page = draw(shell, story).into_string();
    let (request, answer) = response.into_parts();
    let mut answer = answer.set_body(BoxBody::new(page));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    ServiceResponse::new(request, answer)
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
