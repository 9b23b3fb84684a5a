//! The loop beside the server: sends mail and does the jobs, one step at a time.

use portal_core::{
    audit::seal,
    breach::alarm,
    canary,
    ctx::Ctx,
    error::{Each, Result},
    identity::{budget, challenge, invitation, mute, reset, session, unsaved},
    job, journal,
    mail::{incoming, outbox},
    orphan,
    register::{retention, review, stale},
    request::{attention, draft, silence},
    right::{
        erasure::{closing, released},
        package::{deliver, download},
        restriction::lift,
    },
    step::remind,
    sweep,
};
use std::{
    future::Future,
    pin::Pin,
    time::{Duration, Instant},
};

/// One thing among several that do not hang on each other.
type Duty<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// How long an idle worker rests.
const REST: Duration = Duration::from_millis(500);
/// How often the audit record is sealed: what is changed within this time leaves no trace but its MAC.
const SEAL_EVERY: Duration = Duration::from_mins(2);
/// How often what is over is taken away.
const TIDY_EVERY: Duration = Duration::from_mins(10);

/// One step; says whether there was anything to do. Tests call this instead of waiting.
///
/// # Errors
/// A fault, when nothing but what failed was to be done; it is tried again later.
pub async fn step(ctx: &Ctx) -> Result<bool> {
    let duties: [(&str, Duty<'_, bool>); 5] = [
        ("building a package", Box::pin(deliver::next(ctx))),
        ("sending mail", Box::pin(outbox::deliver_next(ctx))),
        ("reminding holders", Box::pin(remind::next(ctx))),
        ("ending questions", Box::pin(silence::next(ctx))),
        ("sweeping", Box::pin(sweep::next(ctx))),
    ];
    let mut each = Each::default();
    for (what, duty) in duties {
        if each.note(what, duty.await) == Some(true) {
            return Ok(true);
        }
    }
    each.end().map(|()| false)
}

/// Takes away what is over: packages past their days, forms left unsent, spent challenges and sessions;
/// lifts restrictions whose announced end has come, puts down the day's run of destruction and the yearly review, and
/// says that a breach is to be notified, that a date comes near and what waits today.
///
/// # Errors
/// The first fault; what does not hang on it was done, and what is left goes next time.
pub async fn tidy(ctx: &Ctx) -> Result<()> {
    let duties: [(&str, Duty<'_, ()>); 22] = [
        ("the packages past their days", Box::pin(async { download::purge_expired(ctx).await.map(drop) })),
        ("drafts", Box::pin(async { draft::sweep(ctx).await.map(drop) })),
        ("challenges", Box::pin(challenge::sweep(ctx))),
        ("password resets", Box::pin(reset::sweep(ctx))),
        ("invitations", Box::pin(invitation::sweep(ctx))),
        ("work that is done", Box::pin(job::sweep(ctx))),
        ("sessions", Box::pin(session::sweep(ctx))),
        ("unsaved texts", Box::pin(unsaved::sweep(ctx))),
        ("mutes", Box::pin(mute::sweep(ctx))),
        ("mails dealt with", Box::pin(incoming::desk::sweep(ctx))),
        ("files without a row", Box::pin(async { orphan::sweep(ctx).await.map(drop) })),
        ("budgets", Box::pin(budget::sweep(ctx))),
        ("announced ends of restrictions", Box::pin(lift::lift_due(ctx))),
        ("what a hold kept from an erasure", Box::pin(released::sweep(ctx))),
        ("closing letters", Box::pin(closing::sweep(ctx))),
        ("the journal", Box::pin(journal::settle(ctx))),
        ("the yearly review", Box::pin(review::schedule(ctx))),
        ("alarms of breaches", Box::pin(alarm::sweep(ctx))),
        ("reminders and digests", Box::pin(attention::sweep(ctx))),
        ("stale records", Box::pin(stale::count(ctx))),
        ("the sweep of the day", Box::pin(sweep::schedule(ctx))),
        ("the run of destruction", Box::pin(retention::run::schedule(ctx))),
    ];
    let mut each = Each::default();
    for (what, duty) in duties {
        each.note(what, duty.await);
    }
    each.end()
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
            // Whoever lives tells: the pages may be what is dead.
            if let Err(error) = Box::pin(canary::alarm(&ctx)).await {
                tracing::error!(cause = %error, "the alarm of the self-test failed");
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
