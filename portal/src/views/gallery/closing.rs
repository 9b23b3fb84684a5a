//! Closing as not identified and forwarding: what is asked with its problems, the letters that may go, and one that may
//! not.

use super::{
    matter,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    error::why::no_extension,
    form::Form,
    say::say,
    views::{
        extension,
        form::Problem,
        forward,
        layout::{Identity, Shell, Who},
        letter as letters, unidentified as closing, withdrawal,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    customer,
    id::{CustomerId, PersonId, RequestId},
    kind::{Assurance, Channel, CustomerKind, Language, LetterKind, Right, Role, State},
    letter, request,
};
use maud::Markup;
use portal_core::{
    law::{deadline, demand::Demand, extension::NoExtension},
    mail::letter::Letter,
    request::{
        case::SentLetter,
        extend,
        forward::{Candidate, Found, Preview},
        identify::Glimpse,
        undelivered::{Opened, ToPost},
        unidentified,
        withdraw::Outlook,
    },
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let (identity, request) = (identity(), request(language));
    let plain = shell(language, &identity);
    let wrong = [Problem::new("suffices", say(language, "decide-late-problem"))];
    let refused = Shell { problems: &wrong, ..shell(language, &identity) };
    let preview = |lacks: Vec<&'static str>| unidentified::Preview {
        letter: Letter { subject: HOSTILE.into(), text: HOSTILE.into(), html: HOSTILE.into() },
        late: !lacks.is_empty(),
        second: !lacks.is_empty(),
        unwritten: vec![Demand::Asked],
        asks_copy: false,
        lacks,
    };
    let pages = [
        ("unidentified", closing::reasons(&plain, &request, false, &Form::default())),
        ("unidentified-problem", closing::reasons(&refused, &request, true, &Form::default())),
        ("hostile-unidentified", closing::letter(&plain, &request, &preview(vec![]), &Form::default())),
        ("unidentified-lacking", {
            let lacking = preview(vec!["L5", "L6", "L9"]);
            closing::letter(&plain, &request, &lacking, &Form::default())
        }),
    ];
    let extending = extending(language, &identity, &request);
    let forwarding = forwarding(language, &identity, &request);
    let letters = one_by_one(language, &identity, &request);
    let withdrawing = withdrawing(language, &identity, &request);
    pages
        .into_iter()
        .chain(extending)
        .chain(forwarding)
        .chain(letters)
        .chain(withdrawing)
        .map(|(name, markup)| Sample { name, markup })
        .collect()
}

/// The reasons for more time with their problems, and the letter that tells them, also to a person without e-mail.
fn extending(
    language: Language,
    identity: &Identity,
    request: &request::Model,
) -> Vec<(&'static str, Markup)> {
    let plain = shell(language, identity);
    let wrong = [
        Problem::new("complexity", say(language, "extend-complexity-problem")),
        Problem::new("reasons", say(language, "extend-reasons-problem")),
    ];
    let refused = Shell { problems: &wrong, ..shell(language, identity) };
    let outlook = |request: request::Model| extend::Outlook {
        deadline: deadline::deadline(request.received_on, &[]).unwrap(),
        tell_by: deadline::extension_notice_deadline(request.received_on),
        request,
    };
    let by_post = request::Model { requester_email: None, ..request.clone() };
    let preview = |lacks| extend::Preview {
        outlook: outlook(by_post.clone()),
        letter: Letter { subject: HOSTILE.into(), text: HOSTILE.into(), html: HOSTILE.into() },
        lacks,
    };
    let none = Form::default();
    vec![
        ("extension", extension::reasons(&plain, &outlook(request.clone()), &none)),
        ("extension-problem", extension::reasons(&refused, &outlook(by_post.clone()), &none)),
        ("hostile-extension", extension::letter(&plain, &preview(vec![]), &none)),
        ("extension-lacking", extension::letter(&plain, &preview(vec!["L3", "L5"]), &none)),
    ]
}

/// The search, what it found, what is wrong with the choice, and both letters.
fn forwarding(
    language: Language,
    identity: &Identity,
    request: &request::Model,
) -> Vec<(&'static str, Markup)> {
    let plain = shell(language, identity);
    let wrong = [
        Problem::new("contact", say(language, "forward-contact-problem")),
        Problem::new("site", say(language, "forward-site-problem")),
    ];
    let refused = Shell { problems: &wrong, ..shell(language, identity) };
    let found = Found { candidates: vec![candidate(), candidate()], more: true };
    let letter = || Letter { subject: HOSTILE.into(), text: HOSTILE.into(), html: HOSTILE.into() };
    let preview = Preview {
        request: request.clone(),
        to_requester: letter(),
        to_customer: letter(),
        written_in: Language::Sv,
        customer: candidate().customer,
        contact: contact(),
    };
    let none = Form::default();
    vec![
        ("forward", forward::choice(&plain, request, None, &none)),
        ("forward-nobody", forward::choice(&plain, request, Some(&Found::default()), &none)),
        ("hostile-forward", forward::choice(&refused, request, Some(&found), &none)),
        ("hostile-forward-letters", forward::letters(&plain, &preview, &none)),
    ]
}

