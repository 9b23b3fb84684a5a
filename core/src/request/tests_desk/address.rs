//! An address that several persons share, or that a correction would take from another.

use super::{Desk, Filed, approve, erasure::letter_of, refusal};
use crate::{
    error::{Error, Refusal},
    id::Reference,
    law::ground::Ground,
    request::{
        concern::Concern,
        decide::decide,
        own,
        propose::{preview, propose},
        second::Second,
        tests_world::requester,
    },
    right::{
        package::{download, hand_over},
        rectification::fields::MASK,
    },
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    event,
    id::PersonId,
    kind::{ItemKind, Language, LetterKind, MailKind, Outcome, PackageState, Right, Role, State},
    outbox, package, person, request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

const ADA: &str = "ada@example.fi";
const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];
const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Everything, "everything", None, None);

impl Desk {
    /// An hour later a person of the register comes to have Ada's address.
    async fn comes_to_share(&self, name: &str, own: &str) -> PersonId {
        self.later(TimeDelta::hours(1));
        let id = self.person(name, own).await;
        let tx = self.ctx.write().await.unwrap();
        let row = person::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap();
        let mut row = row.into_active_model();
        row.email_key = Set(Some(requester(&self.ctx, ADA).email_key));
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        self.later(TimeDelta::hours(1));
        id
    }

    async fn closes(&self, filed: &Filed) {
        let tx = self.ctx.write().await.unwrap();
        let mut row = self.row(filed).await.into_active_model();
        row.state = Set(State::Closed);
        row.outcome = Set(Some(Outcome::Granted));
        row.closed_at = Set(Some(self.ctx.now()));
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn has_package(&self, filed: &Filed) {
        let row = package::Model {
            id: self.ctx.mint().unwrap(),
            request_id: filed.id,
            state: PackageState::Ready,
            file: None,
            wrapped_key: None,
            bytes: 1,
            downloads: 0,
            queued_at: self.ctx.now(),
            built_at: Some(self.ctx.now()),
            expires_at: Some(self.ctx.now() + TimeDelta::days(30)),
            purged_at: None,
        };
        let tx = self.ctx.write().await.unwrap();
        row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Whether the requester's page shows no more than reference, right and dates.
    async fn hides(&self, filed: &Filed) -> bool {
        let ada = requester(&self.ctx, ADA);
        let case = own::open(&self.ctx, &ada, &filed.reference, Language::Fi).await.unwrap();
        let listed = own::list(&self.ctx, &ada).await.unwrap();
        let listed = listed.iter().find(|it| it.reference == filed.reference).unwrap();
        assert_eq!(listed.state.is_none(), case.shared, "list and page agree");
        case.shared
    }
}

fn is_missing<T: std::fmt::Debug>(outcome: &Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::NotFound))
}

#[tokio::test]
async fn a_hidden_request_hides_its_package_and_all_its_other_ways() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", BOTH).await);
    desk.person("Ada", ADA).await;
    let filed = desk.filed_by("Ada", ADA, (Some(Right::Access), None), EVERYTHING).await;
    desk.has_package(&filed).await;
    let ada = requester(ctx, ADA);
    let reference: &Reference = &filed.reference;
    assert!(!desk.hides(&filed).await && download::newest(ctx, &ada, reference).await.is_ok());
    assert!(is_missing(&hand_over::ready(ctx, &sam, reference).await), "she can fetch it");
    desk.comes_to_share("Otto", "otto@example.fi").await;
    assert!(desk.hides(&filed).await);
    assert!(is_missing(&download::newest(ctx, &ada, reference).await));
    assert!(is_missing(&download::ready(ctx, &ada, reference).await));
    assert!(is_missing(&download::download(ctx, &ada, reference).await));
    assert!(is_missing(&download::rebuild(ctx, &ada, reference).await));
    assert!(is_missing(&own::withdraw(ctx, &ada, reference).await));
    assert!(is_missing(&own::restriction_ends(ctx, &ada, reference).await));
    own::park(ctx, &ada, reference, "Half a message").await.unwrap();
    assert_eq!(own::parked(ctx, &ada, reference).await.unwrap(), None);
    assert!(hand_over::ready(ctx, &sam, reference).await.is_ok(), "staff give it to whoever it is");
}

