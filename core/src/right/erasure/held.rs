//! What holds on destruction keep from an erasure (Art. 17(3)(b) and (e), law.md R5.7): which rows, and in which words.

use super::plan::{Fate, Why};
use crate::{
    lang,
    notice::profile::Profile,
    register::{
        inventory::{Table, word::Category},
        retention::cover,
        scope::{
            Gathered,
            row::{Found, Value},
        },
    },
};
use chrono::NaiveDate;
use entity::kind::{HoldKind, Language};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A hold that stands on the person's data, as plan and letter tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// [`Why::Claim`], [`Why::Authority`] or [`Why::Silent`].
    pub why: Why,
    pub reason: String,
    /// Of an order: whose, on which law and under which number, as far as it was written down.
    pub authority: Option<String>,
    pub statute: Option<String>,
    pub reference: Option<String>,
    /// The law that forbids telling the person of it.
    #[serde(default)]
    pub silence: Option<String>,
    pub review_on: NaiveDate,
    /// Codes of the categories it covers.
    pub covers: Vec<String>,
}

/// Rows that no claim and no order asks for: what somebody was typing, and what lets them in.
const UNTOUCHED: [&str; 6] = ["hold", "protection", "draft", "session", "mute", "challenge"];

impl Standing {
    fn of(row: &Found) -> Option<Self> {
        if row.table.name != "hold" || matches!(row.value("lifted_at"), Value::Instant(_)) {
            return None;
        }
        let text = |column: &str| row.text(column).map(str::to_owned);
        let silence = text("silence").filter(|law| !law.is_empty());
        let why = match HoldKind::from_code(row.text("kind")?)? {
            HoldKind::Claim => Why::Claim,
            HoldKind::Authority if silence.is_some() => Why::Silent,
            HoldKind::Authority => Why::Authority,
        };
        let covers = cover::read(row.text("covers")).into_iter().map(|category| category.code().into());
        Some(Self {
            why,
            reason: text("reason")?,
            authority: text("authority"),
            statute: text("statute"),
            reference: text("reference"),
            silence,
            review_on: row.date("review_on")?,
            covers: covers.collect(),
        })
    }

    fn covers(&self, category: Category) -> bool {
        self.covers.iter().any(|code| code == category.code())
    }

    /// The same with what it covers, for staff; also what the person is not told.
    pub(super) fn with_scope(&self, notice: &Profile, language: Language) -> String {
        let covered = self.covers.iter().filter_map(|code| notice.category(code));
        let labels: Vec<&str> = covered.map(|category| category.label.in_language(language)).collect();
        let open =
            Self { why: if self.why == Why::Silent { Why::Authority } else { self.why }, ..self.clone() };
        let args = [("hold", open.sentence(language).into()), ("covers", labels.join(", ").into())];
        let told = lang::text_with(language, "erasure-hold-covers", &args);
        let forbids = self
            .silence
            .as_ref()
            .map(|law| lang::text_with(language, "erasure-hold-silence", &[("law", law.clone().into())]));
        std::iter::once(told).chain(forbids).collect::<Vec<_>>().join(" ")
    }

    /// Which claim or order it is, and when it is looked at again.
    fn sentence(&self, language: Language) -> String {
        let review = ("review", lang::date(language, self.review_on).into());
        let reason = ("reason", self.reason.trim().trim_end_matches('.').to_owned().into());
        match &self.authority {
            _ if self.why == Why::Silent => lang::text_with(language, "erasure-hold-silent", &[review]),
            _ if self.why == Why::Claim => lang::text_with(language, "erasure-hold-claim", &[reason, review]),
            Some(authority) => {
                let number = self.reference.as_ref().map(|number| format!(" ({number})"));
                let authority = format!("{authority}{}", number.unwrap_or_default());
                let args = [("authority", authority.into()), reason, review];
                lang::text_with(language, "erasure-hold-authority", &args)
            }
            None => lang::text_with(language, "erasure-hold-order", &[reason, review]),
        }
    }
}

/// Which claims and orders they are, and what becomes of what they keep; nothing where there is none.
pub(crate) fn told<'a>(language: Language, holds: impl IntoIterator<Item = &'a Standing>) -> Vec<String> {
    let told: Vec<String> = holds.into_iter().map(|hold| hold.sentence(language)).collect();
    let ends = (!told.is_empty()).then(|| lang::text(language, "erasure-hold-while"));
    told.into_iter().chain(ends).collect()
}

/// The holds that stand on a person.
#[derive(Clone, Debug, Default)]
pub struct Holds(Vec<Standing>);

impl Holds {
    /// Those among the person's rows.
    pub(crate) fn of(gathered: &Gathered) -> Self {
        Self(gathered.rows.iter().filter_map(Standing::of).collect())
    }

    /// Those that cover anything of some categories.
    pub(crate) fn on(&self, asked: &BTreeSet<Category>) -> Vec<Standing> {
        let touches = |hold: &&Standing| asked.iter().any(|category| hold.covers(*category));
        self.0.iter().filter(touches).cloned().collect()
    }

    /// What keeps the rows of a table; a claim before an order.
    pub(crate) fn over(&self, table: &Table) -> Option<Why> {
        let category = table.category.filter(|_| !UNTOUCHED.contains(&table.name))?;
        self.0.iter().filter(|hold| hold.covers(category)).map(|hold| hold.why).min()
    }

    /// What becomes of a row of a table that would otherwise go.
    pub(crate) fn keep(&self, table: &Table, fate: Fate) -> Fate {
        match (fate, self.over(table)) {
            (Fate::Erase { .. } | Fate::Empty, Some(why)) => Fate::Keep(why, None),
            _ => fate,
        }
    }

    /// Whether a whole category is covered.
    pub(crate) fn covers(&self, category: Category) -> bool {
        self.0.iter().any(|hold| hold.covers(category))
    }
}
