//! The commands of the portal.

pub mod audit;
pub mod check;
pub mod deadline;
pub mod demo;
pub mod import;
pub mod intake_mail;
pub mod newsletter;
pub mod retention;
pub mod staff;
pub mod start;
