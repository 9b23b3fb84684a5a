//! Word to the desk about the 72 hours: when a record is opened, a day before they end, and when they are over.

use super::{Breach, open};
use crate::{
    ctx::Ctx,
    error::Result,
    mail::{outbox, staff},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::breach;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// So long before the end the desk hears a second time.
const BEFORE: TimeDelta = TimeDelta::hours(24);

/// Sends what is due, each word once: a tidying step. Of several that are due at once only the last goes.
///
/// # Errors
/// A fault; what has not been sent goes next time.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    for breach in open(ctx).await? {
        let Some(notify_by) = breach.notify_by() else { continue };
        let due = due(notify_by, ctx.now());
        if breach.row.alarms < due {
            send(ctx, &breach, (notify_by, due)).await?;
        }
    }
    Ok(())
}

/// How many words are due by now.
fn due(notify_by: DateTime<Utc>, now: DateTime<Utc>) -> i32 {
    1 + i32::from(now >= notify_by - BEFORE) + i32::from(now > notify_by)
}

async fn send(ctx: &Ctx, breach: &Breach, (notify_by, due): (DateTime<Utc>, i32)) -> Result<()> {
    let tx = ctx.write().await?;
    // Only one of several workers finds the number as it was.
    let moved = breach::Entity::update_many()
        .col_expr(breach::Column::Alarms, Expr::value(due))
        .filter(breach::Column::Id.eq(breach.row.id))
        .filter(breach::Column::Alarms.eq(breach.row.alarms))
        .exec(tx.db())
        .await?;
    if moved.rows_affected == 1 {
        let language = ctx.notice.first_language();
        let url = format!("{}/staff/breaches/{}", ctx.settings.staff_base_url, breach.row.id);
        let alarm =
            staff::Alarm { number: breach.row.number, notify_by, over: ctx.now() > notify_by, url: &url };
        outbox::enqueue_staff(ctx, &tx, &staff::compose_alarm(language, &alarm)).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_hears_at_once_a_day_before_and_when_it_is_over() {
        let by: DateTime<Utc> = "2026-11-26T07:00:00Z".parse().unwrap();
        let second = TimeDelta::seconds(1);
        assert_eq!(due(by, by - TimeDelta::hours(72)), 1);
        assert_eq!(due(by, by - TimeDelta::hours(24) - second), 1);
        assert_eq!(due(by, by - TimeDelta::hours(24)), 2);
        assert_eq!(due(by, by), 2);
        assert_eq!(due(by, by + second), 3);
    }
}
