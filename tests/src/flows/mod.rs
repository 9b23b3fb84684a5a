//! What people do, page by page; the folders are those of the URLs.

pub mod breach;
mod classification;
mod desk;
mod disclosure;
mod entry;
mod erasure;
mod extension;
mod forward;
pub mod holders;
mod identity_code;
mod mute;
mod notice;
mod objection;
mod opt_out;
mod portability;
mod question;
mod records;
mod requests;
mod restriction;
mod retention;
mod review;
mod sign_in;
mod staff;
mod stale;
mod unidentified;
mod unread;
mod unsubscribe;
