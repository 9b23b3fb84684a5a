//! A value of the register as people read it: a language and a country by their names, never by their codes.

use crate::say::{say, word};
use entity::kind::Language;
use portal_core::right::rectification::fields::{Field, PresentField, parse_target};

/// The codes of ISO 3166-1, each with a name in the catalogue. Another stays a code.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
     BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH \
     ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT \
     HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS \
     LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI \
     NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG \
     SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG \
     UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Letters that sort as others in every language of ours, where they are not letters of its own.
const PLAIN: [(&str, &str); 9] = [
    ("áãâà", "a"),
    ("ç", "c"),
    ("éèêë", "e"),
    ("íî", "i"),
    ("ñ", "n"),
    ("óôõ", "o"),
    ("úü", "u"),
    ("å", "a"),
    ("’'- ", ""),
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
    if COUNTRIES.split(' ').any(|known| known == code) {
        format!("{} ({code})", name_of(language, code))
    } else {
        code.to_owned()
    }
}

/// Every country by its name, in the order of the language's alphabet, with its code.
pub fn countries(language: Language) -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = COUNTRIES.split(' ').map(|code| (code, name_of(language, code))).collect();
    all.sort_by_cached_key(|(_, name)| alphabetical(language, name));
    all
}

fn name_of(language: Language, code: &str) -> String {
    word(language, "country", &code.to_lowercase())
}

/// In Finnish and Swedish å, ä and ö come after z, in this order.
fn alphabetical(language: Language, name: &str) -> String {
    let letter = |letter: char| match (language, letter) {
        (Language::Fi | Language::Sv, 'å') => "{".to_owned(),
        (Language::Fi | Language::Sv, 'ä') => "|".to_owned(),
        (Language::Fi | Language::Sv, 'ö') => "}".to_owned(),
        _ => {
            let plain = PLAIN.iter().find(|(like, _)| like.contains(letter));
            plain.map_or_else(|| letter.to_string(), |(_, plain)| (*plain).to_owned())
        }
    };
    name.to_lowercase().chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{COUNTRIES, countries, country, of_target};
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
            COUNTRIES.split(' ').flat_map(|code| Language::ALL.iter().map(move |it| (code, *it)))
        {
            let named = country(language, code);
            assert!(!named.contains('⟦') && named.len() > code.len() + 3, "{named}");
        }
    }

    #[test]
    fn countries_stand_in_the_order_of_the_alphabet_of_the_language() {
        let at = |language, name: &str| {
            let place = countries(language).iter().position(|(_, known)| known == name);
            place.unwrap_or_else(|| panic!("no {name}"))
        };
        assert_eq!(countries(Language::Fi).len(), 249, "as ISO 3166-1 has them");
        assert!(at(Language::Sv, "Åland") > at(Language::Sv, "Zimbabwe"));
        assert!(at(Language::Sv, "Österrike") > at(Language::Sv, "Åland"));
        assert!(at(Language::En, "Åland Islands") < at(Language::En, "Albania"));
        assert!(at(Language::Fi, "Suomi") < at(Language::Fi, "Sveitsi"));
    }
}
