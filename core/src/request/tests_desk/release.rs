//! A-22 as a table: how the requester is known × whether the address is on file × how long it has been.

use super::{Desk, refusal};
use crate::{
    error::Refusal,
    register::protection,
    request::{
        decide::decide,
        identify::{Finding, link_person},
        propose::preview,
        second::Second,
    },
    settings::ApprovalMode,
};
use chrono::{Days, NaiveDate};
use entity::{
    kind::{Assurance, Channel, ItemKind, Right, Role, State},
    person, request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

const ADA: &str = "ada@example.fi";
const MALLORY: &str = "mallory@evil.example";

#[tokio::test]
async fn data_go_out_on_one_word_only_to_an_address_that_has_been_on_file_for_a_week() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    let ada = desk.person("Ada Äijälä", ADA).await;
    let today = crate::law::calendar::helsinki_date(desk.ctx.now());
    let days_ago = |days| today.checked_sub_days(Days::new(days));
    let table = [
        (Assurance::Email, ADA, days_ago(7), None),
        (Assurance::Email, ADA, days_ago(6), Some(Second::Release)),
        (Assurance::Email, ADA, days_ago(0), Some(Second::Release)),
        (Assurance::Email, ADA, None, Some(Second::Release)),
        (Assurance::KnownFacts, MALLORY, days_ago(900), Some(Second::Release)),
        (Assurance::KnownFacts, ADA, days_ago(900), None),
        (Assurance::InPerson, MALLORY, days_ago(0), None),
        (Assurance::Eid, MALLORY, days_ago(0), None),
    ];
    for (assurance, address, since, second) in table {
        let filed = desk
            .filed_by(
                "Ada",
                address,
                (Some(Right::Access), Some(ada)),
                (ItemKind::Everything, "everything", None, None),
            )
            .await;
        known_by(&desk, filed.id, ada, (assurance, since)).await;
        let shown = preview(&desk.ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
        assert_eq!(shown.second, second, "{assurance:?} {address} {since:?}");
        let alone = decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await;
        match second {
            None => alone.unwrap(),
            Some(_) => assert_eq!(refusal(alone), Refusal::NotNow { state: State::InProgress }),
        }
    }
}

#[tokio::test]
async fn a_strangers_proved_address_links_to_nobody_else() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    let ada = desk.person("Ada Äijälä", ADA).await;
    let asked = (ItemKind::Everything, "everything", None, None);
    let filed = desk.filed_by("Mallory", MALLORY, (Some(Right::Access), None), asked).await;
    let finding = |method| Finding { person: ada, method, text: "It is she." };
    let linked = link_person(&desk.ctx, &sam, &filed.seen(1), finding(Assurance::Email)).await;
    assert_eq!(refusal(linked), Refusal::AddressNotOnFile);
    link_person(&desk.ctx, &sam, &filed.seen(1), finding(Assurance::KnownFacts)).await.unwrap();
    let shown = preview(&desk.ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
    assert_eq!(shown.second, Some(Second::Release));
}

#[tokio::test]
async fn an_answer_to_somebody_in_hiding_goes_on_one_word_only_where_they_proved_to_read_it() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    let ada = desk.person("Ada Äijälä", ADA).await;
    protection::set(&desk.ctx, &sam, ada, "She showed an extract.").await.unwrap();
    let long_ago = NaiveDate::from_ymd_opt(2019, 2, 1);
    for (channel, address, second) in [
        (Channel::Portal, ADA, None),
        (Channel::Letter, ADA, Some(Second::Protected)),
        (Channel::Letter, MALLORY, Some(Second::Protected)),
    ] {
        let asked = (ItemKind::Everything, "everything", None, None);
        let filed = desk.filed_by("Ada", address, (Some(Right::Access), Some(ada)), asked).await;
        known_by(&desk, filed.id, ada, (Assurance::InPerson, long_ago)).await;
        let tx = desk.ctx.write().await.unwrap();
        let mut row = desk.row(&filed).await.into_active_model();
        row.channel = Set(channel);
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let shown = preview(&desk.ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
        assert_eq!(shown.second, second, "{channel:?} {address}");
    }
}

async fn known_by(
    desk: &Desk,
    id: entity::id::RequestId,
    ada: entity::id::PersonId,
    (assurance, since): (Assurance, Option<NaiveDate>),
) {
    let tx = desk.ctx.write().await.unwrap();
    let row = request::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.assurance = Set(assurance);
    row.update(tx.db()).await.unwrap();
    let row = person::Entity::find_by_id(ada).one(tx.db()).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.email_since = Set(since);
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}
