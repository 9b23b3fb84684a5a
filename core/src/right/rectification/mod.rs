//! Rectification (Art. 16).

pub mod apply;
pub mod fields;
pub(crate) mod moved;
pub mod verdict;
