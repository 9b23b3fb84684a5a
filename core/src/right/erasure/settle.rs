//! The verdicts of an erasure: what staff decide item by item, filled in from the plan, so that nobody types a date.

use super::{
    block::Block,
    held::Standing,
    plan::{self, Plan, Why},
    summary::{Left, Part, Summary},
};
use crate::{
    ctx::Ctx,
    error::Result,
    lang::{self, Args},
    law::{
        calendar,
        demand::{Demand, Recorded},
    },
    mail::post,
    notice::profile::Profile,
    register::{
        inventory::word::Category,
        keep::Calendar,
        retention::hold,
        scope::{self, Gathered, Whom},
    },
    request::decision::{Decision, Flaw, ItemVerdict},
    right::objection,
};
use chrono::NaiveDate;
use entity::{
    item,
    kind::{ItemKind, Language, Right, Verdict},
    request,
};
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;

/// A decision with its verdicts filled in, and the plan they follow from.
#[derive(Debug)]
pub(crate) struct Settled {
    pub decision: Decision,
    pub plan: Plan,
    pub flaws: Vec<Flaw>,
}

/// Fills the verdicts of an erasure in from the plan; of another right it gives back what it was given.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn settle(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    items: &[item::Model],
    decision: &Decision,
) -> Result<Settled> {
    let mut settled = Settled { decision: decision.clone(), plan: Plan::default(), flaws: Vec::new() };
    match request.right {
        Some(Right::Erasure) => {}
        Some(Right::Objection) => return objected(ctx, db, request, (items, settled)).await,
        _ => return Ok(settled),
    }
    let asked = asked(items, decision);
    let (plan, _) = planned(ctx, db, request, &asked).await?;
    let summary = Summary::of(&plan);
    if decision.nothing_held {
        let register = |part: &Part| !part.is_residue();
        settled.flaws.extend(summary.parts.iter().any(register).then_some(Flaw::SomethingHeld));
        return Ok(settled);
    }
    let filler = Filler { ctx, language: request.language, summary: &summary, asked: &asked };
    for verdict in &mut settled.decision.verdicts {
        let Some(item) = items.iter().find(|item| item.id == verdict.item) else { continue };
        filler.fill(item, verdict);
    }
    settled.flaws.extend(scopeless(items, &settled.decision));
    if summary.destroys() {
        settled.flaws.extend(stopped(db, request).await?);
    }
    settled.decision.erasure = (!asked.is_empty()).then_some(summary);
    settled.decision = as_proposed(settled.decision, decision);
    settled.plan = plan;
    Ok(settled)
}

/// What was proposed is what is read, approved and sent, as long as the data that it binds are the same: looks and
/// sign-ins since then change no word of it.
fn as_proposed(settled: Decision, proposed: &Decision) -> Decision {
    let digest = |decision: &Decision| decision.erasure.as_ref().map(|erasure| erasure.digest.clone());
    let same = digest(&settled).is_some() && digest(&settled) == digest(proposed);
    if same { proposed.clone() } else { settled }
}

/// What loses its last basis when an objection is upheld is erased by the same plan (Art. 17(1)(c), law.md R1.7.3).
async fn objected(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    (items, mut settled): (&[item::Model], Settled),
) -> Result<Settled> {
    let proposed = settled.decision.clone();
    settled.decision.erasure = None;
    let idle = objection::left_without_basis(ctx, db, request, (items, &settled.decision)).await?;
    if idle.is_empty() {
        return Ok(settled);
    }
    let (mut plan, gathered) = planned(ctx, db, request, &idle).await?;
    plan.spare_what_a_contract_needs(&gathered);
    let summary = Summary::of(&plan);
    if !summary.destroys() && summary.holds.is_empty() {
        return Ok(settled);
    }
    if summary.destroys() {
        settled.flaws.extend(stopped(db, request).await?);
    }
    settled.decision.erasure = Some(summary);
    settled.decision = as_proposed(settled.decision, &proposed);
    settled.plan = plan;
    Ok(settled)
}

/// The plan for some categories of a request's person, with the rows it was made over.
pub(crate) async fn planned(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    asked: &BTreeSet<Category>,
) -> Result<(Plan, Gathered)> {
    let gathered = scope::gather(db, &ctx.notice, Whom::of(request)).await?;
    let years = Calendar::of(&ctx.notice);
    Ok((plan::plan(&gathered, asked, request.id.0, ctx.now(), &years), gathered))
}

/// The categories that were asked for by name, in an item or in words that staff read, and that the plan decides.
pub(crate) fn named(items: &[item::Model], decision: &Decision) -> BTreeSet<Category> {
    let by_name = items.iter().filter(|item| item.kind != ItemKind::Everything);
    let planned = by_name.filter_map(|item| Some((item, decision.on(item.id).filter(|it| is_planned(it))?)));
    planned.flat_map(|(item, verdict)| categories(item, &verdict.categories)).collect()
}

