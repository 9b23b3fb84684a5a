//! What was asked before, and whether it was answered: asking again needs a reason of its own (R2.5).

use crate::{error::Result, law::calendar::helsinki_date, request::enter};
use chrono::NaiveDate;
use entity::{
    kind::{Author, QuestionKind},
    message, question, request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The last question of a kind that was asked on a request.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub asked_on: NaiveDate,
    /// The question, as it was asked.
    pub text: String,
    /// When the person last answered; nothing when they did not.
    pub answered_on: Option<NaiveDate>,
    reasons: Vec<String>,
}

impl Earlier {
    /// Whether a reason is the one that was given before.
    pub fn gave(&self, reason: &str) -> bool {
        self.reasons.iter().any(|given| given == reason.trim())
    }

    /// One for a page that is drawn without a database.
    pub fn sample(asked_on: NaiveDate, text: &str) -> Self {
        Self { asked_on, text: text.into(), answered_on: None, reasons: Vec::new() }
    }
}

/// The last question of a kind whose letter has left: what was never sent was never asked.
pub(super) async fn earlier(
    db: &impl ConnectionTrait,
    request: &request::Model,
    kind: QuestionKind,
) -> Result<Option<Earlier>> {
    let asked = question::Entity::find()
        .filter(question::Column::RequestId.eq(request.id))
        .filter(question::Column::Kind.eq(kind))
        .order_by_desc(question::Column::AskedAt)
        .order_by_desc(question::Column::Id);
    for row in asked.all(db).await? {
        if !super::has_left(db, row.letter_id).await? {
            continue;
        }
        let words = message::Entity::find_by_id(row.message_id).one(db).await?;
        return Ok(Some(Earlier {
            asked_on: helsinki_date(row.asked_at),
            text: words.map(|words| words.body).unwrap_or_default(),
            answered_on: answered_on(db, request, &row).await?,
            reasons: [row.reason, row.asked_again].into_iter().flatten().collect(),
        }));
    }
    Ok(None)
}

/// What is not on record stops no clock. An answer on paper or by phone is no message: there the word of staff counts
/// that the wait ended before the last day for it.
async fn answered_on(
    db: &impl ConnectionTrait,
    request: &request::Model,
    asked: &question::Model,
) -> Result<Option<NaiveDate>> {
    if !enter::has_address(&request.requester_key) {
        let ended_on = asked.ended_at.map(helsinki_date);
        return Ok(ended_on.filter(|on| *on <= asked.answer_by));
    }
    let answers = message::Entity::find()
        .filter(message::Column::RequestId.eq(request.id))
        .filter(message::Column::Author.eq(Author::Requester))
        .filter(message::Column::SentAt.gte(asked.asked_at));
    let last = answers.order_by_desc(message::Column::SentAt).one(db).await?;
    Ok(last.map(|answer| helsinki_date(answer.sent_at)))
}
