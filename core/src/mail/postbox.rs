//! Carries a mail out of the house, and says honestly what became of it.

mod files;
pub mod message;
pub mod smtp;

use message::Mail;
use smtp::SmtpRelay;
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// Where mail goes. Production refuses to start with anything but `Smtp`.
#[derive(Clone, Debug)]
pub enum Postbox {
    Smtp(Box<SmtpRelay>),
    /// Files in a directory, for the viewer of the demo.
    Files(PathBuf),
    /// Kept in memory, for tests.
    Memory(Arc<Mutex<Vec<Mail>>>),
}

/// What became of a mail. Replies have every address taken out, so they may be stored and shown to staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server took it: not yet "delivered".
    Accepted { reply: String },
    /// Not taken, and worth another try.
    Transient { reply: String },
    /// Not taken, and it never will be.
    Permanent { reply: String },
    /// The body was on its way and no answer came: it may or may not have been taken.
    Uncertain { cause: String },
    /// The caller no longer holds the claim; nothing of the mail has left.
    FenceLost,
}

impl Postbox {
    /// Hands the mail over. `fence` runs when everything but the body has been agreed on; there the caller
    /// commits that the body is on its way, and says whether it still holds the claim.
    pub async fn deliver(&self, mail: &Mail, fence: impl AsyncFnOnce() -> bool) -> Delivery {
        let bytes = match mail.bytes() {
            Ok(bytes) => bytes,
            Err(malformed) => return Delivery::Permanent { reply: malformed.to_string() },
        };
        match self {
            Self::Smtp(relay) => relay.deliver(mail, &bytes, fence).await,
            Self::Files(directory) => files::deliver(directory, mail, &bytes, fence).await,
            Self::Memory(mails) => {
                if !fence().await {
                    return Delivery::FenceLost;
                }
                mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Delivery::Accepted { reply: "kept in memory".into() }
            }
        }
    }
}
