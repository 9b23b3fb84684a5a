//! URLs of the closing of a message in which no right is asked for.

use super::desk;

/// The closing, step by step.
pub fn no_request(reference: &str) -> String {
    format!("{}/no-request", desk(reference))
}

/// Where its letter is sent.
pub fn send_no_request(reference: &str) -> String {
    format!("{}/send", no_request(reference))
}
