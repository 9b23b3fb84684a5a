//! What staff have just done with a request, or beside requests, told at the top of the page it leads to.

use super::parts::{Banner, Tone};
use crate::say::{say, say_with};
use entity::kind::{Language, LetterKind};
use maud::html;
use portal_core::request::{answered::awaits_posting, case::Case};

macro_rules! deeds {
    ($(#[$doc:meta])* $name:ident: $($variant:ident = $code:literal;)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its code, and the end of its key in the catalogue.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

deeds! {
    /// What was just done with a request at the desk: each has its words, and none but these is ever told.
    Done:
    Taken = "taken";
    Assigned = "assigned";
    Named = "named";
    Split = "split";
    Noted = "noted";
    Protected = "protected";
    Written = "written";
    OriginalKept = "original-kept";
    OriginalRemoved = "original-removed";
    OriginalWentOut = "original-went-out";
    Asked = "asked";
    Resumed = "resumed";
    Extended = "extended";
    Proposed = "proposed";
    SentBack = "sent-back";
    Decided = "decided";
    Approved = "approved";
    Forwarded = "forwarded";
    HandedOver = "handed-over";
    Withdrawn = "withdrawn";
    Entered = "entered";
    Identified = "identified";
    Linked = "linked";
    Retried = "retried";
    SentAgain = "sent-again";
    Posted = "posted";
    HolderTold = "holder-told";
    HolderAnswered = "holder-answered";
    Remedied = "remedied";
    EndAnnounced = "end-announced";
    EndCalledOff = "end-called-off";
    EndTold = "end-told";
    Lifted = "lifted";
    Transferred = "transferred";
}

deeds! {
    /// What was just put on record beside requests: of a person, of the register, of an address.
    Kept:
    DisclosureKept = "disclosure-kept";
    DisclosureCorrected = "disclosure-corrected";
    HoldSet = "hold-set";
    HoldTold = "hold-told";
    HoldLifted = "hold-lifted";
    ReviewBegun = "review-begun";
    FindingKept = "finding-kept";
    ReviewClosed = "review-closed";
    ProtectionSet = "protection-set";
    ProtectionAsked = "protection-asked";
    ProtectionEnded = "protection-ended";
    ProtectionStands = "protection-stands";
    StaleDecided = "stale-decided";
    Muted = "muted";
    Unmuted = "unmuted";
    MailsGiven = "mails-given";
    MailSettled = "mail-settled";
}

/// That it is on record.
pub fn kept(language: Language, kept: Kept) -> Banner {
    Banner::new(Tone::Good, say(language, &format!("done-{}", kept.code())))
}

/// That it has been done; of a decision, also where its letter is.
pub fn told(language: Language, done: Done, case: &Case) -> Banner {
    // What has left with a copy is not undone by taking it away here.
    let tone = if done == Done::OriginalWentOut { Tone::Warn } else { Tone::Good };
    let banner = Banner::new(tone, say(language, &format!("done-{}", done.code())));
    let decides = matches!(done, Done::Decided | Done::Approved);
    match letter(language, case).filter(|_| decides) {
        Some(letter) => Banner { body: Some(html! { p { (letter) } }), ..banner },
        None => banner,
    }
}

/// Where the letter of the decision is: to be printed, on its way, or waiting for its package.
fn letter(language: Language, case: &Case) -> Option<String> {
    let decides = |kind| {
        use LetterKind::{Granted, NotIdentified, PartlyGranted, Refused};
        matches!(kind, Granted | PartlyGranted | Refused | NotIdentified)
    };
    let newest =
        case.letters.iter().filter(|sent| decides(sent.letter.kind)).max_by_key(|sent| sent.letter.id);
    let written = newest.is_some();
    // A corrected address is the requester's from now on; the letter went to the one that asked.
    let mailed = newest.and_then(|sent| sent.mail.as_ref()).map(|mail| &mail.recipient);
    match mailed.or(case.request.requester_email.as_ref()) {
        _ if written && awaits_posting(&case.request) => Some(say(language, "done-letter-to-post")),
        Some(email) if written => {
            Some(say_with(language, "done-letter-sent", &[("email", email.as_str().into())]))
        }
        Some(_) => Some(say(language, "done-letter-packed")),
        None => None,
    }
}
