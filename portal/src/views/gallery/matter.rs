//! What the desk's sample pages are about: a request and everything that can hang on it, in any words.

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use entity::{
    attachment, extension,
    id::{
        AttachmentId, ExtensionId, ItemId, LetterId, MessageId, OutboxId, ProposalId, RequestId, StaffId,
        StepId, TaskId,
    },
    item,
    kind::{
        Assurance, AttachmentKind, Author, Channel, ItemKind, Language, LetterKind, MailKind, MailState,
        Operation, Outcome, Right, State, StepState, TaskKind, Verdict,
    },
    letter, outbox, request, step, task,
};
use portal_core::{
    id::Reference,
    law::{deadline::deadline, demand::Recorded, extension::NoExtension, ground::Ground},
    ports::entropy::Entropy,
    request::{
        beside::Relative,
        case::{Case, Check, Moment, Proposed, SentLetter, Who, Written},
        decision::{Confirmed, Decision, ItemVerdict},
        lifecycle::{self, Standing},
        own::Withdrawn,
        unidentified::NoClosing,
        unlinked::Reach,
    },
    right::rectification::fields::PresentField,
};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// A field of the register.
pub const TARGET: &str = "person:019d67d0-5600-774b-bd86-864ff916b2f5:name";

/// The day the sample requests came.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
}

/// Noon of that day.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 5, 10, 0, 0).unwrap()
}

/// A reference; another number gives another one.
pub fn reference(number: u64) -> String {
    Reference::random(&Entropy::seeded(number)).unwrap().as_str().into()
}

/// A request of a right in a state, by someone of this name.
pub fn request(right: Option<Right>, state: State, name: &str) -> request::Model {
    let dates = deadline(day(), &[]).unwrap();
    request::Model {
        id: RequestId(Uuid::nil()),
        reference: reference(1),
        draft_id: None,
        right,
        split_from: None,
        state,
        outcome: None,
        requester_key: String::new(),
        requester_name: Some(name.into()),
        requester_email: Some("ada@asiakas.example".into()),
        person_id: None,
        assurance: Assurance::Email,
        channel: Channel::Portal,
        language: Language::Fi,
        received_at: noon(),
        received_on: day(),
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        extended_due_on: None,
        answered_at: None,
        closed_at: None,
        assignee_id: None,
        flooded: false,
        version: 3,
    }
}

/// An item; another number gives another one.
pub fn item(number: u128, kind: ItemKind, words: Option<&str>) -> item::Model {
    item::Model {
        id: ItemId(Uuid::from_u128(number)),
        request_id: RequestId(Uuid::nil()),
        position: 1,
        kind,
        target: if kind == ItemKind::Field { TARGET.into() } else { "everything".into() },
        present: words.filter(|_| kind == ItemKind::Field).map(str::to_owned),
        asked: words.map(str::to_owned),
        verdict: None,
        ground: None,
        facts: None,
        evidence: None,
        keep_until: None,
    }
}

/// A request as it came, with nothing said or done yet.
#[expect(clippy::too_many_lines, reason = "a line for each field of the page")]
pub fn case(request: request::Model, items: Vec<item::Model>) -> Case {
    let standing = Standing { state: request.state, outcome: request.outcome, approval_needed: false };
    Case {
        deadline: deadline(day(), &[]).unwrap(),
        pauses: Vec::new(),
        paused: None,
        extension: None,
        waiting: None,
        no_extension: None,
        no_closing: Some(NoClosing::NotAsked),
        assignee: None,
        timeline: vec![moment("request_filed", Who::Requester)],
        messages: Vec::new(),
        files: Vec::new(),
        notes: Vec::new(),
        letters: Vec::new(),
        proposals: Vec::new(),
        checks: Vec::new(),
        steps: Vec::new(),
        earlier_steps: Vec::new(),
        step_mails: HashMap::new(),
        tasks: Vec::new(),
        package: None,
        transfer: None,
        forwarded: None,
        entry: None,
        mails: Vec::new(),
        muted_until: None,
        matching_persons: 0,
        reach: Reach::Register,
        withdrawn: Withdrawn::default(),
        restrictions: Vec::new(),
        protected: true,
        stopped: Vec::new(),
        question: None,
        relatives: Vec::new(),
        named_by_staff: false,
        two_persons: true,
        offers: lifecycle::allowed(standing),
        request,
        items,
    }
}

