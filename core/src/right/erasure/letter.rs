//! What an erasure did, in the words of its letter: from the numbers of its plan.

use super::{
    block::Block,
    plan::Why,
    settle::sentence,
    summary::{Part, Summary},
};
use crate::{
    ctx::Ctx,
    lang,
    mail::{
        letter::{
            Reason,
            erasure::{Erasure, Left},
        },
        post,
    },
    notice::profile::Profile,
    register::inventory::word::Category,
};
use entity::kind::{ItemKind, Language};
use std::collections::BTreeSet;

/// The facts of an erasure's letter: every category of the plan, and of those asked for by name (`named`) also the
/// ones of which nothing is held. The file of the case has a sentence of its own where it was not asked for.
pub(crate) fn erasure(
    ctx: &Ctx,
    language: Language,
    summary: &Summary,
    named: &BTreeSet<Category>,
) -> Erasure {
    let parts: Vec<&Part> = summary.parts.iter().collect();
    let of = |category: &Category| parts.iter().any(|part| part.category == category.code());
    let none = named.iter().filter(|category| !of(category));
    let gone: Vec<String> = parts.iter().flat_map(|part| gone(&ctx.notice, language, part)).collect();
    Erasure {
        nothing: gone.is_empty() && !summary.beside.takes(),
        gone,
        none: none
            .map(|category| post::label(&ctx.notice, language, ItemKind::Category, category.code()))
            .collect(),
        overdue: summary.overdue(),
        left: Block::ALL
            .into_iter()
            .filter_map(|block| left(&ctx.notice, language, summary, block))
            .collect(),
        beside: summary.beside.lines(language, "letter-erasure"),
        file_until: summary.file_until.filter(|_| !of(&Category::RequestFile)),
        tells_its_end: summary.tells_its_end(),
        running: runs(summary),
    }
}

/// What an erasure did, as the pages tell it: the same as the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub gone: Vec<String>,
    /// Ground by ground.
    pub left: Vec<Left>,
    /// What becomes of what stays, a sentence each.
    pub then: Vec<String>,
}

/// The lines of a plan in numbers.
pub fn told(notice: &Profile, language: Language, summary: &Summary) -> Told {
    let left: Vec<Left> =
        Block::ALL.into_iter().filter_map(|block| left(notice, language, summary, block)).collect();
    let then = [
        (left.iter().any(Left::ends_by_law), "letter-erasure-then"),
        (runs(summary), "letter-erasure-running"),
    ];
    Told {
        gone: summary.parts.iter().flat_map(|part| gone(notice, language, part)).collect(),
        then: then.into_iter().filter(|(so, _)| *so).map(|(_, key)| lang::text(language, key)).collect(),
        left,
    }
}

/// Whether something stays because a contract, order or account is in force.
fn runs(summary: &Summary) -> bool {
    summary.parts.iter().flat_map(|part| &part.kept).any(|left| left.why == Why::Runs)
}

/// A record that is gone, and one that stays without the person in it, are told apart.
fn gone<'a>(notice: &'a Profile, language: Language, part: &'a Part) -> impl Iterator<Item = String> + 'a {
    let category = post::label(notice, language, ItemKind::Category, &part.category);
    let counts = [("letter-erased-line", part.erased), ("letter-emptied-line", part.emptied)];
    counts.into_iter().filter(|(_, count)| *count > 0).map(move |(key, count)| {
        let args = [("category", category.clone().into()), ("count", count.into())];
        lang::text_with(language, key, &args)
    })
}

fn left(notice: &Profile, language: Language, summary: &Summary, block: Block) -> Option<Left> {
    let mut facts = block.told(language, &summary.holds);
    facts.extend(block.kept(summary).map(|(part, left)| sentence(notice, language, part, left)));
    if facts.is_empty() {
        return None;
    }
    let kept = block.kept(summary).filter_map(|(_, left)| Some(left.until?.1));
    // No day is fixed for what a hold keeps; the next one is that of its review (L4).
    let reviewed = block.holds(&summary.holds).map(|hold| hold.review_on);
    let reason = Reason {
        code: block.ground().code().into(),
        title: block.title(language),
        citation: block.citation(language, &summary.holds),
        plain: block.plain(language),
        facts: facts.join("\n"),
        fee: None,
    };
    Some(Left { reason, until: kept.chain(reviewed).map(|on| lang::date(language, on)).collect() })
}
