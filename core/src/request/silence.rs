//! No answer to what was asked: the worker's step on the day after the last one for it, or on the last day of the
//! month where that comes first. Who stays unknown gets the letter of R2.6; what stays unclear is decided on what is known.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Each, Result},
    lang,
    law::{
        calendar::helsinki_date,
        demand::{Demand, Recorded},
    },
    mail::{post, staff::Occasion},
    request::{
        ask,
        lifecycle::{self, Event},
        unidentified::{self, Unidentified},
    },
};
use chrono::NaiveDate;
use entity::{
    kind::{Language, QuestionKind, State},
    message, question, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

/// So many are looked at in one step: as many must fail before those behind them wait.
const AT_ONCE: u64 = 50;

/// Does what is due on one question without an answer; says whether there was one. One that fails keeps no other waiting.
///
/// # Errors
/// A fault when the database is away, or when nothing but what failed is due; it is then due again.
pub async fn next(ctx: &Ctx) -> Result<bool> {
    let today = helsinki_date(ctx.now());
    let over = question::Column::AnswerBy.lt(today).or(question::Column::LimitOn.lte(today));
    let due = question::Entity::find()
        .filter(question::Column::EndedAt.is_null())
        .filter(over)
        .order_by_asc(question::Column::AnswerBy)
        .order_by_asc(question::Column::Id)
        .limit(AT_ONCE);
    let mut each = Each::default();
    for asked in due.all(ctx.read()).await? {
        if each.note("ending a question without an answer", end_of(ctx, &asked).await).is_some() {
            return Ok(true);
        }
    }
    each.end().map(|()| false)
}

async fn end_of(ctx: &Ctx, asked: &question::Model) -> Result<()> {
    let tx = ctx.write().await?;
    let found = request::Entity::find_by_id(asked.request_id).lock_exclusive().one(tx.db()).await?;
    // Of two workers one does it, and an answer that came meanwhile stops both.
    let open = question::Entity::find_by_id(asked.id).filter(question::Column::EndedAt.is_null());
    let still = open.one(tx.db()).await?.is_some();
    if !still {
        return Ok(());
    }
    let waits = found.filter(|found| found.state == State::AwaitingCustomer);
    if waits.is_none() {
        ask::end(ctx, &tx, asked.request_id).await?;
    }
    if let Some(waiting) = waits {
        let resumed = ask::resumed(ctx, &tx, &waiting).await?;
        let was_asked = ask::has_left(tx.db(), asked.letter_id).await?;
        match asked.kind {
            QuestionKind::Identity if was_asked => {
                stays_unknown(ctx, &tx, (&waiting, resumed), asked).await?;
            }
            // Whoever was never asked is not silent.
            QuestionKind::Identity | QuestionKind::Clarification | QuestionKind::Fee => {
                go_on(ctx, &tx, (&waiting, resumed)).await?;
            }
        }
    }
    tx.commit().await
}

/// The letter of R2.6, in the words that were written when it was asked. What it lacks, staff must write.
async fn stays_unknown(
    ctx: &Ctx,
    tx: &Write,
    (before, resumed): (&request::Model, request::Model),
    asked: &question::Model,
) -> Result<()> {
    let words = message::Entity::find_by_id(asked.message_id).one(tx.db()).await?;
    let why = unanswered(before.language, asked, &words.map(|words| words.body).unwrap_or_default());
    if unidentified::close_in_silence(ctx, tx, before, &why).await? {
        return post::tell_desk(ctx, tx, before, Occasion::Unanswered).await;
    }
    go_on(ctx, tx, (before, resumed)).await
}

/// What RG-ID demands, of the question itself.
fn unanswered(language: Language, asked: &question::Model, text: &str) -> Unidentified {
    let on = lang::date(language, helsinki_date(asked.asked_at));
    let until = lang::date(language, waited_until(asked));
    let by = lang::date(language, asked.answer_by);
    let told = |key: &str| {
        let dates = [("date", &on), ("until", &until), ("by", &by)];
        lang::text_with(language, key, &dates.map(|(name, date)| (name, date.clone().into())))
    };
    let mut recorded = Recorded::default();
    recorded.write(Demand::Facts, told("unanswered-facts"));
    recorded.write(Demand::Asked, told("unanswered-asked"));
    recorded.write(Demand::Evidence, told("unanswered-evidence"));
    recorded.write(Demand::DoubtReason, asked.reason.clone().unwrap_or_default());
    recorded.write(Demand::LesserMeans, asked.lesser_means.clone().unwrap_or_default());
    recorded.write(Demand::CannotIdentify, asked.cannot_identify.clone().unwrap_or_default());
    Unidentified {
        recorded,
        suffices: text.into(),
        free_part: None,
        late_reason: Some(told("unanswered-late")),
    }
}

/// The last day that was waited: what the month cut short did not wait to the last day for the answer.
fn waited_until(asked: &question::Model) -> NaiveDate {
    let before = asked.limit_on.and_then(|limit| limit.pred_opt());
    before.unwrap_or(asked.answer_by)
}

/// Work goes on without the answer, and the desk hears.
async fn go_on(ctx: &Ctx, tx: &Write, (before, resumed): (&request::Model, request::Model)) -> Result<()> {
    let state = lifecycle::next(Some(before.state), &Event::Resume).map_err(crate::error::Refusal::from)?;
    let row = request::Model { state, version: before.version + 1, ..resumed };
    let detail = json!({ "version": row.version, "state": row.state.code() });
    request::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(request::Column::Id.eq(row.id))
        .filter(request::Column::Version.eq(before.version))
        .exec(tx.db())
        .await?;
    record(ctx, tx, Entry::on(row.id, What("request_resumed"), Actor::System).with(detail)).await?;
    post::tell_desk(ctx, tx, &row, Occasion::Unanswered).await
}
