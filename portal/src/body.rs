//! How long a request's body may take: the server library bounds the head only.

use crate::{deadline::Arrival, form::brings_files};
use actix_web::{
    HttpMessage,
    dev::{Payload, ServiceRequest},
    error::PayloadError,
    http::header,
};
use futures::{StreamExt, stream};
use std::{io, time::Duration};
use tokio::{
    sync::oneshot,
    time::{Instant, timeout_at},
};

/// A whole body (security.md 5.6).
pub const WITHIN: Duration = Duration::from_secs(30);

/// A whole body with files, and the bytes a second it must bring by then.
pub const UPLOAD_WITHIN: Duration = Duration::from_mins(10);
const SLOWEST: u64 = 8 * 1024;

/// Puts the deadline on a request's body, whoever reads it: behind it the reader gets an error. Its end is told to
/// whoever bounds the answer.
pub fn bound(request: &mut ServiceRequest, within: Duration) {
    let payload = match request.take_payload() {
        Payload::None => return,
        payload => payload,
    };
    let (begun, longest) = (Instant::now(), longest(request, within));
    let (end, arrival) = oneshot::channel();
    request.extensions_mut().insert(Arrival(arrival, longest));
    let timely = stream::unfold(Some((payload, end, 0)), move |held| async move {
        let (mut payload, end, read): (_, oneshot::Sender<()>, u64) = held?;
        // What comes in time gives more time, up to the longest.
        let earned = within.max(Duration::from_secs(read / SLOWEST)).min(longest);
        match timeout_at(begun + earned, payload.next()).await {
            Ok(Some(Ok(chunk))) => {
                let read = read + chunk.len() as u64;
                Some((Ok(chunk), Some((payload, end, read))))
            }
            Ok(Some(Err(error))) => Some((Err(error), None)),
            Ok(None) => None,
            Err(_) => Some((Err(PayloadError::Io(io::ErrorKind::TimedOut.into())), None)),
        }
    });
    // A reader of parts asks again behind the end.
    request.set_payload(Payload::Stream { payload: Box::pin(timely.fuse()) });
}

/// How long a body may take at the longest.
fn longest(request: &ServiceRequest, within: Duration) -> Duration {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let files = kind.is_some_and(|kind| brings_files(kind, request.path()));
    if files { within.max(UPLOAD_WITHIN) } else { within }
}
