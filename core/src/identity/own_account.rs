//! What a member of staff does with their own account. What changes how they prove themselves ends every session in the
//! same transaction, and the account's address hears of it (ASVS 6.3.7).

use super::{
    account,
    enrolment::{self, NewAuthenticator},
    password::{self, Password},
    session, staff as gate,
};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    mail::{
        outbox,
        own_account::{Changed, compose},
    },
};
use entity::{
    id::{SessionId, StaffId},
    kind::Language,
    password_reset, recovery_code, staff,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

/// How somebody signed in proves themselves once more.
pub struct Proof<'a> {
    /// The present password.
    pub password: &'a str,
    /// A code of the present authenticator, or a recovery code.
    pub code: &'a str,
    /// Pseudonym of the network address.
    pub network: &'a str,
}

/// The account of somebody signed in, and how many recovery codes are left.
///
/// # Errors
/// A fault when the database is away.
pub async fn find(ctx: &Ctx, who: &Staff) -> Result<(account::Account, u64)> {
    let unused = recovery_code::Entity::find()
        .filter(recovery_code::Column::StaffId.eq(who.id))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok((account::find(ctx, who.id).await?, unused.count(ctx.read()).await?))
}

/// Sets another password. The password first: a code is not used up for a wrong one.
///
/// # Errors
/// Refused when the present password is wrong, or without a fresh code; not found when the session ended meanwhile.
pub async fn change_password(ctx: &Ctx, who: &Staff, proof: &Proof<'_>, new: &Password) -> Result<()> {
    // First, so that no code is used up for nothing.
    let place = ctx.hashing.place()?;
    let account = row(ctx, who.id).await?;
    gate::prove_password(ctx, &account, proof.password, proof.network).await?;
    gate::prove_again(ctx, who, proof.code).await?;
    let phc = password::hash(ctx, place, new).await?;
    let tx = ctx.write().await?;
    session::hold(&tx, who.session).await?;
    set_password(ctx, &tx, who.id, phc).await?;
    session::end_all_of(&tx, who.id).await?;
    put_down(ctx, &tx, &account, (What("staff_password_changed"), Actor::Staff(who)), Changed::Password)
        .await?;
    tx.commit().await
}

/// Puts another authenticator in the place of the present one. A code of each is asked, whenever the session began.
///
/// # Errors
/// Refused when the new one's code does not fit, the password is wrong, or the present one's code is wrong or used.
pub async fn change_authenticator(
    ctx: &Ctx,
    who: &Staff,
    proof: &Proof<'_>,
    new: NewAuthenticator<'_>,
) -> Result<()> {
    let account = row(ctx, who.id).await?;
    let enrolled = new.judge(ctx, &account.email)?;
    gate::prove_password(ctx, &account, proof.password, proof.network).await?;
    let tx = ctx.write().await?;
    session::hold(&tx, who.session).await?;
    if !gate::judge_code(ctx, &tx, &account, proof.code).await? {
        let refused = Entry::of(What("authn_staff_refused"), Actor::Staff(who)).about(who.id.to_string());
        record(ctx, &tx, refused).await?;
        tx.commit().await?;
        return Err(Refusal::WrongCredentials.into());
    }
    set_authenticator(ctx, &tx, who.id, &enrolled).await?;
    session::end_all_of(&tx, who.id).await?;
    let what = (What("staff_authenticator_changed"), Actor::Staff(who));
    put_down(ctx, &tx, &account, what, Changed::Authenticator).await?;
    tx.commit().await
}

