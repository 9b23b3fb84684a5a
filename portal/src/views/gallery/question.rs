//! Asking who somebody is and what they mean: the form with its problems and without a pause, and the letter.

use super::{
    closing,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        form::Problem,
        layout::{Identity, Shell, Who},
        question,
    },
};
use entity::{
    kind::{Language, QuestionKind, Right, Role},
    request,
};
use portal_core::{
    mail::letter::Letter,
    request::ask::{Earlier, Outlook, Preview},
};

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    use QuestionKind::{Clarification, Fee, Identity as Who};
    let identity = identity();
    let request = request::Model { right: Some(Right::Access), ..closing::request(language) };
    let by_post = posted(&request);
    let plain = shell(language, &identity);
    let wrong = ["text", "reason"]
        .map(|field| Problem::new(field, say(language, &format!("question-{field}-problem"))));
    let refused = Shell { problems: &wrong, ..shell(language, &identity) };
    let outlook = |request: &request::Model, may_pause| Outlook {
        request: request.clone(),
        may_pause,
        answer_by: request.due_on,
        limit: None,
        earlier: None,
    };
    let again = |request: &request::Model, kind| Outlook {
        limit: Some(request.due_on),
        earlier: Some(Earlier::sample(request.received_on, HOSTILE)),
        ..outlook(request, kind == Who)
    };
    let short = Preview { outlook: again(&request, Who), letter: letter() };
    let preview = Preview { outlook: outlook(&by_post, true), letter: letter() };
    let mailed = Preview { outlook: outlook(&request, false), letter: letter() };
    let none = Form::default();
    let pages = [
        ("ask-who", question::asking(&plain, (&outlook(&request, true), Who), &none)),
        ("ask-who-problem", question::asking(&refused, (&outlook(&request, false), Who), &none)),
        ("hostile-ask-who-again", question::asking(&plain, (&again(&by_post, Who), Who), &none)),
        (
            "hostile-ask-what-again",
            question::asking(&plain, (&again(&request, Clarification), Clarification), &none),
        ),
        ("hostile-ask-short-letter", question::letter(&plain, (&short, Who), &none)),
        ("ask-fee", question::asking(&plain, (&outlook(&request, false), Fee), &none)),
        ("ask-fee-letter", question::letter(&plain, (&mailed, Fee), &none)),
        ("ask-what", question::asking(&plain, (&outlook(&request, true), Clarification), &none)),
        ("hostile-ask-letter", question::letter(&plain, (&preview, Who), &none)),
        ("hostile-ask-what-letter", question::letter(&plain, (&mailed, Clarification), &none)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn letter() -> Letter {
    Letter { subject: HOSTILE.into(), text: HOSTILE.into(), html: HOSTILE.into() }
}

fn posted(request: &request::Model) -> request::Model {
    request::Model { requester_email: None, ..request.clone() }
}

fn shell(language: Language, identity: &Identity) -> Shell<'_> {
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let title = say(language, "act-ask-identity");
    Shell { who, csrf: Some("token"), ..Shell::new(language, title, "/staff/requests", identity) }
}
