//! What staff want to decide: shown as the exact letter, proposed, sent back.

mod flaws;

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Write,
    error::{Context, Error, Refusal, Result},
    id::Reference,
    law::calendar,
    mail::letter::{self, Letter},
    mail::{post, staff::Occasion},
    request::{
        beside,
        change::{self, Change, Seen},
        concern::{self, Concern},
        decision::{self, Decision, Flaw},
        decision_letter::{self as letters, Matter},
        destination::{self, Destination},
        effect,
        lifecycle::{self, Action, Event, Standing},
        own_words,
        second::{self, Second},
        unlinked, write,
    },
    right::{
        erasure::{
            plan::Plan,
            settle::{Settled, settle},
        },
        package::copy::{self, Copy},
        rectification::moved,
    },
    settings::ApprovalMode,
    step::instruct::Instruction,
};
use data_encoding::HEXLOWER;
use entity::{
    id::{RequestId, StaffId},
    item,
    kind::{LetterKind, Right, Role, Verdict},
    proposal, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What a decision would send out, and what it still lacks.
#[derive(Clone, Debug)]
pub struct Preview {
    pub kind: LetterKind,
    /// The letter as it would go; nothing until staff have said which right it is.
    pub letter: Letter,
    /// Elements of law.md 3.2 the letter lacks; empty when it may go.
    pub lacks: Vec<&'static str>,
    /// What keeps the decision from standing, one by one.
    pub flaws: Vec<Flaw>,
    /// Why another person must approve it first, if one must.
    pub second: Option<Second>,
    /// The decision with the verdicts that follow from the plan of an erasure.
    pub decision: Decision,
    /// Whether the answer comes after its date, so that the letter must say why.
    pub late: bool,
    /// Whether the letter waits for a package, and then names the hour until which it can be fetched.
    pub packed: bool,
    /// Where the letter goes.
    pub destination: Destination,
    /// What is doubtful about whose an address is.
    pub concerns: Vec<Concern>,
}

/// What is kept of a proposal; its text is what the hash binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub request: RequestId,
    /// The version the proposal made; any later change voids it.
    pub version: i32,
    pub decision: Decision,
    /// A digest of where the answer goes; nothing in what was proposed before it was kept.
    #[serde(default)]
    pub destination: Option<String>,
    /// What was doubtful about an address; nothing in what was proposed before it was kept.
    #[serde(default)]
    pub concerns: Option<Vec<Concern>>,
}

/// A decision weighed against the request and the register.
#[derive(Debug)]
pub(crate) struct Weighed {
    /// The decision as it stands: that of an erasure with the verdicts of its plan.
    pub decision: Decision,
    /// What an erasure does with each row.
    pub plan: Plan,
    pub items: Vec<item::Model>,
    pub instructions: Vec<Instruction>,
    /// Why another person must approve it first, if one must.
    pub second: Option<Second>,
    /// Where the answer goes.
    pub destination: Destination,
    copy: Option<Copy>,
    risk: Vec<Concern>,
    flaws: Vec<Flaw>,
    lacks: Vec<&'static str>,
    letter: Letter,
}

/// Shows the letter of a decision.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference.
pub async fn preview(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    decision: &Decision,
) -> Result<Preview> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    let weighed = weigh(ctx, ctx.read(), &request, decision).await?;
    let decision = &weighed.decision;
    Ok(Preview {
        second: weighed.second,
        late: decision::is_late(&request, decision, calendar::helsinki_date(ctx.now())),
        packed: letters::gives_package(&request, decision),
        decision: decision.clone(),
        lacks: weighed.elements(),
        kind: decision.letter_kind(),
        letter: weighed.letter,
        flaws: weighed.flaws,
        destination: weighed.destination,
        concerns: weighed.risk,
    })
}

/// Proposes a decision that refuses something; gives back the hash that an approval names.
///
/// # Errors
/// Refused when no approval is needed, when the decision cannot stand, or when somebody was first.
pub async fn propose(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, decision: &Decision) -> Result<String> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let weighed = weigh(ctx, change.tx.db(), &change.request, decision).await?;
    require_open(&change, weighed.second, Action::Propose)?;
    weighed.require_seen(&change, decision)?;
    weighed.require_sound(&change)?;
    let next = lifecycle::next(Some(change.request.state), &Event::Propose).map_err(Refusal::from)?;
    change.advance(|request| request.state = next).await?;
    let row = proposal_of(&change, &weighed)?;
    let hash = row.hash.clone();
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    change.record("decision_proposed", json!({ "hash": hash })).await?;
    post::tell_desk(ctx, &change.tx, &change.request, Occasion::Proposed).await?;
    change.commit().await?;
    Ok(hash)
}

