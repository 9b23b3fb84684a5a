//! What the law says, as pure functions: dates, legal bases, grounds for refusal, retention.
//! No clock, no database; each number stands beside its article. Source of the rules: law.md 1.12, 2, 3 and 5.

pub mod asking;
pub mod basis;
pub mod breach;
pub mod calendar;
pub mod deadline;
pub mod demand;
pub mod explain;
pub mod extension;
pub mod ground;
pub mod identity_code;
pub mod paper_copy;
pub mod retention;
pub mod too_much;

#[cfg(test)]
mod tests_calendar;
#[cfg(test)]
mod tests_deadline;
#[cfg(test)]
mod tests_explain;
#[cfg(test)]
mod tests_ground;
#[cfg(test)]
mod tests_identity_code;
#[cfg(test)]
mod tests_properties;
#[cfg(test)]
mod tests_retention;
