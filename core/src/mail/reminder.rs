//! Mails to one of staff about several requests: dates that come near, requests nobody looks at, the summary of the day.
//! References and dates, no personal data.

use super::letter::{
    Letter,
    page::{self, Block, one_line},
};
use crate::{
    lang::{self, Args},
    request::queue::{
        row::counting_date,
        tab::{Counts, Tab},
    },
};
use chrono::NaiveDate;
use entity::{
    kind::{Language, Right},
    request,
};

/// A mail names so many requests; of the others it tells how many they are.
const NAMED: usize = 20;

/// What a list of requests is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Their dates come near.
    Near,
    /// Nobody of staff has looked at them.
    Unseen,
}

/// One request of a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub reference: String,
    pub right: Option<Right>,
    /// Our own target, where it still counts.
    pub target_on: Option<NaiveDate>,
    pub due_on: NaiveDate,
}

impl Line {
    /// A request as a line.
    pub fn of(request: &request::Model) -> Self {
        let due_on = counting_date(request);
        let target = Some(request.internal_due_on).filter(|_| request.extended_due_on.is_none());
        Self {
            reference: request.reference.clone(),
            right: request.right,
            target_on: target.filter(|target| *target < due_on),
            due_on,
        }
    }
}

/// Writes the mail about a list of requests.
pub fn compose(language: Language, theme: Theme, lines: &[Line], queue: &str) -> Letter {
    let name = match theme {
        Theme::Near => "near",
        Theme::Unseen => "unseen",
    };
    let args: Args<'_> = &[("count", lines.len().into())];
    let mut blocks = vec![Block::Paragraph(text(language, &format!("mail-staff-{name}"), args))];
    blocks.extend(listed(language, lines));
    blocks.extend(way(language, queue));
    page::letter(language, text(language, &format!("mail-staff-{name}-subject"), args), &blocks)
}

/// Writes the summary of the day.
pub fn compose_digest(language: Language, counts: &Counts, nearest: &[Line], queue: &str) -> Letter {
    let told = [Tab::Next, Tab::Mine, Tab::Unassigned, Tab::Overdue, Tab::Soon, Tab::Approval];
    let pair = |tab: Tab| {
        let label = text(language, &format!("mail-staff-digest-{}", tab.code()), &[]);
        counts.of(tab).map(|count| (label, count.to_string()))
    };
    let mut blocks = vec![
        Block::Paragraph(text(language, "mail-staff-digest", &[])),
        Block::Pairs(told.into_iter().filter_map(pair).collect()),
    ];
    if !nearest.is_empty() {
        blocks.push(Block::Subheading(text(language, "mail-staff-digest-nearest", &[])));
        blocks.extend(listed(language, nearest));
    }
    blocks.extend(way(language, queue));
    let next = counts.of(Tab::Next).unwrap_or(0);
    page::letter(language, text(language, "mail-staff-digest-subject", &[("count", next.into())]), &blocks)
}

fn text(language: Language, key: &str, args: Args<'_>) -> String {
    one_line(&lang::text_with(language, key, args))
}

fn listed(language: Language, lines: &[Line]) -> Vec<Block> {
    let pair = |line: &Line| (one_line(&line.reference), told(language, line));
    let mut blocks = vec![Block::Pairs(lines.iter().take(NAMED).map(pair).collect())];
    if let Some(more) = lines.len().checked_sub(NAMED).filter(|more| *more > 0) {
        blocks.push(Block::Paragraph(text(language, "mail-staff-more", &[("count", more.into())])));
    }
    blocks
}

/// The right, and by when.
fn told(language: Language, line: &Line) -> String {
    let right = match line.right {
        Some(right) => text(language, &format!("right-{}", right.code()), &[]),
        None => text(language, "mail-staff-right-open", &[]),
    };
    let due = text(language, "mail-staff-by", &[("date", lang::date(language, line.due_on).into())]);
    match line.target_on {
        Some(target) => {
            let target =
                text(language, "mail-staff-target", &[("date", lang::date(language, target).into())]);
            format!("{right}; {target}, {due}")
        }
        None => format!("{right}; {due}"),
    }
}

fn way(language: Language, queue: &str) -> [Block; 2] {
    [Block::Paragraph(text(language, "mail-staff-queue", &[])), Block::Link(one_line(queue))]
}
