//! Reads a notice and tells everything that is wrong with it or still open, each with its line and its law.

use super::{
    finding::{Findings, Kind, Report},
    profile::Profile,
    rule,
    schema::{Key, Known, NOTICE, Shape, Words},
    tree::{Node, Spot},
    word::{Every, Point, RetentionRule},
};
use crate::request::answers::LONGEST_LINE;
use entity::kind::Language;
use serde::Deserialize;
use std::str::FromStr;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, Deserializer},
};

/// Checks the text of a notice. The profile stands only where there is no fault; gaps do not hinder it.
pub fn check(source: &str) -> Report {
    let mut findings = Findings::new(source);
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        note_syntax(&mut findings, error);
    }
    // What is missing from a file that cannot be read whole cannot be told.
    if errors.is_empty() {
        let root = Node::root(table.get_ref());
        Walk { root: root.clone(), findings: &mut findings }.table(&root, NOTICE);
        rule::check(&root, &mut findings);
    }
    let profile = if findings.has_fault() { None } else { read(table, &mut findings) };
    findings.into_report(profile)
}

fn read(table: Spanned<DeTable<'_>>, findings: &mut Findings<'_>) -> Option<Profile> {
    Profile::deserialize(Deserializer::from(table)).map_err(|error| note_syntax(findings, &error)).ok()
}

fn note_syntax(findings: &mut Findings<'_>, error: &toml::de::Error) {
    let at = error.span().map_or(0, |span| span.start);
    findings.note(Kind::Syntax, at, "", format!("Correct this line: {}.", error.message()));
}

/// Walks the file beside the schema.
struct Walk<'a, 'f, 's> {
    root: Node<'a>,
    findings: &'f mut Findings<'s>,
}

/// A value of the file, its path, and what its absence would be.
struct Place<'a, 'k> {
    value: &'a DeValue<'a>,
    at: usize,
    path: &'k str,
    missing: Kind,
}

impl<'a> Walk<'a, '_, '_> {
    fn table(&mut self, node: &Node<'a>, keys: &[Key]) {
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        self.unknown_keys(node, &known, Kind::UnknownKey);
        for key in keys {
            match (node.value(key.name), key.missing) {
                (None, None) => {}
                (None, Some(kind)) => self.missing(kind, node.at, &node.key(key.name)),
                (Some(Spot { value, at }), missing) => {
                    let missing = missing.unwrap_or(Kind::EmptyText);
                    self.value(&Place { value, at, path: &node.key(key.name), missing }, node, key);
                }
            }
        }
    }

    fn unknown_keys(&mut self, node: &Node<'a>, known: &[&str], kind: Kind) {
        for Spot { value, at } in node.keys().filter(|key| !known.contains(&key.value)) {
            let advice =
                format!("Remove `{value}` or correct its spelling; known here: {}.", known.join(", "));
            self.findings.note(kind, at, &node.key(value), advice);
        }
    }

    fn value(&mut self, place: &Place<'a, '_>, node: &Node<'a>, key: &Key) {
        match &key.shape {
            Shape::Text => {
                let text = self.said(place);
                self.line(place, text);
            }
            Shape::Blank | Shape::Country => {
                let text = self.string(place);
                self.line(place, text);
            }
            Shape::Flag => self.flag(place),
            Shape::Email => self.email(place),
            Shape::Mailbox => self.mailbox(place),
            Shape::Code => self.code(place),
            Shape::Rule => self.rule(place),
            Shape::Months => self.months(place),
            Shape::Dates => self.dates(place),
            Shape::Texts => self.texts(place, node, key.name),
            Shape::One(words) => self.one(place, words),
            Shape::Some(words) => self.some(place, words),
            Shape::Table(keys) => self.child(place, node, key.name, keys),
            Shape::Tables(keys) => self.children(place, node, key.name, keys),
            Shape::Points => self.points(place, node, key.name),
        }
    }

