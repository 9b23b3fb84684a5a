//! Extends the time for an answer (E3): the reasons, the exact letter, its sending. Only the last changes anything; the
//! first keeps all that was typed in the form itself.

use super::{
    PageResult,
    desk::{Sheet, draw, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
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
    law::extension::Complexity,
    request::extend::{self, Extending, Outlook, Preview},
};

/// What an extension needs, and what it would change.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    match extend::outlook(&visit.app.ctx, &desk.0, &reference).await {
        Ok(outlook) => Ok(ok(reasons(&visit, &outlook, &Form::default(), &[]))),
        Err(error) => settled(&visit, &desk, &reference, Err(error), Form::default()).await,
    }
}

/// On to the letter, or back to the reasons; nothing is kept yet.
pub async fn go_on(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let outlook = match extend::outlook(&visit.app.ctx, &desk.0, &reference).await {
        Ok(outlook) => outlook,
        Err(error) => return settled(&visit, &desk, &reference, Err(error), form).await,
    };
    if form.get("to") == "reasons" {
        return Ok(ok(reasons(&visit, &outlook, &form, &[])));
    }
    let problems = lacking(&visit, &form);
    if !problems.is_empty() {
        return Ok(invalid(reasons(&visit, &outlook, &form, &problems)));
    }
    match extend::preview(&visit.app.ctx, &desk.0, &reference, &read(&form)).await {
        Ok(preview) => Ok(ok(letter(&visit, &preview, &form))),
        Err(error) => settled(&visit, &desk, &reference, Err(error), form).await,
    }
}

/// Sends the letter; the new date holds.
pub async fn send(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    match extend::extend(ctx, &desk.0, &seen(&reference, &form)?, &read(&form)).await {
        Err(Error::Refused(Refusal::NoExtension(_) | Refusal::Incomplete))
            if !lacking(&visit, &form).is_empty() =>
        {
            let outlook = extend::outlook(ctx, &desk.0, &reference).await?;
            Ok(invalid(reasons(&visit, &outlook, &form, &lacking(&visit, &form))))
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
