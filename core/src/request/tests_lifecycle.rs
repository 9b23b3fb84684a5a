//! The table of the lifecycle, row by row, and that nothing else is open.

use super::lifecycle::{Action, Event, NotNow, Standing, Why, allowed, next, refusal};
use crate::error::Refusal;
use entity::kind::{Outcome, Right, State};
use std::collections::HashSet;

use Event as E;
use State as S;

fn events() -> Vec<Event> {
    let mut all = vec![
        E::File { right: None },
        E::Take,
        E::AskCustomer,
        E::Answer,
        E::Resume,
        E::Extend,
        E::Propose,
        E::SendBack,
        E::ProposalVoided,
        E::Decide { steps_open: true },
        E::Decide { steps_open: false },
        E::LastStepAnswered,
        E::Withdraw,
        E::CloseNotIdentified,
        E::Forward,
    ];
    all.extend(Outcome::ALL.iter().map(|outcome| E::MissingAnswer { outcome: *outcome }));
    all
}

fn table() -> Vec<(Option<State>, Event, State)> {
    let missing = |outcome| E::MissingAnswer { outcome };
    let mut rows = vec![
        (None, E::File { right: None }, S::Received),
        (Some(S::Received), E::Take, S::InProgress),
        (Some(S::InProgress), E::AskCustomer, S::AwaitingCustomer),
        (Some(S::AwaitingCustomer), E::Answer, S::InProgress),
        (Some(S::AwaitingCustomer), E::Resume, S::InProgress),
        (Some(S::InProgress), E::Extend, S::InProgress),
        (Some(S::AwaitingCustomer), E::Extend, S::AwaitingCustomer),
        (Some(S::InProgress), E::Propose, S::AwaitingApproval),
        (Some(S::AwaitingApproval), E::SendBack, S::InProgress),
        (Some(S::AwaitingApproval), E::ProposalVoided, S::InProgress),
        (Some(S::Fulfilling), E::LastStepAnswered, S::Closed),
        (Some(S::Closed), missing(Outcome::NotIdentified), S::InProgress),
        (Some(S::Closed), missing(Outcome::NoRequest), S::InProgress),
    ];
    for state in [S::InProgress, S::AwaitingApproval] {
        rows.push((Some(state), E::Decide { steps_open: true }, S::Fulfilling));
        rows.push((Some(state), E::Decide { steps_open: false }, S::Closed));
    }
    for state in [S::Received, S::InProgress, S::AwaitingCustomer, S::AwaitingApproval] {
        for event in [E::Withdraw, E::CloseNotIdentified, E::Forward] {
            rows.push((Some(state), event, S::Closed));
        }
    }
    rows
}

#[test]
fn every_row_of_the_table_is_open_and_nothing_else() {
    let table = table();
    let states = std::iter::once(None).chain(State::ALL.iter().copied().map(Some));
    let mut open = 0;
    for state in states {
        for event in events() {
            let row = table.iter().find(|(from, step, _)| *from == state && *step == event);
            match (row, next(state, &event)) {
                (Some((_, _, to)), found) => {
                    assert_eq!(found, Ok(*to), "{state:?} {event:?}");
                    open += 1;
                }
                (None, found) => assert_eq!(found.unwrap_err().state, state, "{event:?}"),
            }
        }
    }
    assert_eq!(open, table.len());
}

#[test]
fn opt_out_and_withdrawal_of_consent_are_closed_at_once() {
    for right in Right::ALL {
        let at_once = matches!(right, Right::Marketing | Right::Consent);
        let expected = if at_once { S::Closed } else { S::Received };
        assert_eq!(next(None, &E::File { right: Some(*right) }), Ok(expected), "{right:?}");
    }
}

#[test]
fn a_refused_step_says_why() {
    for (state, event, why) in [
        (None, E::Take, Why::NotFiled),
        (Some(S::Received), E::File { right: None }, Why::AlreadyFiled),
        (Some(S::Received), E::Decide { steps_open: false }, Why::TakeFirst),
        (Some(S::Received), E::Answer, Why::NothingAsked),
        (Some(S::InProgress), E::Take, Why::AlreadyTaken),
        (Some(S::InProgress), E::Resume, Why::NothingAsked),
        (Some(S::InProgress), E::SendBack, Why::NothingProposed),
        (Some(S::InProgress), E::LastStepAnswered, Why::NotDecided),
        (Some(S::AwaitingCustomer), E::Decide { steps_open: true }, Why::WaitsForCustomer),
        (Some(S::AwaitingApproval), E::Propose, Why::WaitsForApproval),
        (Some(S::AwaitingApproval), E::Extend, Why::WaitsForApproval),
        (Some(S::Received), E::Extend, Why::TakeFirst),
        (Some(S::Fulfilling), E::Extend, Why::Decided),
        (Some(S::Fulfilling), E::Withdraw, Why::Decided),
        (Some(S::Closed), E::Withdraw, Why::Closed),
        (Some(S::Closed), E::MissingAnswer { outcome: Outcome::Refused }, Why::Closed),
    ] {
        assert_eq!(next(state, &event), Err(NotNow { state, why }), "{state:?} {event:?}");
    }
}

#[test]
fn a_page_offers_every_step_open_or_with_its_reason() {
    for state in State::ALL.iter().copied() {
        for approval_needed in [true, false] {
            let standing = Standing { state, outcome: Some(Outcome::Granted), approval_needed };
            let offers = allowed(standing);
            let actions: Vec<_> = offers.iter().map(|offer| offer.action).collect();
            assert_eq!(actions, Action::ALL);
            let open = offers.iter().filter(|offer| offer.refused.is_none()).count();
            let expected = match state {
                S::Received => 4,
                S::InProgress | S::AwaitingCustomer => 6,
                S::AwaitingApproval => 5,
                S::Fulfilling | S::Closed => 0,
            };
            assert_eq!(open, expected, "{state:?}");
        }
    }
}

#[test]
fn with_approval_a_decision_is_first_proposed_and_without_it_never() {
    let standing = |state, approval_needed| Standing { state, outcome: None, approval_needed };
    assert_eq!(refusal(standing(S::InProgress, true), Action::Decide), Some(Why::NeedsApproval));
    assert_eq!(refusal(standing(S::InProgress, true), Action::Propose), None);
    assert_eq!(refusal(standing(S::InProgress, false), Action::Decide), None);
    assert_eq!(refusal(standing(S::InProgress, false), Action::Propose), Some(Why::ApprovalNotUsed));
    assert_eq!(refusal(standing(S::AwaitingApproval, true), Action::Decide), None);
}

#[test]
fn only_what_was_closed_without_weighing_a_right_opens_again() {
    for outcome in Outcome::ALL {
        let standing = Standing { state: S::Closed, outcome: Some(*outcome), approval_needed: false };
        let open = refusal(standing, Action::MissingAnswer).is_none();
        assert_eq!(open, matches!(outcome, Outcome::NotIdentified | Outcome::NoRequest), "{outcome:?}");
    }
}

#[test]
fn a_step_not_open_becomes_a_refusal_with_the_state_it_met() {
    let not_now = next(Some(S::Closed), &E::Take).unwrap_err();
    assert_eq!(Refusal::from(not_now), Refusal::NotNow { state: S::Closed });
}

#[test]
fn every_reason_has_its_own_sentence() {
    let keys: HashSet<_> = Why::ALL.iter().map(|why| why.key()).collect();
    assert_eq!(keys.len(), Why::ALL.len());
}
