//! One set of facts for every letter, plain or hostile, for the tests.

use super::{
    Ending, Extension, Facts, Forwarded, Holder, Item, Lateness, NewAddress, Package, Party, Question,
    Reason, Sender, Stands, Told, Transfer, Words,
};
use crate::{law::extension::Complexity, step::holder::Whose};
use chrono::NaiveDate;
use entity::kind::{Channel, LetterKind, QuestionKind, RestrictionGround, Right, StepState, Verdict};

/// Markup, header lines, SMTP, template syntax and text that hides or reorders.
pub(super) const HOSTILE: &str = "<script>alert(1)</script>\r\nBcc: eve@example.net\r\n.\r\nMAIL FROM:<eve@example.net>\n\n<img src=https://evil.example/p.gif> { $date } \u{202e}\u{200b}\u{0}&\"'";

pub(super) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub(super) fn sender() -> Sender {
    let party = |name: &str, phone: &str, email: &str| Party {
        name: name.into(),
        postal: "Ansiotie 14, 21500 Piikkiö".into(),
        phone: phone.into(),
        email: email.into(),
    };
    Sender {
        controller: party("WProd Oy", "+358 50 445 1002", ""),
        contact: party("Ville Kärpijoki", "+358 45 114 3151", "ville@wprod.fi"),
        authority: "Tietosuojavaltuutetun toimisto\nPL 800, 00531 Helsinki\ntietosuoja@om.fi".into(),
    }
}

pub(super) fn item(asked: &str, verdict: Verdict) -> Item {
    let verdict = Some(verdict);
    Item { asked: asked.into(), words: None, verdict, reason: None, keep_until: None, elsewhere: false }
}

pub(super) fn refused(asked: &str, code: &str) -> Item {
    let reason = Reason {
        code: code.into(),
        title: "Bookkeeping demands it".into(),
        citation: "Art. 17(3)(b); KPL 2:10".into(),
        plain: "The law makes us keep vouchers for six years.".into(),
        facts: "Your invoices belong to the financial years 2020 to 2024.".into(),
        fee: None,
    };
    Item { reason: Some(reason), keep_until: Some(day(12, 31)), ..item(asked, Verdict::Refused) }
}

fn holder(name: &str, state: StepState) -> Holder {
    let reason = Some("No such field there.".into());
    Holder { name: name.into(), whose: Whose::Holder, state, on: day(4, 9), reason }
}

pub(super) fn bare() -> Facts {
    Facts {
        reference: "7K3M-Q9TX-4".into(),
        requester_name: Some("Ada Virtanen".into()),
        right: Some(Right::Erasure),
        received_on: day(4, 7),
        channel: Channel::Portal,
        due_on: day(5, 7),
        decided_on: Some(day(4, 8)),
        items: Vec::new(),
        nothing_held: false,
        other_requests: false,
        holders: Vec::new(),
        lists: Vec::new(),
        none_held: Vec::new(),
        empty: Vec::new(),
        erasure: None,
        new_address: Some(NewAddress { request_goes_along: true }),
        erased: Vec::new(),
        held: Vec::new(),
        suffices: None,
        no_request: None,
        free_part: None,
        lateness: None,
        package: None,
        restricted: Vec::new(),
        restricted_since: None,
        beside: None,
        ending: None,
        question: None,
        told: Vec::new(),
        transfer: None,
        split_from: None,
        in_force: None,
        forwarded: None,
        attached: Vec::new(),
        automated: None,
        extension: None,
        request_url: "https://portal.example/requests/7K3M-Q9TX-4".into(),
        on_paper: false,
    }
}

fn package() -> Package {
    Package {
        url: "https://portal.example/requests/7K3M-Q9TX-4/package".into(),
        valid_days: 7,
        valid_until: None,
        formats: vec!["HTML".into(), "JSON".into()],
        schema_url: None,
    }
}

pub(super) fn late() -> Lateness {
    Lateness { due_on: day(5, 7), reason: "Our mailbox was broken.".into(), new_date: Some(day(5, 20)) }
}

