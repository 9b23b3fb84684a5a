//! The domain: rights, requests, letters, the register. No HTTP, no pages.

pub mod error;
pub mod lang;
pub mod notice;
