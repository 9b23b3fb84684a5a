//! The cookies of security.md 5.2: all `HttpOnly`, on https all `__Host-` and Secure.

use crate::app::Web;
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

/// The cookies there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jar {
    /// Session of a requester.
    Requester,
    /// Session of staff.
    Staff,
    /// The browser itself, before anyone signs in: binds a mailed link to who asked for it.
    Browser,
    /// The token of an opened link, between the redirect and the press.
    Link,
    /// The tokens of the links to holders of data that were opened lately, between the redirect and the answer.
    Instruction,
    /// The language chosen.
    Language,
    /// What was just done, until the page that tells it.
    Just,
}

impl Jar {
    /// Its name, which on https binds it to this host.
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Requester, true) => "__Host-c",
            (Self::Staff, true) => "__Host-s",
            (Self::Browser, true) => "__Host-m",
            (Self::Link, true) => "__Host-lk",
            (Self::Instruction, true) => "__Host-h",
            (Self::Language, true) => "__Host-language",
            (Self::Just, true) => "__Host-just",
            (Self::Requester, false) => "c",
            (Self::Staff, false) => "s",
            (Self::Browser, false) => "m",
            (Self::Link, false) => "lk",
            (Self::Instruction, false) => "h",
            (Self::Language, false) => "language",
            (Self::Just, false) => "just",
        }
    }

    /// The value a request brings, if any.
    pub fn read(self, web: &Web, request: &HttpRequest) -> Option<String> {
        request.cookie(self.name(web.secure)).map(|cookie| cookie.value().to_owned())
    }

    /// A cookie that sets the value.
    pub fn set(self, web: &Web, value: impl Into<String>) -> Cookie<'static> {
        let mut cookie = Cookie::new(self.name(web.secure), value.into());
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_secure(web.secure);
        cookie.set_same_site(if self == Self::Staff { SameSite::Strict } else { SameSite::Lax });
        match self {
            // Sessions end with the browser; the server ends them sooner.
            Self::Requester | Self::Staff => {}
            Self::Link | Self::Just => cookie.set_max_age(Duration::minutes(10)),
            // A working day: what a holder is asked takes longer to do than to read.
            Self::Browser | Self::Instruction => cookie.set_max_age(Duration::hours(12)),
            Self::Language => cookie.set_max_age(Duration::days(365)),
        }
        cookie
    }

    /// A cookie that takes the value away.
    pub fn clear(self, web: &Web) -> Cookie<'static> {
        let mut cookie = self.set(web, "");
        cookie.make_removal();
        cookie
    }
}
