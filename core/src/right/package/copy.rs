//! What the copy of a request would hold now: seen by staff before they grant it, and bound to what they saw.

use super::kept_back::Mark;
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::Result,
    id::Reference,
    notice::profile::Profile,
    register::{
        inventory::word::Category,
        scope::{self, Record, Section, Whom},
    },
    request::{
        change, decision_letter,
        identify::{self, Purpose},
    },
};
use entity::{
    item,
    kind::{ItemKind, Language, Right},
    request,
};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;

/// The records that the copy would hold, of the categories asked for.
#[derive(Clone, Debug, Default)]
pub struct Copy {
    pub sections: Vec<Section>,
    /// Whether anything at all can be given, also of what was not asked for.
    pub(crate) holds: bool,
    fingerprint: String,
}

/// How much of each category the copy would hold. It says nothing of what is in it, so that reading it is no look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Code and number of records, in the order of the copy.
    pub counts: Vec<(&'static str, usize)>,
    /// What a decision binds; see [`Copy::fingerprint`].
    pub fingerprint: String,
    records: Vec<Mark>,
}

/// A category that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub code: String,
    /// Records then and now; the same number where what is in them changed.
    pub was: usize,
    pub is: usize,
}

/// What grows by the very work on a request (entries, looks, sign-ins): it is in the copy, but no decision hangs on
/// that nothing of it came since.
const GROWING: [Category; 3] = [Category::RequestFile, Category::StaffLooks, Category::SignIn];
/// Columns that say when a record was brought in or compared last, which every import moves.
const UNBOUND: [&str; 2] = ["recorded_at", "verified_at"];

/// The copy of an access or a portability request; nothing for other rights.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    (request, items): (&request::Model, &[item::Model]),
    language: Language,
) -> Result<Option<Copy>> {
    let portable = match request.right {
        Some(Right::Access) => false,
        Some(Right::Portability) => true,
        _ => return Ok(None),
    };
    let about = scope::about_in(ctx, db, Whom::of(request), language).await?;
    let given = |section: Section| if portable { section.portable() } else { section };
    let sections: Vec<Section> = about.sections.into_iter().map(given).collect();
    let holds = sections.iter().any(|section| !section.records.is_empty());
    let asked = |section: &Section| items.iter().any(|item| covers(item, section.category));
    let sections: Vec<Section> = sections.into_iter().filter(asked).collect();
    let fingerprint = fingerprint(ctx, &sections);
    Ok(Some(Copy { sections, holds, fingerprint }))
}

/// How much the copy of a request would hold.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference.
pub async fn tally(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Option<Tally>> {
    Ok(read(ctx, staff, reference, staff.language).await?.map(|(_, copy)| copy.tally()))
}

/// What the copy of a request would hold, in words; the look is on record before anything is given back.
///
/// # Errors
/// As [`tally`]; refused above the limit of looks.
pub async fn look(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    language: Language,
) -> Result<Option<Copy>> {
    let Some((request, copy)) = read(ctx, staff, reference, language).await? else { return Ok(None) };
    if let Some(person) = request.person_id {
        identify::look(ctx, staff, person, Purpose::Request(reference)).await?;
    }
    Ok(Some(copy))
}

async fn read(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    language: Language,
) -> Result<Option<(request::Model, Copy)>> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    let items = decision_letter::items_of(ctx.read(), request.id).await?;
    let copy = of(ctx, ctx.read(), (&request, &items), language).await?;
    Ok(copy.map(|copy| (request, copy)))
}

/// Whether a category grows by the very work on a request, so that no decision is bound to what is in it.
pub fn grows(category: Category) -> bool {
    GROWING.contains(&category)
}

/// Whether an item asks for a category; where the files go besides asks for none.
fn covers(item: &item::Model, category: Category) -> bool {
    match item.kind {
        ItemKind::Category => item.target == category.code(),
        ItemKind::Transfer => false,
        _ => true,
    }
}

