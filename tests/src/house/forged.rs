//! No form that another site or another session drew does anything, on any route.

use super::walk::{Cast, WITH_CODES, deeds, name};
use crate::harness::{
    actors::{Customer, PASSWORD},
    client::{Ask, Browser},
    on_both_engines,
    page::totp_of,
    portal::{ORIGIN, TestPortal},
};
use portal::routes::{Access, Entry};

on_both_engines!(no_forged_form_has_an_effect, a_form_works_once_its_own_page_sends_it);

/// An id that no draft has yet.
const NO_DRAFT: &str = "0198c0de-0000-7000-8000-000000000002";

/// Where another form of the same page goes.
const ANOTHER_FORM: &str = "/elsewhere";

/// What the forms of a sign-in hold: the code of the mail, and the name of its link.
struct Typed {
    code: String,
    link: String,
}

/// A browser before a form that would do something, with its token and another session's.
struct Before<'a> {
    browser: &'a Browser,
    token: String,
    /// Another session's token for the same form.
    foreign: String,
    /// The session's own token for another form.
    elsewhere: String,
    fields: Vec<(String, String)>,
    path: String,
}

impl Before<'_> {
    /// The form as its own page would send it.
    fn genuine(&self) -> Ask {
        self.with_token(&self.token)
    }

    fn with_token(&self, token: &str) -> Ask {
        let token = [("csrf".to_owned(), token.to_owned())];
        Ask::post(&self.path, &[&token, &self.fields[..]].concat())
    }

    /// The same sent in every way it must not be.
    fn forged(&self) -> Vec<(&'static str, Ask)> {
        let (nonce, mac) = self.token.split_once('.').unwrap();
        let elsewhere = |ask: Ask, origin: &str| ask.without("sec-fetch-site").with("origin", origin);
        let typed = |kind: &str| self.genuine().with("content-type", kind);
        vec![
            ("no token", Ask::post(&self.path, &self.fields)),
            ("an empty token", self.with_token("")),
            ("half a token", self.with_token(nonce)),
            ("a token without nonce", self.with_token(&format!(".{mac}"))),
            ("a token with another nonce", self.with_token(&format!("x{nonce}.{mac}"))),
            ("another session's token", self.with_token(&self.foreign)),
            ("another form's token", self.with_token(&self.elsewhere)),
            ("cross-site", self.genuine().with("sec-fetch-site", "cross-site")),
            ("same-site", self.genuine().with("sec-fetch-site", "same-site")),
            ("typed into the address bar", self.genuine().with("sec-fetch-site", "none")),
            (
                "cross-site with our origin",
                self.genuine().with("sec-fetch-site", "cross-site").with("origin", ORIGIN),
            ),
            ("no origin at all", self.genuine().without("sec-fetch-site")),
            ("null origin", elsewhere(self.genuine(), "null")),
            ("another origin", elsewhere(self.genuine(), "https://evil.example")),
            ("our origin over http", elsewhere(self.genuine(), "http://privacy.wprod.example")),
            ("our origin as a prefix", elsewhere(self.genuine(), &format!("{ORIGIN}.evil.example"))),
            ("text/plain", typed("text/plain")),
            ("multipart", typed("multipart/form-data; boundary=x")),
            ("json", typed("application/json")),
            ("no type", self.genuine().without("content-type")),
        ]
    }
}

async fn no_forged_form_has_an_effect(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let (asker, other) = (portal.customer("cia@asiakas.example"), portal.browser());
    let typed = is_about_to_sign_in(&asker).await;
    let state = portal.everything().await;
    for entry in deeds() {
        let before = before(&portal, &cast, (&asker, &other, &typed), &entry).await;
        for (how, ask) in before.forged() {
            let answer = before.browser.send(ask).await;
            assert_eq!(answer.status, 403, "{how} at {}", name(&entry));
            assert!(
                answer.cookie_values().iter().all(|value| value.len() == 43),
                "only the browser's own cookie"
            );
        }
    }
    assert_eq!(portal.everything().await, state);
}

