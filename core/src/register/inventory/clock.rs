//! The tables of what moves the date of a request: pauses and the one extension.

use super::{
    Form, How, ID, Table,
    Until::CaseFile,
    date, explained,
    file::{of_request, staff},
    instant, link, text,
};

pub(super) const TABLES: &[Table] = &[PAUSE, EXTENSION];

const PAUSE: Table = of_request(
    "pause",
    &[ID, link("request_id"), date("from_on").kept(CaseFile), date("to_on").kept(CaseFile)],
);

const EXTENSION: Table = of_request(
    "extension",
    &[
        ID,
        link("request_id"),
        date("received_on").kept(CaseFile),
        explained("complexity", Form::Text, How::Complexity).kept(CaseFile),
        text("reasons").kept(CaseFile),
        text("delivered").kept(CaseFile),
        date("due_on").kept(CaseFile),
        staff("told_by"),
        instant("told_at").kept(CaseFile),
        link("letter_id"),
    ],
);
