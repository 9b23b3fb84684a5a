//! Staff passwords: one constructor for every path that sets one, and Argon2id over a pepper.

use crate::{
    ctx::Ctx,
    error::{Context, Fault, Refusal, Result},
};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes at a time on the whole process (security.md 5.4).
const AT_ONCE: usize = 2;
/// Those who wait for one; whoever comes beyond them is sent away (security.md 5.4).
const WAITING: usize = 20;

/// Words that a guesser of this product tries first, and the commonest passwords of 12 characters or more.
static BANNED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("banned_passwords.txt").lines().collect());

/// Who hashes now, and who waits for it. A context has one, and a process has one context.
#[derive(Clone, Debug)]
pub struct Hashing {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// A place among them; it is taken before anything is counted or looked up, so that whoever is sent away has lost no try
/// and learned nothing.
#[derive(Debug)]
pub struct Place {
    _held: OwnedSemaphorePermit,
}

impl Default for Hashing {
    fn default() -> Self {
        let of = |many| Arc::new(Semaphore::new(many));
        Self { places: of(AT_ONCE + WAITING), turns: of(AT_ONCE) }
    }
}

impl Hashing {
    /// Takes a place.
    ///
    /// # Errors
    /// Refused when all are taken; a few seconds later there is one.
    pub fn place(&self) -> Result<Place> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        Ok(place.map(|held| Place { _held: held }).map_err(|_| Refusal::Busy)?)
    }
}

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
pub async fn hash(ctx: &Ctx, place: Place, password: &Password) -> Result<String> {
    let (pepper, password) = (pepper(ctx), password.0.clone());
    in_turn(ctx, place, move || {
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
pub async fn verify(ctx: &Ctx, place: Place, typed: &str, phc: Option<&str>) -> Result<bool> {
    let (pepper, typed) = (pepper(ctx), typed.to_owned());
    let known = phc.map(str::to_owned);
    in_turn(ctx, place, move || {
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

/// The work has its turn and its place until it ends, also when nobody waits for it any more.
async fn in_turn<T: Send + 'static>(
    ctx: &Ctx,
    place: Place,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = Arc::clone(&ctx.hashing.turns).acquire_owned().await.context("waiting to hash")?;
    let worked = tokio::task::spawn_blocking(move || {
        let _held = (turn, place);
        work()
    });
    worked.await.context("hashing")?
}

/// One character, or one short run, over and over (`aaaaaaaaaaaa`, `abcabcabcabc`).
fn is_one_pattern(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=4).any(|run| letters.iter().enumerate().all(|(place, letter)| *letter == letters[place % run]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{error::Error, testing};
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

    #[tokio::test]
    async fn beyond_those_who_wait_nobody_is_let_in_until_a_place_is_free() {
        let (ctx, _folder) = testing::ctx().await;
        let mut places: Vec<_> = (0..AT_ONCE + WAITING).map(|_| ctx.hashing.place().unwrap()).collect();
        let full = || matches!(ctx.hashing.place(), Err(Error::Refused(Refusal::Busy)));
        assert!(places.len() == 22 && full());
        let first = places.pop().unwrap();
        assert!(full(), "who has a place keeps it until the work is done");
        assert!(!verify(&ctx, first, "whatever", None).await.unwrap());
        assert!(!full(), "and no longer");
    }

    #[tokio::test]
    async fn two_hash_at_once_and_a_caller_who_leaves_frees_no_turn() {
        let (ctx, _folder) = testing::ctx().await;
        let (go_on, wait) = std::sync::mpsc::channel::<()>();
        let wait = std::sync::Mutex::new(wait);
        let work = move || {
            wait.lock().unwrap().recv().unwrap();
            Ok(())
        };
        let place = ctx.hashing.place().unwrap();
        let mut long = Box::pin(in_turn(&ctx, place, work));
        assert!(futures::poll!(&mut long).is_pending());
        drop(long);
        assert_eq!(ctx.hashing.turns.available_permits(), AT_ONCE - 1, "the work goes on");
        go_on.send(()).unwrap();
        let both = ctx.hashing.turns.acquire_many(2).await.unwrap();
        let place = ctx.hashing.place().unwrap();
        let mut third = Box::pin(in_turn(&ctx, place, || Ok(())));
        assert!(futures::poll!(&mut third).is_pending(), "a third waits for its turn");
        drop(both);
        third.await.unwrap();
    }

    proptest! {
        #[test]
        fn any_other_password_is_taken_as_it_is(typed in "[a-zåäö ]{20,60}") {
            prop_assume!(!is_one_pattern(&typed));
            prop_assert_eq!(Password::choose(&typed, &[]).map(|password| password.0), Ok(typed));
        }
    }
}
