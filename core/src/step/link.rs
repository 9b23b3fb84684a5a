//! The mailed link by which a holder answers without an account: once, for thirty days, the newest only.

use super::{
    answer::{self, Answer},
    instruct::{self, Touched},
    is_settled, subject,
};
use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    identity::{session, token},
    mail::outbox,
    register::protection,
    request::decision_letter,
    right::rectification::fields::Field,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use entity::{correction, id::StepLinkId, kind::Operation, request, step, step_link};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

/// A link works so long; each reminder brings a new one.
const LIFETIME: TimeDelta = TimeDelta::days(30);

/// What a holder is asked, as the page behind its link shows it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub step: step::Model,
    pub reference: String,
    /// Whom it is about, as the holder knows them.
    pub keys: Vec<(subject::Key, String)>,
    /// What the corrected fields say now; only of a rectification, only what this holder has.
    pub corrected: Vec<(Field, String)>,
    /// What else is right: the code of a category that this holder has, and the words of staff in the language of the letter.
    pub elsewhere: Vec<(String, String)>,
    /// Whether a corrected address is left out, since it is protected (law.md R4.9).
    pub withheld: bool,
    pub answer_by: NaiveDate,
    pub expires_at: DateTime<Utc>,
}

/// What a holder answered, for its receipt.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub step: step::Model,
    pub reference: String,
}

