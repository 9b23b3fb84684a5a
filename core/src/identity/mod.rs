//! Who is there: requesters by mailed link or code, staff by password and one-time code.

pub mod account;
mod alert;
pub mod budget;
pub mod challenge;
pub mod enrolment;
mod flood;
pub mod invitation;
pub mod mute;
pub mod own_account;
pub mod password;
pub mod proof;
pub mod relief;
pub mod reset;
pub mod session;
pub mod staff;
pub mod token;
pub mod unsaved;
