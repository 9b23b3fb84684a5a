//! Every letter in every language holds what law.md 7 demands and nothing it forbids.

use super::{
    Facts, Lateness, Letter, compose, lacks, one_line,
    samples::{HOSTILE, bare, day, facts, hostile, item, late, refused, sender},
};
use crate::lang::{date, text, text_with};
use entity::kind::{Channel, Language, LetterKind, Right, Verdict};
use std::collections::BTreeSet;

fn words(letter: &Letter) -> String {
    one_line(&letter.text)
}

fn every_letter(check: impl Fn(LetterKind, Language, &Letter)) {
    for kind in LetterKind::ALL {
        for language in Language::ALL {
            check(*kind, *language, &compose(*kind, *language, &sender(), &facts(*kind)));
        }
    }
}

fn assert_says(kind: LetterKind, facts: &Facts, keys: &[&str]) {
    for language in Language::ALL {
        let letter = words(&compose(kind, *language, &sender(), facts));
        for key in keys {
            // Up to the first place to be filled: the rest is checked by value.
            let mark = || "{".into();
            let places = ["date", "channel", "reason", "fee", "formats"].map(|name| (name, mark()));
            let whole = text_with(*language, key, &places);
            let fixed = one_line(whole.split('{').next().unwrap_or_default());
            assert!(fixed.len() > 2, "{key} is too short to be looked for");
            assert!(letter.contains(&fixed), "{kind:?} in {language:?} lacks {key}: {fixed}");
        }
    }
}

#[test]
fn no_letter_shows_a_missing_key_or_an_unfilled_place() {
    every_letter(|kind, language, letter| {
        for part in [&letter.subject, &letter.text, &letter.html] {
            assert!(
                !part.contains('⟦') && !part.contains("{$") && !part.contains("{ $"),
                "{kind:?} {language:?}: {part}"
            );
        }
    });
}

#[test]
fn the_three_catalogues_hold_the_same_keys() {
    // A missing key would be answered in English, so the look-up alone does not show it.
    let keys = |ftl: &str| -> BTreeSet<String> {
        let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
        ftl.lines().filter(|l| l.starts_with("letter-") || l.starts_with("mail-")).filter_map(key).collect()
    };
    let english = keys(concat!(
        include_str!("../../../locales/en/letters.ftl"),
        include_str!("../../../locales/en/mails.ftl")
    ));
    let finnish = keys(concat!(
        include_str!("../../../locales/fi/letters.ftl"),
        include_str!("../../../locales/fi/mails.ftl")
    ));
    let swedish = keys(concat!(
        include_str!("../../../locales/sv/letters.ftl"),
        include_str!("../../../locales/sv/mails.ftl")
    ));
    assert!(english.len() > 100);
    assert_eq!(english, finnish);
    assert_eq!(english, swedish);
}

#[test]
fn every_letter_names_case_contact_phone_and_postal_address() {
    every_letter(|kind, language, letter| {
        for needed in
            ["7K3M-Q9TX-4", "Ville Kärpijoki", "+358 45 114 3151", "Ansiotie 14, 21500 Piikkiö", "WProd Oy"]
        {
            assert!(
                letter.text.contains(needed) && letter.html.contains(needed),
                "{kind:?} {language:?}: {needed}"
            );
        }
        assert!(letter.subject.contains("7K3M-Q9TX-4"));
        assert!(letter.html.contains(&format!("<html lang=\"{}\">", language.code())));
    });
}

#[test]
fn no_letter_loads_anything_or_tracks() {
    every_letter(|kind, language, letter| {
        for forbidden in ["<img", "<link", "<script", "<style", "<iframe", "src=", "url(", "style="] {
            let html = letter.html.replacen(&format!("<style>{}</style>", super::page::STYLE), "", 1);
            assert!(!html.contains(forbidden), "{kind:?} {language:?}: {forbidden}");
        }
        let hrefs = letter.html.matches("href=").count();
        assert_eq!(hrefs, letter.html.matches("href=\"https://portal.example/requests/").count());
    });
}

