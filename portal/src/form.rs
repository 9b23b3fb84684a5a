//! A posted form. Holding one is the proof that this session's own page sent it.

pub mod files;
#[cfg(test)]
mod tests;
pub mod told;

use crate::{
    app::App,
    error::{Failure, Forbidden},
    handlers::park,
    paths, unsaved,
    views::decision::MARK,
    visit::Visit,
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::Data};
use futures::StreamExt;
use portal_core::{
    law::{demand, identity_code, too_much},
    request::own::LONGEST_MESSAGE,
};
use std::{
    fmt,
    future::{Future, ready},
    pin::Pin,
};

/// Largest body of a form, in bytes (security.md 5.6), and most fields.
pub const LARGEST: usize = 64 * 1024;
pub const MOST_FIELDS: usize = 200;
/// The same of a form that begins with the token of a page we drew for staff: one tick keeps a record or a single value of it
/// out of a copy (Art. 15(4)), and years of invoices are hundreds of records.
pub const MOST_FIELDS_OF_STAFF: usize = 4000;
/// The same of a form that begins with the token of a page we drew for somebody signed in: a character of four bytes is
/// twelve when it is percent-encoded, and the longest form of a requester holds a text of 10,000 characters, a name
/// and way of 300 and 500, and some fields of 300.
pub const LARGEST_OF_REQUESTER: usize = 256 * 1024;
/// The same of staff: the longest form refuses every category with every fact that a ground demands.
pub const LARGEST_OF_STAFF: usize = 3 * 1024 * 1024;
/// So much more is read and thrown away of what is too large, so that its browser comes to read the answer.
const DRAINED: usize = 4 * 1024 * 1024;
/// Most characters of any field. Below it the page of the form says itself what is too long, where that is less.
const LONGEST: usize = 20_000;

/// The fields of a form, as typed but with control characters other than line breaks taken out.
#[derive(Clone, Debug, Default)]
pub struct Form(Vec<(String, String)>);

/// Why a form goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A personal identity code stands in it (TSL 29 §).
    IdentityCode,
    /// A text is longer than anything we keep.
    TooLong,
    /// A text to a person asks for a copy of an identity paper or a personal identity code (law.md R4.2, R4.8).
    AsksTooMuch,
}

impl Unfit {
    /// How its keys in the catalogue begin.
    pub const fn key(self) -> &'static str {
        match self {
            Self::IdentityCode => "error-identity-code",
            Self::TooLong => "error-too-long",
            Self::AsksTooMuch => "error-asks",
        }
    }
}

/// A form that goes back to whoever sent it, because of what stands in some of its fields. Nothing of it is kept.
#[derive(Clone)]
pub struct Returned {
    /// Where it was sent.
    pub action: String,
    pub form: Form,
    pub why: Unfit,
    /// The places of those fields, each with the most characters it takes.
    pub found: Vec<(usize, usize)>,
    /// Whether files came along. They are gone, and are chosen anew.
    pub files: bool,
}

impl fmt::Debug for Returned {
    /// Says nothing of what was typed: it might be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Returned")
    }
}

impl Form {
    /// A form filled by us, for the person to change.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// A field's value with the white space around it taken off; empty when it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// A field's value exactly as typed, for passwords.
    pub fn exact(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may come several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }

    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// Every field exactly as typed, in order.
    pub fn exact_fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A text or nothing.
    pub fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// The places of the fields in which somebody typed a personal identity code (TSL 29 §). What is never shown or
    /// read as text is not looked at.
    fn identity_codes(&self) -> Vec<(usize, usize)> {
        let unread = |name: &str| name.starts_with("password") || ["csrf", "seed"].contains(&name);
        let fields = self.0.iter().enumerate();
        let found = fields.filter(|(_, (name, value))| !unread(name) && identity_code::is_in(value));
        found.map(|(place, (name, _))| (place, longest(name))).collect()
    }

    /// The places of the fields that hold more than is kept of any. Passwords are judged whole by their own rule.
    fn too_long(&self) -> Vec<(usize, usize)> {
        let long =
            |name: &str, value: &str| !name.starts_with("password") && value.chars().count() > longest(name);
        let fields = self.0.iter().enumerate().filter(|(_, (name, value))| long(name, value));
        fields.map(|(place, (name, _))| (place, fits(name))).collect()
    }