/// A file that came with a message.
fn attached(words: &str) -> attachment::Model {
    attachment::Model {
        id: AttachmentId(Uuid::nil()),
        request_id: RequestId(Uuid::nil()),
        kind: AttachmentKind::Message,
        message_id: Some(MessageId(Uuid::nil())),
        author: Author::Requester,
        staff_id: None,
        name: words.into(),
        bytes: 5,
        file: String::new(),
        wrapped_key: String::new(),
        kept_at: noon(),
        fetched_at: None,
    }
}

/// Files of every kind, of the requester and of staff.
fn files(words: &str) -> Vec<attachment::Model> {
    vec![
        attached(words),
        attachment::Model { author: Author::Staff, fetched_at: Some(noon()), ..attached(words) },
        attachment::Model { author: Author::Staff, ..attached(words) },
        attachment::Model {
            author: Author::Staff,
            kind: AttachmentKind::Original,
            message_id: None,
            ..attached(words)
        },
    ]
}

/// A request on which everything has happened that can, in these words.
pub fn full(words: &str) -> Case {
    let mut request = request(Some(Right::Rectification), State::Fulfilling, words);
    (request.outcome, request.flooded) = (Some(Outcome::PartlyGranted), true);
    request.extended_due_on = Some(day() + TimeDelta::days(90));
    request.answered_at = Some(noon());
    let items = vec![item(1, ItemKind::Field, Some(words)), item(2, ItemKind::Text, Some(words))];
    let who = || Who::Staff(words.into());
    let written = || {
        vec![Written { at: noon(), who: who(), body: words.into(), message: Some(MessageId(Uuid::nil())) }]
    };
    let past = |open, voided: bool| Proposed {
        open,
        voided_at: voided.then(noon),
        approved: (!voided && !open).then(|| ("Anna".into(), noon())),
        ..proposal(words)
    };
    let states = [StepState::Open, StepState::Told, StepState::Done, StepState::NotHeld, StepState::Cannot];
    Case {
        extension: Some(extension(words)),
        no_extension: Some(NoExtension::Again),
        no_closing: Some(NoClosing::Known),
        assignee: Some(words.into()),
        timeline: vec![moment("request_filed", Who::Requester), moment("request_decided", who())],
        messages: written(),
        files: files(words),
        notes: written(),
        letters: vec![letter(words)],
        proposals: vec![past(false, false), past(false, true)],
        checks: vec![Check {
            at: noon(),
            by: words.into(),
            method: Assurance::KnownFacts,
            finding: words.into(),
        }],
        steps: (0..).zip(states).map(|(number, state)| step(number, state, words)).collect(),
        tasks: tasks(),
        matching_persons: 2,
        relatives: vec![Relative { reference: reference(2), right: None, answered_on: None }],
        ..case(request, items)
    }
}

/// Why the time of [`full`] was extended.
fn extension(words: &str) -> extension::Model {
    extension::Model {
        id: ExtensionId(Uuid::nil()),
        request_id: RequestId(Uuid::nil()),
        received_on: day(),
        complexity: "volume,redaction".into(),
        reasons: words.into(),
        delivered: Some(words.into()),
        due_on: day() + TimeDelta::days(90),
        told_by: StaffId(Uuid::nil()),
        told_at: noon(),
        letter_id: None,
    }
}

fn moment(what: &str, who: Who) -> Moment {
    Moment { at: noon(), what: what.into(), who, detail: Value::Null }
}

