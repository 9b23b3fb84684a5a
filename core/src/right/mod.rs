//! The rights of a data subject, one each: what a right does and whom it reaches.

pub mod access;
pub mod consent;
pub mod marketing;
pub mod rectification;
