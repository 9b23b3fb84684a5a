//! What staff sent when their session had ended, and what they have begun of a form of several pages: nothing of it is done.
//! It is kept sealed for a day, for its writer alone, and shown in its fields again.

pub mod begun;

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Write,
    error::{Context, Result},
    law::identity_code,
    ports::storage,
};
use chrono::TimeDelta;
use entity::{
    id::{StaffId, UnsavedId},
    staff, unsaved,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DeleteMany, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Select, Set, Unchanged, sea_query::SimpleExpr,
};

/// Long enough to sign in again, and to find the second factor first.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Where what was [`begun`] is kept: the path of no page.
const KEPT_APART: &str = "begun";

/// Where the step stands among what is sealed: no field of a form is called so.
const STEP: &str = "?step";

/// How many forms are kept for an account, and how many begun ones: more than the desk has. Only past it does the oldest go.
const MOST: usize = 200;

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The page on which it stands.
    pub page: String,
    /// The step of that page, of a form of several, from which it was sent.
    pub step: Option<String>,
    /// Where it was sent.
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// A form that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    pub id: UnsavedId,
    pub sent: Sent,
}

/// Keeps what an account sent, beside what it sent before: another text never takes the place of one, and what says
/// nothing more than something that is kept already is kept once. A form in which nothing was typed is not kept, and no
/// secret and no personal identity code (TSL 29 §) is. Nothing is kept for an account that is closed.
///
/// # Errors
/// A fault when the database is away.
pub async fn keep(ctx: &Ctx, owner: StaffId, sent: &Sent) -> Result<Option<UnsavedId>> {
    let fields = kept(&sent.fields);
    let tx = ctx.write().await?;
    let account = staff::Entity::find_by_id(owner).filter(staff::Column::DisabledAt.is_null());
    if !fields.iter().any(is_typed) || account.one(tx.db()).await?.is_none() {
        return Ok(None);
    }
    let same_form = of(ctx, owner).filter(unsaved::Column::Page.eq(&sent.page));
    let same_form = same_form.filter(unsaved::Column::Action.eq(&sent.action)).all(tx.db()).await?;
    let mut known = same_form.into_iter().filter_map(|row| opened(ctx, row));
    let id = if let Some(known) = known.find(|known| says_no_more(&fields, &known.sent.fields)) {
        let again =
            unsaved::ActiveModel { id: Unchanged(known.id), kept_at: Set(ctx.now()), ..Default::default() };
        again.update(tx.db()).await?.id
    } else {
        make_room(&tx, of(ctx, owner).filter(waits())).await?;
        let row = sealed(ctx, owner, sent, &fields)?;
        row.into_active_model().insert(tx.db()).await?.id
    };
    tx.commit().await?;
    Ok(Some(id))
}

/// Lets the oldest of some rows go when there is no room for one more.
async fn make_room(tx: &Write, rows: Select<unsaved::Entity>) -> Result<()> {
    let newest_first = rows.order_by_desc(unsaved::Column::KeptAt).order_by_desc(unsaved::Column::Id);
    let ids = newest_first.select_only().column(unsaved::Column::Id).into_tuple::<UnsavedId>();
    let over: Vec<_> = ids.all(tx.db()).await?.into_iter().skip(MOST - 1).collect();
    if !over.is_empty() {
        unsaved::Entity::delete_many().filter(unsaved::Column::Id.is_in(over)).exec(tx.db()).await?;
    }
    Ok(())
}

fn sealed(ctx: &Ctx, owner: StaffId, sent: &Sent, fields: &[(String, String)]) -> Result<unsaved::Model> {
    let step = sent.step.iter().map(|step| (STEP.to_owned(), step.clone()));
    let fields: Vec<_> = fields.iter().cloned().chain(step).collect();
    let fields = serde_json::to_vec(&fields).context("keeping what was typed")?;
    Ok(unsaved::Model {
        id: ctx.mint()?,
        staff_id: owner,
        page: sent.page.clone(),
        action: sent.action.clone(),
        sealed: storage::wrap(&ctx.keys, &ctx.entropy, &bound_to(owner, &sent.action), &fields)?,
        kept_at: ctx.now(),
    })
}

