//! A request as its page for staff shows it: all that was written about it, and the steps open now.

mod written;

use crate::{
    actor::Staff,
    attachment::read,
    ctx::Ctx,
    error::{Context, Result},
    id::Reference,
    identity::mute,
    law::{
        calendar,
        deadline::{self, Deadline, Pause},
        extension::NoExtension,
    },
    mail::incoming::{self, desk::OnRequest},
    register::{
        change as register,
        protection::{self, words},
    },
    request::{
        ask, attention,
        beside::{self, Relative},
        change::{self, Author},
        decision::Decision,
        enter, extend, forward,
        lifecycle::{self, Offer, Standing},
        own::{self, Withdrawn},
        propose, queue, reclassify,
        unidentified::{self, NoClosing},
        unlinked::{self, Reach},
    },
    right::{objection, portability::transfer as handing_over, rectification::fields::MASK},
    settings::ApprovalMode,
    step::{self, ban, tell},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    attachment, entry, event, extension, forwarding,
    id::{MessageId, ProposalId, RequestId, StaffId, StepId},
    item,
    kind::{Assurance, State},
    letter, outbox, package, pause, proposal, request, restriction, stopped_purpose, task, transfer,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use std::{collections::HashMap, slice};

/// Everything about one request that staff may see without opening the register.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its `version` goes with every form of the page.
    pub request: request::Model,
    pub items: Vec<item::Model>,
    /// The dates, with every step that led to them.
    pub deadline: Deadline,
    pub pauses: Vec<pause::Model>,
    /// The clock that stands still, while it does.
    pub paused: Option<ask::Paused>,
    /// Why the time was extended, once it was.
    pub extension: Option<extension::Model>,
    /// An extension that is written and does not hold, or not yet.
    pub waiting: Option<extend::Waiting>,
    /// Why the time cannot be extended any more.
    pub no_extension: Option<NoExtension>,
    /// Why it cannot be closed as not identified.
    pub no_closing: Option<NoClosing>,
    pub assignee: Option<String>,
    /// Every entry, oldest first.
    pub timeline: Vec<Moment>,
    pub messages: Vec<Written>,
    /// The files that hang on it.
    pub files: Vec<attachment::Model>,
    pub notes: Vec<Written>,
    pub letters: Vec<SentLetter>,
    /// Newest first.
    pub proposals: Vec<Proposed>,
    pub checks: Vec<Check>,
    pub steps: Vec<entity::step::Model>,
    /// Of an opt-out asked for again: what the holders were told before.
    pub earlier_steps: Vec<entity::step::Model>,
    /// The newest mail to the holder of each step.
    pub step_mails: HashMap<StepId, outbox::Model>,
    pub tasks: Vec<task::Model>,
    pub package: Option<package::Model>,
    /// The handing over to the controller the person named, if one was granted.
    pub transfer: Option<transfer::Model>,
    /// What went to the customer whose website the request is about, and its mail, if it was forwarded.
    pub forwarded: Option<(forwarding::Model, Option<outbox::Model>)>,
    /// What staff wrote down, if the request did not come through the portal.
    pub entry: Option<entry::Model>,
    /// What came in by mail; who wrote it is not proved.
    pub mails: Vec<OnRequest>,
    /// Until when the sign-in form sends the requester's address no mail.
    pub muted_until: Option<DateTime<Utc>>,
    /// How many persons of the register have the requester's address; who they are is a look.
    pub matching_persons: usize,
    /// Whether "we hold nothing" is no answer, because the requester's own requests are asked for.
    pub reach: Reach,
    /// What a withdrawal of consent met.
    pub withdrawn: Withdrawn,
    /// The restrictions that stand on the person the request is linked to; none of them may be edited past (Art. 18).
    pub restrictions: Vec<restriction::Model>,
    /// Whether the postal address of whoever asks is protected (law.md R4.9).
    pub protected: bool,
    /// The purposes stopped for that person (Art. 21).
    pub stopped: Vec<stopped_purpose::Model>,
    /// The question that waits for its answer, while it does.
    pub question: Option<ask::Open>,
    /// The request this one was split from, and those split from it.
    pub relatives: Vec<Relative>,
    /// Whether staff, not the requester, said which right it is.
    pub named_by_staff: bool,
    /// Whether a refusal needs a second person.
    pub two_persons: bool,
    /// Every step, open or with the reason it is not. Whether a decision must be proposed first is
    /// for the preview to say: one that refuses nothing goes at once.
    pub offers: Vec<Offer>,
}

