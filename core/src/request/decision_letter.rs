//! The letter of a decision: its facts from the request, the verdicts and the notice, and its posting.

use crate::right::erasure::{held, letter::erasure, settle::named};
use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Fault, Result},
    lang,
    law::{calendar, demand::Demand},
    mail::{
        letter::{self, Facts, Holder, Item, Lateness, NewAddress, Package, Reason, Transfer, Words},
        outbox::{self, Posting},
        post::{self, Case},
    },
    register::{
        change as register,
        inventory::word::Category,
        scope::{self, Whom},
    },
    request::{
        beside,
        decision::{self, Decision, ItemVerdict},
        own_words, propose, unlinked,
    },
    right::portability::{self, verdict},
    right::rectification::{
        fields::{self, Owner},
        moved,
    },
    right::restriction,
    step::{
        self, ban, holder,
        instruct::{self, Instruction},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    id::{LetterId, RequestId},
    item,
    kind::{ItemKind, Operation, PackageState, Right, StepState, Verdict},
    package, proposal, request, restriction as restriction_row,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Days a package may be downloaded, as long as it is not built and has no date (security.md 5.3).
const PACKAGE_DAYS: u32 = 7;
/// What a package holds: to read, and for machines.
const PACKAGE_FORMATS: [&str; 3] = ["HTML", "JSON", "CSV"];
/// The forms that count for Art. 20(1); the page in the package is only its guide.
const PORTABLE_FORMATS: [&str; 2] = ["JSON", "CSV"];

/// The labels of the categories of a copy that were asked for by name and of which nothing is held (Art. 15(1)): a list of
/// what the copy holds must not name them.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn empty(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    items: &[item::Model],
) -> Result<Vec<String>> {
    // What hangs on an address of several persons is not told of any of them, also not that there is nothing.
    let several = matches!(fields::owner(db, &request.requester_key).await?, Owner::Several);
    if several || request.right != Some(Right::Access) {
        return Ok(Vec::new());
    }
    let held = scope::held(db, Whom::of(request)).await?;
    let named = items.iter().filter(|item| item.kind == ItemKind::Category);
    let none =
        named.filter(|item| Category::from_code(&item.target).is_some_and(|category| !held.any(category)));
    Ok(none.map(|item| post::label(&ctx.notice, request.language, item.kind, &item.target)).collect())
}

/// What a decision letter is made of.
pub(crate) struct Matter<'a> {
    pub request: &'a request::Model,
    pub items: &'a [item::Model],
    pub decision: &'a Decision,
    pub decided_on: NaiveDate,
    pub holders: Vec<Holder>,
    /// The restrictions that stand on the person.
    pub standing: Vec<restriction_row::Model>,
    /// See [`beside::of`].
    pub beside: Option<(String, Option<NaiveDate>)>,
    /// Whether the request is seen with the person's new address, where the decision gives them one.
    pub goes_along: bool,
    /// Whether the letter may repeat the person's own words.
    pub repeats: bool,
    /// Whether whoever asks has other requests here.
    pub other_requests: bool,
    /// See [`empty`].
    pub empty: Vec<String>,
}

/// The facts of a decision.
pub(crate) fn facts(ctx: &Ctx, matter: &Matter<'_>) -> Facts {
    let Matter { request, items, decision, decided_on, holders, .. } = matter;
    let bare = post::facts(ctx, Case { request, items: &[] });
    let (due_on, summary) = (decision::last_day(request, decision), decision.erasure.as_ref());
    let late = decision.late_reason.clone().filter(|_| decision::is_late(request, decision, *decided_on));
    let mut facts = Facts {
        due_on,
        decided_on: Some(*decided_on),
        items: items.iter().flat_map(|item| told(ctx, matter, item)).collect(),
        nothing_held: decision.nothing_held,
        empty: matter.empty.clone(),
        other_requests: matter.other_requests,
        new_address: moved::corrects_address(request, decision)
            .then_some(NewAddress { request_goes_along: matter.goes_along }),
        erasure: summary.map(|summary| erasure(ctx, request.language, summary, &named(items, decision))),
        holders: holders.clone(),
        suffices: decision.suffices.clone(),
        no_request: decision.no_request.clone(),
        free_part: decision.free_part.clone(),
        beside: matter.beside.clone(),
        lateness: late.map(|reason| Lateness { due_on, reason, new_date: None }),
        ..bare
    };
    if request.right == Some(Right::Objection) {
        // It is no erasure that was asked for: the letter only tells what followed (Art. 17(1)(c)).
        facts.erased = facts.erasure.take().map(|erasure| erasure.gone).unwrap_or_default();
        facts.held = decision
            .erasure
            .iter()
            .flat_map(|erasure| held::told(request.language, &erasure.holds))
            .collect();
    }
    if request.right == Some(Right::Automated) {
        facts.automated = ctx.notice.automates_nothing(request.language).map(Into::into);
    }
    if gives_package(request, decision) {
        with_package(ctx, request, &mut facts);
    }
    restriction::tell(ctx, matter, &mut facts);
    facts.transfer =
        verdict::granted_transfer(items, decision).map(|_| Transfer::Due(instruct::told_by(*decided_on)));
    facts
}

