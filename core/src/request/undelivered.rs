//! A letter that no mail server took: staff send it again to an address that is right, or post it on paper.

use crate::{
    actor::{Actor, Staff},
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal, Result},
    id::Reference,
    law::{calendar::helsinki_date, deadline, extension::NoExtension},
    mail::outbox::{self, again},
    register::protection,
    request::{
        answered, ask,
        change::{self, Change, Seen},
        enter, extend, follow_up,
    },
    right::restriction::lift,
    step::answer::close_if_last,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use entity::{
    id::{LetterId, RequestId},
    kind::{LetterKind, MailState, Role, State, TaskKind},
    letter, note, outbox as mails, package, request, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use serde_json::json;
use std::collections::HashMap;

/// One letter of a request, and where its mail stands.
#[derive(Clone, Debug)]
pub struct Opened {
    pub request: request::Model,
    pub letter: letter::Model,
    /// The newest; none for a letter that was never mailed.
    pub mail: Option<mails::Model>,
    /// Whether it has not reached the person, so that staff must do something.
    pub waits: bool,
    /// Whom and where to post it, lines of an address; nothing where there is none.
    pub address: Option<String>,
    /// Whether there is one that no page and no sheet may carry (law.md R4.9): who posts it writes it by hand.
    pub protected: bool,
    /// Whether the person's data go with it.
    pub encloses: bool,
    /// The last day on which it may leave, of a letter that extends the time and has not left (Art. 12(3)).
    pub leave_by: Option<NaiveDate>,
}

/// Shows a letter.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference or another request's letter.
pub async fn open(ctx: &Ctx, staff: &Staff, reference: &Reference, id: LetterId) -> Result<Opened> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    let letter = outbox::letter_of(ctx, request.id, id).await?;
    let mail = newest(ctx.read(), id).await?;
    let waits = waits(ctx.read(), id, mail.as_ref()).await?;
    let protected = protection::covers(ctx.read(), &request).await?;
    let address = if protected { None } else { address(ctx.read(), &request).await? };
    let encloses = encloses(ctx.read(), &request, letter.kind).await?;
    let leave_by = leave_by(ctx.read(), &request, &letter).await?;
    Ok(Opened { request, letter, mail, waits, address, protected, encloses, leave_by })
}

/// Sends the letter again, to the same or another address, which is from now on the request's. It stays the request of
/// the address that was proved: whoever reads the letter elsewhere can open nothing with it.
///
/// # Errors
/// Refused when it is on its way or has arrived, without the role, or when somebody was first, and for an address that
/// nobody proved while the person's own is protected (law.md R4.9); not found for another request's letter.
pub async fn send_again(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    id: LetterId,
    (to, how): (&Email, &str),
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let letter = waiting(&change, id).await?;
    in_time(&change, &letter, helsinki_date(ctx.now())).await?;
    let (db, request) = (change.tx.db(), &change.request);
    if protection::covers(db, request).await? && protection::is_unproved(ctx, db, request, to).await? {
        return Err(Refusal::AddressProtected.into());
    }
    change.advance(|request| request.requester_email = Some(to.as_str().into())).await?;
    again::send(ctx, &change.tx, letter.id, to.as_str()).await?;
    again::end_tasks(ctx, &change.tx, letter.id, Some(staff.id)).await?;
    keep_note(&change, how).await?;
    change.record("letter_sent_again", json!({ "letter": letter.kind.code() })).await?;
    change.commit().await
}

/// Notes that the letter was posted on paper on a day; a decision is answered on that day, and an extension holds from it.
///
/// # Errors
/// Refused for a day before the letter was written or still to come, for one after the month of an extension, when it is
/// on its way or has arrived, without the role, or when somebody was first; not found for another request's letter.
pub async fn posted(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: LetterId, on: NaiveDate) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let letter = waiting(&change, id).await?;
    let today = helsinki_date(ctx.now());
    if on > today || on < helsinki_date(letter.created_at) {
        return Err(Refusal::Incomplete.into());
    }
    in_time(&change, &letter, on).await?;
    if !again::end_tasks(ctx, &change.tx, letter.id, Some(staff.id)).await? {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    // What waits for approval keeps its version: nothing that was proposed has changed.
    if change.request.state != State::AwaitingApproval {
        change.advance(|_| {}).await?;
    }
    let at = instant(ctx, on);
    extend::told(ctx, &change.tx, Actor::Staff(staff), &letter, at).await?;
    ask::left(&change.tx, letter.id, on).await?;
    again::posted(ctx, &change.tx, letter.id, at).await?;
    answered::mark(&change.tx, change.request.id, letter.kind, at).await?;
    lift::mark_told(ctx, &change.tx, &letter).await?;
    // The answer has left: nothing but other holders may still keep the request open.
    let request = request::Entity::find_by_id(change.request.id).one(change.tx.db()).await?;
    close_if_last(ctx, &change.tx, request.ok_or(Error::NotFound)?, Actor::Staff(staff)).await?;
    change.record("letter_posted", json!({ "letter": letter.kind.code(), "on": on })).await?;
    change.commit().await
}

