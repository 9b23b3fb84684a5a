//! The web application.

pub mod cli;
