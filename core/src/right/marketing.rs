//! The opt-out of direct marketing (Art. 21(2) and (3)): absolute, at once, for any proved address.

pub mod export;
pub mod lift;
pub mod one_click;

use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    journal::{self, Effect},
    register::change::{self, MayChange},
};
use chrono::{DateTime, Utc};
use entity::{subscription, suppression};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};

/// Ends every list of an address and forbids all marketing to it; says which purposes that were.
/// It needs no person: an address that matches nobody, or several, is as good.
///
/// # Errors
/// A fault when the database is away.
pub async fn stop(ctx: &Ctx, tx: &Write, email_key: &str) -> Result<Vec<String>> {
    let mut purposes: Vec<String> =
        ctx.notice.marketing_purposes().into_iter().map(|purpose| purpose.code.clone()).collect();
    // A list whose purpose the notice no longer names is still marketing.
    let running: Vec<String> = subscription::Entity::find()
        .select_only()
        .column(subscription::Column::Purpose)
        .distinct()
        .filter(subscription::Column::EmailKey.eq(email_key))
        .filter(subscription::Column::EndedAt.is_null())
        .into_tuple()
        .all(tx.db())
        .await?;
    purposes.extend(running.into_iter().filter(|code| ctx.notice.purpose(code).is_none()));
    end(ctx, (tx, &change::opt_out()), email_key, &purposes).await?;
    Ok(purposes)
}

/// Since when all marketing to an address has been forbidden, where it is: no list of it runs, and each purpose of
/// marketing is barred.
///
/// # Errors
/// A fault when the database is away.
pub async fn in_force_since(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    email_key: &str,
) -> Result<Option<DateTime<Utc>>> {
    let purposes: Vec<&str> =
        ctx.notice.marketing_purposes().into_iter().map(|purpose| purpose.code.as_str()).collect();
    let running = subscription::Entity::find()
        .filter(subscription::Column::EmailKey.eq(email_key))
        .filter(subscription::Column::EndedAt.is_null());
    if running.count(db).await? > 0 {
        return Ok(None);
    }
    let barred = suppression::Entity::find()
        .filter(suppression::Column::EmailKey.eq(email_key))
        .filter(suppression::Column::Purpose.is_in(purposes.iter().copied()))
        .all(db)
        .await?;
    let since = barred.iter().map(|row| row.since).max();
    Ok(since.filter(|_| barred.len() == purposes.len()))
}

/// Ends the subscriptions of an address for some purposes and keeps it from ever being subscribed by an import.
pub(super) async fn end(
    ctx: &Ctx,
    (tx, _): (&Write, &MayChange),
    email_key: &str,
    purposes: &[String],
) -> Result<()> {
    subscription::Entity::update_many()
        .col_expr(subscription::Column::EndedAt, Expr::value(ctx.now()))
        .filter(subscription::Column::EmailKey.eq(email_key))
        .filter(subscription::Column::Purpose.is_in(purposes))
        .filter(subscription::Column::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    let effect = Effect::Stopped { email_key: email_key.into(), purposes: purposes.to_vec() };
    journal::intend(ctx, tx, effect).await?;
    for purpose in purposes {
        let row = suppression::Model {
            id: ctx.mint()?,
            email_key: email_key.into(),
            purpose: purpose.clone(),
            since: ctx.now(),
        };
        let keep_first = OnConflict::columns([suppression::Column::EmailKey, suppression::Column::Purpose])
            .do_nothing()
            .to_owned();
        suppression::Entity::insert(row.into_active_model().reset_all())
            .on_conflict(keep_first)
            .exec_without_returning(tx.db())
            .await?;
    }
    Ok(())
}
