//! What a form must hold before it can be sent, and how a field is named.

use super::answers::{Answers, Correction, LONGEST_LINE, LONGEST_TEXT, Wish, complete};
use crate::{right::rectification::fields, testing};
use entity::kind::Right;
use proptest::prelude::*;

const NAME: &str = "person:0195f0a0-0000-7000-8000-000000000001:name";

/// Field and key of each problem.
fn problems(answers: &Answers) -> Vec<(&'static str, &'static str)> {
    let found = complete(answers, &testing::notice()).err().unwrap_or_default();
    found.into_iter().map(|problem| (problem.field, problem.key)).collect()
}

fn correcting(target: &str, right_value: &str) -> Answers {
    let (present, right_value) = ("Ada".into(), right_value.into());
    let correction = Correction { target: target.into(), present, right_value, country: None };
    Answers { fields: vec![correction], ..Answers::of(Wish::Rectification) }
}

#[test]
fn an_empty_form_lacks_one_thing_except_for_the_opt_out() {
    let empty = |wish| problems(&Answers::of(wish));
    assert_eq!(empty(Wish::Access), [("categories", "problem-choose-categories")]);
    assert_eq!(empty(Wish::Rectification), [("fields", "problem-choose-fields")]);
    assert_eq!(empty(Wish::Consent), [("purposes", "problem-choose-purposes")]);
    assert_eq!(empty(Wish::SomethingElse), [("text", "problem-say-what")]);
    assert_eq!(empty(Wish::Marketing), [], "Art. 21(2): no reason is asked for");
}

/// Everything and single categories at once is a slip, and what is erased cannot be given back.
#[test]
fn everything_beside_single_categories_is_asked_again() {
    for wish in [Wish::Access, Wish::Erasure, Wish::Portability] {
        let both = Answers { everything: true, categories: vec!["contact".into()], ..Answers::of(wish) };
        assert_eq!(problems(&both), [("scope", "problem-everything-and-some")], "{wish:?}");
        assert_eq!(problems(&Answers { categories: Vec::new(), ..both }), [], "{wish:?}");
    }
}

#[test]
fn a_choice_that_the_notice_does_not_offer_is_told_by_its_place() {
    let categories = vec!["contact".into(), "dreams".into()];
    let answers = Answers { categories, ..Answers::of(Wish::Access) };
    let found = complete(&answers, &testing::notice()).unwrap_err();
    assert_eq!((found[0].key, found[0].index), ("problem-unknown-choice", Some(1)));
    let accounting = Answers { purposes: vec!["accounting".into()], ..Answers::of(Wish::Consent) };
    assert_eq!(problems(&accounting), [("purposes", "problem-unknown-choice")]);
}

#[test]
fn a_finnish_postal_code_has_five_digits_and_others_their_own_form() {
    let code = |written: &str, country: Option<&str>| {
        let mut answers =
            correcting(&NAME.replace("person:", "address:").replace("name", "postal_code"), written);
        answers.fields[0].country = country.map(Into::into);
        problems(&answers)
    };
    for written in ["0010", "001000", "0010O", "FI-00100"] {
        assert_eq!(code(written, Some("FI")), [("fields", "problem-postal-code")], "{written}");
    }
    assert_eq!(code(" 00100 ", Some("FI")), []);
    assert_eq!(code("SW1A 1AA", Some("GB")), []);
    assert_eq!(code("0010", None), [], "in which country is not shown");
}

#[test]
fn a_correction_names_a_known_field_and_brings_a_new_value() {
    assert_eq!(problems(&correcting(NAME, "Aada")), []);
    assert_eq!(problems(&correcting(NAME, "  ")), [("fields", "problem-no-new-value")]);
    assert_eq!(problems(&correcting(NAME, " Ada ")), [("fields", "problem-same-value")]);
    assert_eq!(problems(&correcting(NAME, "A\0da")), [("fields", "problem-odd-characters")]);
    let long = "a".repeat(LONGEST_LINE + 1);
    assert_eq!(problems(&correcting(NAME, &long)), [("fields", "problem-too-long")]);
    let email = NAME.replace("name", "email");
    assert_eq!(problems(&correcting(&email, "not an address")), [("fields", "problem-unfit-value")]);
    assert_eq!(problems(&correcting(&email, "aada@posti.example")), []);
    let secret = NAME.replace("name", "email_key");
    assert_eq!(problems(&correcting(&secret, "x")), [("fields", "problem-unknown-field")]);
}

#[test]
fn text_may_have_lines_but_no_end() {
    let said = |text: String| Answers { text: Some(text), ..Answers::of(Wish::SomethingElse) };
    assert_eq!(problems(&said("Hei,\r\nsää\tä".into())), []);
    assert_eq!(problems(&said("ä".repeat(LONGEST_TEXT))), []);
    assert_eq!(problems(&said("ä".repeat(LONGEST_TEXT + 1))), [("text", "problem-too-long")]);
}

#[test]
fn free_text_never_becomes_an_opt_out_by_itself() {
    let named = |right| Answers { right: Some(right), ..Answers::of(Wish::SomethingElse) }.claimed();
    assert_eq!(named(Right::Erasure), Some(Right::Erasure));
    assert_eq!((named(Right::Marketing), named(Right::Consent)), (None, None));
    let access = Answers { right: Some(Right::Erasure), ..Answers::of(Wish::Access) };
    assert_eq!(access.claimed(), Some(Right::Access), "a form is what it says it is");
}

#[test]
fn every_field_is_named_in_every_language_and_reads_back() {
    let record = uuid::Uuid::from_u128(7);
    for field in fields::Field::ALL {
        let target = fields::Target { field: *field, record };
        assert_eq!(fields::parse_target(&target.to_string()), Some(target));
        for language in entity::kind::Language::ALL {
            assert!(!crate::lang::text(*language, field.label_key()).contains('⟦'), "{field:?}");
        }
    }
}

proptest! {
    #[test]
    fn a_text_names_a_field_only_in_its_own_spelling(text in "(person|customer|address|staff|PERSON)?:?[0-9a-fA-F-]{0,36}:?(name|email|city|email_key)?") {
        if let Some(target) = fields::parse_target(&text) {
            prop_assert_eq!(target.to_string(), text);
        }
    }
}
