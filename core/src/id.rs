//! Identifiers: minting UUIDv7 keys, and the references that people read out on the phone.

use crate::{error::Result, ports::entropy::Entropy};
use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// Crockford's base 32: no I, L, O, U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The five further symbols of a check character (value modulo 37).
const CHECK: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/// A request's public name: 8 random Crockford characters and a check character, `XXXX-XXXX-C`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(String);

/// Why a text is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReference;

impl Reference {
    /// A fresh random reference.
    ///
    /// # Errors
    /// A fault when no randomness can be had.
    pub fn random(entropy: &Entropy) -> Result<Self> {
        loop {
            let reference = with_check(&crockford(u64::from_be_bytes(entropy.bytes()?) >> 24));
            // The five symbols beside the alphabet read badly aloud: such a reference is drawn again.
            if reference.bytes().last().is_some_and(|check| CROCKFORD.contains(&check)) {
                return Ok(Self(reference));
            }
        }
    }

    /// Reads what a person typed: any case, with or without hyphens, O for 0 and I or L for 1.
    ///
    /// # Errors
    /// [`NotAReference`] when it cannot be one; the check character catches every single typing error.
    pub fn parse(typed: &str) -> Result<Self, NotAReference> {
        let plain: String = typed.trim().chars().filter(|c| *c != '-').map(forgive).collect();
        let (symbols, _) = plain.split_at_checked(8).ok_or(NotAReference)?;
        let known = symbols.bytes().all(|symbol| CROCKFORD.contains(&symbol));
        let reference = if known { with_check(symbols) } else { return Err(NotAReference) };
        if reference.bytes().filter(|b| *b != b'-').eq(plain.bytes()) {
            Ok(Self(reference))
        } else {
            Err(NotAReference)
        }
    }

    /// `XXXX-XXXX-C`
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A UUIDv7: milliseconds of Unix time, then 74 random bits.
///
/// # Errors
/// A fault when no randomness can be had.
pub fn mint(at: DateTime<Utc>, entropy: &Entropy) -> Result<Uuid> {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    Ok(Builder::from_unix_timestamp_millis(millis, &entropy.bytes()?).into_uuid())
}

/// The least key that can be minted at an instant.
pub(crate) fn first_of(at: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

/// The instant in which a key was minted, to the millisecond; of a key of another kind, the beginning of Unix time.
pub(crate) fn minted_at(key: Uuid) -> DateTime<Utc> {
    let stamp = key.get_timestamp().map(|stamp| stamp.to_unix());
    stamp
        .and_then(|(secs, nanos)| DateTime::from_timestamp(i64::try_from(secs).ok()?, nanos))
        .unwrap_or_default()
}

/// 40 bits as 8 Crockford characters.
pub(crate) fn crockford(bits: u64) -> String {
    (0..8)
        .rev()
        .map(|place| char::from(CROCKFORD[usize::try_from(bits >> (place * 5) & 31).unwrap_or(0)]))
        .collect()
}

/// What a person meant who typed a look-alike or a small letter.
pub(crate) fn forgive(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn with_check(symbols: &str) -> String {
    let value = symbols.bytes().fold(0_u64, |value, symbol| {
        value << 5 | CROCKFORD.iter().position(|known| *known == symbol).unwrap_or(0) as u64
    });
    let check = char::from(CHECK[usize::try_from(value % 37).unwrap_or(0)]);
    format!("{}-{}-{check}", &symbols[..4], &symbols[4..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_survives_being_typed_and_no_single_slip_does(seed: u64, place in 0_usize..8, slip in 0_usize..32) {
            let reference = Reference::random(&Entropy::seeded(seed)).unwrap();
            let typed = reference.as_str().to_lowercase().replace('-', "");
            prop_assert_eq!(Reference::parse(&typed), Ok(reference));
            let mut wrong = typed.to_uppercase().into_bytes();
            if wrong[place] != CROCKFORD[slip] {
                wrong[place] = CROCKFORD[slip];
                prop_assert_eq!(Reference::parse(std::str::from_utf8(&wrong).unwrap()), Err(NotAReference));
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text: String) {
            let _ = Reference::parse(&text);
        }
    }

    #[test]
    fn keys_sort_by_the_time_they_were_minted() {
        let entropy = Entropy::seeded(3);
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let later = at + chrono::TimeDelta::milliseconds(1);
        assert!(mint(at, &entropy).unwrap() < mint(later, &entropy).unwrap());
    }
}