/// What is noted of a withdrawal, with its problems, where it ends a restriction.
fn withdrawing(
    language: Language,
    identity: &Identity,
    request: &request::Model,
) -> Vec<(&'static str, Markup)> {
    let wrong = [
        Problem::new("channel", say(language, "entry-problem-channel")),
        Problem::new("how", say(language, "withdrawal-how-problem")),
    ];
    let refused = Shell { problems: &wrong, ..shell(language, identity) };
    let outlook = |restriction_ends| Outlook { request: request.clone(), restriction_ends };
    let outlooks = [outlook(None), outlook(Some(request.due_on))];
    let none = Form::default();
    vec![
        ("withdrawal", withdrawal::page(&shell(language, identity), &outlooks[0], &none)),
        ("withdrawal-problem", withdrawal::page(&refused, &outlooks[1], &none)),
    ]
}

/// A letter that came back with what to do, the same with problems, and one that was never mailed for a reader.
fn one_by_one(
    language: Language,
    identity: &Identity,
    request: &request::Model,
) -> Vec<(&'static str, Markup)> {
    let plain = shell(language, identity);
    let wrong = [
        Problem::new("email", say(language, "letter-email-problem")),
        Problem::new("how", say(language, "letter-how-problem")),
        Problem::new("posted_on", no_extension(language, NoExtension::TooLate(request.due_on))),
    ];
    let refused = Shell { problems: &wrong, ..shell(language, identity) };
    let back = returned(request);
    let printed = Opened { mail: None, ..back.clone() };
    let address = Some(format!("{HOSTILE}\nKirjatie 3\n20100 Turku"));
    let (today, last) = (request.due_on, Some(request.internal_due_on));
    let paper = Opened { address, encloses: true, leave_by: Some(today), ..printed.clone() };
    let hidden = Opened { protected: true, ..printed.clone() };
    let late = Opened { leave_by: last, ..paper.clone() };
    let letter = letter::Model { kind: LetterKind::Extended, ..paper.letter.clone() };
    let waiting = |late| {
        let (request, letter) = (request.clone(), letter.clone());
        ToPost { request, letter, post_by: last, late, protected: late }
    };
    let typed = Form::default();
    let page = |shell: &Shell<'_>, opened: &Opened, works: bool| {
        letters::page(shell, &letters::Shown { opened, works, today, typed: &typed })
    };
    vec![
        ("hostile-letter", page(&plain, &back, true)),
        ("hostile-letter-problem", page(&refused, &back, true)),
        ("hostile-letter-reader", page(&plain, &printed, false)),
        ("hostile-letter-paper", page(&plain, &paper, true)),
        ("letter-handed", page(&plain, &printed, true)),
        ("letter-protected", page(&plain, &hidden, true)),
        ("hostile-letter-late", page(&plain, &late, true)),
        ("hostile-letters", letters::to_post(&plain, &[waiting(true), waiting(false)])),
        ("letters-none", letters::to_post(&plain, &[])),
    ]
}

/// One that came back.
fn returned(request: &request::Model) -> Opened {
    let SentLetter { letter, mail } = matter::letter(HOSTILE);
    Opened {
        request: request.clone(),
        letter,
        mail,
        waits: true,
        address: None,
        protected: false,
        encloses: false,
        leave_by: None,
    }
}

fn contact() -> Glimpse {
    Glimpse {
        id: PersonId(Uuid::from_u128(9)),
        name: HOSTILE.into(),
        email: None,
        customers: vec![],
        restricted: false,
    }
}

fn candidate() -> Candidate {
    let customer = customer::Model {
        id: CustomerId(Uuid::from_u128(8)),
        number: "10007".into(),
        kind: CustomerKind::Company,
        name: HOSTILE.into(),
        business_id: None,
        started_on: NaiveDate::default(),
        ended_on: None,
        source: String::new(),
        source_key: String::new(),
        recorded_at: DateTime::<Utc>::UNIX_EPOCH,
        verified_at: None,
    };
    Candidate { customer, domains: vec!["kanto.example".into(), HOSTILE.into()], contacts: vec![contact()] }
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
