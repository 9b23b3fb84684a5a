//! A requester's own requests: what they see of them. Another's request is as good as missing.

mod act;
mod case;
mod items;
mod park;
mod withdrawal;

use super::{file, lifecycle::Why, shared};
use crate::{
    actor::{Owns, Requester},
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    law::{calendar::helsinki_date, deadline::Deadline, extension::Complexity},
    mail::letter,
    right::{
        erasure::letter::Told,
        rectification::fields::{self, MASK, Owner, PresentField},
    },
    step::holder::Whose,
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    id::{AttachmentId, LetterId},
    kind::{
        Author, Channel, Excuse, ItemKind, Language, LetterKind, MailState, Operation, Outcome, PackageState,
        QuestionKind, Remedy, Right, State, StepState, Verdict,
    },
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

pub use act::{LONGEST_MESSAGE, restriction_ends, send, withdraw, write};
pub use park::{park, parked};
pub use withdrawal::Withdrawn;
pub(crate) use withdrawal::withdrawn;

/// The entries of the record that a requester's timeline tells; what staff do among themselves is not in it.
pub const TOLD: &[&str] = &[
    "request_filed",
    "request_filed_beside",
    "restriction_asked_beside",
    "request_taken",
    "request_classified",
    "request_reclassified",
    "request_itemised",
    "request_split",
    "request_answered",
    "request_decided",
    "request_closed",
    "request_not_identified",
    "request_forwarded",
    "request_withdrawn",
    "request_reopened",
    "marketing_stopped",
    "marketing_ban_stands",
    "consent_withdrawn",
    "consent_not_held",
    "message_written",
    "files_attached",
    "file_fetched",
    "package_built",
    "package_asked_again",
    "package_downloaded",
    "package_purged",
    "step_told",
    "step_answered",
    "step_reminded",
    "step_given_up",
    "step_remedied",
    "still_mailed",
    "transfer_settled",
    "mail_bounced",
    "request_asked",
    "request_resumed",
    "request_extended",
    "restriction_set",
    "restriction_ends",
    "restriction_told_on_paper",
    "restriction_stays",
    "restriction_lifted",
    "purposes_stopped",
];

/// A request in the requester's list. Where `shared` hides it, only reference, right and dates stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRequest {
    pub reference: Reference,
    /// Nothing until staff have classified it.
    pub right: Option<Right>,
    /// Nothing when it is hidden.
    pub state: Option<State>,
    /// How it ended; nothing when it is hidden.
    pub outcome: Option<Outcome>,
    pub received_on: NaiveDate,
    /// By when the answer comes, any extension counted in.
    pub due_on: NaiveDate,
    /// When the answer left; nothing when it is hidden.
    pub answered_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    /// Whether it was to withdraw a consent and met none of ours: only the ban was noted.
    pub withdrew_nothing: bool,
}

/// A restriction that the request brought about and that still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnRestriction {
    pub since: NaiveDate,
    /// The day on which it ends, once the person was told (Art. 18(3)).
    pub ends_on: Option<NaiveDate>,
}

/// One request with everything its requester may see.
#[derive(Clone, Debug)]
pub struct OwnCase {
    pub request: OwnRequest,
    /// Several persons of the register share the address, and nobody knew who asked when they came to: everything
    /// below but the deadline is empty.
    pub shared: bool,
    pub requester_name: Option<String>,
    pub channel: Channel,
    /// The language letters come in.
    pub language: Language,
    /// Counted again from the file, for the explanation.
    pub deadline: Deadline,
    /// Whether the clock stands still until the requester answers (law.md R2.5).
    pub paused: bool,
    /// What we asked and still wait for.
    pub question: Option<OwnQuestion>,
    /// When it was extended (Art. 12(3)).
    pub extended_due_on: Option<NaiveDate>,
    /// Why it was.
    pub extension: Option<OwnExtension>,
    /// When the answer was accepted by the mail server, or printed.
    pub answered_at: Option<DateTime<Utc>>,
    pub items: Vec<OwnItem>,
    /// What an erasure took and left, once it is decided.
    pub erasure: Option<Told>,
    pub restrictions: Vec<OwnRestriction>,
    pub timeline: Vec<Happening>,
    pub messages: Vec<OwnMessage>,
    pub letters: Vec<OwnLetter>,
    /// Since when marketing has been forbidden, where this request is about it and the ban stands.
    pub banned_since: Option<NaiveDate>,
    /// The newest one.
    pub package: Option<OwnPackage>,
    pub steps: Vec<OwnStep>,
    /// Why it cannot be withdrawn now; nothing when it can.
    pub withdrawal_refused: Option<Why>,
    /// Why no message can be written now; nothing when one can.
    pub message_refused: Option<Why>,
}

