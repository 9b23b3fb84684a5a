//! One visit to a page: who looks, in which language, from which browser. Access is decided here, by the
//! route table's word; a handler that takes [`Me`] or [`Desk`] cannot be reached by anyone else.

use crate::{
    app::App,
    brake::{NETWORK, SIGNED_IN},
    cookies::Jar,
    error::{Failure, Forbidden},
    form::{Form, LARGEST, LARGEST_OF_REQUESTER, LARGEST_OF_STAFF},
    network,
    routes::Access,
    typist::Typist,
    views::layout::{Shell, Who},
};
use actix_web::{
    FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header::ACCEPT_LANGUAGE, web::Data,
};
use data_encoding::BASE64URL_NOPAD;
use entity::{
    id::PersonId,
    kind::{Language, Role},
    restriction,
};
use portal_core::{
    actor::{Requester, Staff},
    id::Reference,
    identity::{session, token::digest_of},
    register::change,
};
use std::{
    future::{Ready, ready},
    ops::Deref,
    rc::Rc,
};

/// Everything a handler needs to know of the request besides its form.
#[derive(Clone)]
pub struct Visit(Rc<Facts>);

/// See [`Visit`].
pub struct Facts {
    pub app: Data<App>,
    pub language: Language,
    /// Path and query, where a GET shows the page again.
    pub path: String,
    /// Random value of the browser's cookie; set anew by the outermost layer when it was missing.
    pub browser: String,
    /// Whether this page's forms are bound to the browser's cookie, which must then be set.
    pub binds_browser: bool,
    /// Pseudonym of the network address, for limits.
    pub network: String,
    actor: Actor,
    masked: String,
    roles: Vec<Role>,
    /// What stands on the person whom a page of the desk is about.
    restrictions: Vec<restriction::Model>,
}

enum Actor {
    Nobody,
    Requester(Requester),
    Staff(Staff),
}

impl Actor {
    fn may(&self, access: Access) -> bool {
        match (access, self) {
            (Access::Staff(roles), Self::Staff(staff)) => roles.iter().any(|role| staff.is(*role)),
            (Access::Staff(_), _) => false,
            _ => true,
        }
    }
}

/// A signed-in requester. Holding one is the proof.
pub struct Me(pub Requester);

/// A signed-in member of staff with one of the route's roles. Holding one is the proof.
pub struct Desk(pub Staff);