/// Where the package is, for how long, in which forms.
pub(crate) fn with_package(ctx: &Ctx, request: &request::Model, facts: &mut Facts) {
    let portable = request.right == Some(Right::Portability);
    let formats: &[&str] = if portable { &PORTABLE_FORMATS } else { &PACKAGE_FORMATS };
    facts.package = Some(Package {
        url: facts.request_url.clone(),
        valid_days: PACKAGE_DAYS,
        valid_until: None,
        formats: formats.iter().map(|&format| format.to_owned()).collect(),
        schema_url: portable.then(|| portability::schema_url(ctx)),
    });
}

/// Whether the person gets a package: the letter then goes when it is built.
pub(crate) fn gives_package(request: &request::Model, decision: &Decision) -> bool {
    let packed = matches!(request.right, Some(Right::Access | Right::Portability));
    packed && decision.grants() && !decision.nothing_held
}

/// An item as the letter tells it. Of free words staff found the fields: it is those that were corrected, and what was
/// not is told apart, so that nothing is called done that was not (L2).
fn told(ctx: &Ctx, matter: &Matter<'_>, item: &item::Model) -> Vec<Item> {
    let (language, verdict) = (matter.request.language, matter.decision.on(item.id));
    // A value of the register, old or new, is in no mail: of a field only its name.
    let words = own_words::of(item, matter.repeats).filter(|words| !matches!(words, Words::Value(_)));
    // What follows from the plan of an erasure has its reasons there, ground by ground.
    let own = verdict.filter(|verdict| !verdict.planned);
    let whole = Item {
        asked: post::label(&ctx.notice, language, item.kind, &item.target),
        words,
        verdict: verdict.map(|verdict| verdict.verdict),
        reason: own.and_then(|verdict| {
            let fee = verdict.fee.clone().filter(|fee| !fee.trim().is_empty());
            Some(Reason { fee, ..post::on_ground(language, verdict.ground?, &verdict.recorded) })
        }),
        keep_until: own.and_then(|verdict| verdict.recorded.date(Demand::KeepUntil)),
        elsewhere: false,
    };
    let corrects = |verdict: &&ItemVerdict| !verdict.corrections.is_empty() || verdict.elsewhere.is_some();
    let Some(verdict) = verdict.filter(corrects) else { return vec![whole] };
    let granted = |(asked, elsewhere): (String, bool)| Item {
        asked,
        words: None,
        verdict: Some(Verdict::Granted),
        reason: None,
        keep_until: None,
        elsewhere,
    };
    let label = |target: &str| post::label(&ctx.notice, language, ItemKind::Field, target);
    let fields = verdict.corrections.iter().map(|correction| (label(&correction.target), false));
    // Staff write what is right: a value, and so for paper alone (R7.0).
    let elsewhere = verdict.elsewhere.iter().map(|other| {
        let category = || post::label(&ctx.notice, language, ItemKind::Category, &other.category);
        (if matter.repeats { other.what.clone() } else { category() }, true)
    });
    let corrected = fields.chain(elsewhere).map(granted);
    let rest = verdict.uncorrected.clone().map(|asked| Item {
        asked,
        words: None,
        verdict: Some(Verdict::Refused),
        ..whole
    });
    corrected.chain(rest).collect()
}

/// Posts the letter of the decision that stands; for an access the package job calls it once the package is ready.
///
/// # Errors
/// Not found when nothing is decided; a fault when the package is not ready.
pub async fn post_decision_letter(ctx: &Ctx, tx: &Write, id: RequestId) -> Result<LetterId> {
    let request = request::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Error::NotFound)?;
    let stands = standing(tx.db(), id).await?.ok_or(Error::NotFound)?;
    let decided_at = stands.approved_at.ok_or(Error::NotFound)?;
    let decision = propose::body_of(&stands)?.decision;
    let until = if gives_package(&request, &decision) { Some(ready_until(tx.db(), id).await?) } else { None };
    let items = items_of(tx.db(), id).await?;
    let standing = standing_on(tx.db(), &request).await?;
    let matter = Matter {
        request: &request,
        items: &items,
        decision: &decision,
        decided_on: calendar::helsinki_date(decided_at),
        holders: holders_told(ctx, tx.db(), &request).await?,
        beside: beside::of(tx.db(), &request, &standing).await?,
        standing,
        goes_along: moved::goes_along(ctx, tx.db(), &request, &decision).await?,
        repeats: own_words::are_repeated(tx.db(), &request).await?,
        other_requests: unlinked::has_others(tx.db(), &request).await?,
        empty: empty(ctx, tx.db(), &request, &items).await?,
    };
    let mut facts = facts(ctx, &matter);
    if let Some(package) = &mut facts.package {
        package.valid_until = until;
    }
    excuse_package(ctx, &request, &mut facts);
    let kind = decision.letter_kind();
    let letter =
        letter::compose(kind, request.language, &post::sender(&ctx.notice, request.language), &facts);
    let to = request.requester_email.as_deref();
    let posting = Posting { request: id, kind, language: request.language, letter: &letter, to };
    outbox::enqueue_letter(ctx, tx, &posting).await
}

