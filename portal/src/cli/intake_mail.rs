//! `portal intake-mail`: takes one mail from a mail server's pipe and answers as a pipe of sendmail does; see
//! `deploy/incoming-mail.md`.

use super::start;
use crate::config::Config;
use portal_core::{
    ctx::Ctx,
    mail::incoming::{self, LARGEST},
};
use std::io::{self, Read};

/// Take one mail from standard input.
#[derive(Clone, Debug, clap::Args)]
pub struct IntakeArgs {
    /// Name of a mail server of our own, as it stands behind "by" in the trace it writes: the day of receipt is that of
    /// the trace. Without it, that of now. May be given again
    #[arg(long = "server", value_name = "HOST")]
    pub servers: Vec<String>,
}

/// How it ended, as sysexits.h counts.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// The mail is kept, or was before.
    Kept,
    /// There was no mail.
    Nothing,
    /// The mail server tells the sender, who has the mail.
    TooLarge,
    /// The mail server keeps the mail and tries again; why.
    Later(String),
}

impl Ended {
    /// 0, `EX_DATAERR`, `EX_UNAVAILABLE` or `EX_TEMPFAIL`.
    pub fn code(&self) -> u8 {
        match self {
            Self::Kept => 0,
            Self::Nothing => 65,
            Self::TooLarge => 69,
            Self::Later(_) => 75,
        }
    }

    /// What is to be told; a mail server puts the first line of it into its log or its report.
    pub fn told(&self) -> Option<&str> {
        match self {
            Self::Kept => None,
            Self::Nothing => Some("there was no mail on standard input"),
            Self::TooLarge => Some("the mail is larger than 40 MiB"),
            Self::Later(why) => Some(why),
        }
    }
}

/// Takes the mail. Nothing that fails here, not even what should never happen, lets the mail server give the mail up.
pub async fn run(config: Config, args: IntakeArgs, mut from: impl Read + 'static) -> Ended {
    let whole = async move {
        let raw = match read(&mut from) {
            Ok(raw) => raw,
            Err(error) => return Ended::Later(format!("reading the mail: {error}")),
        };
        match start::open(&config).await {
            Ok(ctx) => take(&ctx, raw, &args.servers).await,
            Err(error) => Ended::Later(error.to_string()),
        }
    };
    let ended = actix_web::rt::spawn(whole).await;
    ended.unwrap_or_else(|_| {
        Ended::Later("the mail could not be taken in; it stays with the mail server".into())
    })
}

/// Takes a mail that was read.
pub async fn take(ctx: &Ctx, raw: Vec<u8>, servers: &[String]) -> Ended {
    if raw.is_empty() {
        return Ended::Nothing;
    }
    if raw.len() > LARGEST {
        return Ended::TooLarge;
    }
    match incoming::receive(ctx, raw, servers).await {
        Ok(_) => Ended::Kept,
        Err(error) => Ended::Later(error.to_string()),
    }
}

/// At most one byte more than may be; the rest is read too and thrown away, for a mail server does not like its pipe broken.
fn read(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    from.by_ref().take(most).read_to_end(&mut raw)?;
    io::copy(from, &mut io::sink())?;
    Ok(raw)
}
