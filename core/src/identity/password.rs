//! Staff passwords: one constructor for every path that sets one, and Argon2id over a pepper.

use crate::{
    ctx::Ctx,
    error::{Context, Fault, Result},
};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::{collections::HashSet, sync::LazyLock};
use tokio::sync::Semaphore;

/// Two hashes at a time on the whole process (security.md 5.4).
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Words that a guesser of this product tries first, and the commonest passwords of 12 characters or more.
static BANNED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("banned_passwords.txt").lines().collect());

/// A password that may be set: 12 to 128 characters, not listed, not built from what stands around it.
#[derive(Clone)]
pub struct Password(String);

/// Why a password may not be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    TooShort,
    TooLong,
    /// On the list of common passwords.
    Common,
    /// Built from the name, the address, the controller or the product.
    Context,
}

impl Password {
    /// Checks a wish; nothing is trimmed, cut or changed (ASVS 6.2.8).
    ///
    /// # Errors
    /// [`Weak`] with the reason.
    pub fn choose(typed: &str, around: &[&str]) -> std::result::Result<Self, Weak> {
        let characters = typed.chars().count();
        if characters < 12 {
            return Err(Weak::TooShort);
        }
        if characters > 128 {
            return Err(Weak::TooLong);
        }
        let folded = typed.to_lowercase();
        if BANNED.contains(folded.as_str()) || is_one_pattern(&folded) {
            return Err(Weak::Common);
        }
        let words = around.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let built = words.chain(["tietosuoja", "gdpr", "portal"]).filter(|word| word.chars().count() >= 4);
        let mut rest = folded;
        for word in built {
            rest = rest.replace(&word.to_lowercase(), "");
        }
        // What remains without the words around it must itself be half a password.
        if rest.chars().count() < 6 { Err(Weak::Context) } else { Ok(Self(typed.into())) }
    }
}

/// The PHC string of a password.
///
/// # Errors
/// A fault when hashing fails.
pub async fn hash(ctx: &Ctx, password: &Password) -> Result<String> {
    let (pepper, password) = (pepper(ctx), password.0.clone());
    in_turn(move || {
        let phc = hasher(pepper.as_bytes())?.hash_password(password.as_bytes());
        Ok(phc.map_err(|error| Fault::new("hashing a password", error.to_string()))?.to_string())
    })
    .await
}

/// Whether a typed password is the one of a PHC string. For an unknown account `phc` is nothing: the same
/// work is then done against a hash that nothing fits, so that time tells nothing.
///
/// # Errors
/// A fault when hashing fails.
pub async fn verify(ctx: &Ctx, typed: &str, phc: Option<&str>) -> Result<bool> {
    let (pepper, typed) = (pepper(ctx), typed.to_owned());
    let known = phc.map(str::to_owned);
    in_turn(move || {
        let hasher = hasher(pepper.as_bytes())?;
        let Some(phc) = known else {
            let mut out = [0; 32];
            let spent = hasher.hash_password_into(typed.as_bytes(), b"nobody has this!", &mut out);
            return spent.map(|()| false).map_err(|error| Fault::new("hashing", error.to_string()).into());
        };
        let parsed =
            PasswordHash::new(&phc).map_err(|error| Fault::new("reading a hash", error.to_string()))?;
        Ok(hasher.verify_password(typed.as_bytes(), &parsed).is_ok())
    })
    .await
}

/// Argon2id, 46 MiB, one pass, one lane: the OWASP setting of security.md 5.4.
fn hasher(pepper: &[u8]) -> Result<Argon2<'_>> {
    let params =
        Params::new(47_104, 1, 1, Some(32)).map_err(|error| Fault::new("hashing", error.to_string()))?;
    let hasher = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params);
    Ok(hasher.map_err(|error| Fault::new("hashing", error.to_string()))?)
}

/// A pepper that never rotates: the pseudonym key's, for a rotating one would void every password.
fn pepper(ctx: &Ctx) -> String {
    ctx.keys.pseudonym("pepper", "staff")
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _turn = AT_ONCE.acquire().await.context("waiting to hash")?;
    tokio::task::spawn_blocking(work).await.context("hashing")?
}

/// One character, or one short run, over and over (`aaaaaaaaaaaa`, `abcabcabcabc`).
fn is_one_pattern(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=4).any(|run| letters.iter().enumerate().all(|(place, letter)| *letter == letters[place % run]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AROUND: &[&str] = &["sam@wprod.example", "Sam Salo", "WProd Oy"];

    #[test]
    fn guessable_passwords_are_refused_with_their_reason() {
        let reason = |typed: &str| Password::choose(typed, AROUND).err();
        assert_eq!(reason("short"), Some(Weak::TooShort));
        assert_eq!(reason(&"x1".repeat(65)), Some(Weak::TooLong));
        assert_eq!(reason("aaaaaaaaaaaaaa"), Some(Weak::Common));
        assert_eq!(reason("Password1234"), Some(Weak::Common));
        assert_eq!(reason("wprodgdpr2026!"), Some(Weak::Context));
        assert_eq!(reason("gdprtietosuoja"), Some(Weak::Context));
    }

    proptest! {
        #[test]
        fn any_other_password_is_taken_as_it_is(typed in "[a-zåäö ]{20,60}") {
            prop_assume!(!is_one_pattern(&typed));
            prop_assert_eq!(Password::choose(&typed, &[]).map(|password| password.0), Ok(typed));
        }
    }
}
