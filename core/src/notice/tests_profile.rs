//! What the shipped notices say, and the questions others ask of them.

use super::{
    check::check,
    finding::{Finding, Kind},
    profile::{Profile, Purpose, Recipient},
    tests_edits::{DEMO, WPROD},
    text::Texts,
    word::{CATEGORIES, Point, RetentionRule},
};
use crate::law::basis::Basis;
use entity::kind::Language;
use std::collections::BTreeSet;

fn wprod() -> Profile {
    check(WPROD).profile.expect("the shipped notice has no fault")
}

#[test]
fn the_demo_differs_from_the_shipped_notice_only_in_its_invented_processors() {
    // The published notice names no tool that sends the newsletter; the demo invents one.
    let begin = DEMO.find("# Invented for the demo").expect("the invented processor says so");
    let end = begin + DEMO[begin..].find("# An authority").expect("the next recipient");
    let others = format!("{}{}", &DEMO[..begin], &DEMO[end..]);
    assert_eq!(WPROD.lines().count(), others.lines().count());
    let changed: Vec<(&str, &str)> =
        WPROD.lines().zip(others.lines()).filter(|(ours, demo)| ours != demo).collect();
    let expected = [
        ("name = \"\"", "name = \"Esimerkkipalvelin Oy (invented)\""),
        ("country = \"EEA\"", "country = \"FI\""),
        ("email = \"\"", "email = \"tietosuoja@palvelin.example\""),
        ("name = \"\"", "name = \"Mallilasku Oy (invented)\""),
        ("country = \"EEA\"", "country = \"FI\""),
        ("email = \"\"", "email = \"tietosuoja@lasku.example\""),
    ];
    assert_eq!(changed, expected);
}

#[test]
fn the_demo_names_every_recipient() {
    let report = check(DEMO);
    let unnamed = |finding: &&Finding| {
        matches!(finding.kind, Kind::UnnamedRecipient | Kind::CountryUnstated | Kind::HolderWithoutEmail)
    };
    assert_eq!(report.gaps.iter().find(unnamed), None);
    assert!(report.profile.expect("a profile").unnamed_recipients().is_empty());
    assert_eq!(wprod().unnamed_recipients().len(), 2);
}

#[test]
fn every_text_of_the_shipped_notice_differs_between_finnish_swedish_and_english() {
    let profile = wprod();
    let mut texts: Vec<&Texts> = vec![&profile.transfers, &profile.automated_decisions, &profile.security];
    texts.extend([&profile.collection, &profile.handling, &profile.keeping, &profile.register.people]);
    texts.extend(profile.hosting.iter().flat_map(|hosting| [&hosting.text, &hosting.processing]));
    texts.extend([&profile.register.name, &profile.register.text, &profile.authority.name]);
    texts.extend(profile.purposes.iter().flat_map(|purpose| [&purpose.label, &purpose.text]));
    texts.extend(profile.purposes.iter().filter_map(|purpose| purpose.interest.as_ref()));
    texts.extend(profile.categories.iter().flat_map(|category| [&category.label, &category.text]));
    texts.extend(profile.sources.iter().map(|source| &source.text));
    texts.extend(profile.recipients.iter().map(|recipient| &recipient.label));
    texts.extend(profile.recipients.iter().filter_map(|recipient| recipient.text.as_ref()));
    texts.extend(profile.checking.iter().map(|checking| &checking.reason));
    texts.extend(profile.retention_classes.iter().map(|class| &class.text));
    texts.extend(profile.lists.iter().map(|list| &list.label));
    for text in texts {
        let said: BTreeSet<&str> = Language::ALL.iter().map(|language| text.in_language(*language)).collect();
        assert_eq!(said.len(), Language::ALL.len(), "{text:?}");
    }
}

#[test]
fn every_category_tells_its_purposes_sources_and_retention() {
    let profile = wprod();
    for code in CATEGORIES {
        assert!(!profile.purposes_of(code).is_empty(), "{code}");
        assert!(!profile.sources_of(code).is_empty(), "{code}");
        for language in Language::ALL {
            assert!(profile.retention_text(code, *language).is_some_and(|text| !text.is_empty()), "{code}");
        }
    }
    assert_eq!(profile.retention_text("shoe_size", Language::En), None);
}

