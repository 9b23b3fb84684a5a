//! The table of law.md 7 for the letters of erasure, restriction, objection, portability, holders and questions: what
//! each must contain, in the law's own words, and what it must not.

use super::{
    Facts, Item, Question, Transfer, compose,
    erasure::Erasure,
    lacks, one_line,
    samples::{bare, day, ending, facts, item, question, refused, sender},
};
use crate::{
    lang::{date, text_with},
    request::no_request::NoRequest,
};
use entity::kind::{Language, LetterKind, QuestionKind, RestrictionGround, Right, Verdict};

/// How something shows in a letter.
enum Sign {
    /// The words of the catalogue: the longest stretch without a place to be filled.
    Says(&'static str),
    /// A value of the case.
    Shows(&'static str),
    /// A day, month first.
    On(u32, u32),
}
use Sign::{On, Says, Shows};

/// One row of the law's table.
struct Row {
    event: &'static str,
    kind: LetterKind,
    facts: fn() -> Facts,
    /// What the law asks for, and how the letter shows it.
    must: &'static [(&'static str, Sign)],
    /// What must not be there, in Finnish, Swedish and English.
    never: &'static [&'static str],
}

/// E2 and E2b ask for no identity code and no copies by default; no letter asks why somebody uses a right.
const NO_CODES: &[&str] =
    &["henkilötunnus", "personbeteckning", "identity code", "passi", "passet", "passport"];
const NO_REASONS: &[&str] =
    &["perustele", "miksi pyydät", "motivera", "varför du begär", "your reasons", "why you ask"];
/// No payment in advance.
const NO_ADVANCE: &[&str] =
    &["etukäteen", "ennakko", "i förskott", "in advance", "tilinumero", "kontonummer"];
/// No letter promotes anything or tries to keep somebody.
const NO_PROMOTION: &[&str] =
    &["tarjous", "erbjudande", "offer", "oletko varma", "är du säker", "are you sure"];

fn objected() -> Facts {
    Facts {
        right: Some(Right::Objection),
        items: vec![item("Customer care", Verdict::Granted)],
        erased: vec!["Contact data: 2 records".into()],
        ending: Some(ending()),
        holders: facts(LetterKind::Granted).holders,
        ..bare()
    }
}

fn erased() -> Facts {
    let erasure = Erasure { gone: vec!["Newsletter: 1 record".into()], ..Erasure::default() };
    Facts { erasure: Some(erasure), package: None, ..facts(LetterKind::Granted) }
}

fn restricted() -> Facts {
    let restricted = vec![RestrictionGround::Claims];
    Facts { right: Some(Right::Restriction), restricted, package: None, ..facts(LetterKind::Granted) }
}

fn portable() -> Facts {
    let mut facts = Facts { right: Some(Right::Portability), ..facts(LetterKind::Granted) };
    if let Some(package) = &mut facts.package {
        package.schema_url = Some("https://portal.example/schema/portability-1.json".into());
    }
    facts.transfer = Some(Transfer::Due(day(4, 13)));
    facts
}

fn partly() -> Facts {
    let kept = Item { keep_until: Some(day(12, 31)), ..refused("Invoices", "RG-17-LEGAL") };
    Facts { items: vec![item("Newsletter data", Verdict::Granted), kept], ..facts(LetterKind::PartlyGranted) }
}

fn doubted() -> Facts {
    facts(LetterKind::Question)
}

/// Much data: what the person means is asked while the clock stands still (R2.4).
fn unclear_paused() -> Facts {
    let question = Some(question(QuestionKind::Clarification));
    Facts { right: Some(Right::Access), question, ..facts(LetterKind::Question) }
}

fn unclear() -> Facts {
    let question = Question { paused: false, reason: None, ..question(QuestionKind::Clarification) };
    let question = Some(question);
    Facts { right: Some(Right::Access), question, ..facts(LetterKind::Question) }
}

fn fee_proposed() -> Facts {
    let text = "20 €\n\nTwo hours of work; last year alone costs nothing.".into();
    let question = Question { text, paused: false, ..question(QuestionKind::Fee) };
    Facts { right: Some(Right::Access), question: Some(question), ..facts(LetterKind::Question) }
}

