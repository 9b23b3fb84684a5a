//! What a raw mail says, as far as it can be made out. Pure: whatever came, it ends, and what cannot be read is nothing.

use super::report::{self, Report};
use crate::{email::Email, id::Reference, law::identity_code, mail::letter::one_line};
use chrono::{DateTime, Utc};
use entity::kind::Language;
use mail_parser::{Addr, HeaderName, HeaderValue, Host, Message, MessageParser};

/// More of a mail is in its original only, in characters.
pub const LONGEST_BODY: usize = 100_000;
/// Longest line kept of a header, in characters.
const LONGEST_HEADER: usize = 300;
/// A mail answers no more mails than this.
const MOST_ANSWERED: usize = 50;

/// A mail, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    pub message_id: Option<String>,
    /// The address it claims to be from; nothing where it names none, or several headers do.
    pub sender: Option<Email>,
    pub name: Option<String>,
    pub subject: String,
    /// Plain text, without personal identity codes.
    pub body: String,
    /// Whether a personal identity code was taken out.
    pub masked: bool,
    /// The server that took it last, and when, as the topmost trace header says.
    pub trace: Option<(String, DateTime<Utc>)>,
    /// Whether no person wrote it to us (RFC 3834).
    pub automatic: bool,
    /// Whether a filter before us took it for spam.
    pub spam: bool,
    /// The Message-IDs it answers.
    pub answers: Vec<String>,
    /// The references of requests its subject names.
    pub references: Vec<Reference>,
    pub report: Option<Report>,
}

/// Reads a mail; nothing when it cannot be read.
pub fn read(raw: &[u8]) -> Option<Read> {
    // The reader promises never to panic; the mail would be lost if it did all the same.
    std::panic::catch_unwind(|| MessageParser::default().parse(raw).map(|message| told(&message)))
        .ok()
        .flatten()
}

fn told(message: &Message<'_>) -> Read {
    let from = sole_sender(message);
    let name = from.and_then(Addr::name).map(header).filter(|name| !name.is_empty());
    let subject = header(message.subject().unwrap_or_default());
    let body = body(message);
    let clean = |text: &str| identity_code::without(text);
    let masked = [&subject, &body].into_iter().chain(&name).any(|text| identity_code::is_in(text));
    Read {
        message_id: message.message_id().map(header).filter(|id| !id.is_empty()),
        sender: from.and_then(Addr::address).and_then(|address| Email::parse(address).ok()),
        masked,
        references: references(&subject),
        subject: clean(&subject),
        name: name.map(|name| clean(&name)),
        body: clean(&body),
        trace: trace(message),
        automatic: is_automatic(message),
        spam: raw(message, "x-spam-flag").is_some_and(|value| value.eq_ignore_ascii_case("yes")),
        answers: answers(message),
        report: report::of(message),
    }
}

/// Who wrote it. Two headers that name somebody name nobody (RFC 5322, 3.6).
fn sole_sender<'a>(message: &'a Message<'_>) -> Option<&'a Addr<'a>> {
    let mut headers = message.header_values(HeaderName::From);
    let only = headers.next().filter(|_| headers.next().is_none())?;
    only.as_address()?.first()
}

fn header(text: &str) -> String {
    one_line(text).chars().take(LONGEST_HEADER).collect()
}

/// Every part of its text; what is written as HTML only as plain text.
fn body(message: &Message<'_>) -> String {
    let parts: Vec<_> = (0..message.text_body_count()).filter_map(|part| message.body_text(part)).collect();
    let text = parts.join("\n\n").replace("\r\n", "\n");
    let kept = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || hides(*c));
    text.trim().chars().filter(kept).take(LONGEST_BODY).collect()
}

/// Marks that reorder or hide text.
const fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Our own server puts its trace on top; those below it anybody can have written.
fn trace(message: &Message<'_>) -> Option<(String, DateTime<Utc>)> {
    let received = message.header_values(HeaderName::Received).next()?.as_received()?;
    let Some(Host::Name(by)) = received.by() else { return None };
    let at = DateTime::from_timestamp(received.date()?.to_timestamp(), 0)?;
    Some((by.to_lowercase(), at))
}

