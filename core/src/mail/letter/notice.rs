//! The letters that do not decide: receipt (E1), opt-out (E7), consent (E7b), lateness (E13), what became of a
//! transfer (E4), and the portal's own.

use super::{
    Holder, Item, Transfer, Words,
    page::one_line,
    parts::{self, Draft},
};
use entity::kind::StepState;

/// E1. It says nothing about whether any data exist, and asks for no identification. A part of another request is told
/// of with the same dates: it was received with it.
pub(super) fn acknowledgement(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    if let Some(origin) = &facts.split_from {
        draft.say_with("letter-split-off", &[("origin", one_line(origin).into())]);
    }
    let channel = draft.text(&format!("letter-channel-{}", facts.channel.code().replace('_', "-")), &[]);
    draft.say_with(
        "letter-received",
        &[("date", draft.date(facts.received_on).into()), ("channel", channel.into())],
    );
    match &facts.lateness {
        // Entered only after its date: a date that is past is no promise (E13).
        Some(late) => {
            parts::lateness(draft, late);
            draft.say("letter-late-at-once");
        }
        None => draft.say_with("letter-answer-by", &[("date", draft.date(facts.due_on).into())]),
    }
    draft.say("letter-free-of-charge");
    parts::case(draft);
    match facts.right {
        Some(right) => {
            draft.heading("letter-understood");
            draft.list([parts::right_name(draft, right)]);
        }
        // Nobody has read it yet.
        None => draft.heading("letter-your-message"),
    }
    asked(draft);
    if facts.right.is_none() {
        draft.say_where("letter-unclassified", "letter-paper-unclassified");
    }
    draft.heading("letter-next");
    draft.say("letter-next-steps");
    draft.say_where("letter-add-or-withdraw", "letter-paper-add-or-withdraw");
    parts::request_page(draft);
    if facts.lateness.is_some() {
        parts::complaint(draft);
    }
}

/// What is asked, each thing by its name; what the person wrote themselves as they wrote it.
fn asked(draft: &mut Draft<'_>) {
    let (own, named): (Vec<&Item>, Vec<&Item>) = draft
        .facts
        .items
        .iter()
        .partition(|item| matches!(item.words, Some(Words::Free(_) | Words::Withheld)));
    let lines: Vec<String> = named.into_iter().map(|item| parts::asked(draft, item)).collect();
    draft.list(lines);
    for item in own {
        parts::in_own_words(draft, item);
    }
}

/// E7. It confirms and explains; it does not ask why, nor whether the person is sure.
pub(super) fn marketing_stopped(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    match facts.in_force {
        Some(ban) => {
            draft.say_with("letter-marketing-since", &[("date", draft.date(ban.since).into())]);
            if ban.still {
                draft.say("letter-marketing-still");
                if !facts.holders.is_empty() {
                    draft.say("letter-marketing-told");
                }
                draft.say_where("letter-marketing-which", "letter-paper-marketing-which");
            }
        }
        None => draft.say("letter-marketing-stopped"),
    }
    parts::case(draft);
    if facts.nothing_held {
        draft.say("letter-marketing-no-address");
        return parts::free_part(draft);
    }
    draft.say_where("letter-marketing-scope", "letter-paper-marketing-scope");
    draft.list(facts.lists.clone());
    draft.say("letter-suppression");
    draft.say("letter-service-messages");
    // Whoever is asked from where the mail came is not told that there is nothing to do.
    if !facts.in_force.is_some_and(|ban| ban.still) {
        draft.say("letter-no-login");
    }
    draft.say("letter-ban-stands");
    draft.say("letter-resubscribe");
    copies(draft);
    parts::free_part(draft);
}

/// E7b.
pub(super) fn consent_withdrawn(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    if facts.nothing_held {
        draft.say("letter-consent-no-address");
        parts::case(draft);
        return parts::free_part(draft);
    }
    if !facts.lists.is_empty() {
        draft.say("letter-consent-withdrawn");
        draft.list(facts.lists.clone());
    }
    if !facts.none_held.is_empty() {
        draft.say("letter-consent-none");
        draft.list(facts.none_held.clone());
        draft.say("letter-consent-none-noted");
    }
    parts::case(draft);
    if !facts.lists.is_empty() {
        draft.say("letter-consent-earlier");
        if facts.erased.is_empty() {
            // The nightly destruction takes the record of a subscription that has ended (Art. 17(1)(b)).
            draft.say("letter-consent-record");
        } else {
            draft.say("letter-consent-erased");
            draft.list(facts.erased.clone());
        }
    }
    draft.say("letter-consent-barred");
    draft.say("letter-resubscribe");
    copies(draft);
    parts::free_part(draft);
}

