//! Texts of what the domain sends out (letters, packages), in fi, sv and en.

use crate::law::calendar::helsinki_time;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::kind::Language;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid};
use std::{borrow::Cow, collections::HashMap};

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Values for the placeables of a text.
pub type Args<'a> = &'a [(&'static str, FluentValue<'a>)];

/// The catalogue's identifier of a language.
pub fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::Fi => langid!("fi"),
        Language::Sv => langid!("sv"),
        Language::En => langid!("en"),
    }
}

/// A text of the domain's catalogue; a missing key shows as `⟦key⟧`, which tests look for.
pub fn text(language: Language, key: &str) -> String {
    text_with(language, key, &[])
}

/// As [`text`], with values put in.
pub fn text_with(language: Language, key: &str, args: Args<'_>) -> String {
    look_up(&*CATALOGUE, language, key, args)
}

/// One look-up for every catalogue, so that a missing key shows the same everywhere.
pub fn look_up(loader: &impl Loader, language: Language, key: &str, args: Args<'_>) -> String {
    let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    loader
        .try_lookup_complete(&identifier(language), key, if args.is_empty() { None } else { Some(&args) })
        .unwrap_or_else(|| format!("⟦{key}⟧"))
}

/// As [`text_with`], with the first and the last of some days; the text chooses by `several` whether they are one.
pub fn with_days(
    language: Language,
    key: &str,
    args: Args<'_>,
    (first, last): (NaiveDate, NaiveDate),
) -> String {
    let several = if first == last { "no" } else { "yes" };
    let (first, last) = (date(language, first), date(language, last));
    let days = [("several", several.into()), ("first", first.into()), ("last", last.into())];
    text_with(language, key, &[args, &days].concat())
}

/// A date as people write it: `5.4.2026` in Finnish and Finland Swedish, `5 April 2026` in English.
pub fn date(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Fi | Language::Sv => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        Language::En => date.format("%-d %B %Y").to_string(),
    }
}

/// An instant as staff and files write it, to the minute by the clock of Finland: `5.4.2026 klo 14.05`.
pub fn moment(language: Language, at: DateTime<Utc>) -> String {
    let local = helsinki_time(at);
    let day = date(language, local.date());
    match language {
        Language::Fi => format!("{day} klo {}", local.format("%-H.%M")),
        Language::Sv => format!("{day} kl. {}", local.format("%-H.%M")),
        Language::En => format!("{day}, {}", local.format("%H:%M")),
    }
}

/// The same as a letter and a requester's page tell it, saying whose clock it is: `5.4.2026 klo 14.05 (Suomen aikaa)`.
pub fn moment_told(language: Language, at: DateTime<Utc>) -> String {
    let local = helsinki_time(at);
    let time = local.format(if language == Language::En { "%H:%M" } else { "%-H.%M" }).to_string();
    let day = date(language, local.date());
    text_with(language, "moment", &[("date", day.into()), ("time", time.into())])
}