    /// The places of the texts about a request that ask a person for what nobody needs to know. Every text of such a form is
    /// looked at but for those that [`told`] leaves out, so that a new one cannot be forgotten.
    fn asking_too_much(&self, action: &str) -> Vec<(usize, usize)> {
        if !paths::is_of_request(action) {
            return Vec::new();
        }
        let fields = self.0.iter().enumerate();
        let found = fields.filter(|(_, (name, value))| told::is_told(name) && too_much::is_asked_in(value));
        found.map(|(place, (name, _))| (place, longest(name))).collect()
    }

    /// The form, sent to `action`.
    ///
    /// # Errors
    /// Returned, when something in it may not be kept.
    pub fn fit(self, action: String) -> Result<Self, Failure> {
        match self.unfit(&action) {
            None => Ok(self),
            Some((why, found)) => {
                Err(Failure::Returned(Returned { action, form: self, why, found, files: false }))
            }
        }
    }

    /// What sends the form back, if anything does.
    fn unfit(&self, action: &str) -> Option<(Unfit, Vec<(usize, usize)>)> {
        let found = [
            (Unfit::TooLong, self.too_long()),
            (Unfit::IdentityCode, self.identity_codes()),
            (Unfit::AsksTooMuch, self.asking_too_much(action)),
        ];
        found.into_iter().find(|(_, places)| !places.is_empty())
    }

    pub(crate) fn parse(body: &[u8], most: usize) -> Result<Self, Failure> {
        if !is_text(body) {
            return Err(Failure::Malformed);
        }
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| Failure::Malformed)?;
        if fields.len() > most {
            return Err(Failure::TooManyFields);
        }
        Ok(Self(fields.into_iter().map(|(name, value)| (name, clean(&value))).collect()))
    }
}

/// Whether a form decodes to text: what does not would be kept as marks of replacement, and its sense be lost.
fn is_text(body: &[u8]) -> bool {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, behind @ ..] = rest {
        let escaped = match behind {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        plain.push(escaped.map_or(*first, |(high, low)| high << 4 | low));
        rest = if escaped.is_some() { &behind[2..] } else { behind };
    }
    str::from_utf8(&plain).is_ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// NUL and other control characters are refused by PostgreSQL and never meant; line breaks become LF.
fn clean(value: &str) -> String {
    let meant = |c: &char| (!c.is_control() || *c == '\n' || *c == '\t') && !turns_text(*c);
    value.replace("\r\n", "\n").chars().filter(meant).collect()
}

/// Marks that turn the direction of text, by which a name can pose as another.
const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Same origin by Sec-Fetch-Site, else by Origin; neither means refused (security.md 5.2).
fn is_same_origin(request: &HttpRequest, app: &App) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    let settings = &app.ctx.settings;
    header("origin").is_some_and(|origin| origin == settings.base_url || origin == settings.staff_base_url)
}

/// Reads a whole body: no more than a stranger's until it is known to begin with a token that may bring more.
async fn gather(mut body: Payload, most: impl Fn(&str) -> usize) -> Result<Vec<u8>, Failure> {
    let (mut read, mut limit) = (Vec::new(), None);
    while let Some(chunk) = body.next().await {
        read.extend_from_slice(&chunk.map_err(|error| Failure::of_payload(&error))?);
        if read.len() > LARGEST && read.len() > *limit.get_or_insert_with(|| most(&token_of(&read))) {
            drain(body, read.len()).await;
            return Err(Failure::TooLarge);
        }
    }
    Ok(read)
}

/// How many fields a form has at most that may be so large.
const fn most_fields(largest: usize) -> usize {
    if largest < LARGEST_OF_STAFF { MOST_FIELDS } else { MOST_FIELDS_OF_STAFF }
}

/// The token with which a form of ours begins.
fn token_of(body: &[u8]) -> String {
    let field = body.split(|byte| *byte == b'&').next().unwrap_or_default();
    let field = serde_urlencoded::from_bytes::<Vec<(String, String)>>(field).unwrap_or_default();
    field.into_iter().find(|(name, _)| name == "csrf").map(|(_, token)| token).unwrap_or_default()
}

