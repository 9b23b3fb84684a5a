//! A ban on marketing is lifted when whoever has the address asks for it (law.md E7, "how to re-subscribe"). Nothing is
//! mailed by that: a list takes the address again on a consent or a sale of its own, with its evidence. The journal knows of it, so
//! that a replay does not bar anew what the person wished open.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    email::Email,
    error::{Fault, Result},
    journal::{self, Effect},
    law::calendar::helsinki_date,
};
use chrono::NaiveDate;
use entity::{kind::Channel, suppression};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

/// How it was asked for, which the record keeps as the proof.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub on: NaiveDate,
    pub channel: Channel,
}

/// Lifts every ban on an address; gives how many purposes are open again.
///
/// # Errors
/// A fault when there is none, when it was asked for before it or on a day to come, or when the database is away.
pub async fn lift(ctx: &Ctx, email: &Email, asked: Asked) -> Result<u64> {
    if asked.on > helsinki_date(ctx.now()) {
        return Err(Fault::new("lifting a ban", "the day it was asked for has not come yet").into());
    }
    let key = ctx.keys.email_key(email);
    let tx = ctx.write().await?;
    let barred = suppression::Entity::find().filter(suppression::Column::EmailKey.eq(&key));
    let barred = barred.order_by_asc(suppression::Column::Purpose).all(tx.db()).await?;
    if barred.is_empty() {
        return Err(Fault::new("lifting a ban", "marketing to this address is not forbidden").into());
    }
    if barred.iter().any(|ban| asked.on < helsinki_date(ban.since)) {
        return Err(
            Fault::new("lifting a ban", "it was asked for before the ban, which is the later word").into()
        );
    }
    let purposes: Vec<String> = barred.into_iter().map(|row| row.purpose).collect();
    let effect = Effect::Allowed { email_key: key.clone(), purposes: purposes.clone() };
    journal::intend(ctx, &tx, effect).await?;
    let open = suppression::Entity::delete_many()
        .filter(suppression::Column::EmailKey.eq(&key))
        .filter(suppression::Column::Purpose.is_in(purposes));
    let lifted = open.exec(tx.db()).await?.rows_affected;
    let entry = Entry::of(What("marketing_allowed"), Actor::System).about(&key);
    let detail = json!({ "purposes": lifted, "on": asked.on, "channel": asked.channel.code() });
    record(ctx, &tx, entry.with(detail)).await?;
    tx.commit().await?;
    Ok(lifted)
}
