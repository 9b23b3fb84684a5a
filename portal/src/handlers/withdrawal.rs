//! Notes at the desk that a requester withdrew on the phone, by letter or on a visit.

use super::{
    PageResult,
    desk::{Sheet, draw, instead, seen, settled},
    invalid, ok,
    requests::parse,
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
    views::{done::Done, form::Problem, withdrawal as views},
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::kind::Channel;
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    lang::date,
    law::calendar::helsinki_date,
    request::withdraw::{self, Lack, Outlook, Word},
};

/// What withdrawing does, and what is to be noted.
pub async fn form(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let reference = parse(&typed)?;
    match withdraw::outlook(&visit.app.ctx, &desk.0, &reference).await {
        Ok(outlook) => Ok(ok(page(&visit, &outlook, (&Form::default(), &[])))),
        Err(error) => instead(&visit, &desk, &reference, error, Form::default()).await,
    }
}

/// Closes the request.
pub async fn keep(visit: Visit, desk: Desk, typed: Path<String>, form: Form) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let word = Word {
        channel: Channel::from_code(form.get("channel")),
        on: form.get("on").parse().ok(),
        how: form.get("how").to_owned(),
    };
    match withdraw::note(ctx, &desk.0, &seen(&reference, &form)?, &word).await {
        Err(Error::Refused(Refusal::Incomplete)) => {
            let outlook = withdraw::outlook(ctx, &desk.0, &reference).await?;
            let problems = problems(&visit, &outlook, &word);
            Ok(invalid(page(&visit, &outlook, (&form, &problems))))
        }
        done => settled(&visit, &desk, &reference, done.map(|()| Done::Withdrawn), form).await,
    }
}

fn problems(visit: &Visit, outlook: &Outlook, word: &Word) -> Vec<Problem> {
    let (language, received_on) = (visit.language, outlook.request.received_on);
    let today = helsinki_date(visit.app.ctx.now());
    let range = [("from", date(language, received_on).into()), ("to", date(language, today).into())];
    let problem = |lack: Lack| match lack {
        Lack::Channel => Problem::new("channel", say(language, "entry-problem-channel")),
        Lack::Day => Problem::new("on", say_with(language, "letter-posted-problem", &range)),
        Lack::How => Problem::new("how", say(language, "withdrawal-how-problem")),
    };
    withdraw::lacks(word, received_on, today).into_iter().map(problem).collect()
}

fn page(visit: &Visit, outlook: &Outlook, (form, problems): (&Form, &[Problem])) -> Markup {
    let reference = &outlook.request.reference;
    let sheet = Sheet { reference, title: "act-withdraw", path: paths::note_withdrawal(reference), problems };
    draw(visit, &sheet, |shell| views::page(shell, outlook, form))
}
