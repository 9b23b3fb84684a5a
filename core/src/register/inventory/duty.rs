//! The tables of the controller's own duties: what it keeps from destruction, what it disclosed, the yearly review, stale
//! records, and breaches.

use super::{
    Column, Form, How, ID, Path, Reason, Table,
    Until::CaseFile,
    Why, code, date, explained, instant, left_out, link, technical, text,
    word::{Category, Vocabulary},
};

pub(super) const TABLES: &[Table] =
    &[HOLD, PROTECTION, DISCLOSURE, REVIEW, FINDING, STALE, STALE_TALLY, BREACH, BREACH_FACT, BREACH_REPORT];

/// Which member of staff.
const fn staff(name: &'static str) -> Column {
    left_out(name, Form::Key, Reason::StaffName).kept(CaseFile)
}

/// What stops destruction (law.md R5.7). It stays with the person's record.
const HOLD: Table = Table {
    name: "hold",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        code("kind", Vocabulary::HoldKind),
        text("reason"),
        explained("covers", Form::Text, How::Name),
        text("authority"),
        text("statute"),
        text("reference"),
        // Where it says anything the whole row is left out: `scope`.
        left_out("silence", Form::Text, Reason::Recorded),
        date("review_on"),
        left_out("set_by", Form::Key, Reason::StaffName),
        instant("set_at"),
        left_out("lifted_by", Form::Key, Reason::StaffName),
        instant("lifted_at"),
    ],
};

/// Why an address is protected, and why no more (law.md R4.9).
const PROTECTION: Table = Table {
    name: "protection",
    category: Some(Category::RequestFile),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        text("reason"),
        left_out("set_by", Form::Key, Reason::StaffName),
        instant("set_at"),
        text("lift_reason"),
        left_out("asked_by", Form::Key, Reason::StaffName),
        instant("asked_at"),
        left_out("lifted_by", Form::Key, Reason::StaffName),
        instant("lifted_at"),
    ],
};

/// To which authority, what and on which law (Art. 15(1)(c)).
const DISCLOSURE: Table = Table {
    name: "disclosure",
    category: Some(Category::StaffLooks),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        text("authority").kept(CaseFile),
        explained("categories", Form::Text, How::Name).kept(CaseFile),
        text("statute").kept(CaseFile),
        date("disclosed_on").kept(CaseFile),
        text("reference").kept(CaseFile),
        link("corrects"),
        text("correction").kept(CaseFile),
        staff("recorded_by"),
        instant("recorded_at").kept(CaseFile),
    ],
};

/// Which member of staff did it; no person of the register is named.
const fn employee(name: &'static str, form: Form) -> Column {
    technical(name, form, Why::Staff)
}

const fn apart(name: &'static str, columns: &'static [Column]) -> Table {
    Table { name, category: None, paths: &[], doer: None, columns }
}

const REVIEW: Table = apart(
    "review",
    &[
        ID,
        employee("due_on", Form::Date),
        employee("opened_at", Form::Instant),
        employee("closed_at", Form::Instant),
        employee("closed_by", Form::Key),
    ],
);

const FINDING: Table = apart(
    "review_finding",
    &[
        ID,
        link("review_id"),
        employee("category", Form::Text),
        employee("needed", Form::Text),
        employee("accurate", Form::Text),
        employee("basis", Form::Text),
        employee("retention", Form::Text),
        employee("note", Form::Text),
        employee("found_by", Form::Key),
        employee("found_at", Form::Instant),
    ],
);

// Says only that a record was looked into: what was found stands in the record itself.
const STALE: Table = apart(
    "stale_decision",
    &[
        ID,
        link("record_id"),
        employee("staleness", Form::Text),
        employee("decision", Form::Text),
        employee("rests_until", Form::Instant),
        employee("decided_by", Form::Key),
        employee("decided_at", Form::Instant),
    ],
);

const STALE_TALLY: Table = apart(
    "stale_tally",
    &[
        technical("staleness", Form::Text, Why::Key),
        technical("waiting", Form::Large, Why::Machinery),
        technical("counted_at", Form::Instant, Why::Machinery),
    ],
);

// Of how many and of what kind, never of whom: the page says so to those who write.
const BREACH: Table = apart(
    "breach",
    &[
        ID,
        employee("number", Form::Count),
        employee("aware_at", Form::Instant),
        technical("version", Form::Count, Why::Machinery),
        technical("alarms", Form::Count, Why::Machinery),
        employee("opened_by", Form::Key),
        employee("opened_at", Form::Instant),
        employee("closed_by", Form::Key),
        employee("closed_at", Form::Instant),
        link("request_id"),
    ],
);

const BREACH_FACT: Table = apart(
    "breach_fact",
    &[
        ID,
        link("breach_id"),
        technical("version", Form::Count, Why::Machinery),
        employee("field", Form::Text),
        employee("value", Form::Text),
        employee("recorded_by", Form::Key),
        employee("recorded_at", Form::Instant),
    ],
);

const BREACH_REPORT: Table = apart(
    "breach_report",
    &[
        ID,
        link("breach_id"),
        employee("sent_at", Form::Instant),
        employee("reference", Form::Text),
        employee("content", Form::Text),
        employee("is_last", Form::Flag),
        employee("late_reason", Form::Text),
        employee("recorded_by", Form::Key),
        employee("recorded_at", Form::Instant),
    ],
);
