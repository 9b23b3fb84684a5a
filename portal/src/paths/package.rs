//! URLs of the package of a request: what its requester fetches, and what staff do with it.

use super::desk;

/// The package of a request.
pub fn package(reference: &str) -> String {
    format!("/requests/{reference}/package")
}

/// Ask for a purged package again.
pub fn package_again(reference: &str) -> String {
    format!("{}/again", package(reference))
}

/// The package of a person without e-mail, for staff to hand over.
pub fn hand_over(reference: &str) -> String {
    format!("{}/package", desk(reference))
}

/// Have a package that could not be built built again.
pub fn retry_package(reference: &str) -> String {
    format!("{}/again", hand_over(reference))
}
