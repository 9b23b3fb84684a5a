//! The yearly review: before the first, under way, done, and its questions.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::Form,
    say::{say, say_with},
    views::{
        form::Problem,
        layout::Shell,
        review::{List, Shown, filled, form, list, one},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    id::{FindingId, ReviewId, StaffId},
    kind::{Language, ReviewVerdict},
    review, review_finding,
};
use portal_core::{
    notice::check::check,
    register::{
        inventory::word::Category,
        review::{Review, Standing},
    },
};
use std::collections::HashMap;
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let notice = check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap();
    let shell = Shell {
        csrf: Some("token"),
        ..Shell::new(language, say(language, "review-title"), "/staff/reviews", &identity)
    };
    let standing = |open: bool, overdue| {
        let open = open.then(|| ReviewId(Uuid::nil()));
        Standing { due_on: NaiveDate::default(), open, overdue }
    };
    let past = [row(true)];
    let draw = |review: &Review| one(&shell, &Shown { review, notice: &notice, works: true });
    let wrong = ["needed", "accurate", "basis", "retention"].map(|field| {
        Problem::new(field, say_with(language, "review-verdict-problem", &[("question", field.into())]))
    });
    let silent = [Problem::new("note", say(language, "review-note-problem"))];
    let ask = |problems, typed: &Form| {
        form(&Shell { problems, ..shell.clone() }, (&notice, Category::Invoice), typed)
    };
    let hostile = filled(&finding(Category::Invoice, HOSTILE));
    let pages = vec![
        ("reviews-none", list(&shell, &List { standing: standing(false, false), past: &[], works: true })),
        ("reviews", list(&shell, &List { standing: standing(true, true), past: &past, works: true })),
        (
            "reviews-reader",
            list(&shell, &List { standing: standing(false, true), past: &past, works: false }),
        ),
        ("review-begun", draw(&review(false, &Category::ALL[..1]))),
        ("hostile-review-whole", draw(&review(false, Category::ALL))),
        ("hostile-review-done", draw(&review(true, Category::ALL))),
        ("review-question", ask(&[], &Form::default())),
        ("review-question-problem", ask(&wrong, &Form::default())),
        ("hostile-review-silent", ask(&silent, &hostile)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn row(closed: bool) -> review::Model {
    let at = DateTime::<Utc>::default();
    review::Model {
        id: ReviewId(Uuid::nil()),
        due_on: NaiveDate::default(),
        opened_at: at,
        closed_at: closed.then_some(at),
        closed_by: closed.then(|| StaffId(Uuid::nil())),
    }
}

fn review(closed: bool, found: &[Category]) -> Review {
    Review {
        row: row(closed),
        findings: found.iter().map(|category| finding(*category, HOSTILE)).collect(),
        names: HashMap::from([(StaffId(Uuid::nil()), HOSTILE.to_owned())]),
    }
}

fn finding(category: Category, note: &str) -> review_finding::Model {
    review_finding::Model {
        id: FindingId(Uuid::nil()),
        review_id: ReviewId(Uuid::nil()),
        category: category.code().into(),
        needed: ReviewVerdict::Fine,
        accurate: ReviewVerdict::Fine,
        basis: ReviewVerdict::Change,
        retention: ReviewVerdict::Fine,
        note: note.into(),
        found_by: StaffId(Uuid::nil()),
        found_at: DateTime::default(),
    }
}
