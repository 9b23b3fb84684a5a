//! Which texts of a form about a request reach a person, and so may ask for no identity code and no copy of a paper.

use portal_core::law::demand::Demand;

/// What staff write about a request and no letter tells: for the record, for colleagues, or to search by.
const NOT_TOLD: [&str; 9] =
    ["csrf", "note", "how", "how_handed", "finding", "lesser_means", "cannot_identify", "search", "copy"];
/// Texts to the person of which the page of their form says that they ask for too much: message, question, decision.
const TOLD_BY_ITS_PAGE: [&str; 6] = ["message", "text", "reason", "again", "free_part", "suffices"];
/// Whether a text that staff write about a request reaches the person, as far as its page does not say itself that it asks
/// for too much. What staff write for themselves, and what somebody else wrote, is left out.
pub fn is_told(name: &str) -> bool {
    let demand = name.strip_prefix("fact-").and_then(|rest| rest.split_once('-')).map(|(_, code)| code);
    let kept = demand
        .is_some_and(|code| Demand::ALL.iter().any(|demand| demand.code() == code && !demand.is_told()));
    let other = NOT_TOLD.contains(&name) || TOLD_BY_ITS_PAGE.contains(&name);
    !kept && !other && !name.starts_with("evidence-") && !name.starts_with("present-")
}

/// Whether a text that goes to a person is looked at for what it asks, here or by the page of its form.
#[cfg(test)]
pub fn is_looked_at(name: &str) -> bool {
    is_told(name) || TOLD_BY_ITS_PAGE.contains(&name)
}

#[cfg(test)]
mod tests {
    use crate::{
        form::{Form, Unfit},
        paths,
    };

    #[test]
    fn a_text_to_a_person_asks_for_no_code_and_what_only_staff_read_may_speak_of_one() {
        let desk = "/staff/requests/4F7K-2M9Q-8/extend";
        let asks = |name: &str, action: &str| {
            let form = Form::of(vec![(name.to_owned(), "Kerro henkilötunnuksesi.".to_owned())]);
            form.unfit(action).is_some_and(|(why, _)| why == Unfit::AsksTooMuch)
        };
        for told in ["reasons", "delivered", "late_reason", "site", "fact-0-facts", "fee-0", "rest-0", "why"]
        {
            assert!(asks(told, desk), "{told}");
            assert!(!asks(told, "/requests/new/access"), "{told}: the person's own words");
            assert!(!asks(told, paths::ENTER), "{told}: what came on paper");
        }
        for kept in ["note", "finding", "how", "fact-0-evidence", "present-person:1:name"] {
            assert!(!asks(kept, desk), "{kept}");
        }
    }
}