/// An open proposal on the items of [`full`]: the first corrected, the second refused.
pub fn proposal(words: &str) -> Proposed {
    let correction = Confirmed { target: TARGET.into(), present: Some(words.into()), new: words.into() };
    let granted = ItemVerdict { corrections: vec![correction], ..verdict(1, Verdict::Granted) };
    let ground = Ground::Accurate;
    let mut recorded = Recorded::default();
    for demand in ground.demands() {
        recorded.write(*demand, words);
    }
    let refused = ItemVerdict { ground: Some(ground), recorded, ..verdict(2, Verdict::Refused) };
    let decision = Decision {
        verdicts: vec![granted, refused],
        free_part: Some(words.into()),
        late_reason: Some(words.into()),
        ..Decision::default()
    };
    Proposed {
        id: ProposalId(Uuid::nil()),
        hash: "0".repeat(64),
        decision,
        by: words.into(),
        own: false,
        at: noon(),
        approved: None,
        voided_at: None,
        open: true,
    }
}

/// A bare verdict on the item of this number.
pub fn verdict(item: u128, verdict: Verdict) -> ItemVerdict {
    ItemVerdict::bare(ItemId(Uuid::from_u128(item)), verdict)
}

/// What the register shows of a field.
pub fn field(words: &str) -> PresentField {
    PresentField {
        target: TARGET.into(),
        label_key: "field-person-name",
        category: "contact",
        value: words.into(),
        hidden: false,
    }
}

fn step(number: u128, state: StepState, words: &str) -> step::Model {
    step::Model {
        id: StepId(Uuid::from_u128(number)),
        request_id: RequestId(Uuid::nil()),
        holder: words.into(),
        instruction: words.into(),
        state,
        answer: (state == StepState::Cannot).then(|| words.into()),
        opened_at: noon(),
        told_at: (state != StepState::Open).then(noon),
        answered_at: None,
        answered_by: None,
        operation: Operation::Rectify,
        touched: "[]".into(),
        subject_keys: None,
        due_on: Some(day()),
        next_on: None,
        reminders: 1,
        escalated_at: None,
        excuse: None,
        remedy: None,
        remedy_note: None,
        remedied_at: None,
        remedied_by: None,
    }
}

/// One task of each kind that has words of its own; the last is of the step that cannot.
fn tasks() -> Vec<task::Model> {
    vec![
        task(),
        task::Model { kind: TaskKind::ForwardBounced, letter_id: None, ..task() },
        task::Model { kind: TaskKind::Uncertain, ..task() },
        task::Model { kind: TaskKind::PackageFailed, letter_id: None, ..task() },
        task::Model { kind: TaskKind::StillMailed, letter_id: None, ..task() },
        task::Model {
            kind: TaskKind::HolderCannot,
            letter_id: None,
            step_id: Some(StepId(Uuid::from_u128(4))),
            ..task()
        },
    ]
}

fn task() -> task::Model {
    task::Model {
        id: TaskId(Uuid::nil()),
        kind: TaskKind::Bounce,
        request_id: None,
        letter_id: Some(LetterId(Uuid::nil())),
        opened_at: noon(),
        done_at: None,
        done_by: None,
        step_id: None,
    }
}

pub(super) fn letter(words: &str) -> SentLetter {
    let id = LetterId(Uuid::nil());
    let mail = outbox::Model {
        id: OutboxId(Uuid::nil()),
        kind: MailKind::Letter,
        letter_id: Some(id),
        challenge_id: None,
        step_link_id: None,
        reset_id: None,
        invitation_id: None,
        message_id: String::new(),
        recipient: String::new(),
        subject: None,
        text: None,
        html: None,
        state: MailState::Bounced,
        attempts: 1,
        claim: None,
        claimed_until: None,
        next_try_at: noon(),
        expires_at: None,
        settled_at: Some(noon()),
        reply: None,
        created_at: noon(),
    };
    let letter = letter::Model {
        id,
        request_id: None,
        kind: LetterKind::PartlyGranted,
        language: Language::Fi,
        subject: words.into(),
        text: words.into(),
        html: String::new(),
        created_at: noon(),
    };
    SentLetter { letter, mail: Some(mail) }
}
