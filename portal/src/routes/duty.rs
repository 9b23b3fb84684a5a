//! The controller's own duties: destruction, reviews, reports, breaches.

use super::{ADMINS, Entry, KEEPERS, READERS, STAFF, WORKERS, get, post};
use crate::handlers::{article_30, astray, breach, mute, report, retention, review, stale};

pub(super) fn rows() -> Vec<Entry> {
    vec![
        get("/staff/retention", STAFF, retention::show),
        post("/staff/retention", ADMINS, retention::run_now),
        get("/staff/article-30", STAFF, article_30::show),
        get("/staff/stale", READERS, stale::list),
        get("/staff/stale/{staleness}/{record}", WORKERS, stale::form),
        post("/staff/stale/{staleness}/{record}", WORKERS, stale::decide),
        get("/staff/mutes", READERS, mute::list),
        post("/staff/mutes", WORKERS, mute::add),
        post("/staff/mutes/{mute}", WORKERS, mute::end),
        get("/staff/reviews", STAFF, review::list),
        post("/staff/reviews", KEEPERS, review::begin),
        get("/staff/reviews/{review}", STAFF, review::show),
        post("/staff/reviews/{review}", KEEPERS, review::close),
        get("/staff/reviews/{review}/{category}", KEEPERS, review::form),
        post("/staff/reviews/{review}/{category}", KEEPERS, review::keep),
        get("/staff/reports", STAFF, report::show),
        get("/staff/reports/{year}/accountability", STAFF, report::accountability),
        get("/staff/reports/{year}/{table}.csv", STAFF, report::file),
        get("/staff/breaches", STAFF, breach::list),
        post("/staff/breaches/new", KEEPERS, breach::begin),
        get("/staff/breaches/new", KEEPERS, breach::new),
        get("/staff/requests/{reference}/astray", WORKERS, astray::form),
        post("/staff/requests/{reference}/astray", WORKERS, astray::begin),
        get("/staff/breaches/{breach}", STAFF, breach::show),
        post("/staff/breaches/{breach}", KEEPERS, breach::close),
        post("/staff/breaches/{breach}/reopen", KEEPERS, breach::reopen),
        post("/staff/breaches/{breach}/mistake", KEEPERS, breach::mistake),
        get("/staff/breaches/{breach}/notification", STAFF, breach::notification),
        get("/staff/breaches/{breach}/report", KEEPERS, breach::report),
        post("/staff/breaches/{breach}/report", KEEPERS, breach::keep_report),
        get("/staff/breaches/{breach}/{part}", KEEPERS, breach::part),
        post("/staff/breaches/{breach}/{part}", KEEPERS, breach::keep_part),
    ]
}
