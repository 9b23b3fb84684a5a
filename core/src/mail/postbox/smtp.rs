//! The way to the mail server: TLS unless it is this very machine, a limit on every step, and no resend in doubt.

mod url;

use super::{
    Delivery,
    message::{Mail, Malformed, address},
};
use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, TlsParameters},
    commands,
    extension::ClientId,
    response::Response,
};
use std::{future::Future, time::Duration};
use tokio::time::{Instant, timeout, timeout_at};

pub use url::BadUrl;

/// How long each step may take (security.md 5.8).
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub connect: Duration,
    pub command: Duration,
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            command: Duration::from_secs(30),
            whole: Duration::from_mins(2),
        }
    }
}

/// How the connection is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    /// TLS from the first byte.
    Wrapper,
    /// TLS after STARTTLS; without it nothing is sent.
    StartTls,
    /// None: the server is on this machine.
    Loopback,
}

/// A mail server and how to speak to it. Its `Debug` shows no password.
#[derive(Clone, Debug)]
pub struct SmtpRelay {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    limits: Limits,
}

impl SmtpRelay {
    /// Reads `smtp://` (STARTTLS demanded, except on loopback) or `smtps://` (TLS at once), with
    /// `user:password@`, percent-encoded, where the server asks for it.
    pub fn parse(url: &str) -> Result<Self, BadUrl> {
        url::parse(url)
    }

    /// The same server with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// One connection, one mail. The body leaves only after the server's 354 and a fence that holds.
    pub(super) async fn deliver(
        &self,
        mail: &Mail,
        bytes: &[u8],
        fence: impl AsyncFnOnce() -> bool,
    ) -> Delivery {
        let end = Instant::now() + self.limits.whole;
        let mut connection = match self.open(end).await {
            Ok(connection) => connection,
            Err(failure) => return failure.of_relay(),
        };
        if let Err(delivery) = self.announce(&mut connection, mail, end).await {
            leave(connection);
            return delivery;
        }
        if !fence().await {
            // After 354 even QUIT would be a line of the body. Closing without the final dot makes the
            // server discard the mail (RFC 5321 4.1.1.10).
            return Delivery::FenceLost;
        }
        let delivery = match timeout_at(end, connection.message(bytes)).await {
            Ok(answer) => after_body(answer),
            Err(_) => Delivery::Uncertain { cause: TIMED_OUT.into() },
        };
        if !matches!(delivery, Delivery::Uncertain { .. }) {
            leave(connection);
        }
        delivery
    }

    /// Connects, encrypts, signs in.
    async fn open(&self, end: Instant) -> Result<AsyncSmtpConnection, Failure> {
        let hello = ClientId::default();
        let wrapper = if self.security == Security::Wrapper { Some(self.tls()?) } else { None };
        let server = (self.host.as_str(), self.port);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.limits.connect), &hello, wrapper, None);
        // Greeting and EHLO are part of lettre's connecting, so a command's time is added.
        let mut connection = within(self.limits.connect + self.limits.command, end, connecting).await?;
        if self.security == Security::StartTls {
            self.step(end, connection.starttls(self.tls()?, &hello)).await?;
        }
        if let Some(credentials) = &self.credentials {
            self.step(end, connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials)).await?;
        }
        Ok(connection)
    }

    /// Sender, recipient, and the server's 354.
    async fn announce(
        &self,
        connection: &mut AsyncSmtpConnection,
        mail: &Mail,
        end: Instant,
    ) -> Result<(), Delivery> {
        let malformed = |malformed: Malformed| Delivery::Permanent { reply: malformed.to_string() };
        let from = address(&mail.from, "sender").map_err(malformed)?;
        let to = address(&mail.to, "recipient").map_err(malformed)?;
        let mail_from = commands::Mail::new(Some(from), Vec::new());
        self.step(end, connection.command(mail_from)).await.map_err(Failure::of_relay)?;
        let rcpt_to = commands::Rcpt::new(to, Vec::new());
        self.step(end, connection.command(rcpt_to)).await.map_err(Failure::of_mail)?;
        let go = self.step(end, connection.command(commands::Data)).await.map_err(Failure::of_mail)?;
        if go.has_code(354) { Ok(()) } else { Err(Delivery::Transient { reply: reply(&go) }) }
    }

    fn tls(&self) -> Result<TlsParameters, Failure> {
        TlsParameters::new(self.host.clone()).map_err(Failure::Smtp)
    }

    async fn step<T>(
        &self,
        end: Instant,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Failure> {
        within(self.limits.command, end, work).await
    }
}

const TIMED_OUT: &str = "timed out";
/// QUIT is a courtesy: what became of the mail is known, and nobody waits for the answer.
const QUIT: Duration = Duration::from_secs(5);

/// Why a step before the body did not succeed.
enum Failure {
    Smtp(Error),
    TimedOut,
}

impl Failure {
    /// A refusal of ourselves (sign-in, sender) says nothing about this mail: try again, staff are told.
    fn of_relay(self) -> Delivery {
        match self {
            Self::Smtp(error) => Delivery::Transient { reply: without_addresses(&error.to_string()) },
            Self::TimedOut => Delivery::Transient { reply: TIMED_OUT.into() },
        }
    }

    /// A refusal of this recipient or this mail: 5xx is final.
    fn of_mail(self) -> Delivery {
        match self {
            Self::Smtp(error) if error.is_permanent() => {
                Delivery::Permanent { reply: without_addresses(&error.to_string()) }
            }
            other => other.of_relay(),
        }
    }
}

async fn within<T>(
    limit: Duration,
    end: Instant,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failure> {
    let until = end.min(Instant::now() + limit);
    timeout_at(until, work).await.map_err(|_| Failure::TimedOut)?.map_err(Failure::Smtp)
}

/// Only a clear answer is believed once the body has left.
fn after_body(answer: Result<Response, Error>) -> Delivery {
    match answer {
        // RFC 5321 4.3.2: 250 answers the end of the body; any other 2yz still takes it.
        Ok(response) if !response.has_code(354) => Delivery::Accepted { reply: reply(&response) },
        Ok(response) => Delivery::Uncertain { cause: reply(&response) },
        Err(error) if error.is_permanent() => {
            Delivery::Permanent { reply: without_addresses(&error.to_string()) }
        }
        Err(error) if error.is_transient() => {
            Delivery::Transient { reply: without_addresses(&error.to_string()) }
        }
        Err(error) => Delivery::Uncertain { cause: without_addresses(&error.to_string()) },
    }
}

/// Says QUIT without keeping the caller waiting: it has an answer to commit.
fn leave(mut connection: AsyncSmtpConnection) {
    drop(tokio::spawn(async move { drop(timeout(QUIT, connection.quit()).await) }));
}

fn reply(response: &Response) -> String {
    let words = response.message().collect::<Vec<_>>().join(" ");
    without_addresses(&format!("{} {words}", response.code()))
}

/// Servers like to repeat the recipient; replies are stored and logged, so they must not.
fn without_addresses(text: &str) -> String {
    let words = text.split_whitespace().map(|word| if word.contains('@') { "(address)" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(300).collect()
}
