//! Accounts of staff, as an administrator keeps them: who is invited, who holds which role, whose sessions live. Nobody
//! changes their own roles or state, and what is taken from an account ends its sessions with it.

use super::{
    alert,
    invitation::{self, Invited},
    session,
    staff::{self, prove_again},
};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    mail::staff::AccountChange,
    request::change,
};
use entity::{
    id::{InvitationId, SessionId, StaffId},
    invitation as invitation_row,
    kind::{Role, State},
    outbox, request, session as session_row, staff as staff_row, staff_role,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// An account as an administrator sees it.
#[derive(Clone, Debug)]
pub struct Account {
    pub row: staff_row::Model,
    pub roles: BTreeSet<Role>,
    /// Its sessions that live, newest first.
    pub sessions: Vec<session_row::Model>,
}

impl Account {
    /// When any of its sessions was last used.
    pub fn last_seen(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.sessions.iter().map(|session| session.last_seen_at).max()
    }
}

/// Every account, by name; those that are closed stand last.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(ctx: &Ctx) -> Result<Vec<Account>> {
    let mut rows = staff_row::Entity::find().order_by_asc(staff_row::Column::Name).all(ctx.read()).await?;
    rows.sort_by_key(|row| row.disabled_at.is_some());
    let mut roles: BTreeMap<StaffId, BTreeSet<Role>> = BTreeMap::new();
    for row in staff_role::Entity::find().all(ctx.read()).await? {
        roles.entry(row.staff_id).or_default().insert(row.role);
    }
    let mut sessions: BTreeMap<StaffId, Vec<session_row::Model>> = BTreeMap::new();
    for row in session::live_of_staff(ctx).await? {
        if let Some(id) = row.staff_id {
            sessions.entry(id).or_default().push(row);
        }
    }
    let account = |row: staff_row::Model| Account {
        roles: roles.remove(&row.id).unwrap_or_default(),
        sessions: sessions.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(account).collect())
}

/// One account.
///
/// # Errors
/// Not found when there is none.
pub async fn find(ctx: &Ctx, id: StaffId) -> Result<Account> {
    list(ctx).await?.into_iter().find(|account| account.row.id == id).ok_or(Error::NotFound)
}

/// How many open requests an account holds.
///
/// # Errors
/// A fault when the database is away.
pub async fn holds(ctx: &Ctx, id: StaffId) -> Result<u64> {
    let held = request::Entity::find().filter(request::Column::AssigneeId.eq(id));
    Ok(held.filter(request::Column::State.ne(State::Closed)).count(ctx.read()).await?)
}

/// An invitation whose link still works.
#[derive(Clone, Debug)]
pub struct Pending {
    pub row: invitation_row::Model,
    /// The mail that carries it; nothing when the command line printed it.
    pub mail: Option<outbox::Model>,
}

/// The invitations whose links still work, newest first, and how their mails went.
///
/// # Errors
/// A fault when the database is away.
pub async fn invited(ctx: &Ctx) -> Result<Vec<Pending>> {
    let open = invitation_row::Entity::find()
        .filter(invitation_row::Column::UsedAt.is_null())
        .filter(invitation_row::Column::ExpiresAt.gt(ctx.now()));
    let open = open.order_by_desc(invitation_row::Column::CreatedAt).all(ctx.read()).await?;
    let theirs = outbox::Column::InvitationId.is_in(open.iter().map(|row| row.id));
    let mails = outbox::Entity::find().filter(theirs).all(ctx.read()).await?;
    let mut mails: BTreeMap<_, _> = mails.into_iter().map(|mail| (mail.invitation_id, mail)).collect();
    Ok(open.into_iter().map(|row| Pending { mail: mails.remove(&Some(row.id)), row }).collect())
}

/// Invites somebody. The link goes by mail to the invited address and is shown to nobody: whoever invites would
/// otherwise be the second person themselves.
///
/// # Errors
/// Refused without the role, without a fresh code, without any role to give, to a mailbox that the portal itself uses, or
/// when an account has the mailbox.
pub async fn invite(ctx: &Ctx, admin: &Staff, invited: &Invited, code: &str) -> Result<()> {
    change::require(admin, Role::Admin)?;
    if invited.roles.is_empty() || invited.name.is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    if is_shared(ctx, invited) {
        return Err(Refusal::DeskMailbox.into());
    }
    if staff::exists(ctx, &invited.email).await? {
        return Err(Refusal::AccountExists.into());
    }
    prove_again(ctx, admin, code).await?;
    let tx = ctx.write().await?;
    invitation::mail(ctx, &tx, invited, admin).await?;
    let whose = alert::Whose { name: &invited.name, email: invited.email.as_str() };
    alert::tell(ctx, &tx, AccountChange::Invited, whose, &admin.name).await?;
    tx.commit().await
}

