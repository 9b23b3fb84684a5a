//! Restriction of processing (Art. 18): a mark on the person that the register itself obeys.

mod set;

pub use set::{Marking, set};
