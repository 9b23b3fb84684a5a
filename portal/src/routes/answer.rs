//! How a request is answered at the desk: records, questions, an extension, letters, the decision.

use super::{APPROVERS, DECIDERS, Entry, READERS, WORKERS, get, post, steps};
use crate::handlers::{
    copy, decision, extension, forward, hold, letter, no_request, question, records, unidentified, withdrawal,
};

pub(super) fn rows() -> Vec<Entry> {
    vec![
        get("/staff/requests/{reference}/extend", WORKERS, extension::form),
        steps("/staff/requests/{reference}/extend", WORKERS),
        post("/staff/requests/{reference}/extend/send", WORKERS, extension::send),
        get("/staff/requests/{reference}/records", READERS, records::found),
        post("/staff/requests/{reference}/records", WORKERS, records::search),
        get("/staff/requests/{reference}/person/{person}", READERS, records::person),
        post("/staff/requests/{reference}/person/{person}/open", READERS, records::open),
        post("/staff/requests/{reference}/person/{person}", WORKERS, records::link),
        get("/staff/requests/{reference}/person/{person}/holds", READERS, hold::show),
        post("/staff/requests/{reference}/person/{person}/holds", WORKERS, hold::change),
        get("/staff/requests/{reference}/ask/{question}", WORKERS, question::form),
        steps("/staff/requests/{reference}/ask/{question}", WORKERS),
        post("/staff/requests/{reference}/ask/{question}/send", WORKERS, question::send),
        post("/staff/requests/{reference}/resume", WORKERS, question::resume),
        get("/staff/requests/{reference}/not-identified", WORKERS, unidentified::form),
        steps("/staff/requests/{reference}/not-identified", WORKERS),
        post("/staff/requests/{reference}/not-identified/send", WORKERS, unidentified::send),
        get("/staff/requests/{reference}/no-request", WORKERS, no_request::form),
        steps("/staff/requests/{reference}/no-request", WORKERS),
        post("/staff/requests/{reference}/no-request/send", WORKERS, no_request::send),
        get("/staff/requests/{reference}/withdraw", WORKERS, withdrawal::form),
        post("/staff/requests/{reference}/withdraw", WORKERS, withdrawal::keep),
        get("/staff/requests/{reference}/forward", WORKERS, forward::form),
        steps("/staff/requests/{reference}/forward", WORKERS),
        post("/staff/requests/{reference}/forward/send", WORKERS, forward::send),
        post("/staff/requests/{reference}/forward/handed-over", WORKERS, letter::handed_over),
        get("/staff/requests/{reference}/letters/{letter}", READERS, letter::show),
        post("/staff/requests/{reference}/letters/{letter}/send", WORKERS, letter::send),
        post("/staff/requests/{reference}/letters/{letter}/posted", WORKERS, letter::posted),
        get("/staff/requests/{reference}/copy", READERS, copy::show),
        get("/staff/requests/{reference}/decide", WORKERS, decision::begin),
        steps("/staff/requests/{reference}/decide", WORKERS),
        post("/staff/requests/{reference}/decide/by-category", WORKERS, decision::itemise),
        post("/staff/requests/{reference}/decide/send", WORKERS, decision::send),
        get("/staff/requests/{reference}/proposal", READERS, decision::proposal),
        post("/staff/requests/{reference}/proposal", APPROVERS, decision::approve),
        post("/staff/requests/{reference}/proposal/send-back", DECIDERS, decision::send_back),
    ]
}