/// Nothing of the rights was asked for (Art. 12(4)).
fn no_request() -> Facts {
    let told =
        NoRequest { reason: "You ask about your invoice.".into(), whom: "invoices@wprod.example".into() };
    Facts { right: None, no_request: Some(told), ..bare() }
}

const E6_NO_REQUEST: &[(&str, Sign)] = &[
    ("that it is no request", Says("letter-no-request")),
    ("why, in this case", Shows("You ask about your invoice.")),
    ("whom to ask instead", Shows("invoices@wprod.example")),
    ("that they can write again", Says("letter-no-request-again")),
    ("when it came", On(4, 7)),
    ("when it was decided", On(4, 8)),
    COMPLAINT,
    REMEDY,
];

const COMPLAINT: (&str, Sign) = ("complaint", Says("letter-complaint"));
const REMEDY: (&str, Sign) = ("remedy", Says("letter-remedy"));

fn rows() -> [Row; 15] {
    let row = |event, kind, facts, must, never| Row { event, kind, facts, must, never };
    [
        row("E2", LetterKind::Question, doubted, E2, NO_CODES),
        row("E2b", LetterKind::Question, unclear, E2B, NO_REASONS),
        row("E6b", LetterKind::Question, fee_proposed, E6B, NO_ADVANCE),
        row("E3", LetterKind::Extended, || facts(LetterKind::Extended), E3, NO_REASONS),
        row("E4 erasure", LetterKind::Granted, erased, E4_ERASURE, NO_PROMOTION),
        row("E4 restriction", LetterKind::Granted, restricted, E4_RESTRICTION, NO_PROMOTION),
        row("E4 portability", LetterKind::Granted, portable, E4_PORTABILITY, NO_PROMOTION),
        row("E4 objection", LetterKind::Granted, objected, E4_OBJECTION, NO_PROMOTION),
        row("E5", LetterKind::PartlyGranted, partly, E5, NO_PROMOTION),
        row("E6 no request", LetterKind::Refused, no_request, E6_NO_REQUEST, NO_PROMOTION),
        row("E8", LetterKind::RestrictionEnds, || facts(LetterKind::RestrictionEnds), E8, NO_REASONS),
        row("E8b", LetterKind::RestrictionSet, || facts(LetterKind::RestrictionSet), E8B, NO_REASONS),
        row(
            "E8 off",
            LetterKind::RestrictionStays,
            || facts(LetterKind::RestrictionStays),
            E8_OFF,
            NO_REASONS,
        ),
        row("E9", LetterKind::RecipientsTold, || facts(LetterKind::RecipientsTold), E9, NO_PROMOTION),
        row(
            "closing",
            LetterKind::ErasureComplete,
            || facts(LetterKind::ErasureComplete),
            CLOSING,
            NO_PROMOTION,
        ),
    ]
}

