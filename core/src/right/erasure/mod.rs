//! Erasure (Art. 17): the plan over every row of a person, the verdicts that follow from it, and its execution.

pub mod beside;
pub(crate) mod block;
pub mod carry_out;
pub mod closing;
pub mod held;
pub mod letter;
pub mod plan;
#[cfg(test)]
mod proof;
pub mod released;
pub mod settle;
pub mod show;
pub mod summary;
