//! E2, E2b and E6b: what is asked of the requester, why, by when, and what it means for the time limit (law.md R2.4 to
//! R2.6, R2.8).

use super::parts::{self, Draft};
use chrono::NaiveDate;
use entity::kind::{QuestionKind, Right};

/// What is asked of the requester.
#[derive(Clone, Debug)]
pub struct Question {
    pub kind: QuestionKind,
    /// The question, as staff wrote it.
    pub text: String,
    /// The reasonable doubt about who asks (Art. 12(6)); of a clarification, why the quantity of data makes it necessary;
    /// of a fee, the facts by which the request is unfounded or excessive (Art. 12(5)).
    pub reason: Option<String>,
    /// What the answer before lacked, of what is asked again.
    pub again: Option<String>,
    /// Whether the clock stands still until the answer.
    pub paused: bool,
    /// Whether the day for our own answer is past.
    pub overdue: bool,
    /// The last day for the answer.
    pub answer_by: NaiveDate,
    /// The day on which the request is closed meanwhile, where it comes first (R2.6).
    pub limit: Option<NaiveDate>,
}

/// It asks for no identity code and no copy of a paper.
pub(super) fn question(draft: &mut Draft<'_>) {
    let Some(question) = &draft.facts.question else { return parts::case(draft) };
    if question.kind == QuestionKind::Fee {
        return fee(draft, question);
    }
    let identity = question.kind == QuestionKind::Identity;
    draft.say(if identity { "letter-question-identity" } else { "letter-question" });
    parts::case(draft);
    if let Some(reason) = question.reason.as_deref().filter(|_| identity) {
        draft.say("letter-question-doubt");
        draft.quote(reason);
    }
    if let Some(again) = question.again.as_deref() {
        draft.say("letter-question-again");
        draft.quote(again);
    }
    draft.heading("letter-question-asked");
    draft.quote(&question.text);
    // Recital 63: asked to specify, one may still want all of it.
    if !identity && matches!(draft.facts.right, Some(Right::Access | Right::Portability)) {
        draft.say("letter-question-everything");
    }
    draft.heading("letter-question-how");
    let by = if draft.facts.on_paper { "letter-paper-question-by" } else { "letter-question-by" };
    draft.say_with(by, &[("date", draft.date(question.answer_by).into())]);
    if identity {
        draft.say("letter-question-easiest");
    }
    draft.say("letter-question-no-copies");
    parts::request_page(draft);
    draft.heading("letter-question-clock");
    clock(draft, question);
    draft.say("letter-question-used");
    silence(draft, question);
}

/// E6b: before anything is charged the person hears why and how much, and may withdraw or narrow the request (R2.8).
fn fee(draft: &mut Draft<'_>, question: &Question) {
    draft.say("letter-fee-proposed");
    parts::case(draft);
    draft.heading("letter-fee-why");
    draft.quote(question.reason.as_deref().unwrap_or_default());
    draft.say("letter-burden");
    draft.heading("letter-fee-amount");
    draft.quote(&question.text);
    draft.heading("letter-question-how");
    draft.list(
        ["letter-fee-accept", "letter-fee-narrow", "letter-fee-withdraw"]
            .map(|key| draft.text(key, &[]))
            .to_vec(),
    );
    let by = if draft.facts.on_paper { "letter-paper-question-by" } else { "letter-question-by" };
    draft.say_with(by, &[("date", draft.date(question.answer_by).into())]);
    draft.say("letter-fee-nothing-yet");
    parts::request_page(draft);
    draft.heading("letter-question-clock");
    clock(draft, question);
    draft.say("letter-fee-silence");
    parts::complaint(draft);
}

fn clock(draft: &mut Draft<'_>, question: &Question) {
    if question.paused {
        draft.say(if draft.facts.on_paper {
            "letter-paper-question-paused"
        } else {
            "letter-question-paused"
        });
        let quantity = question.reason.as_deref().filter(|_| question.kind == QuestionKind::Clarification);
        if let Some(reason) = quantity {
            draft.quote(reason);
        }
    } else if question.overdue {
        draft.say_with("letter-question-overdue", &[("date", draft.date(draft.facts.due_on).into())]);
    } else {
        draft.say_with("letter-question-runs", &[("date", draft.date(draft.facts.due_on).into())]);
    }
}

/// What follows without an answer.
fn silence(draft: &mut Draft<'_>, question: &Question) {
    match (question.kind, question.limit) {
        (QuestionKind::Clarification | QuestionKind::Fee, _) => draft.say("letter-question-silence"),
        (QuestionKind::Identity, None) => draft.say("letter-question-silence-identity"),
        (QuestionKind::Identity, Some(limit)) => {
            draft.say_with("letter-question-silence-limit", &[("date", draft.date(limit).into())]);
        }
    }
}
