//! Mails that the mail server hands over: each is kept as it came and becomes a request, part of one, a bounce on the
//! record of its letter, or something for staff to look at. Who wrote it is never taken for proved.

pub mod attachment;
pub mod desk;
pub mod read;
mod report;
#[cfg(test)]
mod tests;

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    identity::{
        budget::{self, Limit},
        mute,
    },
    mail::outbox::settle::returned,
    ports::storage::Stored,
    request::{enter, follow_up},
};
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::HEXLOWER;
use entity::{
    id::RequestId,
    incoming,
    kind::{IncomingKind, MailKind, State, TaskKind},
    letter, outbox, request,
};
use read::Read;
use ring::digest::{SHA256, digest};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};

/// A message of 25 MB as it is sent: its files take a third more, and there is room for the rest. In bytes.
pub const LARGEST: usize = 40 * 1024 * 1024;
/// As long as a mail server tries again: what its trace says is older is not believed.
const LONGEST_WAY: TimeDelta = TimeDelta::days(5);
/// Receipts that go to one claimed address by themselves: whoever writes in another's name mails them no more.
const RECEIPT: Limit = Limit { action: "mail_receipt", burst: 3, every: TimeDelta::hours(8) };
/// The same to all claimed addresses.
const RECEIPTS: Limit = Limit { action: "mail_receipts", burst: 60, every: TimeDelta::minutes(1) };

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    As(IncomingKind),
    /// The same mail was handed over before.
    Before,
}

/// Takes a mail in. `servers` are the names under which our own mail servers write their trace: the day of receipt is
/// theirs (law.md R2.10: when it reached us, not when we looked), else that of now, never the sender's.
///
/// # Errors
/// A fault when nothing was kept: the mail server has to keep it and try again.
pub async fn receive(ctx: &Ctx, raw: Vec<u8>, servers: &[String]) -> Result<Taken> {
    let read = read::read(&raw);
    let key = key_of(ctx, read.as_ref(), &raw);
    let bytes = i64::try_from(raw.len()).unwrap_or(i64::MAX);
    let stored = ctx.storage.put(&ctx.keys, &ctx.entropy, raw)?;
    let mut blank = blank(ctx, &stored, (key, bytes))?;
    blank.received_at = received_at(ctx, read.as_ref(), servers);
    let taken = match keep(ctx, &blank, read.as_ref()).await {
        // Whatever it was that could not be done with it, the mail itself is kept.
        Err(error) if read.is_some() && !is_away(&error) => {
            tracing::error!(cause = %error, "a mail that came in could not be filed; it is kept for staff");
            keep(ctx, &blank, None).await
        }
        taken => taken,
    };
    if !matches!(taken, Ok(Taken::As(_))) {
        ctx.storage.remove(&stored.file)?;
    }
    taken
}

fn is_away(error: &Error) -> bool {
    matches!(error, Error::Fault(fault) if fault.database_away())
}

/// The Message-ID with the content below the header, whose traces differ when it came another way; or all of it.
fn key_of(ctx: &Ctx, read: Option<&Read>, raw: &[u8]) -> String {
    let body = [&b"\r\n\r\n"[..], b"\n\n"]
        .iter()
        .filter_map(|end| raw.windows(end.len()).position(|at| at == *end))
        .min();
    let hash = |bytes: &[u8]| HEXLOWER.encode(digest(&SHA256, bytes).as_ref());
    let whole = match (read.and_then(|read| read.message_id.as_deref()), body) {
        (Some(id), Some(at)) => format!("{id} {}", hash(raw.get(at..).unwrap_or_default())),
        _ => hash(raw),
    };
    ctx.keys.pseudonym("mail", &whole)
}

fn blank(ctx: &Ctx, stored: &Stored, (key, bytes): (String, i64)) -> Result<incoming::Model> {
    Ok(incoming::Model {
        id: ctx.mint()?,
        key,
        message_key: None,
        kind: IncomingKind::Unclear,
        request_id: None,
        received_at: ctx.now(),
        sender: None,
        sender_name: None,
        subject: String::new(),
        body: String::new(),
        masked: false,
        file: stored.file.clone(),
        wrapped_key: stored.wrapped_key.clone(),
        bytes,
        taken_at: ctx.now(),
        read_at: None,
        read_by: None,
    })
}

fn received_at(ctx: &Ctx, read: Option<&Read>, servers: &[String]) -> DateTime<Utc> {
    let trace = read.and_then(|read| read.trace.as_ref());
    let ours = trace.filter(|(by, _)| servers.iter().any(|server| server.eq_ignore_ascii_case(by)));
    let now = ctx.now();
    ours.map(|(_, at)| *at).filter(|at| (now - LONGEST_WAY..=now).contains(at)).unwrap_or(now)
}

/// What is to be done with a mail.
enum Fate {
    Request {
        answered: bool,
    },
    Reply(RequestId, State),
    Automatic(Option<RequestId>),
    Bounce(Box<outbox::Model>, String),
    /// One of our own came back to us.
    Ours,
    Unclear,
}

