//! The files that hang on the person's requests, theirs and those sent to them, as they are (Art. 15(3)).

use super::Package;
use crate::{
    attachment::read,
    ctx::Ctx,
    error::{Error, Result},
    register::scope::Record,
};
use entity::{attachment, id::AttachmentId};
use sea_orm::EntityTrait;

/// The folder they lie in.
const FOLDER: &str = "attachments";

/// Each under a number, for two may have one name, and under no name where the decision keeps that back.
///
/// # Errors
/// A fault when one cannot be read.
pub(super) async fn files(ctx: &Ctx, package: &Package<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let records = package.held().flat_map(|section| &section.records);
    let given = records.filter(|record| record.table.name == "attachment" && record.kept_back.is_none());
    let mut files = Vec::new();
    for record in given {
        let Some(id) = record.id else { continue };
        let Some(row) = attachment::Entity::find_by_id(AttachmentId(id)).one(ctx.read()).await? else {
            continue;
        };
        let number = files.len() + 1;
        let name = if hides_name(record) { ending(&row.name).to_owned() } else { format!("-{}", row.name) };
        match read::opened(ctx, &row) {
            Ok(file) => files.push((format!("{FOLDER}/{number}{name}"), file.opening.whole()?)),
            // Without it the rest is still owed.
            Err(Error::NotFound) => tracing::error!(attachment = %row.id, "a file is missing"),
            Err(fault) => return Err(fault),
        }
    }
    Ok(files)
}

fn hides_name(record: &Record) -> bool {
    record.fields.iter().any(|field| field.column.name == "name" && field.kept_back.is_some())
}

fn ending(name: &str) -> &str {
    name.rfind('.').map_or("", |dot| &name[dot..])
}