async fn drain(mut body: Payload, mut read: usize) {
    while let Some(Ok(chunk)) = body.next().await {
        read += chunk.len();
        if read > DRAINED {
            return;
        }
    }
}

/// Reads a form of ours. Whose it is says its token, which is looked at here only where the form is large.
///
/// # Errors
/// Too large, no form, or from another site.
pub fn receive<Most: Fn(&str) -> usize + 'static>(
    app: &App,
    request: &HttpRequest,
    payload: &mut Payload,
    most: Most,
) -> impl Future<Output = Result<Form, Failure>> + use<Most> {
    let received = receive_with(app, request, payload, (None, most));
    async move { Ok(received.await?.0) }
}

/// As [`receive`], with the files of the form where its address takes some: into its store, or away.
fn receive_with<Most: Fn(&str) -> usize + 'static>(
    app: &App,
    request: &HttpRequest,
    payload: &mut Payload,
    (store, most): (Option<Data<App>>, Most),
) -> impl Future<Output = Result<(Form, files::Files), Failure>> + use<Most> {
    let kind = request.content_type();
    let is_form = kind.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let with_files = brings_files(kind, request.path());
    let (same_origin, headers) = (is_same_origin(request, app), request.headers().clone());
    let body = payload.take();
    async move {
        if !(is_form || with_files) || !same_origin {
            return Err(Failure::Forbidden(Forbidden::Form));
        }
        if with_files {
            return files::read(store, headers, body, most).await;
        }
        let body = gather(body, &most).await?;
        // Few forms have so many fields that their token has to be read for it.
        let may = || most_fields(most(&token_of(&body)));
        let fields = body.split(|byte| *byte == b'&').count();
        let most = if fields > MOST_FIELDS { may() } else { MOST_FIELDS };
        Ok((Form::parse(&body, most)?, files::Files::default()))
    }
}

/// Whether a body of this kind, sent there, is a form with files.
pub fn brings_files(kind: &str, path: &str) -> bool {
    kind.trim_start().get(..MULTIPART.len()).is_some_and(|start| start.eq_ignore_ascii_case(MULTIPART))
        && paths::takes_files(path)
}

const MULTIPART: &str = "multipart/form-data";

/// The form of a page of ours that may be kept.
///
/// # Errors
/// Forbidden or late without a good token; returned, when something in it may not be kept; late, when it is only wanted in
/// another language.
fn accept(visit: &Visit, held: &HttpRequest, form: Form) -> Result<Form, Failure> {
    if !visit.is_token(form.exact("csrf")) {
        return Err(visit.refuse(form));
    }
    let action = held.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let form = form.fit(action)?;
    let goes_on_in =
        park::asks_for_language(visit, held, &form).or_else(|| unsaved::asks_for_language(visit, &form));
    if goes_on_in.is_some() {
        return Err(Failure::Late(form));
    }
    // For the layer around a route of staff, where it cannot be carried out.
    if visit.staff().is_some() {
        held.extensions_mut().insert(form.clone());
    }
    Ok(form)
}

impl FromRequest for Form {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let Some(visit) = request.extensions().get::<Visit>().cloned() else {
            return Box::pin(ready(Err(Failure::Forbidden(Forbidden::Role))));
        };
        let (app, known, held) = (visit.app.clone(), visit.clone(), request.clone());
        let form = receive(&app, request, payload, move |token| known.largest(token));
        Box::pin(async move { accept(&visit, &held, form.await?) })
    }
}

/// Most characters of a field: what a decision writes down many times over is shorter.
fn longest(name: &str) -> usize {
    if name.starts_with("fact-") || name.starts_with("fee-") || name.starts_with("evidence-") {
        demand::LONGEST
    } else if ["free_part", "late_reason", "suffices"].contains(&name) {
        LONGEST_MESSAGE
    } else if name.starts_with(MARK) {
        // A page that is past the ticks carries all of them on in one field: table, key and column of each.
        MOST_FIELDS_OF_STAFF * 80
    } else {
        LONGEST
    }
}

/// Most characters that the page of the form takes, to be told where it is known here.
fn fits(name: &str) -> usize {
    if ["text", "body"].contains(&name) { LONGEST_MESSAGE } else { longest(name) }
}
