//! What staff have begun of a form of several pages: nothing of it is done. It is kept as what was not saved is.

use super::{KEPT_APART, Sent, kept, make_room, of, opened, own_rows, sealed, throw_away, waits};
use crate::{actor::Staff, ctx::Ctx, error::Result};
use chrono::{DateTime, Utc};
use entity::{id::UnsavedId, unsaved};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::SimpleExpr,
};

/// A form as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    pub fields: Vec<(String, String)>,
    pub at: DateTime<Utc>,
}

/// Keeps what an account has begun at a place, instead of what it had begun there before: each page of such a form can then
/// be asked for again, and a browser goes back to it. Of two windows the one that was sent last stands in both.
///
/// # Errors
/// A fault when the database is away.
pub async fn keep(ctx: &Ctx, staff: &Staff, place: &str, fields: &[(String, String)]) -> Result<()> {
    let sent = Sent { page: KEPT_APART.to_owned(), action: place.to_owned(), step: None, fields: Vec::new() };
    let row = sealed(ctx, staff.id, &sent, &kept(fields))?;
    let tx = ctx.write().await?;
    let before = own_rows(staff).filter(is_begun()).filter(unsaved::Column::Action.eq(place));
    before.exec(tx.db()).await?;
    make_room(&tx, of(ctx, staff.id).filter(is_begun())).await?;
    row.into_active_model().insert(tx.db()).await?;
    tx.commit().await
}

/// What an account has begun at a place.
///
/// # Errors
/// A fault when the database is away.
pub async fn at(ctx: &Ctx, staff: &Staff, place: &str) -> Result<Option<Begun>> {
    let rows = of(ctx, staff.id).filter(is_begun()).filter(unsaved::Column::Action.eq(place));
    let newest = rows.order_by_desc(unsaved::Column::KeptAt).one(ctx.read()).await?;
    Ok(newest.and_then(|row| {
        let at = row.kept_at;
        opened(ctx, row).map(|unsaved| Begun { fields: unsaved.sent.fields, at })
    }))
}

/// Goes on with what came too late from a later step of such a form: it stands as begun, and waits no longer. It waits on
/// where it names no step, where another text waits on its page too, or where something newer was begun there: nothing
/// takes the place of a text.
///
/// # Errors
/// A fault when the database is away.
pub async fn take_up(ctx: &Ctx, staff: &Staff, id: UnsavedId) -> Result<Option<Sent>> {
    let row = of(ctx, staff.id).filter(unsaved::Column::Id.eq(id)).filter(waits()).one(ctx.read()).await?;
    let Some(row) = row else { return Ok(None) };
    let beside = of(ctx, staff.id).filter(unsaved::Column::Page.eq(&row.page));
    let newer = of(ctx, staff.id).filter(is_begun()).filter(unsaved::Column::Action.eq(&row.page));
    let newer = newer.filter(unsaved::Column::KeptAt.gt(row.kept_at));
    if beside.count(ctx.read()).await? > 1 || newer.count(ctx.read()).await? > 0 {
        return Ok(None);
    }
    let Some(sent) = opened(ctx, row).map(|it| it.sent).filter(|sent| sent.step.is_some()) else {
        return Ok(None);
    };
    keep(ctx, staff, &sent.page, &sent.fields).await?;
    throw_away(ctx, staff, id).await?;
    Ok(Some(sent))
}

/// What an account has begun where something is sent, or above it. Asked before that is done: what is refused meanwhile, of a
/// second press, stays.
///
/// # Errors
/// A fault when the database is away.
pub async fn above(ctx: &Ctx, staff: &Staff, sent_to: &str) -> Result<Vec<UnsavedId>> {
    let above = std::iter::successors(Some(sent_to), |path| path.rsplit_once('/').map(|(above, _)| above));
    let known = of(ctx, staff.id).filter(is_begun()).filter(unsaved::Column::Action.is_in(above));
    Ok(known.select_only().column(unsaved::Column::Id).into_tuple().all(ctx.read()).await?)
}

