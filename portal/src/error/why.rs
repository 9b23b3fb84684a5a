//! Why a time cannot be extended or a request not be closed, as sentences.

use crate::say::{say, say_with};
use entity::kind::Language;
use portal_core::{lang, law::extension::NoExtension, request::unidentified::NoClosing};

/// Why the time cannot be extended (Art. 12(3)).
pub fn no_extension(language: Language, why: NoExtension) -> String {
    let dated = |key: &str, on| say_with(language, key, &[("on", lang::date(language, on).into())]);
    match why {
        NoExtension::Again => say(language, "refusal-extension-again"),
        NoExtension::NotComplex => say(language, "refusal-extension-not-complex"),
        NoExtension::NoReasons => say(language, "refusal-extension-no-reasons"),
        NoExtension::TooLate(on) => dated("refusal-extension-too-late", on),
        NoExtension::Written(on) => dated("refusal-extension-written", on),
    }
}

/// Why staff cannot close a request as not identified (Art. 12(2) and (6)).
pub fn no_closing(language: Language, why: NoClosing) -> String {
    match why {
        NoClosing::Known => say(language, "refusal-closing-known"),
        NoClosing::NotAsked => say(language, "refusal-closing-not-asked"),
        NoClosing::NotGone => say(language, "refusal-closing-not-gone"),
        NoClosing::TimeLeft(on) => {
            say_with(language, "refusal-closing-time-left", &[("on", lang::date(language, on).into())])
        }
    }
}
