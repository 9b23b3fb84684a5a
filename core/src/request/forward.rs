//! Forwards a request about a customer's own website to that customer, who is its controller (R1.0.9, Art. 28(3)(e)):
//! both letters first, then their sending.

mod candidates;

use crate::{
    actor::{Actor, Staff},
    ctx::Ctx,
    error::{Error, Refusal, Result},
    id::Reference,
    lang,
    law::calendar::helsinki_date,
    mail::{
        letter::{self, Facts, Forwarded, Handover, Letter},
        outbox::{self, Posting},
        post::{self, Case},
    },
    register::protection,
    request::{
        ask,
        change::{self, Change, Seen},
        decision_letter as letters, enter, follow_up,
        identify::{self, Glimpse, Purpose},
        lifecycle::{self, Event},
        propose,
    },
    right::restriction,
};
use entity::{
    contact, customer, forwarding,
    id::{CustomerId, PersonId, RequestId},
    item,
    kind::{Assurance, Channel, ItemKind, Language, LetterKind, Outcome, Role, TaskKind},
    person, request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

pub use candidates::{Candidate, Found, candidates};

/// Longest name of a website, and longest contact details, in characters.
pub const LONGEST_SITE: usize = 200;
/// See [`LONGEST_SITE`].
pub const LONGEST_REACH: usize = 500;

/// To whom a request goes, and what the person is told of them.
#[derive(Clone, Debug)]
pub struct Forward {
    pub customer: CustomerId,
    /// The contact person who gets the letter; never named to the person who asks.
    pub contact: PersonId,
    /// The website, as the person knows it.
    pub site: String,
    /// Public contact details of the customer, for the person.
    pub reach: String,
}

/// Both letters as they would go.
#[derive(Clone, Debug)]
pub struct Preview {
    pub request: request::Model,
    /// E11
    pub to_requester: Letter,
    pub to_customer: Letter,
    /// The language of the second.
    pub written_in: Language,
    pub customer: customer::Model,
    /// Who gets the second; without an address it is printed.
    pub contact: Glimpse,
}

struct Parties {
    customer: customer::Model,
    contact: person::Model,
    /// Where the requester is answered who has no e-mail.
    postal: Option<String>,
}

/// Shows both letters; nothing is kept but the look at the contact person.
///
/// # Errors
/// Refused without the role, once the request is decided, or when the contact person was not looked up for it; not
/// found for an unknown reference, or when the person is no contact of the customer.
pub async fn preview(ctx: &Ctx, staff: &Staff, reference: &Reference, forward: &Forward) -> Result<Preview> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    lifecycle::next(Some(request.state), &Event::Forward).map_err(Refusal::from)?;
    let parties = parties(ctx.read(), request.id, forward).await?;
    let contact = identify::look(ctx, staff, forward.contact, Purpose::Request(reference)).await?;
    let items = letters::items_of(ctx.read(), request.id).await?;
    let case = Case { request: &request, items: &items };
    let (to_requester, to_customer) = compose(ctx, case, &parties, forward);
    let written_in = parties.contact.language;
    Ok(Preview { to_requester, to_customer, written_in, customer: parties.customer, contact, request })
}

/// Sends both letters and closes the request. A restricted contact person is written to as well: that protects the
/// rights of the person who asks (Art. 18(2)).
///
/// # Errors
/// Refused as [`preview()`], or when somebody was first.
pub async fn forward(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, forward: &Forward) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let next = lifecycle::next(Some(change.request.state), &Event::Forward).map_err(Refusal::from)?;
    identify::look_in(&change, forward.contact, Purpose::Request(seen.reference)).await?;
    let parties = parties(change.tx.db(), change.request.id, forward).await?;
    let items = letters::items_of(change.tx.db(), change.request.id).await?;
    let case = Case { request: &change.request, items: &items };
    let (to_requester, to_customer) = compose(ctx, case, &parties, forward);
    propose::void(change.ctx, &change.tx, change.request.id).await?;
    // What was asked needs no answer any more, and the clock no pause.
    let dated = ask::resumed(ctx, &change.tx, &change.request).await?;
    change
        .advance(|request| {
            let (outcome, closed_at) = (Some(Outcome::Forwarded), Some(ctx.now()));
            *request = request::Model { state: next, outcome, closed_at, ..dated };
        })
        .await?;
    tell_requester(&change, &to_requester).await?;
    hand_over(&change, &parties, &to_customer, forward).await?;
    change.record("request_forwarded", json!({ "customer": parties.customer.number })).await?;
    restriction::lift::with_request(ctx, &change.tx, Actor::Staff(staff), &change.request).await?;
    change.commit().await
}

