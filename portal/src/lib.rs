//! The web application: one route table, handlers that unwrap and call, pages as pure functions.

pub mod app;
pub mod assets;
pub mod body;
pub mod brake;
pub mod cli;
pub mod config;
pub mod cookies;
pub mod crowd;
pub mod deadline;
pub mod error;
pub mod form;
pub mod handlers;
pub mod just;
pub mod log;
pub mod network;
pub mod paths;
pub mod refill;
pub mod routes;
pub mod say;
pub mod server;
pub mod typist;
pub mod unsaved;
pub mod uploads;
pub mod views;
pub mod visit;
pub mod worker;
