//! How an account begins: a one-time invitation, an own password, an authenticator, recovery codes.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Error, Fault, Result},
    identity::{
        alert,
        enrolment::{self, NewAuthenticator},
        password::{self, Password},
        staff, token,
    },
    mail::{letter::Letter, outbox, own_account::compose_invitation, staff::AccountChange},
};
use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use entity::{
    id::{InvitationId, StaffId},
    installation, invitation,
    kind::{Language, Role},
    outbox as outbox_row, staff_role,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait, Set,
    sea_query::{Expr, SimpleExpr},
};
use std::collections::BTreeSet;

/// 24 hours (security.md 5.3).
const LIFETIME: TimeDelta = TimeDelta::hours(24);
/// As a link to a new password. Once its link is dead an invitation serves no purpose (Art. 5(1)(e)): who joined has an
/// account, and the record tells that somebody was invited, under a pseudonym.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// Who is invited, to what.
#[derive(Clone, Debug)]
pub struct Invited {
    pub email: Email,
    pub name: String,
    pub roles: BTreeSet<Role>,
    pub language: Language,
}

/// What the new member of staff chose and proved.
pub struct Acceptance<'a> {
    pub password: &'a Password,
    pub authenticator: NewAuthenticator<'a>,
}

impl Invited {
    /// Who an invitation is for.
    ///
    /// # Errors
    /// A fault when its address is none.
    pub(super) fn of(row: &invitation::Model) -> Result<Self> {
        Ok(Self {
            email: address_of(row)?,
            name: row.name.clone(),
            roles: row.roles.split(',').filter_map(Role::from_code).collect(),
            language: row.language,
        })
    }
}

/// Writes an invitation and gives back the secret of its one-time link; an earlier one of the mailbox ends with it. For
/// the command line and the demo: nothing at the desk shows a link.
///
/// # Errors
/// A fault when the database is away.
pub async fn invite(ctx: &Ctx, invited: &Invited, by: Actor<'_>) -> Result<String> {
    let tx = ctx.write().await?;
    let row = write(ctx, &tx, invited, by).await?;
    tx.commit().await?;
    Ok(token_of(ctx, row.id))
}

/// As [`invite`], from the command line: the first administrator's account begins so, and with `recovery` one for when no
/// administrator can sign in any more. That is put on record, and every administrator and the desk are told.
///
/// # Errors
/// A fault that says what to do when there is an administrator and `recovery` is not given, or an account has the mailbox.
pub async fn by_command(ctx: &Ctx, invited: &Invited, recovery: bool) -> Result<String> {
    let wrong = |advice: &'static str| Err(Fault::new("staff invite", advice).into());
    let tx = ctx.write().await?;
    hold(&tx).await?;
    if staff::has_account(tx.db(), &invited.email).await? {
        return wrong("an account has this address, or another spelling of its mailbox");
    }
    let administered = !alert::administrators(&tx).await?.is_empty();
    if administered && !recovery {
        return wrong(
            "there is an administrator, who invites at the desk; if none can sign in any more, give --recovery, of \
             which every administrator and the desk are told by mail",
        );
    }
    let row = write(ctx, &tx, invited, Actor::System).await?;
    if administered {
        let who = ctx.keys.pseudonym("staff", invited.email.as_str());
        record(ctx, &tx, Entry::of(What("staff_recovery"), Actor::System).about(who)).await?;
        let whose = alert::Whose { name: &invited.name, email: invited.email.as_str() };
        alert::tell(ctx, &tx, AccountChange::Recovered, whose, "").await?;
    }
    tx.commit().await?;
    Ok(token_of(ctx, row.id))
}

/// Writes an invitation and queues the mail that carries it to its address and nowhere else.
pub(super) async fn mail(ctx: &Ctx, tx: &Write, invited: &Invited, by: &Staff) -> Result<()> {
    let row = write(ctx, tx, invited, Actor::Staff(by)).await?;
    outbox::staff::enqueue_invitation(ctx, tx, &row).await
}

async fn write(ctx: &Ctx, tx: &Write, invited: &Invited, by: Actor<'_>) -> Result<invitation::Model> {
    replace(tx, &invited.email).await?;
    let id: InvitationId = ctx.mint()?;
    let roles: Vec<_> = invited.roles.iter().map(|role| role.code()).collect();
    let row = invitation::Model {
        id,
        token_digest: token::digest_of(&token_of(ctx, id)),
        email: invited.email.as_str().into(),
        name: invited.name.clone(),
        roles: roles.join(","),
        language: invited.language,
        created_at: ctx.now(),
        expires_at: ctx.now() + LIFETIME,
        used_at: None,
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    let who = ctx.keys.pseudonym("staff", invited.email.as_str());
    let entry = Entry::of(What("staff_invited"), by).about(who);
    record(ctx, tx, entry.with(serde_json::json!({ "roles": roles }))).await?;
    Ok(row)
}

/// 256 bits that name a link, derived so that they need not be stored: no row and no mail in the outbox holds them.
fn token_of(ctx: &Ctx, id: InvitationId) -> String {
    BASE64URL_NOPAD.encode(&ctx.keys.lasting(&["invitation", &id.to_string()]))
}

/// The mail of an invitation that still works.
pub(crate) async fn mail_of(ctx: &Ctx, id: InvitationId) -> Result<Option<Letter>> {
    let row = invitation::Entity::find_by_id(id)
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(ctx.now()));
    let Some(row) = row.one(ctx.read()).await? else { return Ok(None) };
    if staff::has_account(ctx.read(), &address_of(&row)?).await? {
        return Ok(None);
    }
    let link = format!("{}/staff/join/{}", ctx.settings.staff_base_url, token_of(ctx, id));
    let controller = &ctx.notice.controller.name;
    Ok(Some(compose_invitation(row.language, controller, &link, LIFETIME.num_hours())))
}

