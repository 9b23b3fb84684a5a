//! Texts of the pages, in fi, sv and en.

use entity::kind::Language;
use portal_core::lang::{Args, look_up};

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
pub fn word(language: Language, vocabulary: &str, code: &str) -> String {
    say(language, &format!("{vocabulary}-{}", code.replace('_', "-")))
}
