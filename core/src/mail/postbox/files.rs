//! Mail as files: `<message-id>.json` for the viewer of the demo and `<message-id>.eml` as it would have left.

use super::{Delivery, message::Mail};
use crate::ports::private;
use serde::Serialize;
use std::{io, path::Path};
use tokio::io::AsyncWriteExt;

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
    private::folder(directory)?;
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
    let options = private::options().create(true).truncate(true).to_owned();
    let mut file = tokio::fs::OpenOptions::from(options).open(&beside).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    tokio::fs::rename(&beside, directory.join(name)).await
}

#[cfg(all(test, unix))]
mod tests {
    use super::place;
    use std::os::unix::fs::PermissionsExt;

    #[tokio::test]
    async fn a_mail_is_a_file_of_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["first and longer", "second"] {
            place(folder.path(), "mail.eml", text.as_bytes()).await.unwrap();
            let path = folder.path().join("mail.eml");
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(std::fs::read_to_string(path).unwrap(), text);
        }
    }
}
