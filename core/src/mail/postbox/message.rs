//! A mail as values and as bytes: the same mail gives the same bytes, so that it can be sent again unchanged.

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};
use std::fmt;

/// RFC 5322 2.1.1: no line longer than 998 characters.
const LINE_LENGTH: usize = 998;

/// A line that ends with a space goes on in the next (RFC 3676), so that a narrow screen does not break it twice.
const FLOWED: &str = "text/plain; charset=utf-8; format=flowed";

/// A mail ready to leave. Message-ID and date come from the outbox row and never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// `outbox-id@domain`, without angle brackets.
    pub message_id: String,
    pub date: DateTime<Utc>,
    pub from_name: String,
    pub from: String,
    pub reply_to: Option<String>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The part of a mail that must not leave as it is. It names the part and never repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not sent: malformed {}", self.0)
    }
}

impl std::error::Error for Malformed {}

impl Mail {
    /// The mail as RFC 5322 bytes: ASCII, every line ended by CRLF. Refused when an address or header holds
    /// anything that could end its line (RUSTSEC-2026-0561, A-16).
    pub fn bytes(&self) -> Result<Vec<u8>, Malformed> {
        let (user, domain) = self.message_id.split_once('@').ok_or(Malformed("message id"))?;
        if !is_token(user) || !is_token(domain) {
            return Err(Malformed("message id"));
        }
        let from =
            Mailbox::new(Some(header(&self.from_name, "sender name")?), address(&self.from, "sender")?);
        let mut builder = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(self.date.into())
            .from(from)
            .to(address(&self.to, "recipient")?.into())
            .subject(header(&self.subject, "subject")?)
            .header(AutoSubmitted);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(address(reply_to, "reply address")?.into());
        }
        let message = builder.multipart(self.body()?).map_err(|_| Malformed("headers"))?;
        checked(message.formatted())
    }

    fn body(&self) -> Result<MultiPart, Malformed> {
        let text = part(&self.text, ContentType::parse(FLOWED).map_err(|_| Malformed("content type"))?)?;
        let html = part(&self.html, ContentType::TEXT_HTML)?;
        Ok(MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(self.boundary())
            .singlepart(text)
            .singlepart(html))
    }

    /// Fixed by the Message-ID. `=_` cannot stand in quoted-printable, so no body can hold it.
    fn boundary(&self) -> String {
        let digest = ring::digest::digest(&ring::digest::SHA256, self.message_id.as_bytes());
        let digits = data_encoding::HEXLOWER.encode(digest.as_ref());
        format!("=_{}", digits.get(..32).unwrap_or(&digits))
    }
}

/// An address for the envelope: ASCII, one `@`, no quoting, nothing that means something to SMTP. A domain
/// in other letters is sent in its ASCII form; such letters before the `@` are refused.
pub(super) fn address(text: &str, part: &'static str) -> Result<Address, Malformed> {
    let (user, domain) = text.split_once('@').ok_or(Malformed(part))?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| Malformed(part))?;
    if !is_token(user) || !is_token(&domain) {
        return Err(Malformed(part));
    }
    Address::new(user, domain).map_err(|_| Malformed(part))
}

/// Visible ASCII without the special characters of RFC 5322 3.2.3 (the dot is allowed).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && !"()<>[]:;@\\,\"".contains(c))
}

/// A header's text: one line, no control character.
fn header(text: &str, part: &'static str) -> Result<String, Malformed> {
    let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.trim().is_empty() || text.contains(ends_line) {
        return Err(Malformed(part));
    }
    Ok(text.to_owned())
}

fn part(text: &str, kind: ContentType) -> Result<SinglePart, Malformed> {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let body = lettre::message::Body::new_with_encoding(lines, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| Malformed("body"))?;
    Ok(SinglePart::builder().content_type(kind).body(body))
}

/// The last look before bytes leave: no bare CR or LF, nothing but ASCII, no overlong line.
fn checked(bytes: Vec<u8>) -> Result<Vec<u8>, Malformed> {
    let paired = bytes.windows(2).all(|pair| (pair[0] == b'\r') == (pair[1] == b'\n'));
    let whole = bytes.first() != Some(&b'\n') && bytes.last() != Some(&b'\r');
    let short = bytes.split(|byte| *byte == b'\n').all(|line| line.len() <= LINE_LENGTH + 1);
    if paired && whole && short && bytes.is_ascii() { Ok(bytes) } else { Err(Malformed("line ends")) }
}

/// RFC 3834: no out-of-office reply, please.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}
