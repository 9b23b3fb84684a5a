//! Withdrawal of consent (Art. 7(3)): at once, without reasons, for any proved address. Where none was given, the wish not to
//! be written to counts all the same (Art. 21(2) and (3)), and the person is told so.

use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    law::calendar::helsinki_date,
    register::change,
    right::{
        marketing,
        rectification::fields::{self, Owner},
    },
};
use chrono::NaiveDate;
use entity::{kind::Evidence, subscription, suppression};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::BTreeMap;

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

/// The purposes to which an address has given a consent that still holds. Of an address that several persons share nothing
/// is said: it shows no data of the register.
///
/// # Errors
/// A fault when the database is away.
pub async fn held(db: &impl ConnectionTrait, email_key: &str) -> Result<Option<Vec<String>>> {
    if matches!(fields::owner(db, email_key).await?, Owner::Several) {
        return Ok(None);
    }
    let given = running(email_key).filter(subscription::Column::Evidence.eq(Evidence::Consent));
    Ok(Some(given.into_tuple().all(db).await?))
}

/// The purposes that rest on consent and to which an address has given none, as far as [`held`] says.
///
/// # Errors
/// A fault when the database is away.
pub async fn none_held(ctx: &Ctx, db: &impl ConnectionTrait, email_key: &str) -> Result<Vec<String>> {
    let Some(given) = held(db, email_key).await? else { return Ok(Vec::new()) };
    let resting = ctx.notice.consent_purposes().into_iter().map(|purpose| purpose.code.clone());
    Ok(resting.filter(|code| !given.contains(code)).collect())
}

/// The purposes resting on consent for which an address may not be written to any more, and since when: by a withdrawal or a
/// ban on all marketing. Until its owner asks for its end the ban outlasts every later consent of the address.
///
/// # Errors
/// A fault when the database is away.
pub async fn barred(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    email_key: &str,
) -> Result<BTreeMap<String, NaiveDate>> {
    let running: Vec<String> = running(email_key).into_tuple().all(db).await?;
    let purposes = ctx.notice.consent_purposes().into_iter().map(|purpose| purpose.code.as_str());
    let bans = suppression::Entity::find()
        .filter(suppression::Column::EmailKey.eq(email_key))
        .filter(suppression::Column::Purpose.is_in(purposes))
        .filter(suppression::Column::Purpose.is_not_in(running));
    let bans = bans.all(db).await?;
    Ok(bans.into_iter().map(|ban| (ban.purpose, helsinki_date(ban.since))).collect())
}

/// The purposes of the lists of an address that run.
fn running(email_key: &str) -> sea_orm::Select<subscription::Entity> {
    subscription::Entity::find()
        .select_only()
        .column(subscription::Column::Purpose)
        .filter(subscription::Column::EmailKey.eq(email_key))
        .filter(subscription::Column::EndedAt.is_null())
}
