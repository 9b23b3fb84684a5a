//! Closes a message in which no right is asked for: why and whom to ask instead, the exact letter, its sending. Only the last
//! changes anything; what was typed on the ones before is kept beside it.

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
    views::{done::Done, form::Problem, no_request as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    request::{
        case::{self, Case},
        decision::{Decision, Flaw},
        no_request::{self, NoRequest},
        propose::Preview,
    },
    settings::ApprovalMode,
};

/// A closing being written: the request, and what was typed.
struct Draft {
    reference: Reference,
    case: Case,
    form: Form,
    decision: Decision,
}

/// Why it is no request, and whom to ask instead; what was proposed and came back stands there again.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    if let Some(Begun { form, .. }) = begun::form(&visit, &desk, "reasons").await? {
        return step(&visit, &desk, &typed, form).await;
    }
    let draft = open(&visit, &desk, &typed, Form::default()).await?;
    let draft = match sent_back(&draft.case) {
        Some(again) => open(&visit, &desk, &typed, again).await?,
        None => draft,
    };
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
    match no_request::close(&visit.app.ctx, &desk.0, &seen, &draft.decision).await {
        Err(Error::Refused(Refusal::LetterLacks { .. })) if draft.case.request.right.is_none() => {
            let path = paths::no_request(draft.reference.as_str());
            begun::lead_to(&visit, &desk, (&path, "letter"), &draft.form).await
        }
        done => settled(&visit, &desk, &draft.reference, done.map(|()| closed), draft.form).await,
    }
}

async fn open(visit: &Visit, desk: &Desk, typed: &str, form: Form) -> Result<Draft, Failure> {
    let reference = parse(typed)?;
    let case = case::open(&visit.app.ctx, &desk.0, &reference).await?;
    let decision = read(&form);
    Ok(Draft { reference, case, form, decision })
}

async fn preview(visit: &Visit, desk: &Desk, draft: &Draft) -> Result<Preview, Error> {
    no_request::preview(&visit.app.ctx, &desk.0, &draft.reference, &draft.decision).await
}

fn read(form: &Form) -> Decision {
    let told = NoRequest { reason: form.get("reason").to_owned(), whom: form.get("whom").to_owned() };
    Decision {
        no_request: Some(told),
        free_part: form.text("free_part"),
        late_reason: form.text("late_reason"),
        ..Decision::default()
    }
}

/// What was proposed last and did not come to stand.
fn sent_back(case: &Case) -> Option<Form> {
    let last = case.proposals.iter().max_by_key(|proposal| proposal.at)?;
    let decision = Some(&last.decision).filter(|_| last.voided_at.is_some() && last.approved.is_none())?;
    let told = decision.no_request.as_ref()?;
    let text = |name: &str, text: Option<&str>| (name.to_owned(), text.unwrap_or_default().to_owned());
    Some(Form::of(vec![
        text("reason", Some(&told.reason)),
        text("whom", Some(&told.whom)),
        text("free_part", decision.free_part.as_deref()),
        text("late_reason", decision.late_reason.as_deref()),
    ]))
}

/// What keeps the letter from going, told at the field that can put it right.
fn lacking(visit: &Visit, draft: &Draft, preview: &Preview) -> Vec<Problem> {
    let language = visit.language;
    let fill = |field: &str, key: &str| {
        Problem::new(field, say_with(language, "decide-fill", &[("label", say(language, key).into())]))
    };
    let empty = |(field, _): &(&str, &str)| draft.form.get(field).is_empty();
    let fields = [("reason", "no-request-reason"), ("whom", "no-request-whom")];
    let mut problems: Vec<_> =
        fields.into_iter().filter(empty).map(|(field, key)| fill(field, key)).collect();
    if preview.flaws.contains(&Flaw::CopyAsked) {
        problems.push(Problem::new("reason", say(language, "decide-copy-asked")));
    }
    if preview.late && draft.decision.late_reason.is_none() {
        problems.push(Problem::new("late_reason", say(language, "decide-late-problem")));
    }
    problems
}

fn sheet<'a>(draft: &'a Draft, title: &'a str, problems: &'a [Problem]) -> Sheet<'a> {
    let reference = draft.reference.as_str();
    Sheet { reference, title, path: paths::no_request(reference), problems }
}

fn reasons(visit: &Visit, draft: &Draft, preview: &Preview, problems: &[Problem]) -> Markup {
    draw(visit, &sheet(draft, "act-no-request", problems), |shell| {
        views::reasons(shell, &draft.case, preview.late, &draft.form)
    })
}

fn letter(visit: &Visit, draft: &Draft, preview: &Preview) -> Markup {
    draw(visit, &sheet(draft, "decide-letter", &[]), |shell| {
        views::letter(shell, &draft.case.request, preview, &draft.form)
    })
}
