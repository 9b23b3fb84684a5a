//! The yearly review: how the duty stands, one review with its findings, and the questions about a category.

use super::{
    field::{Choice, Fields},
    form::{button, link_button, post},
    layout::{Shell, page as document},
    notice::tables::{bases, listed},
    parts::{SummaryRow, Tone, badge, lead, summary_list},
    table::{Table, data_table},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use entity::{
    kind::{Language, ReviewVerdict},
    review, review_finding,
};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    law::calendar::helsinki_date,
    notice::profile::{Category as Described, Profile},
    register::{
        inventory::word::Category,
        review::{Question, Review, Standing},
    },
};

/// What the list shows.
pub struct List<'a> {
    pub standing: Standing,
    /// Newest first.
    pub past: &'a [review::Model],
    pub works: bool,
}

/// How the duty stands, and the reviews that are done.
pub fn list(shell: &Shell<'_>, list: &List<'_>) -> Markup {
    let (language, standing) = (shell.language, list.standing);
    let due = [("on", date(language, standing.due_on).into())];
    let row = |row: &review::Model| {
        vec![
            html! {
                a href=(paths::review(&row.id.to_string())) {
                    (row.closed_at.map(|at| date(language, helsinki_date(at))).unwrap_or_default())
                }
            },
            html! { (date(language, row.due_on)) },
        ]
    };
    let body = html! {
        (lead(&say(language, "review-lead")))
        p {
            (say_with(language, "review-due", &due))
            @if standing.overdue { " " (badge(Tone::Bad, &say(language, "duty-late"))) }
        }
        @match standing.open {
            Some(id) => p { (link_button(&paths::review(&id.to_string()), &say(language, "review-go-on"))) },
            None if list.works => {
                (post(paths::REVIEWS, shell.csrf.unwrap_or_default(), &button(&say(language, "review-begin"))))
            }
            None => {},
        }
        h2 { (say(language, "review-past")) }
        (data_table(&Table {
            caption: say(language, "review-past"),
            columns: ["review-closed-on", "review-due-on"].map(|key| say(language, key)).to_vec(),
            rows: list.past.iter().map(row).collect(),
            empty: say(language, "review-past-none"),
        }))
    };
    document(shell, &body)
}

/// What the page of one review shows.
pub struct Shown<'a> {
    pub review: &'a Review,
    pub notice: &'a Profile,
    pub works: bool,
}

/// One review: every category with what was found, to read, to work on and to print.
pub fn one(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, review) = (shell.language, shown.review);
    let missing = review.missing().count();
    let open = review.row.closed_at.is_none();
    let body = html! {
        (lead(&say(language, if open { "review-open-lead" } else { "review-closed-lead" })))
        (summary_list(language, &facts(language, review)))
        @if open { (progress(shell, shown)) }
        @for category in Category::ALL { (found(shell, shown, *category)) }
        @if open && shown.works {
            h2 { (say(language, "review-close-title")) }
            @if missing == 0 {
                (post(&paths::review(&review.row.id.to_string()), shell.csrf.unwrap_or_default(), &html! {
                    p { (say(language, "review-close-text")) }
                    (button(&say(language, "review-close")))
                }))
            } @else {
                p { (say_with(language, "review-missing", &[("count", missing.into())])) }
            }
        }
    };
    document(shell, &body)
}

/// How far it has come, and the way to what is next.
fn progress(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, all) = (shell.language, Category::ALL.len());
    let done = all - shown.review.missing().count();
    let next = shown.review.missing().next().filter(|_| shown.works);
    html! {
        p { (say_with(language, "review-progress", &[("done", done.into()), ("all", all.into())])) }
        @if let Some(next) = next {
            @let path = paths::finding(&shown.review.row.id.to_string(), next.code());
            @let name = label(language, shown.notice, next);
            p { (link_button(&path, &say_with(language, "review-next", &[("category", name.into())]))) }
        }
    }
}

fn facts(language: Language, review: &Review) -> Vec<SummaryRow> {
    let mut rows = vec![
        SummaryRow::new(say(language, "review-due-on"), &date(language, review.row.due_on)),
        SummaryRow::new(say(language, "review-opened"), &moment(language, review.row.opened_at)),
    ];
    if let Some(at) = review.row.closed_at {
        rows.push(SummaryRow::new(say(language, "review-closed"), &moment(language, at)));
    }
    let by = review.row.closed_by.and_then(|id| review.names.get(&id));
    rows.extend(by.map(|name| SummaryRow::new(say(language, "review-closed-by"), name)));
    rows
}

