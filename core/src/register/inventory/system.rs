//! The tables of signing in and of the portal's own workings.

use super::{
    Column, Form, ID, Path, Reason, Table, Why, code, instant, left_out, link, shown, technical, text,
    word::{Category, Vocabulary},
};

pub(super) const TABLES: &[Table] = &[
    SESSION,
    CHALLENGE,
    MUTE,
    BUDGET,
    STAFF,
    STAFF_ROLE,
    DIGEST,
    INVITATION,
    RECOVERY_CODE,
    PASSWORD_RESET,
    INSTALLATION,
    JOB,
    JOURNAL_ENTRY,
    ERASED_SOURCE,
    SEAL,
    SEALED,
    STEP_LINK,
    IMPORT_RUN,
    STAGED_ROW,
    RETENTION_RUN,
    CANARY,
    UNSAVED,
];

/// A table without personal data of those whom the notice addresses.
const fn apart(name: &'static str, columns: &'static [Column]) -> Table {
    Table { name, category: None, paths: &[], doer: None, columns }
}

const fn employee(name: &'static str, form: Form) -> Column {
    technical(name, form, Why::Staff)
}

const fn machinery(name: &'static str, form: Form) -> Column {
    technical(name, form, Why::Machinery)
}

const fn staged(name: &'static str, form: Form) -> Column {
    technical(name, form, Why::Staged)
}

const fn digest(name: &'static str) -> Column {
    technical(name, Form::Text, Why::Digest)
}

const SESSION: Table = Table {
    name: "session",
    category: Some(Category::SignIn),
    paths: &[Path::Address("email_key", None)],
    doer: None,
    columns: &[
        ID,
        machinery("kind", Form::Code(Vocabulary::SessionKind)),
        digest("token_digest"),
        left_out("email_key", Form::Text, Reason::Same),
        text("email").provided(),
        employee("staff_id", Form::Key),
        machinery("epoch", Form::Count),
        instant("created_at"),
        instant("last_seen_at"),
        instant("expires_at"),
        instant("proved_at"),
    ],
};

const CHALLENGE: Table = Table {
    name: "challenge",
    category: Some(Category::SignIn),
    paths: &[Path::Address("email_key", None)],
    doer: None,
    columns: &[
        ID,
        code("purpose", Vocabulary::ChallengePurpose),
        text("email").provided(),
        left_out("email_key", Form::Text, Reason::Same),
        code("language", Vocabulary::Language).provided(),
        digest("binding"),
        digest("link_digest"),
        link("session_id"),
        machinery("return_to", Form::Text),
        shown("tries", Form::Count),
        shown("link_tries", Form::Count),
        machinery("epoch", Form::Count),
        instant("created_at"),
        instant("expires_at"),
        instant("used_at"),
    ],
};

const MUTE: Table = Table {
    name: "mute",
    category: Some(Category::SignIn),
    paths: &[Path::Address("email_key", None)],
    doer: None,
    columns: &[
        ID,
        left_out("email_key", Form::Text, Reason::Same),
        text("masked"),
        text("reason"),
        left_out("muted_by", Form::Key, Reason::StaffName),
        instant("muted_at"),
        instant("ends_at"),
    ],
};

// Keyed by a pseudonym of address or network; refills itself within a day.
const BUDGET: Table = apart("budget", &[digest("key"), machinery("arrival", Form::Large)]);

// What a holder of the data is asked stands in its step; a link says nothing about anyone.
const STEP_LINK: Table = apart(
    "step_link",
    &[
        ID,
        link("step_id"),
        machinery("nth", Form::Count),
        digest("digest"),
        machinery("answer_by", Form::Date),
        machinery("epoch", Form::Count),
        machinery("created_at", Form::Instant),
        machinery("expires_at", Form::Instant),
        machinery("used_at", Form::Instant),
    ],
);

const STAFF: Table = apart(
    "staff",
    &[
        ID,
        employee("email", Form::Text),
        employee("name", Form::Text),
        employee("password", Form::Text),
        employee("totp_secret", Form::Bytes),
        employee("totp_last_step", Form::Large),
        employee("language", Form::Code(Vocabulary::Language)),
        employee("created_at", Form::Instant),
        employee("disabled_at", Form::Instant),
        employee("digest", Form::Flag),
    ],
);

const STAFF_ROLE: Table =
    apart("staff_role", &[employee("staff_id", Form::Key), employee("role", Form::Code(Vocabulary::Role))]);

