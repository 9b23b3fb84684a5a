//! The mail that proves an address: a link and a typed code. It is the same for every address, known or not.

use super::letter::{
    Letter,
    page::{self, Block, one_line},
};
use crate::lang::{self, Args};
use entity::kind::{ChallengePurpose, Language};

/// What a sign-in mail tells. Nothing of the register may come in here: an address that is known and one
/// that is not get mails of one length.
#[derive(Clone, Copy, Debug)]
pub struct SignIn<'a> {
    /// Who writes, from the profile.
    pub controller: &'a str,
    pub purpose: ChallengePurpose,
    pub link: &'a str,
    /// As typed, `XXXX-XXXX`.
    pub code: &'a str,
    pub valid_minutes: u32,
}

/// Writes the mail. The code stands in the body only: subjects show on locked screens.
pub fn compose(language: Language, sign_in: &SignIn<'_>) -> Letter {
    let text = |key: &str, args: Args<'_>| one_line(&lang::text_with(language, key, args));
    let controller = || ("controller", one_line(sign_in.controller).into());
    let (subject, why) = match sign_in.purpose {
        ChallengePurpose::SignIn => ("mail-sign-in-subject", "mail-sign-in-why"),
        ChallengePurpose::StepUp => ("mail-step-up-subject", "mail-step-up-why"),
    };
    let blocks = [
        Block::Paragraph(text("mail-sign-in-hello", &[])),
        Block::Paragraph(text(why, &[controller()])),
        Block::Paragraph(text("mail-sign-in-open", &[])),
        Block::Link(one_line(sign_in.link)),
        Block::Paragraph(text("mail-sign-in-type", &[])),
        Block::Code(one_line(sign_in.code)),
        Block::Paragraph(text("mail-sign-in-valid", &[("minutes", sign_in.valid_minutes.into())])),
        Block::Paragraph(text("mail-sign-in-not-you", &[])),
        Block::Paragraph(text("mail-sign-in-secret", &[])),
        Block::Lines(vec![one_line(sign_in.controller)]),
    ];
    page::letter(language, text(subject, &[controller()]), &blocks)
}

#[cfg(test)]
mod tests {
    use super::{ChallengePurpose, Language, SignIn, compose, lang};

    const SIGN_IN: SignIn<'_> = SignIn {
        controller: "WProd Oy",
        purpose: ChallengePurpose::SignIn,
        link: "https://portal.example/m/eyJhbGciOiJIUzI1NiJ9.e30.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        code: "7K3M-Q9TX",
        valid_minutes: 10,
    };

    #[test]
    fn the_mail_holds_link_code_and_validity_in_each_language() {
        for purpose in ChallengePurpose::ALL {
            for language in Language::ALL {
                let mail = compose(*language, &SignIn { purpose: *purpose, ..SIGN_IN });
                for part in [&mail.text, &mail.html] {
                    assert!(part.contains(SIGN_IN.link) && part.contains("7K3M-Q9TX") && part.contains("10"));
                    assert!(!part.contains('⟦') && part.contains("WProd Oy"), "{part}");
                }
                assert!(!mail.subject.contains("7K3M") && !mail.subject.contains('⟦'), "{}", mail.subject);
                assert!(
                    mail.text.lines().any(|line| line == SIGN_IN.link),
                    "the link stands on its own line"
                );
            }
        }
    }

    #[test]
    fn mails_of_one_language_have_one_length() {
        let other = SignIn {
            link: "https://portal.example/m/eyJhbGciOiJIUzI1NiJ9.e30.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            code: "AAAA-0000",
            ..SIGN_IN
        };
        for language in Language::ALL {
            let (one, two) = (compose(*language, &SIGN_IN), compose(*language, &other));
            assert_eq!(one.subject, two.subject);
            assert_eq!((one.text.len(), one.html.len()), (two.text.len(), two.html.len()));
            assert_ne!(one.text, two.text);
        }
    }

    #[test]
    fn the_two_purposes_say_different_things() {
        for language in Language::ALL {
            assert_ne!(
                lang::text(*language, "mail-sign-in-subject"),
                lang::text(*language, "mail-step-up-subject")
            );
        }
    }
}
