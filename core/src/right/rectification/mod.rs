//! Rectification (Art. 16).

pub mod fields;
