//! How long an answer may take once its request has come whole. What a sender takes is bounded in `body`.

use std::{future::Future, pin::pin, time::Duration};
use tokio::{
    select,
    sync::oneshot::Receiver,
    time::{sleep, timeout},
};

/// A handler (security.md 5.6).
pub const WITHIN: Duration = Duration::from_secs(15);

/// Told when the body of a request has ended, by the loss of its sender; how long that may take.
pub struct Arrival(pub Receiver<()>, pub Duration);

/// The answer, or nothing when it took longer than `limit`: it is dropped then, and its transaction with it. The time
/// runs from the end of the body.
pub async fn in_time<Answer>(
    arrival: Option<Arrival>,
    limit: Duration,
    answering: impl Future<Output = Answer>,
) -> Option<Answer> {
    let mut answering = pin!(answering);
    let late = async {
        if let Some(Arrival(body, within)) = arrival {
            // A handler that reads no body leaves it lying.
            let _ = timeout(within, body).await;
        }
        sleep(limit).await;
    };
    select! {
        biased;
        answer = &mut answering => Some(answer),
        () = late => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, in_time};
    use actix_web::rt::System;
    use futures::poll;
    use std::{
        future::{pending, ready},
        pin::pin,
        time::Duration,
    };
    use tokio::sync::oneshot::channel;

    #[test]
    fn the_time_runs_from_the_end_of_the_body() {
        System::new().block_on(async {
            let (body, arrival) = channel();
            let mut answer =
                pin!(in_time(Some(Arrival(arrival, Duration::MAX)), Duration::ZERO, pending::<()>()));
            assert!(poll!(&mut answer).is_pending(), "a sender who is slow takes nothing from the handler");
            drop(body);
            assert_eq!(answer.await, None);
        });
    }

    #[test]
    fn what_is_ready_is_an_answer_however_late() {
        System::new().block_on(async {
            assert_eq!(in_time(None, Duration::ZERO, ready(1)).await, Some(1));
        });
    }
}
