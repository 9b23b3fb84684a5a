//! A request that came by letter, visit, phone or mail, entered by staff; and how its requester was identified later.

use super::{
    PageResult,
    desk::{refill, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    form::Form,
    just, paths,
    say::{say, say_with},
    views::{
        done::Done,
        entry as views,
        form::Problem,
        parts::{Banner, Tone},
    },
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use chrono::NaiveDate;
use entity::{
    id::DraftId,
    kind::{Assurance, Channel, Language, Right},
};
use maud::Markup;
use portal_core::{
    lang::date,
    law::{calendar::helsinki_date, identity_code},
    request::{
        enter::{
            self, Entered, Identity,
            lacks::{is_long_ago, lacks},
        },
        own::LONGEST_MESSAGE,
    },
};

/// The empty form.
pub async fn form(visit: Visit, _desk: Desk) -> PageResult {
    let press: DraftId = visit.app.ctx.mint()?;
    let fresh = Form::of(vec![("press".to_owned(), press.to_string())]);
    Ok(ok(page(&visit, &fresh, (&[], None))))
}

/// Enters it; a day of receipt long ago is asked about once.
pub async fn enter(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let ctx = &visit.app.ctx;
    let (entered, today) = (read(&form)?, helsinki_date(ctx.now()));
    let say = |problem: &portal_core::request::answers::Problem| {
        Problem::new(problem.field, say(visit.language, problem.key))
    };
    let problems: Vec<Problem> = lacks(&entered, today).iter().map(say).collect();
    if !problems.is_empty() {
        return Ok(invalid(page(&visit, &form, (&problems, None))));
    }
    let doubtful = entered.received_on.filter(|on| is_long_ago(*on, today));
    if let Some(on) = doubtful.filter(|on| form.get("sure_of") != on.to_string()) {
        return Ok(ok(page(&visit, &form, (&[], Some(asked_again(visit.language, on, today))))));
    }
    let reference = enter::enter(ctx, &desk.0, &entered).await?;
    Ok(just::lead_to_desk(&visit, Done::Entered, reference.as_str()))
}

/// Notes how somebody was identified.
pub async fn identified(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let reference = parse(&typed)?;
    let (method, how) = (Assurance::from_code(form.get("identity")), form.get("finding"));
    let fits = (1..=LONGEST_MESSAGE).contains(&how.chars().count()) && !identity_code::is_in(how);
    let Some(method) = method.filter(|_| fits) else {
        let field = if method.is_none() { "identity" } else { "finding" };
        let key =
            if identity_code::is_in(how) { "entry-problem-identity-code" } else { "entry-problem-identity" };
        return refill(&visit, &desk, &reference, Problem::new(field, say(visit.language, key)), form).await;
    };
    let done = enter::identified(&visit.app.ctx, &desk.0, &seen(&reference, &form)?, (method, how)).await;
    settled(&visit, &desk, &reference, done.map(|()| Done::Identified), form).await
}

fn asked_again(language: Language, on: NaiveDate, today: NaiveDate) -> Banner {
    let facts = [("date", date(language, on).into()), ("days", (today - on).num_days().into())];
    Banner::new(Tone::Warn, say_with(language, "entry-long-ago", &facts))
}

fn read(form: &Form) -> Result<Entered, crate::error::Failure> {
    let method = form.get("identity");
    Ok(Entered {
        press: form.get("press").parse().map_err(|_| crate::error::Failure::Malformed)?,
        channel: Channel::from_code(form.get("channel")),
        received_on: form.get("received_on").parse().ok(),
        language: Language::from_code(form.get("language")),
        name: form.text("name"),
        email: form.text("email"),
        postal: form.text("postal"),
        unreachable: form.text("unreachable"),
        representative: form.text("representative"),
        authority: form.text("authority"),
        rights: Right::ALL
            .iter()
            .copied()
            .filter(|right| form.all("rights").any(|it| it == right.code()))
            .collect(),
        words: form.get("words").to_owned(),
        kept_at: form.text("kept_at"),
        identity: match Assurance::from_code(method) {
            Some(Assurance::Unproven) => Some(Identity::Open),
            Some(method) => Some(Identity::Checked(method, form.get("finding").to_owned())),
            None => None,
        },
    })
}

fn page(visit: &Visit, form: &Form, (problems, notice): (&[Problem], Option<Banner>)) -> Markup {
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "entry-title"), &token);
    let sure_of = notice.as_ref().map(|_| form.get("received_on").to_owned());
    (shell.back, shell.problems, shell.notice) = (Some(paths::QUEUE.into()), problems, notice);
    views::page(&shell, form, sure_of.as_deref())
}