impl Deref for Visit {
    type Target = Facts;
    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Facts {
    /// Digest of the browser's cookie, as a challenge keeps it.
    pub fn binding(&self) -> String {
        digest_of(&self.browser)
    }

    /// What a form token is bound to: the session, or before sign-in the browser.
    pub fn form_owner(&self) -> String {
        match &self.actor {
            Actor::Nobody => format!("browser:{}", self.binding()),
            Actor::Requester(requester) => format!("session:{}", requester.session),
            Actor::Staff(staff) => format!("session:{}", staff.session),
        }
    }

    /// A fresh seal for the forms of this page, from which each form's token is made.
    pub fn token(&self) -> String {
        let nonce = self.app.ctx.entropy.bytes::<12>().map(|bytes| BASE64URL_NOPAD.encode(&bytes));
        let (random, now) = (nonce.unwrap_or_default(), self.app.ctx.now());
        let nonce = match &self.actor {
            Actor::Staff(staff) => Typist::of(staff, now).nonce(&random),
            Actor::Requester(requester) => Typist::of_requester(requester, now).nonce(&random),
            Actor::Nobody => random,
        };
        self.app.ctx.keys.form_seal(&self.form_owner(), &nonce)
    }

    /// Whether a posted token was drawn for this session and for a form sent here.
    pub fn is_token(&self, posted: &str) -> bool {
        self.app.ctx.keys.is_form_token(&self.form_owner(), &self.path, posted)
    }

    /// Whether whoever looks has a role that may.
    fn may(&self, access: Access) -> bool {
        self.actor.may(access)
    }

    /// Who is signed in at the desk.
    pub fn staff(&self) -> Option<&Staff> {
        match &self.actor {
            Actor::Staff(staff) => Some(staff),
            _ => None,
        }
    }

    /// Who is signed in as a requester.
    pub fn requester(&self) -> Option<&Requester> {
        match &self.actor {
            Actor::Requester(requester) => Some(requester),
            _ => None,
        }
    }

    /// The largest body of a form that begins with a token.
    pub fn largest(&self, token: &str) -> usize {
        match &self.actor {
            Actor::Nobody => LARGEST,
            _ if !self.is_token(token) && Typist::read(&self.app, &self.path, token).is_none() => LARGEST,
            Actor::Requester(_) => LARGEST_OF_REQUESTER,
            Actor::Staff(_) => LARGEST_OF_STAFF,
        }
    }

    /// Why a form without a good token is refused; one that an earlier session of the same account or address drew comes
    /// too late.
    pub fn refuse(&self, form: Form) -> Failure {
        let typist = Typist::read(&self.app, &self.path, form.exact("csrf"));
        let own = typist.is_some_and(|typist| match &self.actor {
            Actor::Staff(staff) => typist.staff() == Some(staff.id),
            Actor::Requester(me) => {
                typist.requester().is_some_and(|drawn_for| drawn_for.email_key == me.email_key)
            }
            Actor::Nobody => false,
        });
        if own { Failure::Late(form) } else { Failure::Forbidden(Forbidden::Form) }
    }

    /// The shell of a page for whoever looks; `token` is the one its forms carry.
    pub fn shell<'a>(&'a self, title: impl Into<String>, token: &'a str) -> Shell<'a> {
        let who = match &self.actor {
            Actor::Nobody => Who::Nobody,
            Actor::Requester(_) => Who::Requester { masked_address: &self.masked },
            Actor::Staff(staff) => Who::Staff { name: &staff.name, roles: &self.roles },
        };
        let shell = Shell::new(self.language, title, &self.path, &self.app.identity);
        Shell { who, csrf: Some(token), restrictions: &self.restrictions, ..shell }
    }
}

/// Decides who looks and whether they may; the gate of every route.
pub async fn admit(request: &HttpRequest, access: Access) -> Result<Visit, Failure> {
    let app = request.app_data::<Data<App>>().cloned().ok_or(Failure::WrongHost)?;
    let actor = find_actor(&app, request, access).await;
    if let Ok(actor) = &actor {
        speak(&app, request, actor);
    }
    slow_down(&app, request, actor.as_ref().ok())?;
    let actor = actor?;
    let restrictions = standing(&app, request, access, &actor).await?;
    let visit = visit_as(app, request, access, (actor, restrictions))?;
    // The page of the refusal is drawn for them too.
    if visit.may(access) { Ok(visit) } else { Err(Failure::Forbidden(Forbidden::Role)) }
}

/// The general limit on pages. What watches whether the portal lives is not counted, nor the end of a newsletter:
/// mail programs post it from few networks, and no limit stands before it (Art. 21(3)).
fn slow_down(app: &App, request: &HttpRequest, actor: Option<&Actor>) -> Result<(), Failure> {
    let free = ["/health/", "/unsubscribe/"].iter().any(|place| request.path().starts_with(place));
    if !app.web.page_limit || free {
        return Ok(());
    }
    let (pace, subject) = match actor {
        Some(Actor::Requester(requester)) => (SIGNED_IN, format!("session:{}", requester.session)),
        Some(Actor::Staff(staff)) => (SIGNED_IN, format!("session:{}", staff.session)),
        Some(Actor::Nobody) | None => {
            (NETWORK, app.ctx.keys.pseudonym("network", &network::of(&app.web, request)))
        }
    };
    Ok(app.brake.take(pace, &subject, app.ctx.now())?)
}

/// The restrictions that a page of the desk must show, whatever it is for: those of the person its address names, else of
/// the one its request is linked to (Art. 18).
async fn standing(
    app: &App,
    request: &HttpRequest,
    access: Access,
    actor: &Actor,
) -> Result<Vec<restriction::Model>, Failure> {
    if !matches!(access, Access::Staff(_)) || !actor.may(access) {
        return Ok(Vec::new());
    }
    let db = app.ctx.read();
    let typed = |name| request.match_info().get(name);
    Ok(match (typed("person").map(str::parse), typed("reference").map(Reference::parse)) {
        (Some(Ok(person)), _) => change::restrictions_of(db, PersonId(person)).await?,
        (None, Some(Ok(reference))) => change::restrictions_of_request(db, &reference).await?,
        _ => Vec::new(),
    })
}

fn visit_as(
    app: Data<App>,
    request: &HttpRequest,
    access: Access,
    (actor, restrictions): (Actor, Vec<restriction::Model>),
) -> Result<Visit, Failure> {
    let browser = browser(&app, request)?;
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let network = app.ctx.keys.pseudonym("network", &network::of(&app.web, request));
    let (masked, roles) = match &actor {
        Actor::Requester(requester) => (requester.email.masked(), Vec::new()),
        Actor::Staff(staff) => (String::new(), staff.roles.iter().copied().collect()),
        Actor::Nobody => (String::new(), Vec::new()),
    };
    let language = language(&app, request, &actor);
    let binds_browser = access == Access::Browser;
    let facts =
        Facts { app, language, path, browser, binds_browser, network, actor, masked, roles, restrictions };
    let visit = Visit(Rc::new(facts));
    request.extensions_mut().insert(visit.clone());
    Ok(visit)
}

async fn find_actor(app: &App, request: &HttpRequest, access: Access) -> Result<Actor, Failure> {
    match access {
        Access::Anyone => match Jar::Requester.read(&app.web, request) {
            Some(secret) => {
                Ok(session::requester(&app.ctx, &secret).await?.map_or(Actor::Nobody, Actor::Requester))
            }
            None => Ok(Actor::Nobody),
        },
        // Sign-in pages draw their forms for the browser, whoever is signed in.
        Access::Browser => Ok(Actor::Nobody),
        Access::Requester => {
            let secret = Jar::Requester.read(&app.web, request);
            let found = match secret {
                Some(secret) => session::requester(&app.ctx, &secret).await?,
                None => None,
            };
            found.map(Actor::Requester).ok_or_else(|| sign_in_first(request, false))
        }
        Access::Staff(_) => {
            let secret = Jar::Staff.read(&app.web, request);
            let found = match secret {
                Some(secret) => session::staff(&app.ctx, &secret).await?,
                None => None,
            };
            found.map(Actor::Staff).ok_or_else(|| sign_in_first(request, true))
        }
    }
}

/// Notes the language of whoever was found, for the page of a failure before there is a visit.
fn speak(app: &App, request: &HttpRequest, actor: &Actor) {
    let spoken = language(app, request, actor);
    request.extensions_mut().insert(spoken);
}

fn sign_in_first(request: &HttpRequest, staff: bool) -> Failure {
    let return_to = crate::paths::return_code(request.path()).unwrap_or_default();
    Failure::SignInFirst { staff, return_to }
}

fn browser(app: &App, request: &HttpRequest) -> Result<String, Failure> {
    match Jar::Browser.read(&app.web, request) {
        Some(value) if value.len() == 43 => Ok(value),
        _ => fresh_browser(app),
    }
}

/// A new value for the browser's cookie: whoever signs in leaves the old one, which somebody else may know.
///
/// # Errors
/// A fault when no randomness can be had.
pub fn fresh_browser(app: &App) -> Result<String, Failure> {
    Ok(BASE64URL_NOPAD.encode(&app.ctx.entropy.bytes::<32>()?))
}

/// The language chosen, else of the account, else of the browser, else the notice's first.
pub fn language(app: &App, request: &HttpRequest, actor: &impl Speaks) -> Language {
    let offered = &app.ctx.notice.languages;
    let chosen = Jar::Language.read(&app.web, request).and_then(|code| Language::from_code(&code));
    let known = chosen.or_else(|| actor.speaks()).filter(|language| offered.contains(language));
    known.or_else(|| accepted(request, offered)).or_else(|| offered.first().copied()).unwrap_or(Language::En)
}

/// Whoever may have a language of their own.
pub trait Speaks {
    fn speaks(&self) -> Option<Language>;
}

impl Speaks for Actor {
    fn speaks(&self) -> Option<Language> {
        match self {
            Self::Staff(staff) => Some(staff.language),
            _ => None,
        }
    }
}

impl Speaks for () {
    fn speaks(&self) -> Option<Language> {
        None
    }
}

fn accepted(request: &HttpRequest, offered: &[Language]) -> Option<Language> {
    let header = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut ranges: Vec<(f32, Language)> = header.split(',').filter_map(weighed).collect();
    ranges.sort_by(|left, right| right.0.total_cmp(&left.0));
    ranges.into_iter().map(|(_, language)| language).find(|language| offered.contains(language))
}

fn weighed(range: &str) -> Option<(f32, Language)> {
    let mut parts = range.trim().split(';');
    let language = Language::from_code(&parts.next()?.split('-').next()?.trim().to_ascii_lowercase())?;
    let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
    (weight > 0.0).then_some((weight, language))
}

impl FromRequest for Visit {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or(Failure::Forbidden(Forbidden::Role)))
    }
}

impl FromRequest for Me {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Visit>().and_then(|visit| match &visit.actor {
            Actor::Requester(requester) => Some(Self(requester.clone())),
            _ => None,
        });
        ready(found.ok_or_else(|| sign_in_first(request, false)))
    }
}

impl FromRequest for Desk {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Visit>().and_then(|visit| match &visit.actor {
            Actor::Staff(staff) => Some(Self(staff.clone())),
            _ => None,
        });
        ready(found.ok_or_else(|| sign_in_first(request, true)))
    }
}
