//! A corrected e-mail address: what hangs on the earlier one follows the person to the new one.

use crate::{
    ctx::Ctx,
    database::Write,
    email::Email,
    error::Result,
    mail::warning::{self, Warning},
    register::{change, person as register},
    request::{
        decision::{Confirmed, Decision},
        propose,
    },
    right::{
        marketing,
        rectification::fields::{self, Field},
    },
};
use entity::{
    id::PersonId,
    kind::{Language, PackageState},
    package, person, request, suppression,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{Expr, SelectStatement},
};

/// Whether a correction is of the e-mail address, by which a person is reached and signs in.
pub(crate) fn is_of_address(confirmed: &Confirmed) -> bool {
    fields::parse_target(&confirmed.target).is_some_and(|target| target.field == Field::PersonEmail)
}

/// Whether a decision corrects the address of the person.
pub(crate) fn corrects_address(request: &request::Model, decision: &Decision) -> bool {
    propose::granted(request, decision).flat_map(|verdict| &verdict.corrections).any(is_of_address)
}

/// Whether the request is seen with the person's address once a decision has corrected it; see [`follow`].
pub(crate) async fn goes_along(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    decision: &Decision,
) -> Result<bool> {
    let Some(person) = request.person_id else { return Ok(false) };
    let corrections = propose::granted(request, decision).flat_map(|verdict| &verdict.corrections);
    for new in corrections.filter(|confirmed| is_of_address(confirmed)).map(|confirmed| confirmed.new.trim())
    {
        let Ok(email) = Email::parse(new) else { continue };
        let key = ctx.keys.email_key(&email);
        if key != request.requester_key && !is_theirs_alone(db, person, &key).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What the register had before, and has now.
pub(super) struct Moved<'a> {
    pub from: Option<&'a str>,
    pub to: &'a str,
    /// That of the person.
    pub language: Language,
}

/// Writes to the earlier address that the register has another one, so that whoever did not ask for it hears of it while
/// data do not yet go there on one person's word (security.md A-22). The one that asked gets the letter of the decision.
pub(super) async fn warn(ctx: &Ctx, tx: &Write, request: &request::Model, moved: &Moved<'_>) -> Result<()> {
    let Some(from) = moved.from.and_then(|text| Email::parse(text).ok()) else { return Ok(()) };
    let key = ctx.keys.email_key(&from);
    if key == request.requester_key || Email::parse(moved.to).is_ok_and(|to| ctx.keys.email_key(&to) == key) {
        return Ok(());
    }
    let warning = Warning::Moved { reference: &request.reference };
    warning::enqueue(ctx, tx, moved.language, &from, warning).await
}

/// Writes to whoever has the new address already that it counts as shared from now on: it hides their pages from them,
/// which nobody else would tell them (Art. 5(1)(a)). Where several had it before nothing changes for them.
pub(super) async fn tell_owner(ctx: &Ctx, tx: &Write, id: PersonId, to: &str) -> Result<bool> {
    let Ok(to) = Email::parse(to) else { return Ok(false) };
    let persons = register::matching(tx.db(), &ctx.keys.email_key(&to)).await?;
    let [owner] = persons.as_slice() else { return Ok(false) };
    let Some(theirs) = owner.email.as_deref().and_then(|text| Email::parse(text).ok()) else {
        return Ok(false);
    };
    if owner.id == id {
        return Ok(false);
    }
    warning::enqueue(ctx, tx, owner.language, &theirs, Warning::Shared).await?;
    Ok(true)
}

/// A ban on marketing is the person's and not the address's (Art. 21(3)): it holds for the new one too.
pub(super) async fn keep_ban(ctx: &Ctx, tx: &Write, moved: &Moved<'_>) -> Result<()> {
    let key = |text: &str| Email::parse(text).ok().map(|email| ctx.keys.email_key(&email));
    let (Some(from), Some(to)) = (moved.from.and_then(key), key(moved.to)) else { return Ok(()) };
    let barred = suppression::Entity::find().filter(suppression::Column::EmailKey.eq(from));
    let purposes: Vec<String> = barred.all(tx.db()).await?.into_iter().map(|row| row.purpose).collect();
    if purposes.is_empty() {
        return Ok(());
    }
    marketing::end(ctx, (tx, &change::opt_out()), &to, &purposes).await
}

/// The person's own requests go on under the address that the register has now, once the letter of the decision has gone
/// to the one that asked: from then on they are seen and answered there. None goes where somebody else has the address,
/// nor one whose package could be fetched with it (security.md A-22).
pub(crate) async fn follow(tx: &Write, decided: &request::Model) -> Result<()> {
    let Some(id) = decided.person_id else { return Ok(()) };
    let Some(person) = person::Entity::find_by_id(id).one(tx.db()).await? else { return Ok(()) };
    let (Some(email), Some(key)) = (person.email, person.email_key) else { return Ok(()) };
    if key == decided.requester_key || !is_theirs_alone(tx.db(), id, &key).await? {
        return Ok(());
    }
    request::Entity::update_many()
        .col_expr(request::Column::RequesterKey, Expr::value(key))
        .col_expr(request::Column::RequesterEmail, Expr::value(Some(email)))
        .filter(request::Column::PersonId.eq(id))
        .filter(request::Column::RequesterKey.eq(&decided.requester_key))
        .filter(request::Column::RequesterEmail.is_not_null())
        .filter(request::Column::Id.not_in_subquery(with_package()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Whether nobody else of the register has the address, and nobody else has asked with it.
async fn is_theirs_alone(db: &impl ConnectionTrait, id: PersonId, key: &str) -> Result<bool> {
    let persons = register::matching(db, key).await?;
    let others = request::Entity::find()
        .filter(request::Column::RequesterKey.eq(key))
        .filter(request::Column::PersonId.is_null().or(request::Column::PersonId.ne(id)));
    Ok(persons.iter().all(|person| person.id == id) && others.count(db).await? == 0)
}

fn with_package() -> SelectStatement {
    let held = package::Entity::find().filter(package::Column::State.ne(PackageState::Purged));
    held.select_only().column(package::Column::RequestId).into_query()
}
