//! What people do, page by page; the folders are those of the URLs.

mod desk;
mod notice;
mod requests;
mod sign_in;
mod staff;
mod unidentified;
