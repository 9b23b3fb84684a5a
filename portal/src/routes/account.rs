//! Accounts of staff: their own, and as an administrator keeps them.

use super::{ADMINS, Entry, STAFF, get, post};
use crate::handlers::{account, own_account, relief};

pub(super) fn rows() -> Vec<Entry> {
    vec![
        get("/staff/account", STAFF, own_account::show),
        post("/staff/account/sessions", STAFF, own_account::end_sessions),
        get("/staff/account/details", STAFF, own_account::details),
        post("/staff/account/details", STAFF, own_account::set_details),
        post("/staff/account/digest", STAFF, own_account::set_digest),
        get("/staff/account/password", STAFF, own_account::password),
        post("/staff/account/password", STAFF, own_account::change_password),
        get("/staff/account/authenticator", STAFF, own_account::authenticator),
        post("/staff/account/authenticator", STAFF, own_account::change_authenticator),
        get("/staff/account/recovery-codes", STAFF, own_account::codes),
        post("/staff/account/recovery-codes", STAFF, own_account::make_codes),
        get("/staff/sign-in-mails", ADMINS, relief::form),
        post("/staff/sign-in-mails", ADMINS, relief::give),
        get("/staff/accounts", ADMINS, account::list),
        post("/staff/accounts", ADMINS, account::invite),
        // Before the page of an account, which "invitations" is not.
        post("/staff/accounts/invitations", ADMINS, account::uninvite),
        post("/staff/accounts/invitations/again", ADMINS, account::send_again),
        get("/staff/accounts/{account}", ADMINS, account::show),
        post("/staff/accounts/{account}/roles", ADMINS, account::give_roles),
        post("/staff/accounts/{account}/state", ADMINS, account::set_state),
        post("/staff/accounts/{account}/sessions", ADMINS, account::end_sessions),
    ]
}
