//! The web application.

pub mod assets;
pub mod say;
pub mod views;
