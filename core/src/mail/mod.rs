//! What the portal sends out: letters, sign-in mails, mails to staff, and the postbox that carries them.

pub mod holder;
pub mod incoming;
pub mod letter;
pub mod outbox;
pub mod own_account;
pub mod post;
pub mod postbox;
pub mod reminder;
pub mod sign_in;
pub mod staff;
pub(crate) mod warning;

#[cfg(test)]
mod tests_outbox;
