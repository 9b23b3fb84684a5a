//! The tables of what moves the date of a request: pauses, what was asked, the one
//! extension; and what keeps it from being forgotten.

use super::{
    Form, How, ID, Table,
    Until::CaseFile,
    code, date, explained,
    file::{of_request, staff},
    instant, link, text,
    word::Vocabulary,
};

pub(super) const TABLES: &[Table] = &[PAUSE, QUESTION, EXTENSION, ATTENTION];

const PAUSE: Table = of_request(
    "pause",
    &[ID, link("request_id"), date("from_on").kept(CaseFile), date("to_on").kept(CaseFile)],
);

// The words of a question are a message.
const QUESTION: Table = of_request(
    "question",
    &[
        ID,
        link("request_id"),
        code("kind", Vocabulary::QuestionKind).kept(CaseFile),
        link("message_id"),
        link("letter_id"),
        text("reason").kept(CaseFile),
        text("lesser_means").kept(CaseFile),
        text("cannot_identify").kept(CaseFile),
        text("asked_again").kept(CaseFile),
        date("answer_by").kept(CaseFile),
        date("limit_on").kept(CaseFile),
        staff("asked_by"),
        instant("asked_at").kept(CaseFile),
        instant("ended_at").kept(CaseFile),
    ],
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

const ATTENTION: Table = of_request(
    "attention",
    &[
        ID,
        link("request_id"),
        code("kind", Vocabulary::AttentionKind).kept(CaseFile),
        date("day").kept(CaseFile),
    ],
);
