//! Rules that hold for every page and every file.

mod access;
mod brake;
mod catalogue;
mod forged;
mod headers;
mod hosts;
mod language;
mod logs;
mod restricted;
mod tidy;
mod walk;
