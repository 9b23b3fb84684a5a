//! A decision: one of many wins, two pairs of eyes see a refusal, a correction reaches the register.

use super::{EXCESSIVE, WORKER, ada_asks_for_her_data, ada_corrects_her_name, desk, knows_ada};
use crate::harness::{actors::Colleague, crowd::twenty, on_both_engines, portal::TestPortal};
use entity::{kind::Role, person};
use futures::future::join;
use sea_orm::EntityTrait;

on_both_engines!(
    twenty_decisions_at_once_leave_one,
    a_press_that_is_lost_opens_nobodys_record,
    of_two_staff_who_decide_at_once_one_wins_and_the_other_learns_of_it,
    a_refusal_waits_for_another_person,
    a_message_written_after_the_proposal_was_opened_is_read_before_it_is_approved,
    an_approval_and_a_withdrawal_at_once_leave_one_end_and_no_fault,
    a_proposal_sent_back_tells_nobody_and_keeps_its_reason,
    a_granted_correction_reaches_the_register,
    that_nobody_knows_who_asks_is_no_ground_where_it_is_known,
);

async fn twenty_decisions_at_once_leave_one(portal: TestPortal) {
    let reference = ada_asks_for_her_data(&portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    let answers = twenty(|| sam.sends(&letter, &reference)).await;
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!((won, answers.iter().filter(|answer| answer.status == 409).count()), (1, 19));
    assert_eq!((portal.count("proposal").await, portal.count("package").await), (1, 1));
    let outcome = portal.ada().reads_mail().await;
    assert!(outcome.0.text.contains(&reference));
    assert_eq!(portal.count("letter").await, 2, "the receipt, and one outcome");
}

/// The person reads in their copy when their record was opened, and what for: a press that showed nothing is no look.
async fn a_press_that_is_lost_opens_nobodys_record(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("erasure").await;
    let sam = portal.staff("Sam", WORKER).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    let before = portal.count("look").await;
    assert!(before > 0, "the pages with the dry run are looks");
    let answers = twenty(|| sam.sends(&letter, &reference)).await;
    let with = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((with(303), with(409)), (1, 19), "{}", answers[0].text());
    assert_eq!(portal.count("look").await, before, "nothing more was shown");
}

async fn of_two_staff_who_decide_at_once_one_wins_and_the_other_learns_of_it(portal: TestPortal) {
    let reference = ada_asks_for_her_data(&portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    let sue = portal.staff("Sue", WORKER).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    let words = |mine| [("verdict-0", "granted"), ("free_part", mine)];
    let first = sam.weighs(&reference, &words("Words of Sam.")).await;
    let other = sue.weighs(&reference, &words("Words of Sue.")).await;
    let (first, other) = join(sam.sends(&first, &reference), sue.sends(&other, &reference)).await;
    let (won, lost, winner, kept) = match first.status {
        303 => (first, other, "Sam", "Words of Sue."),
        _ => (other, first, "Sue", "Words of Sam."),
    };
    assert_eq!((won.status, lost.status), (303, 409));
    let told = lost.text();
    assert!(told.contains(winner) && told.contains("Closed"), "who, and what became of it: {told}");
    assert!(told.contains(kept), "what was typed is not lost: {told}");
    let outcome = portal.ada().reads_mail().await;
    assert!(outcome.0.text.contains(&format!("Words of {winner}.")) && !outcome.0.text.contains(kept));
}

async fn a_refusal_waits_for_another_person(portal: TestPortal) {
    let reference = ada_asks_for_her_data(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    sam.takes(&reference).await;
    sam.proposes_a_refusal(&reference).await;
    let proposal = format!("{}/proposal", desk(&reference));
    assert_eq!(portal.count("proposal").await, 1);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let waiting = anna.browser.get(&proposal).await;
    let forged = waiting.form(&proposal).fill("csrf", sam.token(&proposal).await);
    let forged = sam.browser.send(forged.ask()).await.at_its_step().await;
    assert_eq!(forged.status, 409, "who proposed cannot approve");
    assert!(anna.browser.get(&proposal).await.has(&format!("form[action='{proposal}']")), "it still waits");
    assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    assert_eq!(waiting.form(&proposal).submit().await.status, 409, "one approval per proposal");
    let outcome = portal.ada().reads_mail().await;
    for element in [reference.as_str(), "77", "79", "The same was asked"] {
        assert!(outcome.0.text.contains(element), "{element}: {}", outcome.0.text);
    }
}

/// A refusal that Sam proposed, and Anna who may approve it.
async fn a_refusal_waits(portal: &TestPortal) -> (String, Colleague, Colleague) {
    let reference = ada_asks_for_her_data(portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    sam.proposes_a_refusal(&reference).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    (reference, anna, sam)
}

/// Both lock the request first, so that on PostgreSQL neither waits for the other for ever.
async fn an_approval_and_a_withdrawal_at_once_leave_one_end_and_no_fault(portal: TestPortal) {
    let (reference, anna, _) = a_refusal_waits(&portal).await;
    let (proposal, withdraw) =
        (format!("{}/proposal", desk(&reference)), format!("/requests/{reference}/withdraw"));
    let ada = portal.ada();
    ada.signs_in().await;
    let approval = anna.browser.get(&proposal).await.form(&proposal);
    let withdrawal = ada.browser.get(&withdraw).await.form(&withdraw);
    let (approved, withdrawn) = join(approval.submit(), withdrawal.submit()).await;
    let statuses = [approved.status, withdrawn.status];
    assert!(statuses.iter().all(|status| [303, 404, 409].contains(status)), "{statuses:?}");
    let page = anna.browser.get(&desk(&reference)).await;
    let standing = page.texts(".standing").join(" ");
    assert_ne!(standing.contains("Refused"), standing.contains("Withdrawn by the requester"), "{standing}");
}

async fn a_message_written_after_the_proposal_was_opened_is_read_before_it_is_approved(portal: TestPortal) {
    let (reference, anna, _) = a_refusal_waits(&portal).await;
    let proposal = format!("{}/proposal", desk(&reference));
    let opened = anna.browser.get(&proposal).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let own = format!("/requests/{reference}");
    let form = ada.browser.get(&own).await.form(&format!("{own}/messages"));
    assert_eq!(form.fill("body", "Odottakaa: laskut riittävät.").submit().await.status, 303);
    let stale = opened.form(&proposal).submit().await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Odottakaa: laskut riittävät."), "{}", stale.text());
    assert!(stale.has(&format!("a[href='{}#messages']", desk(&reference))), "{}", stale.text());
    let older = stale.form(&proposal).fill("version", "1").submit().await;
    assert_eq!(older.status, 409, "a form of an older version approves nothing");
    assert_eq!(stale.form(&proposal).submit().await.status, 303, "approved once it was read");
}

async fn a_proposal_sent_back_tells_nobody_and_keeps_its_reason(portal: TestPortal) {
    let (reference, anna, sam) = a_refusal_waits(&portal).await;
    let proposal = format!("{}/proposal", desk(&reference));
    let waiting = anna.browser.get(&proposal).await;
    let back = format!("{}/proposal/send-back", desk(&reference));
    let silent = waiting.form(&back).submit().await;
    assert_eq!(silent.status, 422);
    assert!(silent.has(".error-summary a[href='#reason']"), "{}", silent.text());
    let reason = "The dates of the earlier answers are wrong.";
    assert_eq!(silent.form(&back).fill("reason", reason).submit().await.status, 303);
    let page = sam.opens(&reference).await;
    assert!(page.text().contains(reason) && page.text().contains("It no longer stands"), "{}", page.text());
    assert!(!page.has(&format!("a[href='{proposal}']")), "nothing waits any more");
    assert_eq!(waiting.form(&proposal).submit().await.status, 409, "what was sent back cannot be approved");
    portal.inbox().await;
    assert_eq!(portal.count("letter").await, 1, "the receipt only");
    let anew = sam.browser.get(&format!("{}/decide", desk(&reference))).await;
    assert!(anew.has("[name='verdict-0'][value=refused][checked]"), "it begins with what was proposed");
    let second = anew.fill("to", "reasons").submit().await;
    assert!(second.text().contains(EXCESSIVE[2].1), "{}", second.text());
    sam.grants(&reference).await;
    assert!(portal.ada().reads_mail().await.0.text.contains(&reference));
}

async fn a_granted_correction_reaches_the_register(portal: TestPortal) {
    let (reference, id) = ada_corrects_her_name(&portal, "Ada Äijälä").await;
    let sam = portal.staff("Sam", WORKER).await;
    let page = sam.opens(&reference).await;
    assert_eq!(page.texts(".compare dd")[..1], ["Ada Asiakas"], "what stands now");
    sam.takes(&reference).await;
    sam.grants(&reference).await;
    let row = person::Entity::find_by_id(id).one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.name_key.as_str()), ("Ada Äijälä", "ada äijälä"));
    assert_eq!(portal.count("correction").await, 1);
    let outcome = portal.ada().reads_mail().await;
    assert!(!outcome.0.text.contains("Äijälä"), "no register value in the mail");
}

async fn that_nobody_knows_who_asks_is_no_ground_where_it_is_known(portal: TestPortal) {
    let (reference, _) = super::ada_corrects_her_name(&portal, "Ada Ek").await;
    let bea = portal.bea();
    bea.signs_in().await;
    let unknown = bea.files("access").await;
    let sam = portal.staff("Sam", super::WORKER).await;
    let offers = async |reference: &str| {
        sam.takes(reference).await;
        let page = sam.browser.get(&format!("{}/decide", super::desk(reference))).await;
        assert!(page.has("option[value='RG-EXC']"), "{}", page.text());
        page.has("option[value='RG-ID']")
    };
    assert!(!offers(&reference).await, "she proved her address and is linked (Art. 12(2))");
    assert!(offers(&unknown).await);
}