impl Case {
    /// A value of a field as a page that is no look may show it.
    pub fn shown<'a>(&self, target: &str, value: &'a str) -> &'a str {
        if self.protected && protection::names_place(target) { MASK } else { value }
    }

    /// A value that is asked for. Until it is decided staff must read it; then it is where the person lives.
    pub fn wanted<'a>(&self, target: &str, value: &'a str, decided: bool) -> &'a str {
        if decided { self.shown(target, value) } else { value }
    }
}

/// Who wrote or did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Staff(String),
    Requester,
    Portal,
}

/// One entry of the timeline.
#[derive(Clone, Debug)]
pub struct Moment {
    pub at: DateTime<Utc>,
    /// Name of the event; the key of its sentence is `event-` and the name with hyphens.
    pub what: String,
    pub who: Who,
    pub detail: Value,
}

/// A message or a note.
#[derive(Clone, Debug)]
pub struct Written {
    pub at: DateTime<Utc>,
    pub who: Who,
    pub body: String,
    /// The message, for the files that came with it; a note has none.
    pub message: Option<MessageId>,
}

/// A letter with the state of its mail; none for a letter that is printed.
#[derive(Clone, Debug)]
pub struct SentLetter {
    pub letter: letter::Model,
    pub mail: Option<outbox::Model>,
}

/// A proposal or decision, as it was made.
#[derive(Clone, Debug)]
pub struct Proposed {
    pub id: ProposalId,
    /// What an approval names.
    pub hash: String,
    pub decision: Decision,
    pub by: String,
    /// Whether the reader proposed it.
    pub own: bool,
    pub at: DateTime<Utc>,
    pub approved: Option<(String, DateTime<Utc>)>,
    pub voided_at: Option<DateTime<Utc>>,
    /// Whether it waits for approval.
    pub open: bool,
}

/// How the requester was linked to a person.
#[derive(Clone, Debug)]
pub struct Check {
    pub at: DateTime<Utc>,
    pub by: String,
    pub method: Assurance,
    pub finding: String,
}

