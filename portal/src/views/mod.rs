//! Pages as pure functions of values to markup: no query, no clock, no configuration.

pub mod dev;
pub mod field;
pub mod form;
pub mod home;
pub mod layout;
pub mod notice;
pub mod parts;
pub mod progress;
pub mod sign_in;
pub mod staff_sign_in;
pub mod table;

#[cfg(test)]
mod gallery;
