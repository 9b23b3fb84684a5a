//! Whose page a form came from: its token tells, also when the session has ended.

use crate::app::App;
use chrono::{DateTime, TimeDelta, Utc};
use entity::id::{SessionId, StaffId};
use portal_core::actor::{self, Requester, Staff};
use std::fmt;

/// A page of the desk left open over a weekend: from Friday's noon to Monday's.
const REMEMBERED: TimeDelta = TimeDelta::hours(72);

/// The same of a requester: a day.
const REMEMBERED_OF_REQUESTER: TimeDelta = TimeDelta::hours(24);

/// So far apart the clocks of two machines may be.
const APART: TimeDelta = TimeDelta::minutes(5);

/// Stands between the parts of a nonce; no part has it.
const BETWEEN: char = '~';

/// Begins the pseudonym of an address, which no id of an account begins with.
const ADDRESS: &str = "address-";

/// Whom a page was drawn for, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typist {
    who: Who,
    session: SessionId,
    drawn_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Staff(StaffId),
    Requester(actor::Typist),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Staff(id) => write!(f, "{id}"),
            Self::Requester(owner) => write!(f, "{ADDRESS}{}", owner.email_key),
        }
    }
}

impl Who {
    fn read(text: &str) -> Option<Self> {
        match text.strip_prefix(ADDRESS) {
            Some(key) => Some(Self::Requester(actor::Typist { email_key: key.to_owned() })),
            None => text.parse().ok().map(Self::Staff),
        }
    }

    const fn remembered(&self) -> TimeDelta {
        match self {
            Self::Staff(_) => REMEMBERED,
            Self::Requester(_) => REMEMBERED_OF_REQUESTER,
        }
    }
}

impl Typist {
    /// Of a page of the desk drawn now.
    pub fn of(staff: &Staff, now: DateTime<Utc>) -> Self {
        Self { who: Who::Staff(staff.id), session: staff.session, drawn_at: now }
    }

    /// Of a requester's page drawn now.
    pub fn of_requester(requester: &Requester, now: DateTime<Utc>) -> Self {
        let owner = actor::Typist { email_key: requester.email_key.clone() };
        Self { who: Who::Requester(owner), session: requester.session, drawn_at: now }
    }

    /// The account, where the page was one of the desk.
    pub const fn staff(&self) -> Option<StaffId> {
        match self.who {
            Who::Staff(id) => Some(id),
            Who::Requester(_) => None,
        }
    }

    /// Whoever had proved an address, where the page was a requester's.
    pub fn requester(self) -> Option<actor::Typist> {
        match self.who {
            Who::Staff(_) => None,
            Who::Requester(owner) => Some(owner),
        }
    }

    /// The nonce of the page's seal. It is no secret: what it says holds because the token's MAC covers it.
    pub fn nonce(&self, random: &str) -> String {
        let Self { who, session, drawn_at } = self;
        format!("{random}{BETWEEN}{session}{BETWEEN}{who}{BETWEEN}{}", drawn_at.timestamp())
    }

    /// Reads the token of a form that was sent to `action`. Nothing when we did not draw it for that, or too long ago.
    pub fn read(app: &App, action: &str, token: &str) -> Option<Self> {
        let (nonce, _) = token.split_once('.')?;
        let [_, session, who, seconds] = *nonce.split(BETWEEN).collect::<Vec<_>>() else { return None };
        let drawn_at = DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
        let typist = Self { who: Who::read(who)?, session: session.parse().ok()?, drawn_at };
        let age = app.ctx.now() - drawn_at;
        let fresh = age > -APART && age < typist.who.remembered();
        let ours = app.ctx.keys.is_form_token(&format!("session:{}", typist.session), action, token);
        (fresh && ours).then_some(typist)
    }
}