/// The categories of the items that are to be carried out.
fn asked(items: &[item::Model], decision: &Decision) -> BTreeSet<Category> {
    let carried_out = decision.verdicts.iter().filter(|verdict| is_planned(verdict));
    carried_out
        .filter_map(|verdict| Some((items.iter().find(|item| item.id == verdict.item)?, verdict)))
        .flat_map(|(item, verdict)| categories(item, &verdict.categories))
        .collect()
}

/// Not refused by staff themselves.
const fn is_planned(verdict: &ItemVerdict) -> bool {
    verdict.planned || matches!(verdict.verdict, Verdict::Granted)
}

/// The categories an item is about; of free words those that staff read in them.
pub(crate) fn categories(item: &item::Model, read: &[String]) -> Vec<Category> {
    match item.kind {
        ItemKind::Everything => Category::ALL.to_vec(),
        ItemKind::Category => Category::from_code(&item.target).into_iter().collect(),
        ItemKind::Text => read.iter().filter_map(|code| Category::from_code(code)).collect(),
        ItemKind::Field | ItemKind::Purpose | ItemKind::Restriction | ItemKind::Transfer => Vec::new(),
    }
}

fn scopeless<'a>(items: &'a [item::Model], decision: &'a Decision) -> impl Iterator<Item = Flaw> + 'a {
    let planned = decision.verdicts.iter().filter(|verdict| is_planned(verdict));
    planned.filter_map(|verdict| {
        let item = items.iter().find(|item| item.id == verdict.item)?;
        categories(item, &verdict.categories).is_empty().then_some(Flaw::ScopeMissing { item: item.id })
    })
}

/// What keeps anything from being erased now: a copy that is still owed, which erasing would empty (law.md R1.1.9). What
/// a hold keeps the plan knows row by row. A restriction is for the person, and who asks for erasure consents to it.
async fn stopped(db: &impl ConnectionTrait, request: &request::Model) -> Result<Vec<Flaw>> {
    let held = hold::held(db, request.person_id.as_slice()).await?.any();
    let asks = hold::address_asks(db, &request.requester_key, request.person_id).await?;
    let owed = asks || held.contains(&hold::Why::OpenRequest);
    Ok(owed.then_some(Flaw::AccessFirst).into_iter().collect())
}

struct Filler<'a> {
    ctx: &'a Ctx,
    language: Language,
    summary: &'a Summary,
    asked: &'a BTreeSet<Category>,
}

