//! The account of the other holders (E9): who was told, when and what, what each answered, who could not be told.

use super::{
    Told,
    page::{Block, one_line},
    parts::{self, Draft},
};
use crate::step::holder::Whose;
use entity::kind::{Right, StepState};

/// The others first; what was made public and the controller's own systems apart after them.
pub(super) fn recipients_told(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let of = |whose| facts.told.iter().filter(move |told| told.whose == whose);
    // Art. 19 does not speak of an opt-out, nor of a consent withdrawn (law.md R1.5.3).
    let instructed = matches!(facts.right, Some(Right::Marketing | Right::Consent));
    let any = |whose| of(whose).next().is_some();
    draft.say(match (any(Whose::Holder), instructed) {
        (true, true) => "letter-processors-told",
        (true, false) => "letter-recipients-told",
        (false, _) if any(Whose::Public) => "letter-public-told-of",
        (false, _) => "letter-own-told-of",
    });
    parts::case(draft);
    for told in of(Whose::Holder) {
        account(draft, told);
    }
    if any(Whose::Public) {
        draft.heading("letter-public");
        draft.say("letter-public-steps");
    }
    for told in of(Whose::Public) {
        account_of_ours(draft, told);
    }
    if any(Whose::Own) {
        draft.heading("letter-own-systems");
    }
    for told in of(Whose::Own) {
        account_of_ours(draft, told);
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

/// Nobody answers: it says what was done.
fn account_of_ours(draft: &mut Draft<'_>, told: &Told) {
    draft.blocks.push(Block::Subheading(one_line(&told.name)));
    draft.say_with("letter-told-undated", &[("what", one_line(&told.what).into())]);
    draft.list(told.touched.iter().cloned());
    let ended = match told.state {
        StepState::Done => "done",
        StepState::NotHeld => "not-held",
        StepState::Cannot => "cannot",
        StepState::GivenUp | StepState::Open | StepState::Told => "given-up",
    };
    ends(draft, told, &format!("letter-{}-account-{ended}", told.whose.code()));
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
    use super::Whose;
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
            let own = |told: &Told| Told { whose: Whose::Own, ..told.clone() };
            let all = facts(LetterKind::RecipientsTold);
            let only = Facts { told: all.told.iter().map(own).collect(), ..all };
            let letter = compose(LetterKind::RecipientsTold, *language, &sender(), &only).text;
            assert!(!letter.contains("19"), "nobody was notified under Art. 19: {letter}");
            let all = facts(LetterKind::Granted);
            let own = |holder: &Holder| Holder { whose: Whose::Own, ..holder.clone() };
            let only = Facts { holders: all.holders.iter().map(own).collect(), ..all };
            let letter = compose(LetterKind::Granted, *language, &sender(), &only).text;
            assert!(!letter.contains(&text(*language, "letter-holders")), "{letter}");
        }
    }
}
