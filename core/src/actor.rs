//! Who acts. Holding one of these is the proof; they are made only in `identity`.

use crate::email::Email;
use chrono::{DateTime, Utc};
use entity::{
    id::{SessionId, StaffId},
    kind::{Language, Role},
};
use std::collections::BTreeSet;

/// Someone who proved an e-mail address, and nothing more (security.md 0.1).
#[derive(Clone, Debug)]
pub struct Requester {
    pub session: SessionId,
    pub email: Email,
    /// The pseudonym that owns this address's requests.
    pub email_key: String,
    /// When the address was last proved in this session; a download wants ten minutes.
    pub proved_at: DateTime<Utc>,
}

/// Somebody whose page was drawn while their address was proved, and whose session has ended since. What they typed may
/// be kept for that address; it proves nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typist {
    /// As a requester's.
    pub email_key: String,
}

/// Whose unsent texts are kept: of one address, proved now or when its page was drawn.
pub trait Owns: Sync {
    /// The pseudonym that owns the address's requests.
    fn key(&self) -> &str;
}

impl Owns for Requester {
    fn key(&self) -> &str {
        &self.email_key
    }
}

impl Owns for Typist {
    fn key(&self) -> &str {
        &self.email_key
    }
}

/// A member of staff with password and one-time code.
#[derive(Clone, Debug)]
pub struct Staff {
    pub session: SessionId,
    pub id: StaffId,
    pub name: String,
    pub language: Language,
    pub roles: BTreeSet<Role>,
    /// When password and code were last given in this session.
    pub proved_at: DateTime<Utc>,
}

impl Staff {
    /// Whether the person holds a role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Who an audit entry names.
#[derive(Clone, Copy, Debug)]
pub enum Actor<'a> {
    Requester(&'a Requester),
    Staff(&'a Staff),
    /// Another holder of the data, by its mailed link; the code of a recipient of the notice.
    Holder(&'a str),
    /// A browser that has proved nothing.
    Anyone,
    /// The portal itself: worker, import, command line.
    System,
}

impl Actor<'_> {
    /// The entry's text: a kind, and a key that names nobody to an outsider.
    pub fn code(&self) -> String {
        match self {
            Self::Requester(requester) => format!("requester:{}", requester.email_key),
            Self::Staff(staff) => format!("staff:{}", staff.id),
            Self::Holder(code) => format!("holder:{code}"),
            Self::Anyone => "anyone".into(),
            Self::System => "system".into(),
        }
    }
}