fn address_of(row: &invitation::Model) -> Result<Email> {
    Email::parse(&row.email).map_err(|_| Fault::new("reading an invitation", "its address is none").into())
}

/// What makes accounts comes one after another: no index knows that two addresses are one mailbox.
async fn hold(tx: &Write) -> Result<()> {
    installation::Entity::find_by_id(1).lock_exclusive().one(tx.db()).await?;
    Ok(())
}

/// Ends what is still open for a mailbox, with its mail: of several links one works.
async fn replace(tx: &Write, email: &Email) -> Result<()> {
    hold(tx).await?;
    let mailbox = email.mailbox();
    let open = invitation::Entity::find().filter(invitation::Column::UsedAt.is_null());
    let open = open.all(tx.db()).await?;
    let theirs = open.into_iter().filter(|row| staff::is_same(&row.email, &mailbox)).map(|row| row.id);
    forget(tx, invitation::Column::Id.is_in(theirs)).await
}

/// Removes invitations with what the outbox knows of their mails.
async fn forget(tx: &Write, which: SimpleExpr) -> Result<()> {
    let ids = invitation::Entity::find().select_only().column(invitation::Column::Id);
    let theirs = outbox_row::Column::InvitationId.in_subquery(ids.filter(which.clone()).into_query());
    outbox_row::Entity::delete_many().filter(theirs).exec(tx.db()).await?;
    invitation::Entity::delete_many().filter(which).exec(tx.db()).await?;
    Ok(())
}

/// The open invitation of a link.
///
/// # Errors
/// Not found when it is used, expired or never was, or its mailbox has an account already.
pub async fn open(ctx: &Ctx, secret: &str) -> Result<invitation::Model> {
    let found = invitation::Entity::find()
        .filter(invitation::Column::TokenDigest.eq(token::digest_of(secret)))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(ctx.now()))
        .one(ctx.read())
        .await?
        .ok_or(Error::NotFound)?;
    if staff::has_account(ctx.read(), &address_of(&found)?).await? {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// Makes the account; gives back the recovery codes, shown once.
///
/// # Errors
/// Refused when the code does not come from the authenticator; not found when the invitation is used meanwhile.
pub async fn accept(ctx: &Ctx, secret: &str, acceptance: &Acceptance<'_>) -> Result<Vec<String>> {
    let row = open(ctx, secret).await?;
    let shown = acceptance.authenticator.judge(ctx, &row.email)?;
    let phc = password::hash(ctx, ctx.hashing.place()?, acceptance.password).await?;
    let tx = ctx.write().await?;
    hold(&tx).await?;
    use_up(ctx, &tx, &row).await?;
    if staff::has_account(tx.db(), &address_of(&row)?).await? {
        return Err(Error::NotFound);
    }
    let id: StaffId = ctx.mint()?;
    let account = entity::staff::Model {
        id,
        email: row.email.clone(),
        name: row.name.clone(),
        password: phc,
        totp_secret: Some(shown.wrapped(ctx, id)?),
        totp_last_step: Some(shown.step),
        language: row.language,
        created_at: ctx.now(),
        disabled_at: None,
        digest: true,
    };
    account.into_active_model().reset_all().insert(tx.db()).await?;
    give_roles(&tx, id, &row.roles).await?;
    let codes = enrolment::give_recovery_codes(ctx, &tx, id).await?;
    let entry = Entry::of(What("staff_joined"), Actor::System).about(id.to_string());
    record(ctx, &tx, entry).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Removes invitations whose links have been dead for a day: used, withdrawn or never opened.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    // A withdrawn one expired when it was withdrawn; a used one was used before.
    let over = invitation::Column::ExpiresAt.lt(ctx.now() - REMEMBERED);
    forget(&tx, over).await?;
    tx.commit().await
}

async fn use_up(ctx: &Ctx, tx: &Write, row: &invitation::Model) -> Result<()> {
    let used = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(ctx.now()))
        .filter(invitation::Column::Id.eq(row.id))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    if used.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

async fn give_roles(tx: &Write, id: StaffId, roles: &str) -> Result<()> {
    for role in roles.split(',').filter_map(Role::from_code) {
        staff_role::ActiveModel { staff_id: Set(id), role: Set(role) }.insert(tx.db()).await?;
    }
    Ok(())
}
