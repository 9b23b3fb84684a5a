//! Copies in which a file went along that was attached by mistake: those that wait are taken away, to be made again without it.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
};
use chrono::{DateTime, Utc};
use entity::{event, kind::PackageState, package, request};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, sea_query::Expr,
};
use serde_json::json;

/// The copies that hold a file.
pub(crate) struct Copies {
    /// Those that can still be fetched.
    pub waiting: Vec<package::Model>,
    /// Whether one of them was fetched, or staff took one along.
    pub handed_out: bool,
}

/// Every copy of the requester's that was built since a file came: it holds all files of all their requests (Art. 15(3)).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn holding(
    db: &impl ConnectionTrait,
    request: &request::Model,
    since: DateTime<Utc>,
) -> Result<Copies> {
    let mut whose = Condition::any().add(request::Column::RequesterKey.eq(&request.requester_key));
    if let Some(person) = request.person_id {
        whose = whose.add(request::Column::PersonId.eq(person));
    }
    let theirs = || {
        let theirs = request::Entity::find().filter(whose.clone()).select_only();
        theirs.column(request::Column::Id).into_query()
    };
    let built = package::Entity::find()
        .filter(package::Column::RequestId.in_subquery(theirs()))
        .filter(package::Column::BuiltAt.gte(since));
    let built = built.all(db).await?;
    let taken = event::Entity::find()
        .filter(event::Column::RequestId.in_subquery(theirs()))
        .filter(event::Column::Kind.eq("package_handed_over"))
        .filter(event::Column::At.gte(since));
    let handed_out = built.iter().any(|copy| copy.downloads > 0) || taken.count(db).await? > 0;
    let waiting = built.into_iter().filter(|copy| copy.state == PackageState::Ready).collect();
    Ok(Copies { waiting, handed_out })
}

/// Takes one away; its file is the caller's to remove, once no row speaks of it.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn withdraw(ctx: &Ctx, tx: &Write, copy: &package::Model, actor: Actor<'_>) -> Result<()> {
    package::Entity::update_many()
        .col_expr(package::Column::State, Expr::value(PackageState::Purged))
        .col_expr(package::Column::File, Expr::value(Option::<String>::None))
        .col_expr(package::Column::WrappedKey, Expr::value(Option::<String>::None))
        .col_expr(package::Column::PurgedAt, Expr::value(ctx.now()))
        .filter(package::Column::Id.eq(copy.id))
        .exec(tx.db())
        .await?;
    let entry = Entry::on(copy.request_id, What("package_purged"), actor);
    record(ctx, tx, entry.with(json!({ "package": copy.id }))).await
}
