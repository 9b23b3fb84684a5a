//! The rights of a data subject, one module each.

pub mod access;
