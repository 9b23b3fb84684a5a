//! Pages as pure functions of values to markup: no query, no clock, no configuration.

pub mod field;
pub mod form;
pub mod layout;
pub mod parts;
pub mod progress;
pub mod table;

#[cfg(test)]
mod gallery;
