//! A customer proves an address: security.md on the pages below `/sign-in`.

mod code;
mod limits;
mod press;
mod return_to;
mod sameness;
mod sent;
mod session;
mod token;
