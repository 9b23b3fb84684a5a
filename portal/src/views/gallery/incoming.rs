//! Mails that came in: the list, each kind on its page, and those of a request.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    say::say,
    views::{
        incoming::{list, of_request, page},
        layout::{Shell, Who, page as document},
    },
};
use chrono::{TimeZone, Utc};
use entity::{
    id::IncomingId,
    incoming,
    kind::{IncomingKind, Language, Role},
};
use portal_core::mail::incoming::{
    attachment::Attached,
    desk::{OnRequest, Opened},
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let shell = Shell {
        who,
        csrf: Some("token"),
        ..Shell::new(language, say(language, "mail-title"), "/staff/mails", &identity)
    };
    let mails: Vec<_> = IncomingKind::ALL.iter().map(|kind| mail(*kind, HOSTILE)).collect();
    let on_request: Vec<_> = mails
        .iter()
        .zip([false, true].iter().cycle())
        .map(|(row, another)| OnRequest { row: row.clone(), from_another: *another })
        .collect();
    let plain = "Please send me what you hold about me.";
    let none = Opened { attached: Vec::new(), ..opened(IncomingKind::Unclear, "", false) };
    vec![
        Sample { name: "mails-none", markup: list(&shell, &[]) },
        Sample { name: "hostile-mails", markup: list(&shell, &mails) },
        Sample {
            name: "mail-request",
            markup: page(&shell, &opened(IncomingKind::Request, plain, false), true),
        },
        Sample {
            name: "hostile-mail-reply",
            markup: page(&shell, &opened(IncomingKind::Reply, HOSTILE, true), true),
        },
        Sample {
            name: "mail-automatic",
            markup: page(&shell, &opened(IncomingKind::Automatic, plain, true), true),
        },
        Sample {
            name: "mail-bounce-read",
            markup: page(&shell, &opened(IncomingKind::Bounce, plain, false), false),
        },
        Sample { name: "mail-unclear", markup: page(&shell, &none, true) },
        Sample {
            name: "hostile-mails-of-request",
            markup: document(&shell, &of_request(language, &on_request)),
        },
    ]
}

fn opened(kind: IncomingKind, text: &str, can_file: bool) -> Opened {
    Opened {
        row: mail(kind, text),
        reference: (kind == IncomingKind::Reply).then(|| "ABCD-EFGH-J".to_owned()),
        attached: vec![
            Attached { name: text.to_owned(), bytes: 2_000_000, extension: Some("pdf") },
            Attached { name: text.to_owned(), bytes: 3, extension: None },
            Attached { name: String::new(), bytes: 0, extension: Some("txt") },
        ],
        can_file,
    }
}

fn mail(kind: IncomingKind, text: &str) -> incoming::Model {
    let at = Utc.with_ymd_and_hms(2026, 4, 13, 7, 0, 0).unwrap();
    let some = Some(text.to_owned()).filter(|text| !text.is_empty());
    incoming::Model {
        id: IncomingId(Uuid::nil()),
        key: "ab12".into(),
        message_key: None,
        kind,
        request_id: None,
        received_at: at,
        sender: some.clone(),
        sender_name: some,
        subject: text.into(),
        body: text.into(),
        masked: kind == IncomingKind::Reply,
        file: "f".into(),
        wrapped_key: "k".into(),
        bytes: 2_345,
        taken_at: at,
        read_at: (kind == IncomingKind::Request).then_some(at),
        read_by: None,
    }
}