/// Whether the address is one that the whole desk reads.
fn is_shared(ctx: &Ctx, invited: &Invited) -> bool {
    let settings = &ctx.settings;
    let shared = [Some(&settings.desk_address), Some(&settings.mail_from), settings.mail_reply_to.as_ref()];
    shared.into_iter().flatten().any(|address| address.mailbox() == invited.email.mailbox())
}

/// Mails an open invitation again, by another link that works as long as the first did; the earlier link ends. Gives the
/// address. No code is asked: nobody gains by it but who was invited.
///
/// # Errors
/// Refused without the role; not found when it is used, over or withdrawn.
pub async fn send_again(ctx: &Ctx, admin: &Staff, id: InvitationId) -> Result<String> {
    change::require(admin, Role::Admin)?;
    let tx = ctx.write().await?;
    let open = invitation_row::Entity::find_by_id(id)
        .filter(invitation_row::Column::UsedAt.is_null())
        .filter(invitation_row::Column::ExpiresAt.gt(ctx.now()));
    let row = open.one(tx.db()).await?.ok_or(Error::NotFound)?;
    invitation::mail(ctx, &tx, &Invited::of(&row)?, admin).await?;
    tx.commit().await?;
    Ok(row.email)
}

/// Ends an invitation; one that is over stays so.
///
/// # Errors
/// Refused without the role.
pub async fn uninvite(ctx: &Ctx, admin: &Staff, id: InvitationId) -> Result<()> {
    change::require(admin, Role::Admin)?;
    let tx = ctx.write().await?;
    let ended = invitation_row::Entity::update_many()
        .col_expr(invitation_row::Column::ExpiresAt, Expr::value(ctx.now()))
        .filter(invitation_row::Column::Id.eq(id))
        .filter(invitation_row::Column::UsedAt.is_null())
        .filter(invitation_row::Column::ExpiresAt.gt(ctx.now()))
        .exec(tx.db())
        .await?;
    if ended.rows_affected == 0 {
        return Ok(());
    }
    let entry = Entry::of(What("staff_uninvited"), Actor::Staff(admin)).about(id.to_string());
    record(ctx, &tx, entry).await?;
    tx.commit().await
}

/// Gives an account these roles and no others. Its sessions end.
///
/// # Errors
/// Refused on one's own account, without a role to give, or without a fresh code.
pub async fn give_roles(
    ctx: &Ctx,
    admin: &Staff,
    id: StaffId,
    roles: &BTreeSet<Role>,
    code: &str,
) -> Result<()> {
    if roles.is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    let (tx, account) = begin(ctx, admin, id, code).await?;
    if account.roles == *roles {
        return Ok(());
    }
    staff_role::Entity::delete_many().filter(staff_role::Column::StaffId.eq(id)).exec(tx.db()).await?;
    let given = roles.iter().map(|role| staff_role::ActiveModel { staff_id: Set(id), role: Set(*role) });
    staff_role::Entity::insert_many(given).exec_without_returning(tx.db()).await?;
    let codes = |roles: &BTreeSet<Role>| roles.iter().map(|role| role.code()).collect::<Vec<_>>();
    let detail = serde_json::json!({ "roles": codes(roles), "before": codes(&account.roles) });
    finish(ctx, tx, admin, &account, (What("staff_roles_given"), AccountChange::Roles, detail)).await
}

/// Closes an account: its sessions end, and what it holds waits for anybody. Nothing it did is forgotten.
///
/// # Errors
/// Refused on one's own account, or without a fresh code.
pub async fn close(ctx: &Ctx, admin: &Staff, id: StaffId, code: &str) -> Result<()> {
    let (tx, account) = begin(ctx, admin, id, code).await?;
    if account.row.disabled_at.is_some() {
        return Ok(());
    }
    set_state(&tx, id, Some(ctx.now())).await?;
    // What waits for approval keeps its version: nothing that was proposed has changed.
    let raised = Expr::case(request::Column::State.ne(State::AwaitingApproval), 1).finally(0);
    let left = request::Entity::update_many()
        .col_expr(request::Column::AssigneeId, Expr::value(Option::<StaffId>::None))
        .col_expr(request::Column::Version, Expr::col(request::Column::Version).add(raised))
        .filter(request::Column::AssigneeId.eq(id))
        .filter(request::Column::State.ne(State::Closed))
        .exec(tx.db())
        .await?;
    let detail = serde_json::json!({ "left": left.rows_affected });
    finish(ctx, tx, admin, &account, (What("staff_closed"), AccountChange::Closed, detail)).await
}

