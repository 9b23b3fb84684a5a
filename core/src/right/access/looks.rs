//! Look-ups of staff as people read them: those of one day, role and purpose are told once, with their number (C-579/21 asks
//! for dates and purposes). The file for machines keeps each.

use crate::{
    lang::{date, text_with},
    law::calendar::helsinki_date,
    register::{
        inventory::word::Category,
        scope::{Field, Record, Section},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::kind::Language;
use std::borrow::Cow;

/// The column of the moment.
const AT: &str = "looked_at";

/// The section as people read it.
pub(super) fn by_day(language: Language, section: &Section) -> Cow<'_, Section> {
    if section.category != Category::StaffLooks {
        return Cow::Borrowed(section);
    }
    let mut days: Vec<(Record, usize)> = Vec::new();
    for record in &section.records {
        match days.iter_mut().find(|(known, _)| is_alike(known, record)) {
            Some((_, times)) => *times += 1,
            None => days.push((record.clone(), 1)),
        }
    }
    let records = days.into_iter().map(|(record, times)| counted(language, record, times)).collect();
    Cow::Owned(Section { category: section.category, records })
}

/// Whether two look-ups differ in the time of the day alone.
fn is_alike(one: &Record, other: &Record) -> bool {
    let told = |record: &Record| -> Vec<(&str, String)> {
        let rest = record.fields.iter().filter(|field| field.column.name != AT);
        rest.map(|field| (field.column.name, field.value.clone())).collect()
    };
    let whole = one.kept_back.is_none() && other.kept_back.is_none();
    whole && day_of(one).is_some() && day_of(one) == day_of(other) && told(one) == told(other)
}

fn day_of(record: &Record) -> Option<NaiveDate> {
    day(record.fields.iter().find(|field| field.column.name == AT)?)
}

fn day(field: &Field) -> Option<NaiveDate> {
    Some(helsinki_date(field.raw.as_str()?.parse::<DateTime<Utc>>().ok()?))
}

fn counted(language: Language, mut record: Record, times: usize) -> Record {
    for field in record.fields.iter_mut().filter(|field| times > 1 && field.column.name == AT) {
        if let Some(on) = day(field) {
            let told = [("date", date(language, on).into()), ("count", times.into())];
            (field.value, field.raw) = (text_with(language, "look-times", &told), on.to_string().into());
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        register::{
            scope::{self, Whom},
            tests_marks::{mark, sow},
        },
        right::access::sheet,
        testing,
    };

    #[tokio::test]
    async fn looks_of_one_day_role_and_purpose_are_told_once() {
        let (ctx, _folder) = testing::ctx().await;
        let field = sow(&ctx, 1, mark).await;
        let about = scope::about(&ctx, Whom::of(&field.requests[0]), Language::En).await.unwrap();
        let section = about.sections.iter().find(|section| section.category == Category::StaffLooks).unwrap();
        let at = |moment: &str, purpose: &str| {
            let mut record = section.records[0].clone();
            for field in &mut record.fields {
                match field.column.name {
                    AT => (field.raw, field.value) = (moment.into(), moment.to_owned()),
                    "purpose" => field.value = purpose.to_owned(),
                    _ => {}
                }
            }
            record
        };
        // Midnight in Helsinki is at 21 UTC in summer.
        let (morning, night, next) = ("2026-04-13T07:00:00Z", "2026-04-13T20:59:00Z", "2026-04-13T21:00:00Z");
        let records = vec![at(morning, "A"), at(night, "A"), at(next, "A"), at(morning, "B")];
        let section = Section { category: section.category, records };
        let people = by_day(Language::En, &section);
        let sheet = String::from_utf8(sheet::write(Language::En, &people).unwrap()).unwrap();
        assert_eq!(people.records.len(), 3);
        assert!(sheet.contains("13 April 2026, 2 times") && !sheet.contains(night), "{sheet}");
        assert!(sheet.contains(next) && sheet.contains(morning), "another day and another purpose: {sheet}");
    }
}
