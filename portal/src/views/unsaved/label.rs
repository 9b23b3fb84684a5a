//! What the fields of the desk are called, for a text that has lost its field: nobody guesses where it belongs.

use crate::say::say;
use entity::kind::Language;
use portal_core::{breach::field::Part, lang::text, law::demand::Demand};

/// The name of a field, as its page has it; of one that several pages have, what they have in common. Nothing for a field
/// of no page.
pub fn of(language: Language, field: &str) -> Option<String> {
    if let Some(rest) = field.strip_prefix("fact-") {
        // On the page of a decision it names its item too.
        let demand = Demand::from_code(rest.rsplit('-').next().unwrap_or_default())?;
        return Some(text(language, &demand.key()));
    }
    let stem = field.split('-').next().unwrap_or_default();
    let named = NAMES.iter().find(|(known, _)| *known == stem).map(|(_, key)| say(language, key));
    let reason = || stem.ends_with("_reason").then(|| say(language, "protection-reason"));
    named.or_else(|| of_breach(language, field)).or_else(reason)
}

fn of_breach(language: Language, field: &str) -> Option<String> {
    let known =
        |code: &&str| Part::ALL.iter().flat_map(|part| part.fields()).any(|known| known.code == *code);
    // A moment is asked for as its day and its time.
    let code = [field, field.strip_suffix("_at").unwrap_or(field)].into_iter().find(known)?;
    Some(say(language, &format!("breach-field-{}", code.replace('_', "-"))))
}

/// Fields and the keys of their names.
const NAMES: &[(&str, &str)] = &[
    ("again", "question-again"),
    ("authority", "unsaved-field-authority"),
    ("cannot_identify", "question-cannot-identify"),
    ("concerned", "classify-concerned"),
    ("content", "breach-content"),
    ("correction", "disclosure-correction"),
    ("delivered", "extend-delivered"),
    ("elsewhere", "decide-elsewhere"),
    ("email", "staff-email"),
    ("evidence", "transfer-evidence"),
    ("fee", "question-fee"),
    ("finding", "link-finding"),
    ("free_part", "decide-free"),
    ("how", "unsaved-field-how"),
    ("how_handed", "unsaved-field-how"),
    ("kept_at", "entry-kept"),
    ("late_reason", "decide-late"),
    ("lesser_means", "question-lesser-means"),
    ("message", "desk-message"),
    ("name", "account-name"),
    ("new", "unsaved-field-new"),
    ("note", "desk-note"),
    ("order", "hold-order"),
    ("postal", "entry-postal"),
    ("reach", "forward-reach"),
    ("reason", "protection-reason"),
    ("reasons", "protection-reason"),
    ("reference", "disclosure-reference"),
    ("representative", "entry-representative"),
    ("rest", "decide-rest-of-words"),
    ("search", "records-search-label"),
    ("sent_at", "breach-sent"),
    ("silence", "hold-silence"),
    ("site", "forward-site"),
    ("statute", "disclosure-statute"),
    ("suffices", "decide-suffices"),
    ("text", "unsaved-field-text"),
    ("unreachable", "entry-unreachable"),
    ("whom", "no-request-whom"),
    ("why", "protection-reason"),
    ("words", "entry-words"),
];
