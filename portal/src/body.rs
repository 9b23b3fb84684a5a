//! How long a request's body may take: the server library bounds the head only.

use actix_web::{
    HttpMessage,
    dev::{Payload, ServiceRequest},
    error::PayloadError,
};
use futures::{StreamExt, stream};
use std::{io, time::Duration};
use tokio::time::{Instant, timeout_at};

/// A whole body (security.md 5.6).
pub const WITHIN: Duration = Duration::from_secs(30);

/// Puts the deadline on a request's body, whoever reads it: behind it the reader gets an error.
pub fn bound(request: &mut ServiceRequest, within: Duration) {
    let payload = match request.take_payload() {
        Payload::None => return,
        payload => payload,
    };
    let until = Instant::now() + within;
    let timely = stream::unfold(Some(payload), move |payload| async move {
        let mut payload = payload?;
        match timeout_at(until, payload.next()).await {
            Ok(Some(Ok(chunk))) => Some((Ok(chunk), Some(payload))),
            Ok(Some(Err(error))) => Some((Err(error), None)),
            Ok(None) => None,
            Err(_) => Some((Err(PayloadError::Io(io::ErrorKind::TimedOut.into())), None)),
        }
    });
    request.set_payload(Payload::Stream { payload: Box::pin(timely) });
}