const E2: &[(&str, Sign)] = &[
    ("why we doubt", Says("letter-question-doubt")),
    ("why we doubt, in this case", Shows("The name differs from ours.")),
    ("what exactly is needed", Shows("Which customer number is on your invoices?")),
    ("easiest option", Says("letter-question-easiest")),
    ("by when", On(5, 6)),
    ("where to answer", Shows("https://portal.example/requests/7K3M-Q9TX-4")),
    ("not to send full ID copies", Says("letter-question-no-copies")),
    ("used only for this and deleted", Says("letter-question-used")),
    ("what happens without answer", Says("letter-question-silence-identity")),
    ("pause from today until answer", Says("letter-question-paused")),
];
const E2B: &[(&str, Sign)] = &[
    ("which choices", Shows("Which customer number is on your invoices?")),
    ("by when", On(5, 6)),
    ("what happens without answer", Says("letter-question-silence")),
    ("that everything is a valid answer", Says("letter-question-everything")),
    ("pause effect", Says("letter-question-runs")),
    ("the date that holds", On(5, 7)),
];
const E6B: &[(&str, Sign)] = &[
    ("why excessive", Shows("The name differs from ours.")),
    ("whose burden that is", Says("letter-burden")),
    ("amount", Shows("20 €")),
    ("what it is for", Shows("Two hours of work; last year alone costs nothing.")),
    ("that the person may narrow", Says("letter-fee-narrow")),
    ("that the person may withdraw", Says("letter-fee-withdraw")),
    ("time to answer", On(5, 6)),
    ("that nothing is charged yet", Says("letter-fee-nothing-yet")),
    ("what happens without answer", Says("letter-fee-silence")),
    ("that the clock runs", Says("letter-question-runs")),
    COMPLAINT,
    REMEDY,
];
const E3: &[(&str, Sign)] = &[
    ("that we extend, and by how much", Says("letter-extended")),
    ("new latest date", On(7, 7)),
    ("what made the request complex", Says("complexity-volume")),
    ("each of it", Says("complexity-redaction")),
    ("concrete reasons", Shows("Nine years of tickets name other customers.")),
    ("what is delivered already", Shows("Your contact data went to you on 20 April.")),
    COMPLAINT,
    REMEDY,
];
const E4_ERASURE: &[(&str, Sign)] = &[
    ("what was done and when", Says("letter-done-erasure")),
    ("when", On(4, 8)),
    ("what categories erased", Shows("Newsletter: 1 record")),
    ("suppression entry explained", Says("letter-erasure-suppression")),
    ("backups", Says("letter-erasure-rest")),
    ("recipients notified", Shows("Invoicing partner")),
    ("right to know them (Art. 19)", Says("letter-holders-right")),
    COMPLAINT,
    REMEDY,
];
const E4_RESTRICTION: &[(&str, Sign)] = &[
    ("what is restricted", Shows("Newsletter data")),
    ("on which ground", Says("letter-restriction-why-claims")),
    ("effect", Says("letter-restriction-effect")),
    ("that you are told before lifting", Says("letter-restriction-lifting")),
    ("recipients notified", Shows("Invoicing partner")),
    ("right to know them (Art. 19)", Says("letter-holders-right")),
    COMPLAINT,
    REMEDY,
];
const E4_PORTABILITY: &[(&str, Sign)] = &[
    ("format", Says("letter-portability-form")),
    ("schema", Shows("https://portal.example/schema/portability-1.json")),
    ("download link", Shows("https://portal.example/requests/7K3M-Q9TX-4/package")),
    ("validity", Says("letter-package-where")),
    ("when it is handed over", On(4, 13)),
    COMPLAINT,
    REMEDY,
];
const E4_OBJECTION: &[(&str, Sign)] = &[
    ("processing stopped", Says("letter-done-objection")),
    ("which", Shows("Customer care")),
    ("what was erased because of it (R1.7.3)", Says("letter-objection-erased")),
    ("which categories", Shows("Contact data: 2 records")),
    ("told before the restriction is lifted", On(4, 20)),
    ("recipients notified", Shows("Invoicing partner")),
    ("right to know them (Art. 19)", Says("letter-holders-right")),
    COMPLAINT,
    REMEDY,
];
const E5: &[(&str, Sign)] = &[
    ("the done part", Shows("Newsletter data")),
    ("the refused part", Shows("Invoices")),
    ("facts of this case", Shows("Your invoices belong to the financial years 2020 to 2024.")),
    ("ground with article and section", Shows("Art. 17(3)(b); KPL 2:10")),
    ("keep-until date", On(12, 31)),
    COMPLAINT,
    REMEDY,
];
const E8: &[(&str, Sign)] = &[
    ("why it ends", Shows("The address has been checked and is right.")),
    ("date", On(4, 20)),
    ("what happens to the data then", Says("letter-restriction-then")),
    ("what you can do (object, erase, evidence)", Says("letter-restriction-you-can")),
    COMPLAINT,
    REMEDY,
];
const E8B: &[(&str, Sign)] = &[
    ("scope", Shows("Contact data")),
    ("what the scope is of", Says("letter-restriction-asked")),
    ("scope is all of the record", Says("letter-restriction-whole")),
    ("ground, and expected duration", Says("letter-restriction-why-accuracy")),
    ("effect", Says("letter-restriction-effect")),
    ("told before it ends", Says("letter-restriction-lifting")),
];
const E8_OFF: &[(&str, Sign)] = &[
    ("that it goes on", Says("letter-restriction-stays")),
    ("ground, and expected duration", Says("letter-restriction-why-claims")),
    ("effect", Says("letter-restriction-effect")),
    ("told before it ends", Says("letter-restriction-lifting")),
];
const E9: &[(&str, Sign)] = &[
    ("who (names)", Shows("Newsletter tool")),
    ("when", On(4, 9)),
    ("what was told", Shows("erasure of data")),
    ("who could not be notified", Shows("Old system")),
    ("and why", Shows("Impossible. The company is no more.")),
];
const CLOSING: &[(&str, Sign)] = &[
    ("that the last of it has gone", Says("letter-erasure-complete")),
    ("that nothing is left", Says("letter-erasure-complete-left")),
];

