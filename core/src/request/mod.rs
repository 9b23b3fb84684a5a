//! A request: how it is filed, moves on, is decided and closed.

pub mod answered;
pub mod answers;
pub mod ask;
pub(crate) mod asked;
pub mod attention;
pub mod beside;
pub mod case;
pub mod change;
pub mod concern;
pub mod decide;
pub mod decision;
pub mod decision_letter;
pub mod destination;
pub mod draft;
mod effect;
pub mod enter;
pub mod extend;
pub mod file;
pub(crate) mod follow_up;
pub mod forward;
pub mod identify;
pub mod itemise;
pub mod lifecycle;
pub mod message;
pub mod no_request;
pub mod own;
pub(crate) mod own_words;
pub mod propose;
pub mod queue;
pub mod reclassify;
pub mod second;
pub(crate) mod shared;
pub mod silence;
mod still;
pub mod stop;
pub mod undelivered;
pub mod unidentified;
pub mod unlinked;
pub mod withdraw;
pub mod work;
pub mod write;

#[cfg(test)]
mod tests_desk;
#[cfg(test)]
mod tests_draft;
#[cfg(test)]
mod tests_filing;
#[cfg(test)]
mod tests_lifecycle;
#[cfg(test)]
mod tests_objection;
#[cfg(test)]
mod tests_words;
#[cfg(test)]
pub(crate) mod tests_world;
