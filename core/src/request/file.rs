//! Filing: a complete form becomes a request, once, with its dates, its receipt and word to the desk.

use super::{
    answers::{self, Answers, Wish},
    asked, beside, draft,
    lifecycle::{self, Event},
    still::{self, STILL_MAILED},
};
use crate::{
    actor::{Actor, Requester},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Context, Error, Fault, Refusal, Result},
    id::Reference,
    identity::budget,
    lang,
    law::{calendar::helsinki_date, deadline::deadline},
    mail::{
        letter::{Facts, InForce, Lateness, one_line},
        post::{self, Case},
        staff::Occasion,
    },
    register,
    request::{decision_letter::holders_told, follow_up, own_words},
    right::{
        consent, marketing, objection,
        rectification::fields::{self, Owner},
        restriction,
    },
    step::ban::{self, Ban},
};
use entity::{
    id::DraftId,
    kind::{Assurance, Channel, Language, LetterKind, Outcome, Right, State, TaskKind},
    request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Files a draft; `language` is that of the page, `network` the pseudonym of the network address. Sending the same
/// draft again, or at the same time, gives the first reference. Above a limit it is accepted and marked.
///
/// # Errors
/// Not found when the draft is another's; refused when an answer is missing.
pub async fn file(
    ctx: &Ctx,
    requester: &Requester,
    id: DraftId,
    language: Language,
    network: &str,
) -> Result<Reference> {
    let tx = ctx.write().await?;
    let Some(answers) = draft::locked(&tx, requester, id).await? else {
        return filed_before(&tx, requester, id).await;
    };
    answers::complete(&answers, &ctx.notice).map_err(|_| Refusal::Incomplete)?;
    require_offered(ctx, &tx, requester, &answers).await?;
    if let Some(under_way) = still::again(ctx, &tx, requester, (&answers, id)).await? {
        tx.commit().await?;
        return Ok(under_way);
    }
    let mut row = blank(ctx, &tx, requester, (&answers, id)).await?;
    row.language = language;
    row.flooded = flooded(ctx, &tx, requester, network).await?;
    if matches!(row.right, Some(Right::Objection | Right::Restriction)) || beside::asks(&answers) {
        register::change::hold_setting(ctx, &tx).await?;
    }
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    let mut met = met(ctx, &tx, row.right, &requester.email_key).await?;
    met.in_force = met.in_force.map(|ban| InForce { still: answers.still, ..ban });
    let asked = asked::act(ctx, &tx, requester, &answers).await?;
    let items = asked::insert(ctx, &tx, &row, asked).await?;
    tell(ctx, &tx, Actor::Requester(requester), Case { request: &row, items: &items }, met).await?;
    restriction::pend(ctx, &tx, Actor::Requester(requester), &row).await?;
    if beside::asks(&answers) {
        beside::restrict(ctx, &tx, requester, (&row, &items)).await?;
    }
    draft::spend(tx.db(), id).await?;
    tx.commit().await?;
    reference(&row)
}

/// What a request that acts at once meets.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// A ban that was in force before this opt-out.
    pub in_force: Option<InForce>,
    /// The purposes to which no consent was held that could be withdrawn.
    pub none_held: Vec<String>,
}

/// What an opt-out or a withdrawal meets under an address; asked before it takes effect.
pub(super) async fn met(ctx: &Ctx, tx: &Write, right: Option<Right>, email_key: &str) -> Result<Met> {
    Ok(match right {
        Some(Right::Marketing) => Met { in_force: in_force(ctx, tx, email_key).await?, ..Met::default() },
        Some(Right::Consent) => {
            Met { none_held: consent::none_held(ctx, tx.db(), email_key).await?, ..Met::default() }
        }
        _ => Met::default(),
    })
}

/// An objection is to purposes that this person may object to (Art. 21(1)).
async fn require_offered(ctx: &Ctx, tx: &Write, requester: &Requester, answers: &Answers) -> Result<()> {
    if answers.kind != Wish::Objection {
        return Ok(());
    }
    let offered = objection::offered(ctx, tx.db(), &requester.email_key).await?;
    if answers.purposes.iter().all(|code| offered.contains(code)) {
        return Ok(());
    }
    Err(Refusal::Incomplete.into())
}

