//! The secrets of an installation: one file outside the database and outside every backup.

use crate::{
    email::Email,
    error::{Context, Result},
    ports::{clock::Clock, entropy::Entropy, private},
};
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use ring::hmac;
use serde::{Deserialize, Serialize};
use std::{io::Write, path::Path};

/// An old link key still verifies so long (security.md 5.3).
const OLD_KEY_GRACE: TimeDelta = TimeDelta::minutes(15);

/// The key ring. Signing and wrapping keys rotate, newest first; the pseudonym and audit keys never do:
/// without them no address matches again and no entry verifies.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    pseudonym: Secret,
    audit: Secret,
    signing: Vec<RingKey>,
    wrapping: Vec<RingKey>,
}

/// A rotating key with its name and birthday.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RingKey {
    /// Short name that stands in token headers and wrapped keys.
    pub kid: String,
    key: Secret,
    made_at: DateTime<Utc>,
}

/// 32 random bytes, written in base64.
#[derive(Clone)]
pub(crate) struct Secret([u8; 32]);

impl Keys {
    /// Fresh keys.
    ///
    /// # Errors
    /// A fault when no randomness can be had.
    pub fn generate(clock: &Clock, entropy: &Entropy) -> Result<Self> {
        let secret = || entropy.bytes().map(Secret);
        let ring = || Ok::<_, crate::error::Error>(vec![RingKey::generate(clock, entropy)?]);
        Ok(Self { pseudonym: secret()?, audit: secret()?, signing: ring()?, wrapping: ring()? })
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// A fault when it is missing, malformed, or readable by others than its owner.
    pub fn read(path: &Path) -> Result<Self> {
        private::refuse_open("reading the key file", path)?;
        let text = std::fs::read_to_string(path).context("reading the key file")?;
        toml::from_str(&text).context("parsing the key file")
    }

    /// Writes a new key file with mode 0600; an existing one is never overwritten.
    ///
    /// # Errors
    /// A fault when the file exists or cannot be written.
    pub fn write_new(&self, path: &Path) -> Result<()> {
        let mut file = private::options().create_new(true).open(path).context("creating the key file")?;
        let text = toml::to_string(self).context("writing the key file")?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).context("writing the key file")
    }

    /// The pseudonym of an address: hex HMAC-SHA-256 of its folded form. It never changes for an installation.
    pub fn email_key(&self, email: &Email) -> String {
        HEXLOWER.encode(&self.pseudonym.mac(&["email", email.as_str()]))
    }

    /// The pseudonym of anything else that must be counted but not kept (a network address, a user name).
    pub fn pseudonym(&self, kind: &str, value: &str) -> String {
        HEXLOWER.encode(&self.pseudonym.mac(&[kind, value]))
    }

    /// The key of the journal; it follows from the pseudonym key, so that a journal stays readable for good.
    pub(crate) fn journal(&self) -> [u8; 32] {
        self.pseudonym.mac(&["journal", "seal"])
    }

    /// The MAC of an unsubscribe link. Newsletters lie in mailboxes for years, so its key never rotates.
    pub(crate) fn unsubscribe_mac(&self, email_key: &str, purpose: &str) -> [u8; 32] {
        self.pseudonym.mac(&["unsubscribe", email_key, purpose])
    }

    /// Whether an unsubscribe link is ours; compared in constant time.
    pub(crate) fn verifies_unsubscribe_mac(&self, email_key: &str, purpose: &str, mac: &[u8]) -> bool {
        self.pseudonym.verifies(&["unsubscribe", email_key, purpose], mac)
    }

    /// A secret derived from a subject that never changes for an installation, for links that work for weeks.
    pub(crate) fn lasting(&self, parts: &[&str]) -> [u8; 32] {
        self.pseudonym.mac(parts)
    }

    /// The MAC of an audit entry or seal, hex.
    pub fn audit_mac(&self, canonical: &str) -> String {
        HEXLOWER.encode(&self.audit.mac(&["audit", canonical]))
    }

    /// The seal of one page's forms: its nonce and a MAC under the newest signing key. It never leaves the server;
    /// what stands in a form is its [`form_token`].
    pub fn form_seal(&self, owner: &str, nonce: &str) -> String {
        format!("{nonce}.{}", BASE64URL_NOPAD.encode(&self.signing[0].key.mac(&["form", owner, nonce])))
    }