#[tokio::test]
async fn what_was_known_before_the_address_was_shared_stays_what_it_was() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let ada = desk.person("Ada", ADA).await;
    let linked = desk.filed(Some(Right::Access), Some(ada), EVERYTHING).await;
    let closed = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    desk.closes(&closed).await;
    let open = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    let otto = desk.comes_to_share("Otto", "otto@example.fi").await;
    assert!(!desk.hides(&linked).await && !desk.hides(&closed).await);
    assert!(desk.hides(&open).await, "nobody knew who asked");
    let later = desk.filed(Some(Right::Access), Some(otto), EVERYTHING).await;
    assert!(desk.hides(&later).await, "linked since, and both sign in with the address");
    desk.closes(&open).await;
    assert!(desk.hides(&open).await, "closed since");
}

#[tokio::test]
async fn a_shared_address_is_told_and_needs_two_and_an_approval_that_did_not_know_is_void() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (ctx, sam, kim) = (&desk.ctx, desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = desk.access().await;
    assert_eq!(preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap().concerns, []);
    let refused = filed.refuse(Ground::Excessive);
    let hash = propose(ctx, &sam, &filed.seen(1), &refused).await.unwrap();
    desk.comes_to_share("Otto", "otto@example.fi").await;
    let unknowing = approve(ctx, &kim, &filed.reference, &hash).await;
    assert_eq!(refusal(unknowing), Refusal::AddressDoubtful);
    assert_eq!(desk.row(&filed).await.state, State::InProgress);
    let shown = preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
    assert_eq!(shown.second, Some(Second::Doubt(Concern::SharedAddress)));
    let seen = filed.seen(desk.row(&filed).await.version);
    let alone = decide(ctx, &sam, &seen, &filed.grant()).await;
    assert_eq!(refusal(alone), Refusal::NotNow { state: State::InProgress });
    let hash = propose(ctx, &sam, &seen, &filed.grant()).await.unwrap();
    approve(ctx, &kim, &filed.reference, &hash).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Granted));
}

/// The text of each mail to the address about itself.
async fn warned(desk: &Desk, address: &str) -> Vec<String> {
    let mails = outbox::Entity::find()
        .filter(outbox::Column::Kind.eq(MailKind::SignIn))
        .filter(outbox::Column::Recipient.eq(address));
    mails.all(desk.ctx.read()).await.unwrap().into_iter().filter_map(|mail| mail.text).collect()
}

#[tokio::test]
async fn whoever_has_the_address_is_told_once_that_it_is_shared_and_by_no_name() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", BOTH).await);
    let mut persons = Vec::new();
    for name in ["Ada", "Mallory", "Otto"] {
        let own = format!("{}@example.fi", name.to_lowercase());
        persons.push((name, desk.person(name, &own).await, own));
    }
    for (_, id, own) in &persons[1..] {
        let target = format!("person:{id}:email");
        let asked = (ItemKind::Field, target.as_str(), Some(own.as_str()), Some(ADA));
        let filed = desk.filed_by("X", own, (Some(Right::Rectification), Some(*id)), asked).await;
        decide(ctx, &sam, &filed.seen(1), &filed.correct(&target, own, ADA)).await.unwrap();
    }
    let entries = event::Entity::find().filter(event::Column::Kind.eq("shared_address_told"));
    assert_eq!(
        entries.all(ctx.read()).await.unwrap().len(),
        1,
        "when it came to be shared, not when a third came"
    );
    let [told] = warned(&desk, ADA).await.try_into().unwrap();
    assert!(told.contains("myös toiselle henkilölle") && told.contains("Ota meihin yhteyttä"), "{told}");
    assert!(persons.iter().all(|(name, _, own)| !told.contains(name) && !told.contains(own)), "{told}");
    assert_eq!(warned(&desk, "mallory@example.fi").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_correction_to_ones_own_address_tells_nobody() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ctx, sam, ada) = (&desk.ctx, desk.staff("Sam", BOTH).await, desk.person("Ada", ADA).await);
    let target = format!("person:{ada}:email");
    let asked = (ItemKind::Field, target.as_str(), Some(ADA), Some("Ada@example.fi"));
    let filed = desk.filed_by("Ada", ADA, (Some(Right::Rectification), Some(ada)), asked).await;
    decide(ctx, &sam, &filed.seen(1), &filed.correct(&target, ADA, "Ada@example.fi")).await.unwrap();
    assert_eq!(warned(&desk, ADA).await, Vec::<String>::new());
}

/// Mallory, known to the register, asks that another address be written as his.
async fn asks_for(desk: &Desk, mallory: PersonId, from: &str, new: &str) -> (Filed, String) {
    let target = format!("person:{mallory}:email");
    let asked = (ItemKind::Field, target.as_str(), Some("mallory@example.fi"), Some(new));
    let filed = desk.filed_by("Mallory", from, (Some(Right::Rectification), Some(mallory)), asked).await;
    (filed, target)
}

