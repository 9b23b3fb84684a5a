//! What a decision does, right by right: its effect on the register, and how the person is told.

use crate::{
    ctx::Ctx,
    error::Result,
    request::{change::Change, decision::Decision, decision_letter as letters, propose},
    right::{
        erasure::{
            carry_out::{self, Deed},
            plan::Plan,
            summary::Left,
        },
        objection,
        package::build,
        portability::transfer,
        rectification::{apply, fields},
        restriction,
    },
    step::{
        instruct::{self, Instruction, Stay, Touched},
        known,
    },
};
use entity::{
    item,
    kind::{Operation, Right},
    request, restriction as restriction_row,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use std::collections::BTreeSet;

/// What the other holders of the data are told of it (Arts. 19 and 28(3)); their steps open before the effect.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn instructions(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    (request, items): (&request::Model, &[item::Model]),
    decision: &Decision,
    standing: &[restriction_row::Model],
) -> Result<Vec<Instruction>> {
    let covered = restriction::cover::covered(&ctx.notice, standing);
    Ok(match request.right {
        _ if decision.nothing_held => Vec::new(),
        Some(Right::Rectification) => {
            instruct::instructions(ctx, Operation::Rectify, &corrected(request, decision, &covered))
        }
        Some(Right::Erasure) => {
            let known = known::touched(ctx, db, request).await?;
            instruct::instructions(ctx, Operation::Erase, &erased(decision, &covered, &known))
        }
        // What began with the request has been told already.
        Some(Right::Restriction) => {
            let anew = restriction::newly_granted(&ctx.notice, (request, items, decision), standing);
            restriction::holders::restrict(ctx, db, request, anew).await?
        }
        Some(Right::Objection) => {
            let purposes = objection::upheld(items, decision).into_iter().map(Touched::Purpose);
            let told = instruct::instructions(ctx, Operation::StopPurpose, &purposes.collect::<Vec<_>>());
            let known = known::touched(ctx, db, request).await?;
            let mut told = known::of_known(&ctx.notice, told, &known);
            told.extend(instruct::instructions(ctx, Operation::Erase, &erased(decision, &covered, &known)));
            told
        }
        Some(Right::Access | Right::Portability | Right::Marketing | Right::Consent | Right::Automated)
        | None => Vec::new(),
    })
}

/// The fields a decision corrects, and the categories of what is corrected in other systems; of those in restricted data a holder hears that the restriction otherwise goes on, for
/// it was told to change nothing (Art. 18(2)).
fn corrected(request: &request::Model, decision: &Decision, covered: &BTreeSet<String>) -> Vec<Touched> {
    let verdicts: Vec<_> = propose::granted(request, decision).collect();
    let elsewhere = verdicts.iter().flat_map(|verdict| &verdict.elsewhere);
    let elsewhere =
        elsewhere.map(|other| (other.category.as_str(), Touched::Category(other.category.clone())));
    let fields = verdicts
        .iter()
        .flat_map(|verdict| &verdict.corrections)
        .filter_map(|correction| fields::parse_target(&correction.target))
        .map(|target| (target.field.category(), Touched::Field(target.field)));
    let under = |(category, touched)| {
        if covered.contains(category) { Touched::Under(Box::new(touched)) } else { touched }
    };
    fields.chain(elsewhere).map(under).collect()
}

/// The categories of which anything goes. Of one that is partly kept a holder is told what must stay and until when; of
/// what is a company's or another customer's, that only the person goes out of it; of one it was told to restrict, that
/// this takes the place of that: it was told to erase nothing (Art. 18(2)).
fn erased(decision: &Decision, covered: &BTreeSet<String>, known: &[Touched]) -> Vec<Touched> {
    let parts = decision.erasure.iter().flat_map(|erasure| &erasure.parts);
    let gone = parts.filter(|part| part.destroys() && !part.is_residue());
    let touched = gone.flat_map(|part| {
        let names = Some(Touched::Names(part.category.clone())).filter(|names| known.contains(names));
        let own = names.is_none() || known.contains(&Touched::Category(part.category.clone()));
        let whole = own.then(|| match part.left() {
            0 => Touched::Category(part.category.clone()),
            _ => Touched::Part(part.category.clone(), part.kept.iter().map(stay).collect()),
        });
        let over = covered.contains(&part.category);
        whole.into_iter().chain(names).map(move |it| if over { Touched::Over(Box::new(it)) } else { it })
    });
    touched.collect()
}

/// What a holder must know of rows that stay: why, from which financial year, until when.
fn stay(left: &Left) -> Stay {
    Stay { why: left.why, from: left.years.map(|years| years.0), until: left.until.map(|until| until.1) }
}

/// Writes what was granted into the register, in the transaction of the decision.
///
/// # Errors
/// Refused when the register changed under the decision.
pub(super) async fn carry_out(
    change: &Change<'_>,
    items: &[item::Model],
    decision: &Decision,
    plan: &Plan,
) -> Result<()> {
    match change.request.right {
        Some(Right::Rectification) => rectify(change, decision).await,
        Some(Right::Restriction) if !decision.nothing_held => restriction::grant(change, decision).await,
        Some(Right::Objection) if !decision.nothing_held => {
            objection::uphold(change, decision).await?;
            match decision.erasure {
                Some(_) => carry_out::carry_out(&Deed::of(change), plan).await,
                None => Ok(()),
            }
        }
        Some(Right::Erasure) if decision.erasure.is_some() => {
            carry_out::carry_out(&Deed::of(change), plan).await
        }
        Some(Right::Portability) => transfer::open(change, items, decision).await,
        // A package is built by a job; the others take effect elsewhere or not at all.
        Some(
            Right::Access
            | Right::Erasure
            | Right::Restriction
            | Right::Objection
            | Right::Marketing
            | Right::Consent
            | Right::Automated,
        )
        | None => Ok(()),
    }
}

/// Queues the letter, or the package whose job posts it once it is ready.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn tell(change: &Change<'_>, decision: &Decision) -> Result<()> {
    let (ctx, id) = (change.ctx, change.request.id);
    if letters::gives_package(&change.request, decision) {
        build::queue(ctx, &change.tx, id).await?;
        return change.record("package_queued", json!({})).await;
    }
    let letter = letters::post_decision_letter(ctx, &change.tx, id).await?;
    match change.request.right {
        Some(Right::Objection) => restriction::lift::with_decision(change, letter).await,
        Some(Right::Restriction) => restriction::settle(change, decision, letter).await,
        _ => Ok(()),
    }
}

async fn rectify(change: &Change<'_>, decision: &Decision) -> Result<()> {
    for verdict in propose::granted(&change.request, decision) {
        for correction in &verdict.corrections {
            apply::apply(change.ctx, &change.tx, change.staff, &change.request, correction).await?;
        }
        if let Some(other) = &verdict.elsewhere {
            change.record("corrected_elsewhere", json!({ "category": other.category })).await?;
        }
    }
    Ok(())
}
