//! What becomes of a staged row: new, changed, unchanged or skipped, and what the register keeps against it.
//! Pure: it takes what was looked up and decides.

use super::{
    form::{Form, Target, instant},
    known::{Known, Stored, email_key},
    report::Finding,
    row::Staged,
    table::{Column, Need, Table},
};
use crate::ctx::Ctx;
use chrono::{DateTime, Utc};
use entity::correction;
use uuid::Uuid;

/// A field to be written, with its canonical text.
pub(crate) type Field = (&'static Column, Option<String>);

/// A row with what becomes of it.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub fate: Fate,
    pub kept_back: Vec<Finding>,
}

/// What becomes of a row.
#[derive(Debug)]
pub(crate) enum Fate {
    New(Vec<Field>),
    Changed(Uuid, Vec<Field>),
    Unchanged,
    Skipped,
}

/// Weighs one row against what the register holds.
pub(crate) fn weigh(ctx: &Ctx, table: &'static Table, row: &Staged, known: &Known) -> Weighed {
    let stored = known.rows.get(&row.key);
    if table.name == "subscription" && resubscribes(ctx, row, stored, known) {
        let sentence = "Not imported: the address must not be written to for this purpose, and the file would \
                        subscribe it again. Remove it from the mailing list it comes from.";
        let finding = Finding::on_line(table.name, row.line, Some("email"), sentence);
        return Weighed { fate: Fate::Skipped, kept_back: vec![finding] };
    }
    if table.name == "subscription" && is_banned(ctx, row, stored, known) {
        let sentence = "Not imported: the person has forbidden marketing for this purpose, after what the file says \
                        they agreed to. Remove it from the mailing list it comes from.";
        let finding = Finding::on_line(table.name, row.line, Some("since"), sentence);
        return Weighed { fate: Fate::Skipped, kept_back: vec![finding] };
    }
    let weighed = match (stored, revives(table, row, stored, known)) {
        (_, Some(finding)) => return Weighed { fate: Fate::Skipped, kept_back: vec![finding] },
        (None, None) => {
            if let Some(finding) = known.past.and_then(|past| past.finding(ctx, table.name, row)) {
                return Weighed { fate: Fate::Skipped, kept_back: vec![finding] };
            }
            Weighed { fate: Fate::New(fields(table, row, known)), kept_back: lost(table, row, known) }
        }
        (Some(stored), None) => compare(table, row, stored, known),
    };
    if is_restricted(ctx, table, row, known) { spare(table, row, weighed) } else { weighed }
}

/// Whether the row is about somebody whose record is restricted: by the file's word, or by the register's.
fn is_restricted(ctx: &Ctx, table: &Table, row: &Staged, known: &Known) -> bool {
    let stored = known.rows.get(&row.key);
    let references = table.columns().filter(|column| matches!(column.form, Form::Reference(_)));
    let named = references.flat_map(|column| {
        let told = resolved(column, row.text(column.name), known);
        let held = stored.and_then(|stored| stored.text(column.name)).map(str::to_owned);
        told.into_iter().chain(held)
    });
    let addresses = row.text("email").into_iter().chain(stored.and_then(|stored| stored.text("email")));
    stored.is_some_and(|stored| known.restricted.holds(stored.id))
        || named.filter_map(|id| id.parse().ok()).any(|id| known.restricted.holds(id))
        || addresses
            .filter_map(|address| email_key(ctx, address))
            .any(|key| known.restricted.holds_address(&key))
}

/// A restricted record stays as it is (Art. 18(2)); only the end of a subscription still comes through (Art. 21(3)), and
/// that an address is protected, which keeps the data from others.
fn spare(table: &Table, row: &Staged, weighed: Weighed) -> Weighed {
    let fate = match weighed.fate {
        Fate::Unchanged => return Weighed { fate: Fate::Unchanged, kept_back: Vec::new() },
        Fate::Changed(id, mut fields) if matches!(table.name, "subscription" | "person") => {
            fields.retain(|(column, text)| {
                matches!(column.name, "ended_at" | "protected_on") && text.is_some()
            });
            if fields.is_empty() { Fate::Skipped } else { Fate::Changed(id, fields) }
        }
        _ => Fate::Skipped,
    };
    let sentence = "Not imported: the record is restricted (Art. 18) and stays as it is until the restriction ends. \
                    Import the row again then.";
    Weighed { fate, kept_back: vec![Finding::on_line(table.name, row.line, None, sentence)] }
}