/// What went to the customer, and its mail, if the request was forwarded.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<(forwarding::Model, Option<entity::outbox::Model>)>> {
    let made = forwarding::Entity::find().filter(forwarding::Column::RequestId.eq(request.id));
    let Some(made) = made.one(db).await? else { return Ok(None) };
    let mail = match made.mail_id {
        Some(id) => entity::outbox::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    Ok(Some((made, mail)))
}

async fn parties(db: &impl ConnectionTrait, request: RequestId, forward: &Forward) -> Result<Parties> {
    let place = contact::Entity::find()
        .filter(contact::Column::CustomerId.eq(forward.customer))
        .filter(contact::Column::PersonId.eq(forward.contact));
    place.one(db).await?.ok_or(Error::NotFound)?;
    let customer = customer::Entity::find_by_id(forward.customer).one(db).await?.ok_or(Error::NotFound)?;
    let contact = person::Entity::find_by_id(forward.contact).one(db).await?.ok_or(Error::NotFound)?;
    let asking = request::Entity::find_by_id(request).one(db).await?.ok_or(Error::NotFound)?;
    let postal = if protection::covers(db, &asking).await? {
        None
    } else {
        enter::of(db, request).await?.and_then(|entered| entered.postal)
    };
    Ok(Parties { customer, contact, postal })
}

fn compose(ctx: &Ctx, case: Case<'_>, parties: &Parties, forward: &Forward) -> (Letter, Letter) {
    let (request, today) = (case.request, helsinki_date(ctx.now()));
    let forwarded = Forwarded {
        to: parties.customer.name.clone(),
        site: forward.site.clone(),
        reach: forward.reach.clone(),
        on: today,
    };
    let facts = Facts { forwarded: Some(forwarded), ..post::facts(ctx, case) };
    let sender = |language| post::sender(&ctx.notice, language);
    let language = request.language;
    let to_requester = letter::compose(LetterKind::Forwarded, language, &sender(language), &facts);
    let language = parties.contact.language;
    let handover = Handover {
        reference: request.reference.clone(),
        site: forward.site.clone(),
        requester_name: request.requester_name.clone(),
        answer_to: request.requester_email.clone().or_else(|| parties.postal.clone()),
        proved: request.channel == Channel::Portal || request.assurance == Assurance::Email,
        received_on: request.received_on,
        forwarded_on: today,
        asked: asked(ctx, language, case),
    };
    (to_requester, letter::handover(language, &sender(language), &handover))
}

/// The right, where it is known, and every item with the person's own words.
fn asked(ctx: &Ctx, language: Language, case: Case<'_>) -> Vec<(String, Option<String>)> {
    let right =
        case.request.right.map(|right| lang::text(language, &format!("value-right-{}", right.code())));
    let label = |item: &item::Model| match item.kind {
        ItemKind::Text => lang::text(language, "handover-own-words"),
        kind => post::label(&ctx.notice, language, kind, &item.target),
    };
    let items = case.items.iter().map(|item| (label(item), item.asked.clone()));
    right.map(|right| (right, None)).into_iter().chain(items).collect()
}

async fn tell_requester(change: &Change<'_>, letter: &Letter) -> Result<()> {
    let request = &change.request;
    let posting = Posting {
        request: request.id,
        kind: LetterKind::Forwarded,
        language: request.language,
        letter,
        to: request.requester_email.as_deref(),
    };
    outbox::enqueue_letter(change.ctx, &change.tx, &posting).await?;
    Ok(())
}

async fn hand_over(change: &Change<'_>, parties: &Parties, letter: &Letter, forward: &Forward) -> Result<()> {
    let (ctx, tx) = (change.ctx, &change.tx);
    let mail_id = if let Some(to) = parties.contact.email.as_deref() {
        Some(outbox::enqueue_forward(ctx, tx, letter, to).await?)
    } else {
        // Nothing has gone yet: staff print it and hand it over, and note how.
        follow_up::open(ctx, tx, change.request.id, TaskKind::ForwardBounced).await?;
        None
    };
    let row = forwarding::Model {
        id: ctx.mint()?,
        request_id: change.request.id,
        customer_number: parties.customer.number.clone(),
        site: forward.site.clone(),
        subject: letter.subject.clone(),
        text: letter.text.clone(),
        mail_id,
        forwarded_by: change.staff.id,
        forwarded_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}
