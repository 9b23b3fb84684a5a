//! The account of every holder that the person gets when the last has answered (E9, Art. 19).

use super::{holder, instruct};
use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    lang,
    law::calendar::helsinki_date,
    mail::{
        letter::{Remedied, Told},
        post::{self, Case},
    },
};
use entity::{
    kind::{Excuse, Language, LetterKind, StepState},
    request, step,
};

/// Writes and queues the letter.
pub(super) async fn post(
    ctx: &Ctx,
    tx: &Write,
    request: &request::Model,
    steps: &[step::Model],
) -> Result<()> {
    let told = steps.iter().map(|step| told(ctx, request.language, step)).collect();
    let case = Case { request, items: &[] };
    post::post(ctx, tx, case, LetterKind::RecipientsTold, |facts| {
        // The day of closing is not that of the decision.
        (facts.decided_on, facts.told) = (None, told);
    })
    .await?;
    Ok(())
}

pub(crate) fn told(ctx: &Ctx, language: Language, step: &step::Model) -> Told {
    let operation = step.operation.code().replace('_', "-");
    let reason = step.excuse.map(|excuse| {
        let why = lang::text(language, &format!("letter-excuse-{}", excuse.code()));
        format!("{why} {}", step.answer.as_deref().unwrap_or_default())
    });
    Told {
        name: holder::name(&ctx.notice, &step.holder, language),
        whose: holder::whose(&ctx.notice, &step.holder),
        told_on: step.told_at.map(helsinki_date),
        what: lang::text(language, &format!("holder-operation-{operation}")),
        touched: instruct::labels(&ctx.notice, language, step),
        state: step.state,
        settled_on: helsinki_date(step.answered_at.unwrap_or_else(|| ctx.now())),
        remedy: step.remedy.map(|remedy| Remedied {
            what: lang::text(language, &format!("letter-remedy-{}", remedy.code().replace('_', "-"))),
            on: helsinki_date(step.remedied_at.unwrap_or_else(|| ctx.now())),
            note: step.remedy_note.clone().unwrap_or_default(),
        }),
        // What a holder wrote goes unread, so it stays behind sign-in.
        reason: reason.filter(|_| step.state == StepState::GivenUp),
        ended: matches!(step.excuse, Some(Excuse::Overtaken | Excuse::Replaced)),
    }
}
