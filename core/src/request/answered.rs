//! When a request counts as answered: its decision letter was accepted by the mail server, or printed.

use crate::{database::Write, error::Result};
use chrono::{DateTime, Utc};
use entity::{id::RequestId, kind::LetterKind, letter, request};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Whether a letter carries the decision (Art. 12(3) and (4)).
pub const fn carries_decision(kind: LetterKind) -> bool {
    match kind {
        LetterKind::Granted
        | LetterKind::PartlyGranted
        | LetterKind::Refused
        | LetterKind::MarketingStopped
        | LetterKind::ConsentWithdrawn
        | LetterKind::NotIdentified
        // The last word of a processor: who answers instead (R1.0.9).
        | LetterKind::Forwarded => true,
        LetterKind::Acknowledgement
        | LetterKind::SplitOff
        | LetterKind::Extended
        | LetterKind::Late
        | LetterKind::MessageWaiting
        | LetterKind::Withdrawn
        | LetterKind::RecipientsTold
        | LetterKind::PackageReady
        | LetterKind::TransferSettled
        | LetterKind::RestrictionSet
        | LetterKind::RestrictionEnds
        | LetterKind::RestrictionStays
        | LetterKind::Question
        | LetterKind::ErasureComplete => false,
    }
}

/// Whether the answer goes on paper and nobody has posted it: until then the request is decided, and neither answered
/// nor closed (Art. 12(3): the person is informed).
pub const fn awaits_posting(request: &request::Model) -> bool {
    request.requester_email.is_none() && request.answered_at.is_none()
}

/// Notes the first time a decision letter was accepted, or posted; a later letter changes nothing.
///
/// # Errors
/// A fault when the database is away.
pub async fn mark(tx: &Write, id: RequestId, letter: LetterKind, at: DateTime<Utc>) -> Result<()> {
    if !carries_decision(letter) {
        return Ok(());
    }
    request::Entity::update_many()
        .col_expr(request::Column::AnsweredAt, Expr::value(at))
        .filter(request::Column::Id.eq(id))
        .filter(request::Column::AnsweredAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Takes back that a letter answered its request: it came back.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn unmark(tx: &Write, letter: &letter::Model) -> Result<()> {
    let Some(id) = letter.request_id.filter(|_| carries_decision(letter.kind)) else { return Ok(()) };
    request::Entity::update_many()
        .col_expr(request::Column::AnsweredAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(request::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}
