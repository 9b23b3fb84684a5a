//! Withdrawal of consent (Art. 7(3)): at once, without reasons, for any proved address.

use crate::{ctx::Ctx, database::Write, error::Result, register::change, right::marketing};
use chrono::NaiveDate;
use entity::{
    item,
    kind::{Outcome, Right},
    request, subscription,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
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

/// Which consents an address has withdrawn, and when last; one given again since is not among them.
///
/// # Errors
/// A fault when the database is away.
pub async fn withdrawn(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    email_key: &str,
) -> Result<BTreeMap<String, NaiveDate>> {
    let mut withdrawn = BTreeMap::new();
    for purpose in ctx.notice.consent_purposes() {
        let given = subscription::Entity::find()
            .filter(subscription::Column::EmailKey.eq(email_key))
            .filter(subscription::Column::Purpose.eq(&purpose.code))
            .filter(subscription::Column::EndedAt.is_null());
        let requests = item::Entity::find()
            .select_only()
            .column(item::Column::RequestId)
            .filter(item::Column::Target.eq(&purpose.code))
            .into_query();
        let last = request::Entity::find()
            .filter(request::Column::RequesterKey.eq(email_key))
            .filter(request::Column::Right.eq(Right::Consent))
            .filter(request::Column::Outcome.eq(Outcome::Granted))
            .filter(request::Column::Id.in_subquery(requests))
            .order_by_desc(request::Column::ReceivedAt)
            .one(db)
            .await?;
        let Some(last) = last else { continue };
        if given.count(db).await? == 0 {
            withdrawn.insert(purpose.code.clone(), last.received_on);
        }
    }
    Ok(withdrawn)
}
