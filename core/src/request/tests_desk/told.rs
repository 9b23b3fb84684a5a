//! What the letter of an erasure names: every category that was chosen, from the one plan, in the words that were approved.

use super::{
    Desk, Filed, approve,
    erasure::{former_customer, registered},
    verdict,
};
use crate::{
    email::Email,
    law::ground::Ground,
    register::tests_rows as rows,
    request::{
        decide::decide,
        decision::{Decision, Flaw, ItemVerdict},
        identify::{Purpose, look},
        own,
        propose::{body_of, open_proposal, preview, propose},
        tests_world::requester,
    },
    right::{
        erasure::show::{dry_run, outlook},
        rectification::verdict::Elsewhere,
    },
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    item,
    kind::{ItemKind, Language, LetterKind, Outcome, Right, Role, SessionKind, Verdict},
    letter, person, session, step,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

const WORKER: &[Role] = &[Role::Caseworker];

fn chosen(category: &str) -> (ItemKind, &str, Option<&str>, Option<&str>) {
    (ItemKind::Category, category, None, None)
}

fn label(desk: &Desk, category: &str) -> String {
    desk.ctx.notice.category(category).unwrap().label.in_language(Language::Fi).to_owned()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn sent(desk: &Desk, kind: LetterKind) -> String {
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    squeezed(&letters.iter().find(|letter| letter.kind == kind).unwrap().text)
}

async fn verdict_of(desk: &Desk, filed: &Filed) -> Option<Verdict> {
    item::Entity::find_by_id(filed.item).one(desk.ctx.read()).await.unwrap().unwrap().verdict
}

/// The files of open cases cannot go, so a wish for them is no grant (Art. 12(4)).
#[tokio::test]
async fn a_category_of_which_nothing_can_go_is_refused_with_its_ground_and_date() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    desk.filed(Some(Right::Rectification), Some(ada), chosen("contact")).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), chosen("request_file")).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Refused));
    assert_eq!(verdict_of(&desk, &filed).await, Some(Verdict::Refused));
    let text = sent(&desk, LetterKind::Refused).await;
    for told in [label(&desk, "request_file").as_str(), "(2)", "7.4.2029", "tietosuojavaltuutet"] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[tokio::test]
async fn every_chosen_category_is_told_as_erased_kept_or_not_held() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = registered(&desk).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), chosen("newsletter")).await;
    let more = ["request_file", "order"].map(|category| desk.item(filed.id, chosen(category)));
    let tx = desk.ctx.write().await.unwrap();
    for (place, mut row) in (2..).zip(more.clone()) {
        row.position = place;
        row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let items = [filed.item, more[0].id, more[1].id];
    let verdicts = items.map(|item| verdict(item, Verdict::Granted)).to_vec();
    let decision = Decision { verdicts, ..Decision::default() };
    decide(&desk.ctx, &sam, &filed.seen(1), &decision).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::PartlyGranted));
    let text = sent(&desk, LetterKind::PartlyGranted).await;
    let (newsletter, papers, orders) =
        (label(&desk, "newsletter"), label(&desk, "request_file"), label(&desk, "order"));
    assert!(text.contains(&format!("{newsletter}: yksi tieto")), "erased: {text}");
    assert!(text.contains(&format!("{papers}: vielä kesken olevien")), "kept: {text}");
    let none = text.split("meillä ei ole sinusta:").nth(1).unwrap();
    assert!(none.trim_start_matches([' ', '-', '•', '*']).starts_with(&orders), "not held: {text}");
}

/// A category of a copy in which nothing is held is not among what the copy holds (Art. 15(1)).
#[tokio::test]
async fn a_copy_of_a_category_without_a_record_says_that_there_is_none() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let filed = desk.filed(Some(Right::Access), Some(ada), chosen("contact")).await;
    let mut bills = desk.item(filed.id, chosen("invoice"));
    bills.position = 2;
    let verdicts = [filed.item, bills.id].map(|item| verdict(item, Verdict::Granted)).to_vec();
    let tx = desk.ctx.write().await.unwrap();
    bills.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let decision = Decision { verdicts, ..Decision::default() };
    let text = squeezed(&preview(&desk.ctx, &sam, &filed.reference, &decision).await.unwrap().letter.text);
    let (holds, none) = text.split_once("meillä ei ole sinusta:").expect("what is not held stands apart");
    let bills = label(&desk, "invoice");
    assert!(none.contains(&bills) && !holds.contains(&bills), "{text}");
    assert!(holds.contains(&label(&desk, "contact")), "{text}");
}

