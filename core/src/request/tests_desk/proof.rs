//! What a proof of an address changes and what not; what opening a request again, breaking it up, or ending it early
//! leaves; and by when a refusal on paper is posted.

use super::{Desk, Filed, doubting, erasure::EVERYTHING, refusal};
use crate::{
    actor::Actor,
    error::Refusal,
    law::ground::Ground,
    register::retention::tests::sam,
    request::{
        ask,
        change::Seen,
        decide::decide,
        enter,
        identify::{Finding, link_person},
        itemise, own,
        propose::{open_proposal, propose},
        tests_world::requester,
        undelivered, work,
    },
    right::restriction::{self, lift},
    settings::ApprovalMode,
};
use chrono::{Days, TimeDelta};
use entity::{
    entry, item,
    kind::{Assurance, Channel, ItemKind, LetterKind, Outcome, Right, State},
    letter, pause, request, restriction as restriction_row,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};

async fn edit(desk: &Desk, filed: &Filed, change: impl FnOnce(&mut request::Model)) {
    let mut row = desk.row(filed).await;
    change(&mut row);
    let tx = desk.ctx.write().await.unwrap();
    row.into_active_model().reset_all().update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn proves(desk: &Desk, filed: &Filed) -> request::Model {
    let key = desk.row(filed).await.requester_key;
    let tx = desk.ctx.write().await.unwrap();
    enter::proved(&desk.ctx, &tx, &key).await.unwrap();
    tx.commit().await.unwrap();
    desk.row(filed).await
}

async fn restrictions(desk: &Desk, filed: &Filed) -> u64 {
    let standing = restriction_row::Entity::find()
        .filter(restriction_row::Column::RequestId.eq(filed.id))
        .filter(restriction_row::Column::LiftedAt.is_null())
        .filter(restriction_row::Column::LiftOn.is_null());
    standing.count(desk.ctx.read()).await.unwrap()
}

fn objection() -> (ItemKind, &'static str, Option<&'static str>, Option<&'static str>) {
    (ItemKind::Purpose, "customer_care", None, None)
}

/// A lawyer who is a customer too signs in: nothing of theirs is linked or restricted (law.md R1.0.8).
async fn a_representative_proves_nothing_about_the_person(desk: &Desk) {
    let sam = sam(&desk.ctx).await;
    desk.person("Lea Laki", "lea@example.fi").await;
    let of = (Some(Right::Objection), None);
    let filed = desk.filed_by("Ada", "lea@example.fi", of, objection()).await;
    edit(desk, &filed, |row| row.assurance = Assurance::Unproven).await;
    let entered = entry::Model {
        id: desk.ctx.mint().unwrap(),
        request_id: filed.id,
        postal: None,
        unreachable: None,
        kept_at: "Kansio 7".into(),
        representative: Some("Lea Laki".into()),
        authority: Some("Valtakirja".into()),
        identity_how: None,
        entered_by: sam.id,
        entered_at: desk.ctx.now(),
    };
    let id = entered.id;
    crate::register::tests_rows::put(&desk.ctx, entered.into_active_model()).await;
    let row = proves(desk, &filed).await;
    assert_eq!((row.person_id, row.assurance, row.version), (None, Assurance::Unproven, 1));
    assert_eq!(restrictions(desk, &filed).await, 0);
    let tx = desk.ctx.write().await.unwrap();
    entry::Entity::delete_by_id(id).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let row = proves(desk, &filed).await;
    assert_eq!((row.assurance, row.version, restrictions(desk, &filed).await), (Assurance::Email, 2, 1));
}

async fn a_proof_voids_a_proposal_only_where_it_links_a_person(desk: &Desk) {
    let sam = sam(&desk.ctx).await;
    let of = (Some(Right::Access), None);
    let filed = desk.filed_by("Cia", "cia@example.fi", of, EVERYTHING).await;
    propose(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Excessive)).await.unwrap();
    edit(desk, &filed, |row| row.assurance = Assurance::Unproven).await;
    let before = desk.row(&filed).await;
    let row = proves(desk, &filed).await;
    assert_eq!((row.state, row.version), (State::AwaitingApproval, before.version), "nothing has changed");
    edit(desk, &filed, |row| row.assurance = Assurance::Unproven).await;
    desk.person("Cia", "cia@example.fi").await;
    let row = proves(desk, &filed).await;
    assert_eq!((row.state, row.version), (State::InProgress, before.version + 1));
    assert!(row.person_id.is_some());
    assert!(open_proposal(desk.ctx.read(), filed.id).await.unwrap().is_none());
}

