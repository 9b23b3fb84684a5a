//! The loop beside the server: sends mail and does the jobs, one step at a time.

use portal_core::{ctx::Ctx, error::Result, mail::outbox};
use std::{future::Future, time::Duration};

/// How long an idle worker rests.
const REST: Duration = Duration::from_millis(500);

/// One step; says whether there was anything to do. Tests call this instead of waiting.
///
/// # Errors
/// A fault; the step is tried again later.
pub async fn step(ctx: &Ctx) -> Result<bool> {
    outbox::deliver_next(ctx).await
}

/// Steps until told to stop; a fault is logged and the next step follows after a rest.
pub async fn run(ctx: Ctx, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let busy = match step(&ctx).await {
            Ok(busy) => busy,
            Err(error) => {
                tracing::error!(cause = %error, "a worker's step failed");
                false
            }
        };
        let rest = if busy { Duration::ZERO } else { REST };
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(rest) => {}
        }
    }
}