#[test]
fn text_lines_are_wrapped() {
    every_letter(|kind, language, letter| {
        for line in letter.text.lines().filter(|line| !line.starts_with("https://")) {
            assert!(line.trim_end().chars().count() <= 72, "{kind:?} {language:?}: {line}");
        }
    });
}

#[test]
fn text_and_html_say_the_same() {
    every_letter(|kind, language, letter| {
        for line in words(letter).split(' ').filter(|word| word.chars().all(char::is_alphanumeric)) {
            assert!(letter.html.contains(line), "{kind:?} {language:?}: {line}");
        }
    });
}

#[test]
fn hostile_text_is_escaped_and_adds_no_line() {
    for kind in LetterKind::ALL {
        for language in Language::ALL {
            let (sender, facts) = hostile(*kind);
            let letter = compose(*kind, *language, &sender, &facts);
            assert!(!letter.subject.contains(['\r', '\n']), "{kind:?}");
            assert!(!letter.html.contains("<script") && !letter.html.contains("<img"), "{kind:?}");
            assert!(!letter.html.contains("href=\"javascript:"), "{kind:?}");
            assert!(letter.html.contains("&lt;script&gt;"), "{kind:?}: the hostile text is not shown at all");
            for part in [&letter.text, &letter.html, &letter.subject] {
                assert!(!part.contains('\u{202e}') && !part.contains('\u{200b}') && !part.contains('\0'));
                assert!(!part.contains('\r') && !part.contains('⟦'));
            }
        }
    }
    assert!(HOSTILE.contains("\r\nBcc:"));
}

#[test]
fn an_acknowledgement_tells_receipt_channel_date_cost_and_what_comes_next() {
    let keys = [
        "letter-received",
        "letter-answer-by",
        "letter-free-of-charge",
        "letter-understood",
        "letter-next-steps",
        "letter-add-or-withdraw",
        "letter-request-page",
        "letter-channel-portal",
    ];
    let facts = facts(LetterKind::Acknowledgement);
    assert_says(LetterKind::Acknowledgement, &facts, &keys);
    for language in Language::ALL {
        let letter = words(&compose(LetterKind::Acknowledgement, *language, &sender(), &facts));
        for needed in [date(*language, day(4, 7)), date(*language, day(5, 7)), "Newsletter data".into()] {
            assert!(letter.contains(&needed), "{language:?}: {needed}");
        }
    }
    for channel in Channel::ALL {
        let key = format!("letter-channel-{}", channel.code().replace('_', "-"));
        assert_says(LetterKind::Acknowledgement, &Facts { channel: *channel, ..facts.clone() }, &[&key]);
    }
    let unclassified = Facts { right: None, ..facts };
    assert_says(LetterKind::Acknowledgement, &unclassified, &["letter-unclassified"]);
}

#[test]
fn an_acknowledgement_asks_no_identity_and_confirms_no_data() {
    let forbidden = [
        "passport",
        "identity",
        "personal identity code",
        "we hold",
        "passi",
        "henkilötunnus",
        "henkilöllisyy",
        "meillä on",
        "personbeteckning",
        "identitet",
        "vi har om dig",
    ];
    for language in Language::ALL {
        let letter = words(&compose(
            LetterKind::Acknowledgement,
            *language,
            &sender(),
            &facts(LetterKind::Acknowledgement),
        ));
        for word in forbidden {
            assert!(!letter.to_lowercase().contains(word), "{language:?}: {word}");
        }
    }
}

#[test]
fn a_granted_letter_says_what_was_done_for_each_right() {
    for right in Right::ALL {
        let facts = Facts { right: Some(*right), ..facts(LetterKind::Granted) };
        let opening = if *right == Right::Access { "letter-granted-access" } else { "letter-granted" };
        let done = format!("right-{}", right.code());
        assert_says(LetterKind::Granted, &facts, &[opening, "letter-complaint", "letter-remedy", &done]);
        for language in Language::ALL {
            let letter = words(&compose(LetterKind::Granted, *language, &sender(), &facts));
            let sentence = text_with(
                *language,
                &format!("letter-done-{}", right.code()),
                &[("date", date(*language, day(4, 8)).into())],
            );
            assert!(letter.contains(&one_line(&sentence)), "{right:?} {language:?}");
            assert!(letter.contains("Newsletter data"));
        }
    }
}

