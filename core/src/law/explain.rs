//! Why a request is due when it is, in sentences a page can show (law.md 2.2).

use super::deadline::{self, Deadline, Milestone, Reason, Shift};
use crate::lang::{self, date, text, text_with};
use chrono::Datelike;
use entity::kind::Language;

/// Every date of a deadline with its steps, one sentence each.
pub fn explain(language: Language, deadline: &Deadline) -> Vec<String> {
    [Milestone::Due, Milestone::Extended, Milestone::Internal]
        .into_iter()
        .flat_map(|milestone| explain_one(language, deadline, milestone))
        .collect()
}

/// One date of a deadline: where the months end, what moved it, where it ends up.
pub fn explain_one(language: Language, deadline: &Deadline, milestone: Milestone) -> Vec<String> {
    let name = name(milestone);
    let counted = text_with(
        language,
        &format!("deadline-count-{name}"),
        &[
            ("received", date(language, deadline.received_on).into()),
            ("nominal", date(language, deadline::nominal(deadline.received_on, milestone)).into()),
        ],
    );
    let result = text_with(
        language,
        &format!("deadline-result-{name}"),
        &[("date", date(language, deadline.on(milestone)).into())],
    );
    let steps = deadline.shifts_of(milestone).into_iter().map(|shift| step(language, shift));
    std::iter::once(counted).chain(steps).chain(std::iter::once(result)).collect()
}

/// The name of what moved a date, for instance of a holiday.
pub fn reason(language: Language, reason: Reason) -> String {
    text(language, &format!("day-{}", reason.code().replace('_', "-")))
}

fn name(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Due => "due",
        Milestone::Extended => "extended",
        Milestone::Internal => "internal",
    }
}

fn step(language: Language, shift: Shift) -> String {
    let key = match (shift.reason, shift.of) {
        (Reason::MonthClamp, _) => "deadline-step-clamp",
        (Reason::PausedDays(_), _) => "deadline-step-paused",
        (Reason::DayOff(_) | Reason::Eve(_), Milestone::Internal) => "deadline-step-earlier",
        (Reason::DayOff(_) | Reason::Eve(_), Milestone::Due | Milestone::Extended) => "deadline-step-later",
    };
    let mut args: Vec<(&'static str, _)> = vec![
        ("date", date(language, shift.date).into()),
        ("to", date(language, shift.to).into()),
        ("day", shift.date.day().into()),
    ];
    match shift.reason {
        Reason::PausedDays(days) => args.push(("days", days.into())),
        Reason::DayOff(_) | Reason::Eve(_) => args.push(("what", reason(language, shift.reason).into())),
        Reason::MonthClamp => {}
    }
    lang::text_with(language, key, &args)
}
