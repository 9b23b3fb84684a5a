//! "Delete my data": everything, or chosen categories; what cannot go today is said before it is asked.

use super::{
    draft::{Sheet, chose_some, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::{Tone, badge, details, inset, lead},
    table::{Table, data_table},
};
use crate::{
    paths,
    say::{say, say_with},
};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{
    lang,
    notice::{profile::Profile, word::HolderRole},
    request::answers::Answers,
    right::erasure::{
        letter::Told,
        plan::{Fate, Why},
        show::{Outlook, Row, Shown},
        summary::{Left, Part},
    },
};

/// What the form tells before it asks.
pub struct Offer<'a> {
    pub notice: &'a Profile,
    pub outlook: &'a Outlook,
}

/// The question. No reason is asked for.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, offer: &Offer<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let some = chose_some(shell, answers);
    let scope = vec![
        Choice::new("everything", say(language, "erasure-everything")).chosen_if(!some),
        Choice::new("some", say(language, "erasure-some")).chosen_if(some),
    ];
    let categories = offer.notice.categories.iter().map(|category| {
        Choice::new(category.code.as_str(), category.label.in_language(language))
            .hint(category.text.in_language(language))
            .chosen_if(answers.categories.contains(&category.code))
    });
    let question = html! {
        (fields.radios("scope", say(language, "erasure-scope"), scope))
        (fields.checkboxes("categories", say(language, "access-categories"), categories.collect())
            .hint(say(language, "access-categories-hint")))
    };
    let body = html! {
        (lead(&say(language, "erasure-lead")))
        (inset(&limits(language, offer.outlook)))
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}

fn limits(language: Language, outlook: &Outlook) -> Markup {
    html! {
        @match outlook.stays.as_deref() {
            Some(lines) => {
                p { (say(language, "erasure-some-stays")) }
                ul { @for line in lines { li { (line) } } }
            }
            None => p { (say(language, "erasure-rule")) },
        }
        @for line in &outlook.beside { p { (line) } }
        p { (say(language, "erasure-final")) }
    }
}

/// What a decided erasure took and, ground by ground as its letter says it, what it left.
pub fn told(language: Language, told: &Told) -> Markup {
    html! {
        (lines("erasure-told-gone", language, &told.gone))
        @if !told.left.is_empty() { h3 { (say(language, "erasure-told-left")) } }
        @for left in &told.left {
            h4 { (left.reason.title) }
            p { (left.reason.plain) }
            ul { @for line in left.reason.facts.lines() { li { (line) } } }
            p.small { (lang::text_with(language, "letter-citation", &[("citation", left.reason.citation.as_str().into())])) }
        }
        @for line in &told.then { p { (line) } }
    }
}

/// The same at the desk, where the grounds stand with the verdicts.
pub fn told_at_desk(language: Language, told: &Told) -> Markup {
    let left = told.left.iter().flat_map(|left| left.reason.facts.lines()).map(str::to_owned);
    html! {
        (lines("erasure-told-gone", language, &told.gone))
        (lines("erasure-told-left", language, &left.collect::<Vec<_>>()))
    }
}

fn lines(key: &str, language: Language, lines: &[String]) -> Markup {
    html! { @if !lines.is_empty() { h3 { (say(language, key)) } ul { @for line in lines { li { (line) } } } } }
}

/// What has to be answered before anything can be erased, with the way there.
pub fn access_first(language: Language, shown: &Shown) -> Markup {
    html! {
        @if !shown.first.is_empty() {
            (inset(&html! {
                p { (say(language, "plan-access-first")) }
                ul { @for reference in &shown.first { li { a href=(paths::desk(reference)) { (reference) } } } }
            }))
        }
    }
}

