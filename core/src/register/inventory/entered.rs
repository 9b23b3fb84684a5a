//! What staff write down of a request that did not come through the portal, the mails that came in, and the files that hang
//! on a request.

use super::{
    Form, ID, Table,
    Until::{CaseFile, Closed},
    Why, code,
    file::{of_request, staff},
    instant, link, shown, technical, text,
    word::Vocabulary,
};

pub(super) const TABLES: &[Table] = &[ENTRY, INCOMING, ATTACHMENT];

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

const INCOMING: Table = of_request(
    "incoming",
    &[
        ID,
        technical("key", Form::Text, Why::Digest),
        technical("message_key", Form::Text, Why::Digest),
        code("kind", Vocabulary::IncomingKind).kept(CaseFile),
        link("request_id"),
        instant("received_at").kept(CaseFile),
        text("sender").provided().kept(CaseFile),
        text("sender_name").provided().kept(CaseFile),
        text("subject").provided().kept(CaseFile),
        text("body").provided().kept(CaseFile),
        shown("masked", Form::Flag).kept(CaseFile),
        technical("file", Form::Text, Why::Machinery),
        technical("wrapped_key", Form::Text, Why::Digest),
        technical("bytes", Form::Large, Why::Machinery),
        technical("taken_at", Form::Instant, Why::Machinery),
        technical("read_at", Form::Instant, Why::Machinery),
        staff("read_by"),
    ],
);

const ATTACHMENT: Table = of_request(
    "attachment",
    &[
        ID,
        link("request_id"),
        code("kind", Vocabulary::AttachmentKind).kept(CaseFile),
        link("message_id"),
        code("author", Vocabulary::Author).kept(CaseFile),
        staff("staff_id"),
        text("name").provided().kept(CaseFile),
        shown("bytes", Form::Large).kept(CaseFile),
        technical("file", Form::Text, Why::Machinery),
        technical("wrapped_key", Form::Text, Why::Digest),
        instant("kept_at").kept(CaseFile),
        instant("fetched_at").kept(CaseFile),
    ],
);
