//! From a card to a filed request: the question of a wish, the name, check, send.

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::{
        access, consent, draft as views,
        draft::{Sheet, slug},
        form::Problem,
        marketing,
        parts::SummaryRow,
        rectification, something_else,
    },
    visit::{Me, Visit, lapsed},
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::Method, web::Path};
use entity::id::DraftId;
use maud::{Markup, html};
use portal_core::{
    error::Error,
    lang::text,
    request::{
        draft::{self, Answers, Correction, Wish},
        file::file,
        own,
    },
    right::rectification::fields::PresentField,
};

/// The choices, for someone signed in.
pub async fn choose(visit: Visit, _me: Me) -> PageResult {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "draft-choose"), &token);
    Ok(ok(crate::views::home::choose(&shell)))
}

/// The question of a wish.
pub async fn question(visit: Visit, me: Me, wish: Path<String>) -> PageResult {
    let wish = known(&wish)?;
    let draft: DraftId = visit.app.ctx.mint()?;
    let answers = Answers::of(wish);
    let present = present(&visit, &me, wish).await?;
    Ok(ok(sheet(&visit, &draft.to_string(), &answers, &present, &[])))
}

/// The question again, with what was answered.
pub async fn edit(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    let present = present(&visit, &me, answers.kind).await?;
    Ok(ok(sheet(&visit, &id.to_string(), &answers, &present, &[])))
}

/// Keeps the answer; an opt-out or a withdrawal takes effect here, with one press.
pub async fn answer(visit: Visit, me: Me, wish: Path<String>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let wish = known(&wish)?;
    let id: DraftId = form.get("draft").parse().map_err(|_| Failure::Malformed)?;
    let present = present(&visit, &me, wish).await?;
    let answers = read(wish, &form, &present);
    if let Err(problems) = draft::complete(&answers, &ctx.notice) {
        let problems = told(&visit, &answers, &problems);
        return Ok(invalid(sheet(&visit, form.get("draft"), &answers, &present, &problems)));
    }
    draft::keep(ctx, &me.0, id, &answers).await?;
    if wish.is_immediate() {
        return send(&visit, &me, id).await;
    }
    Ok(see_other(paths::draft_name(&id.to_string())))
}

/// Whether a request without a live session may still leave what was typed.
pub fn may_park(request: &HttpRequest) -> bool {
    request.method() == Method::POST && request.path().starts_with("/requests/new/")
}

/// Keeps what somebody typed whose session ended meanwhile, and leads them to sign in and back to it. Nothing is
/// filed, also not by a form that takes one press.
pub async fn park(request: &HttpRequest, body: &mut Payload) -> Failure {
    match parked(request, body).await {
        Ok(return_to) => Failure::SignInFirst { staff: false, return_to },
        Err(failure) => failure,
    }
}

async fn parked(request: &HttpRequest, body: &mut Payload) -> Result<String, Failure> {
    let path = request.path();
    let Some((visit, requester)) = lapsed(request).await? else {
        return Ok(paths::return_code(path).unwrap_or_default());
    };
    let form = Form::from_request(request, body).await;
    // The visit served the token's check; nobody behind this may take it for a live one.
    request.extensions_mut().remove::<Visit>();
    let (form, me) = (form?, Me(requester));
    let wish = known(path.trim_start_matches("/requests/new/"))?;
    let id: DraftId = form.get("draft").parse().map_err(|_| Failure::Malformed)?;
    let answers = read(wish, &form, &present(&visit, &me, wish).await?);
    draft::keep(&visit.app.ctx, &me.0, id, &answers).await?;
    Ok(paths::return_code(&paths::draft_edit(&id.to_string())).unwrap_or_default())
}

/// What we may call the person.
pub async fn name(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "draft-name-title"), &token);
    shell.back = Some(paths::draft_edit(&id.to_string()));
    Ok(ok(views::name(&shell, &id.to_string(), &answers.name.unwrap_or_default())))
}

/// Keeps the name.
pub async fn keep_name(visit: Visit, me: Me, id: Path<DraftId>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let mut answers = draft::load(ctx, &me.0, *id).await?;
    answers.name = form.text("name").map(|name| name.chars().take(draft::LONGEST_LINE).collect());
    draft::save(ctx, &me.0, *id, &answers).await?;
    Ok(see_other(paths::draft(&id.to_string())))
}

/// Check your answers.
pub async fn check(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "draft-check"), &token);
    shell.back = Some(paths::draft_name(&id.to_string()));
    Ok(ok(views::check(&shell, &id.to_string(), &rows(&visit, &id.to_string(), &answers))))
}

/// Sends; a second press finds the same request.
pub async fn file_it(visit: Visit, me: Me, id: Path<DraftId>, _form: Form) -> PageResult {
    send(&visit, &me, *id).await
}

