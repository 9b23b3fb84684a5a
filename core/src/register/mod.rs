//! The customer register: what the company holds on people. The only place that names register tables.

pub mod change;
pub mod demo;
pub mod disclosure;
pub mod duty;
pub mod erased;
pub mod import;
pub mod inventory;
pub mod keep;
pub(crate) mod left;
pub mod person;
pub mod protection;
pub mod retention;
pub mod review;
pub mod scope;
pub mod search;
pub mod stale;
#[cfg(test)]
pub(crate) mod tests_marks;
#[cfg(test)]
pub(crate) mod tests_rows;