/// Forgets what was begun, once it is done.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget(ctx: &Ctx, staff: &Staff, begun: Vec<UnsavedId>) -> Result<()> {
    // Most of what is sent at the desk was not begun anywhere, and then nothing is written.
    if begun.is_empty() {
        return Ok(());
    }
    let tx = ctx.write().await?;
    own_rows(staff).filter(unsaved::Column::Id.is_in(begun)).exec(tx.db()).await?;
    tx.commit().await
}

/// Forgets all that an account has begun: it signs out.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget_all(ctx: &Ctx, staff: &Staff) -> Result<()> {
    let tx = ctx.write().await?;
    own_rows(staff).filter(is_begun()).exec(tx.db()).await?;
    tx.commit().await
}

fn is_begun() -> SimpleExpr {
    unsaved::Column::Page.eq(KEPT_APART)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        identity::unsaved::{KEPT, MOST, on, page},
        testing,
    };
    use chrono::TimeDelta;
    use sea_orm::{EntityTrait, PaginatorTrait};

    const DECIDE: &str = "/staff/a/decide";

    fn typed(text: &str) -> Vec<(String, String)> {
        vec![("reason".to_owned(), text.to_owned())]
    }

    fn lost(page: &str, text: &str, step: Option<&str>) -> Sent {
        let step = step.map(str::to_owned);
        Sent { page: page.into(), action: page.into(), step, fields: typed(text) }
    }

    /// Something is done, by being sent there.
    async fn done(ctx: &Ctx, staff: &Staff, sent_to: &str) {
        let begun = above(ctx, staff, sent_to).await.unwrap();
        forget(ctx, staff, begun).await.unwrap();
    }

    async fn stands(ctx: &Ctx, staff: &Staff) -> Option<String> {
        at(ctx, staff, DECIDE).await.unwrap().map(|begun| begun.fields[0].1.clone())
    }

    #[tokio::test]
    async fn what_was_begun_stands_once_for_its_writer_alone_and_sealed() {
        let (ctx, _folder) = testing::ctx().await;
        let (sam, eve) = (testing::staff(&ctx, "sam", &[]).await, testing::staff(&ctx, "eve", &[]).await);
        for text in ["first", "second"] {
            keep(&ctx, &sam, DECIDE, &typed(text)).await.unwrap();
        }
        assert_eq!(stands(&ctx, &sam).await.as_deref(), Some("second"));
        assert_eq!(stands(&ctx, &eve).await, None);
        let rows = unsaved::Entity::find().all(ctx.read()).await.unwrap();
        assert_eq!(rows.len(), 1, "once");
        assert!(!rows[0].sealed.contains("second"), "sealed at rest");
        assert_eq!(page(&ctx, &sam, rows[0].id).await.unwrap(), None, "it waits on no page");
        assert_eq!(on(&ctx, &sam, DECIDE).await.unwrap(), [], "as what was not saved does");
    }

    #[tokio::test]
    async fn it_ends_when_its_form_is_sent_at_sign_out_and_after_a_day() {
        let (ctx, _folder) = testing::ctx().await;
        let (sam, eve) = (testing::staff(&ctx, "sam", &[]).await, testing::staff(&ctx, "eve", &[]).await);
        for staff in [&sam, &eve] {
            keep(&ctx, staff, DECIDE, &typed("words")).await.unwrap();
        }
        for other in ["/staff/a/notes", "/staff/a/decide-later", "/staff/a"] {
            done(&ctx, &sam, other).await;
            assert!(stands(&ctx, &sam).await.is_some(), "{other} is another form");
        }
        done(&ctx, &sam, "/staff/a/decide/send").await;
        assert_eq!(stands(&ctx, &sam).await, None);
        keep(&ctx, &sam, DECIDE, &typed("again")).await.unwrap();
        forget_all(&ctx, &sam).await.unwrap();
        assert_eq!(stands(&ctx, &sam).await, None);
        assert!(stands(&ctx, &eve).await.is_some(), "of whoever signs out, and nobody else");
        ctx.clock.advance(KEPT);
        assert_eq!(stands(&ctx, &eve).await, None);
    }

    #[tokio::test]
    async fn what_is_refused_of_a_second_press_stays_when_the_first_is_done() {
        let (ctx, _folder) = testing::ctx().await;
        let sam = testing::staff(&ctx, "sam", &[]).await;
        keep(&ctx, &sam, DECIDE, &typed("words")).await.unwrap();
        let of_the_first = above(&ctx, &sam, "/staff/a/decide/send").await.unwrap();
        keep(&ctx, &sam, DECIDE, &typed("refused")).await.unwrap();
        forget(&ctx, &sam, of_the_first).await.unwrap();
        assert_eq!(stands(&ctx, &sam).await.as_deref(), Some("refused"));
    }

    #[tokio::test]
    async fn neither_kind_takes_the_room_of_the_other() {
        let (ctx, _folder) = testing::ctx().await;
        let sam = testing::staff(&ctx, "sam", &[]).await;
        let sent = lost("/staff/page", "lost", None);
        super::super::keep(&ctx, sam.id, &sent).await.unwrap();
        for nth in 0..=MOST {
            ctx.clock.advance(TimeDelta::seconds(1));
            keep(&ctx, &sam, &format!("/staff/{nth}"), &typed("words")).await.unwrap();
        }
        assert_eq!(on(&ctx, &sam, "/staff/page").await.unwrap().len(), 1);
        assert_eq!(at(&ctx, &sam, "/staff/0").await.unwrap(), None, "the oldest goes");
        assert_eq!(unsaved::Entity::find().count(ctx.read()).await.unwrap(), MOST as u64 + 1);
    }

    #[tokio::test]
    async fn what_came_too_late_from_a_step_goes_on_there_and_takes_the_place_of_no_text() {
        use super::super::keep as keep_lost;
        let (ctx, _folder) = testing::ctx().await;
        let (sam, eve) = (testing::staff(&ctx, "sam", &[]).await, testing::staff(&ctx, "eve", &[]).await);
        keep(&ctx, &sam, DECIDE, &typed("on the first page")).await.unwrap();
        ctx.clock.advance(TimeDelta::seconds(1));
        let sent = lost(DECIDE, "on the second", Some("letter"));
        let id = keep_lost(&ctx, sam.id, &sent).await.unwrap().unwrap();
        assert_eq!(take_up(&ctx, &eve, id).await.unwrap(), None, "another's");
        assert_eq!(take_up(&ctx, &sam, id).await.unwrap(), Some(sent.clone()));
        assert_eq!(stands(&ctx, &sam).await.as_deref(), Some("on the second"));
        assert_eq!(on(&ctx, &sam, DECIDE).await.unwrap(), [], "it waits no longer");

        let without = keep_lost(&ctx, sam.id, &lost(DECIDE, "no step", None)).await.unwrap().unwrap();
        assert_eq!(take_up(&ctx, &sam, without).await.unwrap(), None);
        ctx.clock.advance(TimeDelta::seconds(1));
        let beside = keep_lost(&ctx, sam.id, &sent).await.unwrap().unwrap();
        assert_eq!(take_up(&ctx, &sam, beside).await.unwrap(), None, "two texts wait");
        throw_away(&ctx, &sam, without).await.unwrap();
        ctx.clock.advance(TimeDelta::seconds(1));
        keep(&ctx, &sam, DECIDE, &typed("newer")).await.unwrap();
        assert_eq!(take_up(&ctx, &sam, beside).await.unwrap(), None);
        assert_eq!(stands(&ctx, &sam).await.as_deref(), Some("newer"));
        assert_eq!(on(&ctx, &sam, DECIDE).await.unwrap().len(), 1, "and the older one waits on");
    }
}