#[test]
fn accounting_material_is_kept_under_a_legal_obligation_and_marketing_is_not() {
    let profile = wprod();
    for code in ["contract", "order", "invoice"] {
        let category = profile.category(code).expect(code);
        assert!(category.rests_on(Basis::LegalObligation), "{code}");
        assert_eq!(
            profile.retention_class_of(code).map(|class| class.rule),
            Some(RetentionRule::V6),
            "{code}"
        );
    }
    let codes = |purposes: Vec<&Purpose>| -> Vec<String> {
        purposes.iter().map(|purpose| purpose.code.clone()).collect()
    };
    assert_eq!(codes(profile.marketing_purposes()), ["newsletter"]);
    assert_eq!(codes(profile.consent_purposes()), ["newsletter"]);
    assert_eq!(profile.list_of("newsletter").map(|list| list.label.en.as_str()), Some("WProd newsletter"));
    assert!(!profile.is_settled(Point::AccountingBasis));
}

#[test]
fn own_systems_hold_data_but_are_no_recipients_and_authorities_the_other_way_round() {
    let profile = wprod();
    let codes = |recipients: Vec<&Recipient>| -> Vec<String> {
        recipients.iter().map(|recipient| recipient.code.clone()).collect()
    };
    assert_eq!(codes(profile.recipients_of("hosting")), ["server_monitoring", "authorities"]);
    assert_eq!(codes(profile.holders_of("hosting")), ["hosting_servers", "server_monitoring"]);
    assert_eq!(codes(profile.recipients_of("newsletter")), [""; 0]);
}

#[test]
fn the_particulars_are_said_in_each_language() {
    let profile = wprod();
    assert_eq!(
        profile.controller_line(Language::Fi),
        "WProd Oy, Ansiotie 14, 21500 Piikkiö, +358 50 445 1002"
    );
    assert_eq!(
        profile.contact_lines(Language::Sv),
        [
            "Ville Kärpijoki",
            "Ansiotie 14, 21500 Piikkiö",
            "Telefon: +358 45 114 3151",
            "E-post: ville@wprod.fi"
        ]
    );
    let block = profile.authority_block(Language::Sv);
    assert_eq!(block[0], "Dataombudsmannens byrå");
    assert_eq!(block[2], "Postadress: PB 800, 00531 Helsingfors");
    for language in Language::ALL {
        let lines = [profile.authority_block(*language), profile.contact_lines(*language)].concat();
        assert!(lines.iter().all(|line| !line.contains('⟦')), "{lines:?}");
    }
}

#[test]
fn a_number_of_months_is_read_and_a_slip_of_the_finger_is_not() {
    assert_eq!("36 months".parse::<RetentionRule>().ok(), Some(RetentionRule::Months(36)));
    assert_eq!("1 month".parse::<RetentionRule>().ok(), Some(RetentionRule::Months(1)));
    for wrong in ["36", "months", "-1 months", "3600 months", "36 years", "v6"] {
        assert!(wrong.parse::<RetentionRule>().is_err(), "{wrong}");
    }
}

/// The record of Art. 30 and the lists of staff print these texts: they are for an authority to read, too.
#[test]
fn what_the_record_of_processing_prints_speaks_to_nobody() {
    let profile = wprod();
    let mut texts: Vec<&Texts> = vec![&profile.transfers, &profile.security, &profile.keeping];
    texts.extend([&profile.register.people, &profile.register.name]);
    texts.extend(profile.hosting.iter().map(|hosting| &hosting.processing));
    texts.extend(profile.purposes.iter().map(|purpose| &purpose.label));
    texts.extend(profile.categories.iter().flat_map(|category| [&category.label, &category.text]));
    texts.extend(profile.sources.iter().map(|source| &source.text));
    texts.extend(profile.recipients.iter().map(|recipient| &recipient.label));
    texts.extend(profile.retention_classes.iter().map(|class| &class.text));
    let to_you = [
        "sinä",
        "sinun",
        "sinusta",
        "sinulle",
        "sinut",
        "olet",
        "voit",
        "peruutat",
        "tietosi",
        "tietojasi",
        "pyyntösi",
        "pyyntöäsi",
        "du",
        "dig",
        "din",
        "ditt",
        "dina",
        "you",
        "your",
        "yours",
    ];
    for text in texts {
        for language in Language::ALL {
            let said = text.in_language(*language).to_lowercase();
            let mut words = said.split(|letter: char| !letter.is_alphabetic());
            assert!(words.all(|word| !to_you.contains(&word)), "{said}");
        }
    }
}