/// The ban is in force, and all the same others are told: their copies of the list hold the address.
fn copies(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let still = facts.in_force.is_some_and(|ban| ban.still);
    let awaited = |holder: &Holder| matches!(holder.state, StepState::Open | StepState::Told);
    if !still && facts.holders.iter().any(awaited) {
        draft.say("letter-stop-copies");
    }
    parts::holders(draft);
}

/// E13 as a letter of its own.
pub(super) fn late(draft: &mut Draft<'_>) {
    if let Some(late) = &draft.facts.lateness {
        parts::lateness(draft, late);
    }
    parts::case(draft);
    parts::free_part(draft);
    parts::request_page(draft);
    parts::complaint(draft);
}

pub(super) fn message_waiting(draft: &mut Draft<'_>) {
    draft.say("letter-message-waiting");
    parts::case(draft);
    if draft.facts.on_paper {
        let words = draft.facts.free_part.as_deref().unwrap_or_default();
        draft.quote(words);
        if !draft.facts.attached.is_empty() {
            draft.say("letter-message-enclosed");
            draft.list(draft.facts.attached.clone());
        }
    } else {
        draft.say("letter-message-read");
        if !draft.facts.attached.is_empty() {
            draft.say("letter-message-files");
        }
    }
    parts::request_page(draft);
}

pub(super) fn withdrawn(draft: &mut Draft<'_>) {
    draft.say("letter-withdrawn");
    parts::case(draft);
    draft.say("letter-withdrawn-again");
    parts::request_page(draft);
}

/// The end of what E5 promised.
pub(super) fn erasure_complete(draft: &mut Draft<'_>) {
    draft.say("letter-erasure-complete");
    parts::case(draft);
    draft.say("letter-erasure-complete-left");
    parts::request_page(draft);
}

pub(super) fn package_ready(draft: &mut Draft<'_>) {
    draft.say("letter-package-ready");
    parts::case(draft);
    if let Some(package) = &draft.facts.package {
        parts::package(draft, package);
    }
    if !draft.facts.on_paper {
        draft.say("letter-package-private");
    }
}

/// What E4 promised of a direct transfer, done; or that it could not be, which refuses that part (Art. 12(4)).
pub(super) fn transfer_settled(draft: &mut Draft<'_>) {
    match &draft.facts.transfer {
        Some(Transfer::Failed(why)) => {
            draft.say("letter-transfer-failed");
            draft.quote(why);
            draft.say_where("letter-transfer-self", "letter-paper-transfer-self");
            parts::case(draft);
            parts::request_page(draft);
            parts::complaint(draft);
        }
        Some(Transfer::Given(on)) => {
            draft.say_with("letter-transfer-given", &[("date", draft.date(*on).into())]);
            draft.say("letter-transfer-theirs");
            parts::case(draft);
            parts::request_page(draft);
        }
        Some(Transfer::Due(_)) | None => parts::case(draft),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        lang::{date, text},
        mail::letter::{
            Facts, compose, one_line,
            samples::{day, facts, sender},
        },
    };
    use entity::kind::{Language, LetterKind};

    #[test]
    fn a_part_made_a_request_of_its_own_is_told_with_both_references_and_the_dates_of_the_first() {
        for language in Language::ALL {
            let facts = facts(LetterKind::SplitOff);
            let letter = compose(LetterKind::SplitOff, *language, &sender(), &facts);
            let words = one_line(&letter.text);
            assert!(letter.subject.contains("7K3M-Q9TX-4"), "{}", letter.subject);
            for needed in
                ["2B4D-6F8H-J", "7K3M-Q9TX-4", "Newsletter data", &text(*language, "letter-free-of-charge")]
            {
                assert!(words.contains(needed), "{language:?} {needed}: {words}");
            }
            for needed in [day(4, 7), day(5, 7)] {
                assert!(words.contains(&date(*language, needed)), "{language:?}: {words}");
            }
        }
    }

    #[test]
    fn a_consent_that_was_not_held_is_named_apart_and_the_subject_speaks_of_none() {
        let held = facts(LetterKind::ConsentWithdrawn);
        let mixed = Facts { none_held: vec!["Offers".into()], ..held.clone() };
        let none = Facts { lists: Vec::new(), ..mixed.clone() };
        for language in Language::ALL {
            let of = |facts| compose(LetterKind::ConsentWithdrawn, *language, &sender(), facts);
            let says = |facts, key| one_line(&of(facts).text).contains(&text(*language, key));
            for key in ["letter-consent-withdrawn", "letter-consent-none", "letter-consent-none-noted"] {
                assert!(says(&mixed, key), "{language:?} {key}");
            }
            assert!(one_line(&of(&none).text).contains("Offers"));
            assert!(says(&none, "letter-consent-none") && says(&none, "letter-consent-barred"));
            assert!(!says(&none, "letter-consent-withdrawn") && !says(&none, "letter-consent-earlier"));
            assert!(!says(&held, "letter-consent-none"));
            assert_ne!(of(&none).subject, of(&held).subject);
        }
    }
}
