//! The outside world behind closed enums: time, randomness, files.

pub mod clock;
pub mod entropy;
pub mod private;
pub mod storage;
