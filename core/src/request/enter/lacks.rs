//! What an entry still lacks, or holds that it must not. Pure.

use super::{CHANNELS, CHECKS, Entered, Identity};
use crate::{
    email::Email,
    law::identity_code,
    request::answers::{LONGEST_LINE, LONGEST_TEXT, Problem},
};
use chrono::{Days, NaiveDate};
use entity::kind::{Channel, Right};

/// Older than this, the day of receipt is asked about again; it is never refused for its age.
const LONG_AGO: Days = Days::new(14);

/// The first day on which a request could come under the Regulation (Art. 99(2)).
const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2018, 5, 25);

/// Everything to put right, in the order of the page.
pub fn lacks(entered: &Entered, today: NaiveDate) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut when = |wrong: bool, field: &'static str, key: &'static str| {
        found.extend(wrong.then_some(Problem { field, index: None, key }));
    };
    let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let channel = entered.channel.filter(|channel| CHANNELS.contains(channel));
    when(channel.is_none(), "channel", "entry-problem-channel");
    let day = entered.received_on.filter(|on| Some(*on) >= FIRST);
    when(day.is_none(), "received_on", "entry-problem-received");
    when(day.is_some_and(|on| on > today), "received_on", "entry-problem-future");
    when(entered.language.is_none(), "language", "entry-problem-language");
    when(entered.words.trim().is_empty(), "words", "entry-problem-words");
    when(entered.words.chars().count() > LONGEST_TEXT, "words", "problem-too-long");
    let has_original = matches!(channel, Some(Channel::Letter | Channel::Email));
    when(has_original && !given(&entered.kept_at), "kept_at", "entry-problem-kept");
    let email = entered.email.as_deref().map(Email::parse);
    when(!given(&entered.name) && !matches!(email, Some(Ok(_))), "name", "entry-problem-name");
    when(matches!(email, Some(Err(_))), "email", "entry-problem-email");
    let reached = email.is_some() || given(&entered.postal) || given(&entered.unreachable);
    when(!reached, "postal", "entry-problem-reach");
    let (speaks, shown) = (given(&entered.representative), given(&entered.authority));
    when(shown && !speaks, "representative", "entry-problem-representative");
    when(speaks && !shown, "authority", "entry-problem-authority");
    let stops = entered.rights.iter().any(|right| matches!(right, Right::Marketing | Right::Consent));
    when(stops && email.is_none(), "rights", "entry-problem-stop");
    when(!is_told(entered.identity.as_ref()), "identity", "entry-problem-identity");
    found.extend(unfit(entered));
    found
}

/// Whether the day lies so far back that it is worth a second look.
pub fn is_long_ago(received_on: NaiveDate, today: NaiveDate) -> bool {
    received_on + LONG_AGO < today
}

/// A check says by which step, and what was compared.
fn is_told(identity: Option<&Identity>) -> bool {
    match identity {
        None => false,
        Some(Identity::Open) => true,
        Some(Identity::Checked(method, how)) => CHECKS.contains(method) && !how.trim().is_empty(),
    }
}

/// Texts that are too long, or hold what has no place in them (TSL 29 §).
fn unfit(entered: &Entered) -> Vec<Problem> {
    let how = match &entered.identity {
        Some(Identity::Checked(_, how)) => Some(how.as_str()),
        _ => None,
    };
    let texts = [
        ("words", Some(entered.words.as_str()), LONGEST_TEXT),
        ("name", entered.name.as_deref(), LONGEST_LINE),
        ("postal", entered.postal.as_deref(), LONGEST_LINE),
        ("unreachable", entered.unreachable.as_deref(), LONGEST_LINE),
        ("representative", entered.representative.as_deref(), LONGEST_LINE),
        ("authority", entered.authority.as_deref(), LONGEST_TEXT),
        ("kept_at", entered.kept_at.as_deref(), LONGEST_LINE),
        ("finding", how, LONGEST_TEXT),
    ];
    let mut found = Vec::new();
    for (field, text, longest) in texts {
        let Some(text) = text else { continue };
        if field != "words" && text.chars().count() > longest {
            found.push(Problem { field, index: None, key: "problem-too-long" });
        }
        if identity_code::is_in(text) {
            found.push(Problem { field, index: None, key: "entry-problem-identity-code" });
        }
    }
    found
}
