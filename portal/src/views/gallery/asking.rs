//! The requester's pages: every form of a wish, the check, the list, one request in each of its shapes.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::{Form, Returned, Unfit},
    say::say,
    views::{
        access,
        draft::{self, Sheet},
        erasure,
        form::Problem,
        just::{self, Just},
        layout::{Identity, Shell, Who},
        marketing, objection,
        parts::SummaryRow,
        portability, rectification, requests, restriction, returned, something_else,
    },
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{
    id::{AttachmentId, DraftId, LetterId, PackageId},
    kind::{
        Author, Channel, Excuse, ItemKind, Language, LetterKind, MailState, Operation, Outcome, PackageState,
        QuestionKind, Remedy, Right, State, StepState, Verdict,
    },
};
use maud::Markup;
use portal_core::{
    id::Reference,
    law::{deadline::deadline, extension::Complexity, ground::Ground},
    mail::letter::{Reason, erasure::Left},
    notice::{check::check, profile::Profile},
    ports::entropy::Entropy,
    request::{
        answers::{Answers, Correction, Wish},
        draft::Unsent,
        own::{
            Happening, OwnCase, OwnCorrection, OwnExtension, OwnFile, OwnItem, OwnLetter, OwnMessage,
            OwnPackage, OwnQuestion, OwnRequest, OwnRestriction, OwnStep,
        },
    },
    right::{
        erasure::{letter::Told, show::Outlook},
        rectification::fields::PresentField,
    },
    step::holder::Whose,
};
use uuid::Uuid;

const TARGET: &str = "person:019d67d0-5600-774b-bd86-864ff916b2f5:name";

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let mut pages = forms(language, &identity);
    pages.extend(own(language, &identity));
    pages
}

pub(super) fn shell(language: Language, identity: &Identity) -> Shell<'_> {
    let who = Who::Requester { masked_address: "a***@b.example" };
    let title = say(language, "requests-title");
    Shell { who, csrf: Some("token"), ..Shell::new(language, title, "/requests", identity) }
}

const fn sheet(wish: Wish) -> Sheet<'static> {
    Sheet { wish, draft: "019d67d0-5600-774b-bd86-864ff916b2f5" }
}

pub(super) fn demo_notice() -> Profile {
    check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap()
}

fn forms(language: Language, identity: &Identity) -> Vec<Sample> {
    let notice = demo_notice();
    let plain = shell(language, identity);
    let since = NaiveDate::from_ymd_opt(2026, 4, 7);
    let of = Answers::of;
    let mut words = of(Wish::SomethingElse);
    words.text = Some(HOSTILE.into());
    let other = sheet(Wish::SomethingElse);
    let objectionable = notice.objection_purposes().into_iter().map(|it| it.code.clone()).collect();
    let rows = [SummaryRow::new("What", &HOSTILE).change("/requests/new")];
    let hostile = Outlook { stays: Some(vec![HOSTILE.to_owned()]), beside: vec![HOSTILE.to_owned()] };
    let erasure = |outlook: &Outlook| {
        let offer = erasure::Offer { notice: &notice, outlook };
        erasure::form(&plain, &sheet(Wish::Erasure), &of(Wish::Erasure), &offer)
    };
    let pages = [
        ("access", access::form(&plain, &sheet(Wish::Access), &of(Wish::Access), &notice)),
        ("restriction", restriction::form(&plain, &sheet(Wish::Restriction), &words, &notice)),
        ("objection", objection::form(&plain, &sheet(Wish::Objection), &words, (&notice, &objectionable))),
        ("erasure", erasure(&Outlook::default())),
        ("hostile-erasure", erasure(&hostile)),
        ("marketing", marketing::form(&plain, &sheet(Wish::Marketing), &notice, None)),
        ("marketing-in-force", marketing::form(&plain, &sheet(Wish::Marketing), &notice, since)),
        ("hostile-something-else", something_else::form(&plain, &other, &words, &notice)),
        ("draft-name", draft::name(&plain, "x", HOSTILE)),
        ("draft-discard", draft::ask_discard(&plain, "x", Wish::Rectification)),
        ("hostile-draft-check", draft::check(&plain, ("x", Wish::Erasure), &rows)),
    ];
    let pages = pages.into_iter().chain(come_back(&plain)).map(|(name, markup)| Sample { name, markup });
    pages.chain(corrections(language, identity)).chain(moves(language, identity)).collect()
}

