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
        letter::{Erasure, Left, Reason},
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
    Erasure {
        gone: parts.iter().flat_map(|part| gone(&ctx.notice, language, part)).collect(),
        none: none
            .map(|category| post::label(&ctx.notice, language, ItemKind::Category, category.code()))
            .collect(),
        overdue: summary.overdue(),
        left: Block::ALL.into_iter().filter_map(|block| left(ctx, language, summary, block)).collect(),
        beside: summary.beside.lines(language, "letter-erasure"),
        file_until: summary.file_until.filter(|_| !of(&Category::RequestFile)),
        tells_its_end: summary.tells_its_end(),
        running: parts.iter().any(|part| part.kept.iter().any(|left| left.why == Why::Runs)),
    }
}

/// What an erasure did, line by line, as pages tell it: all of it, also what every erasure leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub gone: Vec<String>,
    pub left: Vec<String>,
}

/// The lines of a plan in numbers.
pub fn told(notice: &Profile, language: Language, summary: &Summary) -> Told {
    let lefts = summary.parts.iter().flat_map(|part| part.kept.iter().map(move |left| (part, left)));
    Told {
        gone: summary.parts.iter().flat_map(|part| gone(notice, language, part)).collect(),
        left: lefts.map(|(part, left)| sentence(notice, language, part, left)).collect(),
    }
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

fn left(ctx: &Ctx, language: Language, summary: &Summary, block: Block) -> Option<Left> {
    let mut facts = block.told(language, &summary.holds);
    facts.extend(block.kept(summary).map(|(part, left)| sentence(&ctx.notice, language, part, left)));
    if facts.is_empty() {
        return None;
    }
    // Of a file that is not closed its own sentence says the day, which is the least.
    let dated = block.kept(summary).filter(|(_, left)| left.why != Why::Open);
    let until = dated.filter_map(|(part, left)| {
        let category = post::label(&ctx.notice, language, ItemKind::Category, &part.category);
        let until = lang::date(language, left.until?.1);
        let args = [("category", category.into()), ("until", until.into())];
        Some(lang::text_with(language, "letter-erasure-kept-until", &args))
    });
    // No day is fixed for what a hold keeps; the next one is that of its review (L4).
    let reviewed = block.holds(&summary.holds).map(|hold| hold.review_on).min().map(|on| {
        lang::text_with(language, "letter-erasure-reviewed", &[("on", lang::date(language, on).into())])
    });
    let until = until.chain(reviewed).collect();
    let reason = Reason {
        code: block.ground().code().into(),
        title: block.title(language),
        citation: block.citation(language, &summary.holds),
        plain: block.plain(language),
        facts: facts.join("\n"),
        fee: None,
    };
    Some(Left { reason, until })
}
