//! Takes away what aborted uploads left: files that came half, and whole ones whose row did not come to last.

use crate::{
    ctx::Ctx,
    error::Result,
    ports::storage::sealing::{PART, PREFIX},
};
use chrono::TimeDelta;
use entity::attachment;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// No upload takes so long (security.md 5.6: ten minutes).
const AFTER: TimeDelta = TimeDelta::hours(1);

/// Removes them; says how many there were.
///
/// # Errors
/// A fault when the database is away or a file cannot be removed; it is tried next time.
pub async fn sweep(ctx: &Ctx) -> Result<usize> {
    let mut gone = 0;
    for file in ctx.storage.files()?.iter().filter(|file| file.starts_with(PREFIX)) {
        let Some(at) = ctx.storage.written_at(file)? else { continue };
        if at > ctx.now() - AFTER {
            continue;
        }
        let held = attachment::Entity::find().filter(attachment::Column::File.eq(file));
        if file.ends_with(PART) || held.count(ctx.read()).await? == 0 {
            ctx.storage.remove(file)?;
            gone += 1;
        }
    }
    Ok(gone)
}
