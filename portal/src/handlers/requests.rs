//! A requester's own requests: list, one of them, withdraw, write, prove the address anew.

use super::{PageResult, answer, attachment, ok, see_other};
use crate::{
    error::{Failure, refused, sentence},
    form::{Form, files::WithFiles},
    just, paths,
    say::{say, word},
    views::{
        attachment::FIELD,
        form::Problem,
        just::{Just, told},
        parts::{Banner, Tone},
        requests as views,
    },
    visit::{Me, Visit},
};
use actix_web::{HttpRequest, web::Path};
use portal_core::{
    actor::Owns,
    attachment::keep::note_refused,
    ctx::Ctx,
    error::{Error, Refusal},
    id::Reference,
    identity::challenge::{self, Ask},
    law::calendar::helsinki_date,
    request::{
        draft,
        own::{self, OwnCase},
    },
};

/// Every request of the proved address.
pub async fn list(visit: Visit, me: Me) -> PageResult {
    let requests = own::list(&visit.app.ctx, &me.0).await?;
    let unsent = draft::unsent(&visit.app.ctx, &me.0).await?;
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "requests-title"), &token);
    Ok(ok(views::list(&shell, (&requests, &unsent), today(&visit))))
}

/// One request. Just filed, written to or withdrawn, its page says so once.
pub async fn show(visit: Visit, me: Me, typed: Path<String>, asked: HttpRequest) -> PageResult {
    let case = open(&visit, &me, &typed).await?;
    let parked = own::parked(&visit.app.ctx, &me.0, &case.request.reference).await?;
    let unsent = parked.is_some().then(|| Banner::new(Tone::Warn, say(visit.language, "message-unsent")));
    let just = just::done(&visit, &asked, case.request.reference.as_str());
    let news = just.map(|just| told(visit.language, just, &case, me.0.email.as_str()));
    let news = News { banner: unsent.or(news), problems: &[] };
    let shown = ok(page(&visit, &case, parked.as_deref().unwrap_or_default(), news));
    Ok(if just.is_some() { just::forget(&visit, shown) } else { shown })
}

/// Keeps a message whose session had ended; gives the path of the page that shows it again.
pub async fn park(ctx: &Ctx, owner: &impl Owns, typed: &str, form: &Form) -> Result<String, Failure> {
    let reference = parse(typed)?;
    // A change of language with nothing typed leaves nothing behind.
    if !form.get("body").is_empty() {
        own::park(ctx, owner, &reference, form.get("body")).await?;
    }
    Ok(paths::request(reference.as_str()))
}

/// Asks once more before a request is withdrawn.
pub async fn ask_withdraw(visit: Visit, me: Me, typed: Path<String>) -> PageResult {
    let case = open(&visit, &me, &typed).await?;
    if case.withdrawal_refused.is_some() {
        return Ok(see_other(paths::request(case.request.reference.as_str())));
    }
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "withdraw-title"), &token);
    shell.back = Some(paths::request(case.request.reference.as_str()));
    let ends = own::restriction_ends(&visit.app.ctx, &me.0, &case.request.reference).await?;
    Ok(ok(views::ask_withdraw(&shell, case.request.reference.as_str(), ends)))
}

/// Withdraws it.
pub async fn withdraw(visit: Visit, me: Me, typed: Path<String>, _form: Form) -> PageResult {
    let reference = parse(&typed)?;
    own::withdraw(&visit.app.ctx, &me.0, &reference).await?;
    Ok(just::lead_to(&visit, Just::Withdrawn, reference.as_str()))
}

