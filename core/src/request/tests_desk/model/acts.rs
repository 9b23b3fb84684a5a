//! What people press: mostly what the moment allows, now and then what it does not, and sometimes too late.

use super::{Someone, Walk};
use crate::{
    actor::Staff,
    error::{Error, Result},
    id::Reference,
    law::{
        demand::{Demand, Recorded},
        extension::Complexity,
        ground::Ground,
    },
    mail::outbox,
    register::retention::{hold, tests::claim},
    request::{
        answers::{Answers, Wish},
        ask,
        change::Seen,
        decide::{self, decide},
        decision::{Confirmed, Decision, ItemVerdict},
        extend::{self, Extending},
        identify::{Finding, link_person},
        own,
        propose::{self, propose, send_back},
        reclassify::reclassify,
        silence,
        tests_desk::{approve, doubting},
        tests_world::{requester, send},
        unidentified::{self, Unidentified},
        work,
    },
    right::{package::deliver, restriction::lift},
};
use chrono::TimeDelta;
use entity::{
    hold as holds, item,
    kind::{Assurance, ItemKind, RestrictionGround, Right, State, Verdict},
    person, request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use std::collections::BTreeSet;

const WISHES: &[Wish] = &[
    Wish::Access,
    Wish::Erasure,
    Wish::Erasure,
    Wish::Erasure,
    Wish::Rectification,
    Wish::Restriction,
    Wish::Objection,
    Wish::Portability,
    Wish::SomethingElse,
];

/// A form a person sends.
fn answers(wish: Wish) -> Answers {
    let text = Some("Teidän työntekijänne on entinen puolisoni.".to_owned());
    let blank = Answers { name: Some("Ada".into()), ..Answers::of(wish) };
    match wish {
        Wish::Access | Wish::Erasure | Wish::Portability => Answers { everything: true, ..blank },
        Wish::Rectification => Answers { other: text, ..blank },
        Wish::Restriction => {
            Answers { ground: Some(RestrictionGround::Claims), everything: true, text, ..blank }
        }
        Wish::Objection => Answers { purposes: vec!["customer_care".into()], text, ..blank },
        Wish::Marketing | Wish::Consent | Wish::SomethingElse => Answers { text, ..blank },
    }
}

impl Walk {
    pub(super) async fn files(&mut self) {
        let (wish, someone) = (self.dice.pick(WISHES), self.dice.pick(&self.people));
        let asks = requester(&self.desk.ctx, &someone.mailbox);
        match send(&self.desk.ctx, &asks, &answers(wish)).await {
            Ok(reference) => self.open.push(reference),
            Err(error) => panic!("{wish:?} is not filed: {error:?}"),
        }
    }

    /// One press of somebody, by name; what it comes to.
    pub(super) async fn act(
        &mut self,
        reference: &Reference,
        row: &request::Model,
    ) -> (&'static str, Result<()>) {
        // Mostly one of the two who may do everything.
        let many = if self.dice.percent(70) { 2 } else { self.staff.len() };
        let staff = self.staff[self.dice.roll(many)].clone();
        let late = i32::from(self.dice.percent(8));
        let seen = Seen { reference, version: row.version - late };
        // Mostly what the moment asks for; else anything.
        let asked_for = match row.state {
            State::Received => 0,
            State::InProgress => 12 + self.dice.roll(38),
            State::AwaitingApproval => 50,
            State::AwaitingCustomer => 68,
            State::Fulfilling | State::Closed => self.dice.roll(100),
        };
        match if self.dice.percent(60) { asked_for } else { self.dice.roll(100) } {
            0..12 => ("take", work::take(&self.desk.ctx, &staff, &seen).await),
            12..31 => ("propose", self.proposes(&staff, &seen, row).await),
            31..50 => ("decide", self.decides(&staff, &seen, row).await),
            50..68 => ("approve", self.approves(&staff, &seen, row).await),
            68..78 => self.asks_or_answers(&staff, &seen, row).await,
            78..90 => self.works_on(&staff, &seen, row).await,
            _ => self.goes_on(&staff).await,
        }
    }

    async fn proposes(&mut self, staff: &Staff, seen: &Seen<'_>, row: &request::Model) -> Result<()> {
        if self.dice.percent(8) {
            let why = self.unidentified();
            return unidentified::close(&self.desk.ctx, staff, seen, &why).await;
        }
        let decision = self.decision(row).await;
        propose(&self.desk.ctx, staff, seen, &decision).await.map(drop)
    }

    async fn decides(&mut self, staff: &Staff, seen: &Seen<'_>, row: &request::Model) -> Result<()> {
        let decision = self.decision(row).await;
        decide(&self.desk.ctx, staff, seen, &decision).await
    }

    async fn approves(&mut self, staff: &Staff, seen: &Seen<'_>, row: &request::Model) -> Result<()> {
        let ctx = &self.desk.ctx;
        if self.dice.percent(12) {
            return send_back(ctx, staff, seen, "Sanotaan tämä selvemmin.").await;
        }
        let waits = propose::open_proposal(ctx.read(), row.id).await?;
        let hash = waits.map(|proposal| proposal.hash).unwrap_or_default();
        if self.dice.percent(8) {
            let approval = decide::Approval { seen: *seen, hash: &hash[..hash.len() / 2], heard: 0 };
            return decide::approve(ctx, staff, &approval).await;
        }
        approve(ctx, staff, seen.reference, &hash).await
    }

    async fn asks_or_answers(
        &mut self,
        staff: &Staff,
        seen: &Seen<'_>,
        row: &request::Model,
    ) -> (&'static str, Result<()>) {
        let ctx = &self.desk.ctx;
        if row.state == State::AwaitingCustomer && self.dice.percent(60) {
            let Some(asks) = self.requester_of(row) else { return ("answer", Err(Error::NotFound)) };
            let asks = requester(ctx, &asks.mailbox);
            return ("answer", own::write(ctx, &asks, seen.reference, "Asiakasnumeroni on 1001.").await);
        }
        if self.dice.percent(25) {
            return ("resume", ask::resume(ctx, staff, seen).await);
        }
        ("ask", ask::ask(ctx, staff, seen, &doubting("Mikä on asiakasnumerosi?")).await)
    }

    async fn works_on(
        &mut self,
        staff: &Staff,
        seen: &Seen<'_>,
        row: &request::Model,
    ) -> (&'static str, Result<()>) {
        let ctx = &self.desk.ctx;
        match self.dice.roll(6) {
            0 => ("extend", extend::extend(ctx, staff, seen, &extending()).await),
            1 => {
                let right = self.dice.pick(Right::ALL);
                ("classify", work::classify(ctx, staff, seen, right, None).await)
            }
            2 => {
                let right = self.dice.percent(70).then(|| self.dice.pick(Right::ALL));
                ("reclassify", reclassify(ctx, staff, seen, right, None).await)
            }
            3 => {
                let person = self.dice.pick(&self.people).id;
                let method = self.dice.pick(&[Assurance::KnownFacts, Assurance::InPerson, Assurance::Eid]);
                let finding = Finding { person, method, text: "Asiakasnumero ja katuosoite." };
                ("link", link_person(ctx, staff, seen, finding).await)
            }
            4 if self.dice.percent(30) => {
                let Some(asks) = self.requester_of(row) else { return ("withdraw", Err(Error::NotFound)) };
                ("withdraw", own::withdraw(ctx, &requester(ctx, &asks.mailbox), seen.reference).await)
            }
            _ => (
                "split",
                work::split(ctx, staff, seen, self.dice.pick(Right::ALL))
                    .await
                    .map(|new| self.open.push(new)),
            ),
        }
    }

    /// Time passes, the worker works, the register moves.
    async fn goes_on(&mut self, staff: &Staff) -> (&'static str, Result<()>) {
        let someone = self.dice.pick(&self.people);
        match self.dice.roll(5) {
            0 => {
                let hours = i64::try_from(self.dice.roll(72)).unwrap();
                self.desk.later(TimeDelta::hours(hours));
                ("time", self.worker().await)
            }
            1 => ("worker", self.worker().await),
            2 => ("moves", self.moves(&someone).await),
            3 => ("hold", self.holds(staff, &someone).await),
            _ => ("lift", self.lifts(staff, &someone).await),
        }
    }

    async fn worker(&self) -> Result<()> {
        let ctx = &self.desk.ctx;
        while deliver::next(ctx).await? {}
        while outbox::deliver_next(ctx).await? {}
        while silence::next(ctx).await? {}
        lift::lift_due(ctx).await
    }

    /// The company's own systems know another address for somebody.
    async fn moves(&mut self, someone: &Someone) -> Result<()> {
        let ctx = &self.desk.ctx;
        let tx = ctx.write().await?;
        let row = person::Entity::find_by_id(someone.id).one(tx.db()).await?.ok_or(Error::NotFound)?;
        let mut row = row.into_active_model();
        row.email_since = Set(Some(crate::law::calendar::helsinki_date(ctx.now())));
        row.update(tx.db()).await?;
        tx.commit().await
    }

    async fn holds(&self, staff: &Staff, someone: &Someone) -> Result<()> {
        hold::set(&self.desk.ctx, staff, &claim(&self.desk.ctx, someone.id, &BTreeSet::new())).await.map(drop)
    }

    async fn lifts(&self, staff: &Staff, someone: &Someone) -> Result<()> {
        let standing = holds::Entity::find()
            .filter(holds::Column::PersonId.eq(someone.id))
            .filter(holds::Column::LiftedAt.is_null());
        let found = standing.one(self.desk.ctx.read()).await?.ok_or(Error::NotFound)?;
        hold::lift(&self.desk.ctx, staff, someone.id, found.id).await
    }

    fn requester_of(&self, row: &request::Model) -> Option<Someone> {
        let key =
            |someone: &&Someone| requester(&self.desk.ctx, &someone.mailbox).email_key == row.requester_key;
        self.people.iter().find(key).cloned()
    }

    fn unidentified(&mut self) -> Unidentified {
        let recorded = self.facts(Ground::NotIdentified);
        Unidentified {
            recorded,
            suffices: "Asiakasnumero.".into(),
            free_part: None,
            late_reason: self.lateness(),
        }
    }

    fn lateness(&mut self) -> Option<String> {
        self.dice.percent(70).then(|| "Pahoittelemme: asia jäi jonoon.".into())
    }

    /// The facts a ground demands, of which one may be forgotten.
    fn facts(&mut self, ground: Ground) -> Recorded {
        let mut recorded = Recorded::default();
        let forgotten = self.dice.percent(15).then(|| self.dice.roll(ground.demands().len().max(1)));
        for (n, demand) in ground.demands().iter().enumerate() {
            let text = match demand {
                Demand::KeepUntil | Demand::ReviewOn | Demand::FinancialYear => "2032-12-31",
                _ => "Tapauksen seikat on kirjattu.",
            };
            if Some(n) != forgotten {
                recorded.write(*demand, text);
            }
        }
        recorded
    }

    async fn decision(&mut self, row: &request::Model) -> Decision {
        let items = item::Entity::find().filter(item::Column::RequestId.eq(row.id));
        let mut verdicts = Vec::new();
        for item in items.all(self.desk.ctx.read()).await.unwrap() {
            verdicts.push(self.verdict(row, &item));
        }
        Decision {
            verdicts,
            nothing_held: self.dice.percent(5),
            late_reason: self.lateness(),
            suffices: Some("Asiakasnumero.".into()),
            ..Decision::default()
        }
    }

    fn verdict(&mut self, row: &request::Model, item: &item::Model) -> ItemVerdict {
        if self.dice.percent(45) {
            let fitting: Vec<Ground> =
                row.right.map(|right| Ground::fitting(right).collect()).unwrap_or_default();
            let any = fitting.is_empty() || self.dice.percent(15);
            let ground = self.dice.pick(if any { Ground::ALL } else { &fitting });
            let recorded = self.facts(ground);
            return ItemVerdict {
                ground: Some(ground),
                recorded,
                ..ItemVerdict::bare(item.id, Verdict::Refused)
            };
        }
        let granted = if self.dice.percent(90) { Verdict::Granted } else { Verdict::Partly };
        let meant = match row.right {
            Some(Right::Objection) => Some("customer_care".into()),
            Some(Right::Restriction) => Some("claims".into()),
            _ => None,
        };
        let corrections = corrections(row, item);
        let categories = vec!["invoice".into(), "subscription".into()];
        ItemVerdict { corrections, meant, categories, ..ItemVerdict::bare(item.id, granted) }
    }
}

fn corrections(row: &request::Model, item: &item::Model) -> Vec<Confirmed> {
    let (Some(Right::Rectification), Some(person), ItemKind::Text) = (row.right, row.person_id, item.kind)
    else {
        return Vec::new();
    };
    let target = format!("person:{person}:name");
    vec![Confirmed { target, present: None, new: "Ada Uusi".into() }]
}

fn extending() -> Extending {
    let reasons = "Yhdeksän vuoden palvelupyynnöissä on muiden tietoja.".into();
    Extending { complexity: vec![Complexity::Volume], reasons, delivered: None }
}