pub(super) fn question(kind: QuestionKind) -> Question {
    Question {
        kind,
        text: "Which customer number is on your invoices?".into(),
        reason: Some("The name differs from ours.".into()),
        again: None,
        paused: true,
        overdue: false,
        answer_by: day(5, 6),
        limit: None,
    }
}

pub(super) fn extension() -> Extension {
    Extension {
        until: day(7, 7),
        complexity: vec![Complexity::Volume, Complexity::Redaction],
        reasons: "Nine years of tickets name other customers.".into(),
        delivered: Some("Your contact data went to you on 20 April.".into()),
        paused: false,
    }
}

pub(super) fn forwarded() -> Forwarded {
    Forwarded {
        to: "Kahvila Kanto Oy".into(),
        site: "kahvilakanto.example".into(),
        reach: "Rantatie 2, 21500 Piikkiö\nhei@kahvilakanto.example".into(),
        on: day(4, 8),
    }
}

/// A restriction that goes on beyond the one that ends.
pub(super) fn stands() -> Stands {
    Stands { ground: RestrictionGround::Claims, since: day(4, 2), what: "Invoices".into() }
}

pub(super) fn ending() -> Ending {
    Ending { on: day(4, 20), reason: "The address has been checked and is right.".into(), stands: Vec::new() }
}

fn holders() -> Vec<Holder> {
    vec![
        holder("Hosting panel", StepState::Open),
        holder("Invoicing partner", StepState::Told),
        holder("Newsletter tool", StepState::Done),
        holder("Server provider", StepState::NotHeld),
        holder("Old system", StepState::Cannot),
        Holder { whose: Whose::Own, ..holder("Administration of the servers", StepState::Open) },
        Holder { whose: Whose::Public, ..holder("References on our pages", StepState::Open) },
    ]
}

fn told(name: &str, told_on: Option<NaiveDate>, state: StepState) -> Told {
    Told {
        name: name.into(),
        whose: Whose::Holder,
        told_on,
        what: "erasure of data".into(),
        touched: vec!["Newsletter".into()],
        state,
        settled_on: day(4, 30),
        reason: (state == StepState::GivenUp).then(|| "Impossible. The company is no more.".into()),
        ended: false,
        remedy: None,
    }
}

fn account() -> Vec<Told> {
    vec![
        told("Invoicing partner", Some(day(4, 9)), StepState::Done),
        told("Newsletter tool", Some(day(4, 9)), StepState::NotHeld),
        told("Server provider", Some(day(4, 9)), StepState::Cannot),
        told("Silent partner", Some(day(4, 10)), StepState::GivenUp),
        told("Old system", None, StepState::GivenUp),
        Told { whose: Whose::Own, ..told("Administration of the servers", Some(day(4, 9)), StepState::Done) },
        Told { whose: Whose::Public, ..told("References on our pages", Some(day(4, 9)), StepState::Done) },
    ]
}

/// Facts that fill everything the letter can show.
pub(super) fn facts(kind: LetterKind) -> Facts {
    let bare = bare();
    match kind {
        LetterKind::Acknowledgement => Facts {
            decided_on: None,
            items: vec![Item { verdict: None, ..item("Newsletter data", Verdict::Granted) }],
            ..bare
        },
        LetterKind::Granted => Facts {
            items: vec![item("Newsletter data", Verdict::Granted)],
            holders: holders(),
            package: Some(package()),
            ..bare
        },
        LetterKind::PartlyGranted => Facts {
            items: vec![item("Newsletter data", Verdict::Granted), refused("Invoices", "RG-17-LEGAL")],
            holders: holders(),
            free_part: Some("Thank you for your patience.\n\nSam".into()),
            ..bare
        },
        LetterKind::Refused => Facts { items: vec![refused("Invoices", "RG-17-LEGAL")], ..bare },
        LetterKind::MarketingStopped | LetterKind::ConsentWithdrawn => Facts {
            right: Some(Right::Marketing),
            lists: vec!["Newsletter".into()],
            erased: vec!["Newsletter profile".into()],
            ..bare
        },
        LetterKind::NotIdentified => Facts {
            items: vec![refused("Everything", "RG-ID")],
            suffices: Some("Your customer number and the date of your last invoice.".into()),
            ..bare
        },
        LetterKind::Late => Facts { decided_on: None, lateness: Some(late()), ..bare },
        LetterKind::RecipientsTold => Facts { decided_on: None, told: account(), ..bare },
        LetterKind::TransferSettled => {
            Facts { transfer: Some(Transfer::Failed("No answer there.".into())), ..bare }
        }
        LetterKind::PackageReady => Facts { package: Some(package()), ..bare },
        LetterKind::Withdrawn | LetterKind::ErasureComplete => bare,
        _ => beside(kind, bare),
    }
}

