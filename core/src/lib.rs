//! The domain: rights, requests, letters, the register. No HTTP, no pages.

pub mod actor;
pub mod attachment;
pub mod audit;
pub mod breach;
pub mod canary;
pub mod ctx;
pub mod database;
pub mod email;
pub mod error;
pub mod id;
pub mod identity;
pub mod job;
pub mod journal;
pub mod keys;
pub mod lang;
pub mod law;
pub mod mail;
pub mod notice;
pub mod orphan;
pub mod ports;
pub mod register;
pub mod report;
pub mod request;
pub mod right;
pub mod settings;
pub mod step;
pub mod sweep;

#[cfg(test)]
mod testing;
