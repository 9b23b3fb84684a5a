//! Which step may follow which: the table of the lifecycle as one match, and what a page may offer.

use crate::{error::Refusal, lang};
use entity::kind::{Language, Outcome, Right, State};

/// Something that happens to a request, with what the table must know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It came in; the right is unknown until staff classify it.
    File { right: Option<Right> },
    /// Staff take it up or are assigned to it.
    Take,
    /// More is asked of the requester, with or without a pause of the clock.
    AskCustomer,
    /// The requester answers.
    Answer,
    /// Staff go on without an answer.
    Resume,
    /// The time for the answer is extended (Art. 12(3)); it stands where it stood.
    Extend,
    /// A decision is proposed for approval.
    Propose,
    /// The approver sends the proposal back.
    SendBack,
    /// What was proposed has changed under the proposal.
    ProposalVoided,
    /// It is decided; some holders of the data may still have steps to answer, or its answer waits to be posted.
    Decide { steps_open: bool },
    /// The last holder of the data has answered, and the answer has left.
    LastStepAnswered,
    /// The requester withdraws it.
    Withdraw,
    /// It ends because the requester could not be identified (R2.6).
    CloseNotIdentified,
    /// It goes to the controller it concerns (R1.0.9).
    Forward,
    /// The answer that was missing comes after closing; carries how the request had ended.
    MissingAnswer { outcome: Outcome },
}

/// Why a step is not open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    NotFiled,
    AlreadyFiled,
    TakeFirst,
    AlreadyTaken,
    NothingAsked,
    WaitsForCustomer,
    NothingProposed,
    WaitsForApproval,
    NeedsApproval,
    ApprovalNotUsed,
    NotDecided,
    Decided,
    Closed,
}

/// The lifecycle has no such step here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNow {
    /// Where the request stands; nothing when it is not filed.
    pub state: Option<State>,
    /// Why the step is not open.
    pub why: Why,
}

/// A step that a page may offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Take,
    AskCustomer,
    Answer,
    Resume,
    Extend,
    Propose,
    SendBack,
    Decide,
    Withdraw,
    CloseNotIdentified,
    Forward,
    MissingAnswer,
}

/// Where a filed request stands, as far as the offer of steps depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    /// How it ended, once closed.
    pub outcome: Option<Outcome>,
    /// Whether a decision needs a second person.
    pub approval_needed: bool,
}

/// One step with the reason it is not open, if it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub action: Action,
    pub refused: Option<Why>,
}

/// The state an event leads to; refused when the table has no such step from here. `None` is a request
/// that is not filed yet.
#[expect(clippy::match_same_arms, reason = "an arm is a row of the table in design.md")]
pub fn next(state: Option<State>, event: &Event) -> Result<State, NotNow> {
    use Event as E;
    use State as S;
    let why = match (state, event) {
        (None, E::File { right }) => return Ok(filed(*right)),
        (Some(S::Received), E::Take) => return Ok(S::InProgress),
        (Some(S::InProgress), E::AskCustomer) => return Ok(S::AwaitingCustomer),
        (Some(S::AwaitingCustomer), E::Answer | E::Resume) => return Ok(S::InProgress),
        (Some(S::InProgress), E::Extend) => return Ok(S::InProgress),
        (Some(S::AwaitingCustomer), E::Extend) => return Ok(S::AwaitingCustomer),
        (Some(S::InProgress), E::Propose) => return Ok(S::AwaitingApproval),
        (Some(S::AwaitingApproval), E::SendBack | E::ProposalVoided) => return Ok(S::InProgress),
        (Some(S::InProgress | S::AwaitingApproval), E::Decide { steps_open: true }) => {
            return Ok(S::Fulfilling);
        }
        (Some(S::InProgress | S::AwaitingApproval), E::Decide { steps_open: false })
        | (Some(S::Fulfilling), E::LastStepAnswered)
        | (
            Some(S::Received | S::InProgress | S::AwaitingCustomer | S::AwaitingApproval),
            E::Withdraw | E::CloseNotIdentified | E::Forward,
        ) => return Ok(S::Closed),
        // Art. 12(2): free of charge, under the same reference. Words that were taken for no request may have been one.
        (Some(S::Closed), E::MissingAnswer { outcome: Outcome::NotIdentified | Outcome::NoRequest }) => {
            return Ok(S::InProgress);
        }

        (None, _) => Why::NotFiled,
        (Some(_), E::File { .. }) => Why::AlreadyFiled,
        (Some(S::Closed), _) => Why::Closed,
        (Some(S::Fulfilling), _) => Why::Decided,
        (Some(_), E::LastStepAnswered | E::MissingAnswer { .. }) => Why::NotDecided,
        (Some(S::InProgress | S::AwaitingCustomer | S::AwaitingApproval), E::Take) => Why::AlreadyTaken,
        (Some(_), E::Answer | E::Resume) => Why::NothingAsked,
        (Some(_), E::SendBack | E::ProposalVoided) => Why::NothingProposed,
        (Some(S::Received), E::AskCustomer | E::Extend | E::Propose | E::Decide { .. }) => Why::TakeFirst,
        (Some(S::AwaitingCustomer), E::AskCustomer | E::Propose | E::Decide { .. }) => Why::WaitsForCustomer,
        (Some(S::AwaitingApproval), E::AskCustomer | E::Extend | E::Propose) => Why::WaitsForApproval,
    };
    Err(NotNow { state, why })
}

