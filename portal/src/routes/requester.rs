//! What whoever proved an address may use.

use super::{Access, Entry, get, post};
use crate::handlers::{attachment, draft, package, requests, sign_in};

pub(super) fn rows() -> Vec<Entry> {
    use Access::Requester;
    vec![
        post("/sign-out", Requester, sign_in::sign_out),
        get("/requests", Requester, requests::list),
        get("/requests/new", Requester, draft::choose),
        get("/requests/new/{wish}", Requester, draft::question),
        post("/requests/new/{wish}", Requester, draft::answer),
        get("/requests/draft/{draft}", Requester, draft::check),
        post("/requests/draft/{draft}", Requester, draft::file_it),
        get("/requests/draft/{draft}/discard", Requester, draft::ask_discard),
        post("/requests/draft/{draft}/discard", Requester, draft::discard),
        get("/requests/draft/{draft}/edit", Requester, draft::edit),
        get("/requests/draft/{draft}/name", Requester, draft::name),
        post("/requests/draft/{draft}/name", Requester, draft::keep_name),
        get("/requests/{reference}", Requester, requests::show),
        get("/requests/{reference}/withdraw", Requester, requests::ask_withdraw),
        post("/requests/{reference}/withdraw", Requester, requests::withdraw),
        post("/requests/{reference}/messages", Requester, requests::write),
        get("/requests/{reference}/files/{file}", Requester, attachment::fetch),
        get("/requests/{reference}/package", Requester, package::fetch),
        get("/requests/{reference}/package/again", Requester, package::ask_again),
        post("/requests/{reference}/package/again", Requester, package::again),
        get("/requests/{reference}/prove", Requester, requests::prove),
        post("/requests/{reference}/prove", Requester, requests::mail_proof),
    ]
}