/// Whether a field holds what somebody typed or chose, and not what its page or a button says.
pub fn is_typed((name, value): &(String, String)) -> bool {
    let machinery = ["version", "id", "to", "tab", "press"];
    !machinery.contains(&name.as_str()) && !is_secret(name) && !value.trim().is_empty()
}

/// Whether all that was typed into a form stands in another one too.
fn says_no_more(fields: &[(String, String)], known: &[(String, String)]) -> bool {
    fields.iter().filter(|field| is_typed(field)).all(|field| known.contains(field))
}

/// The page on which something of this account's waits.
///
/// # Errors
/// A fault when the database is away.
pub async fn page(ctx: &Ctx, staff: &Staff, id: UnsavedId) -> Result<Option<String>> {
    let row = of(ctx, staff.id).filter(unsaved::Column::Id.eq(id)).filter(waits()).one(ctx.read()).await?;
    Ok(row.map(|row| row.page))
}

/// What waits on a page for this account, oldest first. What no longer opens is as gone.
///
/// # Errors
/// A fault when the database is away.
pub async fn on(ctx: &Ctx, staff: &Staff, page: &str) -> Result<Vec<Unsaved>> {
    let rows = of(ctx, staff.id).filter(unsaved::Column::Page.eq(page));
    let rows = rows.order_by_asc(unsaved::Column::KeptAt).order_by_asc(unsaved::Column::Id);
    let rows = rows.all(ctx.read()).await?;
    Ok(rows.into_iter().filter_map(|row| opened(ctx, row)).collect())
}

/// What waits on a page waits on another one now, where the old one leads.
///
/// # Errors
/// A fault when the database is away.
pub async fn move_to(ctx: &Ctx, staff: &Staff, (from, to): (&str, &str)) -> Result<()> {
    let tx = ctx.write().await?;
    for row in of(ctx, staff.id).filter(unsaved::Column::Page.eq(from)).all(tx.db()).await? {
        let mut row = row.into_active_model();
        row.page = Set(to.to_owned());
        row.update(tx.db()).await?;
    }
    tx.commit().await
}

/// Forgets what was done after all, or is on its way through a form of several pages: what was sent by the same form of
/// the same page, and, when such a form has come to its end and leads elsewhere, what was sent on the way there. Of
/// several texts of one form the newest stood in it: only that goes, at its end, and the next one stands there.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget_done(
    ctx: &Ctx,
    staff: &Staff,
    (page, action): (&str, &str),
    led_to: Option<&str>,
) -> Result<()> {
    let done = |row: &unsaved::Model| {
        let below = action.strip_prefix(&row.action).is_some_and(|rest| rest.starts_with('/'));
        let ended = led_to.is_some_and(|to| to != row.page);
        row.page == page && (row.action == action || below && row.page == row.action && ended)
    };
    let rows = of(ctx, staff.id).order_by_asc(unsaved::Column::KeptAt).order_by_asc(unsaved::Column::Id);
    let rows: Vec<_> = rows.all(ctx.read()).await?.into_iter().filter(done).collect();
    for (place, row) in rows.iter().enumerate() {
        let another = |other: &unsaved::Model| other.action == row.action;
        let (older, newer) = (rows[..place].iter().any(another), rows[place + 1..].iter().any(another));
        if !newer && (!older || led_to.is_some()) {
            throw_away(ctx, staff, row.id).await?;
        }
    }
    Ok(())
}

/// Throws something away.
///
/// # Errors
/// A fault when the database is away.
pub async fn throw_away(ctx: &Ctx, staff: &Staff, id: UnsavedId) -> Result<()> {
    let tx = ctx.write().await?;
    own_rows(staff).filter(unsaved::Column::Id.eq(id)).exec(tx.db()).await?;
    tx.commit().await
}

/// Removes what was not fetched within its day.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    let over = unsaved::Column::KeptAt.lt(ctx.now() - KEPT);
    unsaved::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}

