//! A request: how it is filed, moves on, is decided and closed.

pub mod answered;
pub mod draft;
pub mod file;
pub mod lifecycle;
pub mod own;

#[cfg(test)]
mod tests_filing;
#[cfg(test)]
mod tests_lifecycle;
