//! Several requests of the queue given to a colleague: chosen there, looked at here, done when confirmed.

use super::{PageResult, answer, ok, see_other};
use crate::{
    error::Failure,
    form::Form,
    just, paths,
    say::say,
    views::{
        bulk as views,
        parts::{Banner, Tone},
    },
    visit::{Desk, Visit},
};
use actix_web::http::StatusCode;
use entity::id::StaffId;
use maud::Markup;
use portal_core::{
    id::Reference,
    request::queue::bulk::{self, MOST, Picked, Weighed},
};

/// How many of what was chosen qualify, and what does not.
pub async fn form(visit: Visit, desk: Desk) -> PageResult {
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked = Form::of(serde_urlencoded::from_str(asked).unwrap_or_default());
    if asked.get("to").is_empty() {
        return Ok(see_other(paths::QUEUE));
    }
    let (picked, to) = (chosen(&asked)?, colleague(&asked)?);
    let weighed = bulk::weigh(&visit.app.ctx, &desk.0, &picked, to).await?;
    Ok(ok(page(&visit, (&weighed, to), None)))
}

/// Gives them to the colleague; where one has changed meanwhile nothing is done and the page says what is left.
pub async fn assign(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let (picked, to) = (chosen(&form)?, colleague(&form)?);
    match bulk::assign(&visit.app.ctx, &desk.0, &picked, to).await? {
        Ok(count) => Ok(just::lead_to_queue(&visit, count)),
        Err(weighed) => {
            let changed = Banner::new(Tone::Warn, say(visit.language, "bulk-changed"));
            Ok(answer(StatusCode::CONFLICT, page(&visit, (&weighed, to), Some(changed))))
        }
    }
}

fn page(visit: &Visit, (weighed, to): (&Weighed, StaffId), notice: Option<Banner>) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "bulk-title"), &token);
    shell.back = Some(paths::QUEUE.into());
    shell.notice = notice;
    views::page(&shell, weighed, to)
}

/// What was chosen one by one, or all that the page showed.
fn chosen(asked: &Form) -> Result<Vec<Picked>, Failure> {
    let name = if asked.get("all") == "yes" { "shown" } else { "pick" };
    let picked: Vec<Picked> = asked.all(name).map(parse).collect::<Option<_>>().ok_or(Failure::Malformed)?;
    if picked.len() > MOST { Err(Failure::Malformed) } else { Ok(picked) }
}

fn parse(text: &str) -> Option<Picked> {
    let (reference, version) = text.split_once('.')?;
    Some(Picked { reference: Reference::parse(reference).ok()?, version: version.parse().ok()? })
}

fn colleague(asked: &Form) -> Result<StaffId, Failure> {
    asked.get("to").parse().map_err(|_| Failure::Malformed)
}
