//! What differs from wish to wish: reading its form, drawing its question, telling its answers.

use crate::{
    form::Form,
    paths,
    say::say,
    views::{
        access,
        consent::{self, Consents},
        draft::{Sheet, slug},
        erasure::{self, Offer},
        form::Problem,
        marketing, objection,
        parts::{self, SummaryRow},
        portability, rectification, restriction, something_else, value,
    },
    visit::Visit,
};
use chrono::NaiveDate;
use entity::kind::{Language, RestrictionGround};
use maud::{Markup, html};
use portal_core::{
    lang::text,
    notice::profile::Profile,
    request::answers::{self, Answers, Correction, Wish},
    right::{
        erasure::show::Outlook,
        rectification::fields::{Field, PresentField, parse_target},
    },
};
use std::collections::BTreeSet;

/// What the register tells the requester before the question is answered.
#[derive(Default)]
pub(super) struct Present {
    /// The values that can be corrected.
    pub fields: Vec<PresentField>,
    /// What could not be erased today; nothing where only the rule can be told.
    pub outlook: Outlook,
    /// The purposes that this person may object to.
    pub purposes: BTreeSet<String>,
    /// How the consents of this address stand.
    pub consents: Consents,
    /// Since when marketing to the address has been forbidden.
    pub in_force: Option<NaiveDate>,
}

/// The answers of a posted form; what a wish does not ask is not read.
pub(super) fn read(wish: Wish, form: &Form, present: &Present) -> Answers {
    let mut answers = Answers::of(wish);
    match wish {
        Wish::Access | Wish::Erasure | Wish::Portability => {
            answers.categories = form.all("categories").map(str::to_owned).collect();
            answers.everything = form.get("scope") != "some";
            (answers.transfer_to, answers.transfer_reach) = match wish {
                Wish::Portability => (form.text("transfer_to"), form.text("transfer_reach")),
                _ => (None, None),
            };
        }
        Wish::Rectification => {
            answers.fields =
                present.fields.iter().filter_map(|field| correction(form, present, field)).collect();
            answers.other = form.text("other");
            answers.restrict = form.get("restrict") == "yes";
        }
        Wish::Restriction => {
            answers.ground = RestrictionGround::from_code(form.get("ground"));
            answers.categories = form.all("categories").map(str::to_owned).collect();
            answers.everything = form.get("scope") != "some";
            answers.text = form.text("text");
        }
        Wish::Objection => {
            let offered = form.all("purposes").filter(|code| present.purposes.contains(*code));
            answers.purposes = offered.map(str::to_owned).collect();
            answers.text = form.text("text");
        }
        Wish::Marketing => answers.still = form.get("still") == "yes",
        Wish::Consent => {
            let stands = form.all("purposes").filter(|code| !present.consents.barred.contains_key(*code));
            answers.purposes = stands.map(str::to_owned).collect();
        }
        Wish::SomethingElse => answers.text = form.text("text"),
    }
    answers
}

fn correction(form: &Form, present: &Present, field: &PresentField) -> Option<Correction> {
    let right_value = form.text(&rectification::name_of(&field.target))?;
    let country = country(form, present, field);
    Some(Correction { target: field.target.clone(), present: field.shown().to_owned(), right_value, country })
}

/// The country of the address whose line a field is, as the form leaves it; nothing where the address is not shown.
fn country(form: &Form, present: &Present, field: &PresentField) -> Option<String> {
    let record = parse_target(&field.target)?.record;
    let of_record = |other: &&PresentField| {
        parse_target(&other.target)
            .is_some_and(|target| target.field == Field::AddressCountry && target.record == record)
    };
    let country = present.fields.iter().find(of_record).filter(|country| !country.hidden)?;
    Some(form.text(&rectification::name_of(&country.target)).unwrap_or_else(|| country.value.clone()))
}

/// The domain's problems at the fields of this page.
pub(super) fn told(visit: &Visit, answers: &Answers, problems: &[answers::Problem]) -> Vec<Problem> {
    let place = |problem: &answers::Problem| match (problem.field, problem.index) {
        ("fields", Some(index)) => rectification::name_of(&answers.fields[index].target),
        ("fields", None) => "other".to_owned(),
        (field, _) => field.to_owned(),
    };
    problems.iter().map(|problem| Problem::new(place(problem), say(visit.language, problem.key))).collect()
}

/// Where the question is put: for the first time, or again from the page of the answers.
#[derive(Clone, Copy)]
pub(super) enum Place {
    New,
    /// Sent back for what is wrong in it: there is nothing to check yet.
    Wrong,
    Change,
}

