//! Mail as files: `<message-id>.json` for the viewer of the demo and `<message-id>.eml` as it would have left.

use super::{Delivery, message::Mail};
use serde::Serialize;
use std::{io, path::Path};

/// What the viewer reads.
#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    to: &'a str,
    subject: &'a str,
    text: &'a str,
    html: &'a str,
    state: &'static str,
    at: String,
}

pub(super) async fn deliver(
    directory: &Path,
    mail: &Mail,
    bytes: &[u8],
    fence: impl AsyncFnOnce() -> bool,
) -> Delivery {
    if !fence().await {
        return Delivery::FenceLost;
    }
    match write(directory, mail, bytes).await {
        Ok(()) => Delivery::Accepted { reply: "written to a file".into() },
        Err(error) => Delivery::Transient { reply: error.kind().to_string() },
    }
}

async fn write(directory: &Path, mail: &Mail, bytes: &[u8]) -> io::Result<()> {
    let shown = Shown {
        id: &mail.message_id,
        to: &mail.to,
        subject: &mail.subject,
        text: &mail.text,
        html: &mail.html,
        state: "sent",
        at: mail.date.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    };
    let json = serde_json::to_vec_pretty(&shown)?;
    tokio::fs::create_dir_all(directory).await?;
    // The viewer looks for the JSON: it appears last, when all is there.
    place(directory, &file_name(mail, "eml"), bytes).await?;
    place(directory, &file_name(mail, "json"), &json).await
}

/// A name from the Message-ID that stays inside the directory.
fn file_name(mail: &Mail, extension: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_@.".contains(c) { c } else { '_' };
    let stem: String = mail.message_id.chars().map(plain).collect();
    format!("{}.{extension}", stem.trim_start_matches('.'))
}

/// Writes beside, then renames: a reader sees the whole file or none.
async fn place(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let beside = directory.join(format!(".{name}.part"));
    tokio::fs::write(&beside, bytes).await?;
    tokio::fs::rename(&beside, directory.join(name)).await
}