fn come_back(plain: &Shell<'_>) -> [(&'static str, Markup); 3] {
    [
        ("hostile-returned", returned::page(plain, &sent_back(Unfit::IdentityCode))),
        ("hostile-returned-asks", returned::page(plain, &sent_back(Unfit::AsksTooMuch))),
        ("hostile-returned-long", returned::page(plain, &sent_back(Unfit::TooLong))),
    ]
}

fn sent_back(why: Unfit) -> Returned {
    let long = format!("{HOSTILE}\n{HOSTILE}");
    let fields = [("csrf", "token"), ("text", HOSTILE), ("more", &long)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Returned {
        action: "/requests/new/x".into(),
        form: Form::of(fields.into()),
        why,
        found: vec![(1, 2000), (2, 20_000)],
        files: why == Unfit::IdentityCode,
    }
}

fn corrections(language: Language, identity: &Identity) -> Vec<Sample> {
    let plain = shell(language, identity);
    let wrong = [Problem::new("other", say(language, "problem-choose-fields"))];
    let refused = Shell { problems: &wrong, ..shell(language, identity) };
    let present = [PresentField {
        target: TARGET.into(),
        label_key: "field-person-name",
        category: "contact",
        value: HOSTILE.into(),
        hidden: false,
    }];
    let typed = Correction {
        target: TARGET.into(),
        present: HOSTILE.into(),
        right_value: HOSTILE.into(),
        country: None,
    };
    let (fix, blank) = (sheet(Wish::Rectification), Answers::of(Wish::Rectification));
    let corrected = Answers { fields: vec![typed], other: Some(HOSTILE.into()), ..blank.clone() };
    let pages = [
        ("rectification", rectification::form(&plain, &fix, &blank, &present)),
        ("rectification-unmatched", rectification::form(&refused, &fix, &blank, &[])),
        ("hostile-rectification", rectification::form(&plain, &fix, &corrected, &present)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn moves(language: Language, identity: &Identity) -> Vec<Sample> {
    let (notice, plain) = (demo_notice(), shell(language, identity));
    let unnamed = [Problem::new("transfer_reach", say(language, "problem-transfer-reach"))];
    let unreached = Shell { problems: &unnamed, ..shell(language, identity) };
    let (paper, blank) = (sheet(Wish::Portability), Answers::of(Wish::Portability));
    let moved =
        Answers { transfer_to: Some(HOSTILE.into()), transfer_reach: Some(HOSTILE.into()), ..blank.clone() };
    let pages = [
        ("portability", portability::form(&plain, &paper, &blank, &notice)),
        ("hostile-portability", portability::form(&unreached, &paper, &moved, &notice)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn own(language: Language, identity: &Identity) -> Vec<Sample> {
    let shell = shell(language, identity);
    let (today, now, fresh) = (day(), DateTime::<Utc>::default(), bare(received()));
    let request = |state, outcome| OwnRequest { state, outcome, ..received() };
    let many = [
        received(),
        request(Some(State::Closed), Some(Outcome::PartlyGranted)),
        OwnRequest { right: None, ..request(None, None) },
        OwnRequest { closed_on: Some(day()), ..request(None, None) },
        OwnRequest { withdrew_nothing: true, ..request(Some(State::Closed), Some(Outcome::Granted)) },
    ];
    let shown = |case: &OwnCase| requests::show(&shell, &requests::Show { case, today, now, typed: HOSTILE });
    let shared =
        |closed_on| OwnCase { shared: true, ..bare(OwnRequest { closed_on, ..request(None, None) }) };
    let ended = |outcome| bare(request(Some(State::Closed), Some(outcome)));
    let news = |just, right| news(&shell, just, right);
    let pages = [
        ("requests-none", requests::list(&shell, (&[], &[]), today)),
        ("requests-many", requests::list(&shell, (&many, &[unsent()]), today)),
        ("request-received", shown(&fresh)),
        ("hostile-request-extended", shown(&extended())),
        ("hostile-request-asked", shown(&asked())),
        ("request-shared", shown(&shared(None))),
        ("request-shared-closed", shown(&shared(Some(day())))),
        ("hostile-request-decided", shown(&decided(now))),
        ("request-withdrawn", shown(&ended(Outcome::Withdrawn))),
        ("request-not-identified", shown(&ended(Outcome::NotIdentified))),
        ("request-forwarded", shown(&ended(Outcome::Forwarded))),
        ("hostile-request-just-filed", news(Just::Filed, Some(Right::Access))),
        ("hostile-request-just-consent", news(Just::Filed, Some(Right::Consent))),
        ("hostile-request-just-marketing", news(Just::Filed, Some(Right::Marketing))),
        ("request-just-still", told_still(&shell)),
        ("hostile-request-just-written", news(Just::Written, None)),
        ("hostile-request-just-withdrawn", news(Just::Withdrawn, None)),
        ("request-withdraw", requests::ask_withdraw(&shell, "XXXX-XXXX-X", None)),
        ("request-prove", requests::package::prove(&shell, "XXXX-XXXX-X")),
        ("request-package-again", requests::package::ask_package(&shell, "XXXX-XXXX-X")),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

/// A request's page just after something was done.
fn news(shell: &Shell<'_>, just: Just, right: Option<Right>) -> Markup {
    let told = just::told(shell.language, just, &bare(OwnRequest { right, ..received() }), HOSTILE);
    let shell = Shell { notice: Some(told), ..shell.clone() };
    let (case, now) = (bare(received()), DateTime::<Utc>::default());
    requests::show(&shell, &requests::Show { case: &case, today: day(), now, typed: "" })
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
}

fn received() -> OwnRequest {
    OwnRequest {
        reference: Reference::random(&Entropy::seeded(1)).unwrap(),
        right: Some(Right::Access),
        state: Some(State::Received),
        outcome: None,
        received_on: day(),
        due_on: day() + TimeDelta::days(33),
        answered_on: None,
        closed_on: None,
        withdrew_nothing: false,
    }
}

fn bare(request: OwnRequest) -> OwnCase {
    OwnCase {
        request,
        shared: false,
        requester_name: None,
        channel: Channel::Portal,
        language: Language::Fi,
        deadline: deadline(day(), &[]).unwrap(),
        extended_due_on: None,
        question: None,
        extension: None,
        answered_at: None,
        items: Vec::new(),
        erasure: None,
        restrictions: Vec::new(),
        timeline: Vec::new(),
        messages: Vec::new(),
        letters: Vec::new(),
        banned_since: None,
        package: None,
        steps: Vec::new(),
        withdrawal_refused: None,
        paused: false,
        message_refused: None,
    }
}

/// Mail comes in spite of the ban, told for the second time.
fn told_still(shell: &Shell<'_>) -> Markup {
    let (today, now) = (day(), DateTime::default());
    let told = Happening { at: now, what: "still_mailed", other: None };
    let request = OwnRequest { right: Some(Right::Marketing), ..received() };
    let case = OwnCase { banned_since: Some(today), timeline: vec![told.clone(), told], ..bare(request) };
    let notice = Some(just::told(shell.language, Just::Filed, &case, HOSTILE));
    let shell = Shell { notice, ..shell.clone() };
    requests::show(&shell, &requests::Show { case: &case, today, now, typed: "" })
}

/// What was asked waits for its answer, in hostile words.
fn asked() -> OwnCase {
    let question = OwnQuestion {
        kind: QuestionKind::Identity,
        text: HOSTILE.into(),
        reason: Some(HOSTILE.into()),
        answer_by: day() + TimeDelta::days(20),
    };
    OwnCase {
        question: Some(question),
        paused: true,
        ..bare(OwnRequest { state: Some(State::AwaitingCustomer), ..received() })
    }
}

/// Its time was extended, with hostile reasons.
fn extended() -> OwnCase {
    let extension = OwnExtension {
        told_on: day() + TimeDelta::days(20),
        complexity: Complexity::ALL.to_vec(),
        reasons: HOSTILE.into(),
    };
    let until = day() + TimeDelta::days(92);
    OwnCase {
        extended_due_on: Some(until),
        extension: Some(extension),
        ..bare(OwnRequest { due_on: until, state: Some(State::InProgress), ..received() })
    }
}

fn erased() -> Told {
    let left = Left { reason: refused().reason.unwrap(), until: vec![HOSTILE.into()] };
    Told { gone: vec![HOSTILE.into()], left: vec![left], then: vec![HOSTILE.into()] }
}

/// Everything a page of a request can show at once, in hostile words.
fn decided(now: DateTime<Utc>) -> OwnCase {
    OwnCase {
        answered_at: Some(now),
        items: vec![refused()],
        erasure: Some(erased()),
        restrictions: [None, Some(day())].map(|ends_on| OwnRestriction { since: day(), ends_on }).into(),
        timeline: vec![
            Happening { at: now, what: "request_filed", other: None },
            Happening { at: now, what: "restriction_asked_beside", other: Some("2B4D-6F8H-J".into()) },
        ],
        messages: vec![OwnMessage {
            author: Author::Staff,
            body: HOSTILE.into(),
            sent_at: now,
            files: vec![OwnFile { id: AttachmentId(Uuid::nil()), name: HOSTILE.into(), bytes: 5 }],
        }],
        letters: vec![OwnLetter {
            id: LetterId(Uuid::nil()),
            kind: LetterKind::PartlyGranted,
            subject: HOSTILE.into(),
            text: HOSTILE.into(),
            written_at: now,
            mail: MailState::Uncertain,
            settled_at: None,
        }],
        package: Some(OwnPackage {
            id: PackageId(Uuid::nil()),
            state: PackageState::Ready,
            bytes: 1,
            left: 5,
            expires_at: Some(now + TimeDelta::days(7)),
        }),
        steps: [Whose::Holder, Whose::Public, Whose::Own].map(|whose| own_step(now, whose)).into(),
        ..bare(OwnRequest {
            state: Some(State::Fulfilling),
            outcome: Some(Outcome::PartlyGranted),
            ..received()
        })
    }
}

fn own_step(now: DateTime<Utc>, whose: Whose) -> OwnStep {
    OwnStep {
        holder: HOSTILE.into(),
        whose,
        operation: Operation::Erase,
        touched: vec![HOSTILE.into()],
        state: StepState::Cannot,
        told_at: Some(now),
        answered_at: Some(now),
        reason: Some(HOSTILE.into()),
        excuse: Some(Excuse::Disproportionate),
        remedy: (whose == Whose::Own).then(|| (Remedy::ToldOtherwise, HOSTILE.into(), now)),
    }
}

fn unsent() -> Unsent {
    Unsent { id: DraftId(Uuid::nil()), wish: Wish::Erasure, changed_on: day(), kept_until: day() }
}

fn refused() -> OwnItem {
    let ground = Ground::Excessive;
    let reason = Reason {
        code: ground.code().into(),
        title: HOSTILE.into(),
        citation: ground.citation(Language::En),
        plain: HOSTILE.into(),
        facts: HOSTILE.into(),
        fee: None,
    };
    OwnItem {
        none_held: false,
        kind: ItemKind::Field,
        target: HOSTILE.into(),
        label: HOSTILE.into(),
        present: Some(HOSTILE.into()),
        asked: Some(HOSTILE.into()),
        verdict: Some(Verdict::Refused),
        reason: Some(reason),
        keep_until: Some(day()),
        corrected: vec![OwnCorrection {
            target: HOSTILE.into(),
            label: HOSTILE.into(),
            present: HOSTILE.into(),
            new: HOSTILE.into(),
        }],
        elsewhere: Some(HOSTILE.into()),
        uncorrected: Some(HOSTILE.into()),
    }
}
