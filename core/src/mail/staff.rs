//! Mails to staff: a request waits, a letter could not be delivered. No personal data, a link.

use super::letter::{
    Letter,
    page::{self, Block, one_line},
};
use crate::lang::{self, Args};
use chrono::{DateTime, NaiveDate, Utc};
use entity::kind::{Language, Right};

/// Why staff are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A new request waits in the queue.
    NewRequest,
    /// An opt-out or a withdrawal took effect; nothing waits.
    Effective,
    /// Somebody whose opt-out is in force says that marketing still comes.
    StillMailed,
    /// The requester wrote.
    Message,
    /// A decision waits for a second person.
    Proposed,
    /// A decision was sent back to whoever proposed it.
    SentBack,
    /// The requester has not answered what was asked.
    Unanswered,
    /// The mail server refused a letter, so the request is not answered.
    Bounce,
    /// The mail server may or may not have taken a letter.
    Uncertain,
    /// The mail to another holder of the data came back.
    HolderBounced,
    /// Another holder of the data does not answer.
    HolderSilent,
    /// Another holder of the data says that it cannot.
    HolderCannot,
    /// The mail to the customer to whom a request was forwarded came back.
    ForwardBounced,
}

/// What the mail names.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    pub occasion: Occasion,
    pub reference: &'a str,
    /// None until the request is classified.
    pub right: Option<Right>,
    /// By when the answer must go; nothing once it has gone.
    pub due_on: Option<NaiveDate>,
    /// The page of the request for staff.
    pub url: &'a str,
}

/// Writes the mail.
pub fn compose(language: Language, notice: &Notice<'_>) -> Letter {
    let text = |key: &str, args: Args<'_>| one_line(&lang::text_with(language, key, args));
    let name = match notice.occasion {
        Occasion::NewRequest => "new-request",
        Occasion::Effective => "effective",
        Occasion::StillMailed => "still-mailed",
        Occasion::Message => "message",
        Occasion::Proposed => "proposed",
        Occasion::SentBack => "sent-back",
        Occasion::Unanswered => "unanswered",
        Occasion::Bounce => "bounce",
        Occasion::Uncertain => "uncertain",
        Occasion::HolderBounced => "holder-bounced",
        Occasion::HolderSilent => "holder-silent",
        Occasion::HolderCannot => "holder-cannot",
        Occasion::ForwardBounced => "forward-bounced",
    };
    let reference = one_line(notice.reference);
    let subject = text(&format!("mail-staff-{name}-subject"), &[("reference", reference.clone().into())]);
    let mut pairs = vec![(text("letter-case-reference", &[]), reference)];
    if let Some(right) = notice.right {
        pairs.push((text("letter-case-right", &[]), text(&format!("right-{}", right.code()), &[])));
    }
    let is_closed = matches!(notice.occasion, Occasion::Effective | Occasion::StillMailed);
    if let Some(due_on) = notice.due_on.filter(|_| !is_closed) {
        pairs.push((text("mail-staff-due", &[]), lang::date(language, due_on)));
    }
    let blocks = [
        Block::Paragraph(text(&format!("mail-staff-{name}"), &[])),
        Block::Pairs(pairs),
        Block::Paragraph(text("mail-staff-open", &[])),
        Block::Link(one_line(notice.url)),
    ];
    page::letter(language, subject, &blocks)
}

/// What happened to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountChange {
    Invited,
    Roles,
    Closed,
    Reopened,
    /// Invited by the command line although there are administrators.
    Recovered,
    /// Its password was replaced by a mailed link and a code.
    Reset,
}

/// A change of an account, of which the whole desk and every administrator hear.
#[derive(Clone, Copy, Debug)]
pub struct AccountNotice<'a> {
    pub change: AccountChange,
    pub name: &'a str,
    /// The address that signs in with it.
    pub email: &'a str,
    /// Who made it; nobody where nobody was signed in.
    pub by: &'a str,
    /// The page of accounts.
    pub url: &'a str,
}

/// Writes the mail about it.
pub fn compose_account(language: Language, notice: &AccountNotice<'_>) -> Letter {
    let args: Args<'_> = &[
        ("name", one_line(notice.name).into()),
        ("email", one_line(notice.email).into()),
        ("by", one_line(notice.by).into()),
    ];
    let text = |key: &str| one_line(&lang::text_with(language, &format!("mail-staff-account-{key}"), args));
    let change = match notice.change {
        AccountChange::Invited => "invited",
        AccountChange::Roles => "roles",
        AccountChange::Closed => "closed",
        AccountChange::Reopened => "reopened",
        AccountChange::Recovered => "recovered",
        AccountChange::Reset => "reset",
    };
    let blocks =
        [Block::Paragraph(text(change)), Block::Paragraph(text("open")), Block::Link(one_line(notice.url))];
    page::letter(language, text("subject"), &blocks)
}

/// The 72 hours of a breach.
#[derive(Clone, Copy, Debug)]
pub struct Alarm<'a> {
    pub number: i32,
    pub notify_by: DateTime<Utc>,
    pub over: bool,
    /// The page of its record.
    pub url: &'a str,
}