/// Letter, plan and the list before filing come from one plan and name the same.
#[tokio::test]
async fn letter_plan_and_form_name_the_same_categories() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let (ada, filed) = former_customer(&desk).await;
    look(&desk.ctx, &sam, ada, Purpose::Request(&filed.reference)).await.unwrap();
    let before = outlook(&desk.ctx, &requester(&desk.ctx, "ada@example.fi"), Language::Fi).await.unwrap();
    let shown = preview(&desk.ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
    let parts = shown.decision.erasure.as_ref().unwrap().parts.clone();
    assert!(
        ["staff_looks", "request_file"].iter().all(|code| parts.iter().any(|part| part.category == *code))
    );
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let text = sent(&desk, LetterKind::PartlyGranted).await;
    let stays = before.stays.unwrap();
    for part in &parts {
        let name = label(&desk, &part.category);
        assert!(text.contains(&format!("{name}: ")), "{name}: {text}");
        let foreseen = stays.iter().any(|line| line.contains(&format!("{name} (")));
        assert_eq!(foreseen, part.left() > 0, "{name}: {stays:?}");
    }
    // 22 November 2026 and three years, whatever stays longer.
    assert!(text.contains("22.11.2029") && !text.contains("2033"), "{text}");
}

#[tokio::test]
async fn the_file_of_an_erasure_has_a_date_also_where_it_was_not_asked_for() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = registered(&desk).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), chosen("newsletter")).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let text = sent(&desk, LetterKind::Granted).await;
    assert!(text.contains("asiakirjat vähintään 22.11.2029 asti"), "{text}");
}

/// Each reading of the plan is a look, and changes no word of what was proposed.
#[tokio::test]
async fn the_letter_that_was_proposed_is_the_one_that_is_approved_and_sent() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", WORKER).await, desk.staff("Kim", &[Role::Approver]).await);
    let (ctx, ada) = (&desk.ctx, registered(&desk).await);
    let filed = desk.filed(Some(Right::Erasure), Some(ada), chosen("staff_looks")).await;
    let reads = async |staff| look(ctx, staff, ada, Purpose::Request(&filed.reference)).await.unwrap();
    reads(&sam).await;
    let seen = preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap().letter;
    let hash = propose(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    for _ in 0..3 {
        reads(&kim).await;
        let open = open_proposal(ctx.read(), filed.id).await.unwrap().unwrap();
        let proposed = body_of(&open).unwrap().decision;
        let shown = preview(ctx, &kim, &filed.reference, &proposed).await.unwrap();
        assert_eq!((&shown.letter.text, &shown.decision), (&seen.text, &proposed));
        let plan = dry_run(ctx, &kim, &filed.reference, &proposed, Language::Fi).await.unwrap();
        assert_eq!(Some(plan.summary), proposed.erasure);
    }
    approve(ctx, &kim, &filed.reference, &hash).await.unwrap();
    assert!(seen.text.contains("(1)"), "{}", seen.text);
    assert_eq!(sent(&desk, LetterKind::Refused).await, squeezed(&seen.text));
    let kept = item::Entity::find_by_id(filed.item).one(ctx.read()).await.unwrap().unwrap();
    assert!(kept.facts.is_some_and(|facts| facts.contains("(1)")), "the page tells the same");
}

/// The letter names the field that staff found in the words, and the page shows both values, as the letter says.
#[tokio::test]
async fn a_correction_in_own_words_is_told_as_the_field_it_corrected() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let words = (ItemKind::Text, "", None, Some("Sukunimeni on nyt Virta."));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), words).await;
    let granted = filed.correct(&format!("person:{ada}:name"), "Ada Äijälä", "Ada Virta");
    decide(&desk.ctx, &sam, &filed.seen(1), &granted).await.unwrap();
    let text = sent(&desk, LetterKind::Granted).await;
    assert!(text.contains("Nimi") && !text.contains("Omin sanoin"), "{text}");
    assert!(text.contains("Näet molemmat pyynnön sivulla") && !text.contains("Virta"), "{text}");
    let her = requester(&desk.ctx, "ada@example.fi");
    let page = own::open(&desk.ctx, &her, &filed.reference, Language::Fi).await.unwrap();
    let shown = page.items[0].corrected[0].clone();
    assert_eq!(
        [shown.label, shown.present, shown.new],
        ["Nimi", "Ada Äijälä", "Ada Virta"].map(str::to_owned)
    );
    assert_eq!(page.items[0].asked.as_deref(), Some("Sukunimeni on nyt Virta."));
}

