//! Staff join by invitation and sign in with password and one-time code.

mod accounts;
mod join;
mod sign_in;