async fn keep(ctx: &Ctx, blank: &incoming::Model, read: Option<&Read>) -> Result<Taken> {
    let tx = ctx.write().await?;
    let mut row = blank.clone();
    let mut fate = Fate::Unclear;
    if let Some(read) = read {
        row.message_key = read.message_id.as_deref().map(|id| ctx.keys.pseudonym("mail-id", id));
        row.sender = read.sender.as_ref().map(|email| email.as_str().into());
        (row.sender_name, row.subject, row.body) =
            (read.name.clone(), read.subject.clone(), read.body.clone());
        row.masked = read.masked;
        fate = fate_of(ctx, &tx, &row, read).await?;
    }
    let once = OnConflict::column(incoming::Column::Key).do_nothing().to_owned();
    let insert = incoming::Entity::insert(row.clone().into_active_model().reset_all()).on_conflict(once);
    if insert.exec_without_returning(tx.db()).await? == 0 {
        return Ok(Taken::Before);
    }
    follow(ctx, &tx, &mut row, fate).await?;
    let kind = row.kind;
    row.into_active_model().reset_all().update(tx.db()).await?;
    tx.commit().await?;
    Ok(Taken::As(kind))
}

async fn fate_of(ctx: &Ctx, tx: &Write, row: &incoming::Model, read: &Read) -> Result<Fate> {
    if let Some(report) = &read.report {
        for id in report.returned.iter().filter(|_| report.failed) {
            if let Some(mail) = sent(tx, id).await? {
                return Ok(Fate::Bounce(Box::new(mail), report.reason.clone()));
            }
        }
    }
    if is_ours(ctx, tx, read).await? {
        return Ok(Fate::Ours);
    }
    if read.automatic || read.spam {
        return Ok(Fate::Automatic(answered(tx, read).await?.map(|request| request.id)));
    }
    if before(tx, row).await? {
        return Ok(Fate::Unclear);
    }
    if let Some(request) = belongs_to(tx, read).await? {
        return Ok(Fate::Reply(request.id, request.state));
    }
    let Some(email) = &read.sender else { return Ok(Fate::Unclear) };
    if read.body.is_empty() && read.subject.is_empty() {
        return Ok(Fate::Unclear);
    }
    let key = ctx.keys.email_key(email);
    let muted = mute::until(ctx, tx.db(), &key).await?.is_some();
    let answered = !muted
        && budget::is_within(ctx, tx, RECEIPT, &key).await?
        && budget::is_within(ctx, tx, RECEIPTS, "all").await?;
    Ok(Fate::Request { answered })
}

/// The mail of ours with a Message-ID. Nobody can guess one: 74 of its bits are random.
async fn sent(tx: &Write, message_id: &str) -> Result<Option<outbox::Model>> {
    Ok(outbox::Entity::find().filter(outbox::Column::MessageId.eq(message_id)).one(tx.db()).await?)
}

/// Whether it is from the portal itself, so that it never writes to itself.
async fn is_ours(ctx: &Ctx, tx: &Write, read: &Read) -> Result<bool> {
    if read.sender.as_ref() == Some(&ctx.settings.mail_from) {
        return Ok(true);
    }
    match &read.message_id {
        Some(id) => Ok(sent(tx, id).await?.is_some()),
        None => Ok(false),
    }
}

/// Whether a mail with this Message-ID came before, with other content.
async fn before(tx: &Write, row: &incoming::Model) -> Result<bool> {
    let Some(key) = &row.message_key else { return Ok(false) };
    let known = incoming::Entity::find().filter(incoming::Column::MessageKey.eq(key));
    Ok(known.one(tx.db()).await?.is_some())
}

/// The request whose letter a mail answers.
async fn answered(tx: &Write, read: &Read) -> Result<Option<request::Model>> {
    for id in &read.answers {
        let mail = sent(tx, id).await?.filter(|mail| mail.kind == MailKind::Letter);
        let Some(id) = mail.and_then(|mail| mail.letter_id) else { continue };
        let letter = letter::Entity::find_by_id(id).one(tx.db()).await?;
        let Some(id) = letter.and_then(|letter| letter.request_id) else { continue };
        if let Some(found) = request::Entity::find_by_id(id).one(tx.db()).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The request that a mail answers or names.
async fn belongs_to(tx: &Write, read: &Read) -> Result<Option<request::Model>> {
    if let Some(found) = answered(tx, read).await? {
        return Ok(Some(found));
    }
    for reference in &read.references {
        let found = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
        if let Some(found) = found.one(tx.db()).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Nothing that a mail says acts by itself: no answer is taken, no request withdrawn, no clock stopped or started.
async fn follow(ctx: &Ctx, tx: &Write, row: &mut incoming::Model, fate: Fate) -> Result<()> {
    let now = Some(ctx.now());
    match fate {
        Fate::Request { answered } => {
            let made = enter::mail::file(ctx, tx, Actor::System, (row, answered)).await?;
            (row.kind, row.request_id, row.read_at) = (IncomingKind::Request, Some(made.id), now);
        }
        Fate::Reply(request, state) => {
            (row.kind, row.request_id) = (IncomingKind::Reply, Some(request));
            record(ctx, tx, Entry::on(request, What("mail_received"), Actor::System)).await?;
            if state == State::Closed {
                follow_up::open(ctx, tx, request, TaskKind::FollowUp).await?;
            }
        }
        Fate::Automatic(request) => {
            (row.kind, row.request_id) = (IncomingKind::Automatic, request);
            // On the page of its request it is seen; elsewhere it is on the list.
            row.read_at = now.filter(|_| request.is_some());
        }
        Fate::Bounce(mail, reason) => {
            row.kind = IncomingKind::Bounce;
            row.request_id = returned(ctx, tx, &mail, reason).await?;
            row.read_at = now;
        }
        Fate::Ours => (row.kind, row.read_at) = (IncomingKind::Automatic, now),
        Fate::Unclear => {}
    }
    if row.request_id.is_none() {
        record(
            ctx,
            tx,
            Entry::of(What("mail_kept"), Actor::System).with(serde_json::json!({ "kind": row.kind.code() })),
        )
        .await?;
    }
    Ok(())
}
