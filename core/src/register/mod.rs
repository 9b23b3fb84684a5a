//! The customer register: what the company holds on people. The only place that names register tables.

pub mod demo;
pub mod import;
pub mod person;
pub mod search;
