//! What access and portability hand out: a package as a value, built by a job, encrypted, fetched behind sign-in.

mod attached;
pub mod build;
pub mod copy;
pub mod deliver;
pub mod download;
pub(super) mod frame;
pub mod hand_over;
pub mod kept_back;
pub(crate) mod mistaken;
pub mod retry;
pub(crate) mod sheet;
#[cfg(test)]
mod tests_download;
#[cfg(test)]
pub(crate) mod tests_schema;
pub(super) mod zip;

use crate::{
    notice::profile::Profile,
    register::scope::{About, LeftOut, Section},
};
use chrono::{DateTime, Utc};
use entity::kind::Language;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Everything,
    /// Codes of categories.
    Categories(Vec<String>),
}

/// A category of which no copy is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Its code.
    pub code: String,
    /// Title and citation of the ground.
    pub why: String,
}

/// Everything a package is made of.
#[derive(Clone, Debug)]
pub struct Package<'a> {
    pub notice: &'a Profile,
    pub language: Language,
    /// Of the request.
    pub reference: &'a str,
    pub built_at: DateTime<Utc>,
    pub scope: Scope,
    /// What a decision left out (Art. 15(4)), with the ground in words.
    pub withheld: Vec<Withheld>,
    pub about: &'a About,
}

impl Scope {
    /// Whether a category was asked for.
    pub fn covers(&self, code: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Categories(codes) => codes.iter().any(|known| known == code),
        }
    }
}

impl Package<'_> {
    /// What is not told of the categories that were asked for, and why.
    pub fn left_out(&self) -> impl Iterator<Item = &LeftOut> {
        let asked = |left: &&LeftOut| left.category.is_none_or(|category| self.scope.covers(category.code()));
        self.about.left_out.iter().filter(asked)
    }

    /// The sections asked for, also those without a record.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.about.sections.iter().filter(|section| self.scope.covers(section.category.code()))
    }

    /// The sections asked for in which something is held.
    pub fn held(&self) -> impl Iterator<Item = &Section> {
        self.sections().filter(|section| !section.records.is_empty())
    }

    /// What the notice calls a category.
    pub fn category_label(&self, code: &str) -> String {
        let category = self.notice.category(code);
        category.map_or_else(|| code.to_owned(), |known| known.label.in_language(self.language).to_owned())
    }
}
