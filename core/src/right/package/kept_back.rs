//! Single records and fields that a copy keeps back for the rights of others (Art. 15(4), Art. 20(4), recital 63):
//! how they are marked, what of them a decision may mark, and how the copy says so at their place.

use super::copy::Copy;
use crate::{
    lang,
    law::ground::Ground,
    register::scope::{About, IN_TITLE, Record, Section},
    request::decision::{Decision, Flaw, ItemVerdict},
};
use entity::{
    item,
    kind::{ItemKind, Language, Right, Verdict},
};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One record that is kept back, as a whole or by some of its fields.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mark {
    pub table: String,
    pub record: Uuid,
    /// The column; nothing keeps the whole record back.
    pub column: Option<String>,
}

/// What stands for the whole record where a mark is written.
const WHOLE: &str = "*";

impl Mark {
    /// A mark as a form writes it, `table:uuid:column`; the column `*` is the whole record. Several columns of a
    /// record stand behind one another, with a comma between them.
    pub fn parse(written: &str) -> Vec<Self> {
        let mut parts = written.splitn(3, ':');
        let (Some(table), Some(record), Some(columns)) = (parts.next(), parts.next(), parts.next()) else {
            return Vec::new();
        };
        let Ok(record) = record.parse() else { return Vec::new() };
        let mark = |column: &str| Self {
            table: table.to_owned(),
            record,
            column: Some(column.to_owned()).filter(|column| column != WHOLE),
        };
        columns.split(',').filter(|column| !column.is_empty()).map(mark).collect()
    }

    /// The mark of a record, or of one field of it; nothing where the record has no key.
    pub fn of(record: &Record, column: Option<&str>) -> Option<Self> {
        let (table, column) = (record.table.name.to_owned(), column.map(str::to_owned));
        Some(Self { table, record: record.id?, column })
    }

    /// As [`Mark::parse`] reads it.
    pub fn write(&self) -> String {
        format!("{}:{}:{}", self.table, self.record, self.column.as_deref().unwrap_or(WHOLE))
    }

    fn is_on(&self, record: &Record) -> bool {
        record.table.name == self.table && record.id == Some(self.record)
    }
}

/// How a record stands in a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Nothing,
    Some,
    All,
}

fn kept(record: &Record, marks: &[Mark]) -> Kept {
    let on: Vec<&Mark> = marks.iter().filter(|mark| mark.is_on(record)).collect();
    let by_field = |name: &str| on.iter().any(|mark| mark.column.as_deref() == Some(name));
    let some = record.fields.iter().any(|field| by_field(field.column.name));
    let every = record.fields.iter().all(|field| by_field(field.column.name));
    match on.iter().any(|mark| mark.column.is_none()) || some && every {
        true => Kept::All,
        false if some => Kept::Some,
        false => Kept::Nothing,
    }
}

/// What keeps the parts of a decision on a copy from standing: each keeps something back that is there, on a ground
/// that can keep it back, and never the whole of a category. Recital 63: the result is no refusal of all information.
pub(crate) fn flaws(right: Right, items: &[item::Model], decision: &Decision, copy: &Copy) -> Vec<Flaw> {
    let partly = decision.verdicts.iter().filter(|verdict| verdict.verdict == Verdict::Partly);
    partly.filter_map(|verdict| flaw(right, items, verdict, copy)).collect()
}

fn flaw(right: Right, items: &[item::Model], verdict: &ItemVerdict, copy: &Copy) -> Option<Flaw> {
    let item = verdict.item;
    let asked = items.iter().find(|known| known.id == item)?;
    if let Some(ground) = verdict.ground.filter(|ground| !ground.keeps_back(right)) {
        return Some(Flaw::GroundDoesNotFit { item, ground });
    }
    if asked.kind == ItemKind::Transfer {
        return Some(Flaw::NothingKeptBack { item });
    }
    let mut marked = false;
    for section in copy.of_item(asked) {
        let stand: Vec<Kept> =
            section.records.iter().map(|record| kept(record, &verdict.kept_back)).collect();
        marked |= stand.iter().any(|kept| *kept != Kept::Nothing);
        if !stand.is_empty() && stand.iter().all(|kept| *kept == Kept::All) {
            return Some(Flaw::AllKeptBack { item, category: section.category.code() });
        }
    }
    (!marked).then_some(Flaw::NothingKeptBack { item })
}

