//! Rules that hold for every page and every file.

mod access;
mod brake;
mod catalogue;
mod failures;
mod forged;
mod headers;
mod hosts;
mod language;
mod logs;
mod restricted;
mod sizes;
mod tidy;
mod unsaved;
mod walk;
