//! What must hold whatever was pressed.

use super::Someone;
use crate::{
    ctx::Ctx,
    id::Reference,
    law::{calendar::helsinki_date, demand::Recorded, ground::Ground},
    request::tests_world::row_of,
};
use chrono::{Days, NaiveDate};
use entity::{
    hold,
    id::{PersonId, RequestId},
    item,
    kind::{Assurance, LetterKind, Outcome, Right, Role, State, Verdict},
    letter, package, person, proposal, request, staff_role,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// So long an address must have stood in the register (security.md A-22).
const SETTLED: Days = Days::new(7);

/// What the walk can see around one request.
pub(super) struct Scene {
    pub request: request::Model,
    items: Vec<item::Model>,
    persons: Vec<person::Model>,
    packages: u64,
    on: NaiveDate,
}

/// How often what the laws are about has happened.
#[derive(Debug, Default)]
pub(super) struct Reached {
    erased: u32,
    /// Of those, with nothing refused: the erasure itself asks for a second person.
    wholly: u32,
    /// Erasures that were granted under a hold, and left the person.
    held: u32,
    released: u32,
    refused: u32,
    not_identified: u32,
    by_two: u32,
    by_one: u32,
    at_once: u32,
}

/// The table of design.md, without the steps that leave a request where it stands.
const MOVES: &[(State, State)] = &[
    (State::Received, State::InProgress),
    (State::Received, State::Closed),
    (State::InProgress, State::AwaitingCustomer),
    (State::InProgress, State::AwaitingApproval),
    (State::InProgress, State::Fulfilling),
    (State::InProgress, State::Closed),
    (State::AwaitingCustomer, State::InProgress),
    (State::AwaitingCustomer, State::Closed),
    (State::AwaitingApproval, State::InProgress),
    (State::AwaitingApproval, State::Fulfilling),
    (State::AwaitingApproval, State::Closed),
    (State::Fulfilling, State::Closed),
    (State::Closed, State::InProgress),
];

pub(super) async fn look(ctx: &Ctx, reference: &Reference, people: &[Someone]) -> Scene {
    let request = row_of(ctx, reference).await;
    let items = item::Entity::find().filter(item::Column::RequestId.eq(request.id));
    let ids = people.iter().map(|someone| someone.id);
    let persons = person::Entity::find().filter(person::Column::Id.is_in(ids));
    let packages = package::Entity::find().filter(package::Column::RequestId.eq(request.id));
    Scene {
        items: items.all(ctx.read()).await.unwrap(),
        persons: persons.all(ctx.read()).await.unwrap(),
        packages: packages.count(ctx.read()).await.unwrap(),
        on: helsinki_date(ctx.now()),
        request,
    }
}

impl Scene {
    /// Persons of whom nothing is left but a row without a name.
    pub fn emptied(&self) -> impl Iterator<Item = PersonId> {
        self.persons.iter().filter(|person| person.name.is_empty()).map(|person| person.id)
    }

    fn decided(&self) -> bool {
        matches!(
            self.request.outcome,
            Some(Outcome::Granted | Outcome::PartlyGranted | Outcome::Refused | Outcome::NotIdentified)
        )
    }

    /// Whether the requester proved the address on file, or was identified otherwise: what may go out without a second.
    fn is_proved(&self) -> bool {
        let request = &self.request;
        let on_file = |person: &person::Model| {
            person.email_key.as_deref() == Some(request.requester_key.as_str())
                && person.email_since.is_some_and(|since| since + SETTLED <= self.on)
        };
        matches!(request.assurance, Assurance::InPerson | Assurance::Eid)
            || self.persons.iter().filter(|person| Some(person.id) == request.person_id).all(on_file)
    }
}

impl Reached {
    /// Whether all of it was met.
    pub fn everything(&self) -> bool {
        let met =
            [self.erased, self.wholly, self.held, self.released, self.refused, self.by_two, self.by_one];
        met.iter().all(|times| *times > 0)
    }

    pub async fn weigh(&mut self, ctx: &Ctx, act: &str, (before, after): (&Scene, &Scene), done: bool) {
        let (was, is) = (&before.request, &after.request);
        let moved = (was.state, is.state);
        assert!(was.state == is.state || MOVES.contains(&moved), "{act}: {moved:?}");
        assert!(was.state == is.state || is.version > was.version, "{act}: moved without a version");
        if was.state == State::Closed && is.state == State::InProgress {
            assert_eq!(
                was.outcome,
                Some(Outcome::NotIdentified),
                "{act}: only what was missing opens it again"
            );
        }
        if !done {
            refused_press(act, before, after);
        }
        extended_once(act, before, after);
        if after.decided() && !before.decided() {
            self.decision(ctx, act, before, after).await;
        }
        assert!(after.packages == before.packages || after.decided(), "{act}: a package before a decision");
        self.erasure(ctx, act, before, after).await;
    }

    async fn decision(&mut self, ctx: &Ctx, act: &str, before: &Scene, after: &Scene) {
        // Art. 21(3), 7(3): carried out as soon as somebody says that it is one, and never weighed.
        if matches!(after.request.right, Some(Right::Marketing | Right::Consent)) {
            assert_eq!((after.request.outcome, refusals(after)), (Some(Outcome::Granted), 0), "{act}");
            self.at_once += 1;
            return;
        }
        let by = signed(ctx, after.request.id)
            .await
            .unwrap_or_else(|| panic!("{act}: decided without a decision"));
        let refused = refusals(after);
        if refused > 0 || after.request.outcome == Some(Outcome::Refused) {
            assert!(by.two(), "{act}: refused by one person");
            self.refused += 1;
        }
        self.not_identified += u32::from(after.request.outcome == Some(Outcome::NotIdentified));
        if after.packages > before.packages {
            assert!(matches!(after.request.right, Some(Right::Access | Right::Portability)), "{act}");
            assert!(by.two() || before.is_proved(), "{act}: released to whom nobody knows");
            self.released += 1;
        }
        if by.two() { self.by_two += 1 } else { self.by_one += 1 }
    }

    async fn erasure(&mut self, ctx: &Ctx, act: &str, before: &Scene, after: &Scene) {
        let granted = matches!(after.request.outcome, Some(Outcome::Granted | Outcome::PartlyGranted));
        if let (Some(Right::Erasure), Some(person)) = (after.request.right, after.request.person_id)
            && granted
            && !before.decided()
        {
            self.held += u32::from(is_held(ctx, person).await);
        }
        let gone: Vec<_> = after.emptied().filter(|id| !before.emptied().any(|was| was == *id)).collect();
        for person in gone {
            let request = &after.request;
            assert_eq!(request.person_id, Some(person), "{act}: somebody else is erased");
            assert!(matches!(request.right, Some(Right::Erasure | Right::Objection)), "{act}: {request:?}");
            assert!(matches!(request.outcome, Some(Outcome::Granted | Outcome::PartlyGranted)), "{act}");
            assert!(signed(ctx, request.id).await.is_some_and(|by| by.two()), "{act}: erased by one person");
            assert!(!is_held(ctx, person).await, "{act}: erased under a hold");
            self.erased += 1;
            self.wholly += u32::from(request.outcome == Some(Outcome::Granted));
        }
    }
}

async fn is_held(ctx: &Ctx, person: PersonId) -> bool {
    let standing = hold::Entity::find()
        .filter(hold::Column::PersonId.eq(person))
        .filter(hold::Column::LiftedAt.is_null());
    standing.count(ctx.read()).await.unwrap() > 0
}

/// A press that was refused leaves everything, but for an approval that voids what was proposed.
fn refused_press(act: &str, before: &Scene, after: &Scene) {
    let voided = act == "approve"
        && (before.request.state, after.request.state) == (State::AwaitingApproval, State::InProgress);
    if !voided {
        assert_eq!(before.request, after.request, "{act} was refused and changed the request");
    }
    assert_eq!(before.items, after.items, "{act} was refused and changed an item");
    assert_eq!(before.persons, after.persons, "{act} was refused and changed the register");
    assert_eq!(before.packages, after.packages, "{act} was refused and released");
}

/// Art. 12(3): once, and within the first month.
fn extended_once(act: &str, before: &Scene, after: &Scene) {
    let (was, is) = (before.request.extended_due_on, after.request.extended_due_on);
    if was.is_none() && is.is_some() {
        assert!(before.on <= before.request.due_on, "{act}: extended after the month");
        assert!(is > Some(after.request.due_on), "{act}");
    }
    assert!(was.is_none() || is.is_some(), "{act}: an extension that was told is gone");
}

/// Who stands behind a decision.
struct Signed {
    proposed_by: uuid::Uuid,
    approved_by: Option<uuid::Uuid>,
    may_approve: bool,
}

impl Signed {
    /// Another person with the role of an approver has said yes.
    fn two(&self) -> bool {
        self.may_approve && self.approved_by.is_some_and(|by| by != self.proposed_by)
    }
}

/// Who decided a request the last time.
async fn signed(ctx: &Ctx, request: RequestId) -> Option<Signed> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::RequestId.eq(request))
        .filter(proposal::Column::ApprovedAt.is_not_null());
    let mut rows = rows.all(ctx.read()).await.unwrap();
    rows.sort_by_key(|row| row.approved_at);
    let row = rows.pop()?;
    assert!(row.voided_at.is_none(), "a decision that was void is carried out");
    let approver = staff_role::Entity::find()
        .filter(staff_role::Column::Role.eq(Role::Approver))
        .filter(staff_role::Column::StaffId.eq(row.approved_by));
    let may_approve = approver.count(ctx.read()).await.unwrap() == 1;
    Some(Signed { proposed_by: row.proposed_by.0, approved_by: row.approved_by.map(|by| by.0), may_approve })
}