/// Gives new recovery codes, known only now; the earlier ones are void.
///
/// # Errors
/// Refused without a fresh code.
pub async fn make_recovery_codes(ctx: &Ctx, who: &Staff, code: &str) -> Result<Vec<String>> {
    gate::prove_again(ctx, who, code).await?;
    let account = row(ctx, who.id).await?;
    let tx = ctx.write().await?;
    session::hold(&tx, who.session).await?;
    let codes = enrolment::give_recovery_codes(ctx, &tx, who.id).await?;
    let what = (What("staff_recovery_codes_made"), Actor::Staff(who));
    put_down(ctx, &tx, &account, what, Changed::RecoveryCodes).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Ends one of the own sessions, or all but the present one (ASVS 7.5.2).
///
/// # Errors
/// Refused without a fresh code.
pub async fn end_sessions(ctx: &Ctx, who: &Staff, which: Option<SessionId>, code: &str) -> Result<()> {
    gate::prove_again(ctx, who, code).await?;
    account::end_sessions(ctx, who, who.id, which).await
}

/// Switches the summary of the working day on or off. What names a date is sent all the same.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_digest(ctx: &Ctx, who: &Staff, on: bool) -> Result<()> {
    let tx = ctx.write().await?;
    let set = staff::Entity::update_many()
        .col_expr(staff::Column::Digest, Expr::value(on))
        .filter(staff::Column::Id.eq(who.id))
        .filter(staff::Column::Digest.ne(on))
        .exec(tx.db())
        .await?;
    if set.rows_affected == 0 {
        return Ok(());
    }
    let entry = Entry::of(What("staff_digest_set"), Actor::Staff(who)).about(who.id.to_string());
    record(ctx, &tx, entry.with(serde_json::json!({ "on": on }))).await?;
    tx.commit().await
}

/// Longest name of an account, in characters.
pub const LONGEST_NAME: usize = 200;

/// Changes one's own name and the language of one's mails. The address stays: an administrator invites another.
///
/// # Errors
/// Refused when the name is empty or too long.
pub async fn set_details(ctx: &Ctx, who: &Staff, name: &str, language: Language) -> Result<()> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Refusal::Incomplete.into());
    }
    let tx = ctx.write().await?;
    staff::Entity::update_many()
        .col_expr(staff::Column::Name, Expr::value(name))
        .col_expr(staff::Column::Language, Expr::value(language))
        .filter(staff::Column::Id.eq(who.id))
        .exec(tx.db())
        .await?;
    let entry = Entry::of(What("staff_details_set"), Actor::Staff(who)).about(who.id.to_string());
    record(ctx, &tx, entry.with(serde_json::json!({ "language": language.code() }))).await?;
    tx.commit().await
}

/// An account as it stands.
pub(super) async fn row(ctx: &Ctx, id: StaffId) -> Result<staff::Model> {
    staff::Entity::find_by_id(id).one(ctx.read()).await?.ok_or(Error::NotFound)
}

/// Sets the password of an account that is open; links that were mailed to replace the old one are void.
///
/// # Errors
/// Not found when the account was closed meanwhile.
pub(super) async fn set_password(ctx: &Ctx, tx: &Write, id: StaffId, phc: String) -> Result<()> {
    let set = staff::Entity::update_many()
        .col_expr(staff::Column::Password, Expr::value(phc))
        .filter(staff::Column::Id.eq(id))
        .filter(staff::Column::DisabledAt.is_null())
        .exec(tx.db())
        .await?;
    if set.rows_affected != 1 {
        return Err(Error::NotFound);
    }
    password_reset::Entity::update_many()
        .col_expr(password_reset::Column::UsedAt, Expr::value(ctx.now()))
        .filter(password_reset::Column::StaffId.eq(id))
        .filter(password_reset::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

pub(super) async fn set_authenticator(
    ctx: &Ctx,
    tx: &Write,
    id: StaffId,
    enrolled: &enrolment::Enrolled,
) -> Result<()> {
    staff::Entity::update_many()
        .col_expr(staff::Column::TotpSecret, Expr::value(enrolled.wrapped(ctx, id)?))
        .col_expr(staff::Column::TotpLastStep, Expr::value(enrolled.step))
        .filter(staff::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Puts a change on record and tells the account's address.
pub(super) async fn put_down(
    ctx: &Ctx,
    tx: &Write,
    account: &staff::Model,
    (what, by): (What, Actor<'_>),
    changed: Changed,
) -> Result<()> {
    record(ctx, tx, Entry::of(what, by).about(account.id.to_string())).await?;
    let mail = compose(account.language, changed, &ctx.notice.controller.name, ctx.now());
    outbox::staff::enqueue(ctx, tx, &mail, &account.email).await
}
