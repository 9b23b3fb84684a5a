//! The commands of the portal.

pub mod check;
