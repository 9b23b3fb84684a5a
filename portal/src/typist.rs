//! Whose page a form of the desk came from: its token tells, also when the session has ended.

use crate::app::App;
use chrono::{DateTime, TimeDelta, Utc};
use entity::id::{SessionId, StaffId};
use portal_core::actor::Staff;

/// A page left open over a weekend: from Friday's noon to Monday's.
const REMEMBERED: TimeDelta = TimeDelta::hours(72);

/// So far apart the clocks of two machines may be.
const APART: TimeDelta = TimeDelta::minutes(5);

/// Stands between the parts of a nonce; no part has it.
const BETWEEN: char = '~';

/// Whom a page was drawn for, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typist {
    pub staff: StaffId,
    session: SessionId,
    drawn_at: DateTime<Utc>,
}

impl Typist {
    /// Of a page drawn now.
    pub fn of(staff: &Staff, now: DateTime<Utc>) -> Self {
        Self { staff: staff.id, session: staff.session, drawn_at: now }
    }

    /// The nonce of the page's seal. It is no secret: what it says holds because the token's MAC covers it.
    pub fn nonce(&self, random: &str) -> String {
        let Self { staff, session, drawn_at } = self;
        format!("{random}{BETWEEN}{session}{BETWEEN}{staff}{BETWEEN}{}", drawn_at.timestamp())
    }

    /// Reads the token of a form that was sent to `action`. Nothing when we did not draw it for that, or too long ago.
    pub fn read(app: &App, action: &str, token: &str) -> Option<Self> {
        let (nonce, _) = token.split_once('.')?;
        let [_, session, staff, seconds] = *nonce.split(BETWEEN).collect::<Vec<_>>() else { return None };
        let drawn_at = DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
        let typist = Self { staff: staff.parse().ok()?, session: session.parse().ok()?, drawn_at };
        let age = app.ctx.now() - drawn_at;
        let fresh = age > -APART && age < REMEMBERED;
        let ours = app.ctx.keys.is_form_token(&format!("session:{}", typist.session), action, token);
        (fresh && ours).then_some(typist)
    }
}