fn found(shell: &Shell<'_>, shown: &Shown<'_>, category: Category) -> Markup {
    let (language, review) = (shell.language, shown.review);
    let finding = review.finding(category);
    let path = paths::finding(&review.row.id.to_string(), category.code());
    let key = if finding.is_some() { "review-again" } else { "review-answer" };
    let name = label(language, shown.notice, category);
    html! {
        section.matter {
            h2 { (name) }
            @match finding {
                Some(finding) => (answers(language, review, finding)),
                None => p { (badge(Tone::Warn, &say(language, "review-not-yet"))) },
            }
            @if review.row.closed_at.is_none() && shown.works {
                p { a href=(path) { (say(language, key)) span.sr { ": " (name) } } }
            }
        }
    }
}

fn answers(language: Language, review: &Review, finding: &review_finding::Model) -> Markup {
    let answer = |question: &Question| {
        let verdict = question.of(finding);
        let tone = if verdict == ReviewVerdict::Fine { Tone::Good } else { Tone::Warn };
        let value = badge(tone, &word(language, "review-verdict", verdict.code()));
        SummaryRow::new(ask(language, *question), &value)
    };
    let mut rows: Vec<_> = Question::ALL.iter().map(answer).collect();
    if !finding.note.is_empty() {
        rows.push(SummaryRow::new(say(language, "review-note"), &finding.note));
    }
    let by = review.names.get(&finding.found_by).cloned().unwrap_or_default();
    let by = format!("{by}, {}", moment(language, finding.found_at));
    rows.push(SummaryRow::new(say(language, "review-found-by"), &by));
    summary_list(language, &rows)
}

/// The words of a question.
pub fn ask(language: Language, question: Question) -> String {
    say(language, &format!("review-{}", question.code()))
}

/// What the notice calls a category.
pub fn label(language: Language, notice: &Profile, category: Category) -> String {
    let known = notice.category(category.code());
    known.map_or_else(|| category.code().into(), |known| known.label.in_language(language).to_owned())
}

/// The questions about a category, beside what the notice says of it.
pub fn form(shell: &Shell<'_>, (notice, category): (&Profile, Category), typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        @if let Some(described) = notice.category(category.code()) {
            (lead(described.text.in_language(language)))
            (summary_list(language, &said(language, notice, described)))
        }
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            @for question in Question::ALL {
                (fields.radios(question.code(), ask(language, *question), verdicts(language, typed.get(question.code()))))
            }
            (fields.textarea("note", say(language, "review-note")).hint(say(language, "review-note-hint"))
                .value(typed.get("note")).rows(4))
            (button(&say(language, "review-keep")))
        }))
    };
    document(shell, &body)
}

fn said(language: Language, notice: &Profile, described: &Described) -> Vec<SummaryRow> {
    let purposes = notice.purposes_of(&described.code);
    let purposes = purposes.iter().map(|purpose| purpose.label.in_language(language));
    let kept = notice.retention_text(&described.code, language).unwrap_or_default();
    let sources = notice.sources_of(&described.code);
    let sources = sources.iter().map(|source| source.text.in_language(language));
    vec![
        SummaryRow::new(say(language, "review-purposes"), &listed(purposes)),
        SummaryRow::new(say(language, "review-bases"), &bases(language, &described.basis)),
        SummaryRow::new(say(language, "review-kept"), &kept),
        SummaryRow::new(say(language, "review-sources"), &listed(sources)),
    ]
}

fn verdicts(language: Language, chosen: &str) -> Vec<Choice> {
    let choice = |verdict: &ReviewVerdict| {
        Choice::new(verdict.code(), word(language, "review-verdict", verdict.code()))
            .chosen_if(chosen == verdict.code())
    };
    ReviewVerdict::ALL.iter().map(choice).collect()
}

/// The form as a finding fills it.
pub fn filled(finding: &review_finding::Model) -> Form {
    let answers = Question::ALL
        .iter()
        .map(|question| (question.code().to_owned(), question.of(finding).code().to_owned()));
    Form::of(answers.chain([("note".to_owned(), finding.note.clone())]).collect())
}
