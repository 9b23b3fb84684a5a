//! A request about an automated decision: asked for where the notice lists one, and answered at the desk.

use super::{
    desk::notice,
    matter::{case, item, request, verdict},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        decision::{self, Bench},
        draft::Sheet,
        form::Problem,
        layout::Shell,
        something_else,
    },
};
use entity::kind::{ItemKind, Language, Right, State, Verdict};
use portal_core::{
    notice::{
        profile::{AutomatedDecision, Profile},
        word::AutomatedException,
    },
    request::{
        answers::{Answers, Wish},
        decision::Decision,
    },
};

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let (identity, none) = (identity(), notice());
    let shell = |title, problems| Shell {
        csrf: Some("token"),
        problems,
        ..Shell::new(language, say(language, title), "/staff", &identity)
    };
    let asked = request(Some(Right::Automated), State::InProgress, "Ada");
    let case = case(asked, vec![item(1, ItemKind::Text, Some(HOSTILE))]);
    let (typed, some) = (Form::default(), listing(&none));
    let reviewed = Decision { verdicts: vec![verdict(1, Verdict::Granted)], ..Decision::default() };
    let bench = |notice| Bench {
        case: &case,
        notice,
        fields: &[],
        left: &[],
        plan: None,
        tally: None,
        typed: &typed,
        decision: &reviewed,
    };
    let silent = [Problem::new("free_part", say(language, "decide-no-finding"))];
    let (title, why) = (shell("decide-title", &[]), shell("decide-reasons", &silent));
    let sheet = Sheet { wish: Wish::SomethingElse, draft: "x" };
    let words = Answers { text: Some(HOSTILE.into()), ..Answers::of(Wish::SomethingElse) };
    let pages = vec![
        ("hostile-decide-automated", decision::verdicts(&title, &bench(&none))),
        ("hostile-decide-automated-listed", decision::verdicts(&title, &bench(&some))),
        ("decide-finding", decision::reasons(&why, &bench(&none), false)),
        ("hostile-something-else-listed", something_else::form(&title, &sheet, &words, &some)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

/// A notice that lists an automated decision.
fn listing(notice: &Profile) -> Profile {
    let (label, text) = (notice.keeping.clone(), notice.automated_decisions.clone());
    let exception = AutomatedException::Contract;
    let decision = AutomatedDecision { code: "x".into(), exception, label, text };
    Profile { automated: vec![decision], ..notice.clone() }
}
