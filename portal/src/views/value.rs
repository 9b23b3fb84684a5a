//! A value of the register as people read it: a language and a country by their names, never by their codes.

use crate::say::{say, word};
use entity::kind::Language;
use portal_core::right::rectification::fields::{Field, PresentField, parse_target};

/// Codes with a name in the catalogue (ISO 3166-1): the EEA and the nearest others. Another stays a code.
const COUNTRIES: [&str; 33] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IS", "IE", "IT", "LV",
    "LI", "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "CH", "GB", "US",
];

/// The value of a field that is on file; one that is hidden as its mask.
pub fn of_field(language: Language, field: &PresentField) -> String {
    if field.hidden { field.shown().to_owned() } else { of_target(language, &field.target, &field.value) }
}

/// A value of the field that a target names; of no field it stays as it is.
pub fn of_target(language: Language, target: &str, value: &str) -> String {
    match parse_target(target).map(|target| target.field) {
        Some(Field::PersonLanguage) => {
            Language::from_code(value).map_or_else(|| value.to_owned(), |known| say(known, "shell-language"))
        }
        Some(Field::AddressCountry) => country(language, value),
        _ => value.to_owned(),
    }
}

/// A country by its name, with the code that forms and files use.
pub fn country(language: Language, code: &str) -> String {
    let code = code.trim();
    if COUNTRIES.contains(&code) {
        format!("{} ({code})", word(language, "country", &code.to_lowercase()))
    } else {
        code.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, country, of_target};
    use entity::kind::Language;

    const ID: &str = "019d67d0-5600-774b-bd86-864ff916b2f5";

    #[test]
    fn a_code_is_read_by_its_name_and_an_unknown_one_stays() {
        let of = |field: &str, value| of_target(Language::Sv, &field.replace(' ', &format!(":{ID}:")), value);
        assert_eq!(of("address country", "FI"), "Finland (FI)");
        assert_eq!(of("address country", "ZZ"), "ZZ");
        assert_eq!(of("person language", "sv"), "Svenska");
        assert_eq!(of("person name", "FI"), "FI", "a name is no code");
    }

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for (code, language) in
            COUNTRIES.iter().flat_map(|code| Language::ALL.iter().map(move |it| (code, *it)))
        {
            let named = country(language, code);
            assert!(!named.contains('⟦') && named.len() > code.len() + 3, "{named}");
        }
    }
}
