//! What an entry lacks, field by field.

use super::{
    Entered, Identity, has_address,
    lacks::{is_long_ago, lacks},
};
use chrono::NaiveDate;
use entity::{
    id::DraftId,
    kind::{Assurance, Channel, Language, Right},
};
use proptest::prelude::*;
use uuid::Uuid;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn sound() -> Entered {
    Entered {
        press: DraftId(Uuid::nil()),
        channel: Some(Channel::Letter),
        received_on: Some(day(3, 2)),
        language: Some(Language::Fi),
        name: Some("Maija Virtanen".into()),
        email: None,
        postal: Some("Kirjatie 3\n20100 Turku".into()),
        unreachable: None,
        representative: None,
        authority: None,
        rights: vec![Right::Access],
        words: "What do you hold about me?".into(),
        kept_at: Some("Folder 7".into()),
        identity: Some(Identity::Open),
    }
}

fn lacking(change: impl FnOnce(&mut Entered)) -> Vec<&'static str> {
    let mut entered = sound();
    change(&mut entered);
    lacks(&entered, day(3, 4)).into_iter().map(|problem| problem.field).collect()
}

#[test]
fn a_sound_entry_lacks_nothing() {
    assert_eq!(lacking(|_| ()), [""; 0]);
    assert_eq!(lacking(|it| (it.postal, it.unreachable) = (None, Some("Fetches it.".into()))), [""; 0]);
    assert_eq!(lacking(|it| it.rights.clear()), [""; 0], "to be classified");
    assert_eq!(lacking(|it| (it.channel, it.kept_at) = (Some(Channel::Phone), None)), [""; 0]);
    let mail =
        |it: &mut Entered| (it.name, it.postal, it.email) = (None, None, Some("ada@asiakas.example".into()));
    assert_eq!(lacking(mail), [""; 0]);
}

#[test]
fn the_day_of_receipt_is_never_in_the_future_and_may_be_long_ago() {
    assert_eq!(lacking(|it| it.received_on = Some(day(3, 5))), ["received_on"]);
    assert_eq!(lacking(|it| it.received_on = None), ["received_on"]);
    assert_eq!(lacking(|it| it.received_on = NaiveDate::from_ymd_opt(226, 3, 2)), ["received_on"]);
    assert_eq!(lacking(|it| it.received_on = NaiveDate::from_ymd_opt(2024, 3, 2)), [""; 0]);
    assert!(!is_long_ago(day(3, 2), day(3, 16)) && is_long_ago(day(3, 2), day(3, 17)));
}

#[test]
fn what_is_missing_is_told_at_its_field() {
    assert_eq!(lacking(|it| it.channel = Some(Channel::Portal)), ["channel"]);
    assert_eq!(lacking(|it| it.language = None), ["language"]);
    assert_eq!(lacking(|it| it.words = " ".into()), ["words"]);
    assert_eq!(lacking(|it| it.kept_at = None), ["kept_at"]);
    assert_eq!(lacking(|it| it.name = None), ["name"]);
    assert_eq!(lacking(|it| it.email = Some("maija".into())), ["email"]);
    assert_eq!(lacking(|it| it.postal = None), ["postal"]);
    assert_eq!(lacking(|it| it.representative = Some("Liisa".into())), ["authority"]);
    assert_eq!(lacking(|it| it.authority = Some("A power of attorney".into())), ["representative"]);
    assert_eq!(lacking(|it| it.kept_at = Some("x".repeat(301))), ["kept_at"]);
}

#[test]
fn an_opt_out_needs_the_address_it_concerns_and_no_check() {
    for right in [Right::Marketing, Right::Consent] {
        assert_eq!(lacking(|it| it.rights = vec![right]), ["rights"]);
        let address = |it: &mut Entered| {
            (it.rights, it.email) = (vec![right], Some("ada@asiakas.example".into()));
        };
        assert_eq!(lacking(address), [""; 0]);
    }
}

#[test]
fn a_check_says_what_was_compared_and_is_none_that_only_the_address_can_make() {
    let checked = |method, how: &str| Some(Identity::Checked(method, how.into()));
    assert_eq!(lacking(|it| it.identity = None), ["identity"]);
    assert_eq!(lacking(|it| it.identity = checked(Assurance::KnownFacts, " ")), ["identity"]);
    assert_eq!(lacking(|it| it.identity = checked(Assurance::Email, "Same address.")), ["identity"]);
    assert_eq!(lacking(|it| it.identity = checked(Assurance::InPerson, "Passport seen.")), [""; 0]);
}

#[test]
fn no_field_takes_a_personal_identity_code() {
    for code in ["I am 131052-308T.", "my code is 131052 308t.", "131052\u{200b}-308T"] {
        assert_eq!(lacking(|it| it.words = code.into()), ["words"], "{code}");
    }
    assert_eq!(lacking(|it| it.words = "Order 131052-308U".into()), [""; 0]);
    let checked = Some(Identity::Checked(Assurance::KnownFacts, "131052-308T fits".into()));
    assert_eq!(lacking(|it| it.identity = checked), ["finding"]);
}

#[test]
fn only_the_key_of_somebody_without_an_address_says_so() {
    assert!(!has_address("none:0198c0de") && has_address("9f86d081884c7d65"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_code_is_found_in_any_text_and_no_text_is_too_strange(before in any::<String>(), after in any::<String>()) {
        let words = format!("{before} 131052-308T {after}");
        let found = lacks(&Entered { words, name: Some(after), ..sound() }, day(3, 4));
        prop_assert!(found.iter().any(|problem| problem.field == "words"));
    }
}
