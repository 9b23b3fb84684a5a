//! What browsers report against the content security policy: the log gets the directive and nothing else of it.

use crate::{brake::REPORTS, error::Failure, visit::Visit};
use actix_web::{HttpResponse, web::Payload};
use serde_json::Value;

/// Largest report, in bytes.
const LARGEST: usize = 8 * 1024;

/// Every directive of our policy; anything else a sender writes is not repeated.
const DIRECTIVES: &[&str] = &[
    "default-src",
    "script-src",
    "script-src-elem",
    "script-src-attr",
    "style-src",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "font-src",
    "connect-src",
    "media-src",
    "frame-src",
    "child-src",
    "worker-src",
    "manifest-src",
    "object-src",
    "form-action",
    "frame-ancestors",
    "base-uri",
];

/// Notes a report. It changes nothing, so it needs no token: browsers send it by themselves, without one.
pub async fn report(visit: Visit, body: Payload) -> Result<HttpResponse, Failure> {
    visit.app.brake.take(REPORTS, &format!("csp:{}", visit.network), visit.app.ctx.now())?;
    let body = body.to_bytes_limited(LARGEST).await.map_err(|_| Failure::TooLarge)?;
    let body = body.map_err(|error| Failure::of_body(&error))?;
    tracing::warn!(
        directive = directive(&body),
        "a browser reported a breach of the content security policy"
    );
    Ok(HttpResponse::NoContent().finish())
}

/// Which directive a report names. Its addresses, which may hold personal data, are not read.
fn directive(body: &[u8]) -> &'static str {
    let report: Value = serde_json::from_slice(body).unwrap_or_default();
    let report = &report["csp-report"];
    let named = report["effective-directive"].as_str().or_else(|| report["violated-directive"].as_str());
    let named = named.and_then(|text| text.split(' ').next()).unwrap_or_default();
    DIRECTIVES.iter().find(|known| **known == named).copied().unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use super::directive;

    #[test]
    fn only_a_known_directive_is_repeated() {
        let named = |name: &str| {
            directive(format!(r#"{{"csp-report":{{"effective-directive":"{name}"}}}}"#).as_bytes())
        };
        assert_eq!(named("img-src"), "img-src");
        assert_eq!(named("ada@asiakas.example"), "other");
        assert_eq!(directive(br#"{"csp-report":{"violated-directive":"script-src 'none'"}}"#), "script-src");
        for odd in [&b""[..], b"[]", b"\xff", br#"{"csp-report":7}"#, b"{\"a\":"] {
            assert_eq!(directive(odd), "other");
        }
    }
}
