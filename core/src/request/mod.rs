//! A request: how it is filed, moves on, is decided and closed.

pub mod answered;
pub mod lifecycle;

#[cfg(test)]
mod tests_lifecycle;
