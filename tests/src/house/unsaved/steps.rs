//! A form of several pages goes on at the step where the session ended, with what was typed up to there.

use super::{TYPED, arrives, kept, lapse};
use crate::{
    harness::{
        actors::Colleague,
        client::Ask,
        on_both_engines,
        page::{Filling, Page},
        portal::{ORIGIN, TestPortal},
    },
    house::walk::Cast,
};
use entity::{kind::Role, request};
use sea_orm::{EntityTrait, sea_query::Expr};

on_both_engines!(
    a_decision_goes_on_at_the_step_where_its_session_ended,
    what_is_typed_on_a_middle_step_stands_in_its_fields,
    a_text_that_finds_no_field_is_told_under_its_name,
    where_the_step_is_closed_the_text_is_shown,
    where_the_request_is_gone_the_text_waits_on,
    who_only_asks_whether_it_is_there_takes_nothing_up,
);

/// As a browser sends a form: with the address of its page.
fn from(form: &Filling, page: &str) -> Ask {
    form.ask().with("referer", format!("{ORIGIN}{page}"))
}

/// Sends a form when the session is over, signs in where that leads, and arrives.
async fn comes_back(portal: &TestPortal, kim: &Colleague, ask: Ask) -> Page {
    lapse(portal);
    let answer = kim.browser.send(ask).await;
    kept(&answer);
    let signed_in = kim.signs_in_at(portal, &kim.browser, answer.location()).await;
    arrives(&kim.browser, signed_in.location()).await
}

