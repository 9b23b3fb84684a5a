//! The controller's notice: what is processed, why, on which basis, from where, by whom and until when.
//! `check` reads it from its file; everything shown, exported, erased or kept comes from `profile`.

pub mod check;
pub mod finding;
pub mod keeping;
pub mod open;
pub mod profile;
pub mod query;
pub mod rights;
pub mod serving;
pub mod text;
pub mod word;

mod rule;
mod schema;
mod tree;

#[cfg(test)]
mod tests_check;
#[cfg(test)]
mod tests_edits;
#[cfg(test)]
mod tests_profile;
