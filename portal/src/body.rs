//! How long a request's body may take: the server library bounds the head only.

use crate::deadline::Arrival;
use actix_web::{
    HttpMessage,
    dev::{Payload, ServiceRequest},
    error::PayloadError,
};
use futures::{StreamExt, stream};
use std::{io, time::Duration};
use tokio::{
    sync::oneshot,
    time::{Instant, timeout_at},
};

/// A whole body (security.md 5.6).
pub const WITHIN: Duration = Duration::from_secs(30);

/// Puts the deadline on a request's body, whoever reads it: behind it the reader gets an error. Its end is told to
/// whoever bounds the answer.
pub fn bound(request: &mut ServiceRequest, within: Duration) {
    let payload = match request.take_payload() {
        Payload::None => return,
        payload => payload,
    };
    let until = Instant::now() + within;
    let (end, arrival) = oneshot::channel();
    request.extensions_mut().insert(Arrival(arrival));
    let timely = stream::unfold(Some((payload, end)), move |held| async move {
        let (mut payload, end): (_, oneshot::Sender<()>) = held?;
        match timeout_at(until, payload.next()).await {
            Ok(Some(Ok(chunk))) => Some((Ok(chunk), Some((payload, end)))),
            Ok(Some(Err(error))) => Some((Err(error), None)),
            Ok(None) => None,
            Err(_) => Some((Err(PayloadError::Io(io::ErrorKind::TimedOut.into())), None)),
        }
    });
    request.set_payload(Payload::Stream { payload: Box::pin(timely) });
}
