//! What a form asks, as the items of its request; what takes effect at once takes effect here.

use super::answers::{Answers, Wish};
use crate::{
    actor::Requester,
    ctx::Ctx,
    database::Write,
    error::Result,
    right::{
        consent, marketing,
        portability::EVERYTHING_PORTABLE,
        rectification::fields::{self, PresentField},
        restriction,
    },
};
use entity::{
    item,
    kind::{ItemKind, RestrictionGround, Right, State, Verdict},
    request,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use std::collections::BTreeSet;

/// One thing asked, before it is a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    kind: ItemKind,
    target: String,
    present: Option<String>,
    /// The new value, or the requester's own words.
    words: Option<String>,
}

/// What takes effect at once takes effect here; the answer is what was asked.
pub(super) async fn act(
    ctx: &Ctx,
    tx: &Write,
    requester: &Requester,
    answers: &Answers,
) -> Result<Vec<Asked>> {
    let key = &requester.email_key;
    Ok(match answers.kind {
        Wish::Marketing => purposes(marketing::stop(ctx, tx, key).await?),
        Wish::Consent => purposes(consent::withdraw(ctx, tx, key, &answers.purposes).await?),
        Wish::Rectification => rectification(answers, &fields::present(tx.db(), key, ctx.now()).await?),
        Wish::Restriction => restrictions(answers),
        Wish::Objection => with_words(purposes(answers.purposes.clone()), answers),
        Wish::Access | Wish::Erasure => everything_or_categories(answers),
        Wish::Portability => portability(answers),
        Wish::SomethingElse => own_words(answers.text.as_deref()).into_iter().collect(),
    })
}

fn everything_or_categories(answers: &Answers) -> Vec<Asked> {
    let whole = answers.everything.then(|| Asked::plain(ItemKind::Everything, ""));
    let chosen = if answers.everything { &[] } else { answers.categories.as_slice() };
    let chosen = chosen.iter().map(|code| Asked::plain(ItemKind::Category, code));
    whole.into_iter().chain(chosen).chain(own_words(answers.text.as_deref())).collect()
}

/// The ground stands with what is to be restricted, and the person's words with the first of it.
fn restrictions(answers: &Answers) -> Vec<Asked> {
    let Some(ground) = answers.ground else { return Vec::new() };
    let all = [restriction::EVERYTHING.to_owned()];
    let scopes = if answers.everything { &all[..] } else { answers.categories.as_slice() };
    let asked =
        scopes.iter().map(|scope| Asked::plain(ItemKind::Restriction, &restriction::target(ground, scope)));
    with_words(asked.collect(), answers)
}

/// The restriction of what a rectification contests: the categories of its fields. Words name none, and mean everything
/// until staff have read them.
pub(super) fn contested(items: &[item::Model]) -> Vec<Asked> {
    let named = items.iter().map(|item| match fields::parse_target(&item.target) {
        Some(target) if item.kind == ItemKind::Field => target.field.category(),
        _ => restriction::EVERYTHING,
    });
    let mut scopes: BTreeSet<&str> = named.collect();
    if scopes.contains(restriction::EVERYTHING) {
        scopes = BTreeSet::from([restriction::EVERYTHING]);
    }
    let target = |scope: &str| restriction::target(RestrictionGround::Accuracy, scope);
    scopes.into_iter().map(|scope| Asked::plain(ItemKind::Restriction, &target(scope))).collect()
}

fn with_words(mut asked: Vec<Asked>, answers: &Answers) -> Vec<Asked> {
    if let Some(first) = asked.first_mut() {
        first.words = own_words(answers.text.as_deref()).and_then(|own| own.words);
    }
    asked
}

fn portability(answers: &Answers) -> Vec<Asked> {
    let mut asked = everything_or_categories(answers);
    for item in asked.iter_mut().filter(|item| item.kind == ItemKind::Everything) {
        item.target = EVERYTHING_PORTABLE.into();
    }
    asked.extend(transfer(answers));
    asked
}

/// The handing over to another controller is a thing of its own: it can be refused while the person gets the data.
fn transfer(answers: &Answers) -> Option<Asked> {
    let to = answers.transfer_to.as_deref()?.trim();
    let words = answers.transfer_reach.as_deref().map(|reach| reach.trim().to_owned());
    (!to.is_empty()).then(|| Asked { words, ..Asked::plain(ItemKind::Transfer, to) })
}

impl Asked {
    fn plain(kind: ItemKind, target: &str) -> Self {
        Self { kind, target: target.into(), present: None, words: None }
    }
}

/// The purposes that an opt-out or a withdrawal ended, each an item.
pub(crate) fn purposes(codes: Vec<String>) -> Vec<Asked> {
    codes.into_iter().map(|code| Asked::plain(ItemKind::Purpose, &code)).collect()
}

/// The present value comes from the register, never from the form. A field that is not offered to this requester
/// (it went away meanwhile, or the form was tampered with) is read as free text, so that it points at nobody's record.
fn rectification(answers: &Answers, offered: &[PresentField]) -> Vec<Asked> {
    let corrections = answers.fields.iter().map(|correction| {
        let right = correction.right_value.trim();
        offered.iter().find(|field| field.target == correction.target).map_or_else(
            || Asked { words: Some(right.into()), ..Asked::plain(ItemKind::Text, "") },
            |field| Asked {
                present: Some(field.value.clone()),
                words: Some(right.into()),
                ..Asked::plain(ItemKind::Field, &field.target)
            },
        )
    });
    corrections.chain(own_words(answers.other.as_deref())).chain(own_words(answers.text.as_deref())).collect()
}

/// What a message asks that staff entered, in its own words; what it ended stands first.
pub(super) fn of_message(right: Option<Right>, stopped: Vec<String>, words: &str) -> Vec<Asked> {
    let (kind, target) = as_a_whole(right).unwrap_or((ItemKind::Text, ""));
    let words = own_words(Some(words)).map(|own| Asked { kind, target: target.into(), ..own });
    let mut asked = purposes(stopped);
    match asked.first_mut() {
        Some(first) => first.words = words.and_then(|own| own.words),
        None => asked.extend(words),
    }
    asked
}

/// Rights to all of one's data are asked for as a whole; the others keep the person's words.
pub(super) fn as_a_whole(right: Option<Right>) -> Option<(ItemKind, &'static str)> {
    match right? {
        Right::Portability => Some((ItemKind::Everything, EVERYTHING_PORTABLE)),
        Right::Access | Right::Erasure | Right::Restriction => Some((ItemKind::Everything, "everything")),
        Right::Rectification | Right::Objection | Right::Marketing | Right::Consent | Right::Automated => {
            None
        }
    }
}

fn own_words(text: Option<&str>) -> Option<Asked> {
    let text = text?.trim();
    (!text.is_empty()).then(|| Asked { words: Some(text.into()), ..Asked::plain(ItemKind::Text, "") })
}

/// Writes the items of a request, in the order asked; a request closed by its filing has granted them.
pub(crate) async fn insert(
    ctx: &Ctx,
    tx: &Write,
    request: &request::Model,
    asked: Vec<Asked>,
) -> Result<Vec<item::Model>> {
    let mut items = Vec::new();
    for (position, asked) in (1..).zip(asked) {
        let row = item::Model {
            id: ctx.mint()?,
            request_id: request.id,
            position,
            kind: asked.kind,
            target: asked.target,
            present: asked.present,
            asked: asked.words,
            verdict: (request.state == State::Closed).then_some(Verdict::Granted),
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        };
        items.push(row.into_active_model().reset_all().insert(tx.db()).await?);
    }
    Ok(items)
}
