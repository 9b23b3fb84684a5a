//! What was disclosed of a person to an authority: put on record, and corrected by a new entry.

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{
        disclosure::{self as views, Shown},
        done::Kept,
        form::Problem,
    },
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use chrono::NaiveDate;
use entity::id::{DisclosureId, PersonId};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    law::calendar::helsinki_date,
    register::{
        disclosure::{self, LONGEST, LONGEST_CORRECTION, NewDisclosure, fits},
        inventory::word::Category,
    },
    request::identify::{self, Purpose},
};

/// The form.
pub async fn form(visit: Visit, desk: Desk, typed: Path<PersonId>) -> PageResult {
    begin(&visit, &desk, *typed, None).await
}

/// The form filled with an entry that is to be corrected.
pub async fn correction(visit: Visit, desk: Desk, typed: Path<(PersonId, DisclosureId)>) -> PageResult {
    begin(&visit, &desk, typed.0, Some(typed.1)).await
}

/// Puts it on record.
pub async fn keep(visit: Visit, desk: Desk, typed: Path<PersonId>, form: Form) -> PageResult {
    put_down(&visit, &desk, (*typed, None), form).await
}

/// Puts the correction on record, as an entry of its own.
pub async fn correct(
    visit: Visit,
    desk: Desk,
    typed: Path<(PersonId, DisclosureId)>,
    form: Form,
) -> PageResult {
    put_down(&visit, &desk, (typed.0, Some(typed.1)), form).await
}

/// A record that was not opened lately is opened first, with its purpose.
async fn begin(visit: &Visit, desk: &Desk, person: PersonId, corrects: Option<DisclosureId>) -> PageResult {
    match identify::look(&visit.app.ctx, &desk.0, person, Purpose::Lately).await {
        Err(Error::Refused(Refusal::ReasonNeeded)) => Ok(see_other(paths::record(&person.to_string()))),
        Err(error) => Err(error.into()),
        Ok(_) => {
            let entry = match corrects {
                Some(id) => Some(disclosure::entry(&visit.app.ctx, person, id).await?),
                None => None,
            };
            let press: DisclosureId = visit.app.ctx.mint()?;
            let typed = views::filled(&press.to_string(), entry.as_ref());
            Ok(ok(page(visit, (person, corrects), (&typed, &[]))))
        }
    }
}

async fn put_down(
    visit: &Visit,
    desk: &Desk,
    (person, corrects): (PersonId, Option<DisclosureId>),
    form: Form,
) -> PageResult {
    let ctx = &visit.app.ctx;
    let on = form.get("on").parse().ok().filter(|on: &NaiveDate| *on <= helsinki_date(ctx.now()));
    let categories: Vec<Category> = form.all("categories").filter_map(Category::from_code).collect();
    let problems = problems(visit, &form, (on.is_none(), categories.is_empty(), corrects.is_some()));
    let Some(disclosed_on) = on.filter(|_| problems.is_empty()) else {
        return Ok(invalid(page(visit, (person, corrects), (&form, &problems))));
    };
    let new = NewDisclosure {
        press: form.get("press").parse().map_err(|_| Failure::Malformed)?,
        person,
        authority: form.get("authority"),
        categories: &categories,
        statute: form.get("statute"),
        disclosed_on,
        reference: Some(form.get("reference")).filter(|text| !text.is_empty()),
        corrects: corrects.map(|id| (id, form.get("correction"))),
    };
    disclosure::record_one(ctx, &desk.0, &new).await?;
    let kept = if corrects.is_some() { Kept::DisclosureCorrected } else { Kept::DisclosureKept };
    Ok(just::lead_on(visit, kept, &paths::record(&person.to_string())))
}

fn problems(visit: &Visit, form: &Form, (undated, nothing, corrects): (bool, bool, bool)) -> Vec<Problem> {
    let wrong = [
        ("authority", !fits(form.get("authority"), LONGEST)),
        ("categories", nothing),
        ("statute", !fits(form.get("statute"), LONGEST)),
        ("on", undated),
        ("reference", form.get("reference").chars().count() > LONGEST),
        ("correction", corrects && !fits(form.get("correction"), LONGEST_CORRECTION)),
    ];
    let wrong = wrong.into_iter().filter(|(_, wrong)| *wrong);
    wrong
        .map(|(field, _)| Problem::new(field, say(visit.language, &format!("disclosure-{field}-problem"))))
        .collect()
}

fn page(
    visit: &Visit,
    (person, corrects): (PersonId, Option<DisclosureId>),
    (typed, problems): (&Form, &[Problem]),
) -> Markup {
    let id = person.to_string();
    let path = match corrects {
        Some(entry) => paths::disclosure(&id, &entry.to_string()),
        None => paths::disclosures(&id),
    };
    let (token, title) =
        (visit.token(), if corrects.is_some() { "disclosure-correct" } else { "disclosure-new" });
    let mut shell = visit.shell(say(visit.language, title), &token);
    (shell.back, shell.problems, shell.path) = (Some(paths::record(&id)), problems, &path);
    views::page(&shell, &Shown { corrects: corrects.is_some(), notice: &visit.app.ctx.notice, typed })
}