/// The dry run: a table by category, and each record under it.
pub fn dry_run(language: Language, notice: &Profile, shown: &Shown) -> Markup {
    let rows = shown.summary.parts.iter().map(|part| {
        vec![
            html! { (label(language, notice, &part.category)) },
            html! { (part.erased) @if part.overdue > 0 { " " (badge(Tone::Bad, &say_with(language, "plan-overdue", &[("count", part.overdue.into())]))) } },
            html! { (part.emptied) },
            kept(language, part),
        ]
    });
    html! {
        h2 { (say(language, "plan-title")) }
        p { (say(language, "plan-lead")) }
        @if !shown.holds.is_empty() {
            (inset(&html! {
                p { strong { (say(language, "plan-holds")) } }
                ul { @for hold in &shown.holds { li { (hold) } } }
                p { (say(language, "plan-holds-lead")) }
            }))
        }
        (data_table(&Table {
            caption: say(language, "plan-title"),
            columns: ["plan-category", "plan-erase", "plan-empty", "plan-keep"].map(|key| say(language, key)).to_vec(),
            rows: rows.collect(),
            empty: say(language, "plan-nothing"),
        }))
        @if !shown.beside.is_empty() {
            p { (say(language, "plan-beside")) }
            ul { @for line in &shown.beside { li { (line) } } }
        }
        (made_public(language, notice, shown))
        @if !shown.summary.parts.is_empty() { h3 { (say(language, "plan-records")) } }
        @for part in &shown.summary.parts {
            (details(&label(language, notice, &part.category), &records(language, shown, &part.category)))
        }
    }
}

/// Where what goes was made public: reasonable steps are then due (Art. 17(2)).
fn made_public(language: Language, notice: &Profile, shown: &Shown) -> Markup {
    let goes =
        |code: &String| shown.summary.parts.iter().any(|part| part.category == *code && part.destroys());
    let public = notice.recipients.iter().filter(|holder| holder.role == HolderRole::Public);
    let public: Vec<_> = public.filter(|holder| holder.categories.iter().any(goes)).collect();
    html! {
        @if !public.is_empty() {
            (inset(&html! {
                p { strong { (say(language, "plan-public")) } }
                ul {
                    @for holder in public {
                        li { (holder.label.in_language(language)) ". "
                            @if let Some(text) = &holder.text { (text.in_language(language)) } }
                    }
                }
                p { (say(language, "plan-public-step")) }
            }))
        }
    }
}

fn kept(language: Language, part: &Part) -> Markup {
    html! {
        @if part.kept.is_empty() { "0" } @else {
            ul { @for left in &part.kept { li { (stays(language, left)) } } }
        }
    }
}

fn stays(language: Language, left: &Left) -> String {
    let count = [("count", left.count.into())];
    let why = say_with(language, &format!("plan-why-{}", left.why.code()), &count);
    match left.until {
        Some((first, last)) => {
            let (first, last) = (lang::date(language, first), lang::date(language, last));
            let until = if first == last { last } else { format!("{first} – {last}") };
            say_with(language, "plan-until", &[("why", why.into()), ("until", until.into())])
        }
        None => why,
    }
}

fn records(language: Language, shown: &Shown, category: &str) -> Markup {
    html! {
        ul {
            @for row in shown.rows.iter().filter(|row| row.category == category) {
                li { (row.title) @if row.related { " " (say(language, "plan-related")) } ": " (fate(language, row)) }
            }
        }
    }
}

/// With the hold that covers it, where something else keeps it for now.
fn fate(language: Language, row: &Row) -> String {
    let fate = ("fate", becomes(language, row.fate).into());
    match (row.fate, row.hold) {
        (Fate::Keep(why, _), Some(hold)) if why != hold => {
            say_with(language, &format!("plan-also-{}", Why::code(hold)), &[fate])
        }
        _ => becomes(language, row.fate),
    }
}

fn becomes(language: Language, fate: Fate) -> String {
    match fate {
        Fate::Erase { overdue: false } => say(language, "plan-fate-erase"),
        Fate::Erase { overdue: true } => say(language, "plan-fate-overdue"),
        Fate::Empty => say(language, "plan-fate-empty"),
        Fate::Keep(why, kept) => {
            let until = kept.map(|kept| lang::date(language, kept.keep_until));
            let reason = say(language, &format!("plan-reason-{}", Why::code(why)));
            match until {
                Some(until) => {
                    say_with(language, "plan-until", &[("why", reason.into()), ("until", until.into())])
                }
                None => reason,
            }
        }
    }
}

fn label(language: Language, notice: &Profile, code: &str) -> String {
    notice
        .category(code)
        .map_or_else(|| code.to_owned(), |category| category.label.in_language(language).to_owned())
}
