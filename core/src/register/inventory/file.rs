//! The tables of the file of a request.

use super::{
    Column, Form, How, ID, Path, Reason, Table,
    Until::{CaseFile, Closed},
    Why, code, date, explained, instant, left_out, link, shown, technical, text,
    word::{Category, Vocabulary},
};

pub(super) const TABLES: &[Table] = &[
    REQUEST,
    ITEM,
    MESSAGE,
    NOTE,
    PROPOSAL,
    CHECK,
    STEP,
    CORRECTION,
    RESTRICTION,
    STOPPED,
    LETTER,
    OUTBOX,
    PACKAGE,
    TASK,
    DRAFT,
    LOOK,
    KEPT,
    FORMER_ADDRESS,
    EVENT,
];

/// A table whose rows hang on a request.
pub(super) const fn of_request(name: &'static str, columns: &'static [Column]) -> Table {
    let category = Some(Category::RequestFile);
    Table { name, category, paths: &[Path::Request("request_id")], doer: None, columns }
}

/// Which member of staff; told as a role or not at all.
pub(super) const fn staff(name: &'static str) -> Column {
    left_out(name, Form::Key, Reason::StaffName).kept(CaseFile)
}

const REQUEST: Table = Table {
    name: "request",
    category: Some(Category::RequestFile),
    paths: &[Path::Request("id")],
    doer: None,
    columns: &[
        ID,
        text("reference").kept(CaseFile),
        link("draft_id"),
        code("right", Vocabulary::Right).provided().kept(CaseFile),
        link("split_from"),
        code("state", Vocabulary::State).kept(CaseFile),
        code("outcome", Vocabulary::Outcome).kept(CaseFile),
        left_out("requester_key", Form::Text, Reason::Same).kept(CaseFile),
        text("requester_name").provided().kept(CaseFile),
        text("requester_email").provided().kept(Closed),
        link("person_id"),
        code("assurance", Vocabulary::Assurance).kept(CaseFile),
        code("channel", Vocabulary::Channel).kept(CaseFile),
        code("language", Vocabulary::Language).provided().kept(CaseFile),
        instant("received_at").kept(CaseFile),
        date("received_on").kept(CaseFile),
        date("due_on").kept(CaseFile),
        date("internal_due_on").kept(CaseFile),
        date("extended_due_on").kept(CaseFile),
        instant("answered_at").kept(CaseFile),
        instant("closed_at").kept(CaseFile),
        staff("assignee_id"),
        shown("flooded", Form::Flag).kept(CaseFile),
        technical("version", Form::Count, Why::Machinery),
    ],
};

const ITEM: Table = of_request(
    "item",
    &[
        ID,
        link("request_id"),
        technical("position", Form::Count, Why::Machinery),
        code("kind", Vocabulary::ItemKind).provided().kept(CaseFile),
        explained("target", Form::Text, How::Name).provided().kept(CaseFile),
        text("present").kept(CaseFile),
        text("asked").provided().kept(CaseFile),
        code("verdict", Vocabulary::Verdict).kept(CaseFile),
        explained("ground", Form::Text, How::Ground).kept(CaseFile),
        left_out("facts", Form::Text, Reason::Recorded).kept(CaseFile),
        left_out("evidence", Form::Text, Reason::Recorded).kept(CaseFile),
        date("keep_until").kept(CaseFile),
    ],
);

const MESSAGE: Table = of_request(
    "message",
    &[
        ID,
        link("request_id"),
        code("author", Vocabulary::Author).kept(CaseFile),
        staff("staff_id"),
        text("body").provided().kept(CaseFile),
        instant("sent_at").kept(CaseFile),
        instant("read_at").kept(CaseFile),
    ],
);

const NOTE: Table = of_request(
    "note",
    &[
        ID,
        link("request_id"),
        staff("staff_id"),
        text("body").kept(CaseFile),
        instant("written_at").kept(CaseFile),
    ],
);

