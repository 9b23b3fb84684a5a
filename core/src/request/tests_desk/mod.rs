//! The desk over a fresh SQLite file: who may do what, who is first, and what a decision leaves behind.

mod address;
mod approvals;
mod attention;
mod automated;
mod clock;
mod decisions;
mod erasure;
mod fee;
mod handed_over;
mod handling;
mod held;
mod kept_back;
mod left;
mod lists;
mod model;
mod no_request;
mod objected;
mod overtaken;
mod packages;
mod plan;
mod proof;
mod release;
mod replaced;
mod silent;
mod told;
mod unknown;
mod unlinked;
mod warned;
mod whole;

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Database,
    email::Email,
    error::{Error, Refusal},
    id::Reference,
    identity::{password::Hashing, session},
    keys::Keys,
    law::{
        calendar, deadline,
        demand::{Demand, Recorded},
        ground::Ground,
    },
    mail::postbox::Postbox,
    notice::check,
    ports::{clock::Clock, entropy::Entropy, storage::Storage},
    request::{
        ask::Asking,
        change::{self, Seen},
        decide::{self, Approval},
        decision::{Confirmed, Decision, ItemVerdict},
        message,
    },
    settings::{ApprovalMode, Reminders, Settings},
    testing,
};
use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use entity::{
    id::{ItemId, PersonId, RequestId},
    item,
    kind::{Assurance, Channel, ItemKind, Language, QuestionKind, Right, Role, State, Verdict},
    person, request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use std::sync::Arc;

/// A portal at its desk, noon of 7 April 2026 in UTC.
struct Desk {
    ctx: Ctx,
    folder: tempfile::TempDir,
}

/// A request on file with its one item.
#[derive(Clone)]
struct Filed {
    reference: Reference,
    id: RequestId,
    item: ItemId,
}

impl Desk {
    async fn open(approval_mode: ApprovalMode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 4, 7, 12, 0, 0).unwrap());
        let entropy = Entropy::seeded(11);
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let database = Database::connect(&url).await.unwrap();
        database.migrate().await.unwrap();
        let address = |text| Email::parse(text).unwrap();
        let ctx = Ctx {
            hashing: Hashing::default(),
            keys: Arc::new(Keys::generate(&clock, &entropy).unwrap()),
            storage: Storage::open(folder.path().join("files")).unwrap(),
            postbox: Postbox::Memory(Arc::default()),
            notice: Arc::new(
                check::check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap(),
            ),
            settings: Arc::new(Settings {
                base_url: "https://privacy.example.fi".into(),
                staff_base_url: "https://privacy.example.fi".into(),
                mail_from: address("privacy@example.fi"),
                mail_reply_to: None,
                desk_address: address("desk@example.fi"),
                approval_mode,
                reminders: Reminders::default(),
                limits: true,
            }),
            clock,
            entropy,
            database,
        };
        session::set_up(&ctx).await.unwrap();
        Self { ctx, folder }
    }

    /// The same over a fresh database of PostgreSQL.
    async fn on_postgres(name: &str, approval_mode: ApprovalMode) -> Self {
        let (mut ctx, folder) = testing::postgres_ctx(name).await;
        ctx.settings = Arc::new(Settings { approval_mode, ..(*ctx.settings).clone() });
        ctx.clock.advance(TimeDelta::days(2));
        Self { ctx, folder }
    }

    /// A member of staff with an account.
    async fn staff(&self, name: &str, roles: &[Role]) -> Staff {
        testing::staff(&self.ctx, name, roles).await
    }

    async fn person(&self, name: &str, email: &str) -> PersonId {
        let ctx = &self.ctx;
        let tx = ctx.write().await.unwrap();
        let row = person::Model {
            id: ctx.mint().unwrap(),
            name: name.into(),
            name_key: name.to_lowercase(),
            email: Some(email.into()),
            email_key: Some(ctx.keys.email_key(&Email::parse(email).unwrap())),
            email_since: NaiveDate::from_ymd_opt(2019, 2, 1),
            protected_on: None,
            language: Language::Fi,
            source: "test".into(),
            source_key: email.into(),
            recorded_at: ctx.now(),
            verified_at: None,
        };
        let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        row.id
    }

    /// The person's address is protected from today on.
    async fn protects(&self, id: PersonId) {
        let tx = self.ctx.write().await.unwrap();
        let today = Some(calendar::helsinki_date(self.ctx.now()));
        let row = person::ActiveModel { id: Set(id), protected_on: Set(today), ..Default::default() };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A request of Ada's, in progress; an item of `(kind, target, present, asked)`.
    async fn filed(
        &self,
        right: Option<Right>,
        person: Option<PersonId>,
        item: (ItemKind, &str, Option<&str>, Option<&str>),
    ) -> Filed {
        self.filed_by("Ada Äijälä", "ada@example.fi", (right, person), item).await
    }

    async fn filed_by(
        &self,
        name: &str,
        email: &str,
        (right, person_id): (Option<Right>, Option<PersonId>),
        asked: (ItemKind, &str, Option<&str>, Option<&str>),
    ) -> Filed {
        let request = request::Model { right, person_id, ..self.blank(name, email) };
        let (id, reference) = (request.id, Reference::parse(&request.reference).unwrap());
        let item = self.item(id, asked);
        let filed = Filed { reference, id, item: item.id };
        let tx = self.ctx.write().await.unwrap();
        request.into_active_model().reset_all().insert(tx.db()).await.unwrap();
        item.into_active_model().reset_all().insert(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        filed
    }

    fn blank(&self, name: &str, email: &str) -> request::Model {
        let ctx = &self.ctx;
        let received_on = calendar::helsinki_date(ctx.now());
        let dates = deadline::deadline(received_on, &[]).unwrap();
        request::Model {
            id: ctx.mint().unwrap(),
            reference: Reference::random(&ctx.entropy).unwrap().as_str().into(),
            draft_id: None,
            right: None,
            split_from: None,
            state: State::InProgress,
            outcome: None,
            requester_key: ctx.keys.email_key(&Email::parse(email).unwrap()),
            requester_name: Some(name.into()),
            requester_email: Some(email.into()),
            person_id: None,
            assurance: Assurance::Email,
            channel: Channel::Portal,
            language: Language::Fi,
            received_at: ctx.now(),
            received_on,
            due_on: dates.due_on,
            internal_due_on: dates.internal_due_on,
            extended_due_on: None,
            answered_at: None,
            closed_at: None,
            assignee_id: None,
            flooded: false,
            version: 1,
        }
    }

    fn item(
        &self,
        request_id: RequestId,
        (kind, target, present, asked): (ItemKind, &str, Option<&str>, Option<&str>),
    ) -> item::Model {
        item::Model {
            id: self.ctx.mint().unwrap(),
            request_id,
            position: 1,
            kind,
            target: target.into(),
            present: present.map(str::to_owned),
            asked: asked.map(str::to_owned),
            verdict: None,
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        }
    }

    /// An access to everything, by Ada, whose person is linked.
    async fn access(&self) -> Filed {
        let ada = self.person("Ada Äijälä", "ada@example.fi").await;
        let everything = (ItemKind::Everything, "everything", None, None);
        self.filed(Some(Right::Access), Some(ada), everything).await
    }

    /// A request in one state.
    async fn row(&self, filed: &Filed) -> request::Model {
        request::Entity::find_by_id(filed.id).one(self.ctx.read()).await.unwrap().unwrap()
    }

    /// Whom a request is linked to.
    async fn person_of(&self, id: RequestId) -> Option<PersonId> {
        request::Entity::find_by_id(id).one(self.ctx.read()).await.unwrap().unwrap().person_id
    }

    fn later(&self, by: TimeDelta) {
        self.ctx.clock.advance(by);
    }
}

impl Filed {
    fn seen(&self, version: i32) -> Seen<'_> {
        Seen { reference: &self.reference, version }
    }

    fn grant(&self) -> Decision {
        Decision { verdicts: vec![verdict(self.item, Verdict::Granted)], ..Decision::default() }
    }

    fn correct(&self, target: &str, present: &str, new: &str) -> Decision {
        let corrections =
            vec![Confirmed { target: target.into(), present: Some(present.into()), new: new.into() }];
        let verdict = ItemVerdict { corrections, ..verdict(self.item, Verdict::Granted) };
        Decision { verdicts: vec![verdict], ..Decision::default() }
    }

    /// Refused on a ground, with every fact it demands.
    fn refuse(&self, ground: Ground) -> Decision {
        let mut recorded = Recorded::default();
        for demand in ground.demands() {
            let text = match demand {
                Demand::KeepUntil | Demand::ReviewOn | Demand::FinancialYear => "2032-12-31",
                _ => "Tapauksen seikat on kirjattu.",
            };
            recorded.write(*demand, text);
        }
        let verdict = ItemVerdict { ground: Some(ground), recorded, ..verdict(self.item, Verdict::Refused) };
        Decision { verdicts: vec![verdict], ..Decision::default() }
    }
}

/// Approves what the page of the proposal shows by now.
async fn approve(ctx: &Ctx, staff: &Staff, reference: &Reference, hash: &str) -> Result<(), Error> {
    let request = change::find(ctx.read(), reference).await?;
    let seen = Seen { reference, version: request.version };
    let heard = message::heard(ctx.read(), request.id).await?;
    decide::approve(ctx, staff, &Approval { seen, hash, heard }).await
}

fn verdict(item: ItemId, verdict: Verdict) -> ItemVerdict {
    ItemVerdict::bare(item, verdict)
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

/// A question about who asks, which stops the clock.
fn doubting(text: &str) -> Asking<'_> {
    Asking {
        kind: QuestionKind::Identity,
        text,
        reason: "Nimi on eri kuin meillä.",
        lesser_means: "Osoitteella on kaksi henkilöä.",
        cannot_identify: "Muuta tietoa ei ole.",
        again: "",
        fee: "",
        pauses: true,
    }
}