/// The trimmed value of the first header of a name in small letters.
fn raw<'a>(message: &'a Message<'_>, name: &str) -> Option<&'a str> {
    let mut all = message.headers_raw();
    all.find(|header| header.0.eq_ignore_ascii_case(name)).map(|header| header.1.trim())
}

/// An automatic answer, a mailing list, a bulk mail or a bounce. To answer one could make two machines write to each other
/// for ever (RFC 3834, 2).
fn is_automatic(message: &Message<'_>) -> bool {
    let auto = raw(message, "auto-submitted").is_some_and(|value| !value.to_lowercase().starts_with("no"));
    let precedence = raw(message, "precedence").map(str::to_lowercase).unwrap_or_default();
    let bulk = ["bulk", "junk", "list", "auto_reply"].contains(&precedence.as_str());
    let list = message.headers_raw().any(|header| header.0.to_lowercase().starts_with("list-"));
    let nobody = raw(message, "return-path").is_some_and(|value| value == "<>");
    let replied = ["x-autoreply", "x-autorespond", "x-auto-reply"];
    let replied = replied.iter().any(|name| raw(message, name).is_some());
    auto || bulk || list || nobody || replied || is_daemon(message)
}

fn is_daemon(message: &Message<'_>) -> bool {
    let address = sole_sender(message).and_then(Addr::address).unwrap_or_default().to_lowercase();
    let local = address.split('@').next().unwrap_or_default();
    ["mailer-daemon", "postmaster", ""].contains(&local) && report::of(message).is_some()
        || local == "mailer-daemon"
}

fn answers(message: &Message<'_>) -> Vec<String> {
    let ids = |value: &HeaderValue<'_>| match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let all = [ids(message.in_reply_to()), ids(message.references())].concat();
    all.into_iter().rev().take(MOST_ANSWERED).collect()
}

/// The references in a subject, each written whole, `XXXX-XXXX-C`.
fn references(subject: &str) -> Vec<Reference> {
    let words = subject.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let whole = words.filter(|word| word.len() == 11 && word.matches('-').count() == 2);
    whole.filter_map(|word| Reference::parse(word).ok()).collect()
}

/// Words that hardly stand in the other two languages.
const FINNISH: &[&str] = &[
    "ja",
    "että",
    "minun",
    "minusta",
    "minua",
    "olen",
    "pyydän",
    "haluan",
    "tietoni",
    "tiedot",
    "tietojani",
    "kiitos",
    "hei",
    "mitä",
    "ovat",
    "teillä",
    "teidän",
    "ei",
    "se",
    "pyyntö",
    "kaikki",
];
const SWEDISH: &[&str] = &[
    "och",
    "att",
    "jag",
    "mig",
    "mina",
    "begär",
    "uppgifter",
    "hej",
    "tack",
    "vill",
    "ni",
    "är",
    "det",
    "som",
    "inte",
    "er",
    "vilka",
    "begäran",
    "alla",
    "för",
];
const ENGLISH: &[&str] = &[
    "and", "the", "you", "my", "please", "data", "have", "about", "hello", "thank", "what", "would", "want",
    "of", "all", "request", "your", "is", "this", "to",
];

/// The language a text is most likely written in; the given one where that is not clear.
pub fn language_of(text: &str, otherwise: Language) -> Language {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(2_000)
        .map(str::to_lowercase)
        .collect();
    let count = |known: &[&str]| words.iter().filter(|word| known.contains(&word.as_str())).count();
    let counts =
        [(Language::Fi, count(FINNISH)), (Language::Sv, count(SWEDISH)), (Language::En, count(ENGLISH))];
    let most = counts.iter().map(|found| found.1).max().unwrap_or_default();
    let mut best = counts.iter().filter(|found| most > 0 && found.1 == most);
    match (best.next(), best.next()) {
        (Some(found), None) => found.0,
        _ => otherwise,
    }
}
