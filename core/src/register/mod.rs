//! The customer register: the only place that names its tables.

pub mod inventory;
pub mod scope;
