//! The JWT in a mailed link, and the derivation of link and code from their challenge.

use crate::{
    ctx::Ctx,
    error::{Context, Result},
    id::{crockford, forgive},
};
use chrono::{DateTime, Utc};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use entity::{challenge, id::ChallengeId, kind::ChallengePurpose};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    errors::{Error as JwtError, ErrorKind},
};
use ring::{digest, hmac};
use serde::{Deserialize, Serialize};
use signature::{Signer, Verifier};

/// `typ` of a sign-in link; no other token of ours carries it (RFC 8725 §3.11).
const TYPE: &str = "ml+jwt";
/// Seconds a clock may differ.
const LEEWAY: u64 = 30;

/// What a link says: nothing but which challenge it answers, and when.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    purpose: String,
    jti: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// The token of a challenge's link; derived anew whenever it is needed, stored nowhere.
///
/// # Errors
/// A fault when signing fails.
pub fn link(ctx: &Ctx, challenge: &challenge::Model) -> Result<String> {
    install_provider();
    let (kid, key) = ctx.keys.signing();
    let header = Header { typ: Some(TYPE.into()), kid: Some(kid.into()), ..Header::new(Algorithm::HS256) };
    let claims = Claims {
        iss: ctx.settings.base_url.clone(),
        aud: audience(ctx),
        purpose: challenge.purpose.code().into(),
        jti: jti(ctx, challenge.id, challenge.created_at),
        iat: challenge.created_at.timestamp(),
        nbf: challenge.created_at.timestamp(),
        exp: challenge.expires_at.timestamp(),
    };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(key)).context("signing a link")
}

/// What a genuine, current link answers: the digest its challenge is found under, and its purpose.
#[derive(Debug)]
pub struct Link {
    pub digest: String,
    pub purpose: ChallengePurpose,
}

/// Reads the token of a link; nothing for anything the portal has not signed for this use.
pub fn read(ctx: &Ctx, token: &str) -> Option<Link> {
    install_provider();
    let header = jsonwebtoken::decode_header(token).ok()?;
    if header.typ.as_deref() != Some(TYPE) {
        return None;
    }
    let key = ctx.keys.verifying(header.kid.as_deref()?, ctx.now())?;
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_required_spec_claims(&["exp", "nbf", "iss", "aud"]);
    rules.set_audience(&[audience(ctx)]);
    rules.set_issuer(&[&ctx.settings.base_url]);
    rules.leeway = LEEWAY;
    // Both are checked below against the injected clock; the library would read the machine's.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(key), &rules).ok()?.claims;
    let now = ctx.now().timestamp();
    let leeway = i64::try_from(LEEWAY).unwrap_or_default();
    let timely = claims.iat - leeway <= now && claims.nbf - leeway <= now && now < claims.exp;
    let purpose = ChallengePurpose::from_code(&claims.purpose).filter(|_| timely)?;
    Some(Link { digest: digest_of(&claims.jti), purpose })
}

/// 256 bits that name the challenge in its link, derived so that they need not be stored.
fn jti(ctx: &Ctx, id: ChallengeId, at: DateTime<Utc>) -> String {
    derived(ctx, "link", id, at).first().map(|bytes| BASE64URL_NOPAD.encode(bytes)).unwrap_or_default()
}

/// What the challenge's row keeps of its link.
pub fn link_digest(ctx: &Ctx, id: ChallengeId, at: DateTime<Utc>) -> String {
    digest_of(&jti(ctx, id, at))
}

/// The typed code of a challenge, `XXXX-XXXX`: 8 Crockford characters, 40 bits.
pub fn code(ctx: &Ctx, id: ChallengeId, at: DateTime<Utc>) -> String {
    derived(ctx, "code", id, at).first().map(shown_code).unwrap_or_default()
}

/// Whether a typed code is the challenge's; compared in constant time, look-alikes forgiven.
pub fn is_code(ctx: &Ctx, id: ChallengeId, typed: &str) -> bool {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).map(forgive).collect();
    derived(ctx, "code", id, ctx.now())
        .iter()
        .any(|bytes| same(shown_code(bytes).replace('-', "").as_bytes(), plain.as_bytes()))
}

/// Hex SHA-256, as rows keep what cookies and links carry.
pub fn digest_of(secret: &str) -> String {
    HEXLOWER.encode(digest::digest(&digest::SHA256, secret.as_bytes()).as_ref())
}

/// What a form and an address call the link they were drawn for, of which a browser may have opened several. Who knows
/// the name does not hold the link.
pub fn name_of(token: &str) -> String {
    digest_of(token)[..16].to_owned()
}

/// Compares without telling by its time where two texts differ.
pub fn same(left: &[u8], right: &[u8]) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"comparison");
    hmac::verify(&key, right, hmac::sign(&key, left).as_ref()).is_ok()
}

fn derived(ctx: &Ctx, what: &str, id: ChallengeId, at: DateTime<Utc>) -> Vec<[u8; 32]> {
    ctx.keys.derived(&[what, &id.to_string()], at)
}

fn shown_code(bytes: &[u8; 32]) -> String {
    let bits = bytes.iter().take(5).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let symbols = crockford(bits);
    format!("{}-{}", &symbols[..4], &symbols[4..])
}

fn audience(ctx: &Ctx) -> String {
    format!("{}#sign-in", ctx.settings.base_url)
}

/// HS256 over ring: the only native cryptography in the tree (ARCHITECTURE, "Decisions").
struct Hs256(hmac::Key);

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, signature::Error> {
        Ok(hmac::sign(&self.0, message).as_ref().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], mac: &Vec<u8>) -> std::result::Result<(), signature::Error> {
        hmac::verify(&self.0, message, mac).map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(Hs256(only_hs256(*algorithm, key.as_bytes())?))),
    verifier_factory: |algorithm, key| Ok(Box::new(Hs256(only_hs256(*algorithm, key.try_get_as_bytes()?)?))),
    key_utils: KeyUtils::new_unimplemented(),
};

fn only_hs256(algorithm: Algorithm, key: &[u8]) -> std::result::Result<hmac::Key, JwtError> {
    if algorithm == Algorithm::HS256 {
        Ok(hmac::Key::new(hmac::HMAC_SHA256, key))
    } else {
        Err(ErrorKind::InvalidAlgorithm.into())
    }
}

fn install_provider() {
    // A second call finds ours in place; nothing else in the process installs one.
    let _ = PROVIDER.install_default();
}
