//! Black-box tests.

#[cfg(test)]
mod postbox_tests;
pub mod sink;
