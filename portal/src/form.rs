//! A posted form. Holding one is the proof that this session's own page sent it.

use crate::{
    error::{Failure, Forbidden},
    visit::Visit,
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web::Bytes};
use portal_core::law::identity_code;
use std::{fmt, future::Future, pin::Pin};

/// Largest body of a form (security.md 5.6), and most fields.
pub const LARGEST: usize = 64 * 1024;
const MOST_FIELDS: usize = 200;

/// The fields of a form, as typed but with control characters other than line breaks taken out.
#[derive(Clone, Debug, Default)]
pub struct Form(Vec<(String, String)>);

/// A form that goes back to whoever sent it, because of what stands in some of its fields. Nothing of it is kept.
#[derive(Clone)]
pub struct Returned {
    /// Where it was sent.
    pub action: String,
    pub form: Form,
    /// The places of those fields.
    pub found: Vec<usize>,
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
    fn identity_codes(&self) -> Vec<usize> {
        let unread = |name: &str| name.starts_with("password") || ["csrf", "seed"].contains(&name);
        let fields = self.0.iter().enumerate();
        let found = fields.filter(|(_, (name, value))| !unread(name) && identity_code::is_in(value));
        found.map(|(place, _)| place).collect()
    }

    pub(crate) fn parse(body: &[u8]) -> Result<Self, Failure> {
        if !is_text(body) {
            return Err(Failure::Malformed);
        }
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| Failure::Malformed)?;
        if fields.len() > MOST_FIELDS {
            return Err(Failure::TooLarge);
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
fn is_same_origin(request: &HttpRequest, visit: &Visit) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site == "same-origin";
    }
    let settings = &visit.app.ctx.settings;
    header("origin").is_some_and(|origin| origin == settings.base_url || origin == settings.staff_base_url)
}

impl FromRequest for Form {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = request.extensions().get::<Visit>().cloned();
        let is_form = request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let too_large = declared_length(request).is_some_and(|length| length > LARGEST);
        let same_origin = visit.as_ref().is_some_and(|visit| is_same_origin(request, visit));
        let action = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
        let body = Bytes::from_request(request, payload);
        Box::pin(async move {
            let visit = visit.ok_or(Failure::Forbidden(Forbidden::Role))?;
            if too_large {
                return Err(Failure::TooLarge);
            }
            if !is_form || !same_origin {
                return Err(Failure::Forbidden(Forbidden::Form));
            }
            let body = body.await.map_err(|error| Failure::of_body(&error))?;
            let form = Self::parse(&body)?;
            if !visit.is_token(form.exact("csrf")) {
                return Err(Failure::Forbidden(Forbidden::Form));
            }
            let found = form.identity_codes();
            if found.is_empty() {
                Ok(form)
            } else {
                Err(Failure::IdentityCode(Returned { action, form, found }))
            }
        })
    }
}

fn declared_length(request: &HttpRequest) -> Option<usize> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