/// The letters around a restriction, a message, the question to the requester, the forwarding, and a part made a request of its own.
fn beside(kind: LetterKind, bare: Facts) -> Facts {
    match kind {
        LetterKind::RestrictionSet => Facts {
            items: vec![Item { verdict: None, ..item("Contact data", Verdict::Granted) }],
            restricted: vec![RestrictionGround::Accuracy],
            right: Some(Right::Restriction),
            decided_on: None,
            ..bare
        },
        LetterKind::SplitOff => Facts {
            decided_on: None,
            items: vec![Item { verdict: None, ..item("Newsletter data", Verdict::Granted) }],
            split_from: Some("2B4D-6F8H-J".into()),
            ..bare
        },
        LetterKind::Extended => Facts { decided_on: None, extension: Some(extension()), ..bare },
        LetterKind::Forwarded => Facts { forwarded: Some(forwarded()), ..bare },
        LetterKind::RestrictionStays => {
            Facts { restricted: vec![RestrictionGround::Claims], right: Some(Right::Restriction), ..bare }
        }
        LetterKind::MessageWaiting => Facts { attached: vec!["Invoice 7.pdf".into()], ..bare },
        LetterKind::RestrictionEnds => Facts { ending: Some(ending()), decided_on: None, ..bare },
        _ => Facts { question: Some(question(QuestionKind::Identity)), decided_on: None, ..bare },
    }
}

/// The same with hostile text in every field that holds text.
pub(super) fn hostile(kind: LetterKind) -> (Sender, Facts) {
    let mut facts = facts(kind);
    let bad = || HOSTILE.to_owned();
    facts.reference = bad();
    facts.requester_name = Some(bad());
    facts.request_url = format!("javascript:{HOSTILE}");
    (facts.free_part, facts.attached) = (Some(bad()), vec![bad()]);
    (facts.suffices, facts.lists, facts.erased) = (Some(bad()), vec![bad()], vec![bad()]);
    facts.lateness = Some(Lateness { reason: bad(), ..late() });
    facts.package =
        Some(Package { url: format!("https://x.example/\"{HOSTILE}"), formats: vec![bad()], ..package() });
    facts.question = facts.question.map(|it| Question { text: bad(), reason: Some(bad()), ..it });
    facts.extension = facts.extension.map(|it| Extension { reasons: bad(), delivered: Some(bad()), ..it });
    facts.forwarded = facts.forwarded.map(|it| Forwarded { to: bad(), site: bad(), reach: bad(), ..it });
    facts.ending = facts.ending.map(|ending| {
        let stands = vec![Stands { what: bad(), ..stands() }];
        Ending { reason: bad(), stands, ..ending }
    });
    for item in &mut facts.items {
        item.asked = bad();
        item.words = Some(Words::Free(bad()));
        let code = item.reason.take().map(|reason| reason.code);
        item.reason = code.map(|code| Reason {
            code,
            title: bad(),
            citation: bad(),
            plain: bad(),
            facts: bad(),
            fee: Some(bad()),
        });
    }
    for holder in &mut facts.holders {
        (holder.name, holder.reason) = (bad(), Some(bad()));
    }
    for told in &mut facts.told {
        (told.name, told.what, told.reason) = (bad(), bad(), Some(bad()));
        told.touched = vec![bad()];
    }
    let party = || Party { name: bad(), postal: bad(), phone: bad(), email: bad() };
    (Sender { controller: party(), contact: party(), authority: bad() }, facts)
}