/// Every step of a page for staff, open or not. The requester's page offers [`Action::Answer`],
/// [`Action::Withdraw`] and [`Action::MissingAnswer`] of them.
pub fn allowed(standing: Standing) -> Vec<Offer> {
    Action::ALL.iter().map(|action| Offer { action: *action, refused: refusal(standing, *action) }).collect()
}

/// Every step as the desk offers it. A decision that refuses nothing needs no second person, so deciding is open in
/// either mode; to close as not identified is a decision too, and stands where one can be made.
pub fn at_desk(standing: Standing) -> Vec<Offer> {
    let mut offers = allowed(standing);
    for offer in &mut offers {
        match offer.action {
            Action::Decide => {
                offer.refused = refusal(Standing { approval_needed: false, ..standing }, Action::Decide);
            }
            Action::CloseNotIdentified => {
                offer.refused = refusal(Standing { approval_needed: true, ..standing }, Action::Propose);
            }
            _ => {}
        }
    }
    offers
}

/// Why a step is not open, or nothing when it is.
pub fn refusal(standing: Standing, action: Action) -> Option<Why> {
    let in_progress = standing.state == State::InProgress;
    match (action, standing.approval_needed) {
        (Action::Decide, true) if in_progress => Some(Why::NeedsApproval),
        (Action::Propose, false) if in_progress => Some(Why::ApprovalNotUsed),
        _ => next(Some(standing.state), &action.event(standing.outcome)).err().map(|not_now| not_now.why),
    }
}

/// Art. 21(3), Art. 7(3): opt-out and withdrawal take effect at once and are never weighed.
fn filed(right: Option<Right>) -> State {
    match right {
        Some(Right::Marketing | Right::Consent) => State::Closed,
        Some(
            Right::Access
            | Right::Rectification
            | Right::Erasure
            | Right::Restriction
            | Right::Portability
            | Right::Objection
            | Right::Automated,
        )
        | None => State::Received,
    }
}

impl Action {
    /// Every step, in the order a page shows them.
    pub const ALL: &'static [Self] = &[
        Self::Take,
        Self::AskCustomer,
        Self::Answer,
        Self::Resume,
        Self::Extend,
        Self::Propose,
        Self::SendBack,
        Self::Decide,
        Self::Withdraw,
        Self::CloseNotIdentified,
        Self::Forward,
        Self::MissingAnswer,
    ];

    /// The event it stands for. Whether steps stay open does not change who may decide.
    fn event(self, ended: Option<Outcome>) -> Event {
        match self {
            Self::Take => Event::Take,
            Self::AskCustomer => Event::AskCustomer,
            Self::Answer => Event::Answer,
            Self::Resume => Event::Resume,
            Self::Extend => Event::Extend,
            Self::Propose => Event::Propose,
            Self::SendBack => Event::SendBack,
            Self::Decide => Event::Decide { steps_open: false },
            Self::Withdraw => Event::Withdraw,
            Self::CloseNotIdentified => Event::CloseNotIdentified,
            Self::Forward => Event::Forward,
            // Without an outcome nothing was missing.
            Self::MissingAnswer => Event::MissingAnswer { outcome: ended.unwrap_or(Outcome::Granted) },
        }
    }
}

impl Why {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NotFiled,
        Self::AlreadyFiled,
        Self::TakeFirst,
        Self::AlreadyTaken,
        Self::NothingAsked,
        Self::WaitsForCustomer,
        Self::NothingProposed,
        Self::WaitsForApproval,
        Self::NeedsApproval,
        Self::ApprovalNotUsed,
        Self::NotDecided,
        Self::Decided,
        Self::Closed,
    ];

    /// The key of its sentence in the catalogue.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotFiled => "not-now-not-filed",
            Self::AlreadyFiled => "not-now-already-filed",
            Self::TakeFirst => "not-now-take-first",
            Self::AlreadyTaken => "not-now-already-taken",
            Self::NothingAsked => "not-now-nothing-asked",
            Self::WaitsForCustomer => "not-now-waits-for-customer",
            Self::NothingProposed => "not-now-nothing-proposed",
            Self::WaitsForApproval => "not-now-waits-for-approval",
            Self::NeedsApproval => "not-now-needs-approval",
            Self::ApprovalNotUsed => "not-now-approval-not-used",
            Self::NotDecided => "not-now-not-decided",
            Self::Decided => "not-now-decided",
            Self::Closed => "not-now-closed",
        }
    }

    /// Its sentence.
    pub fn sentence(self, language: Language) -> String {
        lang::text(language, self.key())
    }
}

/// The refusal a handler gives back; a request that was never filed shows as received.
impl From<NotNow> for Refusal {
    fn from(not_now: NotNow) -> Self {
        Self::NotNow { state: not_now.state.unwrap_or(State::Received) }
    }
}
