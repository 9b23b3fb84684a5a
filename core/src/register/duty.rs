//! What the controller itself has to do about its register now, for the top of the queue: computed, so that nothing
//! stays on the list once it is done.

use crate::{
    breach::{self, Waiting},
    canary,
    ctx::Ctx,
    error::Result,
    law::calendar::helsinki_date,
    mail::incoming,
    register::{
        retention::hold,
        review::{self, Standing},
        stale,
    },
    request::{queue::left, undelivered},
};
use chrono::{DateTime, Utc};
use entity::{id::BreachId, retention_run};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// What waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// The breach whose 72 hours end first, while the authority waits for word (Art. 33(1)).
    pub breach: Option<Waiting>,
    /// Key and number of the breach whose persons wait for word (Art. 34(1)).
    pub untold: Option<(BreachId, i32)>,
    /// The yearly review, while one is open or overdue.
    pub review: Option<Standing>,
    /// Since when the run of destruction does not get on.
    pub failed_run: Option<DateTime<Utc>>,
    /// Holds on destruction whose day of review has come.
    pub holds: usize,
    /// Since when no self-test has passed, where that is too long.
    pub silent_since: Option<DateTime<Utc>>,
    /// Closed requests on which staff still have a task, such as an opt-out in spite of which marketing comes.
    pub left: u64,
    /// Letters to people without e-mail that wait to be printed and posted.
    pub letters: u64,
    /// Mails that came in and that staff have to look at.
    pub mails: u64,
    /// Records that may be out of date, as counted last.
    pub stale: u64,
}

impl Duties {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What waits now.
///
/// # Errors
/// A fault when the database is away.
pub async fn now(ctx: &Ctx) -> Result<Duties> {
    let (standing, today) = (review::standing(ctx).await?, helsinki_date(ctx.now()));
    let failed = retention_run::Entity::find()
        .filter(retention_run::Column::FailedAt.is_not_null())
        .filter(retention_run::Column::FinishedAt.is_null())
        .order_by_asc(retention_run::Column::FailedAt);
    Ok(Duties {
        breach: breach::waiting(ctx).await?,
        untold: breach::untold(ctx).await?,
        review: Some(standing).filter(|standing| standing.overdue || standing.open.is_some()),
        failed_run: failed.one(ctx.read()).await?.and_then(|run| run.failed_at),
        holds: hold::standing(ctx).await?.iter().filter(|hold| hold.review_on <= today).count(),
        silent_since: canary::standing(ctx)
            .await?
            .filter(|heard| heard.is_silent(ctx.now()))
            .map(|heard| heard.heard_at()),
        left: left::count(ctx).await?,
        letters: undelivered::count_to_post(ctx).await?,
        mails: incoming::desk::count(ctx).await?,
        stale: stale::tally(ctx).await?.iter().map(|(_, waiting)| waiting).sum(),
    })
}