/// What is kept back, each mark with why in words.
pub(crate) fn marked(items: &[item::Model], decision: &Decision, language: Language) -> Vec<(Mark, String)> {
    let partly = decision.verdicts.iter().filter(|verdict| verdict.verdict == Verdict::Partly);
    let known = partly.filter(|verdict| items.iter().any(|item| item.id == verdict.item));
    let why = |ground: Ground| format!("{} ({})", ground.title(language), ground.citation(language));
    let pairs = known.filter_map(|verdict| Some((why(verdict.ground?), &verdict.kept_back)));
    pairs.flat_map(|(why, marks)| marks.iter().map(move |mark| (mark.clone(), why.clone()))).collect()
}

/// Takes what is marked out of a copy and says so at its place. Gives back how many marks found nothing: what they
/// kept back is not held any more, so there is nothing to keep back. What came since is the person's and stays in.
pub(crate) fn take_out(about: &mut About, marked: &[(Mark, String)], language: Language) -> usize {
    let mut found = BTreeSet::new();
    for record in about.sections.iter_mut().flat_map(|section| &mut section.records) {
        // A whole record last, for it has no fields afterwards that a mark could find.
        let on: Vec<_> = marked.iter().filter(|(mark, _)| mark.is_on(record)).collect();
        for (mark, why) in on.iter().filter(|(mark, _)| mark.column.is_some()) {
            found.extend(take_field(record, mark, why, language).then_some(mark));
        }
        if let Some((mark, why)) = on.iter().find(|(mark, _)| mark.column.is_none()) {
            found.insert(mark);
            take_record(record, why, language);
        }
    }
    let marks: BTreeSet<&Mark> = marked.iter().map(|(mark, _)| mark).collect();
    marks.len() - found.len()
}

fn take_field(record: &mut Record, mark: &Mark, why: &str, language: Language) -> bool {
    let wanted = mark.column.as_deref();
    let Some(field) = record.fields.iter_mut().find(|field| Some(field.column.name) == wanted) else {
        return false;
    };
    field.value = words(language, why);
    (field.raw, field.kept_back) = (serde_json::Value::Null, Some(why.to_owned()));
    if IN_TITLE.contains(&field.column.name) {
        record.title = lang::text(language, &record.table.label_key());
    }
    // It names the customer.
    if wanted == Some("customer_id") {
        record.relation = None;
    }
    true
}

fn take_record(record: &mut Record, why: &str, language: Language) {
    record.title = lang::text(language, &record.table.label_key());
    record.fields.clear();
    (record.relation, record.source, record.recorded_at, record.keep_until) = (None, None, None, None);
    record.kept_back = Some(why.to_owned());
}

/// What stands at the place of something kept back.
pub(crate) fn words(language: Language, why: &str) -> String {
    lang::text_with(language, "package-kept-back", &[("why", why.into())])
}

/// Something kept back, as it is listed beside the copy.
pub(crate) struct Told<'a> {
    /// Title of its record, without what is kept back of it.
    pub record: &'a str,
    /// Nothing for a whole record.
    pub field: Option<&'a str>,
    pub why: &'a str,
}

/// Everything that is kept back of some sections.
pub(crate) fn told<'a>(sections: impl IntoIterator<Item = &'a Section>) -> impl Iterator<Item = Told<'a>> {
    let records = sections.into_iter().flat_map(|section| &section.records);
    records.flat_map(|record| {
        let of = |field, why: &'a Option<String>| {
            Some(Told { record: &record.title, field, why: why.as_deref()? })
        };
        let fields = record.fields.iter().filter_map(move |field| of(Some(&*field.label), &field.kept_back));
        of(None, &record.kept_back).into_iter().chain(fields)
    })
}

/// The list of it, for the part of a page that says what is missing.
pub(crate) fn list<'a>(language: Language, sections: impl IntoIterator<Item = &'a Section>) -> Markup {
    let told: Vec<Told<'_>> = told(sections).collect();
    html! {
        @if !told.is_empty() {
            p { (lang::text(language, "package-kept-back-list")) }
            ul {
                @for kept in told {
                    li { (kept.record) @if let Some(field) = kept.field { ", " (field) } ": " (kept.why) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;
    use uuid::Uuid;

    #[test]
    fn a_mark_is_read_as_it_is_written_and_nonsense_marks_nothing() {
        let (table, record) = ("invoice".to_owned(), Uuid::from_u128(7));
        let whole = Mark { table: table.clone(), record, column: None };
        let of = |column: &str| Mark { table: table.clone(), record, column: Some(column.to_owned()) };
        assert_eq!(Mark::parse(&whole.write()), [whole]);
        assert_eq!(Mark::parse(&of("number").write()), [of("number")]);
        assert_eq!(Mark::parse(&format!("invoice:{record}:number,cents")), [of("number"), of("cents")]);
        for nonsense in ["", "invoice", "invoice:7:number", ":::", &format!("invoice:{record}:")] {
            assert!(Mark::parse(nonsense).is_empty(), "{nonsense}");
        }
    }
}