/// Sends the open proposal back to work, with the reason as a note; its proposer may take it back too.
///
/// # Errors
/// Refused without the role, when nothing is proposed, or when somebody was first.
pub async fn send_back(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, reason: &str) -> Result<()> {
    let role = if staff.is(Role::Approver) { Role::Approver } else { Role::Caseworker };
    let mut change = change::open(ctx, staff, seen, role).await?;
    let next = lifecycle::next(Some(change.request.state), &Event::SendBack).map_err(Refusal::from)?;
    let open = open_proposal(change.tx.db(), change.request.id).await?;
    let own = open.is_some_and(|proposal| proposal.proposed_by == staff.id);
    if role != Role::Approver && !own {
        return Err(Refusal::RoleMissing { role: Role::Approver }.into());
    }
    change.advance(|request| request.state = next).await?;
    void(change.ctx, &change.tx, change.request.id).await?;
    write::note(&change, reason).await?;
    change.record("decision_sent_back", json!({ "own": own })).await?;
    if !own {
        post::tell_desk(ctx, &change.tx, &change.request, Occasion::SentBack).await?;
    }
    change.commit().await
}

/// What was proposed.
///
/// # Errors
/// A fault when the stored text cannot be read.
pub fn body_of(proposal: &proposal::Model) -> Result<Body> {
    serde_json::from_str(&proposal.body).context("reading a proposal")
}

/// Refused when the lifecycle does not offer the step for this decision.
pub(crate) fn require_open(change: &Change<'_>, second: Option<Second>, action: Action) -> Result<()> {
    let standing = Standing {
        state: change.request.state,
        outcome: change.request.outcome,
        approval_needed: second.is_some(),
    };
    match lifecycle::refusal(standing, action) {
        None => Ok(()),
        Some(_) => Err(Refusal::NotNow { state: change.request.state }.into()),
    }
}

/// The proposal row of a decision on the request as it stands now.
pub(crate) fn proposal_of(change: &Change<'_>, weighed: &Weighed) -> Result<proposal::Model> {
    let (ctx, request) = (change.ctx, &change.request);
    let body = Body {
        request: request.id,
        version: request.version,
        decision: weighed.decision.clone(),
        destination: Some(weighed.destination.digest(ctx)),
        concerns: Some(weighed.risk.clone()),
    };
    let body = serde_json::to_string(&body).context("writing a proposal")?;
    Ok(proposal::Model {
        id: ctx.mint()?,
        request_id: request.id,
        hash: hash_of(&body),
        body,
        proposed_by: change.staff.id,
        proposed_at: ctx.now(),
        approved_by: None,
        approved_at: None,
        voided_at: None,
    })
}

/// SHA-256 of a proposal's text, hex.
pub(crate) fn hash_of(body: &str) -> String {
    HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, body.as_bytes()).as_ref())
}

/// The proposal that waits for approval.
pub(crate) async fn open_proposal(
    db: &impl ConnectionTrait,
    id: RequestId,
) -> Result<Option<proposal::Model>> {
    let open = proposal::Entity::find()
        .filter(proposal::Column::RequestId.eq(id))
        .filter(proposal::Column::ApprovedAt.is_null())
        .filter(proposal::Column::VoidedAt.is_null())
        .order_by_desc(proposal::Column::ProposedAt);
    Ok(open.one(db).await?)
}

/// Voids whatever waits for approval.
pub(crate) async fn void(ctx: &Ctx, tx: &Write, request: RequestId) -> Result<()> {
    proposal::Entity::update_many()
        .col_expr(proposal::Column::VoidedAt, Expr::value(ctx.now()))
        .filter(proposal::Column::RequestId.eq(request))
        .filter(proposal::Column::ApprovedAt.is_null())
        .filter(proposal::Column::VoidedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Refused when proposer and approver are one, though two are demanded.
pub(crate) fn require_another(ctx: &Ctx, proposed_by: StaffId, staff: &Staff) -> Result<()> {
    let alone = ctx.settings.approval_mode == ApprovalMode::OnePerson;
    if alone || proposed_by != staff.id { Ok(()) } else { Err(Refusal::SamePerson.into()) }
}

/// Weighs a decision: the rule, the register, the holders and the finished letter.
pub(crate) async fn weigh(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    decision: &Decision,
) -> Result<Weighed> {
    let items = letters::items_of(db, request.id).await?;
    let today = calendar::helsinki_date(ctx.now());
    let Settled { decision, plan, flaws: unplanned } = settle(ctx, db, request, &items, decision).await?;
    let copy = copy::of(ctx, db, (request, &items), request.language).await?;
    let decision = &bound(decision, copy.as_ref());
    let mut flaws = flaws::of(ctx, db, (request, &items), (decision, copy.as_ref())).await?;
    flaws.extend(unplanned);
    let standing = letters::standing_on(db, request).await?;
    let instructions = effect::instructions(ctx, db, (request, &items), decision, &standing).await?;
    let holders = letters::holders_to_tell(ctx, db, request, &instructions).await?;
    let goes_along = moved::goes_along(ctx, db, request, decision).await?;
    let repeats = own_words::are_repeated(db, request).await?;
    let beside = beside::of(db, request, &standing).await?;
    let matter = Matter {
        request,
        items: &items,
        decision,
        decided_on: today,
        holders,
        standing,
        beside,
        goes_along,
        repeats,
        other_requests: unlinked::has_others(db, request).await?,
        empty: letters::empty(ctx, db, request, &items).await?,
    };
    let (facts, sender) = (letters::facts(ctx, &matter), post::sender(&ctx.notice, request.language));
    let kind = decision.letter_kind();
    let lacks = letter::lacks(kind, request.language, &sender, &facts);
    let letter = letter::compose(kind, request.language, &sender, &facts);
    let risk = concern::of(ctx, db, request, decision).await?;
    let second = second::needed(ctx, db, request, decision, &risk).await?;
    let (decision, destination) = (decision.clone(), destination::of(ctx, db, request).await?);
    Ok(Weighed { decision, plan, items, instructions, second, destination, copy, risk, flaws, lacks, letter })
}

/// A decision that gives a copy is bound to what the copy would hold; where nobody said what they saw, to what it
/// holds now.
fn bound(decision: Decision, copy: Option<&Copy>) -> Decision {
    let gives = decision.grants() && !decision.nothing_held;
    let now = copy.map(|copy| copy.fingerprint().to_owned());
    Decision { copy: decision.copy.clone().or(now).filter(|_| gives && copy.is_some()), ..decision }
}

/// The verdicts that write into the register.
pub(crate) fn granted<'a>(
    request: &request::Model,
    decision: &'a Decision,
) -> impl Iterator<Item = &'a crate::request::decision::ItemVerdict> {
    let writes = request.right == Some(Right::Rectification) && !decision.nothing_held;
    decision.verdicts.iter().filter(move |verdict| writes && verdict.verdict != Verdict::Refused)
}

