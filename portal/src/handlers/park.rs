//! What a customer typed when the session had ended: kept without being sent, and shown again after sign-in. The token of
//! the form tells whose page it stood on, so that it holds also for a browser that was signed out or has lost its cookie.

use super::{draft, requests, see_other};
use crate::{
    app::App,
    cookies::Jar,
    error::Failure,
    form::{self, Form},
    paths,
    typist::Typist,
    visit::Visit,
};
use actix_web::{
    HttpRequest,
    body::BoxBody,
    dev::{Payload, ServiceResponse},
    http::Method,
    web::Data,
};
use entity::kind::Language;
use portal_core::actor::{self, Owns};

/// The forms whose text outlives a session, each with the part of its path that varies.
enum Typed<'a> {
    Wish(&'a str),
    Name(&'a str),
    Message(&'a str),
}

impl<'a> Typed<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let rest = path.strip_prefix("/requests/")?;
        let name = || rest.strip_prefix("draft/")?.strip_suffix("/name").map(Self::Name);
        let message = || rest.strip_suffix("/messages").map(Self::Message);
        rest.strip_prefix("new/").map(Self::Wish).or_else(name).or_else(message)
    }
}

/// Whether a request without a live session may still leave what was typed.
pub fn may_park(request: &HttpRequest) -> bool {
    request.method() == Method::POST && Typed::of(request.path()).is_some()
}

/// Keeps what somebody typed whose session ended meanwhile, and leads them to sign in and back to it. Nothing is
/// filed or sent, also not by a form that takes one press.
pub async fn park(request: &HttpRequest, body: &mut Payload) -> Failure {
    match parked(request, body).await {
        Ok(back) => Failure::SignInFirst { staff: false, return_to: back },
        Err(failure) => failure,
    }
}

/// Gives the code of the page to show after sign-in.
async fn parked(request: &HttpRequest, body: &mut Payload) -> Result<String, Failure> {
    let nothing = || Ok(paths::return_code(request.path()).unwrap_or_default());
    let Some(app) = request.app_data::<Data<App>>() else { return nothing() };
    let (place, ours) = (request.path().to_owned(), app.clone());
    let most = move |token: &str| {
        if drawn_for(&ours, &place, token).is_some() { form::LARGEST_OF_REQUESTER } else { form::LARGEST }
    };
    let form = match form::receive(app, request, body, most).await {
        Ok(form) => form,
        Err(too_large @ (Failure::TooLarge | Failure::TooManyFields | Failure::TooSlow)) => {
            return Err(too_large);
        }
        Err(_) => return nothing(),
    };
    match drawn_for(app, request.path(), form.exact("csrf")) {
        Some(owner) => Ok(paths::kept_code(&keep(app, &owner, request.path(), form).await?)),
        None => nothing(),
    }
}

fn drawn_for(app: &App, action: &str, token: &str) -> Option<actor::Typist> {
    Typist::read(app, action, token).and_then(Typist::requester)
}

/// The language in which somebody wants to go on with a form they have begun: its switch sends the form along.
pub fn asks_for_language(visit: &Visit, request: &HttpRequest, form: &Form) -> Option<Language> {
    visit.requester().filter(|_| may_park(request))?;
    let offered = &visit.app.ctx.notice.languages;
    Language::from_code(form.get("language")).filter(|language| offered.contains(language))
}

/// A form of an earlier session of whoever is signed in now, or one to be filled in another language: kept, and its page
/// shows it.
///
/// # Errors
/// Returned, when something in it may not be kept; or whatever the database says.
pub async fn after(
    visit: &Visit,
    answer: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Failure> {
    let Some(me) = visit.requester() else { return Ok(answer) };
    let late = answer.response().extensions().get::<Form>().cloned();
    let request = answer.request().clone();
    match late.filter(|_| may_park(&request)) {
        Some(form) => {
            let language = asks_for_language(visit, &request, &form);
            let mut back = see_other(keep(&visit.app, me, request.path(), form).await?);
            if let Some(language) = language {
                // The cookie is fixed text; adding it cannot fail.
                let _ = back.add_cookie(&Jar::Language.set(&visit.app.web, language.code()));
            }
            Ok(ServiceResponse::new(request, back))
        }
        None => Ok(answer),
    }
}

/// Gives the path of the page that shows it again.
async fn keep(app: &App, owner: &impl Owns, path: &str, form: Form) -> Result<String, Failure> {
    let form = form.fit(path.to_owned())?;
    match Typed::of(path) {
        Some(Typed::Wish(wish)) => draft::park(&app.ctx, owner, wish, &form).await,
        Some(Typed::Name(id)) => draft::park_name(&app.ctx, owner, id, &form).await,
        Some(Typed::Message(reference)) => requests::park(&app.ctx, owner, reference, &form).await,
        None => Ok(path.to_owned()),
    }
}
