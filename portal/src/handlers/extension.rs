//! Extends the time for an answer (E3): the reasons, the exact letter, its sending. Only the last changes anything;
//! what was typed on the ones before is kept beside it.

use super::{
    PageResult,
    desk::{Sheet, draw, instead, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    begun::{self, Begun},
    form::Form,
    paths,
    say::say,
    views::{done::Done, extension as views, form::Problem},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    law::extension::Complexity,
    request::extend::{self, Extending, Outlook, Preview},
};

/// What an extension needs, and what it would change.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    if let Some(Begun { form, .. }) = begun::form(&visit, &desk, "reasons").await? {
        return step(&visit, &desk, &reference, form).await;
    }
    match extend::outlook(&visit.app.ctx, &desk.0, &reference).await {
        Ok(outlook) => Ok(ok(reasons(&visit, &outlook, &Form::default(), &[]))),
        Err(error) => instead(&visit, &desk, &reference, error, Form::default()).await,
    }
}

/// The page of a step, with what was typed.
async fn step(visit: &Visit, desk: &Desk, reference: &Reference, form: Form) -> PageResult {
    let outlook = match extend::outlook(&visit.app.ctx, &desk.0, reference).await {
        Ok(outlook) => outlook,
        Err(error) => return instead(visit, desk, reference, error, form).await,
    };
    if form.get("to") == "reasons" {
        return Ok(ok(reasons(visit, &outlook, &form, &[])));
    }
    let problems = lacking(visit, &form);
    if !problems.is_empty() {
        return Ok(invalid(reasons(visit, &outlook, &form, &problems)));
    }
    match extend::preview(&visit.app.ctx, &desk.0, reference, &read(&form)).await {
        Ok(preview) => Ok(ok(letter(visit, &preview, &form))),
        Err(error) => instead(visit, desk, reference, error, form).await,
    }
}

/// Sends the letter; the new date holds.
pub async fn send(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    match extend::extend(ctx, &desk.0, &seen(&reference, &form)?, &read(&form)).await {
        Err(Error::Refused(Refusal::NoExtension(_) | Refusal::Incomplete))
            if !lacking(&visit, &form).is_empty() =>
        {
            begun::lead_to(&visit, &desk, (&paths::extend(reference.as_str()), "letter"), &form).await
        }
        done => settled(&visit, &desk, &reference, done.map(|()| Done::Extended), form).await,
    }
}

fn read(form: &Form) -> Extending {
    Extending {
        complexity: form.all("complexity").filter_map(Complexity::from_code).collect(),
        reasons: form.get("reasons").to_owned(),
        delivered: form.text("delivered"),
    }
}

/// What keeps the letter from going, told at the field that can put it right.
fn lacking(visit: &Visit, form: &Form) -> Vec<Problem> {
    let key = |field: &str| match field {
        "complexity" => "extend-complexity-problem",
        "reasons" => "extend-reasons-problem",
        _ => "extend-delivered-problem",
    };
    let problem = |field: &str| Problem::new(field, say(visit.language, key(field)));
    extend::lacks(&read(form)).into_iter().map(problem).collect()
}

fn reasons(visit: &Visit, outlook: &Outlook, form: &Form, problems: &[Problem]) -> Markup {
    let reference = &outlook.request.reference;
    let sheet = Sheet { reference, title: "act-extend", path: paths::extend(reference), problems };
    draw(visit, &sheet, |shell| views::reasons(shell, outlook, form))
}

fn letter(visit: &Visit, preview: &Preview, form: &Form) -> Markup {
    let reference = &preview.outlook.request.reference;
    let sheet = Sheet { reference, title: "decide-letter", path: paths::extend(reference), problems: &[] };
    draw(visit, &sheet, |shell| views::letter(shell, preview, form))
}