/// The ban on an address that an opt-out meets, where there is one; asked before it takes effect.
pub(super) async fn in_force(ctx: &Ctx, tx: &Write, email_key: &str) -> Result<Option<InForce>> {
    let since = marketing::in_force_since(ctx, tx.db(), email_key).await?;
    Ok(since.map(|since| InForce { since: helsinki_date(since), still: false }))
}

/// The reference of a request as a value.
///
/// # Errors
/// A fault when the row holds none, which filing never writes.
pub fn reference(row: &request::Model) -> Result<Reference> {
    Reference::parse(&row.reference)
        .map_err(|_| Fault::new("reading a reference", "the check character does not fit").into())
}

/// A reference no request has.
///
/// # Errors
/// A fault when the database is away.
pub async fn unused_reference(ctx: &Ctx, tx: &Write) -> Result<String> {
    loop {
        let reference = Reference::random(&ctx.entropy)?;
        let taken = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
        if taken.one(tx.db()).await?.is_none() {
            return Ok(reference.to_string());
        }
    }
}

async fn filed_before(tx: &Write, requester: &Requester, id: DraftId) -> Result<Reference> {
    let first = request::Entity::find()
        .filter(request::Column::DraftId.eq(id))
        .filter(request::Column::RequesterKey.eq(&requester.email_key))
        .one(tx.db())
        .await?;
    let first = match first {
        Some(first) => Some(first),
        None => still::heard(tx, requester, id).await?,
    };
    reference(&first.ok_or(Error::NotFound)?)
}

async fn blank(
    ctx: &Ctx,
    tx: &Write,
    requester: &Requester,
    (answers, draft): (&Answers, DraftId),
) -> Result<request::Model> {
    let name = answers.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.filter(|_| !answers.kind.is_immediate());
    let asker = Asker { key: &requester.email_key, email: Some(requester.email.as_str()), name };
    let mut row = begun(ctx, answers.claimed(), asker)?;
    (row.reference, row.draft_id) = (unused_reference(ctx, tx).await?, Some(draft));
    if let Owner::One(person) = fields::owner(tx.db(), &requester.email_key).await? {
        row.person_id = Some(person.id);
    }
    Ok(row)
}

/// Who asks, by an address that proved itself or that staff were given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asker<'a> {
    pub key: &'a str,
    pub email: Option<&'a str>,
    pub name: Option<&'a str>,
}

/// A request of now with its dates, without a reference; what takes effect at once is closed, granted.
pub(crate) fn begun(ctx: &Ctx, right: Option<Right>, asker: Asker<'_>) -> Result<request::Model> {
    let now = ctx.now();
    let dates = deadline(helsinki_date(now), &[]).context("counting the deadline")?;
    let state = lifecycle::next(None, &Event::File { right }).map_err(Refusal::from)?;
    let closed = state == State::Closed;
    Ok(request::Model {
        id: ctx.mint()?,
        reference: String::new(),
        draft_id: None,
        right,
        split_from: None,
        state,
        outcome: closed.then_some(Outcome::Granted),
        requester_key: asker.key.into(),
        // A name of several lines would pose as more than a name.
        requester_name: asker.name.map(one_line).filter(|name| !name.is_empty()),
        requester_email: asker.email.map(Into::into),
        person_id: None,
        assurance: Assurance::Email,
        channel: Channel::Portal,
        language: Language::Fi,
        received_at: now,
        received_on: dates.received_on,
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        extended_due_on: None,
        answered_at: None,
        closed_at: closed.then_some(now),
        assignee_id: None,
        flooded: false,
        version: 1,
    })
}

/// Whether this request is above one of the limits: both buckets are asked, none stops it.
async fn flooded(ctx: &Ctx, tx: &Write, requester: &Requester, network: &str) -> Result<bool> {
    let address = !budget::is_within(ctx, tx, budget::FILING, &requester.email_key).await?;
    let network = !budget::is_within(ctx, tx, budget::FILING_NETWORK, network).await?;
    Ok(address || network)
}

