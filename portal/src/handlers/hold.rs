//! Holds on a person's data: what stops their destruction, set and lifted with a reason and a date of review. From a
//! request of the person's, or from the register without one.

use super::{PageResult, invalid, ok, requests::parse, see_other};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{
        done::Kept,
        form::Problem,
        hold::{self as views, Shown},
        parts::Banner,
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use chrono::NaiveDate;
use entity::{
    id::{HoldId, PersonId},
    kind::{HoldKind, Role},
};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    id::Reference,
    law::calendar::helsinki_date,
    register::{
        disclosure::fits,
        inventory::word::Category,
        retention::hold::{self, LONGEST_ORDER, LONGEST_REASON, NewHold, Order},
    },
    request::identify::{self, Purpose},
};
use std::collections::BTreeSet;

/// Whose holds, and from where one came to them.
struct Place {
    person: PersonId,
    request: Option<Reference>,
}

/// The holds on a person, and the form of a new one.
pub async fn show(
    visit: Visit,
    desk: Desk,
    typed: Path<(String, PersonId)>,
    asked: HttpRequest,
) -> PageResult {
    let place = Place { request: Some(parse(&typed.0)?), person: typed.1 };
    drawn(&visit, &desk, &place, &asked).await
}

/// The same without a request, from the record.
pub async fn show_of_record(
    visit: Visit,
    desk: Desk,
    typed: Path<PersonId>,
    asked: HttpRequest,
) -> PageResult {
    drawn(&visit, &desk, &Place { request: None, person: *typed }, &asked).await
}

/// Lifts the hold that the form names, ends the silence about it, or sets a new one.
pub async fn change(visit: Visit, desk: Desk, typed: Path<(String, PersonId)>, form: Form) -> PageResult {
    let place = Place { request: Some(parse(&typed.0)?), person: typed.1 };
    put_down(&visit, &desk, &place, form).await
}

/// The same without a request.
pub async fn change_of_record(visit: Visit, desk: Desk, typed: Path<PersonId>, form: Form) -> PageResult {
    put_down(&visit, &desk, &Place { request: None, person: *typed }, form).await
}

/// A record that was not opened lately is opened first, with its purpose.
async fn drawn(visit: &Visit, desk: &Desk, place: &Place, asked: &HttpRequest) -> PageResult {
    let press: HoldId = visit.app.ctx.mint()?;
    let fresh = Form::of(vec![("press".to_owned(), press.to_string())]);
    let kept = just::kept(visit, asked);
    let told = kept.is_some();
    match page(visit, (desk, place), (&fresh, &[]), kept).await {
        Err(Failure::Domain(Error::Refused(Refusal::ReasonNeeded))) => Ok(see_other(place.back())),
        page => Ok(just::once(visit, told, ok(page?))),
    }
}

async fn put_down(visit: &Visit, desk: &Desk, place: &Place, form: Form) -> PageResult {
    let (ctx, person) = (&visit.app.ctx, place.person);
    if !form.get("lift").is_empty() {
        let id: HoldId = form.get("lift").parse().map_err(|_| Failure::Malformed)?;
        hold::lift(ctx, &desk.0, person, id).await?;
        return Ok(just::lead_on(visit, Kept::HoldLifted, &place.path()));
    }
    if !form.get("tell").is_empty() {
        let id: HoldId = form.get("tell").parse().map_err(|_| Failure::Malformed)?;
        hold::may_be_told(ctx, &desk.0, person, id).await?;
        return Ok(just::lead_on(visit, Kept::HoldTold, &place.path()));
    }
    let kind = HoldKind::from_code(form.get("kind"));
    let review_on = form.get("review").parse().ok().filter(|day: &NaiveDate| *day > helsinki_date(ctx.now()));
    let problems = problems(visit, &form, (kind, review_on));
    let Some((kind, review_on)) = kind.zip(review_on).filter(|_| problems.is_empty()) else {
        return Ok(invalid(page(visit, (desk, place), (&form, &problems), None).await?));
    };
    let press = form.get("press").parse().map_err(|_| Failure::Malformed)?;
    let covers: BTreeSet<Category> = form.all("covers").filter_map(Category::from_code).collect();
    let order = (kind == HoldKind::Authority).then(|| order(&form));
    let new = NewHold { press, person, kind, reason: form.get("reason"), covers: &covers, order, review_on };
    hold::set(ctx, &desk.0, &new).await?;
    Ok(just::lead_on(visit, Kept::HoldSet, &place.path()))
}

fn order(form: &Form) -> Order<'_> {
    let [authority, statute, reference, silence] =
        ["authority", "statute", "reference", "silence"].map(|name| form.get(name));
    Order { authority, statute, reference, silence }
}

fn problems(
    visit: &Visit,
    form: &Form,
    (kind, review_on): (Option<HoldKind>, Option<NaiveDate>),
) -> Vec<Problem> {
    let ordered = kind == Some(HoldKind::Authority);
    let wrong = [
        ("kind", kind.is_none()),
        ("reason", !fits(form.get("reason"), LONGEST_REASON)),
        ("authority", ordered && !fits(form.get("authority"), LONGEST_ORDER)),
        ("statute", ordered && !fits(form.get("statute"), LONGEST_ORDER)),
        ("reference", ordered && form.get("reference").chars().count() > LONGEST_ORDER),
        (
            "silence",
            form.get("silence").chars().count() > LONGEST_ORDER
                || !ordered && !form.get("silence").trim().is_empty(),
        ),
        ("review", review_on.is_none()),
    ];
    let wrong = wrong.into_iter().filter(|(_, wrong)| *wrong);
    wrong
        .map(|(field, _)| Problem::new(field, say(visit.language, &format!("hold-{field}-problem"))))
        .collect()
}

async fn page(
    visit: &Visit,
    (desk, place): (&Desk, &Place),
    (form, problems): (&Form, &[Problem]),
    kept: Option<Banner>,
) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let purpose = place.request.as_ref().map_or(Purpose::Lately, Purpose::Request);
    let glimpse = identify::look(ctx, &desk.0, place.person, purpose).await?;
    let holds = hold::on(ctx, place.person).await?;
    let (path, token) = (place.path(), visit.token());
    let mut shell = visit.shell(say(visit.language, "hold-title"), &token);
    (shell.caption, shell.back) = (Some(glimpse.name), Some(place.back()));
    (shell.problems, shell.path, shell.notice) = (problems, &path, kept);
    let may_change = desk.0.is(Role::Caseworker);
    Ok(views::page(&shell, &Shown { holds: &holds, may_change, notice: &ctx.notice, typed: form }))
}

impl Place {
    fn path(&self) -> String {
        let id = self.person.to_string();
        match &self.request {
            Some(reference) => paths::holds(reference.as_str(), &id),
            None => paths::record_holds(&id),
        }
    }

    fn back(&self) -> String {
        let id = self.person.to_string();
        match &self.request {
            Some(reference) => paths::person(reference.as_str(), &id),
            None => paths::record(&id),
        }
    }
}
