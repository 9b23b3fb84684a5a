//! The web application.

pub mod assets;
pub mod cli;
pub mod say;
pub mod views;
