//! What the portal sends out: letters, sign-in mails, mails to staff, and the postbox that carries them.

pub mod letter;
