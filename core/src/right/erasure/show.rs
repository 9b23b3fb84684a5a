//! A plan as people see it before it happens: staff row by row, the requester in one line per category.

use super::{
    held::Standing,
    plan::{Fate, Plan, Why, plan},
    settle::{categories, planned, settle},
    summary::{Left, Summary},
};
use crate::{
    actor::{Requester, Staff},
    ctx::Ctx,
    error::Result,
    id::Reference,
    lang,
    mail::post,
    notice::profile::Profile,
    register::{
        inventory::word::Category,
        keep::Calendar,
        retention::hold,
        scope::{self, Whom},
    },
    request::{change, decision::Decision, decision_letter as letters},
    right::rectification::fields::{Owner, owner},
};
use entity::{
    kind::{ItemKind, Language, Right, Verdict},
    request,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A plan before it happens.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    pub summary: Summary,
    pub rows: Vec<Row>,
    /// What becomes of packages and of earlier case files, a sentence each.
    pub beside: Vec<String>,
    /// The holds that keep anything of it, a sentence each.
    pub holds: Vec<String>,
    /// References of requests to be answered first: their copy would be empty (law.md R1.1.9).
    pub first: Vec<String>,
}

/// One row of a plan.
#[derive(Clone, Debug)]
pub struct Row {
    /// Code of its category.
    pub category: &'static str,
    /// What it is, with its number.
    pub title: String,
    /// Whether it is another customer's.
    pub related: bool,
    pub fate: Fate,
    /// Which hold covers it, also where something else keeps it.
    pub hold: Option<Why>,
}

/// The dry run of a decision: what it would erase, empty and keep. The caller has put the look on record.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference.
pub async fn dry_run(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    decision: &Decision,
    language: Language,
) -> Result<Shown> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    if request.right == Some(Right::Objection) {
        let items = letters::items_of(ctx.read(), request.id).await?;
        let plan = settle(ctx, ctx.read(), &request, &items, decision).await?.plan;
        return Ok(shown(&ctx.notice, &plan, (decision, language)));
    }
    let mut asked = BTreeSet::new();
    for item in letters::items_of(ctx.read(), request.id).await? {
        let verdict = decision.on(item.id);
        if verdict.is_some_and(|verdict| verdict.verdict == Verdict::Refused && !verdict.planned) {
            continue;
        }
        asked.extend(categories(&item, verdict.map_or(&[][..], |verdict| &verdict.categories)));
    }
    let (plan, _) = planned(ctx, ctx.read(), &request, &asked).await?;
    let first = hold::asking_first(ctx.read(), &request.requester_key, request.person_id).await?;
    Ok(Shown { first, ..shown(&ctx.notice, &plan, (decision, language)) })
}

/// In the numbers of the proposal, as long as what it binds is the same.
fn shown(notice: &Profile, plan: &Plan, (proposed, language): (&Decision, Language)) -> Shown {
    let rows = plan.rows.iter().filter_map(|row| {
        let label = lang::text(language, &row.table.label_key());
        let title = row.number.as_ref().map_or(label.clone(), |number| format!("{label} {number}"));
        Some(Row {
            category: row.table.category?.code(),
            title,
            related: row.related,
            fate: row.fate,
            hold: row.hold,
        })
    });
    let now = Summary::of(plan);
    let same = proposed.erasure.as_ref().filter(|erasure| erasure.digest == now.digest).cloned();
    let (summary, rows) = (same.unwrap_or(now), rows.collect());
    let covers = |hold: &Standing| hold.with_scope(notice, language);
    let holds = summary.holds.iter().map(covers).collect();
    let beside = summary.beside.lines(language, "erasure-desk");
    Shown { beside, summary, rows, holds, first: Vec::new() }
}

/// What is told before an erasure is asked for.
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    /// What could not be erased today, a line each; nothing where only the rule can be told, which is so for an
    /// address of nobody or of several.
    pub stays: Option<Vec<String>>,
    /// What becomes of packages and of earlier case files, a sentence each.
    pub beside: Vec<String>,
}

/// What an erasure of everything would leave and take today, for whoever has proved an address.
///
/// # Errors
/// A fault when the database is away.
pub async fn outlook(ctx: &Ctx, requester: &Requester, language: Language) -> Result<Outlook> {
    let person = match owner(ctx.read(), &requester.email_key).await? {
        Owner::One(person) => Some(person.id),
        Owner::Nobody => None,
        // Whose the requests are is for staff to find out.
        Owner::Several => return Ok(Outlook::default()),
    };
    // Also of who is in no register: their packages and case files.
    let any = request::Entity::find().filter(request::Column::RequesterKey.eq(&requester.email_key));
    let whom = Whom { person, request: any.one(ctx.read()).await?.map(|row| row.id) };
    let gathered = scope::gather(ctx.read(), &ctx.notice, whom).await?;
    let all: BTreeSet<Category> = Category::ALL.iter().copied().collect();
    let mut plan = plan(&gathered, &all, Uuid::nil(), ctx.now(), &Calendar::of(&ctx.notice));
    plan.foresee_file();
    let summary = Summary::of(&plan);
    let lines = grouped(&ctx.notice, language, &summary);
    let beside = summary.beside.lines(language, "erasure-before");
    Ok(Outlook { stays: person.map(|_| lines), beside })
}

/// What stays, a line for each reason: the categories with how much of each, and until when.
fn grouped(notice: &Profile, language: Language, summary: &Summary) -> Vec<String> {
    let lefts = || {
        summary.parts.iter().flat_map(|part| part.kept.iter().map(move |left| (part.category.as_str(), left)))
    };
    let reasons: BTreeSet<Why> = lefts().map(|(_, left)| left.why).collect();
    reasons
        .into_iter()
        .map(|why| {
            let of: Vec<(&str, &Left)> = lefts().filter(|(_, left)| left.why == why).collect();
            group(notice, language, why, &of)
        })
        .collect()
}

fn group(notice: &Profile, language: Language, why: Why, of: &[(&str, &Left)]) -> String {
    let part = |(category, left): &(&str, &Left)| {
        let label = post::label(notice, language, ItemKind::Category, category);
        let args = [("category", label.into()), ("count", left.count.into())];
        lang::text_with(language, "erasure-group-part", &args)
    };
    let what = of.iter().map(part).collect::<Vec<_>>().join(", ");
    let said = lang::text(language, &format!("erasure-group-why-{}", why.code()));
    let args = [("why", said.into()), ("what", what.into())];
    let until = of.iter().filter_map(|(_, left)| left.until);
    let span = until.reduce(|(first, last), other| (first.min(other.0), last.max(other.1)));
    let Some(span) = span else { return lang::text_with(language, "erasure-group", &args) };
    if why == Why::Open {
        let [why, what] = args;
        let until = ("until", lang::date(language, span.1).into());
        return lang::text_with(language, "erasure-group-least", &[why, what, until]);
    }
    lang::with_days(language, "erasure-group-until", &args, span)
}
