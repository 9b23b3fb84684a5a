//! What hangs on a mail and may be downloaded alone: only what is what it says it is. The rest is in the
//! original. Pure.

use crate::mail::letter::one_line;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

/// More are in the original only.
const MOST: usize = 50;

/// Something that hangs on a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// As the sender called it, in one line; never the name of a file of ours.
    pub name: String,
    pub bytes: usize,
    /// How a file of it is called in the end; nothing where it may not be downloaded alone.
    pub extension: Option<&'static str>,
}

/// Everything that hangs on a mail, in its order; nothing where it cannot be read.
pub fn list(raw: &[u8]) -> Vec<Attached> {
    read(raw, |message| message.attachments().take(MOST).map(told).collect()).unwrap_or_default()
}

/// One of them, with the name its file gets.
pub fn take(raw: &[u8], nth: usize) -> Option<(String, Vec<u8>)> {
    read(raw, |message| {
        let part = message.attachments().take(MOST).nth(nth)?;
        let extension = told(part).extension?;
        Some((format!("attachment-{}.{extension}", nth + 1), part.contents().to_vec()))
    })
    .flatten()
}

fn read<T>(raw: &[u8], seek: impl Fn(&Message<'_>) -> T + std::panic::RefUnwindSafe) -> Option<T> {
    std::panic::catch_unwind(|| MessageParser::default().parse(raw).map(|message| seek(&message)))
        .ok()
        .flatten()
}

fn told(part: &MessagePart<'_>) -> Attached {
    let name: String = one_line(part.attachment_name().unwrap_or_default()).chars().take(100).collect();
    let extension = extension(&name, part.contents());
    Attached { bytes: part.len(), extension, name }
}

/// The extension of what a file truly is, where its name says the same.
fn extension(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let named = name.rsplit_once('.').map(|(_, end)| end.to_lowercase())?;
    match named.as_str() {
        "pdf" if bytes.starts_with(b"%PDF-") => Some("pdf"),
        "png" if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Some("png"),
        "jpg" | "jpeg" if bytes.starts_with(b"\xff\xd8\xff") => Some("jpg"),
        "txt" if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) => Some("txt"),
        _ => None,
    }
}
