//! Everything about one request that shows an authority how it was handled, with the proof of its entries. Opening it
//! is recorded before it is shown: it holds in one place what the page of the request holds in many.

use crate::{
    actor::{Actor, Staff},
    audit::{
        record::{Entry, What, record},
        verify::{self, RequestProof},
    },
    ctx::Ctx,
    error::Result,
    id::Reference,
    register::retention::hold,
    request::{
        case::{self, Case},
        change,
        queue::staff_names,
    },
};
use chrono::{DateTime, Utc};
use entity::{
    hold as hold_row,
    id::{MessageId, RequestId, StaffId},
    kind::Role,
    look, message, question,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::HashMap;

/// What the dossier holds.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// As the page of the request shows it, by the same rules.
    pub case: Case,
    /// What the requester was asked, oldest first.
    pub questions: Vec<Asked>,
    /// What keeps the person's data from destruction, newest first; also what the person is not told.
    pub holds: Vec<hold_row::Model>,
    /// When register data were opened for it, oldest first.
    pub looks: Vec<Looked>,
    pub proof: RequestProof,
    pub made_at: DateTime<Utc>,
}

/// A question to the requester.
#[derive(Clone, Debug)]
pub struct Asked {
    pub row: question::Model,
    pub text: String,
    pub by: String,
}

/// Register data opened for the request.
#[derive(Clone, Debug)]
pub struct Looked {
    pub at: DateTime<Utc>,
    pub by: String,
    pub role: Role,
    pub purpose: String,
}

/// That there is such a request, and that staff may read it; for a look that shows nothing.
///
/// # Errors
/// As [`open`].
pub async fn find(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<RequestId> {
    change::require_reading(staff)?;
    Ok(change::find(ctx.read(), reference).await?.id)
}

/// Opens the dossier of a request.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference; without its entry nothing is shown.
pub async fn open(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Dossier> {
    let id = find(ctx, staff, reference).await?;
    let tx = ctx.write().await?;
    record(ctx, &tx, Entry::on(id, What("dossier_opened"), Actor::Staff(staff)).with(json!({}))).await?;
    tx.commit().await?;
    let (questions, looks) = (questions_of(ctx, id).await?, looks_of(ctx, id).await?);
    let who = questions.iter().map(|(row, _)| row.asked_by).chain(looks.iter().map(|row| row.staff_id));
    let names = staff_names(ctx.read(), who.collect::<Vec<_>>()).await?;
    let name = |id: StaffId| names.get(&id).cloned().unwrap_or_default();
    let asked = |(row, text): (question::Model, String)| Asked { by: name(row.asked_by), text, row };
    let looked = |row: look::Model| Looked {
        at: row.looked_at,
        by: name(row.staff_id),
        role: row.role,
        purpose: row.purpose,
    };
    let case = case::open(ctx, staff, reference).await?;
    let holds = match case.request.person_id {
        Some(person) => hold::on(ctx, person).await?,
        None => Vec::new(),
    };
    Ok(Dossier {
        case,
        holds,
        questions: questions.into_iter().map(asked).collect(),
        looks: looks.into_iter().map(looked).collect(),
        proof: verify::of_request(ctx, id).await?,
        made_at: ctx.now(),
    })
}

async fn questions_of(ctx: &Ctx, request: RequestId) -> Result<Vec<(question::Model, String)>> {
    let asked = question::Entity::find().filter(question::Column::RequestId.eq(request));
    let asked = asked.order_by_asc(question::Column::AskedAt).all(ctx.read()).await?;
    let words = message::Entity::find()
        .filter(message::Column::Id.is_in(asked.iter().map(|row| row.message_id)))
        .all(ctx.read())
        .await?;
    let mut words: HashMap<MessageId, String> = words.into_iter().map(|row| (row.id, row.body)).collect();
    let text = |row: question::Model| (words.remove(&row.message_id).unwrap_or_default(), row);
    Ok(asked.into_iter().map(text).map(|(text, row)| (row, text)).collect())
}

async fn looks_of(ctx: &Ctx, request: RequestId) -> Result<Vec<look::Model>> {
    let looks = look::Entity::find().filter(look::Column::RequestId.eq(request));
    Ok(looks.order_by_asc(look::Column::LookedAt).all(ctx.read()).await?)
}
