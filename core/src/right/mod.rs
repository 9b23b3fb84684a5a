//! The rights of a data subject, one file each: what a right does and whom it reaches.

pub mod consent;
pub mod marketing;
pub mod rectification;
//! The rights of a data subject, one module each.

pub mod access;
