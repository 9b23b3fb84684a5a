//! URLs of staff accounts.

/// Accounts and invitations.
pub const ACCOUNTS: &str = "/staff/accounts";

/// Open invitations; they are listed among the accounts.
pub const INVITATIONS: &str = "/staff/accounts/invitations";

/// An account.
pub fn account(id: &str) -> String {
    format!("{ACCOUNTS}/{id}")
}

/// Something to do with an account: `roles`, `state` or `sessions`.
pub fn account_deed(id: &str, deed: &str) -> String {
    format!("{}/{deed}", account(id))
}

/// The page on which an invitation is accepted.
pub fn join(secret: &str) -> String {
    format!("/staff/join/{secret}")
}