/// Opens the page of a request.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference.
#[expect(clippy::too_many_lines, reason = "a line for each field of the page")]
pub async fn open(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Case> {
    let request = readable(ctx, staff, reference).await?;
    let (id, today) = (request.id, calendar::helsinki_date(ctx.now()));
    let (pauses, steps) = (pauses_of(ctx.read(), id).await?, step::of(ctx.read(), id).await?);
    let (waiting, names) = (extend::waiting(ctx.read(), &request).await?, names_of(ctx, &request).await?);
    let places = words::lines(ctx.read(), &request).await?;
    let items = written::items(ctx, id, &places).await?;
    Ok(Case {
        reach: unlinked::reach(ctx.read(), &request, &items).await?,
        withdrawn: own::withdrawn(ctx.read(), &request).await?,
        items,
        deadline: deadline_of(&request, &pauses, today)?,
        question: question_of(ctx, &request).await?,
        pauses,
        paused: ask::paused(ctx.read(), slice::from_ref(&request), today).await?.remove(&id),
        extension: extend::one(ctx.read(), &request).await?,
        no_extension: extend::refused(&request, waiting.as_ref(), today),
        no_closing: unidentified::barred(ctx, ctx.read(), &request).await?,
        waiting,
        assignee: request.assignee_id.map(|id| names.of(id)),
        named_by_staff: reclassify::named_by_staff(ctx.read(), id).await?,
        timeline: timeline(ctx, id, &names).await?,
        messages: written::messages(ctx, id, (&names, &places)).await?,
        files: read::of(ctx.read(), id).await?,
        notes: written::notes(ctx, id, (&names, &places)).await?,
        letters: letters(ctx, id).await?,
        proposals: proposals(ctx, staff, id, &names).await?,
        checks: written::checks(ctx, id, (&names, &places)).await?,
        step_mails: tell::mails(ctx, &steps).await?,
        earlier_steps: ban::earlier(ctx.read(), &request).await?,
        steps,
        tasks: tasks_of(ctx, id).await?,
        package: package_of(ctx, id).await?,
        transfer: handing_over::of(ctx.read(), id).await?,
        forwarded: forward::of(ctx.read(), &request).await?,
        entry: enter::of(ctx.read(), id).await?,
        mails: incoming::desk::of(ctx, &request).await?,
        muted_until: mute::until(ctx, ctx.read(), &request.requester_key).await?,
        matching_persons: queue::persons_with(ctx.read(), &request.requester_key).await?.len(),
        restrictions: restrictions_of(ctx, &request).await?,
        protected: protection::covers(ctx.read(), &request).await?,
        stopped: stopped_of(ctx, &request).await?,
        relatives: beside::relatives(ctx, &request).await?,
        two_persons: ctx.settings.approval_mode == ApprovalMode::TwoPersons,
        offers: offers(ctx, &request),
        request,
    })
}

async fn readable(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<request::Model> {
    change::require_reading(staff)?;
    attention::seen(ctx, change::find(ctx.read(), reference).await?).await
}

/// The dates with their steps; a pause still open lasts until today.
///
/// # Errors
/// A fault when the pauses on record cannot have happened.
pub fn deadline_of(request: &request::Model, pauses: &[pause::Model], today: NaiveDate) -> Result<Deadline> {
    let lasted = |pause: &pause::Model| Pause { from: pause.from_on, to: pause.to_on.unwrap_or(today) };
    let pauses: Vec<_> = pauses.iter().map(lasted).collect();
    let counting = deadline::counting_pauses(request.received_on, &pauses);
    deadline::deadline(request.received_on, &counting).context("counting the pauses of a request")
}

fn offers(ctx: &Ctx, request: &request::Model) -> Vec<Offer> {
    let approval_needed = ctx.settings.approval_mode == ApprovalMode::TwoPersons;
    lifecycle::at_desk(Standing { state: request.state, outcome: request.outcome, approval_needed })
}

async fn question_of(ctx: &Ctx, request: &request::Model) -> Result<Option<ask::Open>> {
    let waits = request.state == State::AwaitingCustomer;
    if waits { ask::open_question(ctx.read(), request.id).await } else { Ok(None) }
}

async fn restrictions_of(ctx: &Ctx, request: &request::Model) -> Result<Vec<restriction::Model>> {
    let Some(person) = request.person_id else { return Ok(Vec::new()) };
    register::restrictions_of(ctx.read(), person).await
}

async fn stopped_of(ctx: &Ctx, request: &request::Model) -> Result<Vec<stopped_purpose::Model>> {
    let Some(person) = request.person_id else { return Ok(Vec::new()) };
    objection::stopped_for(ctx.read(), person).await
}

struct Names {
    staff: HashMap<StaffId, String>,
}

impl Names {
    fn of(&self, id: StaffId) -> String {
        self.staff.get(&id).cloned().unwrap_or_default()
    }

    fn who(&self, actor: &str) -> Who {
        match Author::of(actor) {
            Author::Staff(id) => Who::Staff(self.of(id)),
            Author::Requester => Who::Requester,
            Author::Portal => Who::Portal,
        }
    }
}

async fn names_of(ctx: &Ctx, request: &request::Model) -> Result<Names> {
    Ok(Names { staff: queue::staff_names(ctx.read(), everybody(ctx, request).await?).await? })
}

/// Everybody of staff who appears on the page.
async fn everybody(ctx: &Ctx, request: &request::Model) -> Result<Vec<StaffId>> {
    let mut ids: Vec<StaffId> = request.assignee_id.into_iter().collect();
    for entry in entries(ctx, request.id).await? {
        if let Author::Staff(id) = Author::of(&entry.actor) {
            ids.push(id);
        }
    }
    let made = proposal::Entity::find().filter(proposal::Column::RequestId.eq(request.id));
    for proposal in made.all(ctx.read()).await? {
        ids.push(proposal.proposed_by);
        ids.extend(proposal.approved_by);
    }
    Ok(ids)
}

async fn entries(ctx: &Ctx, request: RequestId) -> Result<Vec<event::Model>> {
    let entries = event::Entity::find().filter(event::Column::RequestId.eq(request));
    let ordered = entries.order_by_asc(event::Column::At).order_by_asc(event::Column::Id);
    Ok(ordered.all(ctx.read()).await?)
}

async fn timeline(ctx: &Ctx, request: RequestId, names: &Names) -> Result<Vec<Moment>> {
    let moment = |entry: event::Model| Moment {
        at: entry.at,
        who: names.who(&entry.actor),
        detail: serde_json::from_str(&entry.detail).unwrap_or(Value::Null),
        what: entry.kind,
    };
    let mut moments: Vec<_> = entries(ctx, request).await?.into_iter().map(moment).collect();
    // Entries of one instant stand in the order of the versions they made.
    moments.sort_by_key(|moment| (moment.at, moment.detail["version"].as_i64()));
    Ok(moments)
}

async fn letters(ctx: &Ctx, request: RequestId) -> Result<Vec<SentLetter>> {
    let kept = letter::Entity::find().filter(letter::Column::RequestId.eq(request));
    let kept =
        kept.order_by_asc(letter::Column::CreatedAt).order_by_asc(letter::Column::Id).all(ctx.read()).await?;
    let ids = kept.iter().map(|letter| letter.id);
    let mails = outbox::Entity::find().filter(outbox::Column::LetterId.is_in(ids));
    let mut newest: HashMap<_, _> = HashMap::new();
    for mail in mails.order_by_asc(outbox::Column::CreatedAt).all(ctx.read()).await? {
        newest.insert(mail.letter_id, mail);
    }
    let sent = |letter: letter::Model| SentLetter { mail: newest.get(&Some(letter.id)).cloned(), letter };
    Ok(kept.into_iter().map(sent).collect())
}

async fn proposals(ctx: &Ctx, reader: &Staff, request: RequestId, names: &Names) -> Result<Vec<Proposed>> {
    let made = proposal::Entity::find().filter(proposal::Column::RequestId.eq(request));
    let made = made.order_by_desc(proposal::Column::ProposedAt).order_by_desc(proposal::Column::Id);
    let proposed = |row: proposal::Model| {
        let by = row.approved_by.unwrap_or(row.proposed_by);
        Ok(Proposed {
            id: row.id,
            decision: propose::body_of(&row)?.decision,
            by: names.of(row.proposed_by),
            own: row.proposed_by == reader.id,
            at: row.proposed_at,
            approved: row.approved_at.map(|at| (names.of(by), at)),
            voided_at: row.voided_at,
            open: row.approved_at.is_none() && row.voided_at.is_none(),
            hash: row.hash,
        })
    };
    made.all(ctx.read()).await?.into_iter().map(proposed).collect()
}

/// The pauses of a request, in order.
pub(crate) async fn pauses_of(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<pause::Model>> {
    let pauses = pause::Entity::find().filter(pause::Column::RequestId.eq(request));
    Ok(pauses.order_by_asc(pause::Column::FromOn).all(db).await?)
}

async fn tasks_of(ctx: &Ctx, request: RequestId) -> Result<Vec<task::Model>> {
    let tasks = task::Entity::find().filter(task::Column::RequestId.eq(request));
    Ok(tasks.order_by_asc(task::Column::OpenedAt).all(ctx.read()).await?)
}

async fn package_of(ctx: &Ctx, request: RequestId) -> Result<Option<package::Model>> {
    let built = package::Entity::find().filter(package::Column::RequestId.eq(request));
    Ok(built.order_by_desc(package::Column::QueuedAt).one(ctx.read()).await?)
}
