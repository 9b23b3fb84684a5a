//! One request at the desk: its page, what is done with one press, files and packages.

use super::{APPROVERS, Entry, READERS, WORKERS, get, post};
use crate::handlers::{
    attachment, classification, desk, dossier, entry, package, protection, restriction, transfer,
};

pub(super) fn rows() -> Vec<Entry> {
    use restriction::{announce, call_off};
    vec![
        // Before the pages of a reference, of which "new" is none.
        get("/staff/requests/new", WORKERS, entry::form),
        post("/staff/requests/new", WORKERS, entry::enter),
        get("/staff/requests/{reference}", READERS, desk::show),
        get("/staff/requests/{reference}/dossier", READERS, dossier::show),
        get("/staff/requests/{reference}/files/{file}", READERS, attachment::hand_out),
        post("/staff/requests/{reference}/files", WORKERS, attachment::keep_original),
        post("/staff/requests/{reference}/remove-file", WORKERS, attachment::remove_original),
        post("/staff/requests/{reference}/identity", WORKERS, entry::identified),
        get("/staff/requests/{reference}/package", WORKERS, package::hand_over),
        post("/staff/requests/{reference}/package/again", WORKERS, package::retry),
        post("/staff/requests/{reference}/take", WORKERS, desk::take),
        post("/staff/requests/{reference}/assign", WORKERS, desk::assign),
        get("/staff/requests/{reference}/classify", WORKERS, classification::form),
        post("/staff/requests/{reference}/classify", WORKERS, classification::keep),
        post("/staff/requests/{reference}/split", WORKERS, desk::split),
        post("/staff/requests/{reference}/notes", WORKERS, desk::note),
        post("/staff/requests/{reference}/protected", WORKERS, protection::mark),
        post("/staff/requests/{reference}/messages", WORKERS, desk::message),
        post("/staff/requests/{reference}/steps/{step}", WORKERS, desk::step),
        post("/staff/requests/{reference}/restrictions/{restriction}/announce", WORKERS, announce),
        post("/staff/requests/{reference}/restrictions/{restriction}/lift", WORKERS, restriction::lift),
        post("/staff/requests/{reference}/restrictions/{restriction}/told", WORKERS, restriction::told),
        post("/staff/requests/{reference}/restrictions/{restriction}/call-off", WORKERS, call_off),
        get("/staff/requests/{reference}/transfer/file", WORKERS, transfer::take),
        post("/staff/requests/{reference}/transfer", WORKERS, transfer::settle),
        post("/staff/requests/{reference}/transfer/approval", APPROVERS, transfer::approve),
    ]
}
