//! Messages between requester and staff: none is overlooked, none is lost, and none asks for too much.

use super::desk::knows_ada;
use crate::harness::{
    actors::{Colleague, Customer},
    on_both_engines,
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    kind::{Role, StepState, TaskKind},
    step, task,
};
use sea_orm::EntityTrait;

on_both_engines!(
    a_new_message_stands_in_the_queue_until_whoever_works_on_it_has_read_it,
    a_message_written_while_a_decision_is_carried_out_waits_for_staff_also_after_it_closes,
    a_message_above_the_days_limit_is_kept_for_the_next_day,
    staff_ask_in_no_message_for_a_copy_of_a_paper_or_for_an_identity_code,
);

impl Customer {
    async fn writes(&self, reference: &str, body: &str) -> u16 {
        let own = format!("/requests/{reference}");
        let form = self.browser.get(&own).await.form(&format!("{own}/messages"));
        form.fill("body", body).submit().await.status
    }
}

/// What stands in the first tab of somebody's queue.
async fn to_do(colleague: &Colleague) -> String {
    colleague.browser.get("/staff/queue?tab=next").await.texts("main table").concat()
}

async fn a_new_message_stands_in_the_queue_until_whoever_works_on_it_has_read_it(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("erasure").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let sue = portal.staff("Sue", &[Role::Caseworker]).await;
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    assert!(!to_do(&sam).await.contains(&reference), "it waits for the approver");
    assert_eq!(ada.writes(&reference, "Odottakaa vielä!").await, 303);
    let new = "Read the new message";
    let waiting = to_do(&sam).await;
    assert!(waiting.contains(&reference) && waiting.contains(new), "{waiting}");
    let desk = format!("/staff/requests/{reference}");
    for other in [&sue, &rea] {
        other.browser.get(&desk).await;
    }
    assert!(to_do(&sam).await.contains(new), "others who look do not read it for him");
    assert!(sam.browser.get(&desk).await.text().contains("Odottakaa vielä!"));
    assert!(!to_do(&sam).await.contains(&reference), "he has read it");
    let reply = sam.browser.get(&desk).await.form(&format!("{desk}/messages"));
    assert_eq!(reply.fill("message", "Odotamme.").submit().await.status, 303);
    assert!(!to_do(&sam).await.contains(&reference), "what staff write is read by them");
}

async fn a_message_written_while_a_decision_is_carried_out_waits_for_staff_also_after_it_closes(
    portal: TestPortal,
) {
    let (reference, _) = super::desk::ada_corrects_her_name(&portal, "Ada Äijälä").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let open = async || {
        let steps = step::Entity::find().all(portal.ctx().read()).await.unwrap();
        steps
            .into_iter()
            .filter(|step| step.state == StepState::Open || step.state == StepState::Told)
            .count()
    };
    assert!(open().await > 0, "other holders are still to answer");
    assert_eq!(portal.ada().browser.get("/").await.status, 200);
    let ada = portal.ada();
    ada.signs_in().await;
    assert_eq!(ada.writes(&reference, "Nimi on yhä väärin laskulla.").await, 303);
    let tasks = task::Entity::find().all(portal.ctx().read()).await.unwrap();
    let waits = tasks.iter().filter(|task| task.kind == TaskKind::FollowUp && task.done_at.is_none()).count();
    assert_eq!(waits, 1, "it outlives the closing");
    assert!(to_do(&sam).await.contains(&reference));
}

async fn a_message_above_the_days_limit_is_kept_for_the_next_day(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    for number in 0..30 {
        assert_eq!(ada.writes(&reference, &format!("Viesti {number}")).await, 303);
    }
    assert_eq!(ada.writes(&reference, "Vielä tämä asia").await, 429);
    portal.clock.advance(TimeDelta::hours(3));
    ada.signs_in().await;
    let page = ada.browser.get(&format!("/requests/{reference}")).await;
    assert_eq!(page.texts("#body").concat().trim(), "Vielä tämä asia", "{}", page.text());
    assert!(page.text().contains("ei ole vielä lähetetty"), "{}", page.text());
    assert_eq!(page.fill("body", "Vielä tämä asia").submit().await.status, 303);
}

async fn staff_ask_in_no_message_for_a_copy_of_a_paper_or_for_an_identity_code(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/messages"));
    for asks in ["Lähetä kopio passista.", "Kerro henkilötunnuksesi.", "Please send your SSN"] {
        let back = form.clone().fill("message", asks).submit().await;
        assert_eq!((back.status, back.texts("#message").concat().trim()), (422, asks));
        assert!(back.has(".error-summary a[href='#message']"), "{}", back.text());
    }
    let empty = form.clone().submit().await;
    assert!(empty.status == 422 && empty.text().contains("Write a text"), "{}", empty.text());
    assert_eq!(portal.count("message").await, 0);
    assert_eq!(form.fill("message", "Mikä on asiakasnumerosi?").submit().await.status, 303);
}
