//! From a card to a filed request: the question of a wish, the name, check, send.

mod wish;

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{consent::Consents, draft as views, form::Problem, just::Just},
    visit::{Me, Visit},
};
use actix_web::web::{Path, Query};
use entity::id::DraftId;
use maud::Markup;
use portal_core::{
    actor::Owns,
    ctx::Ctx,
    error::Error,
    law::calendar::helsinki_date,
    request::{
        answers::{self, Answers, LONGEST_LINE, Wish},
        draft,
        file::file,
        own,
    },
    right::{consent, erasure::show::outlook, marketing::in_force_since, objection::offered},
};
use serde::Deserialize;
use wish::{Place, Present, read, rows, sheet, told};

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
    let place = (&*draft.to_string(), Place::New);
    Ok(ok(sheet(&visit, place, &answers, &present, &[])))
}

/// Whether the question comes back for what was wrong in its answer.
#[derive(Deserialize)]
pub struct Again {
    wrong: Option<String>,
}

/// The question again, with what was answered; sent back, with what is wrong in it (422).
pub async fn edit(visit: Visit, me: Me, id: Path<DraftId>, again: Query<Again>) -> PageResult {
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    let present = present(&visit, &me, answers.kind).await?;
    let id = id.to_string();
    match answers::complete(&answers, &visit.app.ctx.notice) {
        Err(problems) if again.wrong.is_some() => {
            let problems = told(&visit, &answers, &problems);
            Ok(invalid(sheet(&visit, (&id, Place::Wrong), &answers, &present, &problems)))
        }
        _ => Ok(ok(sheet(&visit, (&id, Place::Change), &answers, &present, &[]))),
    }
}

/// Keeps the answer, also a wrong one; an opt-out or a withdrawal takes effect here, with one press.
pub async fn answer(visit: Visit, me: Me, wish: Path<String>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let wish = known(&wish)?;
    let id: DraftId = form.get("draft").parse().map_err(|_| Failure::Malformed)?;
    let present = present(&visit, &me, wish).await?;
    let answers = read(wish, &form, &present);
    let problems = answers::complete(&answers, &ctx.notice).err();
    if let Some(problems) = problems.as_ref().filter(|_| wish.is_immediate()) {
        // Nothing is typed in it that would have to be kept.
        let problems = told(&visit, &answers, problems);
        return Ok(invalid(sheet(&visit, (form.get("draft"), Place::New), &answers, &present, &problems)));
    }
    draft::keep(ctx, &me.0, id, &answers).await?;
    if problems.is_some() {
        // No browser keeps a page that answers a POST, so going back to it would fail: it is a page of its own.
        return Ok(see_other(paths::draft_wrong(&id.to_string())));
    }
    if wish.is_immediate() {
        return send(&visit, &me, id).await;
    }
    Ok(see_other(paths::draft_name(&id.to_string())))
}

/// Keeps what a form held whose session had ended; gives the path of the page that shows it again.
pub async fn park(ctx: &Ctx, owner: &impl Owns, wish: &str, form: &Form) -> Result<String, Failure> {
    let wish = known(wish)?;
    let id: DraftId = form.get("draft").parse().map_err(|_| Failure::Malformed)?;
    let answers = read(wish, form, &read_with(ctx, owner, wish).await?);
    draft::keep(ctx, owner, id, &answers).await?;
    Ok(paths::draft_edit(&id.to_string()))
}

/// The same of the page of the name; one too long is cut to what is kept.
pub async fn park_name(ctx: &Ctx, owner: &impl Owns, id: &str, form: &Form) -> Result<String, Failure> {
    let id: DraftId = id.parse().map_err(|_| Failure::Domain(Error::NotFound))?;
    let mut answers = draft::load(ctx, owner, id).await?;
    answers.name = form.text("name").map(|name| name.chars().take(LONGEST_LINE).collect());
    draft::save(ctx, owner, id, &answers).await?;
    Ok(paths::draft_name(&id.to_string()))
}

/// What we may call the person.
pub async fn name(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    let known = match answers.name {
        Some(name) => Some(name),
        None => own::known_name(&visit.app.ctx, &me.0).await?,
    };
    Ok(ok(name_page(&visit, &id.to_string(), &known.unwrap_or_default(), &[])))
}

