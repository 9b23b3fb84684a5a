//! A form of several pages about a request, at the desk, whose steps have addresses of their own: no browser keeps a page that answers a POST
//! so going back to it would fail, and what was typed be lost. What is sent is kept first and answered by a page.

use crate::{
    error::{Failure, refused, sentence},
    form::Form,
    handlers::{PageResult, see_other},
    paths,
    views::form::{IN_LANGUAGE, Problem},
    visit::{Desk, Visit},
};
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use entity::kind::Language;
use portal_core::{
    error::{Error, Refusal},
    identity::unsaved::begun,
    request::change,
};

/// How an address tells its step, behind its path. No word that was typed stands there.
const STEP: &str = "?step=";
/// The step of whoever sent a form without naming one: on to the end of it.
const ON: &str = "on";
/// The step of a page that says what is wrong with what was sent from it.
const AGAIN: &str = "again";
/// How what we say of a form begins among its fields.
const TOLD: &str = "told:";

/// Where an answer leads within a form that is not done yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Led {
    /// To one of its steps.
    On,
    /// Back to its page, which says what is wrong.
    Back,
}

/// A form as it was sent last, at the step of its address.
pub struct Begun {
    pub form: Form,
    pub at: DateTime<Utc>,
}

/// What is wrong with what was sent, for the page it leads back to.
pub struct Wrong {
    pub status: StatusCode,
    /// What kept it from being done, in a sentence.
    pub why: Option<String>,
    pub problems: Vec<Problem>,
}

impl Wrong {
    /// What a refusal says.
    pub fn refused(language: Language, refusal: &Refusal) -> Self {
        Self { status: refused(refusal), why: Some(sentence(language, refusal)), problems: Vec::new() }
    }

    /// A field that is to be put right.
    pub fn field(problem: Problem) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, why: None, problems: vec![problem] }
    }
}

/// The path of the page that is asked for, and the step its address names.
fn place(visit: &Visit) -> (&str, Option<&str>) {
    match visit.path.split_once(STEP) {
        Some((path, step)) => (path, Some(step)),
        None => (visit.path.split('?').next().unwrap_or_default(), None),
    }
}

/// The step that an address names: not of a page that says what is wrong, which shows that and nothing older.
pub fn step_in(address: &str) -> Option<&str> {
    address.split_once(STEP).map(|(_, step)| step).filter(|step| *step != AGAIN)
}

/// Whether a page says what is wrong with what was sent from it: it shows that, and nothing older.
pub fn is_back(visit: &Visit) -> bool {
    place(visit).1 == Some(AGAIN)
}

/// What was begun at this address: at the step it names, else at the first one. That begins with what stands now, whatever
/// the version was then; the others keep the version they were written on, so that a change meanwhile is noticed.
pub async fn form(visit: &Visit, desk: &Desk, first: &str) -> Result<Option<Begun>, Failure> {
    let (path, step) = place(visit);
    let begun = begun::at(&visit.app.ctx, &desk.0, path).await?;
    Ok(begun.map(|begun| {
        let kept = |name: &str| name != "to" && (step.is_some() || name != "version");
        let fields = begun.fields.into_iter().filter(|(name, _)| kept(name));
        let to = step.unwrap_or(first);
        let to = (to != ON).then(|| ("to".to_owned(), to.to_owned()));
        Begun { form: Form::of(fields.chain(to).collect()), at: begun.at }
    }))
}

/// What was sent from this page, and what is wrong with it, where its address says so.
pub async fn wrong(visit: &Visit, desk: &Desk) -> Result<Option<(Form, Wrong)>, Failure> {
    if !is_back(visit) {
        return Ok(None);
    }
    let begun = begun::at(&visit.app.ctx, &desk.0, place(visit).0).await?;
    Ok(begun.map(|begun| {
        let (told, typed): (Vec<_>, Vec<_>) =
            begun.fields.into_iter().partition(|(name, _)| name.starts_with(TOLD));
        (Form::of(typed), read(told))
    }))
}

fn read(told: Vec<(String, String)>) -> Wrong {
    let mut wrong = Wrong { status: StatusCode::UNPROCESSABLE_ENTITY, why: None, problems: Vec::new() };
    for (name, value) in told {
        match name.trim_start_matches(TOLD) {
            "status" => wrong.status = StatusCode::from_bytes(value.as_bytes()).unwrap_or(wrong.status),
            "why" => wrong.why = Some(value),
            at => wrong.problems.push(Problem::new(at.trim_start_matches('#'), value)),
        }
    }
    wrong
}

fn write(wrong: Wrong) -> Vec<(String, String)> {
    let told = |name: String, value: String| (format!("{TOLD}{name}"), value);
    let status = told("status".into(), wrong.status.as_str().to_owned());
    let why = wrong.why.map(|why| told("why".into(), why));
    let problems = wrong.problems.into_iter().map(|it| told(format!("#{}", it.field), it.message));
    std::iter::once(status).chain(why).chain(problems).collect()
}

/// On to the step that was pressed, or back to one; nothing is done yet.
pub async fn go_on(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let step = Some(form.get("to")).filter(|to| !to.is_empty()).unwrap_or(ON);
    lead_to(&visit, &desk, (place(&visit).0, step), &form).await
}

/// Keeps what was sent, and leads to a step of the form at a path.
pub async fn lead_to(visit: &Visit, desk: &Desk, to: (&str, &str), form: &Form) -> PageResult {
    lead(visit, desk, (to, Led::On), typed(form).collect()).await
}

/// Keeps what was sent from a page and could not be done, and leads back to it, which says why.
pub async fn lead_back(visit: &Visit, desk: &Desk, path: &str, form: &Form, wrong: Wrong) -> PageResult {
    let fields = write(wrong).into_iter().chain(typed(form)).collect();
    lead(visit, desk, ((path, AGAIN), Led::Back), fields).await
}

/// The address of a step.
pub fn step_at(path: &str, step: &str) -> String {
    // A step is a word of a button of ours. Whatever else was sent for one does not come into an address.
    let plain = step.chars().filter(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign));
    format!("{path}{STEP}{}", plain.collect::<String>())
}

/// What was typed of a form: what we say of one is ours alone to say.
fn typed(form: &Form) -> impl Iterator<Item = (String, String)> {
    let typed = form.exact_fields().filter(|(name, _)| *name != IN_LANGUAGE && !name.starts_with(TOLD));
    typed.map(|(name, value)| (name.to_owned(), value.to_owned()))
}

async fn lead(
    visit: &Visit,
    desk: &Desk,
    ((path, step), led): ((&str, &str), Led),
    fields: Vec<(String, String)>,
) -> PageResult {
    let ctx = &visit.app.ctx;
    let reference = paths::request_at(path).ok_or(Failure::Domain(Error::NotFound))?;
    change::is_there(ctx, &desk.0, &reference).await?;
    begun::keep(ctx, &desk.0, path, &fields).await?;
    let mut answer = see_other(step_at(path, step));
    // For the layer around the routes of staff, which forgets what is done.
    answer.extensions_mut().insert(led);
    Ok(answer)
}
