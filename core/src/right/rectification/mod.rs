//! Rectification (Art. 16).

pub mod apply;
pub mod fields;