/// Why the row would bring back what was erased: itself, or what it cannot be without.
fn revives(table: &'static Table, row: &Staged, stored: Option<&Stored>, known: &Known) -> Option<Finding> {
    if stored.is_some() {
        return None;
    }
    if known.is_erased(table.name, &row.key) {
        let sentence = "Not imported: the record was erased at the person's request. Erase it in the system the file \
                        comes from too.";
        return Some(Finding::on_line(table.name, row.line, None, sentence));
    }
    let needed = erased_links(table, row, known).find(|column| column.need == Need::Required)?;
    let sentence = "Not imported: it belongs to a record that was erased at the person's request. Erase it in the \
                    system the file comes from too.";
    Some(Finding::on_line(table.name, row.line, Some(needed.name), sentence))
}

/// References that are left empty because what they point at was erased.
fn lost(table: &'static Table, row: &Staged, known: &Known) -> Vec<Finding> {
    let sentence = "Left empty: the record it points at was erased at the person's request.";
    let finding =
        |column: &'static Column| Finding::on_line(table.name, row.line, Some(column.name), sentence);
    erased_links(table, row, known).map(finding).collect()
}

fn erased_links<'a>(
    table: &'static Table,
    row: &'a Staged,
    known: &'a Known,
) -> impl Iterator<Item = &'static Column> + 'a {
    table.columns().filter(|column| points_at_erased(column, row.text(column.name), known))
}

fn points_at_erased(column: &Column, text: Option<&str>, known: &Known) -> bool {
    match (column.form, text) {
        (Form::Reference(target), Some(key)) => {
            known.id_of(target, key).is_none() && known.is_erased(target.table(), key)
        }
        _ => false,
    }
}

/// Whether the row would leave a subscription running for an address, its own or the one stored until now,
/// that must not be written to.
fn resubscribes(ctx: &Ctx, row: &Staged, stored: Option<&Stored>, known: &Known) -> bool {
    let of_row = row.text("email").zip(row.text("purpose"));
    let of_stored = stored.and_then(|stored| stored.text("email").zip(stored.text("purpose")));
    let suppressed = |(address, purpose): (&str, &str)| known.is_suppressed(ctx, address, purpose);
    !ends(row, stored) && (of_row.is_some_and(suppressed) || of_stored.is_some_and(suppressed))
}

/// Whether the row would leave a subscription running that its person agreed to before they forbade it, under whichever
/// address of theirs.
fn is_banned(ctx: &Ctx, row: &Staged, stored: Option<&Stored>, known: &Known) -> bool {
    let told = row.text("person").and_then(|key| known.id_of(Target::Person, key));
    let held = stored.and_then(|stored| stored.text("person")?.parse().ok());
    let Some(purpose) = row.text("purpose") else { return false };
    let key = row.text("email").and_then(|address| email_key(ctx, address));
    let meets = |named| known.banned.holds((named, key.clone()), purpose, row.text("since"));
    !ends(row, stored) && (meets(told) || meets(held))
}

/// Whether a subscription has ended, by the file or, where it does not say, by the register.
fn ends(row: &Staged, stored: Option<&Stored>) -> bool {
    match row.cells.get("ended_at") {
        Some(ended_at) => ended_at.is_some(),
        None => stored.is_some_and(|stored| stored.text("ended_at").is_some()),
    }
}

