//! The step between verdicts and reasons where a copy is given in part: what is kept back is marked, item by item.

use super::{Draft, bench, draw};
use crate::{
    begun,
    error::Failure,
    handlers::{PageResult, answer, invalid, ok, see_other},
    paths,
    say::{say, say_with},
    views::{
        copy as views,
        decision::MARK,
        form::Problem,
        parts::{Banner, Tone},
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpResponse, http::StatusCode};
use entity::kind::Verdict;
use maud::{Markup, html};
use portal_core::{
    error::Error,
    right::package::copy::{self, Moved},
};

/// The item whose marks come next: the one asked for, one that has none yet, or one that has them wrong.
pub fn place(draft: &Draft, problems: &[(usize, Problem)]) -> Option<usize> {
    let asked = draft.form.get("to").strip_prefix(MARK).and_then(|place| place.parse().ok());
    let in_part = |place: &usize| {
        let item = draft.case.items.get(*place);
        let verdict = item.and_then(|item| draft.decision.on(item.id));
        draft.tally.is_some() && verdict.is_some_and(|verdict| verdict.verdict == Verdict::Partly)
    };
    let new = |place: &usize| in_part(place) && draft.form.get(&format!("part-{place}")).is_empty();
    let asked = asked.filter(in_part).or_else(|| (0..draft.case.items.len()).find(new));
    asked.or_else(|| problems.first().map(|(place, _)| *place))
}

/// The page of one item's marks, at an address of its own. Its records are opened for it, and that is a look.
pub async fn page(
    visit: &Visit,
    desk: &Desk,
    draft: &Draft,
    told: (usize, &[(usize, Problem)]),
) -> PageResult {
    let (place, problems) = told;
    let asked = draft.form.get("to").starts_with(MARK);
    let seen = !draft.form.get(&format!("part-{place}")).is_empty() && !asked;
    let problems = problems.iter().filter(|(at, _)| seen && *at == place);
    let problems: Vec<Problem> = problems.map(|(_, problem)| problem.clone()).collect();
    if !asked && problems.is_empty() {
        let path = paths::decide(draft.reference.as_str());
        return Ok(see_other(begun::step_at(&path, &format!("{MARK}{place}"))));
    }
    let item = draft.case.items.get(place).ok_or(Failure::Domain(Error::NotFound))?;
    let copy = copy::look(&visit.app.ctx, &desk.0, &draft.reference, visit.language).await?;
    let copy = copy.ok_or(Failure::Domain(Error::NotFound))?;
    let page = draw(visit, draft, (1, "copy-mark-title"), &problems, |shell| {
        views::mark(shell, &bench(visit, draft), (place, item), &copy)
    });
    Ok(if problems.is_empty() { ok(page) } else { invalid(page) })
}

/// What the copy would hold that it did not when the form was drawn. A form that does not say what it was drawn for
/// sends nothing.
pub fn moved(draft: &Draft, sends: bool) -> Vec<Moved> {
    let Some(tally) = &draft.tally else { return Vec::new() };
    let gives = draft.decision.grants() && !draft.decision.nothing_held;
    let then = draft.form.get("copy");
    let bound = gives && (sends || !then.is_empty());
    if bound { copy::moved(then, &tally.fingerprint) } else { Vec::new() }
}

/// The verdicts again, with what came, went or changed meanwhile; what was typed stands.
pub fn changed(visit: &Visit, draft: &Draft, moved: &[Moved]) -> HttpResponse {
    let language = visit.language;
    let notice = &visit.app.ctx.notice;
    let body: Markup = html! {
        ul { @for one in moved { li { (one.told(notice, language)) } } }
        p { (say(language, "copy-changed-kept")) }
    };
    let title = say_with(language, "copy-changed", &[("count", moved.len().into())]);
    let banner = Banner { tone: Tone::Bad, title, body: Some(body) };
    answer(StatusCode::CONFLICT, super::verdicts_with(visit, draft, &banner))
}
