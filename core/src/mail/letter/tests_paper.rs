//! A letter on paper leads nowhere its reader cannot go: no page, no sign-in, no download.

use super::{
    Facts, compose, one_line,
    samples::{facts, sender},
};
use crate::lang::text;
use entity::kind::{Language, LetterKind};

/// What only somebody with an address at the portal can do.
const PORTAL: &[&str] = &[
    "letter-request-page",
    "letter-unclassified",
    "letter-add-or-withdraw",
    "letter-rectification-where",
    "letter-package-where",
    "letter-package-private",
    "letter-holders-follow",
    "letter-marketing-scope",
    "letter-message-read",
    "letter-message-files",
    "letter-question-by",
    "letter-told-reasons",
    "letter-transfer-self",
    "letter-forwarded-what",
    "letter-forwarded-own",
];

#[test]
fn no_letter_on_paper_leads_to_the_portal_and_each_of_these_is_said_by_mail() {
    let mut by_mail = 0;
    for kind in LetterKind::ALL {
        for language in Language::ALL {
            let of = |on_paper| {
                let facts = Facts { on_paper, free_part: Some("Our own words.".into()), ..facts(*kind) };
                one_line(&compose(*kind, *language, &sender(), &facts).text)
            };
            let (paper, mail) = (of(true), of(false));
            assert!(!paper.contains("https://portal.example"), "{kind:?} {language:?}: {paper}");
            for key in PORTAL {
                let said = one_line(&text(*language, key));
                assert!(!paper.contains(&said), "{kind:?} {language:?} {key}: {paper}");
                by_mail += usize::from(mail.contains(&said));
            }
        }
    }
    assert!(by_mail > PORTAL.len(), "{by_mail}");
}

#[test]
fn what_waits_in_the_portal_by_mail_stands_in_the_letter_on_paper() {
    for kind in [LetterKind::MessageWaiting] {
        for language in Language::ALL {
            let words = Some("Which invoice do you mean?".to_owned());
            let of = |on_paper| {
                compose(
                    kind,
                    *language,
                    &sender(),
                    &Facts { on_paper, free_part: words.clone(), ..facts(kind) },
                )
            };
            assert!(of(true).text.contains("Which invoice do you mean?"), "{kind:?} {language:?}");
            assert!(!of(false).text.contains("Which invoice"), "R7.0: {kind:?} {language:?}");
            assert!(of(true).text.contains("Invoice 7.pdf"), "what is enclosed is named: {language:?}");
            assert!(!of(false).text.contains("Invoice 7"), "R7.0: no name of a file: {language:?}");
        }
    }
}
