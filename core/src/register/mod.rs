//! The customer register: what the company holds on people. The only place that names register tables.

pub mod import;
pub mod person;
//! The customer register: the only place that names its tables.

pub mod inventory;
pub mod scope;
