//! The controller's notice as values. Only `check` makes one, so every code it refers to exists,
//! every text stands in every language and no recipient is outside the EEA.

use super::{
    text::Texts,
    word::{AutomatedException, Every, HolderRole, Point, RetentionRule, ToldBy},
};
use crate::law::basis::Basis;
use chrono::NaiveDate;
use entity::kind::{Evidence, Language};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// All that the notice says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Languages offered; the first is used when the reader asks for none.
    pub languages: Vec<Language>,
    pub controller: Controller,
    pub contact: Contact,
    pub register: Register,
    pub authority: Authority,
    #[serde(rename = "purpose")]
    pub purposes: Vec<Purpose>,
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    #[serde(rename = "recipient")]
    pub recipients: Vec<Recipient>,
    #[serde(rename = "retention_class")]
    pub retention_classes: Vec<RetentionClass>,
    pub accounting: Accounting,
    /// What is collected, and what follows when it is not given: Art. 13(2)(e)
    pub collection: Texts,
    /// Who handles the data, in general: Arts. 13(1)(e) and 28
    pub handling: Texts,
    /// What is processed for others; none where nothing is.
    pub hosting: Option<Hosting>,
    /// Art. 15(2)
    pub transfers: Texts,
    /// Art. 15(1)(h)
    pub automated_decisions: Texts,
    /// Every decision made by automated means alone with legal or similarly significant effects: Art. 13(2)(f). None
    /// where the controller makes none.
    #[serde(default)]
    pub automated: Vec<AutomatedDecision>,
    /// Art. 32, as the notice tells it.
    pub security: Texts,
    /// How long, in general: Arts. 5(1)(d) and 5(1)(e)
    pub keeping: Texts,
    /// How often data are checked; every two years where the notice does not say.
    pub checking: Option<Checking>,
    #[serde(rename = "list")]
    pub lists: Vec<MarketingList>,
    pub settled: BTreeMap<Point, bool>,
}

/// Who decides why and how the data are processed (Art. 13(1)(a)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    pub name: String,
    pub business_id: Option<String>,
    pub address: String,
    pub phone: String,
    pub email: Option<String>,
}

/// The person who answers for the register.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
}

/// The register by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    pub name: Texts,
    pub text: Texts,
    /// Whose data: the categories of data subjects of Art. 30(1)(c).
    pub people: Texts,
}

/// What the controller processes for its customers, who are the controllers of it (Arts. 28 and 30(2)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hosting {
    /// What becomes of a request about it.
    pub text: Texts,
    /// The categories of processing of Art. 30(2)(b).
    pub processing: Texts,
}

/// The supervisory authority (Art. 13(2)(d)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    pub name: Texts,
    pub visiting: Texts,
    pub postal: Texts,
    pub phone: Texts,
    /// Telephone of the registry.
    pub registry: Texts,
    pub email: String,
    pub website: Texts,
    /// Where a complaint is made.
    pub complaint: Texts,
}

/// Why data are processed (Art. 13(1)(c)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    pub code: String,
    pub basis: Vec<Basis>,
    /// Direct marketing (Art. 21(2)).
    pub marketing: bool,
    /// Profiling (Art. 4(4)).
    pub profiling: bool,
    pub label: Texts,
    pub text: Texts,
    /// The interest pursued; stands when the basis is legitimate interest (Art. 13(1)(d)).
    pub interest: Option<Texts>,
}

/// A category of data (Arts. 14(1)(d) and 15(1)(b)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// One of [`super::word::CATEGORIES`].
    pub code: String,
    pub basis: Vec<Basis>,
    /// Codes of purposes.
    pub purposes: Vec<String>,
    /// Codes of sources.
    pub sources: Vec<String>,
    /// Code of a retention class.
    pub retention: String,
    pub label: Texts,
    pub text: Texts,
}

/// Where data come from (Art. 15(1)(g)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub code: String,
    pub text: Texts,
}

/// Who else holds or receives data (Arts. 15(1)(c) and 19).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    pub code: String,
    /// The company or system; see [`Recipient::named`].
    pub name: Option<String>,
    pub role: HolderRole,
    /// ISO 3166-1 code of an EEA state, or [`super::word::SOMEWHERE_IN_EEA`].
    pub country: String,
    pub told_by: ToldBy,
    /// Where it is told by e-mail; none while nobody knows.
    #[serde(default, deserialize_with = "said")]
    pub email: Option<String>,
    /// Codes of the categories it holds or receives.
    pub categories: Vec<String>,
    /// What it does for the controller.
    pub label: Texts,
    /// The same in a sentence.
    pub text: Option<Texts>,
}

/// How often it is checked whether data are still right (Art. 5(1)(d), clause C8e).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checking {
    pub every: Every,
    /// Why so often, and not more often or less.
    pub reason: Texts,
}

/// How long data are kept (Art. 15(1)(d)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionClass {
    pub code: String,
    pub rule: RetentionRule,
    pub text: Texts,
}

/// What retention under the Accounting Act is counted from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounting {
    /// Ends of the financial years, rising, at most 18 months apart (KPL 1:4).
    pub financial_years: Vec<NaiveDate>,
}

/// A decision made by automated means alone (Art. 22).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    pub code: String,
    pub exception: AutomatedException,
    pub label: Texts,
    /// The logic involved, and the consequences for the person.
    pub text: Texts,
}

/// A list to which marketing is mailed (SVPL 200 §).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketingList {
    /// Code of a marketing purpose.
    pub purpose: String,
    pub label: Texts,
    /// What may allow a subscription.
    pub evidence: Vec<Evidence>,
}

fn said<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}