#[tokio::test]
async fn a_correction_to_anothers_address_is_told_and_needs_two_and_takes_nothing_from_her() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (ctx, sam, kim) = (&desk.ctx, desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let mallory = desk.person("Mallory", "mallory@example.fi").await;
    let hers = desk.access().await;
    let closed = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    desk.closes(&closed).await;
    desk.later(TimeDelta::minutes(1));
    let (filed, target) = asks_for(&desk, mallory, "mallory@example.fi", ADA).await;
    let granted = filed.correct(&target, "mallory@example.fi", ADA);
    let shown = preview(ctx, &sam, &filed.reference, &granted).await.unwrap();
    assert_eq!(shown.second, Some(Second::Doubt(Concern::AnothersAddress)));
    let alone = decide(ctx, &sam, &filed.seen(1), &granted).await;
    assert_eq!(refusal(alone), Refusal::NotNow { state: State::InProgress });
    let hash = propose(ctx, &sam, &filed.seen(1), &granted).await.unwrap();
    approve(ctx, &kim, &filed.reference, &hash).await.unwrap();
    let row = person::Entity::find_by_id(mallory).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(row.email.as_deref(), Some(ADA), "two persons may know better");
    let told = letter_of(&desk, LetterKind::Granted).await;
    assert!(told.contains("edelleen kirjautumalla osoitteella, jolla teit sen"), "{told}");
    let ada = requester(ctx, ADA);
    let page = own::open(ctx, &ada, &closed.reference, Language::Fi).await.unwrap();
    assert!(!page.shared);
    assert_eq!((page.request.state, page.request.outcome), (Some(State::Closed), Some(Outcome::Granted)));
    assert!(!desk.hides(&hers).await, "hers was known the same day, a minute before");
}

#[tokio::test]
async fn an_address_with_requests_of_its_own_is_anothers_and_the_requesters_own_is_not() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", BOTH).await);
    let mallory = desk.person("Mallory", "mallory@example.fi").await;
    desk.filed_by("Bea", "bea@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    let table = [
        ("mallory@example.fi", "bea@example.fi", Some(Concern::AnothersAddress), None),
        ("mallory@example.fi", "nobody@example.fi", None, None),
        // He signed in with it, so it is his to ask by; that he is Mallory two persons find.
        ("new@example.fi", "new@example.fi", None, Some(Second::NewAddress)),
    ];
    for (from, new, concern, second) in table {
        let (filed, target) = asks_for(&desk, mallory, from, new).await;
        let granted = filed.correct(&target, "mallory@example.fi", new);
        let shown = preview(ctx, &sam, &filed.reference, &granted).await.unwrap();
        assert_eq!(shown.concerns, concern.into_iter().collect::<Vec<_>>(), "{from} to {new}");
        assert_eq!(shown.second, concern.map(Second::Doubt).or(second), "{from} to {new}");
    }
    assert_eq!(request::Entity::find().all(ctx.read()).await.unwrap().len(), 4);
}

/// One letter wrong in it, and a stranger would read what the register holds (security.md A-22).
#[tokio::test]
async fn a_fresh_address_is_shown_nothing_of_the_register_for_a_week() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", BOTH).await);
    let mallory = desk.person("Mallory", "mallory@example.fi").await;
    let shown = async |email: &str| {
        let fields = own::present_values(ctx, &requester(ctx, email)).await.unwrap();
        fields.iter().map(|field| field.shown().to_owned()).collect::<Vec<_>>()
    };
    let before = shown("mallory@example.fi").await;
    assert!(before.contains(&"Mallory".to_owned()), "{before:?}");
    let (filed, target) = asks_for(&desk, mallory, "mallory@example.fi", "new@example.fi").await;
    let granted = filed.correct(&target, "mallory@example.fi", "new@example.fi");
    decide(ctx, &sam, &filed.seen(1), &granted).await.unwrap();
    let fresh = shown("new@example.fi").await;
    assert_eq!(fresh.len(), before.len());
    let told: Vec<_> = fresh.iter().filter(|value| *value != MASK).collect();
    assert_eq!(told, ["new@example.fi"], "whoever reads it knows it");
    desk.later(TimeDelta::days(7) + TimeDelta::minutes(1));
    assert!(shown("new@example.fi").await.contains(&"Mallory".to_owned()));
}