async fn send(visit: &Visit, me: &Me, id: DraftId) -> PageResult {
    let reference = file(&visit.app.ctx, &me.0, id, visit.language, &visit.network).await?;
    Ok(see_other(paths::request(reference.as_str())))
}

fn known(wish: &str) -> Result<Wish, Failure> {
    Wish::from_code(wish).ok_or(Failure::Domain(Error::NotFound))
}

async fn present(visit: &Visit, me: &Me, wish: Wish) -> Result<Vec<PresentField>, Failure> {
    match wish {
        Wish::Rectification => Ok(own::present_values(&visit.app.ctx, &me.0).await?),
        _ => Ok(Vec::new()),
    }
}

/// The answers of a posted form; what a wish does not ask is not read.
fn read(wish: Wish, form: &Form, present: &[PresentField]) -> Answers {
    let mut answers = Answers::of(wish);
    match wish {
        Wish::Access => {
            answers.categories = form.all("categories").map(str::to_owned).collect();
            answers.everything = form.get("scope") != "some";
        }
        Wish::Rectification => {
            answers.fields = present.iter().filter_map(|field| correction(form, field)).collect();
            answers.other = form.text("other");
        }
        Wish::Marketing => {}
        Wish::Consent => answers.purposes = form.all("purposes").map(str::to_owned).collect(),
        Wish::SomethingElse => answers.text = form.text("text"),
    }
    answers
}

fn correction(form: &Form, field: &PresentField) -> Option<Correction> {
    let right_value = form.text(&rectification::name_of(&field.target))?;
    Some(Correction { target: field.target.clone(), present: field.value.clone(), right_value })
}

/// The domain's problems at the fields of this page.
fn told(visit: &Visit, answers: &Answers, problems: &[draft::Problem]) -> Vec<Problem> {
    let place = |problem: &draft::Problem| match (problem.field, problem.index) {
        ("fields", Some(index)) => rectification::name_of(&answers.fields[index].target),
        ("fields", None) => "other".to_owned(),
        (field, _) => field.to_owned(),
    };
    problems.iter().map(|problem| Problem::new(place(problem), say(visit.language, problem.key))).collect()
}

fn sheet(
    visit: &Visit,
    draft: &str,
    answers: &Answers,
    present: &[PresentField],
    problems: &[Problem],
) -> Markup {
    let wish = answers.kind;
    let token = visit.token();
    let title = say(visit.language, &format!("choice-{}-title", slug(wish)));
    let path = paths::new(wish);
    let mut shell = visit.shell(title, &token);
    (shell.problems, shell.path) = (problems, &path);
    shell.back = Some(paths::NEW.into());
    let notice = &visit.app.ctx.notice;
    let paper = Sheet { wish, draft };
    match wish {
        Wish::Access => access::form(&shell, &paper, answers, notice),
        Wish::Rectification => rectification::form(&shell, &paper, answers, present),
        Wish::Marketing => marketing::form(&shell, &paper, notice),
        Wish::Consent => consent::form(&shell, &paper, answers, notice),
        Wish::SomethingElse => something_else::form(&shell, &paper, answers),
    }
}

/// What was answered, each with its way back.
fn rows(visit: &Visit, draft: &str, answers: &Answers) -> Vec<SummaryRow> {
    let (language, notice) = (visit.language, &visit.app.ctx.notice);
    let edit = paths::draft_edit(draft);
    let wish = say(language, &format!("choice-{}-title", slug(answers.kind)));
    let mut rows = vec![SummaryRow::new(say(language, "draft-wish"), &wish)];
    let mut row = |key: String, value: &Markup| rows.push(SummaryRow::new(key, value).change(edit.clone()));
    match answers.kind {
        Wish::Access if answers.everything => {
            row(say(language, "access-scope"), &html! { (say(language, "access-everything")) });
        }
        Wish::Access => {
            let labels = answers.categories.iter().filter_map(|code| notice.category(code));
            let labels: Vec<&str> = labels.map(|category| category.label.in_language(language)).collect();
            row(say(language, "access-scope"), &html! { ul { @for label in labels { li { (label) } } } });
        }
        Wish::Rectification => {
            for field in &answers.fields {
                let label = portal_core::right::rectification::fields::parse_target(&field.target)
                    .map_or_else(String::new, |target| text(language, target.field.label_key()));
                row(label, &crate::views::parts::compare(language, &field.present, &field.right_value));
            }
            if let Some(other) = &answers.other {
                row(say(language, "rectification-other"), &html! { (other) });
            }
        }
        Wish::SomethingElse => {
            row(say(language, "other-text"), &html! { (answers.text.as_deref().unwrap_or_default()) });
        }
        Wish::Marketing | Wish::Consent => {}
    }
    let name = answers.name.clone().unwrap_or_else(|| say(language, "draft-name-none"));
    rows.push(SummaryRow::new(say(language, "draft-name"), &name).change(paths::draft_name(draft)));
    rows
}