/// What we asked the requester, why, and by when the answer must come.
#[derive(Clone, Debug)]
pub struct OwnQuestion {
    pub kind: QuestionKind,
    pub text: String,
    pub reason: Option<String>,
    pub answer_by: NaiveDate,
}

/// Why the time for the answer was extended.
#[derive(Clone, Debug)]
pub struct OwnExtension {
    pub told_on: NaiveDate,
    pub complexity: Vec<Complexity>,
    pub reasons: String,
}

/// One thing asked, with what was decided on it.
#[derive(Clone, Debug)]
pub struct OwnItem {
    pub kind: ItemKind,
    /// What it names, by its code.
    pub target: String,
    /// What it is called, in the language of the page.
    pub label: String,
    /// A field's value when the request was filed.
    pub present: Option<String>,
    /// The value or the words asked for.
    pub asked: Option<String>,
    pub verdict: Option<Verdict>,
    /// Whether there was no consent that could be withdrawn.
    pub none_held: bool,
    /// Why not, in the language of the page.
    pub reason: Option<letter::Reason>,
    pub keep_until: Option<NaiveDate>,
    /// What was corrected, where staff found the fields in the person's own words.
    pub corrected: Vec<OwnCorrection>,
    /// What was corrected in a system that the register follows.
    pub elsewhere: Option<String>,
    /// What of the person's own words was not corrected.
    pub uncorrected: Option<String>,
}

impl OwnItem {
    /// Whether a value stands masked, since the postal address is protected (law.md R4.9).
    pub fn hides_address(&self) -> bool {
        self.asked.as_deref() == Some(MASK) || self.corrected.iter().any(|found| found.new == MASK)
    }
}

/// A field with its value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCorrection {
    /// The field, by its code.
    pub target: String,
    /// What it is called, in the language of the page.
    pub label: String,
    pub present: String,
    pub new: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub at: DateTime<Utc>,
    /// One of [`TOLD`]; `event-request-filed` and so on are their sentences in `portal/locales`.
    pub what: &'static str,
    /// Another request of theirs that it led to or came from, by its reference.
    pub other: Option<String>,
}

/// A message between requester and staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMessage {
    pub author: Author,
    pub body: String,
    pub sent_at: DateTime<Utc>,
    pub files: Vec<OwnFile>,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    pub id: AttachmentId,
    pub name: String,
    pub bytes: i64,
}

/// A letter as it went, and how its mail stands.
#[derive(Clone, Debug)]
pub struct OwnLetter {
    pub id: LetterId,
    pub kind: LetterKind,
    pub subject: String,
    pub text: String,
    pub written_at: DateTime<Utc>,
    /// Printed when it has no mail.
    pub mail: MailState,
    pub settled_at: Option<DateTime<Utc>>,
}

/// What access yields.
#[derive(Clone, Debug)]
pub struct OwnPackage {
    pub id: entity::id::PackageId,
    pub state: PackageState,
    pub bytes: i64,
    /// How often it can still be downloaded.
    pub left: i32,
    pub expires_at: Option<DateTime<Utc>>,
}

