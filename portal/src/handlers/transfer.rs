//! The handing over to the controller a person named: the files for it, and how it ended.

use super::{
    PageResult,
    desk::{refill, seen, settled},
    package::{file, is_own_navigation},
    requests::parse,
};
use crate::{
    form::Form,
    say::say,
    views::{done::Done, form::Problem},
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, HttpResponse, http::Method, web::Path};
use chrono::NaiveDate;
use entity::kind::Language;
use portal_core::{
    error::Error,
    law::{calendar::helsinki_date, demand::LONGEST, too_much},
    request::{case, own::LONGEST_MESSAGE},
    right::portability::{
        SCHEMA,
        transfer::{self, Answer, Ending},
    },
};

/// The schema of the portability format, for whoever reads such a file.
pub async fn schema() -> HttpResponse {
    HttpResponse::Ok().content_type("application/schema+json; charset=utf-8").body(SCHEMA)
}

/// The person's own files, for the controller they named; taking them is recorded.
pub async fn take(visit: Visit, desk: Desk, typed: Path<String>, request: HttpRequest) -> PageResult {
    let reference = parse(&typed)?;
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    // HEAD hands nothing over, so nothing is recorded as if it did.
    let bytes = if request.method() == Method::HEAD {
        transfer::ready(&visit.app.ctx, &desk.0, &reference).await.map(|_| Vec::new())
    } else {
        transfer::take(&visit.app.ctx, &desk.0, &reference).await
    }?;
    Ok(file(reference.as_str(), bytes))
}

/// Notes how it ended, and closes the request.
pub async fn settle(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let ctx = &visit.app.ctx;
    let received_on = case::open(ctx, &desk.0, &reference).await?.request.received_on;
    let days = (received_on, helsinki_date(ctx.now()));
    let done = match read(visit.language, &form, days) {
        Err(problem) => return refill(&visit, &desk, &reference, problem, form).await,
        Ok(ending) => transfer::settle(ctx, &desk.0, &seen(&reference, &form)?, ending).await,
    };
    settled(&visit, &desk, &reference, done.map(|()| Done::Transferred), form).await
}

/// The second person: it is refused, or sent back to be handed over.
pub async fn approve(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let reason = form.get("transfer_reason");
    let answer = match form.get("answer") {
        "refuse" => Answer::Refuse,
        "back" if !reason.is_empty() && reason.chars().count() <= LONGEST_MESSAGE => Answer::Back(reason),
        "back" => {
            let problem = Problem::new("transfer_reason", say(visit.language, "transfer-problem-reason"));
            return refill(&visit, &desk, &reference, problem, form).await;
        }
        _ => {
            let problem = Problem::new("answer", say(visit.language, "transfer-problem-answer"));
            return refill(&visit, &desk, &reference, problem, form).await;
        }
    };
    let told = if answer == Answer::Refuse { Done::Approved } else { Done::SentBack };
    let done = transfer::approve(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, answer).await;
    settled(&visit, &desk, &reference, done.map(|()| told), form).await
}

fn read(language: Language, form: &Form, days: (NaiveDate, NaiveDate)) -> Result<Ending<'_>, Problem> {
    let problem = |field: &str| {
        let key = format!("transfer-problem-{}", field.trim_start_matches("given_"));
        Problem::new(field, say(language, &key))
    };
    let how = form.get("how");
    let told = !how.is_empty() && how.chars().count() <= LONGEST_MESSAGE;
    match form.get("ending") {
        "given" => {
            let on = form.get("given_on").parse::<NaiveDate>().ok();
            let on = on.filter(|on| (days.0..=days.1).contains(on)).ok_or_else(|| problem("given_on"))?;
            if told { Ok(Ending::Given { on, how }) } else { Err(problem("how")) }
        }
        "failed" if !told => Err(problem("how")),
        // The text goes to the person.
        "failed" if too_much::is_asked_in(how) => Err(Problem::new("how", say(language, "desk-text-asks"))),
        "failed" => match form.get("evidence") {
            evidence if evidence.is_empty() || evidence.chars().count() > LONGEST => Err(problem("evidence")),
            evidence => Ok(Ending::Failed { why: how, evidence }),
        },
        _ => Err(problem("ending")),
    }
}
