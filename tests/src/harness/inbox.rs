//! Mail that has left the portal, read as its recipients read it.

use super::portal::ORIGIN;
use portal_core::mail::postbox::message::Mail;

/// Every mail so far, oldest first.
pub struct Inbox(Vec<Mail>);

/// One of them.
#[derive(Clone, Debug)]
pub struct Letter(pub Mail);

impl Inbox {
    pub fn new(mails: Vec<Mail>) -> Self {
        Self(mails)
    }

    /// The mails to an address, oldest first.
    pub fn to(&self, address: &str) -> Vec<Letter> {
        self.0.iter().filter(|mail| mail.to == address).cloned().map(Letter).collect()
    }

    /// The newest mail to an address, which must be there.
    pub fn latest_to(&self, address: &str) -> Letter {
        self.to(address).pop().unwrap_or_else(|| panic!("there is no mail to {address}"))
    }

    /// Every mail, whoever it is for.
    pub fn all(&self) -> &[Mail] {
        &self.0
    }
}

impl Letter {
    /// The path of the one link that signs in.
    pub fn link(&self) -> String {
        let mut links = self.0.text.lines().filter_map(|line| line.trim().strip_prefix(ORIGIN));
        let link = links.find(|path| path.starts_with("/m/")).expect("the mail holds a link");
        link.to_owned()
    }

    /// The code to type, `XXXX-XXXX`.
    pub fn code(&self) -> String {
        let is_code = |line: &&str| {
            line.len() == 9
                && line.chars().enumerate().all(|(at, c)| {
                    if at == 4 { c == '-' } else { c.is_ascii_uppercase() || c.is_ascii_digit() }
                })
        };
        self.0.text.lines().map(str::trim).find(is_code).expect("the mail holds a code").to_owned()
    }
}
