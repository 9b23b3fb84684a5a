//! What staff write down of a request that did not come through the portal.

use super::{
    ID, Table,
    Until::{CaseFile, Closed},
    file::{of_request, staff},
    instant, link, text,
};

pub(super) const TABLES: &[Table] = &[ENTRY];

const ENTRY: Table = of_request(
    "entry",
    &[
        ID,
        link("request_id"),
        text("postal").provided().kept(Closed),
        text("unreachable").provided().kept(CaseFile),
        text("kept_at").kept(CaseFile),
        text("representative").provided().kept(CaseFile),
        text("authority").kept(CaseFile),
        text("identity_how").kept(CaseFile),
        staff("entered_by"),
        instant("entered_at").kept(CaseFile),
    ],
);
