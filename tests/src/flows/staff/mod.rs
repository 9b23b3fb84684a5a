//! Staff join by invitation and sign in with password and one-time code.

mod accounts;
pub mod forgotten;
mod invitation;
mod join;
pub mod own_account;
mod sign_in;

/// Passwords that nobody may set, with the reason each page gives.
const BAD_PASSWORDS: [(&str, &str); 12] = [
    ("", "at least 12 characters"),
    ("elevenchars", "at least 12 characters"),
    ("ääääääääää1", "at least 12 characters"),
    ("Password1234", "list of common ones"),
    ("passwordpassword", "list of common ones"),
    ("123456789012", "list of common ones"),
    ("aaaaaaaaaaaaaa", "list of common ones"),
    ("abcabcabcabcabc", "list of common ones"),
    ("gdprtietosuoja", "too close to your name"),
    ("wprodportal12", "too close to your name"),
    ("sam@wprod.example", "too close to your name"),
    (LONG, "at most 128 characters"),
];
const LONG: &str = "yksi kaksi kolme nelj\u{e4} viisi kuusi seitsem\u{e4}n kahdeksan yhdeks\u{e4}n kymmenen yksitoista kaksitoista \
                    kolmetoista nelj\u{e4}toista viisitoista";
