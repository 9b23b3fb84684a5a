//! Pages as pure functions of values to markup: no query, no clock, no configuration.

pub mod access;
pub mod article_30;
pub mod classification;
pub mod consent;
pub mod decision;
pub mod desk;
pub mod dev;
pub mod disclosure;
pub mod draft;
pub mod duty;
pub mod entry;
pub mod erasure;
pub mod extension;
pub mod field;
pub mod form;
pub mod forward;
pub mod hold;
pub mod holder;
pub mod home;
pub mod layout;
pub mod letter;
pub mod marketing;
pub mod notice;
pub mod objection;
pub mod parts;
pub mod portability;
pub mod progress;
pub mod qr;
pub mod queue;
pub mod records;
pub mod rectification;
pub mod register;
pub mod requests;
pub mod restriction;
pub mod retention;
pub mod review;
pub mod sign_in;
pub mod something_else;
pub mod staff_sign_in;
pub mod stale;
pub mod table;
pub mod unidentified;
pub mod unsubscribe;

#[cfg(test)]
mod gallery;
