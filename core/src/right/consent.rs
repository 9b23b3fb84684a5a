//! Withdrawal of consent (Art. 7(3)): at once, without reasons, for any proved address.

use crate::{ctx::Ctx, database::Write, error::Result, register::change, right::marketing};

/// Withdraws the consent of an address for the purposes given, of those that rest on consent; says which.
///
/// # Errors
/// A fault when the database is away.
pub async fn withdraw(ctx: &Ctx, tx: &Write, email_key: &str, asked: &[String]) -> Result<Vec<String>> {
    let offered = ctx.notice.consent_purposes().into_iter().map(|purpose| purpose.code.clone());
    let purposes: Vec<String> = offered.filter(|code| asked.contains(code)).collect();
    marketing::end(ctx, (tx, &change::opt_out()), email_key, &purposes).await?;
    Ok(purposes)
}
