//! The tables of what of a request goes to another controller.

use super::{
    ID, Table,
    Until::CaseFile,
    code, date,
    file::{of_request, staff},
    instant, link, text,
    word::Vocabulary,
};

pub(super) const TABLES: &[Table] = &[TRANSFER, FORWARDING];

const TRANSFER: Table = of_request(
    "transfer",
    &[
        ID,
        link("request_id"),
        link("item_id"),
        code("state", Vocabulary::TransferState).kept(CaseFile),
        instant("opened_at").kept(CaseFile),
        date("given_on").kept(CaseFile),
        text("how").kept(CaseFile),
        instant("settled_at").kept(CaseFile),
        staff("settled_by"),
    ],
);

// The letter went to the customer, and holds what the person wrote; it names nobody at the customer.
const FORWARDING: Table = of_request(
    "forwarding",
    &[
        ID,
        link("request_id"),
        text("customer_number").kept(CaseFile),
        text("site").kept(CaseFile),
        text("subject").kept(CaseFile),
        text("text").kept(CaseFile),
        link("mail_id"),
        staff("forwarded_by"),
        instant("forwarded_at").kept(CaseFile),
    ],
);
