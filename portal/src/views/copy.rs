//! What the copy of a request would hold, for staff: how much of each category, the records themselves, and the page
//! on which what is kept back for the rights of others is marked (Art. 15(4), Art. 20(4)).

use super::{
    decision::Bench,
    desk::item_name,
    field::{Choice, Fields},
    form::{Problem, Weight, button_value},
    layout::{Shell, page as document},
    parts::{SummaryRow, Tone, badge, details, inset, lead, summary_list},
};
use crate::{
    paths,
    say::{say, say_with},
};
use entity::{
    item,
    kind::{ItemKind, Language, Right, Verdict},
};
use maud::{Markup, html};
use portal_core::{
    law::ground::Ground,
    notice::profile::Profile,
    register::scope::{Field, Record, Section},
    request::decision::{Decision, ItemVerdict},
    right::package::{
        copy::{Copy, Tally, grows},
        kept_back::Mark,
    },
};

/// A value up to so many characters stands beside its name, a longer one below it.
const BESIDE: usize = 60;

/// How much the copy would hold of what an item asks for, and the way to look at it.
pub fn count(language: Language, bench: &Bench<'_>, item: &item::Model) -> Markup {
    let Some(tally) = bench.tally.filter(|_| item.kind != ItemKind::Transfer) else { return html! {} };
    let (one, reference) = (item.kind == ItemKind::Category, bench.case.request.reference.as_str());
    let (count, anchor) =
        if one { (tally.count(&item.target), item.target.as_str()) } else { (tally.whole(), "") };
    let name = item_name(language, bench.notice, item);
    html! {
        p {
            (say_with(language, "copy-count", &[("count", count.into())]))
            @if count > 0 { " " (look(language, reference, anchor, &name)) }
        }
        @if !one && count > 0 { (counts(language, bench.notice, tally)) }
    }
}

/// The link to the records, which says of what.
fn look(language: Language, reference: &str, anchor: &str, name: &str) -> Markup {
    let path = paths::copy(reference);
    let href = if anchor.is_empty() { path } else { format!("{path}#{anchor}") };
    html! { a href=(href) { (say_with(language, "copy-look", &[("item", name.into())])) } }
}

/// How many records of each category.
fn counts(language: Language, notice: &Profile, tally: &Tally) -> Markup {
    html! {
        ul {
            @for (code, count) in tally.counts.iter().filter(|(_, count)| *count > 0) {
                li { (label(language, notice, code)) ": " (count) }
            }
        }
    }
}

fn label(language: Language, notice: &Profile, code: &str) -> String {
    notice
        .category(code)
        .map_or_else(|| code.to_owned(), |known| known.label.in_language(language).to_owned())
}

/// How much of an item is kept back.
pub fn kept_back(language: Language, verdict: &ItemVerdict) -> Markup {
    let whole = verdict.kept_back.iter().filter(|mark| mark.column.is_none()).count();
    let single = verdict.kept_back.len() - whole;
    let said = |key: &str, count: usize| say_with(language, key, &[("count", count.into())]);
    html! {
        @if !verdict.kept_back.is_empty() {
            p {
                (say(language, "copy-kept-back")) " "
                @if whole > 0 { (said("copy-kept-records", whole)) }
                @if whole > 0 && single > 0 { ", " }
                @if single > 0 { (said("copy-kept-fields", single)) }
                "."
            }
        }
    }
}

/// What of the copy is kept back, by name, and the way to the records: whoever approves looks at them too.
pub fn review(language: Language, reference: &str, decision: &Decision, copy: &Copy) -> Markup {
    let records = copy.sections.iter().flat_map(|section| &section.records);
    let kept = records.map(|record| (&record.title, marked(language, record, decision)));
    let kept: Vec<_> = kept.filter(|(_, marked)| !marked.is_empty()).collect();
    html! {
        h2 { (say(language, "copy-review")) }
        p { (say(language, "copy-review-lead")) }
        @if !kept.is_empty() {
            ul {
                @for (title, marked) in &kept { li { (title) ": " (marked.join(", ")) } }
            }
        }
        p { a href=(paths::copy(reference)) { (say(language, "copy-look-all")) } }
    }
}

/// What of a record a decision keeps back, by name.
fn marked(language: Language, record: &Record, decision: &Decision) -> Vec<String> {
    if is_marked(record, None, decision) {
        return vec![say(language, "copy-whole")];
    }
    let fields = record.fields.iter().filter(|field| is_marked(record, Some(field.column.name), decision));
    fields.map(|field| field.label.clone()).collect()
}

fn is_marked(record: &Record, column: Option<&str>, decision: &Decision) -> bool {
    let partly = decision.verdicts.iter().filter(|verdict| verdict.verdict == Verdict::Partly);
    let mark = Mark::of(record, column);
    mark.is_some_and(|mark| partly.flat_map(|verdict| &verdict.kept_back).any(|known| *known == mark))
}

/// Every record that the copy would hold, with what stands in it.
pub fn page(shell: &Shell<'_>, notice: &Profile, (copy, decision): (&Copy, Option<&Decision>)) -> Markup {
    let language = shell.language;
    let none = Decision::default();
    let decision = decision.unwrap_or(&none);
    let body = html! {
        (lead(&say(language, "copy-lead")))
        @if copy.sections.iter().all(|section| section.records.is_empty()) { p { (say(language, "copy-empty")) } }
        @for section in copy.sections.iter().filter(|section| !section.records.is_empty()) {
            h2 id=(section.category.code()) { (heading(language, notice, section)) }
            @let records = html! { @for record in &section.records { (told(language, record, decision)) } };
            @if grows(section.category) { (details(&say(language, "copy-open"), &records)) } @else { (records) }
        }
    };
    document(shell, &body)
}