impl Filler<'_> {
    fn fill(&self, item: &item::Model, verdict: &mut ItemVerdict) {
        if !is_planned(verdict) {
            return;
        }
        let codes: BTreeSet<&str> =
            categories(item, &verdict.categories).into_iter().map(Category::code).collect();
        let parts = || self.summary.parts.iter().filter(|part| codes.contains(part.category.as_str()));
        // What every erasure leaves counts where it was asked for by name.
        let named = item.kind == ItemKind::Category;
        let stays: Vec<&Part> =
            parts().filter(|part| part.left() > 0 && (named || !part.is_residue())).collect();
        // Every row was the person's, a sign-in like an invoice: of whom anything went, nothing was refused as a whole.
        let goes = parts().any(Part::destroys) || self.more_goes(&codes);
        let evidence = verdict.recorded.read(Demand::Evidence).map(str::to_owned);
        verdict.planned = true;
        verdict.verdict = match (stays.is_empty(), goes) {
            (true, _) => Verdict::Granted,
            (false, true) => Verdict::Partly,
            (false, false) => Verdict::Refused,
        };
        let lefts: Vec<&Left> = stays.iter().flat_map(|part| &part.kept).collect();
        let there = |block: &Block| lefts.iter().any(|left| Block::of(left.why) == *block);
        let block = Block::ALL.into_iter().find(there);
        verdict.ground = block.map(Block::ground);
        verdict.recorded = Recorded::default();
        if let Some(block) = block {
            verdict.recorded = self.recorded(block, &stays, &lefts, evidence);
        } else if let Some(evidence) = evidence {
            verdict.recorded.write(Demand::Evidence, evidence);
        }
    }

    /// Whether anything goes that is no row of these categories: a correction of what was erased before is filed under
    /// none of them, and an erasure of the files takes packages and addresses.
    fn more_goes(&self, codes: &BTreeSet<&str>) -> bool {
        let asked = |part: &&Part| self.asked.iter().any(|category| category.code() == part.category);
        let unasked = self.summary.parts.iter().filter(|part| !asked(part)).any(Part::destroys);
        unasked || (codes.contains(Category::RequestFile.code()) && self.summary.beside.takes())
    }

    fn recorded(&self, block: Block, stays: &[&Part], lefts: &[&Left], evidence: Option<String>) -> Recorded {
        let mut recorded = Recorded::default();
        let today = lang::date(self.language, calendar::helsinki_date(self.ctx.now()));
        recorded.write(Demand::Facts, self.facts(block, stays).join("\n"));
        recorded.write(
            Demand::Evidence,
            evidence.unwrap_or_else(|| self.say("erasure-evidence", &[("date", today.into())])),
        );
        let last = |span: fn(&Left) -> Option<(NaiveDate, NaiveDate)>| {
            let law = lefts.iter().filter(|left| left.why == Why::Vouchers);
            law.filter_map(|left| span(left)).map(|(_, last)| last.to_string()).max().unwrap_or_default()
        };
        match block {
            Block::Law => {
                recorded.write(Demand::Statute, self.say("erasure-statute", &[]));
                recorded.write(Demand::DocumentClass, self.say("erasure-class", &[]));
                recorded.write(Demand::FinancialYear, last(|left| left.years));
                recorded.write(Demand::KeepUntil, last(|left| left.until));
            }
            Block::Order | Block::Silent => {
                let (statute, class) = self.order(block);
                recorded.write(Demand::Statute, statute);
                recorded.write(Demand::DocumentClass, class);
                recorded.write(Demand::ReviewOn, self.review(block));
            }
            Block::Claim => {
                recorded
                    .write(Demand::Claim, self.of_holds(block, |hold| Some(hold.reason.clone())).join("; "));
                recorded.write(Demand::ReviewOn, self.review(block));
            }
            Block::Need => {
                let mut whys: Vec<Why> = lefts.iter().map(|left| left.why).collect();
                whys.sort_unstable();
                whys.dedup();
                let told = whys.iter().map(|why| self.say(&format!("erasure-why-{}", why.code()), &[]));
                recorded.write(Demand::WhyNoCondition, told.collect::<Vec<_>>().join(" "));
            }
        }
        recorded
    }

    /// On which law an order stands, and what it covers. Of one that may not be told neither: the person reads this.
    fn order(&self, block: Block) -> (String, String) {
        if block == Block::Silent {
            return (self.say("erasure-silent-statute", &[]), self.say("erasure-silent-class", &[]));
        }
        let laws = self.of_holds(block, |hold| hold.statute.clone()).join("; ");
        let statute = if laws.is_empty() { self.say("erasure-order-unnamed", &[]) } else { laws };
        (statute, self.say("erasure-order-class", &[]))
    }

    fn of_holds(&self, block: Block, told: fn(&Standing) -> Option<String>) -> Vec<String> {
        block.holds(&self.summary.holds).filter_map(told).collect()
    }

    /// The first day on which one of them is looked at again.
    fn review(&self, block: Block) -> String {
        self.of_holds(block, |hold| Some(hold.review_on.to_string())).into_iter().min().unwrap_or_default()
    }

    /// What stays, line by line: first what the ground of the verdict keeps, then what others do, with that said.
    fn facts(&self, first: Block, stays: &[&Part]) -> Vec<String> {
        let of = |block: Block| {
            let kept = stays.iter().flat_map(|part| part.kept.iter().map(move |left| (*part, left)));
            let lines = kept.filter(move |(_, left)| Block::of(left.why) == block);
            let lines: Vec<String> =
                lines.map(|(part, left)| sentence(&self.ctx.notice, self.language, part, left)).collect();
            let told =
                if lines.is_empty() { Vec::new() } else { block.told(self.language, &self.summary.holds) };
            told.into_iter().chain(lines).collect::<Vec<_>>()
        };
        let mut facts = of(first);
        for block in Block::ALL.into_iter().filter(|block| *block != first) {
            let lines = of(block);
            if !lines.is_empty() {
                let citation = block.ground().citation(self.language);
                facts.push(format!("{} ({citation}):", block.title(self.language)));
                facts.extend(lines);
            }
        }
        facts
    }

    fn say(&self, key: &str, args: Args<'_>) -> String {
        lang::text_with(self.language, key, args)
    }
}

/// One line on what stays of a category: how much, from when, until when.
pub(crate) fn sentence(notice: &Profile, language: Language, part: &Part, left: &Left) -> String {
    let label = post::label(notice, language, ItemKind::Category, &part.category);
    let base = [("category", label.into()), ("count", left.count.into())];
    let mut said = vec![lang::text_with(language, &format!("erasure-left-{}", left.why.code()), &base)];
    let years = left.years.filter(|_| left.why == Why::Vouchers);
    said.extend(years.map(|years| lang::with_days(language, "erasure-years", &[], years)));
    said.extend(left.until.map(|(first, last)| match left.why {
        // Counted from the closing, which has not come yet.
        Why::Open => {
            lang::text_with(language, "erasure-kept-least", &[("until", lang::date(language, last).into())])
        }
        _ => lang::with_days(language, "erasure-kept", &[], (first, last)),
    }));
    said.join(" ")
}
