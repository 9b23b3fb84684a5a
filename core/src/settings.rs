//! What an operator configures that the domain must know; `portal::config` reads and checks it.

use crate::email::Email;

/// Whether a proposal that refuses something needs a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalMode {
    /// Another person than the proposer approves every refusal.
    TwoPersons,
    /// A company of one: the proposer may decide alone, and the letter's record says so.
    OnePerson,
}

/// Settings of an installation.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Origin of every mailed link, without a trailing slash: `https://privacy.example.fi`.
    pub base_url: String,
    /// Origin of the staff pages; may equal `base_url`.
    pub staff_base_url: String,
    /// Sender of every mail.
    pub mail_from: Email,
    /// Where answers to mails go, when not to the sender.
    pub mail_reply_to: Option<Email>,
    /// Where staff are told of new requests.
    pub desk_address: Email,
    /// See [`ApprovalMode`].
    pub approval_mode: ApprovalMode,
    /// See [`Reminders`].
    pub reminders: Reminders,
    /// Whether the limits of security.md 5.5 hold; off only in load tests.
    pub limits: bool,
}

/// When staff are reminded, in working days. The law sets no number.
#[derive(Clone, Debug)]
pub struct Reminders {
    /// Before the date of our own: a working week.
    pub before_internal: usize,
    /// Before the date of Art. 12(3).
    pub before_legal: usize,
    /// Who hears that nobody has looked at an open request; without it nobody does.
    pub escalate_to: Option<Email>,
    /// After so many whole days without a look.
    pub escalate_after: usize,
}

impl Default for Reminders {
    fn default() -> Self {
        Self { before_internal: 5, before_legal: 2, escalate_to: None, escalate_after: 3 }
    }
}
