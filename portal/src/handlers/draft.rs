//! From a card to a filed request: the question of a wish, the name, check, send.

mod wish;

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::draft as views,
    visit::{Me, Visit, lapsed},
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::Method, web::Path};
use entity::id::DraftId;
use portal_core::{
    error::Error,
    request::{
        answers::{self, Answers, LONGEST_LINE, Wish},
        draft,
        file::file,
        own,
    },
    right::erasure::show::outlook,
};
use wish::{Present, read, rows, sheet, told};

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
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
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
    if let Err(problems) = answers::complete(&answers, &ctx.notice) {
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
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
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
    answers.name = form.text("name").map(|name| name.chars().take(LONGEST_LINE).collect());
    draft::save(ctx, &me.0, *id, &answers).await?;
    Ok(see_other(paths::draft(&id.to_string())))
}

/// Check your answers.
pub async fn check(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
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

async fn present(visit: &Visit, me: &Me, wish: Wish) -> Result<Present, Failure> {
    let ctx = &visit.app.ctx;
    Ok(match wish {
        Wish::Rectification => {
            Present { fields: own::present_values(ctx, &me.0).await?, ..Present::default() }
        }
        Wish::Erasure => {
            Present { outlook: outlook(ctx, &me.0, visit.language).await?, ..Present::default() }
        }
        _ => Present::default(),
    })
}