/// Writes the mail that a breach is to be notified to the authority.
pub fn compose_alarm(language: Language, alarm: &Alarm<'_>) -> Letter {
    let args: Args<'_> =
        &[("number", alarm.number.into()), ("by", lang::moment(language, alarm.notify_by).into())];
    let text = |key: &str| one_line(&lang::text_with(language, &format!("mail-staff-{key}"), args));
    let key = if alarm.over { "breach-over" } else { "breach" };
    let blocks = [
        Block::Paragraph(text(key)),
        Block::Paragraph(text("breach-open")),
        Block::Link(one_line(alarm.url)),
    ];
    page::letter(language, text("breach-subject"), &blocks)
}

/// What keeps the portal from its work, for whoever runs it.
#[derive(Clone, Copy, Debug)]
pub enum Trouble {
    /// No self-test has passed since then.
    Silence(DateTime<Utc>),
    /// More sign-in mails are asked for than leave at once.
    Flood,
}

/// Writes the mail about it.
pub fn compose_trouble(language: Language, trouble: Trouble, url: &str) -> Letter {
    let (about, args) = match trouble {
        Trouble::Silence(since) => ("silence", vec![("since", lang::moment(language, since).into())]),
        Trouble::Flood => ("flood", Vec::new()),
    };
    let text = |key: &str| one_line(&lang::text_with(language, &format!("mail-staff-{about}-{key}"), &args));
    let blocks = [
        Block::Paragraph(text("what")),
        Block::Paragraph(text("look")),
        Block::Paragraph(text("open")),
        Block::Link(one_line(url)),
    ];
    page::letter(language, text("subject"), &blocks)
}

/// Writes the mail that carries the first seal of a day out of the house.
pub fn compose_seal(language: Language, seal: &str, sealed_on: NaiveDate) -> Letter {
    let on = lang::date(language, sealed_on);
    let subject = lang::text_with(language, "mail-staff-seal-subject", &[("date", on.into())]);
    let blocks = [
        Block::Paragraph(one_line(&lang::text(language, "mail-staff-seal"))),
        Block::Lines(vec![seal.into()]),
        Block::Paragraph(one_line(&lang::text(language, "mail-staff-seal-keep"))),
        Block::Lines(vec!["portal audit verify --seal SEAL".into()]),
    ];
    page::letter(language, one_line(&subject), &blocks)
}

#[cfg(test)]
mod tests {
    use super::{
        AccountChange, AccountNotice, Language, NaiveDate, Notice, Occasion, Right, compose, compose_account,
    };
    use std::collections::BTreeSet;

    const OCCASIONS: [Occasion; 13] = [
        Occasion::StillMailed,
        Occasion::NewRequest,
        Occasion::Effective,
        Occasion::Message,
        Occasion::Proposed,
        Occasion::SentBack,
        Occasion::Unanswered,
        Occasion::Bounce,
        Occasion::Uncertain,
        Occasion::HolderBounced,
        Occasion::HolderSilent,
        Occasion::HolderCannot,
        Occasion::ForwardBounced,
    ];

    #[test]
    fn every_mail_to_staff_names_case_date_and_page_and_no_key() {
        for language in Language::ALL {
            let mut subjects = BTreeSet::new();
            for occasion in OCCASIONS {
                let notice = Notice {
                    occasion,
                    reference: "7K3M-Q9TX-4",
                    right: Some(Right::Access),
                    due_on: Some(NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()),
                    url: "https://staff.example/staff/requests/7K3M-Q9TX-4",
                };
                let mail = compose(*language, &notice);
                let closed = matches!(occasion, Occasion::Effective | Occasion::StillMailed);
                let dated = if closed { "7K3M-Q9TX-4" } else { "2026" };
                for needed in ["7K3M-Q9TX-4", notice.url, dated] {
                    assert!(
                        mail.text.contains(needed) && mail.html.contains(needed),
                        "{occasion:?}: {needed}"
                    );
                }
                assert!(!mail.text.contains('⟦') && !mail.subject.contains('⟦'), "{}", mail.text);
                subjects.insert(mail.subject);
            }
            assert_eq!(subjects.len(), OCCASIONS.len());
        }
    }

    #[test]
    fn every_mail_about_an_account_says_whose_and_what_became_of_it() {
        use AccountChange::{Closed, Invited, Recovered, Reopened, Reset, Roles};
        for language in Language::ALL {
            let changes = [Invited, Roles, Closed, Reopened, Recovered, Reset];
            let mails = changes.map(|change| {
                let notice = AccountNotice {
                    change,
                    name: "Kim Korpi",
                    email: "kim@wprod.example",
                    by: "Ari",
                    url: "https://desk.example/staff/accounts",
                };
                let mail = compose_account(*language, &notice);
                for needed in [notice.name, notice.email, notice.url] {
                    assert!(mail.text.contains(needed), "{change:?}: {}", mail.text);
                }
                let by = !matches!(change, Recovered | Reset);
                assert_eq!(mail.text.contains("Ari"), by, "{}", mail.text);
                assert!(!mail.text.contains('⟦'), "{}", mail.text);
                mail.text
            });
            assert_eq!(BTreeSet::from(mails).len(), changes.len());
        }
    }

    #[test]
    fn a_forged_reference_adds_no_line_to_the_subject() {
        let notice = Notice {
            occasion: Occasion::Bounce,
            reference: "X\r\nBcc: eve@example.net",
            right: None,
            due_on: Some(NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()),
            url: "https://staff.example/",
        };
        assert!(!compose(Language::En, &notice).subject.contains(['\r', '\n']));
    }
}
