//! The letter of a decision: its facts from the request, the verdicts and the notice, and its posting.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Fault, Result},
    lang,
    law::{calendar, demand::Demand, ground::Ground},
    mail::{
        letter::{self, Facts, Holder, Item, Lateness, Package, Party, Reason, Sender},
        outbox::{self, Posting},
    },
    request::{
        decision::{self, Decision, ItemVerdict},
        propose,
    },
    right::rectification::fields,
    step,
};
use chrono::NaiveDate;
use entity::{
    id::{LetterId, RequestId},
    item,
    kind::{ItemKind, Language, PackageState, Right, StepState},
    package, proposal, request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Days a package may be downloaded (security.md 5.3).
const PACKAGE_DAYS: u32 = 7;
/// What a package holds: to read, and for machines.
const PACKAGE_FORMATS: [&str; 3] = ["HTML", "JSON", "CSV"];

/// What a decision letter is made of.
pub(crate) struct Matter<'a> {
    pub request: &'a request::Model,
    pub items: &'a [item::Model],
    pub decision: &'a Decision,
    pub decided_on: NaiveDate,
    pub holders: Vec<Holder>,
}

/// Who writes, in the language of the letter.
pub(crate) fn sender(ctx: &Ctx, language: Language) -> Sender {
    let (controller, contact) = (&ctx.notice.controller, &ctx.notice.contact);
    Sender {
        controller: Party {
            name: controller.name.clone(),
            postal: controller.address.clone(),
            phone: controller.phone.clone(),
            email: controller.email.clone().unwrap_or_default(),
        },
        contact: Party {
            name: contact.name.clone(),
            postal: contact.address.clone(),
            phone: contact.phone.clone(),
            email: contact.email.clone(),
        },
        authority: ctx.notice.authority_block(language).join("\n"),
    }
}

/// What every letter on a request tells, without any decision.
pub(crate) fn bare(ctx: &Ctx, request: &request::Model) -> Facts {
    Facts {
        reference: request.reference.clone(),
        requester_name: request.requester_name.clone(),
        right: request.right,
        received_on: request.received_on,
        channel: request.channel,
        due_on: request.extended_due_on.unwrap_or(request.due_on),
        decided_on: None,
        items: Vec::new(),
        nothing_held: false,
        holders: Vec::new(),
        lists: Vec::new(),
        erased: Vec::new(),
        suffices: None,
        free_part: None,
        lateness: None,
        package: None,
        request_url: format!("{}/requests/{}", ctx.settings.base_url, request.reference),
    }
}

/// The facts of a decision.
pub(crate) fn facts(ctx: &Ctx, matter: &Matter<'_>) -> Facts {
    let Matter { request, items, decision, decided_on, holders } = matter;
    let bare = bare(ctx, request);
    let due_on = decision::last_day(request, decision);
    let late = decision.late_reason.clone().filter(|_| decision::is_late(request, decision, *decided_on));
    let package = gives_package(request, decision).then(|| Package {
        url: bare.request_url.clone(),
        valid_days: PACKAGE_DAYS,
        formats: PACKAGE_FORMATS.map(str::to_owned).to_vec(),
    });
    Facts {
        due_on,
        decided_on: Some(*decided_on),
        items: items.iter().map(|item| told(ctx, request.language, item, decision.on(item.id))).collect(),
        nothing_held: decision.nothing_held,
        holders: holders.clone(),
        suffices: decision.suffices.clone(),
        free_part: decision.free_part.clone(),
        lateness: late.map(|reason| Lateness { due_on, reason, new_date: None }),
        package,
        ..bare
    }
}

/// Whether the person gets a package: the letter then goes when it is built.
pub(crate) fn gives_package(request: &request::Model, decision: &Decision) -> bool {
    request.right == Some(Right::Access) && decision.grants() && !decision.nothing_held
}

