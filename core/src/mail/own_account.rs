//! Mails to a member of staff about how they prove themselves. No code and no link: whoever reads along gains nothing.

use super::letter::{
    Letter,
    page::{self, Block, one_line},
};
use crate::lang::{self, Args};
use chrono::{DateTime, Utc};
use entity::kind::Language;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    Password,
    Authenticator,
    RecoveryCodes,
}

impl Changed {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Password, Self::Authenticator, Self::RecoveryCodes];

    const fn key(self) -> &'static str {
        match self {
            Self::Password => "mail-own-account-password",
            Self::Authenticator => "mail-own-account-authenticator",
            Self::RecoveryCodes => "mail-own-account-codes",
        }
    }
}

/// Writes the notice of a change.
pub fn compose(language: Language, changed: Changed, controller: &str, at: DateTime<Utc>) -> Letter {
    let args: Args<'_> =
        &[("at", lang::moment(language, at).into()), ("controller", one_line(controller).into())];
    let text = |key: &str| one_line(&lang::text_with(language, key, args));
    let blocks = [
        Block::Paragraph(text(changed.key())),
        Block::Paragraph(text("mail-own-account-not-you")),
        Block::Lines(vec![one_line(controller)]),
    ];
    page::letter(language, text("mail-own-account-subject"), &blocks)
}

/// Writes the mail that carries a link for a forgotten password.
pub fn compose_reset(language: Language, controller: &str, link: &str, valid_minutes: i64) -> Letter {
    let args: Args<'_> = &[("controller", one_line(controller).into()), ("minutes", valid_minutes.into())];
    let text = |key: &str| one_line(&lang::text_with(language, key, args));
    let blocks = [
        Block::Paragraph(text("mail-reset-why")),
        Block::Link(one_line(link)),
        Block::Paragraph(text("mail-reset-code")),
        Block::Paragraph(text("mail-reset-not-you")),
        Block::Lines(vec![one_line(controller)]),
    ];
    page::letter(language, text("mail-reset-subject"), &blocks)
}

/// Writes the mail that carries an invitation to become staff.
pub fn compose_invitation(language: Language, controller: &str, link: &str, valid_hours: i64) -> Letter {
    let args: Args<'_> = &[("controller", one_line(controller).into()), ("hours", valid_hours.into())];
    let text = |key: &str| one_line(&lang::text_with(language, key, args));
    let blocks = [
        Block::Paragraph(text("mail-invitation-why")),
        Block::Link(one_line(link)),
        Block::Paragraph(text("mail-invitation-what")),
        Block::Paragraph(text("mail-invitation-alone")),
        Block::Paragraph(text("mail-invitation-not-you")),
        Block::Lines(vec![one_line(controller)]),
    ];
    page::letter(language, text("mail-invitation-subject"), &blocks)
}

#[cfg(test)]
mod tests {
    use super::{Changed, Language, compose, compose_invitation, compose_reset};
    use chrono::DateTime;
    use std::collections::BTreeSet;

    #[test]
    fn the_mail_for_a_forgotten_password_holds_the_link_and_how_long_it_works() {
        for language in Language::ALL {
            let link = "https://desk.example/staff/reset/AAAA";
            let mail = compose_reset(*language, "WProd Oy", link, 30);
            assert!(mail.text.lines().any(|line| line == link) && mail.text.contains("30"), "{}", mail.text);
            assert!(
                !mail.text.contains('⟦') && !mail.subject.contains('⟦') && !mail.subject.contains("desk")
            );
        }
    }

    #[test]
    fn an_invitation_holds_the_link_and_how_long_it_works_and_its_subject_does_not() {
        for language in Language::ALL {
            let link = "https://desk.example/staff/join/AAAA";
            let mail = compose_invitation(*language, "WProd Oy", link, 24);
            assert!(mail.text.lines().any(|line| line == link) && mail.text.contains("24"), "{}", mail.text);
            assert!(!mail.text.contains('⟦') && !mail.subject.contains('⟦'), "{}", mail.text);
            assert!(mail.subject.contains("WProd Oy") && !mail.subject.contains("AAAA"));
        }
    }

    #[test]
    fn each_notice_says_something_else_and_when_and_holds_no_link() {
        for language in Language::ALL {
            let mails = Changed::ALL.map(|changed| {
                let mail = compose(*language, changed, "WProd\r\nBcc: eve@example.net", DateTime::UNIX_EPOCH);
                assert!(mail.text.contains("1970") && !mail.text.contains('⟦'), "{}", mail.text);
                assert!(!mail.text.contains("://") && !mail.subject.contains(['\r', '\n', '⟦']));
                mail.text
            });
            assert_eq!(BTreeSet::from(mails).len(), Changed::ALL.len());
        }
    }
}
