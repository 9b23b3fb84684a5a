//! Nothing typed at the desk is lost when the session has ended: what is sent then is kept, not done, and stands in its
//! fields again after sign-in. It works around every route of staff, so that a new form cannot forget it.

use crate::{
    app::App,
    begun::{self, Led},
    cookies::Jar,
    error::{Failure, Story},
    form::{self, Form},
    handlers::see_other,
    just, paths,
    refill::{Left, refill, says_something, without_place},
    routes::{Entry, table},
    typist::Typist,
    views::{form::IN_LANGUAGE, unsaved as views},
    visit::Visit,
};
use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, to_bytes},
    dev::{Payload, ServiceResponse},
    http::{Method, Uri, header},
    web::Data,
};
use entity::{
    id::{StaffId, UnsavedId},
    kind::Language,
};
use portal_core::{
    actor::Staff,
    ctx::Ctx,
    error::{Error, Fault},
    identity::unsaved::{self, Sent, Unsaved, begun::Begun},
};

/// Keeps what was sent when nobody was signed in, for the account whose page it came from, and leads to sign in and back
/// to it.
pub async fn keep(request: &HttpRequest, body: &mut Payload, first: Failure) -> Failure {
    match kept(request, body).await {
        Ok(Some(id)) => {
            let return_to = paths::return_code(&paths::unsaved(&id.to_string())).unwrap_or_default();
            Failure::SignInFirst { staff: true, return_to }
        }
        Ok(None) => first,
        Err(failure) => failure,
    }
}

async fn kept(request: &HttpRequest, body: &mut Payload) -> Result<Option<UnsavedId>, Failure> {
    let Some(app) = request.app_data::<Data<App>>() else { return Ok(None) };
    let (place, ours) = (request.path().to_owned(), app.clone());
    let most = move |token: &str| {
        let typist = Typist::read(&ours, &place, token).and_then(|typist| typist.staff());
        if typist.is_some() { form::LARGEST_OF_STAFF } else { form::LARGEST }
    };
    let form = match form::receive(app, request, body, most).await {
        Ok(form) => form,
        Err(too_large @ (Failure::TooLarge | Failure::TooManyFields | Failure::TooSlow)) => {
            return Err(too_large);
        }
        Err(_) => return Ok(None),
    };
    match Typist::read(app, request.path(), form.exact("csrf")).and_then(|typist| typist.staff()) {
        Some(owner) => keep_for(app, request, owner, &form).await,
        None => Ok(None),
    }
}

async fn keep_for(
    app: &App,
    request: &HttpRequest,
    owner: StaffId,
    form: &Form,
) -> Result<Option<UnsavedId>, Failure> {
    let Some(page) = page_of(request) else { return Ok(None) };
    let typed = form.exact_fields().filter(|(name, _)| *name != IN_LANGUAGE);
    let fields = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let step = step_of(request, &page);
    let sent = Sent { page, action: request.path().to_owned(), step, fields };
    Ok(unsaved::keep(&app.ctx, owner, &sent).await?)
}

/// What staff have begun where a form is sent, before it is.
pub async fn before(visit: &Visit, request: &HttpRequest) -> Vec<UnsavedId> {
    let Some(staff) = visit.staff().filter(|_| request.method() == Method::POST) else { return Vec::new() };
    let begun = unsaved::begun::above(&visit.app.ctx, staff, request.path()).await;
    // It goes within a day anyhow.
    begun.unwrap_or_default()
}

/// What follows an answer of the desk: a form that came too late is kept, what was done after all is forgotten, and a
/// page on which something waits shows it.
///
/// # Errors
/// Whatever the database says.
pub async fn after(
    visit: &Visit,
    answer: ServiceResponse<BoxBody>,
    begun: Vec<UnsavedId>,
) -> Result<ServiceResponse<BoxBody>, Failure> {
    let Some(staff) = visit.staff() else { return Ok(answer) };
    let (ctx, request) = (&visit.app.ctx, answer.request().clone());
    if request.method() == Method::GET {
        return shown(visit, staff, answer).await;
    }
    // A program that only asks whether a page is there has sent nothing and seen nothing.
    if request.method() == Method::HEAD {
        return Ok(answer);
    }
    let late = answer.response().extensions().get::<Form>().cloned();
    if let Some(form) = late.is_none().then(|| failed(&answer)).flatten() {
        return Ok(told(visit, staff, answer, &form).await);
    }
    if let Some(form) = late {
        let kept = keep_for(&visit.app, &request, staff.id, &form).await?;
        let again = kept.map(|id| see_other(paths::unsaved(&id.to_string())));
        return Ok(
            again.map_or(answer, |again| ServiceResponse::new(request, in_language(visit, again, &form)))
        );
    }
    let led = answer.response().extensions().get::<Led>().copied();
    if answer.status().as_u16() < 400 && led != Some(Led::Back) {
        // The deed is done, whatever becomes of what was kept of it: that goes within a day.
        if led.is_none() && unsaved::begun::forget(ctx, staff, begun).await.is_err() {
            tracing::warn!("what was begun of a form could not be removed yet");
        }
        let to = leads_to(&answer).filter(|_| led.is_none());
        if forget_done(ctx, staff, &request, to.as_deref()).await.is_err() {
            tracing::warn!("what was kept of a form could not be removed yet");
        }
    }
    Ok(answer)
}

