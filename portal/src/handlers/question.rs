//! Asks the requester who they are (E2), what they mean (E2b) or whether they pay a fee (E6b): what is asked, the exact
//! letter, its sending; and goes on without the answer. Only sending and going on change anything.

use super::{
    PageResult,
    desk::{Sheet, draw, instead, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    begun::{self, Begun},
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::{done::Done, form::Problem, question as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::kind::QuestionKind;
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    request::ask::{self, Asking, Outlook, Preview},
};

/// What is asked, and what it means for the dates.
pub async fn form(visit: Visit, desk: Desk, typed: Path<(String, String)>) -> PageResult {
    let (reference, kind) = (parse(&typed.0)?, kind(&typed.1)?);
    if let Some(Begun { form, .. }) = begun::form(&visit, &desk, "reasons").await? {
        return step(&visit, &desk, (&reference, kind), form).await;
    }
    match ask::outlook(&visit.app.ctx, &desk.0, &reference, kind).await {
        Ok(outlook) => Ok(ok(asking(&visit, (&outlook, kind), &Form::default(), &[]))),
        Err(error) => instead(&visit, &desk, &reference, error, Form::default()).await,
    }
}

/// The page of a step, with what was typed.
async fn step(
    visit: &Visit,
    desk: &Desk,
    (reference, kind): (&Reference, QuestionKind),
    form: Form,
) -> PageResult {
    let outlook = match ask::outlook(&visit.app.ctx, &desk.0, reference, kind).await {
        Ok(outlook) => outlook,
        Err(error) => return instead(visit, desk, reference, error, form).await,
    };
    if form.get("to") == "reasons" {
        return Ok(ok(asking(visit, (&outlook, kind), &form, &[])));
    }
    let problems = lacking(visit, &read(&form, kind), &outlook);
    if !problems.is_empty() {
        return Ok(invalid(asking(visit, (&outlook, kind), &form, &problems)));
    }
    match ask::preview(&visit.app.ctx, &desk.0, reference, &read(&form, kind)).await {
        Ok(preview) => Ok(ok(letter(visit, (&preview, kind), &form))),
        Err(error) => instead(visit, desk, reference, error, form).await,
    }
}

/// Sends the letter; the request waits for the answer.
pub async fn send(visit: Visit, desk: Desk, typed: Path<(String, String)>, form: Form) -> PageResult {
    let (ctx, reference, kind) = (&visit.app.ctx, parse(&typed.0)?, kind(&typed.1)?);
    let read = read(&form, kind);
    match ask::ask(ctx, &desk.0, &seen(&reference, &form)?, &read).await {
        Err(Error::Refused(Refusal::Incomplete)) => {
            let path = paths::ask(reference.as_str(), kind.code());
            begun::lead_to(&visit, &desk, (&path, "letter"), &form).await
        }
        done => settled(&visit, &desk, &reference, done.map(|()| Done::Asked), form.clone()).await,
    }
}

/// Goes on without an answer, or after one that came another way.
pub async fn resume(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let done = ask::resume(&visit.app.ctx, &desk.0, &seen(&reference, &form)?).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Resumed), form).await
}

fn kind(typed: &str) -> Result<QuestionKind, Failure> {
    QuestionKind::from_code(typed).ok_or(Failure::Domain(Error::NotFound))
}

fn read(form: &Form, kind: QuestionKind) -> Asking<'_> {
    Asking {
        kind,
        text: form.get("text"),
        reason: form.get("reason"),
        fee: form.get("fee"),
        lesser_means: form.get("lesser_means"),
        cannot_identify: form.get("cannot_identify"),
        again: form.get("again"),
        pauses: form.get("pause") == "yes",
    }
}

/// What keeps the letter from going, told at the field that can put it right.
fn lacking(visit: &Visit, asking: &Asking<'_>, outlook: &Outlook) -> Vec<Problem> {
    let key = |field: &str| match (field, asking.kind) {
        ("reason", QuestionKind::Clarification) => "question-quantity-problem".to_owned(),
        ("reason" | "text", QuestionKind::Fee) => format!("question-fee-{field}-problem"),
        _ => format!("question-{}-problem", field.replace('_', "-")),
    };
    let lacking = ask::lacking(asking, outlook.earlier.as_ref()).into_iter();
    let copies = ask::asking_for_copy(asking).into_iter();
    lacking
        .map(|field| Problem::new(field, say(visit.language, &key(field))))
        .chain(copies.map(|field| Problem::new(field, say(visit.language, "question-copy-problem"))))
        .collect()
}

fn asking(
    visit: &Visit,
    (outlook, kind): (&Outlook, QuestionKind),
    form: &Form,
    problems: &[Problem],
) -> Markup {
    let title = match kind {
        QuestionKind::Identity => "act-ask-identity",
        QuestionKind::Clarification => "act-ask-clarification",
        QuestionKind::Fee => "act-ask-fee",
    };
    let sheet = sheet((&outlook.request.reference, kind), title, problems);
    draw(visit, &sheet, |shell| views::asking(shell, (outlook, kind), form))
}

fn letter(visit: &Visit, (preview, kind): (&Preview, QuestionKind), form: &Form) -> Markup {
    let sheet = sheet((&preview.outlook.request.reference, kind), "decide-letter", &[]);
    draw(visit, &sheet, |shell| views::letter(shell, (preview, kind), form))
}

fn sheet<'a>(
    (reference, kind): (&'a str, QuestionKind),
    title: &'a str,
    problems: &'a [Problem],
) -> Sheet<'a> {
    Sheet { reference, title, path: paths::ask(reference, kind.code()), problems }
}
