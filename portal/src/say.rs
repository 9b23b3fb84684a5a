//! Texts of the pages, in fi, sv and en.

use entity::kind::Language;
use portal_core::lang::{self, Args, look_up};

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A text of the page catalogue; a missing key shows as `⟦key⟧`, which tests look for.
pub fn say(language: Language, key: &str) -> String {
    say_with(language, key, &[])
}

/// As [`say`], with values put in.
pub fn say_with(language: Language, key: &str, args: Args<'_>) -> String {
    look_up(&*CATALOGUE, language, key, args)
}

/// The name of a stored code, e.g. `word(language, "state", "in_progress")` for `state-in-progress`.
/// What letters name too has its name there.
pub fn word(language: Language, vocabulary: &str, code: &str) -> String {
    let key = format!("{vocabulary}-{}", code.replace('_', "-"));
    if vocabulary == "right" { lang::text(language, &key) } else { say(language, &key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::kind;
    use std::{collections::BTreeSet, fs, path::Path};

    /// Keys of a language with the names of their values, over all files.
    fn keys(language: Language) -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.code());
        let mut keys = BTreeSet::new();
        for file in fs::read_dir(folder).unwrap() {
            let source = fs::read_to_string(file.unwrap().path()).unwrap();
            for line in source.lines() {
                if let Some((key, _)) =
                    line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic))
                {
                    assert!(keys.insert(key.to_owned()), "{key} twice in {}", language.code());
                }
            }
        }
        keys
    }

    #[test]
    fn the_three_languages_have_the_same_keys() {
        assert!(keys(Language::Fi).contains("shell-skip"));
        assert_eq!(keys(Language::Fi), keys(Language::Sv));
        assert_eq!(keys(Language::Fi), keys(Language::En));
    }

    macro_rules! every_code_has_a_word {
        ($($kind:ident $vocabulary:literal),+ $(,)?) => {$(
            for &value in kind::$kind::ALL {
                for &language in Language::ALL {
                    let word = word(language, $vocabulary, value.code());
                    assert!(!word.contains('⟦'), "{word} in {}", language.code());
                }
            }
        )+};
    }

    #[test]
    fn every_code_that_people_see_has_a_word() {
        every_code_has_a_word!(
            Right "right", State "state", State "own-state", Outcome "outcome", Verdict "verdict",
            Assurance "assurance", Channel "channel", Role "role", Author "author",
            CustomerKind "customer-kind", AddressKind "address-kind", ContactRole "contact-role",
            HostingState "hosting-state", PurchaseState "purchase-state", Evidence "evidence",
            StepState "step-state", Excuse "excuse", PackageState "package-state", MailState "mail-state",
            TaskKind "task-kind", LetterKind "letter-kind", ReviewVerdict "review-verdict",
            Staleness "staleness", StaleVerdict "stale-verdict",
        );
    }

    #[test]
    fn a_number_of_days_bends_the_word() {
        let left = |language, days: i64| say_with(language, "part-due-left", &[("days", days.into())]);
        assert_eq!(left(Language::Fi, 1), "1 päivä jäljellä");
        assert_eq!(left(Language::Fi, 30), "30 päivää jäljellä");
        assert_eq!(left(Language::Sv, 2), "2 dagar kvar");
        assert_eq!(left(Language::En, 1), "1 day left");
    }
}