/// A caller says Ada's address: until she signs in with it, it shows nothing about who called.
async fn what_staff_wrote_down_is_no_proof(desk: &Desk) {
    let sam = sam(&desk.ctx).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let filed = desk.filed_by("Caller", "ada@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    edit(desk, &filed, |row| (row.channel, row.assurance) = (Channel::Phone, Assurance::Unproven)).await;
    let finding = Finding { person: ada, method: Assurance::Email, text: "The same address." };
    let linked = link_person(&desk.ctx, &sam, &filed.seen(1), finding).await;
    assert_eq!(refusal(linked), Refusal::AddressNotOnFile);
    assert_eq!(desk.row(&filed).await.person_id, None);
    let version = proves(desk, &filed).await.version;
    edit(desk, &filed, |row| row.assurance = Assurance::KnownFacts).await;
    link_person(&desk.ctx, &sam, &filed.seen(version), finding).await.unwrap();
    assert_eq!(desk.row(&filed).await.assurance, Assurance::Email);
}

/// What was announced has come: nothing is restricted any more.
async fn lifts(desk: &Desk, filed: &Filed) {
    let tx = desk.ctx.write().await.unwrap();
    restriction_row::Entity::update_many()
        .col_expr(restriction_row::Column::LiftedAt, Expr::value(Some(desk.ctx.now())))
        .filter(restriction_row::Column::RequestId.eq(filed.id))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// law.md R1.4.4: a request that is open again restricts until it is decided, as from its filing.
async fn a_request_opened_again_restricts_again(desk: &Desk) {
    let (ctx, address) = (&desk.ctx, "dan@example.fi");
    let dan = desk.person("Dan", address).await;
    for ended in [false, true] {
        let of = (Some(Right::Objection), Some(dan));
        let filed = desk.filed_by("Dan", address, of, objection()).await;
        let tx = ctx.write().await.unwrap();
        let row = desk.row(&filed).await;
        restriction::pend(ctx, &tx, Actor::System, &row).await.unwrap();
        lift::with_request(ctx, &tx, Actor::System, &row).await.unwrap();
        tx.commit().await.unwrap();
        edit(desk, &filed, |row| {
            (row.state, row.outcome) = (State::Closed, Some(Outcome::NotIdentified));
            row.closed_at = Some(ctx.now());
        })
        .await;
        if ended {
            lifts(desk, &filed).await;
        }
        assert_eq!(restrictions(desk, &filed).await, 0);
        desk.later(TimeDelta::minutes(1));
        own::write(ctx, &requester(ctx, address), &filed.reference, "Minä se olen.").await.unwrap();
        assert_eq!(desk.row(&filed).await.state, State::InProgress);
        assert_eq!(restrictions(desk, &filed).await, 1, "lifted meanwhile: {ended}");
    }
    let stays = letter::Entity::find().filter(letter::Column::Kind.eq(LetterKind::RestrictionStays));
    assert_eq!(
        stays.count(ctx.read()).await.unwrap(),
        1,
        "who was told of an end hears that it does not come"
    );
}

async fn breaking_everything_up_keeps_the_persons_own_words(desk: &Desk) {
    let sam = sam(&desk.ctx).await;
    let eva = desk.person("Eva", "eva@example.fi").await;
    let asked = (ItemKind::Everything, "", None, Some("Kaikki, myös puhelut."));
    let filed = desk.filed_by("Eva", "eva@example.fi", (Some(Right::Access), Some(eva)), asked).await;
    itemise::itemise(&desk.ctx, &sam, &filed.seen(1)).await.unwrap();
    let items = item::Entity::find().filter(item::Column::RequestId.eq(filed.id));
    let items = items.all(desk.ctx.read()).await.unwrap();
    let words: Vec<_> = items.iter().filter(|item| item.asked.is_some()).collect();
    assert_eq!(words.len(), 1);
    assert_eq!((words[0].kind, words[0].asked.as_deref()), (ItemKind::Text, Some("Kaikki, myös puhelut.")));
    let categories = items.iter().filter(|item| item.kind == ItemKind::Category).count();
    assert_eq!(categories, desk.ctx.notice.categories.len());
}

async fn an_opt_out_named_while_an_answer_is_awaited_ends_the_pause(desk: &Desk) {
    let sam = sam(&desk.ctx).await;
    let words = (ItemKind::Text, "", None, Some("En halua postia."));
    let filed = desk.filed_by("Fia", "fia@example.fi", (None, None), words).await;
    let text = "Mistä osoitteesta on kyse?";
    ask::ask(&desk.ctx, &sam, &filed.seen(1), &doubting(text)).await.unwrap();
    let open = |row: &pause::Model| row.request_id == filed.id && row.to_on.is_none();
    let pauses = pause::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert!(pauses.iter().any(open));
    let seen = Seen { reference: &filed.reference, version: desk.row(&filed).await.version };
    work::classify(&desk.ctx, &sam, &seen, Right::Marketing, None).await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::Closed);
    let pauses = pause::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert!(!pauses.iter().any(open), "{pauses:?}");
    assert!(ask::open_question(desk.ctx.read(), filed.id).await.unwrap().is_none());
}

/// Art. 12(4): no extension covers a refusal.
async fn a_refusal_on_paper_is_posted_within_the_month(desk: &Desk) {
    let sam = sam(&desk.ctx).await;
    let gun = desk.person("Gun", "gun@example.fi").await;
    let of = (Some(Right::Access), Some(gun));
    let filed = desk.filed_by("Gun", "gun@example.fi", of, EVERYTHING).await;
    edit(desk, &filed, |row| {
        (row.requester_email, row.requester_key) = (None, format!("none:{}", row.id));
        row.extended_due_on = Some(row.due_on + Days::new(60));
        row.due_on = row.due_on + Days::new(2);
    })
    .await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Excessive)).await.unwrap();
    let due_on = desk.row(&filed).await.due_on;
    let listed = undelivered::to_post(&desk.ctx, &sam).await.unwrap();
    let theirs = |it: &&undelivered::ToPost| it.request.id == filed.id;
    let answer = listed.iter().filter(theirs).find(|it| it.letter.kind == LetterKind::Refused);
    assert_eq!(answer.unwrap().post_by, Some(due_on));
}

async fn all_of_these(desk: &Desk) {
    a_representative_proves_nothing_about_the_person(desk).await;
    a_request_opened_again_restricts_again(desk).await;
    breaking_everything_up_keeps_the_persons_own_words(desk).await;
    an_opt_out_named_while_an_answer_is_awaited_ends_the_pause(desk).await;
    a_refusal_on_paper_is_posted_within_the_month(desk).await;
}

#[tokio::test]
async fn nothing_is_lost_or_moved_beside_what_was_meant() {
    all_of_these(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn nothing_is_lost_or_moved_beside_what_was_meant_on_postgresql_too() {
    all_of_these(&Desk::on_postgres("proof", ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn a_proof_links_and_voids() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    a_proof_voids_a_proposal_only_where_it_links_a_person(&desk).await;
    what_staff_wrote_down_is_no_proof(&desk).await;
}

#[tokio::test]
async fn a_proof_links_and_voids_on_postgresql_too() {
    let desk = Desk::on_postgres("proof_two", ApprovalMode::TwoPersons).await;
    a_proof_voids_a_proposal_only_where_it_links_a_person(&desk).await;
    what_staff_wrote_down_is_no_proof(&desk).await;
}
