//! URLs of the files that hang on a request.

use super::{desk, request};

/// A file, for the requester.
pub fn attachment(reference: &str, id: &str) -> String {
    format!("{}/files/{id}", request(reference))
}

/// A file, for staff.
pub fn desk_attachment(reference: &str, id: &str) -> String {
    format!("{}/files/{id}", desk(reference))
}

/// Whether a form that is sent there may bring files.
pub fn takes_files(path: &str) -> bool {
    path.starts_with("/requests/") && path.ends_with("/messages")
}