const PROPOSAL: Table = of_request(
    "proposal",
    &[
        ID,
        link("request_id"),
        technical("hash", Form::Text, Why::Digest),
        left_out("body", Form::Text, Reason::Recorded).kept(CaseFile),
        staff("proposed_by"),
        instant("proposed_at").kept(CaseFile),
        staff("approved_by"),
        instant("approved_at").kept(CaseFile),
        instant("voided_at").kept(CaseFile),
    ],
);

const CHECK: Table = of_request(
    "identity_check",
    &[
        ID,
        link("request_id"),
        link("person_id"),
        staff("staff_id"),
        code("method", Vocabulary::Assurance).kept(CaseFile),
        text("finding").kept(CaseFile),
        instant("checked_at").kept(CaseFile),
    ],
);

const STEP: Table = of_request(
    "step",
    &[
        ID,
        link("request_id"),
        explained("holder", Form::Text, How::Holder).kept(CaseFile),
        text("instruction").kept(CaseFile),
        code("state", Vocabulary::StepState).kept(CaseFile),
        text("answer").kept(CaseFile),
        instant("opened_at").kept(CaseFile),
        instant("told_at").kept(CaseFile),
        instant("answered_at").kept(CaseFile),
        staff("answered_by"),
        code("operation", Vocabulary::Operation).kept(CaseFile),
        left_out("touched", Form::Text, Reason::Same).kept(CaseFile),
        explained("subject_keys", Form::Text, How::Json).kept(CaseFile),
        date("due_on").kept(CaseFile),
        technical("next_on", Form::Date, Why::Machinery),
        shown("reminders", Form::Count).kept(CaseFile),
        instant("escalated_at").kept(CaseFile),
        code("excuse", Vocabulary::Excuse).kept(CaseFile),
        code("remedy", Vocabulary::Remedy).kept(CaseFile),
        text("remedy_note").kept(CaseFile),
        instant("remedied_at").kept(CaseFile),
        staff("remedied_by"),
    ],
);

const CORRECTION: Table = Table {
    name: "correction",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        link("request_id"),
        explained("table_name", Form::Text, How::Name),
        link("record_id"),
        explained("column_name", Form::Text, How::Name),
        text("old_value"),
        text("new_value").provided(),
        instant("corrected_at"),
    ],
};

const RESTRICTION: Table = Table {
    name: "restriction",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        link("request_id"),
        code("ground", Vocabulary::RestrictionGround).kept(CaseFile),
        explained("scope", Form::Text, How::Name).kept(CaseFile),
        instant("set_at").kept(CaseFile),
        link("lift_letter_id"),
        date("lift_on").kept(CaseFile),
        text("lift_reason").kept(CaseFile),
        instant("lift_notice_sent_at").kept(CaseFile),
        instant("lifted_at").kept(CaseFile),
    ],
};

const STOPPED: Table = Table {
    name: "stopped_purpose",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        link("request_id"),
        explained("purpose", Form::Text, How::Purpose).kept(CaseFile),
        instant("stopped_at").kept(CaseFile),
    ],
};

const LETTER: Table = of_request(
    "letter",
    &[
        ID,
        link("request_id"),
        code("kind", Vocabulary::LetterKind).kept(CaseFile),
        code("language", Vocabulary::Language).kept(CaseFile),
        text("subject").kept(CaseFile),
        text("text").kept(CaseFile),
        left_out("html", Form::Text, Reason::Drawn).kept(CaseFile),
        instant("created_at").kept(CaseFile),
    ],
);

