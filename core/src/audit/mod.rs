//! The append-only record of what happened, its seals, and its proof.

pub mod clock;
pub mod record;
pub mod seal;
#[cfg(test)]
mod tests;
pub mod verify;