/// How many items are refused; each on a ground of the closed list against this right, with every fact it demands.
fn refusals(scene: &Scene) -> usize {
    let refused = || scene.items.iter().filter(|item| item.verdict == Some(Verdict::Refused));
    for item in refused() {
        let ground = item.ground.as_deref().and_then(Ground::from_code).expect("refused without a ground");
        let right = scene.request.right.expect("refused without a right");
        assert!(ground.rights().contains(&right), "{ground:?} against {right:?}");
        let facts: Recorded =
            serde_json::from_str(item.facts.as_deref().expect("refused without facts")).unwrap();
        for demand in ground.demands() {
            assert!(
                facts.read(*demand).is_some_and(|fact| !fact.is_empty()),
                "{ground:?} without {demand:?}"
            );
        }
    }
    refused().count()
}

/// Over all that has happened: nothing refused without its letter, no package without a grant, no letter of a decision
/// that was not made.
pub(super) async fn whole(ctx: &Ctx) {
    let letters = letter::Entity::find().all(ctx.read()).await.unwrap();
    let has = |id: RequestId, kinds: &[LetterKind]| {
        letters.iter().any(|letter| letter.request_id == Some(id) && kinds.contains(&letter.kind))
    };
    for request in request::Entity::find().all(ctx.read()).await.unwrap() {
        let (refused, partly) = (LetterKind::Refused, LetterKind::PartlyGranted);
        assert_eq!(request.state == State::Closed, request.closed_at.is_some(), "{request:?}");
        match request.outcome {
            Some(Outcome::Refused) => assert!(has(request.id, &[refused]), "{request:?}"),
            Some(Outcome::PartlyGranted) => assert!(has(request.id, &[partly, refused]), "{request:?}"),
            Some(_) => {}
            None => {
                assert!(!has(request.id, &[refused, partly]) && request.closed_at.is_none(), "{request:?}");
            }
        }
    }
    for package in package::Entity::find().all(ctx.read()).await.unwrap() {
        let request = request::Entity::find_by_id(package.request_id).one(ctx.read()).await.unwrap().unwrap();
        let granted = matches!(request.outcome, Some(Outcome::Granted | Outcome::PartlyGranted));
        assert!(granted && request.person_id.is_some(), "{request:?}");
    }
}
