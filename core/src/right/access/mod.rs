//! Art. 15: the package that tells a person what is held about them, how it is built and how it is handed over.

pub mod build;
pub mod deliver;
pub mod download;
mod json;
pub mod package;
mod page;
mod readme;
pub(crate) mod sheet;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_download;
#[cfg(test)]
pub(crate) mod tests_marks;
