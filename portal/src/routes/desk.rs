//! The desk around the requests: the queue, mails that came in, what was not saved.

use super::{Entry, READERS, STAFF, WORKERS, get, post};
use crate::handlers::{bulk, home, incoming, letter, queue, staff_sign_in, unsaved as kept};

pub(super) fn rows() -> Vec<Entry> {
    vec![
        get("/staff", STAFF, home::desk),
        post("/staff/sign-out", STAFF, staff_sign_in::leave),
        get("/staff/letters", READERS, letter::to_post),
        get("/staff/queue", READERS, queue::show),
        get("/staff/queue.csv", READERS, queue::export),
        get("/staff/queue/assign", WORKERS, bulk::form),
        post("/staff/queue/assign", WORKERS, bulk::assign),
        get("/staff/mails", READERS, incoming::list),
        get("/staff/mails/{mail}", READERS, incoming::show),
        post("/staff/mails/{mail}", WORKERS, incoming::settle),
        get("/staff/mails/{mail}/original", READERS, incoming::original),
        get("/staff/mails/{mail}/attachments/{nth}", READERS, incoming::attachment),
        post("/staff/mails/{mail}/request", WORKERS, incoming::make_request),
        get("/staff/unsaved/{unsaved}", STAFF, kept::lead),
        post("/staff/unsaved/{unsaved}", STAFF, kept::throw_away),
    ]
}