/// Notes that the letter to the customer to whom the request was forwarded reached them some other way.
///
/// # Errors
/// Refused when nothing waits, without the role, or when somebody was first.
pub async fn handed_over(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, how: &str) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let kinds = &[TaskKind::ForwardBounced];
    if !follow_up::end(ctx, &change.tx, change.request.id, (kinds, staff.id)).await? {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    change.advance(|_| {}).await?;
    keep_note(&change, how).await?;
    change.record("forward_handed_over", json!({})).await?;
    change.commit().await
}

/// A letter that extends the time is of no use after the month: the old date stands (Art. 12(3)).
async fn in_time(change: &Change<'_>, letter: &letter::Model, on: NaiveDate) -> Result<()> {
    match leave_by(change.tx.db(), &change.request, letter).await? {
        Some(last) if on > last => Err(Refusal::NoExtension(NoExtension::TooLate(last)).into()),
        _ => Ok(()),
    }
}

async fn leave_by(
    db: &impl ConnectionTrait,
    request: &request::Model,
    letter: &letter::Model,
) -> Result<Option<NaiveDate>> {
    let waiting = extend::waiting(db, request).await?;
    Ok(waiting.filter(|waiting| waiting.letter == Some(letter.id)).map(|waiting| waiting.tell_by))
}

/// A mail that came back, or a letter that waits to be printed.
async fn waits(db: &impl ConnectionTrait, letter: LetterId, mail: Option<&mails::Model>) -> Result<bool> {
    if let Some(mail) = mail {
        return Ok(mail.state == MailState::Bounced);
    }
    let open = task::Entity::find()
        .filter(task::Column::LetterId.eq(letter))
        .filter(task::Column::Kind.eq(TaskKind::PrintLetter))
        .filter(task::Column::DoneAt.is_null());
    Ok(open.one(db).await?.is_some())
}

/// A package goes with the letter that tells of it, where the person cannot fetch it.
async fn encloses(db: &impl ConnectionTrait, request: &request::Model, kind: LetterKind) -> Result<bool> {
    let tells = matches!(kind, LetterKind::Granted | LetterKind::PartlyGranted | LetterKind::PackageReady);
    if !tells || enter::has_address(&request.requester_key) {
        return Ok(false);
    }
    Ok(package::Entity::find().filter(package::Column::RequestId.eq(request.id)).one(db).await?.is_some())
}

/// The block for the window of an envelope: the person, who speaks for them, and the lines of the address.
async fn address(db: &impl ConnectionTrait, request: &request::Model) -> Result<Option<String>> {
    let Some(entered) = enter::of(db, request.id).await? else { return Ok(None) };
    let Some(postal) = entered.postal else { return Ok(None) };
    let parts = [request.requester_name.clone(), entered.representative, Some(postal)];
    Ok(Some(parts.into_iter().flatten().collect::<Vec<_>>().join("\n")))
}

/// A letter that waits to be printed and posted.
#[derive(Clone, Debug)]
pub struct ToPost {
    pub request: request::Model,
    pub letter: letter::Model,
    /// The last day for posting it: of an extension the end of the month, of a decision the day the answer is due, of a
    /// question a week before its last day.
    pub post_by: Option<NaiveDate>,
    /// Whether that day is past.
    pub late: bool,
    /// Whether its sheet carries no address (law.md R4.9).
    pub protected: bool,
}

/// Every letter that waits to be printed and posted: the one to be posted first, first; the oldest of the others. One that
/// extends the time and came too late for it is none: it must not go, and waits on the page of its request.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn to_post(ctx: &Ctx, staff: &Staff) -> Result<Vec<ToPost>> {
    change::require_reading(staff)?;
    listed(ctx).await
}