#[test]
fn granted_letters_carry_the_consequence_of_their_right() {
    let cases: [(Right, &[&str]); 7] = [
        (
            Right::Access,
            &[
                "letter-access-a1",
                "letter-access-a9",
                "letter-access-a10",
                "letter-access-left-out",
                "letter-package-where",
                "letter-package-formats",
            ],
        ),
        (Right::Rectification, &["letter-rectification-where", "letter-holders-right"]),
        (Right::Erasure, &["letter-erasure-suppression", "letter-holders-right"]),
        (
            Right::Restriction,
            &["letter-restriction-effect", "letter-restriction-lifting", "letter-holders-right"],
        ),
        (Right::Portability, &["letter-portability-form", "letter-package-where"]),
        (Right::Marketing, &["letter-suppression", "letter-service-messages"]),
        (Right::Consent, &["letter-consent-earlier"]),
    ];
    for (right, keys) in cases {
        let facts = Facts { right: Some(right), ..facts(LetterKind::Granted) };
        assert_says(LetterKind::Granted, &facts, keys);
    }
}

#[test]
fn finding_nothing_is_said_as_such_and_grants() {
    let facts = Facts {
        right: Some(Right::Access),
        nothing_held: true,
        items: vec![item("Everything", Verdict::Granted)],
        ..bare()
    };
    assert_says(LetterKind::Granted, &facts, &["letter-nothing-held", "letter-complaint", "letter-remedy"]);
    let others = Facts { other_requests: true, ..facts.clone() };
    assert_says(LetterKind::Granted, &others, &["letter-nothing-held-requests"]);
    for language in Language::ALL {
        let letter = words(&compose(LetterKind::Granted, *language, &sender(), &facts));
        assert!(!letter.contains(&text(*language, "letter-access-holds")));
        assert_eq!(lacks(LetterKind::Granted, *language, &sender(), &facts), Vec::<&str>::new());
    }
}

#[test]
fn no_holder_is_called_done_before_it_answered() {
    let facts = facts(LetterKind::Granted);
    for (language, done) in [
        (Language::En, "reported it done"),
        (Language::Fi, "tehneensä sen"),
        (Language::Sv, "att det är gjort"),
    ] {
        let letter = words(&compose(LetterKind::Granted, language, &sender(), &facts));
        assert_eq!(letter.matches(done).count(), 1, "{language:?}");
        let (before, _) = letter.split_once(done).unwrap();
        let named = before.rsplit_once("- ").unwrap().1;
        assert!(named.starts_with("Newsletter tool"), "{named}");
    }
}

#[test]
fn a_refusal_gives_plain_words_and_facts_before_the_article() {
    for kind in [LetterKind::Refused, LetterKind::PartlyGranted] {
        for language in Language::ALL {
            let letter = words(&compose(kind, *language, &sender(), &facts(kind)));
            let at = |needle: &str| letter.find(needle).unwrap_or_else(|| panic!("{kind:?} lacks {needle}"));
            assert!(at("The law makes us keep vouchers") < at("financial years 2020 to 2024"));
            assert!(at("financial years 2020 to 2024") < at("Art. 17(3)(b); KPL 2:10"));
            assert!(letter.contains(&date(*language, day(12, 31))));
        }
        assert_says(kind, &facts(kind), &["letter-not-done", "letter-complaint", "letter-remedy"]);
    }
}