/// What is no field of the register is corrected where it comes from: the letter says so, and whoever holds it is told.
#[tokio::test]
async fn words_about_no_field_are_corrected_in_the_system_they_come_from() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let words = (ItemKind::Text, "", None, Some("Laskun 1001 summa on väärin."));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), words).await;
    let mut granted = filed.grant();
    let nothing = preview(&desk.ctx, &sam, &filed.reference, &granted).await.unwrap();
    assert_eq!(nothing.flaws, [Flaw::CorrectionUnconfirmed { item: filed.item }]);
    let what = "Laskun 1001 summa: 80,00 euroa";
    granted.verdicts[0].elsewhere = Some(Elsewhere { category: "invoice".into(), what: what.into() });
    decide(&desk.ctx, &sam, &filed.seen(1), &granted).await.unwrap();
    let text = sent(&desk, LetterKind::Granted).await;
    assert!(
        text.contains("Laskutustiedot") && !text.contains("80,00"),
        "a mail holds no value (R7.0): {text}"
    );
    assert!(squeezed(&text).contains("pyyntösi sivulla"), "it leads to it: {text}");
    assert!(squeezed(&text).contains("oikaistaan siinä järjestelmässä, josta ne ovat peräisin"), "{text}");
    for untrue in ["Oikaisimme", "kokonaan", "Näet molemmat"] {
        assert!(!text.contains(untrue), "nothing was done yet in our register: {text}");
    }
    let steps = step::Entity::find().all(desk.ctx.read()).await.unwrap();
    let theirs: Vec<_> =
        desk.ctx.notice.holders_of("invoice").into_iter().map(|holder| holder.code.as_str()).collect();
    let told: Vec<_> = steps.iter().map(|step| step.holder.as_str()).collect();
    assert!(!theirs.is_empty() && theirs.iter().all(|code| told.contains(code)), "{theirs:?} {told:?}");
    assert!(steps.iter().all(|step| !step.instruction.contains("80,00")), "a mail holds no value: {steps:?}");
    let her = requester(&desk.ctx, "ada@example.fi");
    let page = own::open(&desk.ctx, &her, &filed.reference, Language::Fi).await.unwrap();
    assert_eq!(page.items[0].elsewhere.as_deref(), Some(what));
}

/// Words that ask for two things: the letter tells the field that was corrected and, with its ground, what was not.
#[tokio::test]
async fn words_corrected_in_part_are_never_called_granted_in_full() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let words =
        (ItemKind::Text, "", None, Some("Sukunimeni on Virta, ja olen ollut asiakas jo vuodesta 2001."));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), words).await;
    let named = filed.correct(&format!("person:{ada}:name"), "Ada Äijälä", "Ada Virta").verdicts.remove(0);
    let refused = filed.refuse(Ground::Accurate).verdicts.remove(0);
    let partly = ItemVerdict { verdict: Verdict::Partly, corrections: named.corrections, ..refused };
    let unsaid = Decision { verdicts: vec![partly.clone()], ..Decision::default() };
    let shown = preview(&desk.ctx, &sam, &filed.reference, &unsaid).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::RestMissing { item: filed.item }]);
    let partly = ItemVerdict { uncorrected: Some("Asiakkuuden alkamispäivä".into()), ..partly };
    let said = Decision { verdicts: vec![partly], ..Decision::default() };
    decide(&desk.ctx, &sam, &filed.seen(1), &said).await.unwrap();
    let text = sent(&desk, LetterKind::PartlyGranted).await;
    assert!(text.contains("Nimi") && text.contains("Asiakkuuden alkamispäivä"), "{text}");
    assert!(text.contains(&Ground::Accurate.title(Language::Fi)) && !text.contains("kokonaan"), "{text}");
    let row = person::Entity::find_by_id(ada).one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!(row.name, "Ada Virta");
    let her = requester(&desk.ctx, "ada@example.fi");
    let page = own::open(&desk.ctx, &her, &filed.reference, Language::Fi).await.unwrap();
    assert_eq!(page.items[0].uncorrected.as_deref(), Some("Asiakkuuden alkamispäivä"));
    assert_eq!((page.items[0].corrected.len(), page.items[0].verdict), (1, Some(Verdict::Partly)));
}

