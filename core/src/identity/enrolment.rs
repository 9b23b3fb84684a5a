//! An authenticator that begins, with the seed its page showed; and the recovery codes that stand in for it.

use super::{staff, token};
use crate::{
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    ports::storage,
};
use data_encoding::BASE32_NOPAD;
use entity::{id::StaffId, recovery_code};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

/// Bytes of an authenticator's seed: 160 bits (security.md 5.3).
const SEED: usize = 20;
/// Recovery codes given out at once, 125 bits each.
const RECOVERY_CODES: usize = 8;

/// The seed the page showed, base 32, and a code made from it: the authenticator is known to work.
#[derive(Clone, Copy)]
pub struct NewAuthenticator<'a> {
    pub seed: &'a str,
    pub code: &'a str,
}

/// An authenticator whose code fits.
pub(super) struct Enrolled {
    seed: Vec<u8>,
    /// The step of the code, which is thereby used.
    pub step: i64,
}

impl NewAuthenticator<'_> {
    /// Judges the code. The seed comes back in the form: only one of the length that was shown is taken.
    ///
    /// # Errors
    /// Refused when the code does not come from it.
    pub(super) fn judge(&self, ctx: &Ctx, email: &str) -> Result<Enrolled> {
        let seed = BASE32_NOPAD.decode(self.seed.as_bytes()).ok().filter(|seed| seed.len() == SEED);
        let seed = seed.ok_or(Refusal::WrongNewCode)?;
        let totp = staff::totp(seed.clone(), email, &ctx.notice.controller.name)?;
        let now = u64::try_from(ctx.now().timestamp()).unwrap_or_default();
        let plain: String = self.code.chars().filter(char::is_ascii_digit).collect();
        let step = totp.check(&plain, now).ok_or(Refusal::WrongNewCode)?;
        Ok(Enrolled { seed, step: i64::try_from(step).unwrap_or_default() })
    }
}

impl Enrolled {
    /// The seed as an account keeps it.
    ///
    /// # Errors
    /// A fault when it cannot be wrapped.
    pub(super) fn wrapped(&self, ctx: &Ctx, id: StaffId) -> Result<Vec<u8>> {
        Ok(storage::wrap(&ctx.keys, &ctx.entropy, &id.to_string(), &self.seed)?.into_bytes())
    }
}

/// A seed of 160 bits for the page to show, base 32.
///
/// # Errors
/// A fault when no randomness can be had.
pub fn fresh_seed(ctx: &Ctx) -> Result<String> {
    Ok(BASE32_NOPAD.encode(&ctx.entropy.bytes::<SEED>()?))
}

/// The address from which an authenticator app takes the key, as a QR code carries it; nothing for a key that is none.
pub fn authenticator_address(ctx: &Ctx, email: &str, seed: &str) -> Option<String> {
    let seed = BASE32_NOPAD.decode(seed.as_bytes()).ok().filter(|seed| seed.len() == SEED)?;
    staff::totp(seed, email, &ctx.notice.controller.name).ok()?.to_url().ok()
}

/// Gives an account its recovery codes; any it had are void.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn give_recovery_codes(ctx: &Ctx, tx: &Write, id: StaffId) -> Result<Vec<String>> {
    let old = recovery_code::Column::StaffId.eq(id);
    recovery_code::Entity::delete_many().filter(old).exec(tx.db()).await?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        // 25 base-32 characters are 125 bits.
        let mut code = BASE32_NOPAD.encode(&ctx.entropy.bytes::<16>()?);
        code.truncate(25);
        let row = recovery_code::ActiveModel {
            id: Set(ctx.mint()?),
            staff_id: Set(id),
            digest: Set(token::digest_of(&code)),
            used_at: Set(None),
        };
        row.insert(tx.db()).await?;
        codes.push(code);
    }
    Ok(codes)
}
