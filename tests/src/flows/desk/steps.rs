//! What other holders must do: told, answered, impossible; the last answer closes the request.

use super::{WORKER, ada_corrects_her_name, desk};
use crate::harness::{
    actors::Colleague,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};

use entity::step;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    the_last_holders_answer_closes_the_request,
    an_answer_to_a_step_counts_once,
    an_instruction_stands_in_its_own_language_and_the_tab_counts_what_waits,
);

/// Where the answers to the open steps of a page go.
fn open_steps(page: &Page, reference: &str) -> Vec<String> {
    let html = page.html();
    let forms = scraper::Selector::parse("form[action]").unwrap();
    let actions = html.select(&forms).filter_map(|form| form.attr("action"));
    actions
        .filter(|action| action.starts_with(&format!("{}/steps/", desk(reference))))
        .map(Into::into)
        .collect()
}

fn answering(page: &Page, step: &str, answer: &str) -> Filling {
    page.form(step).fill("answer", answer)
}

/// Two more holders: of a name this notice has one only.
async fn more_holders(portal: &TestPortal) {
    let ctx = portal.ctx();
    let first = step::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let tx = ctx.write().await.unwrap();
    for holder in ["hosting_servers", "server_monitoring"] {
        let id = ctx.mint().unwrap();
        let row = step::Model { id, holder: holder.into(), ..first.clone() };
        row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Ada's granted correction, with its steps open.
async fn granted(portal: &TestPortal) -> (Colleague, String) {
    let (reference, _) = ada_corrects_her_name(portal, "Ada Ek").await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    sam.grants(&reference).await;
    (sam, reference)
}

async fn an_instruction_stands_in_its_own_language_and_the_tab_counts_what_waits(portal: TestPortal) {
    let (reference, _) = ada_corrects_her_name(&portal, "Ada Ek").await;
    let sam = portal.staff("Sam", WORKER).await;
    let waiting = async || sam.browser.get("/staff/queue").await.texts("a[href*='tab=holders']").concat();
    let before = waiting().await;
    sam.takes(&reference).await;
    sam.grants(&reference).await;
    more_holders(&portal).await;
    let page = sam.opens(&reference).await;
    assert!(page.texts("p[lang=fi]").concat().contains("oikaiskaa"), "{}", page.text());
    assert!(page.text().contains("Sent in this language: Suomi"), "{}", page.text());
    let after = waiting().await;
    assert!(before.contains('0') && after.contains('1'), "three holders of one request: {before}, {after}");
}

async fn the_last_holders_answer_closes_the_request(portal: TestPortal) {
    let (sam, reference) = granted(&portal).await;
    more_holders(&portal).await;
    let page = sam.opens(&reference).await;
    assert!(page.text().contains("Mallilasku Oy"), "the other holder of a name: {}", page.text());
    let steps = open_steps(&page, &reference);
    assert_eq!(steps.len(), 3);
    for step in &steps {
        let page = sam.opens(&reference).await;
        assert_eq!(answering(&page, step, "told").submit().await.status, 303);
    }
    let told = sam.opens(&reference).await;
    assert_eq!(told.text().matches("Notified, no answer yet").count(), steps.len());
    assert!(!told.has("option[value=told]"), "a holder is told once");
    for (step, answer) in steps.iter().zip(["cannot", "not_held", "done"]) {
        let page = sam.opens(&reference).await;
        assert!(page.text().contains("Being carried out"), "not before the last answer: {}", page.text());
        match answer {
            "cannot" => {
                let silent = answering(&page, step, "cannot").submit().await;
                assert_eq!(silent.status, 422);
                let kept = answering(&silent, step, "cannot").fill("why", "The system is read-only.");
                assert_eq!(kept.submit().await.status, 303);
            }
            answer => assert_eq!(answering(&page, step, answer).submit().await.status, 303),
        }
    }
    let stuck = sam.opens(&reference).await;
    assert!(stuck.text().contains("Being carried out"), "somebody cannot, and nobody dealt with it");
    assert!(sam.browser.get("/staff/queue?tab=holders").await.text().contains(&reference));
    let said = stuck.form(&steps[0]).fill("remedy", "told_otherwise").fill("why", "They do it by hand.");
    assert_eq!(said.submit().await.status, 303);
    let closed = sam.opens(&reference).await;
    assert!(
        closed.text().contains("The system is read-only.") && closed.text().contains("Holds no such data")
    );
    assert!(open_steps(&closed, &reference).is_empty());
    assert!(!sam.browser.get("/staff/queue").await.text().contains(&reference));
    assert!(sam.browser.get("/staff/queue?tab=closed").await.text().contains(&reference));
}

async fn an_answer_to_a_step_counts_once(portal: TestPortal) {
    let (sam, reference) = granted(&portal).await;
    let page = sam.opens(&reference).await;
    let step = open_steps(&page, &reference).remove(0);
    assert_eq!(answering(&page, &step, "done").submit().await.status, 303);
    let second = answering(&page, &step, "cannot").fill("why", "Words not to lose.").submit().await;
    assert_eq!(second.status, 409);
    assert!(
        second.text().contains("Sam") && second.text().contains("Words not to lose."),
        "{}",
        second.text()
    );
    let foreign = step.replace(&reference, "0000-0000-0");
    let forged = answering(&page, &step, "done").fill("csrf", sam.token(&foreign).await);
    let asked = crate::harness::client::Ask::post(&foreign, &forged.fields);
    assert_eq!(sam.browser.send(asked).await.status, 404);
}
