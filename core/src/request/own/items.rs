//! What was asked, item by item, as the person sees it with its answer.

use super::{OwnCorrection, OwnItem, withdrawal::Withdrawn, withdrawn};
use crate::{
    ctx::Ctx,
    error::Result,
    mail::post,
    register::protection,
    request::{
        decision::{Confirmed, Decision, ItemVerdict},
        decision_letter::decided,
    },
    right::rectification::fields::MASK,
};
use entity::{
    item,
    kind::{ItemKind, Language},
    request,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// The items of a request in their order.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn items(ctx: &Ctx, row: &request::Model, page: Language) -> Result<Vec<OwnItem>> {
    let rows = item::Entity::find()
        .filter(item::Column::RequestId.eq(row.id))
        .order_by_asc(item::Column::Position)
        .all(ctx.read())
        .await?;
    let answer = Answer {
        ctx,
        page,
        // What staff are about to decide is not decided yet.
        decided: row.outcome.is_some(),
        decision: if row.outcome.is_some() { decided(ctx.read(), row.id).await? } else { None },
        protected: protection::covers(ctx.read(), row).await?,
        withdrawn: withdrawn(ctx.read(), row).await?,
    };
    Ok(rows.into_iter().map(|item| answer.to(item)).collect())
}

/// What there is to be said of the items.
struct Answer<'a> {
    ctx: &'a Ctx,
    page: Language,
    decided: bool,
    decision: Option<Decision>,
    protected: bool,
    withdrawn: Withdrawn,
}

impl Answer<'_> {
    fn to(&self, item: item::Model) -> OwnItem {
        let verdict = self.decision.as_ref().and_then(|decision| decision.on(item.id));
        let found = verdict.filter(|_| item.kind == ItemKind::Text);
        // What follows from the plan of an erasure is told ground by ground below, as in its letter.
        let settled = self.decided && !verdict.is_some_and(|verdict| verdict.planned);
        OwnItem {
            corrected: found.map(|found| self.corrected(found)).unwrap_or_default(),
            elsewhere: found.and_then(|found| Some(found.elsewhere.as_ref()?.what.clone())),
            uncorrected: found.and_then(|found| found.uncorrected.clone()),
            kind: item.kind,
            none_held: self.withdrawn.ended_nothing_of(&item),
            label: post::label(&self.ctx.notice, self.page, item.kind, &item.target),
            target: item.target.clone(),
            verdict: item.verdict.filter(|_| self.decided),
            reason: post::reason(self.page, &item).filter(|_| settled),
            keep_until: item.keep_until.filter(|_| settled),
            present: item.present.map(|present| self.masked(&item.target, present)),
            asked: match item.kind {
                ItemKind::Transfer => Some(format!("{}, {}", item.target, item.asked.unwrap_or_default())),
                _ => item.asked.map(|asked| self.masked(&item.target, asked)),
            },
        }
    }

    fn corrected(&self, found: &ItemVerdict) -> Vec<OwnCorrection> {
        let told = |found: &Confirmed| OwnCorrection {
            label: post::label(&self.ctx.notice, self.page, ItemKind::Field, &found.target),
            target: found.target.clone(),
            present: self.masked(&found.target, found.present.clone().unwrap_or_default()),
            new: self.masked(&found.target, found.new.clone()),
        };
        found.corrections.iter().map(told).collect()
    }

    /// Whoever reads the mailbox is not told where the person lives (law.md R4.9).
    fn masked(&self, target: &str, value: String) -> String {
        if self.protected && protection::names_place(target) { MASK.to_owned() } else { value }
    }
}