/// A page of the desk, with what waits on it.
async fn shown(
    visit: &Visit,
    staff: &Staff,
    answer: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Failure> {
    if begun::is_back(visit) {
        Ok(answer)
    } else if just::is_taken_up(visit, answer.request()) {
        goes_on(visit, staff, answer).await
    } else {
        wait(visit, staff, answer).await
    }
}

async fn forget_done(
    ctx: &Ctx,
    staff: &Staff,
    sent: &HttpRequest,
    led_to: Option<&str>,
) -> Result<(), Error> {
    let page = page_of(sent).unwrap_or_default();
    unsaved::forget_done(ctx, staff, (&page, sent.path()), led_to).await
}

/// The language in which somebody at the desk wants to go on with a form they have begun: its switch sends the form along.
pub fn asks_for_language(visit: &Visit, form: &Form) -> Option<Language> {
    visit.staff()?;
    let offered = &visit.app.ctx.notice.languages;
    Language::from_code(form.get(IN_LANGUAGE)).filter(|language| offered.contains(language))
}

fn in_language(visit: &Visit, mut answer: HttpResponse, form: &Form) -> HttpResponse {
    if let Some(language) = asks_for_language(visit, form) {
        // The cookie is fixed text; adding it cannot fail.
        let _ = answer.add_cookie(&Jar::Language.set(&visit.app.web, language.code()));
    }
    answer
}

/// The form that a page of a failure leaves behind, when somebody typed into it.
fn failed(answer: &ServiceResponse<BoxBody>) -> Option<Form> {
    let shows_it = answer.response().extensions().get::<Story>().map(Story::shows_the_form)?;
    let form = answer.request().extensions().get::<Form>().cloned()?;
    let typed = form.fields().any(|(name, value)| name != "csrf" && says_something(value));
    (typed && !shows_it).then_some(form)
}

/// The page of a failure with the way back to what was typed; without it when that cannot be kept either.
async fn told(
    visit: &Visit,
    staff: &Staff,
    mut answer: ServiceResponse<BoxBody>,
    form: &Form,
) -> ServiceResponse<BoxBody> {
    let kept = keep_for(&visit.app, &answer.request().clone(), staff.id, form).await.ok().flatten();
    if let Some(story) = answer.response_mut().extensions_mut().get_mut::<Story>() {
        story.kept = kept.map(|id| paths::unsaved(&id.to_string()));
    }
    answer
}

/// The step to which what came too late was led: it says once that nothing was sent. Where there is no such page any more, it
/// waits as what was sent from any other page does.
async fn goes_on(
    visit: &Visit,
    staff: &Staff,
    mut answer: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Failure> {
    let (ctx, page) = (&visit.app.ctx, answer.request().path().to_owned());
    just::forget_in(visit, answer.response_mut());
    let Some(Begun { fields, .. }) = unsaved::begun::at(ctx, staff, &page).await? else { return Ok(answer) };
    let drawn = answer.response().extensions().get::<Story>().is_none();
    if !drawn || answer.status().is_redirection() {
        let sent = Sent { page: page.clone(), action: page, step: None, fields };
        unsaved::keep(ctx, staff.id, &sent).await?;
        return wait(visit, staff, answer).await;
    }
    redrawn(answer, |page| {
        let left = without_place(page, &fields);
        let said = views::Said { first: None, left: &left, ids: &[], files: false };
        above(page, &views::news(visit.language, &visit.token(), &said).into_string())
    })
    .await
}

/// A page of ours drawn anew. Its status, its other headers and its cookies stay.
async fn redrawn(
    answer: ServiceResponse<BoxBody>,
    draw: impl FnOnce(&str) -> String,
) -> Result<ServiceResponse<BoxBody>, Failure> {
    let (request, response) = answer.into_parts();
    let (response, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|_| unreadable())?;
    let page = draw(&String::from_utf8_lossy(&body));
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(page))))
}

/// A page with what waits on it; where it leads elsewhere or is gone, what waits goes along.
async fn wait(
    visit: &Visit,
    staff: &Staff,
    answer: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Failure> {
    let (ctx, path) = (&visit.app.ctx, answer.request().path().to_owned());
    let waiting = unsaved::on(ctx, staff, &path).await?;
    if waiting.is_empty() {
        return Ok(answer);
    }
    if let Some(to) = leads_to(&answer) {
        unsaved::move_to(ctx, staff, (&path, &to)).await?;
        return Ok(answer);
    }
    let drawn = answer.response().extensions().get::<Story>().is_none();
    let is_page = answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == HTML);
    if drawn && !is_page {
        return Ok(answer);
    }
    if drawn {
        return redrawn(answer, |page| filled(visit, page, &waiting)).await;
    }
    let (_, _, left) = fill("", &waiting);
    let (token, ids) = (visit.token(), ids(&waiting));
    let said = views::Said { first: None, left: &left, ids: &ids, files: false };
    let gone = views::gone(&visit.shell(String::new(), &token), &said).into_string();
    let mut answer = answer;
    answer.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(HTML));
    // The page is drawn here, not by the layer that draws a failure.
    answer.response_mut().extensions_mut().remove::<Story>();
    redrawn(answer, |_| gone).await
}

