//! Reads `smtp://user:password@host:port`, and says what is wrong without repeating it.

use super::{Limits, Security, SmtpRelay};
use lettre::transport::smtp::authentication::Credentials;
use std::{fmt, net::IpAddr};

/// Why the URL of the mail server cannot be used. It never repeats the URL, which holds a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadUrl {
    Scheme,
    Host,
    Port,
    Credentials,
    /// A path, query or fragment: there is nothing it could mean.
    Trailing,
}

impl fmt::Display for BadUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "the mail server's URL must begin with smtp:// or smtps://",
            Self::Host => "the mail server's URL names no valid host",
            Self::Port => "the mail server's URL has no valid port",
            Self::Credentials => "user and password in the mail server's URL must be percent-encoded UTF-8",
            Self::Trailing => "the mail server's URL must end after host and port",
        })
    }
}

impl std::error::Error for BadUrl {}

pub(super) fn parse(url: &str) -> Result<SmtpRelay, BadUrl> {
    let (scheme, rest) = url.trim().split_once("://").ok_or(BadUrl::Scheme)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.contains(['/', '?', '#']) {
        return Err(BadUrl::Trailing);
    }
    let (login, server) = match rest.rsplit_once('@') {
        Some((login, server)) => (Some(login), server),
        None => (None, rest),
    };
    let (host, port) = host_and_port(server)?;
    let security = match scheme {
        "smtps" => Security::Wrapper,
        "smtp" if is_loopback(&host) => Security::Loopback,
        "smtp" => Security::StartTls,
        _ => return Err(BadUrl::Scheme),
    };
    let port = port.unwrap_or(match security {
        Security::Wrapper => 465,
        Security::StartTls => 587,
        Security::Loopback => 25,
    });
    Ok(SmtpRelay {
        host,
        port,
        security,
        credentials: login.map(credentials).transpose()?,
        limits: Limits::default(),
    })
}

/// Splits `host`, `host:port` and `[v6]:port`.
fn host_and_port(server: &str) -> Result<(String, Option<u16>), BadUrl> {
    let (host, port) = match server.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, "")) => (host, None),
        Some((host, rest)) => (host, Some(rest.strip_prefix(':').ok_or(BadUrl::Port)?)),
        None => match server.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (server, None),
        },
    };
    let named = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
    if !named && host.parse::<IpAddr>().is_err() {
        return Err(BadUrl::Host);
    }
    let port =
        port.map(|port| port.parse::<u16>().ok().filter(|port| *port > 0).ok_or(BadUrl::Port)).transpose()?;
    Ok((host.to_owned(), port))
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn credentials(login: &str) -> Result<Credentials, BadUrl> {
    let (user, password) = login.split_once(':').ok_or(BadUrl::Credentials)?;
    Ok(Credentials::new(decoded(user)?, decoded(password)?))
}

/// Percent-decoding (RFC 3986 2.1).
fn decoded(text: &str) -> Result<String, BadUrl> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next().ok_or(BadUrl::Credentials)?, rest.next().ok_or(BadUrl::Credentials)?];
            let value = data_encoding::HEXUPPER_PERMISSIVE.decode(&pair).map_err(|_| BadUrl::Credentials)?;
            bytes.extend(value);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control)).ok_or(BadUrl::Credentials)
}

#[cfg(test)]
mod tests {
    use super::{BadUrl, Security, parse};

    #[test]
    fn only_loopback_goes_without_tls() {
        let security = |url| parse(url).map(|relay| (relay.security, relay.port));
        assert_eq!(security("smtp://127.0.0.1:2525"), Ok((Security::Loopback, 2525)));
        assert_eq!(security("smtp://[::1]"), Ok((Security::Loopback, 25)));
        assert_eq!(security("smtp://localhost"), Ok((Security::Loopback, 25)));
        assert_eq!(security("smtp://mail.example"), Ok((Security::StartTls, 587)));
        assert_eq!(security("smtp://10.0.0.5:25"), Ok((Security::StartTls, 25)));
        assert_eq!(security("smtp://localhost.example"), Ok((Security::StartTls, 587)));
        assert_eq!(security("smtps://localhost/"), Ok((Security::Wrapper, 465)));
    }

    #[test]
    fn a_bad_url_is_named_by_its_part_only() {
        for (url, expected) in [
            ("mail.example", BadUrl::Scheme),
            ("http://mail.example", BadUrl::Scheme),
            ("smtp://", BadUrl::Host),
            ("smtp://ma il", BadUrl::Host),
            ("smtp://mail.example:0", BadUrl::Port),
            ("smtp://mail.example:99999", BadUrl::Port),
            ("smtp://user@mail.example", BadUrl::Credentials),
            ("smtp://user:hunter%2@mail.example", BadUrl::Credentials),
            ("smtp://user:hunter%0d%0aRSET@mail.example", BadUrl::Credentials),
            ("smtp://mail.example?tls=none", BadUrl::Trailing),
        ] {
            let refusal = parse(url).err();
            assert_eq!(refusal, Some(expected), "{url}");
            assert!(!expected.to_string().contains("hunter"));
        }
    }

    #[test]
    fn a_password_is_decoded_and_never_shown() {
        let relay = parse("smtps://ada%40example.net:p%3Ass%2Fw%C3%B6rd@mail.example").unwrap();
        let expected = super::Credentials::new("ada@example.net".into(), "p:ss/wörd".into());
        assert_eq!(relay.credentials, Some(expected));
        assert!(!format!("{relay:?}").contains("wörd"));
    }
}
