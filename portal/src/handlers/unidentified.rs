//! Closes a request whose requester could not be identified (RG-ID, E10): the reasons, the exact letter, its sending.
//! Only the last changes anything; what was typed on the ones before is kept beside it.

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
    say::{say, say_with},
    views::{done::Done, form::Problem, unidentified as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::request;
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    lang::text,
    law::{demand::Recorded, ground::Ground},
    request::{
        case,
        unidentified::{self, Preview, Unidentified},
    },
    settings::ApprovalMode,
};

/// A closing being written: the request, and what was typed.
struct Draft {
    reference: Reference,
    request: request::Model,
    form: Form,
    why: Unidentified,
}

/// What the ground demands, and what would identify the requester.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    if let Some(Begun { form, .. }) = begun::form(&visit, &desk, "reasons").await? {
        return step(&visit, &desk, &typed, form).await;
    }
    let draft = open(&visit, &desk, &typed, Form::default()).await?;
    match preview(&visit, &desk, &draft).await {
        Ok(preview) => Ok(ok(reasons(&visit, &draft, &preview, &[]))),
        Err(error) => instead(&visit, &desk, &draft.reference, error, draft.form).await,
    }
}

/// The page of a step, with what was typed.
async fn step(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> PageResult {
    let draft = open(visit, desk, typed, form).await?;
    let preview = match preview(visit, desk, &draft).await {
        Ok(preview) => preview,
        Err(error) => return instead(visit, desk, &draft.reference, error, draft.form).await,
    };
    if draft.form.get("to") == "reasons" {
        return Ok(ok(reasons(visit, &draft, &preview, &[])));
    }
    match &lacking(visit, &draft, &preview)[..] {
        [] => Ok(ok(letter(visit, &draft, &preview))),
        problems => Ok(invalid(reasons(visit, &draft, &preview, problems))),
    }
}

/// Sends the letter and closes, or proposes that to a second person.
pub async fn send(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let draft = open(&visit, &desk, &typed, form).await?;
    let seen = seen(&draft.reference, &draft.form)?;
    let two = visit.app.ctx.settings.approval_mode == ApprovalMode::TwoPersons;
    let closed = if two { Done::Proposed } else { Done::Decided };
    match unidentified::close(&visit.app.ctx, &desk.0, &seen, &draft.why).await {
        Err(Error::Refused(Refusal::LetterLacks { .. })) => {
            let path = paths::unidentified(draft.reference.as_str());
            begun::lead_to(&visit, &desk, (&path, "letter"), &draft.form).await
        }
        done => settled(&visit, &desk, &draft.reference, done.map(|()| closed), draft.form).await,
    }
}

async fn open(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> Result<Draft, Failure> {
    let reference = parse(typed)?;
    let case = case::open(&visit.app.ctx, &desk.0, &reference).await?;
    let why = read(&form);
    Ok(Draft { reference, request: case.request, form, why })
}

async fn preview(visit: &Visit, desk: &Desk, draft: &Draft) -> Result<Preview, Error> {
    unidentified::preview(&visit.app.ctx, &desk.0, &draft.reference, &draft.why).await
}

fn read(form: &Form) -> Unidentified {
    let mut recorded = Recorded::default();
    for demand in Ground::NotIdentified.demands() {
        recorded.write(*demand, form.get(&format!("fact-{}", demand.code())));
    }
    Unidentified {
        recorded,
        suffices: form.get("suffices").to_owned(),
        free_part: form.text("free_part"),
        late_reason: form.text("late_reason"),
    }
}

/// What keeps the letter from going, told at the field that can put it right.
fn lacking(visit: &Visit, draft: &Draft, preview: &Preview) -> Vec<Problem> {
    let language = visit.language;
    let fill = |label: String| say_with(language, "decide-fill", &[("label", label.into())]);
    let mut problems: Vec<Problem> = preview
        .unwritten
        .iter()
        .map(|demand| Problem::new(format!("fact-{}", demand.code()), fill(text(language, &demand.key()))))
        .collect();
    if draft.why.suffices.is_empty() {
        problems.push(Problem::new("suffices", fill(say(language, "decide-suffices"))));
    }
    if preview.asks_copy {
        problems.push(Problem::new("suffices", say(language, "decide-copy-asked")));
    }
    if preview.late && draft.why.late_reason.is_none() {
        problems.push(Problem::new("late_reason", say(language, "decide-late-problem")));
    }
    problems
}

fn sheet<'a>(draft: &'a Draft, title: &'a str, problems: &'a [Problem]) -> Sheet<'a> {
    let reference = draft.reference.as_str();
    Sheet { reference, title, path: paths::unidentified(reference), problems }
}

fn reasons(visit: &Visit, draft: &Draft, preview: &Preview, problems: &[Problem]) -> Markup {
    draw(visit, &sheet(draft, "act-unidentified", problems), |shell| {
        views::reasons(shell, &draft.request, preview.late, &draft.form)
    })
}

fn letter(visit: &Visit, draft: &Draft, preview: &Preview) -> Markup {
    draw(visit, &sheet(draft, "decide-letter", &[]), |shell| {
        views::letter(shell, &draft.request, preview, &draft.form)
    })
}
