//! The register of customers: whose address it is, and how staff find a person.

pub mod person;
pub mod search;