#[test]
fn an_opt_out_letter_confirms_and_does_not_persuade() {
    let keys = [
        "letter-marketing-stopped",
        "letter-marketing-scope",
        "letter-suppression",
        "letter-service-messages",
        "letter-no-login",
        "letter-ban-stands",
        "letter-resubscribe",
    ];
    let facts = facts(LetterKind::MarketingStopped);
    assert_says(LetterKind::MarketingStopped, &facts, &keys);
    let forbidden = [
        "are you sure",
        "tell us why",
        "offer",
        "oletko varma",
        "kerro miksi",
        "tarjous",
        "är du säker",
        "berätta varför",
        "erbjudande",
    ];
    for language in Language::ALL {
        let letter = words(&compose(LetterKind::MarketingStopped, *language, &sender(), &facts));
        assert!(letter.contains("Newsletter"));
        for word in forbidden {
            assert!(!letter.to_lowercase().contains(word), "{language:?}: {word}");
        }
    }
}

#[test]
fn a_withdrawn_consent_is_named_with_what_was_erased() {
    let facts = facts(LetterKind::ConsentWithdrawn);
    let keys = ["letter-consent-withdrawn", "letter-consent-earlier", "letter-consent-erased"];
    assert_says(LetterKind::ConsentWithdrawn, &facts, &keys);
    let nothing = Facts { erased: Vec::new(), ..facts };
    assert_says(LetterKind::ConsentWithdrawn, &nothing, &["letter-consent-record", "letter-consent-barred"]);
}

#[test]
fn a_late_answer_apologises_with_reason_new_date_and_remedies() {
    let keys = [
        "letter-late-apology",
        "letter-late-reason",
        "letter-late-new-date",
        "letter-complaint",
        "letter-remedy",
    ];
    assert_says(LetterKind::Late, &facts(LetterKind::Late), &keys);
    let decided_late = Facts {
        decided_on: Some(day(5, 15)),
        lateness: Some(Lateness { new_date: None, ..late() }),
        ..facts(LetterKind::Refused)
    };
    assert_says(LetterKind::Refused, &decided_late, &["letter-late-apology", "letter-late-reason"]);
    for language in Language::ALL {
        let letter = words(&compose(LetterKind::Refused, *language, &sender(), &decided_late));
        assert!(letter.contains(&date(*language, day(5, 15))), "the true day of the decision");
        assert!(letter.contains("Our mailbox was broken."));
        assert!(lacks(LetterKind::Refused, *language, &sender(), &decided_late).is_empty());
    }
}

#[test]
fn the_portals_own_letters_hold_no_content_of_the_case() {
    let told = Facts {
        free_part: Some("secret answer".into()),
        items: vec![refused("Secret field", "RG-ID")],
        ..bare()
    };
    for kind in [LetterKind::MessageWaiting, LetterKind::Withdrawn, LetterKind::PackageReady] {
        for language in Language::ALL {
            let letter = words(&compose(kind, *language, &sender(), &told)).to_lowercase();
            assert!(!letter.contains("secret"), "{kind:?}");
        }
    }
    assert_says(LetterKind::MessageWaiting, &bare(), &["letter-message-waiting", "letter-message-read"]);
    assert_says(LetterKind::Withdrawn, &bare(), &["letter-withdrawn", "letter-withdrawn-again"]);
    let ready = ["letter-package-ready", "letter-package-where", "letter-package-private"];
    assert_says(LetterKind::PackageReady, &facts(LetterKind::PackageReady), &ready);
}

#[test]
fn full_facts_lack_nothing() {
    for kind in LetterKind::ALL {
        for language in Language::ALL {
            assert_eq!(lacks(*kind, *language, &sender(), &facts(*kind)), Vec::<&str>::new(), "{kind:?}");
        }
    }
}

#[test]
fn a_national_security_refusal_and_an_excessive_request_carry_their_own_words() {
    for code in ["RG-15-SEC", "RG-15-DANGER", "RG-15-SUPERV"] {
        let facts = Facts { items: vec![refused("Logs", code)], ..facts(LetterKind::Refused) };
        assert_says(LetterKind::Refused, &facts, &["letter-to-ombudsman"]);
    }
    for code in ["RG-UNF", "RG-EXC"] {
        let mut facts = Facts { items: vec![refused("Logs", code)], ..facts(LetterKind::Refused) };
        facts.items[0].reason.as_mut().unwrap().fee = Some("20 €".into());
        assert_says(LetterKind::Refused, &facts, &["letter-burden", "letter-fee"]);
    }
}
