//! The rules of the house that a compiler does not check: what may stand in which file.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The five crates.
const CRATES: [&str; 5] = ["core", "entity", "migration", "portal", "tests"];

/// Longest file, in lines.
const LONGEST: usize = 400;

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file below these folders, with its text.
pub fn sources(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.strip_prefix(root()).unwrap().to_owned(), read(&path)));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no sources in {folders:?}");
    found
}

fn everything() -> Vec<(PathBuf, String)> {
    sources(&CRATES)
}

/// Every place where one of these texts stands; this file names them without writing them.
fn places(sources: &[(PathBuf, String)], words: &[String]) -> Vec<String> {
    let mut places = Vec::new();
    for (path, text) in sources {
        for (number, line) in text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word.as_str())) {
                places.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    places
}

#[track_caller]
fn none(places: &[String]) {
    assert!(places.is_empty(), "\n{}", places.join("\n"));
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let long = everything().into_iter().map(|(path, text)| (path, text.lines().count()));
    none(
        &long
            .filter(|(_, lines)| *lines > LONGEST)
            .map(|(path, lines)| format!("{}: {lines}", path.display()))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_module_says_in_three_lines_at_most_which_question_it_answers() {
    let silent = everything().into_iter().filter(|(_, text)| {
        let said = text.lines().take_while(|line| line.starts_with("//!")).count();
        !(1..=3).contains(&said)
    });
    none(&silent.map(|(path, _)| path.display().to_string()).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_for_later_or_let_off() {
    let words = ["TO", "FIX"].map(|start| format!("{start}{}", if start == "TO" { "DO" } else { "ME" }));
    let attributes = ["ignore", "allow("].map(|attribute| format!("#[{attribute}"));
    let inner = format!("#![{}(", "allow");
    none(&places(&everything(), &[&words[..], &attributes[..], &[inner]].concat()));
}

#[test]
fn no_page_queries_and_no_rule_serves() {
    none(&places(&sources(&["portal/src"]), &["sea_orm".into(), "DatabaseConnection".into()]));
    none(&places(&sources(&["core/src", "entity/src", "migration/src"]), &["actix".into()]));
    none(&places(
        &sources(&["migration/src"]),
        &["use entity", " entity::", "(entity::", "<entity::"].map(str::to_owned),
    ));
    none(&places(&sources(&["entity/src"]), &["use portal_core".into()]));
}

#[test]
fn the_manifests_keep_the_crates_apart() {
    for (manifest, forbidden) in [
        ("portal/Cargo.toml", &["sea-orm", "sqlx", "migration"][..]),
        ("core/Cargo.toml", &["actix", "portal."]),
        ("entity/Cargo.toml", &["actix", "portal", "migration"]),
        ("migration/Cargo.toml", &["actix", "portal", "entity"]),
    ] {
        let text = read(&root().join(manifest));
        let dependencies =
            text.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap();
        for name in forbidden {
            let found = dependencies.lines().find(|line| line.starts_with(name));
            assert_eq!(found, None, "{manifest}");
        }
    }
}

#[test]
fn pages_escape_everything_and_carry_no_style_or_script() {
    let words = ["PreEscaped", " style=", "style {", "script {", "onclick=", "onload=", "javascript:"];
    // The gallery is a test of the views and names what it looks for.
    let pages = sources(&["portal/src"]).into_iter().filter(|(path, _)| !path.ends_with("gallery.rs"));
    none(&places(&pages.collect::<Vec<_>>(), &words.map(str::to_owned)));
}

/// The pages among the functions of a view: those that make a whole document.
fn pages_of(view: &str) -> Vec<&str> {
    let whole = ["document(shell", " page(shell", "sheet(shell"];
    view.split("\npub fn ")
        .skip(1)
        .filter(|piece| piece.split("->").next().is_some_and(|head| head.contains(": &Shell<")))
        .filter(|piece| {
            piece.split("\n}").next().is_some_and(|body| whole.iter().any(|it| body.contains(it)))
        })
        .filter_map(|piece| piece.split(['(', '<']).next())
        .collect()
}

#[test]
fn every_page_has_a_sample() {
    let views = sources(&["portal/src/views"]);
    let is_sample = |path: &Path| path.components().any(|part| part.as_os_str() == "gallery");
    let drawn = |view: &str, page: &str| {
        let mut samples = views.iter().filter(|(path, _)| is_sample(path));
        samples.any(|(_, text)| text.contains(view) && text.contains(&format!("{page}(")))
    };
    let mut pages = 0;
    let mut lacking = Vec::new();
    for (path, text) in views.iter().filter(|(path, _)| !is_sample(path)) {
        let view = path.file_stem().and_then(|stem| stem.to_str()).unwrap();
        for page in pages_of(text) {
            pages += 1;
            lacking.extend((!drawn(view, page)).then(|| format!("{view}::{page}")));
        }
    }
    assert!(pages > 30, "the pages are found: {pages}");
    none(&lacking);
}

#[test]
fn views_ask_neither_clock_nor_configuration() {
    let words = [".now()", "Clock", "Ctx", "std::env", "config::"];
    none(&places(&sources(&["portal/src/views"]), &words.map(str::to_owned)));
}

#[test]
fn tests_do_not_sleep_or_skip() {
    let in_tests: Vec<_> =
        sources(&["tests/src"]).into_iter().filter(|(path, _)| !path.ends_with("sink.rs")).collect();
    none(&places(&in_tests, &[format!("{}(", "sleep"), format!("assert!({}", "true")]));
}