async fn at_work(portal: &TestPortal) -> (Cast, Colleague, String) {
    let cast = Cast::assembled(portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    kim.takes(&cast.reference).await;
    let desk = format!("/staff/requests/{}", cast.reference);
    (cast, kim, desk)
}

async fn a_decision_goes_on_at_the_step_where_its_session_ended(portal: TestPortal) {
    let (cast, kim, desk) = at_work(&portal).await;
    let (decide, words) = (format!("{desk}/decide"), "Twenty minutes of \"words\".");
    let letter = kim.weighs(&cast.reference, &[("nothing_held", "yes"), ("free_part", words)]).await;
    let step = format!("{decide}?step=letter");
    let again = comes_back(&portal, &kim, from(&letter.form(&format!("{decide}/send")), &step)).await;
    assert_eq!((again.status, again.path.as_str()), (200, step.as_str()));
    assert!(again.text().contains("The form was not saved") && again.text().contains(words));
    assert!(again.texts(".banner p.pre").is_empty(), "all of it has its place");
    assert!(!kim.browser.get(&step).await.text().contains("The form was not saved"), "said once");
    assert_eq!(portal.count("proposal").await, 0, "nothing went by itself");
    assert_eq!(kim.sends(&again, &cast.reference).await.status, 303);
    assert_eq!(portal.count("unsaved").await, 0);
    assert!(portal.ada().reads_mail().await.0.text.contains(words));
}

async fn what_is_typed_on_a_middle_step_stands_in_its_fields(portal: TestPortal) {
    let (_, kim, desk) = at_work(&portal).await;
    let decide = format!("{desk}/decide");
    let first = kim.browser.get(&decide).await.form(&decide);
    let reasons =
        first.fill("verdict-0", "").fill("nothing_held", "yes").fill("to", "reasons").submit().await;
    let step = format!("{decide}?step=reasons");
    assert_eq!(reasons.path, step);
    let typed = reasons.form(&decide).fill("free_part", TYPED).fill("to", "letter");
    let again = comes_back(&portal, &kim, from(&typed, &step)).await;
    assert_eq!((again.path.as_str(), again.texts("#free_part").concat().trim()), (step.as_str(), TYPED));
    let letter = again.form(&decide).fill("to", "letter").submit().await;
    assert_eq!(letter.path, format!("{decide}?step=letter"));
    let verdicts = letter.form(&decide).fill("to", "verdicts").submit().await;
    assert!(verdicts.has("[name=nothing_held][checked]"), "and what was chosen before it too");
}

async fn a_text_that_finds_no_field_is_told_under_its_name(portal: TestPortal) {
    let (_, kim, desk) = at_work(&portal).await;
    let extend = format!("{desk}/extend");
    let sent = format!("{extend}/send");
    let fields = [("csrf".to_owned(), kim.token(&sent).await), ("suffices".to_owned(), TYPED.to_owned())];
    let ask = Ask::post(&sent, &fields).with("referer", format!("{ORIGIN}{extend}?step=letter"));
    let again = comes_back(&portal, &kim, ask).await;
    // The step lacks what comes before it: it is drawn as what it can be.
    assert_eq!((again.status, again.path.as_str()), (422, format!("{extend}?step=letter").as_str()));
    assert_eq!(again.texts(".banner p.pre"), [TYPED]);
    let names = again.texts(".banner details strong");
    assert_eq!(names, ["What would identify the requester"]);
}

async fn where_the_step_is_closed_the_text_is_shown(portal: TestPortal) {
    let (cast, kim, desk) = at_work(&portal).await;
    let extend = format!("{desk}/extend");
    let form = kim.browser.get(&extend).await.form(&extend);
    let form = form.fill("complexity", "dispersed_systems").fill("reasons", "Reasons of \"Kim\".");
    let sent = form.fill("to", "letter").submit().await;
    let step = format!("{extend}?step=letter");
    assert_eq!(sent.path, step);
    let withdraw = format!("/requests/{}/withdraw", cast.reference);
    let ada = portal.ada();
    ada.signs_in().await;
    ada.browser.get(&withdraw).await.form(&withdraw).submit().await;
    let back = sent.form(&extend).fill("to", "reasons");
    let page = comes_back(&portal, &kim, from(&back, &step)).await;
    for page in [page, kim.browser.get(&extend).await] {
        assert_eq!(page.status, 409, "{}", page.text());
        assert!(page.text().contains("Reasons of \"Kim\"."), "{}", page.text());
    }
}

async fn where_the_request_is_gone_the_text_waits_on(portal: TestPortal) {
    let (_, kim, desk) = at_work(&portal).await;
    let extend = format!("{desk}/extend");
    let form = kim.browser.get(&extend).await.form(&extend).fill("reasons", "Reasons of \"Kim\".");
    let ask = from(&form, &format!("{extend}?step=reasons"));
    let tx = portal.ctx().write().await.unwrap();
    let gone = request::Entity::update_many()
        .col_expr(request::Column::Reference, Expr::value("0000-0000-0"))
        .exec(tx.db());
    gone.await.unwrap();
    tx.commit().await.unwrap();
    let page = comes_back(&portal, &kim, ask).await;
    for page in [page, kim.browser.get(&extend).await] {
        assert_eq!((page.status, page.texts(".pre")), (404, vec!["Reasons of \"Kim\".".to_owned()]));
    }
}

async fn who_only_asks_whether_it_is_there_takes_nothing_up(portal: TestPortal) {
    let (cast, kim, desk) = at_work(&portal).await;
    let letter = kim.weighs(&cast.reference, &[("nothing_held", "yes"), ("free_part", "Words.")]).await;
    let (decide, send) = (format!("{desk}/decide"), format!("{desk}/decide/send"));
    lapse(&portal);
    let too_late = from(&letter.form(&send), &format!("{decide}?step=letter"));
    let place = kept(&kim.browser.send(too_late).await);
    kim.signs_in().await;
    let before = portal.count("unsaved").await;
    let asked = kim.browser.send(Ask::new("HEAD", &place)).await;
    assert_eq!((asked.location(), portal.count("unsaved").await), (decide.as_str(), before));
    let taken = kim.browser.get(&place).await;
    assert_eq!(taken.location(), format!("{decide}?step=letter"));
    assert_eq!(kim.browser.get(&place).await.location(), "/staff/queue", "it waits no longer");
}