/// The restrictions that stand on whoever asks, if we know who that is.
pub(crate) async fn standing_on(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Vec<restriction_row::Model>> {
    match request.person_id {
        Some(person) => register::restrictions_of(db, person).await,
        None => Ok(Vec::new()),
    }
}

/// A package built after the date makes the answer late though the decision was not (E13).
fn excuse_package(ctx: &Ctx, request: &request::Model, facts: &mut Facts) {
    let late = calendar::helsinki_date(ctx.now()) > facts.due_on;
    if late && facts.lateness.is_none() {
        let reason = lang::text(request.language, "desk-late-package");
        facts.lateness = Some(Lateness { due_on: facts.due_on, reason, new_date: None });
    }
}

/// The decision that stands: decided and not voided.
pub(crate) async fn standing(db: &impl ConnectionTrait, id: RequestId) -> Result<Option<proposal::Model>> {
    let decided = proposal::Entity::find()
        .filter(proposal::Column::RequestId.eq(id))
        .filter(proposal::Column::ApprovedAt.is_not_null())
        .filter(proposal::Column::VoidedAt.is_null())
        .order_by_desc(proposal::Column::ApprovedAt);
    Ok(decided.one(db).await?)
}

/// What was decided, if anything stands.
pub(crate) async fn decided(db: &impl ConnectionTrait, id: RequestId) -> Result<Option<Decision>> {
    let stands = standing(db, id).await?;
    stands.map(|row| Ok(propose::body_of(&row)?.decision)).transpose()
}

/// Until when the package of a request that is ready now can be downloaded.
///
/// # Errors
/// A fault when none is ready.
pub(crate) async fn ready_until(db: &impl ConnectionTrait, id: RequestId) -> Result<DateTime<Utc>> {
    let ready = package::Entity::find()
        .filter(package::Column::RequestId.eq(id))
        .filter(package::Column::State.eq(PackageState::Ready));
    let newest = ready.order_by_desc(package::Column::QueuedAt).one(db).await?;
    let until = newest.and_then(|package| package.expires_at);
    until.ok_or_else(|| Fault::new("posting a decision", "the package is not ready").into())
}

/// The items of a request, in order.
pub(crate) async fn items_of(db: &impl ConnectionTrait, id: RequestId) -> Result<Vec<item::Model>> {
    let items = item::Entity::find().filter(item::Column::RequestId.eq(id));
    Ok(items.order_by_asc(item::Column::Position).all(db).await?)
}

/// The holders as the letter would name them: those told already, and those the decision would tell, with the day.
pub(crate) async fn holders_to_tell(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    instructions: &[Instruction],
) -> Result<Vec<Holder>> {
    let on = instruct::told_by(calendar::helsinki_date(ctx.now()));
    let holder = |instruction: &Instruction| Holder {
        name: holder::name(&ctx.notice, &instruction.holder, request.language),
        whose: holder::whose(&ctx.notice, &instruction.holder),
        state: StepState::Open,
        on,
        reason: None,
    };
    let mut holders = holders_told(ctx, db, request).await?;
    holders.extend(instructions.iter().map(holder));
    Ok(holders)
}

/// The holders with where each stands now; one not told yet gets the day by when it will be.
pub(crate) async fn holders_told(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Vec<Holder>> {
    let today = calendar::helsinki_date(ctx.now());
    let mut steps = step::of(db, request.id).await?;
    steps.extend(ban::earlier(db, request).await?);
    // That an objection restricted at once was told when it did.
    steps.retain(|row| request.right != Some(Right::Objection) || row.operation != Operation::Restrict);
    let holder = |row: entity::step::Model| {
        let moved = row.answered_at.or(row.told_at).map(calendar::helsinki_date);
        Holder {
            name: holder::name(&ctx.notice, &row.holder, request.language),
            whose: holder::whose(&ctx.notice, &row.holder),
            state: row.state,
            on: moved.unwrap_or_else(|| instruct::told_by(today)),
            reason: row.answer.filter(|_| row.state == StepState::Cannot),
        }
    };
    Ok(steps.into_iter().map(holder).collect())
}
