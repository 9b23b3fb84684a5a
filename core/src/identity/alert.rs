//! Who hears that an account began or changed: the desk, and every administrator at their own address. A second account
//! is how one person could approve their own proposals, so no administrator makes one unseen.

use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    mail::{
        outbox,
        staff::{AccountChange, AccountNotice, compose_account},
    },
};
use entity::{kind::Role, staff, staff_role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

/// Whose account it is.
#[derive(Clone, Copy)]
pub(super) struct Whose<'a> {
    pub name: &'a str,
    pub email: &'a str,
}

impl<'a> From<&'a staff::Model> for Whose<'a> {
    fn from(account: &'a staff::Model) -> Self {
        Self { name: &account.name, email: &account.email }
    }
}

/// Tells of a change; `by` is who made it.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn tell(
    ctx: &Ctx,
    tx: &Write,
    change: AccountChange,
    whose: Whose<'_>,
    by: &str,
) -> Result<()> {
    let url = format!("{}/staff/accounts", ctx.settings.staff_base_url);
    let notice = AccountNotice { change, name: whose.name, email: whose.email, by, url: &url };
    outbox::enqueue_staff(ctx, tx, &compose_account(ctx.notice.first_language(), &notice)).await?;
    let desk = ctx.settings.desk_address.as_str();
    for admin in administrators(tx).await?.iter().filter(|admin| admin.email != desk) {
        outbox::staff::enqueue(ctx, tx, &compose_account(admin.language, &notice), &admin.email).await?;
    }
    Ok(())
}

/// The open accounts that administer.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn administrators(tx: &Write) -> Result<Vec<staff::Model>> {
    let ids = staff_role::Entity::find().select_only().column(staff_role::Column::StaffId);
    let ids = ids.filter(staff_role::Column::Role.eq(Role::Admin));
    let open = staff::Entity::find()
        .filter(staff::Column::DisabledAt.is_null())
        .filter(staff::Column::Id.in_subquery(ids.into_query()));
    Ok(open.order_by_asc(staff::Column::Id).all(tx.db()).await?)
}