async fn a_form_works_once_its_own_page_sends_it(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let (asker, other) = (portal.customer("cia@asiakas.example"), portal.browser());
    let mut deeds = deeds();
    // Whoever has signed out has no more forms.
    deeds.sort_by_key(|entry| entry.path.ends_with("/sign-out"));
    for entry in deeds {
        let typed = is_about_to_sign_in(&asker).await;
        let before = before(&portal, &cast, (&asker, &other, &typed), &entry).await;
        let ask = before.genuine().without("sec-fetch-site").with("origin", ORIGIN);
        let answer = before.browser.send(ask).await;
        assert_ne!(answer.status, 403, "{}", name(&entry));
    }
}

/// Asks for a link and opens it: press and code would both work now.
async fn is_about_to_sign_in(asker: &Customer) -> Typed {
    asker.asks_for_link().await;
    let mail = asker.reads_mail().await;
    let link = asker.opens(&mail.link()).await.value("link").unwrap();
    Typed { code: mail.code(), link }
}

/// Puts somebody who may use the route before its form.
async fn before<'a>(
    portal: &TestPortal,
    cast: &'a Cast,
    (asker, other, typed): (&'a Customer, &'a Browser, &Typed),
    entry: &Entry,
) -> Before<'a> {
    let path = cast.path(entry);
    let (browser, tokens) = match entry.access {
        Access::Anyone => panic!("{}: a form needs an owner", name(entry)),
        Access::Browser => {
            other.get("/sign-in").await;
            let token = |browser: &Browser, action: &str| portal.token_of_browser(browser, action);
            let own = &asker.browser;
            (own, [token(own, &path), token(other, &path), token(own, ANOTHER_FORM)])
        }
        Access::Requester => {
            let (ada, bea) = (&cast.ada.browser, &cast.bea.browser);
            let token =
                async |browser: &Browser, action: &str| portal.token_of_requester(browser, action).await;
            (ada, [token(ada, &path).await, token(bea, &path).await, token(ada, ANOTHER_FORM).await])
        }
        Access::Staff(roles) => {
            let of = |role| cast.staff.iter().find(|colleague| colleague.has_role(role)).unwrap();
            let own = of(roles[0]);
            let foreign = cast.staff.iter().find(|other| other.email != own.email).unwrap();
            let tokens = [own.token(&path).await, foreign.token(&path).await, own.token(ANOTHER_FORM).await];
            (&own.browser, tokens)
        }
    };
    let [token, foreign, elsewhere] = tokens;
    let fields = fields(portal, cast, &path, typed).await;
    Before { browser, token, foreign, elsewhere, fields, path }
}

/// What the form holds besides its token, so that it would have an effect.
async fn fields(portal: &TestPortal, cast: &Cast, path: &str, typed: &Typed) -> Vec<(String, String)> {
    let Typed { code, link } = typed;
    let pairs = match path {
        "/sign-in" => vec![("email", "cia@asiakas.example".to_owned())],
        "/sign-in/code" => vec![("code", code.to_owned())],
        "/sign-in/confirm" => vec![("link", link.clone())],
        "/staff/sign-in" => {
            let sam = &cast.staff[WITH_CODES];
            vec![
                ("email", sam.email.clone()),
                ("password", PASSWORD.into()),
                ("code", sam.recovery_codes[0].clone()),
            ]
        }
        path if path.starts_with("/staff/join/") => {
            let seed = cast.stranger.get(path).await.value("seed").unwrap();
            let code = totp_of(&seed, portal.ctx().now());
            vec![("password", PASSWORD.to_owned()), ("seed", seed), ("code", code)]
        }
        path if path.starts_with("/requests/new/") => {
            vec![("draft", NO_DRAFT.to_owned()), ("scope", "everything".into())]
        }
        path if path.ends_with("/name") => vec![("name", "Eve".to_owned())],
        path if path.ends_with("/messages") => vec![("body", "I take it back".to_owned())],
        _ => Vec::new(),
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