/// Of a request that was entered only after its date: what its receipt says instead of a date (E13).
pub(super) fn entered_late(ctx: &Ctx, request: &request::Model) -> Option<Lateness> {
    let due_on = request.extended_due_on.unwrap_or(request.due_on);
    let reason = || lang::text(request.language, "letter-late-entered");
    (due_on < helsinki_date(ctx.now())).then(|| Lateness { due_on, reason: reason(), new_date: None })
}

/// That a consent of ours was withdrawn.
pub(crate) const CONSENT_WITHDRAWN: &str = "consent_withdrawn";

/// That a consent was withdrawn which we did not hold.
pub(crate) const NONE_HELD: &str = "consent_not_held";

/// What took effect, and apart from it the consents that were not held.
pub(super) async fn record_effect(
    ctx: &Ctx,
    tx: &Write,
    (request, actor): (&request::Model, Actor<'_>),
    (effect, purposes): (&'static str, &[&str]),
    none_held: &[String],
) -> Result<()> {
    let (none, ended): (Vec<_>, Vec<_>) =
        purposes.iter().copied().partition(|code| none_held.iter().any(|none| none == code));
    let nothing = !none.is_empty() && ended.is_empty();
    let effects = [(effect, ended, !nothing), (NONE_HELD, none.clone(), !none.is_empty())];
    for (what, purposes, _) in effects.into_iter().filter(|(_, _, happened)| *happened) {
        let entry = Entry::on(request.id, What(what), actor).about(&request.requester_key);
        record(ctx, tx, entry.with(serde_json::json!({ "purposes": purposes }))).await?;
    }
    Ok(())
}

/// The letter that answers a filing, and by what name the record has its effect.
const fn confirmation(right: Option<Right>) -> (LetterKind, Option<&'static str>) {
    match right {
        Some(Right::Marketing) => (LetterKind::MarketingStopped, Some("marketing_stopped")),
        Some(Right::Consent) => (LetterKind::ConsentWithdrawn, Some(CONSENT_WITHDRAWN)),
        _ => (LetterKind::Acknowledgement, None),
    }
}

/// Record, letter and word to the desk. An opt-out or withdrawal is confirmed instead of acknowledged (law.md 7).
pub(super) async fn tell(ctx: &Ctx, tx: &Write, actor: Actor<'_>, case: Case<'_>, met: Met) -> Result<()> {
    let request = case.request;
    let detail = serde_json::json!({
        "right": request.right.map(Right::code),
        "state": request.state.code(),
        "due_on": request.due_on,
        "flooded": request.flooded,
        "channel": request.channel.code(),
    });
    record(ctx, tx, Entry::on(request.id, What("request_filed"), actor).with(detail)).await?;
    let (kind, effect) = confirmation(request.right);
    // A ban asked for again stops nothing: it stands.
    let effect = effect.map(|effect| if met.in_force.is_some() { "marketing_ban_stands" } else { effect });
    let still = met.in_force.is_some_and(|ban| ban.still);
    let mut holders = Vec::new();
    if let Some(effect) = effect {
        let purposes: Vec<&str> = case.items.iter().map(|item| item.target.as_str()).collect();
        record_effect(ctx, tx, (request, actor), (effect, &purposes), &met.none_held).await?;
        let ban = Ban { keys: &[&request.requester_key], purposes: &purposes, still };
        ban::tell_lists(ctx, tx, request, ban).await?;
        holders = holders_told(ctx, tx.db(), request).await?;
    }
    if still {
        record(ctx, tx, Entry::on(request.id, What(STILL_MAILED), actor)).await?;
        follow_up::open(ctx, tx, request.id, TaskKind::StillMailed).await?;
    }
    let lateness = entered_late(ctx, request);
    let repeats = own_words::are_repeated(tx.db(), request).await?;
    let told = |facts: &mut Facts| {
        facts.repeat(case.items, repeats);
        (facts.holders, facts.in_force, facts.lateness) = (holders, met.in_force, lateness);
        facts.set_apart(&ctx.notice, request.language, &met.none_held);
    };
    post::post(ctx, tx, case, kind, told).await?;
    let occasion = match effect {
        Some(_) if still => Occasion::StillMailed,
        Some(_) => Occasion::Effective,
        None => Occasion::NewRequest,
    };
    post::tell_desk(ctx, tx, request, occasion).await
}