async fn listed(ctx: &Ctx) -> Result<Vec<ToPost>> {
    let open = waiting_to_print().order_by_asc(task::Column::OpenedAt).all(ctx.read()).await?;
    let ids = open.iter().filter_map(|task| task.letter_id);
    let letters = letter::Entity::find().filter(letter::Column::Id.is_in(ids)).all(ctx.read()).await?;
    let ids: Vec<_> = letters.iter().filter_map(|letter| letter.request_id).collect();
    let requests = request::Entity::find().filter(request::Column::Id.is_in(ids)).all(ctx.read()).await?;
    let requests: HashMap<_, _> = requests.into_iter().map(|request| (request.id, request)).collect();
    let today = helsinki_date(ctx.now());
    let mut found = Vec::new();
    for letter in letters {
        let Some(request) = letter.request_id.and_then(|id| requests.get(&id)).cloned() else { continue };
        let post_by = post_by(ctx.read(), &request, &letter).await?;
        let late = post_by.is_some_and(|on| on < today);
        if late && letter.kind == LetterKind::Extended {
            continue;
        }
        let protected = protection::covers(ctx.read(), &request).await?;
        found.push(ToPost { request, letter, post_by, late, protected });
    }
    found.sort_by_key(|it| (it.post_by.is_none(), it.post_by, it.letter.created_at, it.letter.id));
    Ok(found)
}

async fn post_by(
    db: &impl ConnectionTrait,
    request: &request::Model,
    letter: &letter::Model,
) -> Result<Option<NaiveDate>> {
    if answered::carries_decision(letter.kind) && request.answered_at.is_none() {
        return Ok(Some(match letter.kind {
            // Neither covers it (R2.6); an extension covers no refusal, not even of a part (Art. 12(4)).
            LetterKind::NotIdentified => deadline::extension_notice_deadline(request.received_on),
            LetterKind::Refused | LetterKind::PartlyGranted => request.due_on,
            _ => request.extended_due_on.unwrap_or(request.due_on),
        }));
    }
    if letter.kind == LetterKind::Question {
        return ask::post_by(db, letter.id).await;
    }
    leave_by(db, request, letter).await
}

/// How many letters wait to be printed and posted.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn count_to_post(ctx: &Ctx) -> Result<u64> {
    let (db, today) = (ctx.read(), helsinki_date(ctx.now()));
    let ids = waiting_to_print().select_only().column(task::Column::LetterId).into_query();
    let extending = letter::Entity::find()
        .filter(letter::Column::Kind.eq(LetterKind::Extended))
        .filter(letter::Column::Id.in_subquery(ids));
    let mut late = 0;
    for letter in extending.all(db).await? {
        let Some(id) = letter.request_id else { continue };
        let Some(request) = request::Entity::find_by_id(id).one(db).await? else { continue };
        late += u64::from(leave_by(db, &request, &letter).await?.is_some_and(|on| on < today));
    }
    Ok(waiting_to_print().count(db).await?.saturating_sub(late))
}

fn waiting_to_print() -> Select<task::Entity> {
    task::Entity::find()
        .filter(task::Column::Kind.eq(TaskKind::PrintLetter))
        .filter(task::Column::DoneAt.is_null())
}

async fn newest(db: &impl ConnectionTrait, letter: LetterId) -> Result<Option<mails::Model>> {
    let found = mails::Entity::find().filter(mails::Column::LetterId.eq(letter));
    let newest = found.order_by_desc(mails::Column::CreatedAt).order_by_desc(mails::Column::Id);
    Ok(newest.one(db).await?)
}

async fn waiting(change: &Change<'_>, id: LetterId) -> Result<letter::Model> {
    let request: RequestId = change.request.id;
    let found = letter::Entity::find_by_id(id).filter(letter::Column::RequestId.eq(request));
    let letter = found.one(change.tx.db()).await?.ok_or(Error::NotFound)?;
    if waits(change.tx.db(), id, newest(change.tx.db(), id).await?.as_ref()).await? {
        Ok(letter)
    } else {
        Err(Refusal::NotNow { state: change.request.state }.into())
    }
}

/// How staff know, among themselves; it is part of the person's file.
async fn keep_note(change: &Change<'_>, how: &str) -> Result<()> {
    let note = note::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        staff_id: change.staff.id,
        body: how.into(),
        written_at: change.ctx.now(),
    };
    note.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}

/// Now, or noon of an earlier day.
pub(super) fn instant(ctx: &Ctx, on: NaiveDate) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or(NaiveTime::MIN);
    if on == helsinki_date(ctx.now()) { ctx.now() } else { on.and_time(noon).and_utc() }
}