// Mail to the desk has neither letter nor challenge, so it is on nobody's path.
const OUTBOX: Table = Table {
    name: "outbox",
    category: Some(Category::RequestFile),
    paths: &[Path::Letter("letter_id"), Path::Challenge("challenge_id")],
    doer: None,
    columns: &[
        ID,
        code("kind", Vocabulary::MailKind).kept(CaseFile),
        link("letter_id"),
        link("challenge_id"),
        text("message_id").kept(CaseFile),
        text("recipient").kept(CaseFile),
        text("subject").kept(CaseFile),
        text("text").kept(CaseFile),
        left_out("html", Form::Text, Reason::Drawn).kept(CaseFile),
        code("state", Vocabulary::MailState).kept(CaseFile),
        technical("attempts", Form::Count, Why::Machinery),
        technical("claim", Form::Key, Why::Machinery),
        technical("claimed_until", Form::Instant, Why::Machinery),
        technical("next_try_at", Form::Instant, Why::Machinery),
        technical("expires_at", Form::Instant, Why::Machinery),
        instant("settled_at").kept(CaseFile),
        text("reply").kept(CaseFile),
        instant("created_at").kept(CaseFile),
        link("step_link_id"),
        link("reset_id"),
        link("invitation_id"),
    ],
};

const PACKAGE: Table = of_request(
    "package",
    &[
        ID,
        link("request_id"),
        code("state", Vocabulary::PackageState).kept(CaseFile),
        technical("file", Form::Text, Why::Machinery),
        technical("wrapped_key", Form::Text, Why::Digest),
        technical("bytes", Form::Large, Why::Machinery),
        shown("downloads", Form::Count).kept(CaseFile),
        instant("queued_at").kept(CaseFile),
        instant("built_at").kept(CaseFile),
        instant("expires_at").kept(CaseFile),
        instant("purged_at").kept(CaseFile),
    ],
);

const TASK: Table = of_request(
    "task",
    &[
        ID,
        code("kind", Vocabulary::TaskKind).kept(CaseFile),
        link("request_id"),
        link("letter_id"),
        instant("opened_at").kept(CaseFile),
        instant("done_at").kept(CaseFile),
        staff("done_by"),
        link("step_id"),
    ],
);

const DRAFT: Table = Table {
    name: "draft",
    category: Some(Category::RequestFile),
    paths: &[Path::Address("requester_key", None)],
    doer: None,
    columns: &[
        ID,
        left_out("requester_key", Form::Text, Reason::Same),
        explained("answers", Form::Text, How::Answers).provided(),
        instant("created_at"),
        instant("updated_at"),
    ],
};

/// Date, purpose and role of each look-up (C-579/21).
const LOOK: Table = Table {
    name: "look",
    category: Some(Category::StaffLooks),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        staff("staff_id"),
        code("role", Vocabulary::Role).kept(CaseFile),
        link("request_id"),
        explained("purpose", Form::Text, How::Look).kept(CaseFile),
        instant("looked_at").kept(CaseFile),
    ],
};

/// What an erasure left, on which ground and until when (Art. 17(3)). It stays as long as that does, which is longer than
/// the file.
const KEPT: Table = Table {
    name: "kept",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("request_id"),
        link("person_id"),
        explained("table_name", Form::Text, How::Name).kept(CaseFile),
        link("record_id"),
        explained("ground", Form::Text, How::Ground).kept(CaseFile),
        technical("class", Form::Text, Why::Machinery),
        date("ends_on").kept(CaseFile),
        date("keep_until").kept(CaseFile),
        instant("destroyed_at").kept(CaseFile),
    ],
};

/// By what the person is known again who asks what an erasure left (Art. 15). It stays with the person's record.
const FORMER_ADDRESS: Table = Table {
    name: "former_address",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[ID, link("person_id"), left_out("email_key", Form::Text, Reason::Same).kept(CaseFile)],
};

const EVENT: Table = Table {
    name: "event",
    category: Some(Category::RequestFile),
    paths: &[Path::Request("request_id"), Path::Address("subject", Some("request_id"))],
    doer: None,
    columns: &[
        ID,
        instant("at").kept(CaseFile),
        explained("kind", Form::Text, How::Event).kept(CaseFile),
        explained("actor", Form::Text, How::Actor).kept(CaseFile),
        link("request_id"),
        left_out("subject", Form::Text, Reason::Same).kept(CaseFile),
        technical("detail", Form::Text, Why::NoPersonalData),
        technical("mac", Form::Text, Why::Digest),
    ],
};