fn heading(language: Language, notice: &Profile, section: &Section) -> String {
    format!("{} ({})", label(language, notice, section.category.code()), section.records.len())
}

fn told(language: Language, record: &Record, decision: &Decision) -> Markup {
    let kept = |column| html! { @if is_marked(record, column, decision) { " " (badge(Tone::Warn, &say(language, "copy-stays"))) } };
    let row = |field: &Field| {
        let value = html! { (field.value) (kept(Some(field.column.name))) };
        SummaryRow::new(field.label.clone(), &value)
    };
    let rows: Vec<SummaryRow> = record.fields.iter().map(row).collect();
    html! {
        section.matter {
            h3 { (record.title) (kept(None)) }
            @if let Some(relation) = &record.relation { p { (relation) } }
            (summary_list(language, &rows))
        }
    }
}

/// The page on which staff mark what of one item is kept back.
pub fn mark(
    shell: &Shell<'_>,
    bench: &Bench<'_>,
    (place, item): (usize, &item::Model),
    copy: &Copy,
) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let sections: Vec<&Section> = copy.of_item(item).filter(|section| !section.records.is_empty()).collect();
    let (ground, keep) = (format!("part-{place}"), format!("keep-{place}"));
    let body = html! {
        (lead(&say(language, "copy-mark-lead")))
        (inset(&html! { p { (say(language, "copy-mark-rest")) } p { (say(language, "copy-mark-twice")) } }))
        (super::decision::form(shell, bench, &html! {
            (fields.select(&ground, say(language, "copy-ground"), grounds(language, bench, &ground)))
            h2 id=(keep) tabindex="-1" { (say(language, "copy-mark")) }
            (wrong(language, shell.problems, &keep))
            @if sections.is_empty() { p { (say(language, "copy-empty")) } }
            @for section in &sections { (category(&fields, bench, (&keep, section), sections.len() == 1)) }
            (super::decision::carried(bench.typed, |name| name != keep && name != ground))
            (button_value(Weight::First, "to", "reasons", &say(language, "decide-continue")))
            (button_value(Weight::Second, "to", "verdicts", &say(language, "decide-change-verdicts")))
        }))
    };
    document(shell, &body)
}

/// Only what speaks of the data themselves; nearly always it is the rights of others.
fn grounds(language: Language, bench: &Bench<'_>, name: &str) -> Vec<Choice> {
    let Some(right) = bench.case.request.right else { return Vec::new() };
    let usual = if right == Right::Portability { Ground::PortabilityOthers } else { Ground::AccessOthers };
    let typed = Some(bench.typed.get(name)).filter(|typed| !typed.is_empty()).unwrap_or(usual.code());
    let choice = |ground: Ground| {
        let label = format!("{} ({})", ground.title(language), ground.citation(language));
        Choice::new(ground.code(), label).chosen_if(ground.code() == typed)
    };
    Ground::fitting(right).filter(|ground| ground.keeps_back(right)).map(choice).collect()
}

fn wrong(language: Language, problems: &[Problem], field: &str) -> Markup {
    let problem = problems.iter().find(|problem| problem.field == field);
    html! {
        @if let Some(problem) = problem {
            p.field-error id={ (field) "-error" } { span.sr { (say(language, "shell-error")) ": " } (problem.message) }
        }
    }
}

/// The records of a category; open where it is the only one, where something is marked, or where something is wrong.
fn category(fields: &Fields<'_>, bench: &Bench<'_>, (keep, section): (&str, &Section), only: bool) -> Markup {
    let (language, id) = (fields.language, format!("{keep}-{}", section.category.code()));
    let typed: Vec<Mark> =
        bench.typed.all(keep).flat_map(str::split_whitespace).flat_map(Mark::parse).collect();
    let touched = section.records.iter().any(|record| {
        typed.iter().any(|mark| Some(mark.record) == record.id && mark.table == record.table.name)
    });
    let open = only || touched || fields.problems.iter().any(|problem| problem.field == id);
    html! {
        details.details open[open] {
            summary id=(id) { (heading(language, bench.notice, section)) }
            div.details-body {
                (wrong(language, fields.problems, &id))
                @for record in &section.records { (choices(fields, keep, record, &typed)) }
            }
        }
    }
}

/// One record: the whole of it, or each of its fields.
fn choices(fields: &Fields<'_>, keep: &str, record: &Record, typed: &[Mark]) -> Markup {
    let Some(whole) = Mark::of(record, None) else { return html! {} };
    let id = format!("{keep}-{}-{}", record.table.name, whole.record);
    let chosen = |mark: &Mark| typed.contains(mark);
    let all = Choice::new(whole.write(), say(fields.language, "copy-whole")).chosen_if(chosen(&whole));
    let of = |field: &Field| {
        let mark = Mark::of(record, Some(field.column.name))?;
        let long = field.value.chars().count() > BESIDE || field.value.contains('\n');
        let label = if long { field.label.clone() } else { format!("{}: {}", field.label, field.value) };
        let choice = Choice::new(mark.write(), label).chosen_if(chosen(&mark));
        Some(if long { choice.hint(field.value.clone()) } else { choice })
    };
    let choices = std::iter::once(all).chain(record.fields.iter().filter_map(of)).collect();
    let group = fields.checkboxes(keep, record.title.clone(), choices).id(id);
    let relation = record.relation.iter();
    html! { (relation.fold(group, |group, relation| group.hint(relation.clone()))) }
}
