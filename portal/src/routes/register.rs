//! Records of the register without a request.

use super::{APPROVERS, Entry, READERS, WORKERS, get, post};
use crate::handlers::{disclosure, hold, protection, register};

pub(super) fn rows() -> Vec<Entry> {
    vec![
        get("/staff/register", READERS, register::form),
        post("/staff/register", WORKERS, register::search),
        get("/staff/register/{person}", READERS, register::record),
        post("/staff/register/{person}", READERS, register::open),
        get("/staff/register/{person}/holds", READERS, hold::show_of_record),
        post("/staff/register/{person}/holds", WORKERS, hold::change_of_record),
        get("/staff/register/{person}/disclosures", WORKERS, disclosure::form),
        post("/staff/register/{person}/disclosures", WORKERS, disclosure::keep),
        get("/staff/register/{person}/disclosures/{disclosure}", WORKERS, disclosure::correction),
        post("/staff/register/{person}/disclosures/{disclosure}", WORKERS, disclosure::correct),
        get("/staff/register/{person}/protection", READERS, protection::show),
        post("/staff/register/{person}/protection", WORKERS, protection::change),
        post("/staff/register/{person}/protection/end", APPROVERS, protection::end),
    ]
}
