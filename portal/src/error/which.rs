//! Refusals that go in kinds: one family, several sentences.

use crate::say::{say, say_with};
use entity::kind::Language;
use portal_core::error::Refusal;

/// Why the plan of an erasure holds no more: the data changed, or a hold was set on them.
pub(super) fn plan_changed(language: Language, held: bool) -> String {
    say(language, if held { "refusal-plan-held" } else { "refusal-plan-changed" })
}

/// An address of which too little is known: none at all, or not that a person in hiding reads it.
pub(super) fn of_mail(language: Language, refusal: &Refusal) -> String {
    let hiding = *refusal == Refusal::AddressProtected;
    say(language, if hiding { "refusal-address-protected" } else { "refusal-address-unknown" })
}

/// What lacks an answer, and what was sent twice.
pub(super) fn of_form(language: Language, refusal: &Refusal) -> String {
    let twice = *refusal == Refusal::SentBefore;
    say(language, if twice { "refusal-sent-before" } else { "refusal-incomplete" })
}

/// Which limit of files was met.
pub(super) fn of_files(language: Language, refusal: &Refusal) -> String {
    let full = *refusal == Refusal::FilesFull;
    say(language, if full { "refusal-files-full" } else { "refusal-too-many-files" })
}

/// What is wrong with a typed code.
pub(super) fn of_code(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::WrongCode { tries_left } => {
            say_with(language, "refusal-wrong-code", &[("tries", (*tries_left).into())])
        }
        Refusal::CodeSpent => say(language, "refusal-code-spent"),
        _ => say(language, "refusal-code-needed"),
    }
}

/// Which record stays as it is.
pub(super) fn closed(language: Language, refusal: &Refusal) -> String {
    let breach = *refusal == Refusal::BreachClosed;
    say(language, if breach { "refusal-breach-closed" } else { "refusal-review-closed" })
}

/// What nobody may do to an account.
pub(super) fn of_account(language: Language, refusal: &Refusal) -> String {
    let key = match refusal {
        Refusal::OwnAccount => "refusal-own-account",
        Refusal::DeskMailbox => "refusal-shared-mailbox",
        _ => "refusal-account-exists",
    };
    say(language, key)
}