/// Vouchers stay by law, the rest for a contract: the page says which is which, of what and until when, once each, and as
/// the letter says it; what the forms of the desk call these things is nothing to the person.
#[tokio::test]
async fn what_stays_on_another_ground_is_told_apart() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let account = rows::customer(&desk.ctx, ada, None).await;
    let contract = rows::contract(&desk.ctx, account, None).await;
    rows::invoice(&desk.ctx, account, Some(contract), "2026-01-31").await;
    let everything = (ItemKind::Everything, "", None, None);
    let filed = desk.filed(Some(Right::Erasure), Some(ada), everything).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let her = requester(&desk.ctx, "ada@example.fi");
    let page = own::open(&desk.ctx, &her, &filed.reference, Language::Fi).await.unwrap();
    assert_eq!((page.items[0].reason.as_ref(), page.items[0].keep_until), (None, None), "told once, below");
    let left = page.erasure.unwrap().left;
    let [by_law, others] = &left[..] else { panic!("two grounds: {left:?}") };
    assert!(by_law.reason.citation.contains("17 artiklan 3 kohdan b"), "{by_law:?}");
    assert!(others.reason.citation.contains("17 artiklan 1 kohta"), "{others:?}");
    let (invoices, contracts) = (label(&desk, "invoice"), label(&desk, "contract"));
    let (law, other) = (&by_law.reason.facts, &others.reason.facts);
    assert!(law.contains(&invoices) && !law.contains(&contracts), "{law}");
    assert!(other.contains(&contracts) && !other.contains(&invoices), "{other}");
    assert_eq!(
        *law,
        format!(
            "{invoices}: yksi asiakirja, jonka laki velvoittaa meidät säilyttämään. Tilikauden viimeinen päivä: \
             31.12.2026. Säilytetään 31.12.2032 asti."
        )
    );
    let letter = sent(&desk, LetterKind::Refused).await;
    assert_eq!(letter.matches("31.12.2032").count(), 1, "until when, once: {letter}");
    assert!(letter.contains(&crate::lang::text(Language::Fi, "letter-erasure-then")), "{letter}");
    for told in left.iter().flat_map(|left| left.reason.facts.lines().chain([left.reason.plain.as_str()])) {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    let statute = crate::lang::text(Language::Fi, &crate::law::demand::Demand::Statute.key());
    assert!(!letter.contains(&statute) && !law.contains(&statute), "{statute}: a label of a form");
}

/// A browser that the owner of an address is signed in with.
async fn session_of(desk: &Desk, address: &str) {
    let (ctx, email) = (&desk.ctx, Email::parse(address).unwrap());
    let row = session::Model {
        id: ctx.mint().unwrap(),
        kind: SessionKind::Requester,
        token_digest: "digest".into(),
        email_key: Some(ctx.keys.email_key(&email)),
        email: Some(email.as_str().into()),
        staff_id: None,
        epoch: 0,
        created_at: ctx.now(),
        last_seen_at: ctx.now(),
        expires_at: ctx.now() + TimeDelta::hours(1),
        proved_at: ctx.now(),
    };
    rows::put(ctx, row.into_active_model()).await;
}

/// A sign-in was a row of the person like an invoice: where it went, the wish was not refused as a whole (Art. 12(4)).
async fn an_erasure_that_takes_anything_is_granted_in_part(desk: &Desk) {
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let account = rows::customer(&desk.ctx, ada, None).await;
    rows::contract(&desk.ctx, account, None).await;
    session_of(desk, "ada@example.fi").await;
    let everything = (ItemKind::Everything, "", None, None);
    let filed = desk.filed(Some(Right::Erasure), Some(ada), everything).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::PartlyGranted));
    assert_eq!(verdict_of(desk, &filed).await, Some(Verdict::Partly));
    let text = sent(desk, LetterKind::PartlyGranted).await;
    assert!(text.contains(&format!("{}: yksi tieto", label(desk, "sign_in"))), "what went: {text}");
    assert!(text.contains(&Ground::ErasureNoCondition.title(Language::Fi)), "and why not the rest: {text}");
    assert!(
        !text.contains(&crate::lang::text(Language::Fi, "letter-erasure-then")),
        "no law keeps it: {text}"
    );
    assert_eq!(session::Entity::find().count(desk.ctx.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn an_erasure_that_takes_anything_is_granted_in_part_on_sqlite() {
    an_erasure_that_takes_anything_is_granted_in_part(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn an_erasure_that_takes_anything_is_granted_in_part_on_postgres() {
    let desk = Desk::on_postgres("in_part", ApprovalMode::OnePerson).await;
    an_erasure_that_takes_anything_is_granted_in_part(&desk).await;
}
