//! The summary of a working day, for each member of staff in their language: how much waits, and the nearest dates.

use super::{Member, members, remind};
use crate::{
    ctx::Ctx,
    error::Result,
    mail::{
        outbox,
        reminder::{self, Line},
    },
    request::queue::{
        Filter, ordered,
        tab::{self, Counts, Tab, Viewer},
        wanted,
    },
};
use chrono::{Days, NaiveDate};
use entity::{digest, kind::Role};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};

/// The summary names so many of the nearest dates.
const NEAREST: u64 = 5;
/// A day's mark is of no use after this.
const KEPT: Days = Days::new(7);

/// Sends each their summary, one a day; nothing where nothing waits for them.
pub(super) async fn send(ctx: &Ctx, today: NaiveDate) -> Result<()> {
    let sent = digest::Entity::find().filter(digest::Column::SentOn.eq(today)).all(ctx.read()).await?;
    let wants = |member: &&Member| {
        member.digest && [Role::Caseworker, Role::Approver].iter().any(|role| member.roles.contains(role))
    };
    for member in members(ctx.read()).await?.values().filter(wants) {
        if !sent.iter().any(|row| row.staff_id == member.id) {
            send_one(ctx, member, today).await?;
        }
    }
    Ok(())
}

async fn send_one(ctx: &Ctx, member: &Member, today: NaiveDate) -> Result<()> {
    let viewer = Viewer { id: member.id, roles: &member.roles };
    let counts = tab::count(ctx, viewer).await?;
    let tx = ctx.write().await?;
    let row = digest::Model { staff_id: member.id, sent_on: today };
    let first =
        OnConflict::columns([digest::Column::StaffId, digest::Column::SentOn]).do_nothing().to_owned();
    let put = digest::Entity::insert(row.into_active_model().reset_all()).on_conflict(first);
    let mine = put.exec_without_returning(tx.db()).await? == 1;
    if mine && says_something(&counts, viewer) {
        let next = Filter::of(Tab::Next);
        let nearest =
            ordered(&next, wanted(ctx, viewer, &next, today), None).limit(NEAREST).all(tx.db()).await?;
        let lines: Vec<Line> = nearest.iter().map(Line::of).collect();
        let mail = reminder::compose_digest(member.language, &counts, &lines, &remind::queue(ctx));
        outbox::staff::enqueue(ctx, &tx, &mail, &member.email).await?;
    }
    let old = digest::Entity::delete_many().filter(digest::Column::SentOn.lt(today - KEPT));
    old.filter(digest::Column::StaffId.eq(member.id)).exec(tx.db()).await?;
    tx.commit().await
}

/// A caseworker hears of what is near or late whoever has it; an approver of what waits for them.
fn says_something(counts: &Counts, viewer: Viewer<'_>) -> bool {
    let any = |tabs: &[Tab]| tabs.iter().any(|tab| counts.of(*tab).is_some_and(|count| count > 0));
    any(&[Tab::Next]) || viewer.is(Role::Caseworker) && any(&[Tab::Overdue, Tab::Soon])
}
