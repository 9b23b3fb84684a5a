//! The answers of one form: which wish it serves, and what is still missing or wrong. Pure.

use crate::{
    notice::profile::Profile,
    right::{
        portability,
        rectification::{apply, fields},
    },
};
use entity::kind::{RestrictionGround, Right};
use serde::{Deserialize, Serialize};

/// Longest free text, in characters.
pub const LONGEST_TEXT: usize = 10_000;
/// Longest name, and longest value of a field, in characters.
pub const LONGEST_LINE: usize = 300;

/// What the forms of the portal are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    Access,
    Rectification,
    Restriction,
    Objection,
    Erasure,
    Portability,
    Marketing,
    Consent,
    /// Any other wish, in the requester's own words; staff classify it.
    SomethingElse,
}

/// The answers of one form. What a wish does not ask for is ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub kind: Wish,
    /// The right the requester named under [`Wish::SomethingElse`], if any.
    #[serde(default)]
    pub right: Option<Right>,
    /// All that is held. Otherwise `categories` names what is wanted.
    #[serde(default)]
    pub everything: bool,
    /// Codes of categories.
    #[serde(default)]
    pub categories: Vec<String>,
    #[serde(default)]
    pub fields: Vec<Correction>,
    /// Rectification of a datum that was not listed.
    #[serde(default)]
    pub other: Option<String>,
    /// Rectification: what is contested is to be restricted until it is checked, Art. 18(1)(a).
    #[serde(default)]
    pub restrict: bool,
    /// Restriction: why, Art. 18(1).
    #[serde(default)]
    pub ground: Option<RestrictionGround>,
    /// Consent and objection: codes of purposes.
    #[serde(default)]
    pub purposes: Vec<String>,
    /// Portability: the controller the data are to be handed to directly (Art. 20(2)), and how it is reached.
    #[serde(default)]
    pub transfer_to: Option<String>,
    #[serde(default)]
    pub transfer_reach: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    /// Marketing: it still comes, though it has been forbidden.
    #[serde(default)]
    pub still: bool,
    /// What the requester wants to be called; never asked for marketing and consent.
    #[serde(default)]
    pub name: Option<String>,
}

/// A field that is wrong, and what it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// See [`fields::Target`].
    pub target: String,
    /// The value as the form showed it; filing reads it from the register again.
    pub present: String,
    pub right_value: String,
    /// Of a line of a postal address: the code of the country it lies in once this form is granted, where that is shown.
    #[serde(default)]
    pub country: Option<String>,
}

/// Something to put right before the form can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the field of [`Answers`].
    pub field: &'static str,
    /// Which entry of the field, where it holds several.
    pub index: Option<usize>,
    /// Key of the sentence in `portal/locales`.
    pub key: &'static str,
}

impl Wish {
    /// Every wish, in the order the portal offers them.
    pub const ALL: &'static [Self] = &[
        Self::Access,
        Self::Rectification,
        Self::Restriction,
        Self::Objection,
        Self::Erasure,
        Self::Portability,
        Self::Marketing,
        Self::Consent,
        Self::SomethingElse,
    ];

    /// The text used in addresses and catalogue keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Restriction => "restriction",
            Self::Objection => "objection",
            Self::Erasure => "erasure",
            Self::Portability => "portability",
            Self::Marketing => "marketing",
            Self::Consent => "consent",
            Self::SomethingElse => "something_else",
        }
    }

    /// The wish of a text, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|wish| wish.code() == code)
    }

    /// The right it is, where there is no doubt.
    pub const fn right(self) -> Option<Right> {
        match self {
            Self::Access => Some(Right::Access),
            Self::Rectification => Some(Right::Rectification),
            Self::Restriction => Some(Right::Restriction),
            Self::Objection => Some(Right::Objection),
            Self::Erasure => Some(Right::Erasure),
            Self::Portability => Some(Right::Portability),
            Self::Marketing => Some(Right::Marketing),
            Self::Consent => Some(Right::Consent),
            Self::SomethingElse => None,
        }
    }

    /// Art. 21(2), Art. 7(3): takes effect when sent; neither a reason nor a name is asked for.
    pub const fn is_immediate(self) -> bool {
        matches!(self, Self::Marketing | Self::Consent)
    }
}

impl Answers {
    /// An empty form.
    pub const fn of(kind: Wish) -> Self {
        Self {
            kind,
            right: None,
            everything: false,
            categories: Vec::new(),
            fields: Vec::new(),
            other: None,
            restrict: false,
            ground: None,
            purposes: Vec::new(),
            transfer_to: None,
            transfer_reach: None,
            text: None,
            still: false,
            name: None,
        }
    }

    /// The right the request starts with; free text never stops marketing by itself, its own form does.
    pub fn claimed(&self) -> Option<Right> {
        let named = self.right.filter(|right| !matches!(right, Right::Marketing | Right::Consent));
        self.kind.right().or(named)
    }
}