impl Weighed {
    /// Every element that is lacking, once each.
    fn elements(&self) -> Vec<&'static str> {
        let mut elements = self.lacks.clone();
        elements.extend(self.flaws.iter().map(Flaw::element));
        elements.sort_unstable_by_key(|element| (element.len(), *element));
        elements.dedup();
        elements
    }

    /// Whether the answer would go elsewhere than was proposed.
    pub fn goes_elsewhere(&self, ctx: &Ctx, proposed: &Body) -> bool {
        proposed.destination.as_ref().is_some_and(|digest| *digest != self.destination.digest(ctx))
    }

    /// Whether it has become doubtful whose an address is, or is no more, since it was proposed.
    pub fn doubts_changed(&self, proposed: &Body) -> bool {
        proposed.concerns.as_ref().is_some_and(|concerns| *concerns != self.risk)
    }

    /// Whether the data are no longer those an erasure was proposed on.
    pub fn plan_changed(&self, proposed: &Decision) -> bool {
        let digest = |decision: &Decision| decision.erasure.as_ref().map(|erasure| erasure.digest.clone());
        digest(&self.decision) != digest(proposed)
    }

    /// Whether a hold was set since on what was to be erased.
    pub fn is_held_since(&self, proposed: &Decision) -> bool {
        let known = proposed.erasure.iter().flat_map(|erasure| &erasure.holds);
        let known: Vec<_> = known.collect();
        let mut now = self.decision.erasure.iter().flat_map(|erasure| &erasure.holds);
        now.any(|hold| !known.contains(&hold))
    }

    /// What the copy would hold that it did not when it was decided on, in words; nothing where it is the same. Staff
    /// answer for what they have seen: whatever came, went or changed is looked at again, by both of them.
    pub fn copy_changed(&self, change: &Change<'_>, decision: &Decision) -> Option<Refusal> {
        let (then, now) = (decision.copy.as_deref()?, self.copy.as_ref()?.fingerprint());
        let moved = copy::moved(then, now);
        let gives = self.decision.grants() && !self.decision.nothing_held;
        let language = change.staff.language;
        let what: Vec<_> = moved.iter().map(|one| one.told(&change.ctx.notice, language)).collect();
        (gives && !what.is_empty()).then(|| Refusal::CopyChanged { what: what.join(", ") })
    }

    /// Refused when what the copy would hold is not what was seen.
    pub fn require_seen(&self, change: &Change<'_>, decision: &Decision) -> Result<(), Error> {
        self.copy_changed(change, decision).map_or(Ok(()), |changed| Err(changed.into()))
    }

    /// Refused when the letter may not go.
    pub fn require_sound(&self, change: &Change<'_>) -> Result<(), Error> {
        if self.flaws.iter().any(|flaw| matches!(flaw, Flaw::ValueChanged { .. })) {
            let by = change.ctx.notice.register.name.in_language(change.staff.language).to_owned();
            return Err(Refusal::ChangedMeanwhile { by, state: change.request.state }.into());
        }
        let elements = self.elements();
        if elements.is_empty() { Ok(()) } else { Err(Refusal::LetterLacks { elements }.into()) }
    }
}