pub(super) fn sheet(
    visit: &Visit,
    (draft, place): (&str, Place),
    answers: &Answers,
    present: &Present,
    problems: &[Problem],
) -> Markup {
    let wish = answers.kind;
    let token = visit.token();
    let title = say(visit.language, &format!("choice-{}-title", slug(wish)));
    let (path, back) = match place {
        Place::New => (paths::new(wish), paths::NEW.into()),
        Place::Wrong => (paths::draft_wrong(draft), paths::NEW.into()),
        Place::Change => (paths::draft_edit(draft), paths::draft(draft)),
    };
    let mut shell = visit.shell(title, &token);
    (shell.problems, shell.path, shell.back) = (problems, &path, Some(back));
    let notice = &visit.app.ctx.notice;
    let paper = Sheet { wish, draft };
    match wish {
        Wish::Access => access::form(&shell, &paper, answers, notice),
        Wish::Erasure => erasure::form(&shell, &paper, answers, &Offer { notice, outlook: &present.outlook }),
        Wish::Rectification => rectification::form(&shell, &paper, answers, &present.fields),
        Wish::Restriction => restriction::form(&shell, &paper, answers, notice),
        Wish::Objection => objection::form(&shell, &paper, answers, (notice, &present.purposes)),
        Wish::Portability => portability::form(&shell, &paper, answers, notice),
        Wish::Marketing => marketing::form(&shell, &paper, notice, present.in_force),
        Wish::Consent => consent::form(&shell, &paper, answers, (notice, &present.consents)),
        Wish::SomethingElse => something_else::form(&shell, &paper, answers, notice),
    }
}

/// What was answered, each with its way back.
pub(super) fn rows(visit: &Visit, draft: &str, answers: &Answers) -> Vec<SummaryRow> {
    let (language, notice) = (visit.language, &visit.app.ctx.notice);
    let edit = paths::draft_edit(draft);
    let wish = say(language, &format!("choice-{}-title", slug(answers.kind)));
    let mut rows = vec![SummaryRow::new(say(language, "draft-wish"), &wish)];
    let mut row = |key: String, value: &Markup| rows.push(SummaryRow::new(key, value).change(edit.clone()));
    match answers.kind {
        Wish::Access => row(say(language, "access-scope"), &scope(visit, answers)),
        Wish::Erasure => row(say(language, "erasure-scope"), &scope(visit, answers)),
        Wish::Portability => {
            row(say(language, "access-scope"), &scope(visit, answers));
            let to = answers.transfer_to.iter().chain(&answers.transfer_reach);
            row(
                say(language, "portability-transfer"),
                &html! {
                    @if answers.transfer_to.is_none() { (say(language, "portability-transfer-none")) }
                    @for line in to { p { (line) } }
                },
            );
        }
        Wish::Rectification => told_rectification(language, answers, &mut row),
        Wish::Restriction => told_restriction(language, notice, answers, &mut row),
        Wish::Objection => told_objection(language, notice, answers, &mut row),
        Wish::SomethingElse => {
            row(say(language, "other-text"), &html! { (answers.text.as_deref().unwrap_or_default()) });
        }
        Wish::Marketing | Wish::Consent => {}
    }
    let name = answers.name.clone().unwrap_or_else(|| say(language, "draft-name-none"));
    rows.push(SummaryRow::new(say(language, "draft-name-title"), &name).change(paths::draft_name(draft)));
    rows
}

fn told_rectification(language: Language, answers: &Answers, row: &mut impl FnMut(String, &Markup)) {
    for field in &answers.fields {
        let label = parse_target(&field.target)
            .map_or_else(String::new, |target| text(language, target.field.label_key()));
        let [present, right] =
            [&field.present, &field.right_value].map(|it| value::of_target(language, &field.target, it));
        row(label, &parts::asked(language, &present, &right));
    }
    if let Some(other) = &answers.other {
        row(say(language, "rectification-other"), &html! { (other) });
    }
    let restrict = if answers.restrict { "rectification-restrict-yes" } else { "rectification-restrict-no" };
    row(say(language, "rectification-restrict"), &html! { (say(language, restrict)) });
}

fn told_restriction(
    language: Language,
    notice: &Profile,
    answers: &Answers,
    row: &mut impl FnMut(String, &Markup),
) {
    let ground =
        answers.ground.map(|ground| say(language, &format!("restriction-because-{}", ground.code())));
    row(say(language, "restriction-why"), &html! { (ground.unwrap_or_default()) });
    let labels = answers.categories.iter().filter_map(|code| notice.category(code));
    let labels: Vec<&str> = labels.map(|category| category.label.in_language(language)).collect();
    row(
        say(language, "restriction-scope"),
        &html! {
            @if answers.everything { (say(language, "restriction-everything")) }
            @else { ul { @for label in labels { li { (label) } } } }
        },
    );
    if let Some(text) = &answers.text {
        row(say(language, "restriction-text"), &html! { (text) });
    }
}

fn told_objection(
    language: Language,
    notice: &Profile,
    answers: &Answers,
    row: &mut impl FnMut(String, &Markup),
) {
    let labels = answers.purposes.iter().filter_map(|code| notice.purpose(code));
    let labels: Vec<&str> = labels.map(|purpose| purpose.label.in_language(language)).collect();
    row(say(language, "objection-which"), &html! { ul { @for label in labels { li { (label) } } } });
    row(say(language, "objection-situation"), &html! { (answers.text.as_deref().unwrap_or_default()) });
}

/// Everything, or which categories.
fn scope(visit: &Visit, answers: &Answers) -> Markup {
    let (language, notice) = (visit.language, &visit.app.ctx.notice);
    let everything = match answers.kind {
        Wish::Portability => "portability-everything",
        Wish::Erasure => "erasure-everything",
        _ => "access-everything",
    };
    let labels = answers.categories.iter().filter_map(|code| notice.category(code));
    html! {
        @if answers.everything { (say(language, everything)) }
        @else { ul { @for category in labels { li { (category.label.in_language(language)) } } } }
    }
}
