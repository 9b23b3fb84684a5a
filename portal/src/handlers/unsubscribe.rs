//! The link that ends a newsletter: its page, and the one press of RFC 8058.

use super::{PageResult, answer, ok};
use crate::{error::Failure, say::say, views::unsubscribe, visit::Visit};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Path, Payload},
};
use portal_core::{error::Error, right::marketing::one_click::OneClick};

/// Largest body of a press, in bytes.
const LARGEST: usize = 8 * 1024;

/// Says which list, and asks. Programs that open every link of a mail change nothing here.
pub async fn show(visit: Visit, link: Path<(String, String)>) -> PageResult {
    let Some(link) = read(&visit, &link)? else { return Ok(broken(&visit)) };
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "unsubscribe-title"), &token);
    Ok(ok(unsubscribe::ask(&shell, &link.list(&visit.app.ctx, visit.language), &visit.path)))
}

/// Ends it. A mail program sends no cookie and no token of ours, so the link itself is the proof, and the one word of
/// RFC 8058 §3.1 tells its press from a program that tries every address. It must not redirect.
pub async fn press(visit: Visit, link: Path<(String, String)>, body: Payload) -> PageResult {
    let body = body.to_bytes_limited(LARGEST).await.map_err(|_| Failure::TooLarge)?;
    if !is_meant(&body.map_err(|error| Failure::of_body(&error))?) {
        return Err(Failure::Malformed);
    }
    let Some(link) = read(&visit, &link)? else { return Ok(broken(&visit)) };
    let ctx = &visit.app.ctx;
    link.press(ctx, visit.language).await?;
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "unsubscribed-title"), &token);
    Ok(ok(unsubscribe::done(&shell, &link.list(ctx, visit.language))))
}

/// Whether a body holds `List-Unsubscribe=One-Click`, as a form of either kind (RFC 8058 §3.1).
fn is_meant(body: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(body) else { return false };
    let pair = |part: &str| part.trim() == "List-Unsubscribe=One-Click";
    let mut parts = text.lines().map(str::trim).skip_while(|line| !names_it(line));
    text.split('&').any(pair) || (parts.next().is_some() && parts.any(|line| line == "One-Click"))
}

/// The head of that part of a `multipart/form-data` body.
fn names_it(line: &str) -> bool {
    line.to_ascii_lowercase().starts_with("content-disposition:")
        && line.contains("name=\"List-Unsubscribe\"")
}

fn read(visit: &Visit, link: &(String, String)) -> Result<Option<OneClick>, Failure> {
    match OneClick::read(&visit.app.ctx, &link.0, &link.1) {
        Ok(link) => Ok(Some(link)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// A mail program may have cut the link: there is another way.
fn broken(visit: &Visit) -> HttpResponse {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "unsubscribe-broken-title"), &token);
    answer(StatusCode::NOT_FOUND, unsubscribe::broken(&shell))
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn only_the_word_of_the_standard_is_a_press() {
        let part = |name: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n--b--\r\n")
        };
        assert!(is_meant(b"List-Unsubscribe=One-Click"));
        assert!(is_meant(part("List-Unsubscribe", "One-Click").as_bytes()));
        for odd in ["", "x=1", "List-Unsubscribe=", "List-Unsubscribe=One-Clicks", "One-Click"] {
            assert!(!is_meant(odd.as_bytes()), "{odd:?}");
        }
        assert!(!is_meant(part("other", "One-Click").as_bytes()));
        assert!(!is_meant(part("List-Unsubscribe", "").as_bytes()) && !is_meant(b"\xff"));
    }
}
