//! The catalogues: the same keys and values in fi, sv and en, and every key that the sources name.

use super::tidy::{read, root, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Crates with a catalogue.
const CATALOGUES: [&str; 2] = ["core", "portal"];
const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

/// Keys of one file, each with the values its text asks for.
fn keys(catalogue: &str, language: &str, file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = read(&root().join(catalogue).join("locales").join(language).join(file));
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
            name.clone_into(&mut key);
            assert!(!keys.contains_key(name), "{name} stands twice in {language}/{file}");
            keys.insert(key.clone(), BTreeSet::new());
        }
        let values = line
            .split('$')
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').next());
        if let Some(known) = keys.get_mut(&key) {
            known.extend(values.flatten().map(str::to_owned));
        }
    }
    keys
}

fn files(catalogue: &str, language: &str) -> BTreeSet<String> {
    let folder = root().join(catalogue).join("locales").join(language);
    let files =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    files.collect()
}

fn all_keys(catalogue: &str) -> BTreeSet<String> {
    files(catalogue, "fi").iter().flat_map(|file| keys(catalogue, "fi", file).into_keys()).collect()
}

#[test]
fn the_three_languages_have_the_same_files_keys_and_values() {
    for catalogue in CATALOGUES {
        let of_fi = files(catalogue, "fi");
        assert!(!of_fi.is_empty());
        for language in LANGUAGES {
            assert_eq!(files(catalogue, language), of_fi, "{catalogue}/locales/{language}");
            for file in &of_fi {
                assert_eq!(keys(catalogue, language, file), keys(catalogue, "fi", file), "{language}/{file}");
            }
        }
    }
}

#[test]
fn every_key_that_the_sources_name_stands_in_a_catalogue() {
    let (core, portal) = (all_keys("core"), all_keys("portal"));
    let mut named = 0;
    for (folder, calls, catalogue) in
        [("portal/src", ["say", "say_with"], &portal), ("core/src", ["text", "text_with"], &core)]
    {
        for (path, text) in sources(&[folder]) {
            for key in calls.iter().flat_map(|call| literals(&text, call)) {
                named += 1;
                assert!(catalogue.contains(key), "{}: \"{key}\" has no text", path.display());
            }
        }
    }
    assert!(named > 50, "only {named} keys found: the calls are written otherwise now");
}

#[test]
fn every_refusal_has_its_words() {
    let portal = all_keys("portal");
    let mut named = 0;
    for (path, text) in sources(&["portal/src"]) {
        for (at, _) in text.match_indices("\"refusal-") {
            let key = text[at + 1..].split('"').next().unwrap();
            named += 1;
            // Of a key that is put together, what it begins with.
            let known = match key.split_once('{') {
                Some((begin, _)) => portal.iter().any(|known| known.starts_with(begin)),
                None => portal.contains(key),
            };
            assert!(known, "{}: \"{key}\" has no text", path.display());
        }
    }
    assert!(named > 40, "only {named} refusals found: they are written otherwise now");
}

#[test]
fn no_text_is_empty_or_left_in_another_language() {
    for catalogue in CATALOGUES {
        for file in files(catalogue, "fi") {
            for language in LANGUAGES {
                let text = read(&root().join(catalogue).join("locales").join(language).join(&file));
                for line in text.lines().filter(|line| line.starts_with(char::is_alphabetic)) {
                    let (key, value) = line.split_once(" =").unwrap_or((line, "?"));
                    let below = text.contains(&format!("{line}\n    "));
                    assert!(!value.trim().is_empty() || below, "{language}/{file}: {key} is empty");
                }
            }
        }
    }
}

/// The string literals that stand as second argument of a call.
fn literals<'a>(text: &'a str, call: &str) -> Vec<&'a str> {
    let begin = format!("{call}(");
    let calls = text
        .match_indices(&begin)
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
    let second = calls.filter_map(|(at, _)| {
        let rest = &text[at + begin.len()..];
        let (first, rest) = rest.split_once(',')?;
        let plain = first.chars().all(|c| c.is_alphanumeric() || "_.:*&() ".contains(c));
        let (key, _) = rest.trim_start().strip_prefix('"').filter(|_| plain)?.split_once('"')?;
        Some(key)
    });
    second.collect()
}