/// What a holder of the data was told, and what it answered.
#[derive(Clone, Debug)]
pub struct OwnStep {
    /// Its name, or what it does while the notice leaves it unnamed.
    pub holder: String,
    pub whose: Whose,
    pub operation: Operation,
    /// What it was about, each by its name.
    pub touched: Vec<String>,
    pub state: StepState,
    pub told_at: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
    /// Why it cannot, or why we gave it up.
    pub reason: Option<String>,
    pub excuse: Option<Excuse>,
    /// What we did, since it cannot: what, how, and when.
    pub remedy: Option<(Remedy, String, DateTime<Utc>)>,
}

/// The requests of a proved address, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(ctx: &Ctx, requester: &Requester) -> Result<Vec<OwnRequest>> {
    let since = shared::since(ctx.read(), &requester.email_key).await?;
    let rows = owned_by(requester).order_by_desc(request::Column::Id).all(ctx.read()).await?;
    let mut requests = Vec::new();
    for row in &rows {
        let hidden = shared::hides_since(ctx.read(), row, since).await?;
        requests.push(summary(ctx.read(), row, hidden).await?);
    }
    Ok(requests)
}

/// One request; labels and reasons in the language of the page.
///
/// # Errors
/// Not found when it is missing or another's.
pub async fn open(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    language: Language,
) -> Result<OwnCase> {
    let row = find(requester, reference).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let hidden = shared::hides(ctx.read(), &row).await?;
    let case = case::bare(ctx, &row, hidden).await?;
    if hidden { Ok(case) } else { case::fill(ctx, case, &row, language).await }
}

/// A request whose content its requester may see and act on.
///
/// # Errors
/// Not found when it is missing, another's, or hidden because several persons share the address.
pub(crate) async fn shown(
    db: &impl ConnectionTrait,
    requester: &Requester,
    reference: &Reference,
) -> Result<request::Model> {
    let row = find(requester, reference).one(db).await?.ok_or(Error::NotFound)?;
    if shared::hides(db, &row).await? { Err(Error::NotFound) } else { Ok(row) }
}

/// The fields of the requester's own record that the rectification form offers; none when the address matches
/// nobody, or several.
///
/// # Errors
/// A fault when the database is away.
pub async fn present_values(ctx: &Ctx, owner: &impl Owns) -> Result<Vec<PresentField>> {
    fields::present(ctx.read(), owner.key(), ctx.now()).await
}

/// The name by which a requester is known: of the register, where the address is one person's, else of the last
/// request; nothing for an address that several share.
///
/// # Errors
/// A fault when the database is away.
pub async fn known_name(ctx: &Ctx, requester: &Requester) -> Result<Option<String>> {
    let named = match fields::owner(ctx.read(), &requester.email_key).await? {
        Owner::Several => return Ok(None),
        Owner::One(person) => Some(person.name).filter(|name| !name.is_empty()),
        Owner::Nobody => None,
    };
    if named.is_some() {
        return Ok(named);
    }
    let last = owned_by(requester).filter(request::Column::RequesterName.is_not_null());
    let last = last.order_by_desc(request::Column::Id).one(ctx.read()).await?;
    Ok(last.and_then(|row| row.requester_name))
}

/// Every query on requests of a requester starts here.
fn owned_by(owner: &impl Owns) -> Select<request::Entity> {
    request::Entity::find().filter(request::Column::RequesterKey.eq(owner.key()))
}

fn find(owner: &impl Owns, reference: &Reference) -> Select<request::Entity> {
    owned_by(owner).filter(request::Column::Reference.eq(reference.as_str()))
}

async fn summary(db: &impl ConnectionTrait, row: &request::Model, hidden: bool) -> Result<OwnRequest> {
    Ok(OwnRequest {
        withdrew_nothing: !hidden && withdrawn(db, row).await?.nothing,
        reference: file::reference(row)?,
        right: row.right,
        state: Some(row.state).filter(|_| !hidden),
        outcome: row.outcome.filter(|_| !hidden),
        received_on: row.received_on,
        due_on: row.extended_due_on.unwrap_or(row.due_on),
        answered_on: row.answered_at.map(helsinki_date).filter(|_| !hidden),
        closed_on: row.closed_at.map(helsinki_date),
    })
}
