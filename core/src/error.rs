//! How an operation fails: nothing there, a refusal the person can act on, or a fault of ours.

use std::fmt;

/// Why an operation did not happen. `portal::error` alone knows which status code each becomes.
#[derive(Debug)]
pub enum Error {
    /// Missing, or not theirs: both look the same from outside.
    NotFound,
    /// Theirs, and explained.
    Refused(Refusal),
    /// Ours, hidden; logged once under a reference number.
    Fault(Fault),
}

/// A sentence the person can act on: its catalogue key is `refusal-…` in `portal/locales`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The lifecycle has no such move now; carries the state it met.
    NotNow { state: entity::kind::State },
    /// Somebody else was first; carries who and the state they left.
    ChangedMeanwhile { by: String, state: entity::kind::State },
    /// What was to be approved is no longer what is proposed; carries who proposed what waits now.
    ProposalChanged { by: String },
    /// Whoever asks made the present version: pressed twice, or in another window. Carries the state they left.
    DoneByYourself { state: entity::kind::State },
    /// The same form was sent before and has had its effect: pressed twice.
    SentBefore,
    /// What was sent lacks an answer it needs; the page shows which before it sends.
    Incomplete,
    /// The link or code is used, replaced, expired or wrong.
    LinkSpent,
    /// The typed code is wrong; so many tries remain.
    WrongCode { tries_left: i32 },
    /// No code was typed, which is no try.
    CodeNeeded,
    /// As many wrong codes were typed as are judged; the link itself still works.
    CodeSpent,
    /// As many passwords are being judged or wait for it as the machine can bear (security.md 5.4).
    Busy,
    /// A limit was met; seconds until the next try.
    TooMany { retry_after: i64 },
    /// Address and password, or the one-time code, do not fit.
    WrongCredentials,
    /// The present password of somebody signed in is another.
    WrongPassword,
    /// The code does not come from the new authenticator.
    WrongNewCode,
    /// Nobody changes their own account's roles or state.
    OwnAccount,
    /// The address, or another spelling of its mailbox, has an account already.
    AccountExists,
    /// The whole desk reads the mailbox, so nobody is invited to it.
    DeskMailbox,
    /// The same person may not both propose and approve.
    SamePerson,
    /// A letter lacks elements that its grounds demand; their ids (law.md 3.2: L1 to L10).
    LetterLacks { elements: Vec<&'static str> },
    /// The proof of the address is older than ten minutes.
    StepUpNeeded,
    /// The package has been purged; it can be built again.
    PackageGone,
    /// The record is restricted (Art. 18) and the deed is none of those still allowed; why, and since when.
    Restricted { ground: entity::kind::RestrictionGround, since: chrono::NaiveDate },
    /// A restriction may not end yet: the first day on which it may (Art. 18(3)).
    TooEarly { on: chrono::NaiveDate },
    /// The letter that tells the person has not left yet.
    NotToldYet,
    /// A question asked so long after receipt does not stop the clock (law.md R2.5).
    TooLateToPause,
    /// No time for an answer is left before the day on which we must speak (law.md R2.6).
    TooLateToAsk { kind: entity::kind::QuestionKind, by: chrono::NaiveDate },
    /// No fee can be asked for what this request is about (Art. 12(5)).
    FreeOfCharge,
    /// The time for the answer cannot be extended (Art. 12(3)).
    NoExtension(crate::law::extension::NoExtension),
    /// Staff cannot close the request as not identified (Art. 12(2) and (6)).
    NoClosing(crate::request::unidentified::NoClosing),
    /// Another person's record is opened for a stated reason only.
    ReasonNeeded,
    /// The yearly review is closed; what it found stays as it is.
    ReviewClosed,
    /// The record of a breach is closed, and stays as it is.
    BreachClosed,
    /// Somebody else changed the record of a breach; carries who.
    BreachChanged { by: String },
    /// The address that was proved is not the one the register has of this person.
    AddressNotOnFile,
    /// The person's postal address is protected, and nobody proved to read this e-mail address.
    AddressProtected,
    /// An opt-out needs the address it concerns: none was given, and no person is linked who has one.
    AddressUnknown,
    /// What an erasure would do is no longer what was proposed: the data changed, or a hold was set on them since.
    PlanChanged { held: bool },
    /// The records that a copy would hold are not those that were seen; which categories, in words.
    CopyChanged { what: String },
    /// The answer would go elsewhere than was proposed.
    DestinationChanged,
    /// Whose an address is has become doubtful since it was proposed, or is so no more.
    AddressDoubtful,
    /// The requester has written since the page was drawn; the message has to be read first.
    MessageMeanwhile,
    /// More files than a request takes of its requester.
    TooManyFiles,
    /// All files of a requester together are too large.
    FilesFull,
    /// Staff may not do this with their roles.
    RoleMissing { role: entity::kind::Role },
}

