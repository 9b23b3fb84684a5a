//! E3: the time for the answer is extended, once, with its reasons and the new date (Art. 12(3)).

use super::parts::{self, Draft};
use crate::law::extension::Complexity;
use chrono::NaiveDate;

/// The time for the answer is extended (Art. 12(3)).
#[derive(Clone, Debug)]
pub struct Extension {
    /// The new last day for the answer.
    pub until: NaiveDate,
    pub complexity: Vec<Complexity>,
    /// The facts of this case.
    pub reasons: String,
    /// What the person has got already.
    pub delivered: Option<String>,
    /// Whether the clock stands still too, so that the date still moves.
    pub paused: bool,
}

/// It goes within the month; what a person may do about it stands in it as in a decision.
pub(super) fn extended(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let Some(extension) = &facts.extension else { return parts::case(draft) };
    let dates = [("date", draft.date(extension.until).into()), ("before", draft.date(facts.due_on).into())];
    draft.say_with("letter-extended", &dates);
    if extension.paused {
        draft.say("letter-extended-paused");
    }
    parts::case(draft);
    draft.heading("letter-extended-why");
    let complexity: Vec<_> = extension.complexity.iter().map(|it| it.word(draft.language)).collect();
    draft.list(complexity);
    draft.quote(&extension.reasons);
    draft.heading("letter-extended-delivered");
    match extension.delivered.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(delivered) => draft.quote(delivered),
        None => draft.say("letter-extended-nothing-yet"),
    }
    draft.say("letter-extended-earlier");
    parts::request_page(draft);
    parts::complaint(draft);
}
