//! The loop beside the server: sends mail and does the jobs, one step at a time.

use portal_core::{
    audit::seal,
    breach::alarm,
    ctx::Ctx,
    error::Result,
    identity::{budget, challenge, mute, reset, session, unsaved},
    journal,
    mail::outbox,
    register::{retention, review, stale},
    request::{attention, draft, silence},
    right::{
        erasure::closing,
        package::{deliver, download},
        restriction::lift,
    },
    step::remind,
    sweep,
};
use std::{
    future::Future,
    time::{Duration, Instant},
};

/// How long an idle worker rests.
const REST: Duration = Duration::from_millis(500);
/// How often the audit record is sealed: what is changed within this time leaves no trace but its MAC.
const SEAL_EVERY: Duration = Duration::from_mins(2);
/// How often what is over is taken away.
const TIDY_EVERY: Duration = Duration::from_mins(10);

/// One step; says whether there was anything to do. Tests call this instead of waiting.
///
/// # Errors
/// A fault; the step is tried again later.
pub async fn step(ctx: &Ctx) -> Result<bool> {
    Ok(deliver::next(ctx).await?
        || outbox::deliver_next(ctx).await?
        || remind::next(ctx).await?
        || silence::next(ctx).await?
        || sweep::next(ctx).await?)
}

/// Takes away what is over: packages past their days, forms left unsent, spent challenges and sessions;
/// lifts restrictions whose announced end has come, puts down the day's run of destruction and the yearly review, and
/// says that a breach is to be notified, that a date comes near and what waits today.
///
/// # Errors
/// A fault; what is left goes next time.
pub async fn tidy(ctx: &Ctx) -> Result<()> {
    download::purge_expired(ctx).await?;
    draft::sweep(ctx).await?;
    challenge::sweep(ctx).await?;
    reset::sweep(ctx).await?;
    session::sweep(ctx).await?;
    unsaved::sweep(ctx).await?;
    mute::sweep(ctx).await?;
    budget::sweep(ctx).await?;
    lift::lift_due(ctx).await?;
    closing::sweep(ctx).await?;
    journal::settle(ctx).await?;
    review::schedule(ctx).await?;
    alarm::sweep(ctx).await?;
    attention::sweep(ctx).await?;
    stale::count(ctx).await?;
    sweep::schedule(ctx).await?;
    retention::run::schedule(ctx).await
}

/// Seals what the audit record has got since the last seal.
///
/// # Errors
/// A fault; the same entries are sealed next time.
pub async fn seal(ctx: &Ctx) -> Result<()> {
    while seal::next(ctx).await? {}
    Ok(())
}

/// Steps until told to stop; a fault is logged and the next step follows after a rest.
pub async fn run(ctx: Ctx, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let mut tidied: Option<Instant> = None;
    let mut sealed: Option<Instant> = None;
    let mut failed: Option<Instant> = None;
    loop {
        if tidied.is_none_or(|at| at.elapsed() > TIDY_EVERY) {
            tidied = Some(Instant::now());
            if let Err(error) = tidy(&ctx).await {
                tracing::error!(cause = %error, "tidying failed");
            }
        }
        if sealed.is_none_or(|at| at.elapsed() > SEAL_EVERY) {
            sealed = Some(Instant::now());
            if let Err(error) = seal(&ctx).await {
                tracing::error!(cause = %error, "sealing the audit record failed");
            }
        }
        let busy = match step(&ctx).await {
            Ok(busy) => busy,
            Err(error) => {
                tracing::error!(cause = %error, "a worker's step failed");
                false
            }
        };
        // Mail first; a batch of the run that fails is tried again at the next tidying, not at once.
        let destroys = !busy && failed.is_none_or(|at| at.elapsed() > TIDY_EVERY);
        let busy = busy || destroys && destroy(&ctx, &mut failed).await;
        let rest = if busy { Duration::ZERO } else { REST };
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// A batch of the run of destruction; says whether there was anything to do.
async fn destroy(ctx: &Ctx, failed: &mut Option<Instant>) -> bool {
    match retention::run::step(ctx).await {
        Ok(busy) => busy,
        Err(error) => {
            tracing::error!(cause = %error, "a batch of the run of destruction failed");
            *failed = Some(Instant::now());
            false
        }
    }
}
