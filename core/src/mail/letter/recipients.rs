//! The account of the other holders (E9): who was told, when and what, what each answered, who could not be told.

use super::{
    Told,
    page::{Block, one_line},
    parts::{self, Draft},
};
use entity::kind::{Right, StepState};

/// The others first, the controller's own systems apart after them.
pub(super) fn recipients_told(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let (own, others): (Vec<&Told>, Vec<&Told>) = facts.told.iter().partition(|told| told.own);
    // Art. 19 does not speak of an opt-out, nor of a consent withdrawn (law.md R1.5.3).
    let instructed = matches!(facts.right, Some(Right::Marketing | Right::Consent));
    draft.say(match (others.is_empty(), instructed) {
        (true, _) => "letter-own-told-of",
        (false, true) => "letter-processors-told",
        (false, false) => "letter-recipients-told",
    });
    parts::case(draft);
    for told in others {
        account(draft, told);
    }
    if !own.is_empty() {
        draft.heading("letter-own-systems");
    }
    for told in own {
        account_of_own(draft, told);
    }
    if facts.told.iter().any(|told| told.state == StepState::Cannot) {
        draft.say_where("letter-told-reasons", "letter-paper-told-reasons");
    }
    parts::request_page(draft);
}

fn account(draft: &mut Draft<'_>, told: &Told) {
    draft.blocks.push(Block::Subheading(one_line(&told.name)));
    let what = one_line(&told.what);
    match told.told_on {
        Some(on) => {
            draft.say_with("letter-told", &[("date", draft.date(on).into()), ("what", what.into())]);
        }
        None => draft.say_with("letter-told-undated", &[("what", what.into())]),
    }
    draft.list(told.touched.iter().cloned());
    let key = match (told.state, told.told_on) {
        (StepState::Done, _) => "letter-told-done",
        (StepState::NotHeld, _) => "letter-told-not-held",
        (StepState::Cannot, _) => "letter-told-cannot",
        (StepState::GivenUp, _) if told.ended => "letter-told-ended",
        (StepState::GivenUp, None) => "letter-told-never",
        // A letter goes only when nothing is open; silence is silence until then.
        (StepState::GivenUp | StepState::Open | StepState::Told, _) => "letter-told-silent",
    };
    ends(draft, told, key);
}

/// Nobody was notified: it says what was done, not who answered.
fn account_of_own(draft: &mut Draft<'_>, told: &Told) {
    draft.blocks.push(Block::Subheading(one_line(&told.name)));
    draft.say_with("letter-told-undated", &[("what", one_line(&told.what).into())]);
    draft.list(told.touched.iter().cloned());
    let key = match told.state {
        StepState::Done => "letter-own-account-done",
        StepState::NotHeld => "letter-own-account-not-held",
        StepState::Cannot => "letter-own-account-cannot",
        StepState::GivenUp | StepState::Open | StepState::Told => "letter-own-account-given-up",
    };
    ends(draft, told, key);
}

fn ends(draft: &mut Draft<'_>, told: &Told, key: &str) {
    draft.say_with(key, &[("date", draft.date(told.settled_on).into())]);
    if let Some(reason) = &told.reason {
        draft.quote(reason);
    }
    if let Some(remedy) = &told.remedy {
        let args = [("date", draft.date(remedy.on).into()), ("what", one_line(&remedy.what).into())];
        draft.say_with("letter-told-remedy", &args);
        draft.quote(&remedy.note);
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        lang::text,
        mail::letter::{
            Facts, Holder, Told, compose,
            samples::{facts, sender},
        },
    };
    use entity::kind::{Language, LetterKind};

    /// The words of a text after a heading.
    fn part<'a>(language: Language, words: &'a str, heading: &str) -> &'a str {
        words.split_once(&text(language, heading)).unwrap_or_else(|| panic!("{heading}: {words}")).1
    }

    #[test]
    fn own_systems_stand_apart_from_whom_we_told_and_answer_nobody() {
        for language in Language::ALL {
            for kind in [LetterKind::Granted, LetterKind::RecipientsTold] {
                let letter = compose(kind, *language, &sender(), &facts(kind)).text;
                let own = part(*language, &letter, "letter-own-systems");
                assert!(own.contains("Administration of the servers"), "{letter}");
                assert!(!own.contains("Newsletter tool"), "{letter}");
            }
            let own = |told: &Told| Told { own: true, ..told.clone() };
            let all = facts(LetterKind::RecipientsTold);
            let only = Facts { told: all.told.iter().map(own).collect(), ..all };
            let letter = compose(LetterKind::RecipientsTold, *language, &sender(), &only).text;
            assert!(!letter.contains("19"), "nobody was notified under Art. 19: {letter}");
            let all = facts(LetterKind::Granted);
            let own = |holder: &Holder| Holder { own: true, ..holder.clone() };
            let only = Facts { holders: all.holders.iter().map(own).collect(), ..all };
            let letter = compose(LetterKind::Granted, *language, &sender(), &only).text;
            assert!(!letter.contains(&text(*language, "letter-holders")), "{letter}");
        }
    }
}
