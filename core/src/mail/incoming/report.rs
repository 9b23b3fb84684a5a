//! What a mail server reports of a mail of ours (RFC 3464): whether it failed, why, and which it was. Pure.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

/// Longest reason kept, in characters.
const LONGEST_REASON: usize = 500;

/// A report of a mail server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether the mail will not arrive; a delay is none.
    pub failed: bool,
    /// What the server gave as the reason.
    pub reason: String,
    /// The Message-IDs of what was sent back.
    pub returned: Vec<String>,
}

/// The report in a mail, if it is one: `multipart/report` with a delivery status.
pub(super) fn of(message: &Message<'_>) -> Option<Report> {
    if !message.is_content_type("multipart", "report") {
        return None;
    }
    let is = |part: &MessagePart<'_>, kind: &str, names: &[&str]| {
        names.iter().any(|name| part.is_content_type(kind, name))
    };
    let statuses = message
        .parts
        .iter()
        .filter(|part| is(part, "message", &["delivery-status", "global-delivery-status"]));
    let mut report = Report::default();
    let mut found = false;
    for status in statuses {
        found = true;
        told(&String::from_utf8_lossy(status.contents()), &mut report);
    }
    for part in &message.parts {
        let headers = is(part, "text", &["rfc822-headers"])
            || is(part, "message", &["rfc822-headers", "global-headers"]);
        let id = match part.message() {
            Some(returned) => returned.message_id().map(ToOwned::to_owned),
            None if headers => id_in(part.contents()),
            None => None,
        };
        report.returned.extend(id);
    }
    found.then_some(report)
}

fn id_in(headers: &[u8]) -> Option<String> {
    // An empty line ends them for the reader, also where the server left it out.
    let whole = [headers, b"\r\n\r\n"].concat();
    MessageParser::default().parse_headers(&whole)?.message_id().map(ToOwned::to_owned)
}

/// The fields of each recipient; a line that begins with white space goes on with the one before.
fn told(status: &str, report: &mut Report) {
    let unfolded = status.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let (mut code, mut diagnostic) = (String::new(), String::new());
    for line in unfolded.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        match name.trim().to_lowercase().as_str() {
            "action" => report.failed |= value.trim().eq_ignore_ascii_case("failed"),
            "status" => value.trim().clone_into(&mut code),
            "diagnostic-code" => value.trim().clone_into(&mut diagnostic),
            _ => {}
        }
    }
    let reason = crate::mail::letter::one_line(&format!("{code} {diagnostic}"));
    report.reason = reason.chars().take(LONGEST_REASON).collect();
}