/// Opens a closed account again, with the roles it had.
///
/// # Errors
/// Refused on one's own account, or without a fresh code.
pub async fn reopen(ctx: &Ctx, admin: &Staff, id: StaffId, code: &str) -> Result<()> {
    let (tx, account) = begin(ctx, admin, id, code).await?;
    if account.row.disabled_at.is_none() {
        return Ok(());
    }
    set_state(&tx, id, None).await?;
    let detail = serde_json::json!({});
    finish(ctx, tx, admin, &account, (What("staff_reopened"), AccountChange::Reopened, detail)).await
}

/// Ends one session of an account, or all; one's own but for the present one, or anybody's for an administrator.
///
/// # Errors
/// Refused without the role on another's account.
pub async fn end_sessions(ctx: &Ctx, who: &Staff, id: StaffId, which: Option<SessionId>) -> Result<()> {
    if who.id != id {
        change::require(who, Role::Admin)?;
    }
    let tx = ctx.write().await?;
    let mut ending = session_row::Entity::delete_many()
        .filter(session_row::Column::StaffId.eq(id))
        .filter(session_row::Column::Id.ne(who.session));
    if let Some(session) = which {
        ending = ending.filter(session_row::Column::Id.eq(session));
    }
    let ended = ending.exec(tx.db()).await?.rows_affected;
    if ended == 0 {
        return Ok(());
    }
    let entry = Entry::of(What("staff_sessions_ended"), Actor::Staff(who)).about(id.to_string());
    record(ctx, &tx, entry.with(serde_json::json!({ "ended": ended }))).await?;
    tx.commit().await
}

/// Begins a change of somebody else's account. Whoever makes it is judged again inside: of two administrators who take
/// the role from each other at once, one stays.
async fn begin(ctx: &Ctx, admin: &Staff, id: StaffId, code: &str) -> Result<(Write, Account)> {
    change::require(admin, Role::Admin)?;
    if admin.id == id {
        return Err(Refusal::OwnAccount.into());
    }
    prove_again(ctx, admin, code).await?;
    let tx = ctx.write().await?;
    let admins = staff_role::Entity::find()
        .filter(staff_role::Column::Role.eq(Role::Admin))
        .order_by_asc(staff_role::Column::StaffId);
    let admins = admins.lock_exclusive().all(tx.db()).await?;
    let own = staff_row::Entity::find_by_id(admin.id).filter(staff_row::Column::DisabledAt.is_null());
    if own.one(tx.db()).await?.is_none() || !admins.iter().any(|row| row.staff_id == admin.id) {
        return Err(Refusal::RoleMissing { role: Role::Admin }.into());
    }
    let row = staff_row::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Error::NotFound)?;
    let roles = staff_role::Entity::find().filter(staff_role::Column::StaffId.eq(id)).all(tx.db()).await?;
    let roles = roles.into_iter().map(|row| row.role).collect();
    Ok((tx, Account { row, roles, sessions: Vec::new() }))
}

/// Ends the sessions, puts the change on record, tells who is to hear of it, commits.
async fn finish(
    ctx: &Ctx,
    tx: Write,
    admin: &Staff,
    account: &Account,
    (what, change, detail): (What, AccountChange, serde_json::Value),
) -> Result<()> {
    session::end_all_of(&tx, account.row.id).await?;
    let entry = Entry::of(what, Actor::Staff(admin)).about(account.row.id.to_string());
    record(ctx, &tx, entry.with(detail)).await?;
    alert::tell(ctx, &tx, change, (&account.row).into(), &admin.name).await?;
    tx.commit().await
}

async fn set_state(tx: &Write, id: StaffId, at: Option<chrono::DateTime<chrono::Utc>>) -> Result<()> {
    staff_row::Entity::update_many()
        .col_expr(staff_row::Column::DisabledAt, Expr::value(at))
        .filter(staff_row::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}