/// Keeps a message; an empty or too long one comes back with what was typed.
pub async fn write(visit: Visit, me: Me, typed: Path<String>, sent: WithFiles) -> PageResult {
    let (reference, WithFiles { form, files }) = (parse(&typed)?, sent);
    let files = match attachment::taken(visit.language, FIELD, files) {
        Ok(files) => files,
        Err(refused) => {
            note_refused(&visit.app.ctx, &me.0, &reference, &refused.why).await?;
            let case = open(&visit, &me, &typed).await?;
            let news = News { banner: None, problems: &refused.problems };
            return Ok(answer(refused.status, page(&visit, &case, form.get("body"), news)));
        }
    };
    match own::send(&visit.app.ctx, &me.0, &reference, (form.get("body"), files)).await {
        Ok(()) => Ok(just::lead_to(&visit, Just::Written, reference.as_str())),
        Err(Error::Refused(refusal)) => {
            if matches!(refusal, Refusal::TooMany { .. }) {
                // The wait is longer than the session.
                own::park(&visit.app.ctx, &me.0, &reference, form.get("body")).await?;
            }
            let case = open(&visit, &me, &typed).await?;
            let (field, problem) = match &refusal {
                Refusal::Incomplete => ("body", say(visit.language, "message-problem")),
                Refusal::TooManyFiles | Refusal::FilesFull => (FIELD, sentence(visit.language, &refusal)),
                other => ("body", sentence(visit.language, other)),
            };
            let problems = [Problem::new(field, problem)];
            let kept = matches!(refusal, Refusal::TooMany { .. });
            let banner = kept.then(|| Banner::new(Tone::Warn, say(visit.language, "message-unsent")));
            let page = page(&visit, &case, form.get("body"), News { banner, problems: &problems });
            Ok(answer(refused(&refusal), page))
        }
        Err(error) => Err(error.into()),
    }
}

/// Says why the address must be proved anew before a download.
pub async fn prove(visit: Visit, me: Me, typed: Path<String>) -> PageResult {
    let case = open(&visit, &me, &typed).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "prove-title"), &token);
    shell.back = Some(paths::request(case.request.reference.as_str()));
    Ok(ok(views::package::prove(&shell, case.request.reference.as_str())))
}

/// Mails a link and a code to the address of the session.
pub async fn mail_proof(visit: Visit, me: Me, typed: Path<String>, _form: Form) -> PageResult {
    let case = open(&visit, &me, &typed).await?;
    let return_to = paths::return_code(&paths::request(case.request.reference.as_str())).unwrap_or_default();
    let ask = Ask {
        email: &me.0.email,
        language: visit.language,
        binding: &visit.binding(),
        network: &visit.network,
        return_to: &return_to,
        step_up: Some(me.0.session),
    };
    match challenge::ask(&visit.app.ctx, &ask).await {
        Ok(()) | Err(Error::Refused(Refusal::TooMany { .. })) => {
            let mut answer = just::lead_to_sent(&visit, me.0.email.as_str(), &return_to);
            let browser = crate::cookies::Jar::Browser.set(&visit.app.web, visit.browser.clone());
            // The value is base64url; adding it cannot fail.
            let _ = answer.add_cookie(&browser);
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}

/// A reference as typed or linked; anything else is as missing as another's.
pub fn parse(typed: &str) -> Result<Reference, Failure> {
    Reference::parse(typed).map_err(|_| Failure::Domain(Error::NotFound))
}

async fn open(visit: &Visit, me: &Me, typed: &str) -> Result<OwnCase, Failure> {
    Ok(own::open(&visit.app.ctx, &me.0, &parse(typed)?, visit.language).await?)
}

/// What the page says above the request.
struct News<'a> {
    banner: Option<Banner>,
    problems: &'a [Problem],
}

fn page(visit: &Visit, case: &OwnCase, typed: &str, news: News<'_>) -> maud::Markup {
    let title = case.request.right.map_or_else(
        || say(visit.language, "choice-other-title"),
        |right| word(visit.language, "right", right.code()),
    );
    let token = visit.token();
    let path = paths::request(case.request.reference.as_str());
    let mut shell = visit.shell(title, &token);
    shell.caption = Some(case.request.reference.to_string());
    shell.back = Some(paths::REQUESTS.into());
    (shell.problems, shell.path, shell.notice) = (news.problems, &path, news.banner);
    views::show(&shell, &views::Show { case, today: today(visit), now: visit.app.ctx.now(), typed })
}

fn today(visit: &Visit) -> chrono::NaiveDate {
    helsinki_date(visit.app.ctx.now())
}