const DIGEST: Table = apart("digest", &[employee("staff_id", Form::Key), employee("sent_on", Form::Date)]);

// Ends a day after its link does (`identity/invitation`).
const INVITATION: Table = apart(
    "invitation",
    &[
        ID,
        digest("token_digest"),
        employee("email", Form::Text),
        employee("name", Form::Text),
        employee("roles", Form::Text),
        employee("language", Form::Code(Vocabulary::Language)),
        employee("created_at", Form::Instant),
        employee("expires_at", Form::Instant),
        employee("used_at", Form::Instant),
    ],
);

const RECOVERY_CODE: Table = apart(
    "recovery_code",
    &[ID, employee("staff_id", Form::Key), digest("digest"), employee("used_at", Form::Instant)],
);

// Without an account where nobody has the address that was typed, which is not kept.
const PASSWORD_RESET: Table = apart(
    "password_reset",
    &[
        ID,
        employee("staff_id", Form::Key),
        digest("token_digest"),
        machinery("epoch", Form::Count),
        machinery("created_at", Form::Instant),
        machinery("expires_at", Form::Instant),
        machinery("used_at", Form::Instant),
    ],
);

const INSTALLATION: Table = apart(
    "installation",
    &[
        technical("id", Form::Count, Why::Key),
        machinery("epoch", Form::Count),
        machinery("created_at", Form::Instant),
    ],
);

// Its payload is the key of what the work is about; done work goes after seven days (`job`).
const JOB: Table = apart(
    "job",
    &[
        ID,
        machinery("kind", Form::Code(Vocabulary::JobKind)),
        machinery("key", Form::Text),
        machinery("payload", Form::Text),
        machinery("run_at", Form::Instant),
        machinery("claim", Form::Key),
        machinery("claimed_until", Form::Instant),
        machinery("attempts", Form::Count),
        machinery("done_at", Form::Instant),
    ],
);

const JOURNAL_ENTRY: Table = apart("journal_entry", &[ID, machinery("at", Form::Instant)]);

// Knows an erased row again when a file brings it back, and says nothing about anyone otherwise.
const ERASED_SOURCE: Table =
    apart("erased_source", &[ID, digest("mac"), machinery("erased_at", Form::Instant)]);

const SEAL: Table = apart(
    "seal",
    &[
        ID,
        machinery("number", Form::Large),
        link("through"),
        machinery("entries", Form::Large),
        digest("previous"),
        digest("digest"),
        digest("mac"),
        machinery("sealed_at", Form::Instant),
    ],
);

// Stays with its seal: a pseudonymous mark that an entry was there.
const SEALED: Table = apart("sealed", &[link("event_id"), machinery("number", Form::Large), digest("mac")]);

const IMPORT_RUN: Table = apart(
    "import_run",
    &[machinery("id", Form::Count), machinery("run", Form::Key), machinery("beat_at", Form::Instant)],
);

// Emptied when an import ends, and again before the next begins.
const STAGED_ROW: Table = apart(
    "staged_row",
    &[
        staged("table_name", Form::Text),
        staged("line", Form::Large),
        staged("source_key", Form::Text),
        staged("number", Form::Text),
        staged("customer_key", Form::Text),
        staged("person_key", Form::Text),
        staged("contract_key", Form::Text),
        staged("cells", Form::Text),
    ],
);

// Sealed, of whomever it was typed about, and for its writer alone; also what is only begun.
const UNSAVED: Table = apart(
    "unsaved",
    &[
        ID,
        employee("staff_id", Form::Key),
        machinery("page", Form::Text),
        machinery("action", Form::Text),
        staged("sealed", Form::Text),
        machinery("kept_at", Form::Instant),
    ],
);

// Days and instants; no personal data.
const CANARY: Table = apart(
    "canary",
    &[
        ID,
        machinery("day", Form::Date),
        machinery("begun_at", Form::Instant),
        machinery("asked_at", Form::Instant),
        machinery("passed_at", Form::Instant),
        machinery("alarmed_at", Form::Instant),
    ],
);

// Counts by table; no personal data.
const RETENTION_RUN: Table = apart(
    "retention_run",
    &[
        ID,
        machinery("key", Form::Text),
        machinery("destroys", Form::Flag),
        machinery("phase", Form::Text),
        machinery("cursor", Form::Key),
        machinery("tally", Form::Text),
        machinery("started_at", Form::Instant),
        machinery("finished_at", Form::Instant),
        machinery("failed_at", Form::Instant),
    ],
);