/// A fault's cause; never shown to a person.
#[derive(Debug)]
pub struct Fault {
    context: &'static str,
    source: Box<dyn std::error::Error + Send + Sync>,
    database_away: bool,
}

/// Several things that do not hang on each other: each is tried, whatever became of the one before.
#[derive(Debug, Default)]
pub struct Each(Option<Error>);

impl Each {
    /// Notes how one of them ended; gives what it gave.
    pub fn note<T>(&mut self, what: &'static str, done: Result<T>) -> Option<T> {
        match done {
            Ok(given) => Some(given),
            Err(error) => {
                tracing::error!(what, cause = %error, "failed; the rest goes on");
                self.0.get_or_insert(error);
                None
            }
        }
    }

    /// How they ended together.
    ///
    /// # Errors
    /// What the first that failed met.
    pub fn end(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// The result of every operation of the domain.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Fault {
    /// A fault with the operation it happened in.
    pub fn new(context: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { context, source: source.into(), database_away: false }
    }

    /// A fault of a database that could not be reached in time.
    pub(crate) fn database_away_from(context: &'static str, source: sea_orm::DbErr) -> Self {
        Self { context, source: Box::new(source), database_away: true }
    }

    /// Whether the database could not be reached: the answer is then 503 and `Retry-After`.
    pub fn database_away(&self) -> bool {
        self.database_away
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.context, self.source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("not found"),
            Self::Refused(refusal) => write!(f, "refused: {refusal:?}"),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The database's own failures are faults; an expected one (a unique violation) is turned into a
/// refusal where it occurs, before `?`.
impl From<sea_orm::DbErr> for Error {
    fn from(source: sea_orm::DbErr) -> Self {
        let away = is_away(&source);
        Self::Fault(Fault { context: "database", source: Box::new(source), database_away: away })
    }
}

/// Whether the database cannot be reached or cannot work now, so that the same may succeed later.
fn is_away(error: &sea_orm::DbErr) -> bool {
    use sea_orm::{
        DbErr::{Conn, ConnectionAcquire, Exec, Query},
        RuntimeErr::SqlxError,
        sqlx::Error::{Database, Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed},
    };
    let cause = match error {
        Conn(_) | ConnectionAcquire(_) => return true,
        Exec(SqlxError(cause)) | Query(SqlxError(cause)) => cause,
        _ => return false,
    };
    match &**cause {
        Io(_) | Tls(_) | PoolTimedOut | PoolClosed | WorkerCrashed => true,
        Database(answer) => answer.code().is_some_and(|code| cannot_work_now(&code)),
        _ => false,
    }
}

/// PostgreSQL's codes have five places: connection lost (08), resources out (53), shutting down (57P), lock and
/// statement timeouts, read-only. SQLite's last byte says: busy, locked, read-only, I/O, full, cannot open.
fn cannot_work_now(code: &str) -> bool {
    if code.len() == 5 {
        let lost = ["08", "53", "57P"].iter().any(|class| code.starts_with(class));
        return lost || ["55P03", "57014", "25006"].contains(&code);
    }
    code.parse::<u32>().is_ok_and(|code| [5, 6, 8, 10, 13, 14].contains(&(code & 0xff)))
}

/// Names the operation an outside failure happened in, turning it into a fault.
pub trait Context<T> {
    /// # Errors
    /// A [`Fault`] wrapping the source.
    fn context(self, context: &'static str) -> Result<T>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> Context<T> for std::result::Result<T, E> {
    fn context(self, context: &'static str) -> Result<T> {
        self.map_err(|source| Fault::new(context, source).into())
    }
}