/// Whether a row waits on a page, and is not what was [`begun`].
fn waits() -> SimpleExpr {
    unsaved::Column::Page.ne(KEPT_APART)
}

fn own_rows(staff: &Staff) -> DeleteMany<unsaved::Entity> {
    unsaved::Entity::delete_many().filter(unsaved::Column::StaffId.eq(staff.id))
}

fn of(ctx: &Ctx, owner: StaffId) -> Select<unsaved::Entity> {
    unsaved::Entity::find()
        .filter(unsaved::Column::StaffId.eq(owner))
        .filter(unsaved::Column::KeptAt.gt(ctx.now() - KEPT))
}

/// What may be kept of a form.
fn kept(fields: &[(String, String)]) -> Vec<(String, String)> {
    let fields = fields.iter().filter(|(name, _)| !is_secret(name));
    fields.map(|(name, value)| (name.clone(), identity_code::without(value))).collect()
}

fn is_secret(name: &str) -> bool {
    ["csrf", "seed", STEP].contains(&name)
        || ["code", "password"].iter().any(|secret| name.starts_with(secret))
}

/// Sealed for one account and one form: a row moved to another opens for nobody.
fn bound_to(owner: StaffId, action: &str) -> String {
    format!("unsaved:{owner}:{action}")
}

fn opened(ctx: &Ctx, row: unsaved::Model) -> Option<Unsaved> {
    let bound = bound_to(row.staff_id, &row.action);
    let fields = storage::unwrap_secret(&ctx.keys, &bound, &row.sealed).ok()?;
    let fields: Vec<(String, String)> = serde_json::from_slice(&fields).ok()?;
    let (step, fields): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| name == STEP);
    let step = step.into_iter().next().map(|(_, step)| step);
    Some(Unsaved { id: row.id, sent: Sent { page: row.page, action: row.action, step, fields } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn sent(to: &str, note: &str) -> Sent {
        let fields = [("csrf", "a token"), ("note", note), ("password", "harmaa kettu"), ("code", "123456")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Sent { page: "/staff/page".into(), action: to.into(), step: None, fields }
    }

    fn notes(found: &[Unsaved]) -> Vec<&str> {
        found.iter().flat_map(|it| &it.sent.fields).map(|(_, value)| value.as_str()).collect()
    }

    #[tokio::test]
    async fn only_the_writer_gets_it_back_and_no_secret_is_kept() {
        let (ctx, _folder) = testing::ctx().await;
        let (sam, eve) = (testing::staff(&ctx, "sam", &[]).await, testing::staff(&ctx, "eve", &[]).await);
        let id = keep(&ctx, sam.id, &sent("/staff/a", "her number is 131052-308T")).await.unwrap().unwrap();
        let found = on(&ctx, &sam, "/staff/page").await.unwrap();
        assert_eq!(notes(&found), ["her number is \u{2013}"], "nothing but the note, and no identity code");
        let row = unsaved::Entity::find().one(ctx.read()).await.unwrap().unwrap();
        assert!(!row.sealed.contains("her number"), "sealed at rest");
        assert_eq!(on(&ctx, &eve, "/staff/page").await.unwrap(), []);
        assert_eq!(page(&ctx, &eve, id).await.unwrap(), None);
        throw_away(&ctx, &eve, id).await.unwrap();
        assert_eq!(page(&ctx, &sam, id).await.unwrap().as_deref(), Some("/staff/page"), "still there");
    }

    #[tokio::test]
    async fn a_row_given_to_another_account_opens_for_nobody() {
        let (ctx, _folder) = testing::ctx().await;
        let (sam, eve) = (testing::staff(&ctx, "sam", &[]).await, testing::staff(&ctx, "eve", &[]).await);
        keep(&ctx, sam.id, &sent("/staff/a", "secret")).await.unwrap();
        let mut row = unsaved::Entity::find().one(ctx.read()).await.unwrap().unwrap().into_active_model();
        row.staff_id = sea_orm::Set(eve.id);
        let tx = ctx.write().await.unwrap();
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(on(&ctx, &eve, "/staff/page").await.unwrap(), []);
    }

    #[tokio::test]
    async fn it_goes_when_it_was_done_and_after_a_day() {
        let (ctx, _folder) = testing::ctx().await;
        let sam = testing::staff(&ctx, "sam", &[]).await;
        for action in ["/staff/page", "/staff/page/note"] {
            keep(&ctx, sam.id, &sent(action, action)).await.unwrap();
            keep(&ctx, sam.id, &sent(action, action)).await.unwrap();
        }
        assert_eq!(on(&ctx, &sam, "/staff/page").await.unwrap().len(), 2, "one for each form");
        forget_done(&ctx, &sam, ("/staff/page", "/staff/page/note"), None).await.unwrap();
        assert_eq!(notes(&on(&ctx, &sam, "/staff/page").await.unwrap()), ["/staff/page"]);
        forget_done(&ctx, &sam, ("/staff/page", "/staff/page/send"), Some("/staff/elsewhere")).await.unwrap();
        assert_eq!(on(&ctx, &sam, "/staff/page").await.unwrap(), [], "its last page was sent");
        keep(&ctx, sam.id, &sent("/staff/a", "late")).await.unwrap();
        ctx.clock.advance(KEPT);
        assert_eq!(on(&ctx, &sam, "/staff/page").await.unwrap(), []);
        ctx.clock.advance(TimeDelta::seconds(1));
        sweep(&ctx).await.unwrap();
        assert_eq!(unsaved::Entity::find().all(ctx.read()).await.unwrap(), []);
    }

    #[tokio::test]
    async fn another_text_stands_beside_the_first_and_the_oldest_goes_only_past_the_most() {
        let (ctx, _folder) = testing::ctx().await;
        let sam = testing::staff(&ctx, "sam", &[]).await;
        let mut ids = Vec::new();
        for nth in 0..MOST {
            ctx.clock.advance(TimeDelta::seconds(1));
            ids.push(keep(&ctx, sam.id, &sent("/staff/a", &format!("note {nth}"))).await.unwrap().unwrap());
        }
        assert_eq!(keep(&ctx, sam.id, &sent("/staff/a", " \n")).await.unwrap(), None, "nothing was typed");
        ctx.clock.advance(TimeDelta::seconds(1));
        assert_eq!(keep(&ctx, sam.id, &sent("/staff/a", "note 0")).await.unwrap(), Some(ids[0]), "kept once");
        let found = on(&ctx, &sam, "/staff/page").await.unwrap();
        assert_eq!((found.len(), notes(&found[MOST - 1..])), (MOST, vec!["note 0"]), "and is the newest");
        ctx.clock.advance(TimeDelta::seconds(1));
        keep(&ctx, sam.id, &sent("/staff/a", "one too many")).await.unwrap();
        let found = on(&ctx, &sam, "/staff/page").await.unwrap();
        assert_eq!((found.len(), notes(&found[..1])), (MOST, vec!["note 2"]), "the oldest went");
        forget_done(&ctx, &sam, ("/staff/page", "/staff/a"), None).await.unwrap();
        assert_eq!(on(&ctx, &sam, "/staff/page").await.unwrap().len(), MOST, "not at its end yet");
        forget_done(&ctx, &sam, ("/staff/page", "/staff/a"), Some("/staff/page")).await.unwrap();
        let found = on(&ctx, &sam, "/staff/page").await.unwrap();
        assert_eq!(notes(&found[MOST - 2..]), ["note 0"], "the newest was done, the next one waits");
    }

    #[tokio::test]
    async fn nothing_is_kept_for_a_closed_account() {
        let (ctx, _folder) = testing::ctx().await;
        let sam = testing::staff(&ctx, "sam", &[]).await;
        let tx = ctx.write().await.unwrap();
        let closed = staff::ActiveModel {
            id: sea_orm::Unchanged(sam.id),
            disabled_at: sea_orm::Set(Some(ctx.now())),
            ..Default::default()
        };
        closed.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(keep(&ctx, sam.id, &sent("/staff/a", "late")).await.unwrap(), None);
    }
}