    /// Whether a posted token is one of this owner's pages for a form sent to `action`, made with one of the two newest
    /// signing keys; compared in constant time.
    pub fn is_form_token(&self, owner: &str, action: &str, posted: &str) -> bool {
        let Some((nonce, mac)) = posted.split_once('.') else { return false };
        let Ok(mac) = BASE64URL_NOPAD.decode(mac.as_bytes()) else { return false };
        let seals = self.signing.iter().take(2).map(|ring| ring.key.mac(&["form", owner, nonce]));
        seals.into_iter().any(|seal| Secret(seal).verifies(&[place(action)], &mac))
    }

    /// The newest signing key, and its bytes.
    pub fn signing(&self) -> (&str, &[u8]) {
        (&self.signing[0].kid, &self.signing[0].key.0)
    }

    /// A signing key by name, if it may still verify at `now`.
    pub fn verifying(&self, kid: &str, now: DateTime<Utc>) -> Option<&[u8]> {
        let place = self.signing.iter().take(2).position(|ring| ring.kid == kid)?;
        let grace_left = place == 0 || now - self.signing[0].made_at <= OLD_KEY_GRACE;
        grace_left.then_some(&self.signing[place].key.0[..])
    }

    /// Secrets derived from a subject under each signing key that may still verify, newest first.
    pub(crate) fn derived(&self, parts: &[&str], now: DateTime<Utc>) -> Vec<[u8; 32]> {
        let live = self.signing.iter().take(2).filter(|ring| self.verifying(&ring.kid, now).is_some());
        live.map(|ring| ring.key.mac(parts)).collect()
    }

    /// The newest wrapping key, and its bytes.
    pub(crate) fn wrapping(&self) -> (&str, &[u8]) {
        (&self.wrapping[0].kid, &self.wrapping[0].key.0)
    }

    /// A wrapping key by name.
    pub(crate) fn unwrapping(&self, kid: &str) -> Option<&[u8]> {
        self.wrapping.iter().find(|ring| ring.kid == kid).map(|ring| &ring.key.0[..])
    }
}

/// The token of a form sent to `action` (security.md 5.2): without its page's seal nobody makes one for another action.
pub fn form_token(seal: &str, action: &str) -> String {
    let (nonce, seal) = seal.split_once('.').unwrap_or_default();
    let mac = BASE64URL_NOPAD.decode(seal.as_bytes()).ok().and_then(|seal| <[u8; 32]>::try_from(seal).ok());
    let mac = mac.map(|seal| BASE64URL_NOPAD.encode(&Secret(seal).mac(&[place(action)])));
    format!("{nonce}.{}", mac.unwrap_or_default())
}

/// Where a form goes, without a query.
fn place(action: &str) -> &str {
    action.split_once('?').map_or(action, |(path, _)| path)
}

impl RingKey {
    fn generate(clock: &Clock, entropy: &Entropy) -> Result<Self> {
        let kid = HEXLOWER.encode(&entropy.bytes::<4>()?);
        Ok(Self { kid, key: Secret(entropy.bytes()?), made_at: clock.now() })
    }
}

impl Secret {
    fn key(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.0)
    }

    /// HMAC-SHA-256 over the parts, each with its length before it, so that no two lists of parts collide.
    fn mac(&self, parts: &[&str]) -> [u8; 32] {
        let mut mac = [0; 32];
        mac.copy_from_slice(hmac::sign(&self.key(), &framed(parts)).as_ref());
        mac
    }

    fn verifies(&self, parts: &[&str], mac: &[u8]) -> bool {
        hmac::verify(&self.key(), &framed(parts), mac).is_ok()
    }
}

fn framed(parts: &[&str]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| [part.len().to_string().as_bytes(), b":", part.as_bytes()].concat())
        .collect()
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        match bytes {
            Some(bytes) if bytes != [0; 32] => Ok(Self(bytes)),
            _ => Err(serde::de::Error::custom("a key is 32 bytes in base64: run `portal keys init`")),
        }
    }
}

/// Says nothing: a key never reaches a log.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}
