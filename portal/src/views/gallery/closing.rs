//! Closing as not identified: the reasons with their problems, the letter that may go, and one that may not.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::Form,
    say::say,
    views::{
        form::Problem,
        layout::{Identity, Shell, Who},
        unidentified,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    id::RequestId,
    kind::{Assurance, Channel, Language, Right, Role, State},
    request,
};
use portal_core::{law::demand::Demand, mail::letter::Letter, request::unidentified::Preview};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let (identity, request) = (identity(), request(language));
    let plain = shell(language, &identity);
    let wrong = [Problem::new("suffices", say(language, "decide-late-problem"))];
    let refused = Shell { problems: &wrong, ..shell(language, &identity) };
    let preview = |lacks: Vec<&'static str>| Preview {
        letter: Letter { subject: HOSTILE.into(), text: HOSTILE.into(), html: HOSTILE.into() },
        late: !lacks.is_empty(),
        unwritten: vec![Demand::Asked],
        lacks,
    };
    let pages = [
        ("unidentified", unidentified::reasons(&plain, &request, false, &Form::default())),
        ("unidentified-problem", unidentified::reasons(&refused, &request, true, &Form::default())),
        ("hostile-unidentified", unidentified::letter(&plain, &request, &preview(vec![]), &Form::default())),
        ("unidentified-lacking", {
            let lacking = preview(vec!["L5", "L6", "L9"]);
            unidentified::letter(&plain, &request, &lacking, &Form::default())
        }),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn shell(language: Language, identity: &Identity) -> Shell<'_> {
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let title = say(language, "act-unidentified");
    Shell { who, csrf: Some("token"), ..Shell::new(language, title, "/staff/requests", identity) }
}

/// A request in progress from an address that nobody in the register has.
pub fn request(language: Language) -> request::Model {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    request::Model {
        id: RequestId(Uuid::from_u128(1)),
        reference: "ABCDEFGH1".into(),
        draft_id: None,
        right: Some(Right::Access),
        split_from: None,
        state: State::InProgress,
        outcome: None,
        requester_key: String::new(),
        requester_name: Some(HOSTILE.into()),
        requester_email: Some("ada@asiakas.example".into()),
        person_id: None,
        assurance: Assurance::Email,
        channel: Channel::Portal,
        language,
        received_at: DateTime::<Utc>::UNIX_EPOCH,
        received_on: day(4, 5),
        due_on: day(5, 5),
        internal_due_on: day(4, 19),
        extended_due_on: None,
        answered_at: None,
        closed_at: None,
        assignee_id: None,
        flooded: false,
        version: 1,
    }
}
