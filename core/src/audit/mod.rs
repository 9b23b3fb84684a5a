//! The append-only record of what happened.

pub mod record;
