//! URLs of staff accounts.

/// Sign-in mails for a customer whose are used up.
pub const SIGN_IN_MAILS: &str = "/staff/sign-in-mails";

/// Accounts and invitations.
pub const ACCOUNTS: &str = "/staff/accounts";

/// One's own account.
pub const OWN_ACCOUNT: &str = "/staff/account";

/// Another password.
pub const OWN_PASSWORD: &str = "/staff/account/password";

/// Another authenticator.
pub const OWN_AUTHENTICATOR: &str = "/staff/account/authenticator";

/// New recovery codes.
pub const OWN_CODES: &str = "/staff/account/recovery-codes";

/// Ends one's own sessions.
pub const OWN_SESSIONS: &str = "/staff/account/sessions";

/// Switches the summary of the day.
pub const OWN_DETAILS: &str = "/staff/account/details";
/// Where the summary of the day is switched.
pub const OWN_DIGEST: &str = "/staff/account/digest";

/// Open invitations; they are listed among the accounts.
pub const INVITATIONS: &str = "/staff/accounts/invitations";

/// Mails an open invitation again.
pub const INVITATIONS_AGAIN: &str = "/staff/accounts/invitations/again";

/// An account.
pub fn account(id: &str) -> String {
    format!("{ACCOUNTS}/{id}")
}

/// Something to do with an account: `roles`, `state` or `sessions`.
pub fn account_deed(id: &str, deed: &str) -> String {
    format!("{}/{deed}", account(id))
}

/// Who has forgotten their password asks here for a link.
pub const FORGOTTEN: &str = "/staff/forgotten";

/// That it was mailed, if anybody has the address.
pub const FORGOTTEN_SENT: &str = "/staff/forgotten/sent";

/// The page on which an invitation is accepted.
pub fn join(secret: &str) -> String {
    format!("/staff/join/{secret}")
}