fn name_page(visit: &Visit, id: &str, name: &str, problems: &[Problem]) -> Markup {
    let token = visit.token();
    let path = paths::draft_name(id);
    let mut shell = visit.shell(say(visit.language, "draft-name-title"), &token);
    (shell.back, shell.path, shell.problems) = (Some(paths::draft_edit(id)), &path, problems);
    views::name(&shell, id, name)
}

/// Keeps the name; one that is too long comes back whole.
pub async fn keep_name(visit: Visit, me: Me, id: Path<DraftId>, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let mut answers = draft::load(ctx, &me.0, *id).await?;
    answers.name = form.text("name");
    if form.get("name").chars().count() > LONGEST_LINE {
        let problems = [Problem::new("name", say(visit.language, "problem-too-long"))];
        return Ok(invalid(name_page(&visit, &id.to_string(), form.get("name"), &problems)));
    }
    draft::save(ctx, &me.0, *id, &answers).await?;
    Ok(see_other(paths::draft(&id.to_string())))
}

/// Check your answers.
pub async fn check(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    if answers::complete(&answers, &visit.app.ctx.notice).is_err() {
        return Ok(see_other(paths::draft_wrong(&id.to_string())));
    }
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "draft-check"), &token);
    shell.back = Some(paths::draft_name(&id.to_string()));
    Ok(ok(views::check(&shell, (&id.to_string(), answers.kind), &rows(&visit, &id.to_string(), &answers))))
}

/// Asks once more before a draft is thrown away.
pub async fn ask_discard(visit: Visit, me: Me, id: Path<DraftId>) -> PageResult {
    if let Some(filed) = draft::filed(&visit.app.ctx, &me.0, *id).await? {
        return Ok(see_other(paths::request(&filed)));
    }
    let answers = draft::load(&visit.app.ctx, &me.0, *id).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "draft-discard-title"), &token);
    shell.back = Some(paths::REQUESTS.into());
    Ok(ok(views::ask_discard(&shell, &id.to_string(), answers.kind)))
}

/// Throws it away.
pub async fn discard(visit: Visit, me: Me, id: Path<DraftId>, _form: Form) -> PageResult {
    draft::discard(&visit.app.ctx, &me.0, *id).await?;
    Ok(see_other(paths::REQUESTS))
}

/// Sends; a second press finds the same request.
pub async fn file_it(visit: Visit, me: Me, id: Path<DraftId>, _form: Form) -> PageResult {
    send(&visit, &me, *id).await
}

async fn send(visit: &Visit, me: &Me, id: DraftId) -> PageResult {
    let reference = file(&visit.app.ctx, &me.0, id, visit.language, &visit.network).await?;
    Ok(just::lead_to(visit, Just::Filed, reference.as_str()))
}

fn known(wish: &str) -> Result<Wish, Failure> {
    Wish::from_code(wish).ok_or(Failure::Domain(Error::NotFound))
}

async fn present(visit: &Visit, me: &Me, wish: Wish) -> Result<Present, Failure> {
    let ctx = &visit.app.ctx;
    Ok(match wish {
        Wish::Erasure => {
            Present { outlook: outlook(ctx, &me.0, visit.language).await?, ..Present::default() }
        }
        Wish::Marketing => {
            let since = in_force_since(ctx, ctx.read(), &me.0.email_key).await?;
            Present { in_force: since.map(helsinki_date), ..Present::default() }
        }
        Wish::Consent => {
            let key = &me.0.email_key;
            let barred = consent::barred(ctx, ctx.read(), key).await?;
            let held = consent::held(ctx.read(), key).await?;
            Present { consents: Consents { barred, held }, ..Present::default() }
        }
        _ => read_with(ctx, &me.0, wish).await?,
    })
}

/// What a form is read with.
async fn read_with(ctx: &Ctx, owner: &impl Owns, wish: Wish) -> Result<Present, Failure> {
    Ok(match wish {
        Wish::Rectification => {
            Present { fields: own::present_values(ctx, owner).await?, ..Present::default() }
        }
        Wish::Objection => {
            Present { purposes: offered(ctx, ctx.read(), owner.key()).await?, ..Present::default() }
        }
        _ => Present::default(),
    })
}