/// Mails a holder its instruction, or the n-th reminder of it; earlier links of the step end.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn mail(
    ctx: &Ctx,
    tx: &Write,
    step: &step::Model,
    mailbox: &str,
    (nth, answer_by): (i32, NaiveDate),
) -> Result<()> {
    end_older(ctx, tx, step).await?;
    let id: StepLinkId = ctx.mint()?;
    let row = step_link::Model {
        id,
        step_id: step.id,
        nth,
        digest: token::digest_of(&token_of(ctx, id)),
        answer_by,
        epoch: session::epoch(tx.db()).await?,
        created_at: ctx.now(),
        expires_at: ctx.now() + LIFETIME,
        used_at: None,
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    outbox::enqueue_holder(ctx, tx, &row, mailbox).await
}

/// 256 bits that name a link, derived so that they need not be stored. The key never rotates, so that a mail
/// put off for days still carries the link whose digest is kept.
pub(crate) fn token_of(ctx: &Ctx, id: StepLinkId) -> String {
    BASE64URL_NOPAD.encode(&ctx.keys.lasting(&["step-link", &id.to_string()]))
}

/// What a link asks; reading it changes nothing.
///
/// # Errors
/// Refused alike when the link is used, replaced, expired, altered or never was.
pub async fn open(ctx: &Ctx, token: &str) -> Result<Asked> {
    let (link, step) = live(ctx.read(), token, ctx.now()).await?;
    let request =
        request::Entity::find_by_id(step.request_id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let mut corrected = corrected(ctx, &step).await?;
    let mut elsewhere = elsewhere(ctx, &step).await?;
    let all = corrected.len() + elsewhere.len();
    if protection::covers(ctx.read(), &request).await? {
        corrected.retain(|(field, _)| field.table() != "address");
        // Words may hold it as well.
        elsewhere.clear();
    }
    Ok(Asked {
        reference: request.reference,
        keys: subject::read(&step),
        withheld: corrected.len() + elsewhere.len() < all,
        corrected,
        elsewhere,
        answer_by: link.answer_by,
        expires_at: link.expires_at,
        step,
    })
}

/// Answers by a link, once: of many presses one wins.
///
/// # Errors
/// Refused alike when the link is used, replaced, expired, altered or never was.
pub async fn press(ctx: &Ctx, token: &str, answer: Answer) -> Result<()> {
    let tx = ctx.write().await?;
    let (link, seen) = live(tx.db(), token, ctx.now()).await?;
    // The request first, as by staff: two who answer at once then never wait for each other.
    let request = request::Entity::find_by_id(seen.request_id).lock_exclusive().one(tx.db()).await?;
    let step = step::Entity::find_by_id(seen.id).lock_exclusive().one(tx.db()).await?;
    let step = step.filter(|step| !is_settled(step.state)).ok_or(Refusal::LinkSpent)?;
    consume(ctx, &tx, link.id).await?;
    answer::by_holder(ctx, &tx, request.ok_or(Error::NotFound)?, step, answer).await?;
    tx.commit().await
}

/// The receipt of whoever just answered by this link.
///
/// # Errors
/// Refused when the link was not answered.
pub async fn receipt(ctx: &Ctx, token: &str) -> Result<Receipt> {
    let used = step_link::Entity::find()
        .filter(step_link::Column::Digest.eq(token::digest_of(token)))
        .filter(step_link::Column::UsedAt.is_not_null());
    let link = used.one(ctx.read()).await?.ok_or(Refusal::LinkSpent)?;
    let step = step::Entity::find_by_id(link.step_id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let request = request::Entity::find_by_id(step.request_id).one(ctx.read()).await?;
    Ok(Receipt { reference: request.ok_or(Error::NotFound)?.reference, step })
}

/// The link of a token and its step, while both wait for an answer.
async fn live(
    db: &impl ConnectionTrait,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(step_link::Model, step::Model)> {
    let link = step_link::Entity::find()
        .filter(step_link::Column::Digest.eq(token::digest_of(token)))
        .filter(step_link::Column::UsedAt.is_null())
        .filter(step_link::Column::ExpiresAt.gt(now))
        .filter(step_link::Column::Epoch.eq(session::epoch(db).await?));
    let link = link.one(db).await?.ok_or(Refusal::LinkSpent)?;
    let step = step::Entity::find_by_id(link.step_id).one(db).await?;
    let step = step.filter(|step| !is_settled(step.state)).ok_or(Refusal::LinkSpent)?;
    Ok((link, step))
}

/// One conditional UPDATE decides which of many presses wins.
async fn consume(ctx: &Ctx, tx: &Write, id: StepLinkId) -> Result<()> {
    let now = ctx.now();
    let used = step_link::Entity::update_many()
        .col_expr(step_link::Column::UsedAt, Expr::value(now))
        .filter(step_link::Column::Id.eq(id))
        .filter(step_link::Column::UsedAt.is_null())
        .filter(step_link::Column::ExpiresAt.gt(now))
        .exec(tx.db())
        .await?;
    if used.rows_affected == 1 { Ok(()) } else { Err(Refusal::LinkSpent.into()) }
}

async fn end_older(ctx: &Ctx, tx: &Write, step: &step::Model) -> Result<()> {
    let now = ctx.now();
    step_link::Entity::update_many()
        .col_expr(step_link::Column::ExpiresAt, Expr::value(now))
        .filter(step_link::Column::StepId.eq(step.id))
        .filter(step_link::Column::UsedAt.is_null())
        .filter(step_link::Column::ExpiresAt.gt(now))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// What was corrected in other systems, of the categories this holder is told of.
async fn elsewhere(ctx: &Ctx, step: &step::Model) -> Result<Vec<(String, String)>> {
    if step.operation != Operation::Rectify {
        return Ok(Vec::new());
    }
    let touched = instruct::touched_of(step);
    let decision = decision_letter::decided(ctx.read(), step.request_id).await?;
    let said =
        decision.into_iter().flat_map(|decision| decision.verdicts).filter_map(|verdict| verdict.elsewhere);
    let theirs =
        said.filter(|other| instruct::corrects(&touched, &Touched::Category(other.category.clone())));
    Ok(theirs.map(|other| (other.category, other.what)).collect())
}

/// A rectification must say what is right (Art. 19); the page says it, the mail does not.
async fn corrected(ctx: &Ctx, step: &step::Model) -> Result<Vec<(Field, String)>> {
    if step.operation != Operation::Rectify {
        return Ok(Vec::new());
    }
    let touched = instruct::touched_of(step);
    let rows = correction::Entity::find()
        .filter(correction::Column::RequestId.eq(step.request_id))
        .order_by_asc(correction::Column::Id)
        .all(ctx.read())
        .await?;
    let shown = |row: correction::Model| {
        let mut fields = Field::ALL.iter().copied();
        let field = fields.find(|f| f.table() == row.table_name && f.column() == row.column_name)?;
        instruct::corrects(&touched, &Touched::Field(field)).then_some((field, row.new_value))
    };
    Ok(rows.into_iter().filter_map(shown).collect())
}