fn sign(language: Language, sign: &Sign) -> String {
    match sign {
        Says(key) => {
            let mark = || "{".into();
            let places = ["date", "before", "reason", "days", "formats"].map(|name| (name, mark()));
            let whole = text_with(language, key, &places);
            let longest = whole.split('{').max_by_key(|part| part.len()).unwrap_or_default();
            let fixed = one_line(longest);
            assert!(fixed.len() > 8, "{key} is too short to be looked for");
            fixed
        }
        Shows(words) => (*words).to_owned(),
        On(month, of_month) => date(language, day(*month, *of_month)),
    }
}

#[test]
fn every_letter_holds_what_the_table_of_the_law_asks_and_nothing_it_forbids() {
    for row in rows() {
        for language in Language::ALL {
            let facts = (row.facts)();
            let letter = compose(row.kind, *language, &sender(), &facts);
            let (text, lower) = (one_line(&letter.text), letter.text.to_lowercase());
            for (asked, how) in row.must {
                let wanted = sign(*language, how);
                assert!(
                    text.contains(&wanted),
                    "{} in {language:?} lacks {asked} ({wanted}): {text}",
                    row.event
                );
            }
            for never in row.never {
                assert!(!lower.contains(never), "{} in {language:?} has {never}: {text}", row.event);
            }
            let lacking = lacks(row.kind, *language, &sender(), &facts);
            assert_eq!(lacking, Vec::<&str>::new(), "{} in {language:?}", row.event);
        }
    }
}

/// R7.0: case number, named contact with phone and postal address, the language of the request, a text version, no
/// tracking picture.
#[test]
fn every_letter_keeps_what_is_asked_of_all() {
    for row in rows() {
        let mut texts = Vec::new();
        for language in Language::ALL {
            let letter = compose(row.kind, *language, &sender(), &(row.facts)());
            for needed in ["7K3M-Q9TX-4", "Ville Kärpijoki", "+358 45 114 3151", "Ansiotie 14, 21500 Piikkiö"]
            {
                assert!(
                    letter.text.contains(needed) && letter.html.contains(needed),
                    "{}: {needed}",
                    row.event
                );
            }
            assert!(!letter.html.contains("<img") && !letter.html.contains("<script"), "{}", row.event);
            assert!(letter.html.contains(&format!("lang=\"{}\"", language.code())), "{}", row.event);
            texts.push(letter.text);
        }
        assert!(texts[0] != texts[1] && texts[1] != texts[2], "{} is written in each language", row.event);
    }
}

/// Only what is recorded as pausing says that the clock stops, and who somebody is has no "everything".
#[test]
fn the_letter_says_of_the_clock_what_was_recorded() {
    for language in Language::ALL {
        let said = |facts: &Facts| one_line(&compose(LetterKind::Question, *language, &sender(), facts).text);
        let paused = sign(*language, &Says("letter-question-paused"));
        assert!(said(&doubted()).contains(&paused) && !said(&unclear()).contains(&paused));
        assert!(said(&unclear_paused()).contains(&paused));
        assert!(said(&unclear_paused()).contains("The name differs"), "why the clock stops is told");
        let everything = sign(*language, &Says("letter-question-everything"));
        assert!(!said(&doubted()).contains(&everything), "who somebody is has no such answer");
    }
}