/// What is still missing or wrong. It asks for no reason, and for a name only what can be printed.
pub fn complete(answers: &Answers, notice: &Profile) -> Result<(), Vec<Problem>> {
    let mut problems = match answers.kind {
        Wish::Access | Wish::Erasure => {
            everything_or_categories(answers, |code| notice.category(code).is_some())
        }
        Wish::Portability => portability(answers, notice),
        Wish::Rectification => rectification(answers),
        Wish::Restriction => restriction(answers, notice),
        Wish::Objection => objection(answers, notice),
        Wish::Consent => consent(answers, notice),
        Wish::Marketing => Vec::new(),
        Wish::SomethingElse => missing("text", answers.text.as_deref(), "problem-say-what"),
    };
    if !answers.kind.is_immediate() {
        problems.extend(unwritable("text", answers.text.as_deref(), LONGEST_TEXT));
        problems.extend(unwritable("name", answers.name.as_deref(), LONGEST_LINE));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Only what can be portable is offered; a transfer needs both who receives it and how.
fn portability(answers: &Answers, notice: &Profile) -> Vec<Problem> {
    let offered = portability::offered(notice);
    let mut problems =
        everything_or_categories(answers, |code| offered.iter().any(|category| category.code == code));
    let (to, reach) = (answers.transfer_to.as_deref(), answers.transfer_reach.as_deref());
    match (to.is_none_or(is_blank), reach.is_none_or(is_blank)) {
        (true, false) => problems.push(problem("transfer_to", "problem-transfer-to")),
        (false, true) => problems.push(problem("transfer_reach", "problem-transfer-reach")),
        _ => {}
    }
    problems.extend(unwritable("transfer_to", to, LONGEST_LINE));
    problems.extend(unwritable("transfer_reach", reach, LONGEST_TEXT));
    problems
}

fn everything_or_categories(answers: &Answers, known: impl Fn(&str) -> bool) -> Vec<Problem> {
    if answers.everything && !answers.categories.is_empty() {
        // One of the two is a slip, and all data erased cannot be given back.
        vec![problem("scope", "problem-everything-and-some")]
    } else if answers.everything {
        Vec::new()
    } else if answers.categories.is_empty() {
        vec![problem("categories", "problem-choose-categories")]
    } else {
        unknown("categories", &answers.categories, known)
    }
}

/// Art. 18(1)(d) is no choice of a form: filing an objection restricts of itself.
fn restriction(answers: &Answers, notice: &Profile) -> Vec<Problem> {
    let chosen = answers.ground.is_some_and(|ground| ground != RestrictionGround::Objection);
    let ground = (!chosen).then(|| problem("ground", "problem-choose-ground"));
    ground
        .into_iter()
        .chain(everything_or_categories(answers, |code| notice.category(code).is_some()))
        .collect()
}

/// law.md R1.7.1: the person's particular situation is asked for here, and only here.
fn objection(answers: &Answers, notice: &Profile) -> Vec<Problem> {
    let offered = notice.objection_purposes();
    let mut problems = if answers.purposes.is_empty() {
        vec![problem("purposes", "problem-choose-objection")]
    } else {
        unknown("purposes", &answers.purposes, |code| offered.iter().any(|purpose| purpose.code == code))
    };
    problems.extend(missing("text", answers.text.as_deref(), "problem-say-situation"));
    problems
}

fn consent(answers: &Answers, notice: &Profile) -> Vec<Problem> {
    if answers.purposes.is_empty() {
        return vec![problem("purposes", "problem-choose-purposes")];
    }
    let offered = notice.consent_purposes();
    unknown("purposes", &answers.purposes, |code| offered.iter().any(|purpose| purpose.code == code))
}

fn rectification(answers: &Answers) -> Vec<Problem> {
    if answers.fields.is_empty() && answers.other.as_deref().is_none_or(is_blank) {
        return vec![problem("fields", "problem-choose-fields")];
    }
    let corrections = answers.fields.iter().enumerate();
    let mut problems: Vec<_> = corrections.filter_map(|(index, field)| correction(index, field)).collect();
    problems.extend(unwritable("other", answers.other.as_deref(), LONGEST_TEXT));
    problems
}

fn correction(index: usize, correction: &Correction) -> Option<Problem> {
    let right = correction.right_value.trim();
    let target = fields::parse_target(&correction.target);
    let key = if target.is_none() {
        "problem-unknown-field"
    } else if right.is_empty() {
        "problem-no-new-value"
    } else if right == correction.present.trim() {
        "problem-same-value"
    } else if let Some(unwritable) = unwritable("fields", Some(right), LONGEST_LINE) {
        unwritable.key
    } else if target.is_some_and(|target| apply::fitting(target.field, right).is_none()) {
        "problem-unfit-value"
    } else if target.is_some_and(|target| is_no_finnish_code(target.field, correction)) {
        "problem-postal-code"
    } else {
        return None;
    };
    Some(Problem { index: Some(index), ..problem("fields", key) })
}

/// A Finnish postal code has five digits; of other countries only the length is looked at.
fn is_no_finnish_code(field: fields::Field, correction: &Correction) -> bool {
    let code = correction.right_value.trim();
    let finnish = field == fields::Field::AddressPostalCode && correction.country.as_deref() == Some("FI");
    finnish && !(code.len() == 5 && code.bytes().all(|digit| digit.is_ascii_digit()))
}

fn unknown(field: &'static str, codes: &[String], known: impl Fn(&str) -> bool) -> Vec<Problem> {
    let wrong = codes.iter().enumerate().filter(|(_, code)| !known(code));
    wrong
        .map(|(index, _)| Problem { index: Some(index), ..problem(field, "problem-unknown-choice") })
        .collect()
}

fn missing(field: &'static str, text: Option<&str>, key: &'static str) -> Vec<Problem> {
    if text.is_none_or(is_blank) { vec![problem(field, key)] } else { Vec::new() }
}

/// Text that is too long, or holds characters that no keyboard writes and one database refuses.
fn unwritable(field: &'static str, text: Option<&str>, longest: usize) -> Option<Problem> {
    let text = text?;
    if text.chars().count() > longest {
        Some(problem(field, "problem-too-long"))
    } else if text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')) {
        Some(problem(field, "problem-odd-characters"))
    } else {
        None
    }
}

const fn problem(field: &'static str, key: &'static str) -> Problem {
    Problem { field, index: None, key }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