impl Copy {
    /// What an item asks for of it.
    pub fn of_item<'a>(&'a self, item: &'a item::Model) -> impl Iterator<Item = &'a Section> {
        self.sections.iter().filter(move |section| covers(item, section.category))
    }

    /// Which records there are and what is in them, as `code:count:digest` by category. The digest is keyed, since
    /// the records themselves may go while a decision on them stays on file.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// How much of each category it holds.
    pub fn tally(&self) -> Tally {
        let counts = self.sections.iter().map(|section| (section.category.code(), section.records.len()));
        let records = self.sections.iter().flat_map(|section| &section.records);
        Tally {
            counts: counts.collect(),
            fingerprint: self.fingerprint.clone(),
            records: records.filter_map(|record| Mark::of(record, None)).collect(),
        }
    }
}

impl Tally {
    /// Whether the record of a mark is there.
    pub fn holds(&self, mark: &Mark) -> bool {
        self.records.iter().any(|known| known.table == mark.table && known.record == mark.record)
    }

    /// The number of records of a category.
    pub fn count(&self, code: &str) -> usize {
        self.counts.iter().find(|(known, _)| *known == code).map_or(0, |(_, count)| *count)
    }

    /// The number of all records.
    pub fn whole(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

impl Moved {
    /// The category, and how many records it had and has.
    pub fn told(&self, notice: &Profile, language: Language) -> String {
        let category = notice.category(&self.code);
        let label = category.map_or(self.code.as_str(), |known| known.label.in_language(language));
        if self.was == self.is { label.to_owned() } else { format!("{label} ({} → {})", self.was, self.is) }
    }
}

fn fingerprint(ctx: &Ctx, sections: &[Section]) -> String {
    let bound = sections.iter().filter(|section| !grows(section.category));
    let of = |section: &Section| {
        let records: Vec<String> = section.records.iter().map(told).collect();
        let digest = ctx.keys.pseudonym("copy", &records.join("\n"));
        format!("{}:{}:{}", section.category.code(), records.len(), digest.get(..16).unwrap_or(&digest))
    };
    bound.map(of).collect::<Vec<_>>().join(" ")
}

fn told(record: &Record) -> String {
    let fields = record.fields.iter().filter(|field| !UNBOUND.contains(&field.column.name));
    let fields: Vec<_> = fields.map(|field| (field.column.name, &field.raw)).collect();
    serde_json::json!([record.table.name, record.id, fields]).to_string()
}

/// What differs between two fingerprints.
pub fn moved(then: &str, now: &str) -> Vec<Moved> {
    let (then, now) = (parts(then), parts(now));
    let codes = now.keys().chain(then.keys().filter(|code| !now.contains_key(*code)));
    let none = (0, "");
    let moved = codes.filter_map(|code| {
        let (was, is) = (then.get(code).unwrap_or(&none), now.get(code).unwrap_or(&none));
        (was != is).then(|| Moved { code: (*code).to_owned(), was: was.0, is: is.0 })
    });
    moved.collect()
}

fn parts(fingerprint: &str) -> BTreeMap<&str, (usize, &str)> {
    let parts = fingerprint.split(' ').filter_map(|part| {
        let mut parts = part.splitn(3, ':');
        let (code, count, digest) = (parts.next()?, parts.next()?, parts.next()?);
        Some((code, (count.parse().ok()?, digest)))
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::{Moved, moved};

    #[test]
    fn what_came_went_or_changed_is_told_by_category() {
        let then = "contact:1:aa customer:2:bb invoice:3:cc";
        assert_eq!(moved(then, then), []);
        let of = |code: &str, was, is| Moved { code: code.into(), was, is };
        let now = "contact:1:aa customer:2:dd invoice:4:ee order:1:ff";
        let told = [of("customer", 2, 2), of("invoice", 3, 4), of("order", 0, 1)];
        assert_eq!(moved(then, now), told);
        assert_eq!(moved(then, "contact:1:aa customer:2:bb"), [of("invoice", 3, 0)]);
        assert_eq!(moved("typed by hand", "contact:1:aa"), [of("contact", 0, 1)]);
    }
}
