//! The token of a link: only what the portal signed for this purpose, as it was signed, is read.

use crate::harness::{actors::Customer, client::Browser, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use serde_json::{Value, json};

on_both_engines!(
    a_token_made_as_the_portal_makes_it_is_read,
    no_token_with_another_header_is_read,
    no_token_out_of_its_time_is_read,
    no_token_with_other_claims_is_read,
    no_token_written_another_way_is_read,
    a_link_says_nothing_about_the_person,
);

/// A genuine token taken apart.
struct Token {
    header: Value,
    claims: Value,
    key: Vec<u8>,
}

impl Token {
    async fn of(portal: &TestPortal, customer: &Customer) -> Self {
        customer.asks_for_link().await;
        let link = customer.reads_mail().await.link();
        let parts: Vec<&str> = link.strip_prefix("/m/").unwrap().split('.').collect();
        let json =
            |part: &str| serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap();
        let key = portal.ctx().keys.signing().1.to_vec();
        Self { header: json(parts[0]), claims: json(parts[1]), key }
    }

    /// The genuine header and claims with some of each replaced (or, by null, taken out), signed with the true key.
    fn forge(&self, header: &Value, claims: &Value) -> String {
        signed(
            &merged(&self.header, header).to_string(),
            &merged(&self.claims, claims).to_string(),
            &self.key,
        )
    }
}

async fn a_token_made_as_the_portal_makes_it_is_read(portal: TestPortal) {
    let ada = portal.ada();
    let token = Token::of(&portal, &ada).await.forge(&json!({}), &json!({}));
    assert!(is_read(&ada.browser, &token).await, "so the forged ones fail for what is forged in them");
    portal.clock.advance(TimeDelta::minutes(10));
    assert!(!is_read(&ada.browser, &token).await);
}

async fn no_token_with_another_header_is_read(portal: TestPortal) {
    let ada = portal.ada();
    let genuine = Token::of(&portal, &ada).await;
    let jwk = json!({ "kty": "oct", "k": BASE64URL_NOPAD.encode(b"a key of the attacker's own choice") });
    for header in [
        json!({ "alg": "none" }),
        json!({ "alg": "None" }),
        json!({ "alg": "nOnE" }),
        json!({ "alg": "" }),
        json!({ "alg": null }),
        json!({ "alg": "hs256" }),
        json!({ "alg": "HS384" }),
        json!({ "alg": "HS512" }),
        json!({ "alg": "RS256" }),
        json!({ "alg": "ES256" }),
        json!({ "alg": "EdDSA" }),
        json!({ "typ": "JWT" }),
        json!({ "typ": "at+jwt" }),
        json!({ "typ": null }),
        json!({ "kid": "nobody" }),
        json!({ "kid": "../../etc/passwd" }),
        json!({ "kid": "' OR 1=1 --" }),
        json!({ "kid": "" }),
        json!({ "kid": 1 }),
        json!({ "kid": null }),
    ] {
        let token = genuine.forge(&header, &json!({}));
        assert!(!is_read(&ada.browser, &token).await, "{header}");
        let unsigned = token.rsplit_once('.').unwrap().0.to_owned() + ".";
        assert!(!is_read(&ada.browser, &unsigned).await, "{header}, unsigned");
    }
    // A key that a token brings along signs nothing.
    let header = merged(&genuine.header, &json!({ "jwk": jwk, "jku": "https://evil.example/keys" }));
    let own = signed(&header.to_string(), &genuine.claims.to_string(), b"a key of the attacker's own choice");
    assert!(!is_read(&ada.browser, &own).await);
    assert_eq!(portal.count("session").await, 0);
}

async fn no_token_out_of_its_time_is_read(portal: TestPortal) {
    let ada = portal.ada();
    let genuine = Token::of(&portal, &ada).await;
    let now = portal.ctx().now().timestamp();
    let far = now + 10_000_000;
    for claims in [
        json!({ "exp": far.to_string() }),
        json!({ "exp": "9999999999" }),
        json!({ "exp": null }),
        json!({ "exp": now }),
        json!({ "exp": now - 1 }),
        json!({ "exp": [far] }),
        json!({ "exp": true }),
        json!({ "nbf": far }),
        json!({ "nbf": (now - 1).to_string() }),
        json!({ "nbf": null }),
        json!({ "iat": far }),
        json!({ "iat": null }),
    ] {
        let token = genuine.forge(&json!({}), &claims);
        assert!(!is_read(&ada.browser, &token).await, "{claims}");
    }
    assert_eq!(portal.count("session").await, 0);
}

async fn no_token_with_other_claims_is_read(portal: TestPortal) {
    let ada = portal.ada();
    let genuine = Token::of(&portal, &ada).await;
    for claims in [
        json!({ "iss": "https://evil.example" }),
        json!({ "iss": null }),
        json!({ "aud": "https://evil.example#sign-in" }),
        json!({ "aud": "https://privacy.wprod.example" }),
        json!({ "aud": "https://privacy.wprod.example#staff" }),
        json!({ "aud": null }),
        json!({ "aud": [] }),
        json!({ "purpose": "step_up" }),
        json!({ "purpose": "staff_invitation" }),
        json!({ "purpose": "" }),
        json!({ "purpose": null }),
        json!({ "jti": null }),
        json!({ "jti": "" }),
        json!({ "jti": "%" }),
        json!({ "jti": "A".repeat(43) }),
        json!({ "jti": ["A"] }),
        json!({ "admin": true }),
        json!({ "sub": "ada@asiakas.example" }),
    ] {
        let token = genuine.forge(&json!({}), &claims);
        assert!(!is_read(&ada.browser, &token).await, "{claims}");
    }
    assert_eq!(portal.count("session").await, 0);
}

async fn no_token_written_another_way_is_read(portal: TestPortal) {
    let ada = portal.ada();
    let genuine = Token::of(&portal, &ada).await;
    let token = genuine.forge(&json!({}), &json!({}));
    let parts: Vec<&str> = token.split('.').collect();
    let (header, claims, mac) = (parts[0], parts[1], parts[2]);
    let flipped = if mac.starts_with('A') { "B" } else { "A" };
    let last = mac.chars().last().unwrap();
    // Only the bits that base64url leaves unused differ.
    let malleable = char::from_u32(u32::from(last) + 1).unwrap();
    for forged in [
        format!("{token}="),
        format!("{header}=.{claims}.{mac}"),
        format!("{header}.{claims}=.{mac}"),
        format!("{header}.{claims}.{flipped}{}", &mac[1..]),
        format!("{header}.{claims}.{}{malleable}", &mac[..mac.len() - 1]),
        format!("{header}.{claims}"),
        format!("{header}.{claims}."),
        format!("{header}..{mac}"),
        format!(".{claims}.{mac}"),
        format!("{token}.{mac}"),
        format!("%20{token}"),
        format!("{token}%20"),
        format!("{token}%0A"),
        format!("{token}%00"),
        format!("{token};%20Max-Age=99999999"),
        token.to_lowercase(),
        signed(&genuine.header.to_string(), &genuine.claims.to_string(), b""),
        signed(&genuine.header.to_string(), &format!("[{}]", genuine.claims), &genuine.key),
        signed(&genuine.header.to_string(), "null", &genuine.key),
        "A".repeat(5000),
        "..".into(),
    ] {
        assert!(!is_read(&ada.browser, &forged).await, "{forged}");
    }
    assert_eq!(portal.count("session").await, 0);
}

async fn a_link_says_nothing_about_the_person(portal: TestPortal) {
    let ada = portal.ada();
    let token = Token::of(&portal, &ada).await;
    let mut names: Vec<&String> = token.claims.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "jti", "nbf", "purpose"]);
    assert!(!token.claims.to_string().contains("ada"), "{}", token.claims);
}

/// Whether a browser that opens a link with this token, and presses, gets anywhere.
async fn is_read(browser: &Browser, token: &str) -> bool {
    let opened = browser.get(&format!("/m/{token}")).await;
    if opened.status != 303 {
        assert_eq!(opened.status, 404, "a token that is no path of ours");
        return false;
    }
    let page = opened.follow().await;
    assert!(page.status == 200 || page.status == 410, "{} for {token}", page.status);
    page.status == 200
}

fn merged(genuine: &Value, forged: &Value) -> Value {
    let mut merged = genuine.clone();
    for (name, value) in forged.as_object().unwrap() {
        match value {
            Value::Null => drop(merged.as_object_mut().unwrap().remove(name)),
            value => merged[name] = value.clone(),
        }
    }
    merged
}

fn signed(header: &str, claims: &str, key: &[u8]) -> String {
    let text = |part: &str| BASE64URL_NOPAD.encode(part.as_bytes());
    let message = format!("{}.{}", text(header), text(claims));
    let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message.as_bytes());
    format!("{message}.{}", BASE64URL_NOPAD.encode(mac.as_ref()))
}