fn compare(table: &'static Table, row: &Staged, stored: &Stored, known: &Known) -> Weighed {
    let recorded_at = row.text("recorded_at").and_then(instant);
    let mut changes = Vec::new();
    let mut kept_back = lost(table, row, known);
    for (column, text) in fields(table, row, known) {
        let corrections = known.corrections_of(stored.id, column.stored);
        if text.as_deref() == stored.text(column.name) {
            continue;
        }
        if outlives(&corrections, text.as_deref(), recorded_at) {
            let sentence = "Kept as rectified: the register's value is newer than the file's. Correct it in the \
                            system the file comes from.";
            kept_back.push(Finding::on_line(table.name, row.line, Some(column.name), sentence));
        } else {
            changes.push((column, text));
        }
    }
    if kept_back.iter().any(|finding| finding.field == Some("email")) {
        // The date belongs to the address that is not taken over.
        changes.retain(|(column, _)| column.name != "email_since");
    }
    let fate = if changes.is_empty() { Fate::Unchanged } else { Fate::Changed(stored.id, changes) };
    Weighed { fate, kept_back }
}

/// Whether a rectified field keeps its value against a file (Art. 16; Art. 5(1)(d)): when the file's row was
/// recorded no later than the newest correction, or, when it does not say, when its value is one that a
/// correction replaced.
fn outlives(
    corrections: &[&correction::Model],
    text: Option<&str>,
    recorded_at: Option<DateTime<Utc>>,
) -> bool {
    let replaced = |correction: &&correction::Model| {
        correction.old_value.as_deref().filter(|old| !old.is_empty()) == text
    };
    match (corrections.last(), recorded_at) {
        (None, _) => false,
        (Some(newest), Some(recorded_at)) => recorded_at <= newest.corrected_at,
        (Some(_), None) => corrections.iter().any(replaced),
    }
}

/// The cells of a row with references resolved.
fn fields(table: &'static Table, row: &Staged, known: &Known) -> Vec<Field> {
    let given = table.columns().filter(|column| !matches!(column.form, Form::Key));
    given
        .filter_map(|column| Some((column, resolved(column, row.cells.get(column.name)?.as_deref(), known))))
        .collect()
}

/// In a dry run a reference may point at a row that is only staged; its key then stands for the id, which
/// equals no id of the register.
fn resolved(column: &Column, text: Option<&str>, known: &Known) -> Option<String> {
    if points_at_erased(column, text, known) {
        return None;
    }
    match (column.form, text) {
        (Form::Reference(target), Some(key)) => {
            Some(known.id_of(target, key).map_or_else(|| format!("staged {key}"), |id| id.to_string()))
        }
        _ => text.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::{CorrectionId, PersonId};

    fn corrected(old: Option<&str>, new: &str, at: &str) -> correction::Model {
        correction::Model {
            id: CorrectionId(Uuid::nil()),
            person_id: PersonId(Uuid::nil()),
            request_id: None,
            table_name: "person".into(),
            record_id: Uuid::nil(),
            column_name: "name".into(),
            old_value: old.map(str::to_owned),
            new_value: new.into(),
            corrected_at: instant(at).unwrap(),
        }
    }

    #[test]
    fn a_correction_gives_way_only_to_what_is_newer_or_was_never_seen() {
        let first = corrected(Some("Maja"), "Maia", "2026-03-01");
        let second = corrected(Some("Maia"), "Maija", "2026-04-01");
        let both = [&first, &second];
        let at = |text| instant(text);
        assert!(!outlives(&[], Some("Maja"), None));
        assert!(outlives(&both, Some("Maja"), None), "the value before the first correction is stale");
        assert!(outlives(&both, Some("Maia"), None));
        assert!(!outlives(&both, Some("Mirja"), None), "a value never seen is news");
        assert!(outlives(&both, Some("Mirja"), at("2026-03-31")), "recorded before the newest correction");
        assert!(outlives(&both, Some("Mirja"), at("2026-04-01")), "recorded at the same instant");
        assert!(!outlives(&both, Some("Maja"), at("2026-04-02")), "recorded later, so meant");
    }

    #[test]
    fn an_empty_cell_does_not_undo_a_field_that_was_filled_in_by_a_correction() {
        assert!(outlives(&[&corrected(None, "x", "2026-03-01")], None, None));
        assert!(outlives(&[&corrected(Some(""), "x", "2026-03-01")], None, None));
        assert!(!outlives(&[&corrected(None, "x", "2026-03-01")], Some("y"), None));
    }
}
