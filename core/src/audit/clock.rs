//! Whether the machine's clock can be believed: it is not behind what is on record (A-36, security.md 5.10).

use crate::{
    ctx::Ctx,
    error::{Fault, Result},
};
use chrono::TimeDelta;
use entity::event;
use sea_orm::{EntityTrait, QueryOrder};

/// So far two machines may differ.
const DIFFERENCE: TimeDelta = TimeDelta::minutes(5);

/// Refuses a clock that stands before the newest entry: dates of receipt and last days would be wrong, and entries out of
/// order.
///
/// # Errors
/// A fault that says how far it is behind; one when the database is away.
pub async fn require(ctx: &Ctx) -> Result<()> {
    let newest = event::Entity::find().order_by_desc(event::Column::Id).one(ctx.read()).await?;
    let Some(newest) = newest else { return Ok(()) };
    let behind = newest.at - ctx.now();
    if behind <= DIFFERENCE {
        return Ok(());
    }
    let told = format!(
        "the clock of this machine says {}, {} minutes before the newest entry of the audit record ({}): set the clock",
        ctx.now(),
        behind.num_minutes(),
        newest.at,
    );
    Err(Fault::new("starting", told).into())
}

#[cfg(test)]
mod tests {
    use super::{Ctx, DIFFERENCE, TimeDelta, require};
    use crate::{
        actor::Actor,
        audit::record::{Entry, What, record},
        testing,
    };

    #[tokio::test]
    async fn on_sqlite() {
        let (ctx, _folder) = testing::ctx().await;
        a_clock_more_than_five_minutes_behind_the_record_is_refused(&ctx).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        let (ctx, _folder) = testing::postgres_ctx("audit_clock").await;
        a_clock_more_than_five_minutes_behind_the_record_is_refused(&ctx).await;
    }

    async fn a_clock_more_than_five_minutes_behind_the_record_is_refused(ctx: &Ctx) {
        require(ctx).await.unwrap();
        for _ in 0..2 {
            let tx = ctx.write().await.unwrap();
            record(ctx, &tx, Entry::of(What("authn_link_asked"), Actor::Anyone)).await.unwrap();
            tx.commit().await.unwrap();
            ctx.clock.advance(TimeDelta::hours(1));
        }
        require(ctx).await.unwrap();
        ctx.clock.advance(-TimeDelta::hours(1) - DIFFERENCE);
        require(ctx).await.unwrap();
        ctx.clock.advance(-TimeDelta::seconds(1));
        let refused = require(ctx).await.unwrap_err().to_string();
        assert!(refused.contains("set the clock"), "{refused}");
    }
}