const HTML: &str = "text/html; charset=utf-8";

/// The page with its fields filled, and the news above its heading.
fn filled(visit: &Visit, page: &str, waiting: &[Unsaved]) -> String {
    let (page, first, left) = fill(page, waiting);
    let ids = ids(waiting);
    let files = waiting.iter().any(|kept| paths::takes_files(&kept.sent.action));
    let said = views::Said { first: first.as_deref(), left: &left, ids: &ids, files };
    above(&page, &views::news(visit.language, &visit.token(), &said).into_string())
}

/// A page with something above its heading.
fn above(page: &str, news: &str) -> String {
    let main = page.find("<main").and_then(|start| page[start..].find('>').map(|end| start + end + 1));
    let (before, behind) = page.split_at(main.unwrap_or(0));
    [before, news, behind].concat()
}

/// The page with its fields filled, the first of them, and what has no field: of several texts of one form the newest
/// stands in it, and the others are told, newest first.
fn fill(page: &str, waiting: &[Unsaved]) -> (String, Option<String>, Vec<Left>) {
    let (mut page, mut first, mut left, mut older) = (page.to_owned(), None, Vec::new(), Vec::new());
    for (place, kept) in waiting.iter().enumerate() {
        let same_form = |other: &&Unsaved| other.sent.action == kept.sent.action;
        let newer: Vec<_> = waiting[place + 1..].iter().filter(same_form).collect();
        if newer.is_empty() {
            let filled = refill(&page, &kept.sent);
            (page, first) = (filled.page, first.or(filled.first));
            left.extend(filled.left);
        } else {
            older.push(said_besides(&kept.sent, &newer));
        }
    }
    left.extend(older.into_iter().rev().flatten());
    (page, first, left)
}

/// What a form said that no newer one says.
fn said_besides(sent: &Sent, newer: &[&Unsaved]) -> Vec<Left> {
    let typed = sent.fields.iter().filter(|field| unsaved::is_typed(field));
    let besides = typed.filter(|field| !newer.iter().any(|newer| newer.sent.fields.contains(field)));
    besides.map(Left::of).collect()
}

fn ids(waiting: &[Unsaved]) -> Vec<String> {
    waiting.iter().map(|kept| kept.id.to_string()).collect()
}

fn leads_to(answer: &ServiceResponse<BoxBody>) -> Option<String> {
    let to = answer.headers().get(header::LOCATION)?.to_str().ok()?;
    to.split(['?', '#']).next().filter(|path| path.starts_with("/staff/")).map(str::to_owned)
}

fn unreadable() -> Failure {
    Failure::Domain(Fault::new("reading a page of our own", "its body broke off").into())
}

/// The page on which a form stands: where the browser says it came from, else the nearest above where it goes. Signing
/// out and throwing away have none.
pub fn page_of(request: &HttpRequest) -> Option<String> {
    let path = request.path();
    if path == paths::STAFF_SIGN_OUT || path.starts_with(paths::UNSAVED) {
        return None;
    }
    let table = table();
    // The first row that fits is the one that answers: an address that is only sent to is no page.
    let shows = |path: &str| {
        let first = table.iter().find(|entry| fits(entry.path, path));
        let is_page = |row: &str| table.iter().any(|entry| entry.path == row && entry.method == Method::GET);
        path.starts_with("/staff/")
            && !path.starts_with(paths::UNSAVED)
            && first.is_some_and(|entry| is_page(entry.path))
    };
    let above = std::iter::successors(Some(path), |path| path.rsplit_once('/').map(|(above, _)| above));
    came_from(request)
        .filter(|path| shows(path))
        .or_else(|| above.map(str::to_owned).find(|path| shows(path)))
}

/// The path of the page that the browser names.
fn came_from(request: &HttpRequest) -> Option<String> {
    Some(named(request)?.path().to_owned())
}

/// The page that the browser names.
fn named(request: &HttpRequest) -> Option<Uri> {
    request.headers().get(header::REFERER)?.to_str().ok()?.parse().ok()
}

/// The step of a form of several pages that the browser names: the first one has no name, and begins as ever.
fn step_of(request: &HttpRequest, page: &str) -> Option<String> {
    let goes_on = |entry: &Entry| entry.goes_on && fits(entry.path, page);
    let named = named(request).filter(|named| named.path() == page)?;
    let step = begun::step_in(named.path_and_query()?.as_str())?;
    table().iter().any(goes_on).then(|| step.to_owned())
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let same = |(wanted, part): (&&str, &&str)| wanted == part || wanted.starts_with('{') && !part.is_empty();
    pattern.len() == path.len() && pattern.iter().zip(&path).all(same)
}