/// An item as a letter names it; a letter holds no register value, nor the person's own words.
pub fn label(ctx: &Ctx, language: Language, item: &item::Model) -> String {
    let notice = &ctx.notice;
    let named = match item.kind {
        ItemKind::Everything => Some(lang::text(language, "desk-everything")),
        ItemKind::Category => notice.category(&item.target).map(|it| it.label.in_language(language).into()),
        ItemKind::Purpose => notice.purpose(&item.target).map(|it| it.label.in_language(language).into()),
        ItemKind::Field => {
            fields::parse_target(&item.target).map(|target| lang::text(language, target.field.label_key()))
        }
        ItemKind::Text => None,
    };
    named.unwrap_or_else(|| lang::text(language, "desk-free-words"))
}

/// A ground with the facts of this case.
pub(crate) fn reason(language: Language, ground: Ground, verdict: &ItemVerdict) -> Reason {
    Reason {
        code: ground.code().into(),
        title: ground.title(language),
        citation: ground.citation(language),
        plain: ground.plain(language),
        facts: verdict.recorded.read(Demand::Facts).unwrap_or_default().into(),
        fee: verdict.fee.clone().filter(|fee| !fee.trim().is_empty()),
    }
}

fn told(ctx: &Ctx, language: Language, item: &item::Model, verdict: Option<&ItemVerdict>) -> Item {
    Item {
        asked: label(ctx, language, item),
        verdict: verdict.map(|verdict| verdict.verdict),
        reason: verdict.and_then(|verdict| Some(reason(language, verdict.ground?, verdict))),
        keep_until: verdict.and_then(|verdict| verdict.recorded.date(Demand::KeepUntil)),
    }
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
    if gives_package(&request, &decision) {
        require_package(tx.db(), id).await?;
    }
    let items = items_of(tx.db(), id).await?;
    let matter = Matter {
        request: &request,
        items: &items,
        decision: &decision,
        decided_on: calendar::helsinki_date(decided_at),
        holders: holders_told(ctx, tx.db(), &request).await?,
    };
    let mut facts = facts(ctx, &matter);
    excuse_package(ctx, &request, &mut facts);
    let kind = decision.letter_kind();
    let letter = letter::compose(kind, request.language, &sender(ctx, request.language), &facts);
    let to = request.requester_email.as_deref();
    let posting = Posting { request: id, kind, language: request.language, letter: &letter, to };
    outbox::enqueue_letter(ctx, tx, &posting).await
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
async fn standing(db: &impl ConnectionTrait, id: RequestId) -> Result<Option<proposal::Model>> {
    let decided = proposal::Entity::find()
        .filter(proposal::Column::RequestId.eq(id))
        .filter(proposal::Column::ApprovedAt.is_not_null())
        .filter(proposal::Column::VoidedAt.is_null())
        .order_by_desc(proposal::Column::ApprovedAt);
    Ok(decided.one(db).await?)
}

async fn require_package(db: &impl ConnectionTrait, id: RequestId) -> Result<()> {
    let ready = package::Entity::find()
        .filter(package::Column::RequestId.eq(id))
        .filter(package::Column::State.eq(PackageState::Ready));
    match ready.one(db).await? {
        Some(_) => Ok(()),
        None => Err(Fault::new("posting a decision", "the package is not ready").into()),
    }
}

/// The items of a request, in order.
pub(crate) async fn items_of(db: &impl ConnectionTrait, id: RequestId) -> Result<Vec<item::Model>> {
    let items = item::Entity::find().filter(item::Column::RequestId.eq(id));
    Ok(items.order_by_asc(item::Column::Position).all(db).await?)
}

/// The holders with where each stands now; one not told yet gets the day by when it will be.
async fn holders_told(ctx: &Ctx, db: &impl ConnectionTrait, request: &request::Model) -> Result<Vec<Holder>> {
    let today = calendar::helsinki_date(ctx.now());
    let steps = step::of(db, request.id).await?;
    let holder = |row: entity::step::Model| {
        let moved = row.answered_at.or(row.told_at).map(calendar::helsinki_date);
        Holder {
            name: step::holder_name(&ctx.notice, &row.holder, request.language),
            state: row.state,
            on: moved.unwrap_or_else(|| step::done_by(today)),
            reason: row.answer.filter(|_| row.state == StepState::Cannot),
        }
    };
    Ok(steps.into_iter().map(holder).collect())
}
