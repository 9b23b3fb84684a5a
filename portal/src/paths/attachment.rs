//! URLs of the files that hang on a request.

use super::{desk, request};

const MESSAGES: &str = "/messages";
const FILES: &str = "/files";

/// A file, for the requester.
pub fn attachment(reference: &str, id: &str) -> String {
    format!("{}/files/{id}", request(reference))
}

/// A file, for staff.
pub fn desk_attachment(reference: &str, id: &str) -> String {
    format!("{}/files/{id}", desk(reference))
}

/// Scans of what came or went on paper.
pub fn originals(reference: &str) -> String {
    format!("{}{FILES}", desk(reference))
}

/// Takes a scan away that was attached by mistake.
pub fn remove_original(reference: &str) -> String {
    format!("{}/remove-file", desk(reference))
}

/// Whether a form that is sent there may bring files.
pub fn takes_files(path: &str) -> bool {
    let of_requester = path.starts_with("/requests/") && path.ends_with(MESSAGES);
    let of_staff =
        path.starts_with("/staff/requests/") && [MESSAGES, FILES].iter().any(|end| path.ends_with(end));
    of_requester || of_staff
}