    fn string(&mut self, place: &Place<'a, '_>) -> Option<&'a str> {
        let text = place.value.as_str();
        if text.is_none() {
            self.wrong(place, "a text in quotes");
        }
        text
    }

    /// A text, noted when it says nothing.
    fn said(&mut self, place: &Place<'a, '_>) -> Option<&'a str> {
        let text = self.string(place)?;
        if text.trim().is_empty() {
            self.findings.note(
                Kind::EmptyText,
                place.at,
                place.path,
                "Write the text; it must not be empty.",
            );
            return None;
        }
        Some(text)
    }

    /// Told here, for nothing that prints it may cut it.
    fn line(&mut self, place: &Place<'a, '_>, text: Option<&str>) {
        if text.is_some_and(|text| text.chars().count() > LONGEST_LINE) {
            let advice = format!("Shorten it to at most {LONGEST_LINE} characters.");
            self.findings.note(Kind::LineTooLong, place.at, place.path, advice);
        }
    }

    fn flag(&mut self, place: &Place<'a, '_>) {
        if place.value.as_bool().is_none() {
            self.wrong(place, "true or false");
        }
    }

    fn mailbox(&mut self, place: &Place<'a, '_>) {
        // Whether one is needed is a rule of its own.
        if self.string(place).is_some_and(|text| !text.trim().is_empty()) {
            self.email(place);
        }
    }

    fn email(&mut self, place: &Place<'a, '_>) {
        let Some(text) = self.said(place) else { return };
        let address = lettre::Address::from_str(text);
        // A host without a dot is a machine of one's own network, which no data subject can write to.
        if !address.is_ok_and(|address| address.domain().contains('.')) {
            let advice = format!("Write an e-mail address that people can write to; `{text}` is not one.");
            self.findings.note(Kind::BadEmail, place.at, place.path, advice);
        }
    }

    fn code(&mut self, place: &Place<'a, '_>) {
        let Some(text) = self.string(place) else { return };
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !text.bytes().all(allowed) || !text.starts_with(|first: char| first.is_ascii_lowercase()) {
            let advice = "Use small letters a to z, digits and `_`, beginning with a letter.";
            self.findings.note(Kind::BadCode, place.at, place.path, advice);
        }
    }

    fn rule(&mut self, place: &Place<'a, '_>) {
        let Some(text) = self.string(place) else { return };
        if let Err(error) = RetentionRule::from_str(text) {
            let advice = format!("Correct the rule `{text}`: {error}.");
            self.findings.note(Kind::UnknownRule, place.at, place.path, advice);
        }
    }

    fn months(&mut self, place: &Place<'a, '_>) {
        let Some(text) = self.string(place) else { return };
        if let Err(error) = Every::from_str(text) {
            let advice = format!("Correct the interval `{text}`: {error}.");
            self.findings.note(Kind::UnknownInterval, place.at, place.path, advice);
        }
    }

    fn dates(&mut self, place: &Place<'a, '_>) {
        // Whether they are dates and follow each other is a rule of its own.
        if let Some(items) = self.items(place) {
            self.only_texts(place, items);
        }
    }

    fn texts(&mut self, place: &Place<'a, '_>, node: &Node<'a>, name: &str) {
        let Some(table) = place.value.as_table() else { return self.wrong(place, "fi, sv and en") };
        let node = node.below(name, table, place.at);
        let codes: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
        self.unknown_keys(&node, &codes, Kind::UnknownKey);
        for code in codes {
            let path = node.key(code);
            match node.value(code) {
                Some(Spot { value, at }) => {
                    self.said(&Place { value, at, path: &path, missing: Kind::EmptyText });
                }
                None => self.missing(Kind::MissingLanguage, place.at, &path),
            }
        }
    }

    fn one(&mut self, place: &Place<'a, '_>, words: &Words) {
        let Some(text) = self.string(place) else { return };
        if text.is_empty() {
            return self.missing(place.missing, place.at, place.path);
        }
        self.known(Spot { value: text, at: place.at }, place.path, words);
    }

    fn some(&mut self, place: &Place<'a, '_>, words: &Words) {
        let Some(items) = self.items(place) else { return };
        self.only_texts(place, items);
        let mut seen: Vec<&str> = Vec::new();
        for item in items {
            let Some(value) = item.get_ref().as_str() else { continue };
            let at = item.span().start;
            self.known(Spot { value, at }, place.path, words);
            if seen.contains(&value) {
                self.findings.note(Kind::Repeated, at, place.path, format!("Write `{value}` only once."));
            }
            seen.push(value);
        }
    }

    fn child(&mut self, place: &Place<'a, '_>, node: &Node<'a>, name: &str, keys: &[Key]) {
        match place.value.as_table() {
            Some(table) => self.table(&node.below(name, table, place.at), keys),
            None => self.wrong(place, &format!("a table [{name}]")),
        }
    }

    fn children(&mut self, place: &Place<'a, '_>, node: &Node<'a>, name: &str, keys: &[Key]) {
        let Some(items) = self.items(place) else { return };
        let nodes = node.each(name);
        if nodes.len() < items.len() {
            self.wrong(place, &format!("tables [[{name}]]"));
        }
        for node in &nodes {
            self.table(node, keys);
        }
        self.duplicates(&nodes);
    }

    /// Codes, and the purposes of mailing lists, name one entry each.
    fn duplicates(&mut self, nodes: &[Node<'a>]) {
        let mut seen: Vec<&str> = Vec::new();
        for node in nodes {
            let Some((name, code)) =
                ["code", "purpose"].iter().find_map(|name| Some((*name, node.text(name)?)))
            else {
                continue;
            };
            if seen.contains(&code.value) {
                let advice = format!("Give this entry another code; `{}` is taken.", code.value);
                self.findings.note(Kind::DuplicateCode, code.at, &node.key(name), advice);
            }
            seen.push(code.value);
        }
    }

    fn points(&mut self, place: &Place<'a, '_>, node: &Node<'a>, name: &str) {
        let Some(table) = place.value.as_table() else {
            return self.wrong(place, &format!("a table [{name}]"));
        };
        let node = node.below(name, table, place.at);
        self.unknown_keys(&node, Point::CODES, Kind::UnknownPoint);
        for code in Point::CODES {
            let path = node.key(code);
            match node.value(code) {
                Some(Spot { value, at }) => {
                    self.flag(&Place { value, at, path: &path, missing: Kind::MissingKey });
                }
                None => self.missing(Kind::MissingKey, place.at, &path),
            }
        }
    }

    /// The entries of a list, noted when it is none or empty.
    fn items(&mut self, place: &Place<'a, '_>) -> Option<&'a DeArray<'a>> {
        match place.value {
            DeValue::Array(items) if items.is_empty() => {
                self.missing(place.missing, place.at, place.path);
                None
            }
            DeValue::Array(items) => Some(items),
            _ => {
                self.wrong(place, "a list");
                None
            }
        }
    }

    fn only_texts(&mut self, place: &Place<'a, '_>, items: &'a DeArray<'a>) {
        for item in items.iter().filter(|item| item.get_ref().as_str().is_none()) {
            let at = item.span().start;
            self.findings.note(Kind::WrongType, at, place.path, "Write texts in quotes in this list.");
        }
    }

    fn known(&mut self, word: Spot<&str>, path: &str, words: &Words) {
        let known: Vec<&str> = match words.known {
            Known::Closed(known) => known.to_vec(),
            Known::Declared(table) => {
                let nodes = self.root.each(table);
                nodes.iter().filter_map(|node| node.text("code")).map(|code| code.value).collect()
            }
        };
        if !known.contains(&word.value) {
            let advice = format!("Replace `{}` by one of: {}.", word.value, known.join(", "));
            self.findings.note(words.unknown, word.at, path, advice);
        }
    }

    fn missing(&mut self, kind: Kind, at: usize, path: &str) {
        self.findings.note(kind, at, path, format!("Add `{path}`; {}.", need(kind)));
    }

    fn wrong(&mut self, place: &Place<'_, '_>, expected: &str) {
        let advice = format!("Write {expected} here.");
        self.findings.note(Kind::WrongType, place.at, place.path, advice);
    }
}

/// Why a key must stand.
const fn need(kind: Kind) -> &'static str {
    match kind {
        Kind::MissingLanguage => "every text is said in Finnish, Swedish and English",
        Kind::NoLanguage => "at least one of fi, sv and en is offered",
        Kind::PurposeWithoutBasis => "a purpose is lawful only on a basis",
        Kind::CategoryWithoutBasis => "a category is lawful only on a basis",
        Kind::CategoryWithoutPurpose => "a category serves at least one purpose",
        Kind::CategoryWithoutSource => "people are told where their data come from",
        Kind::CategoryWithoutRetention => "a category without a period of keeping is an infringement",
        Kind::RequiredCategoryMissing => "the notice describes every category of the register",
        Kind::RecipientWithoutCategory => "a recipient receives at least one category",
        Kind::AutomatedWithoutException => {
            "a decision by automated means alone is allowed only by one of them"
        }
        Kind::NoFinancialYear => "the keeping of accounting material is counted from it",
        Kind::EvidenceWithoutBasis => "a list is mailed only with consent or soft opt-in",
        _ => "the notice needs it",
    }
}
