//! Staff accounts: the list, an invitation refused in every field and sent, mails on their way, an account open, closed and one's own.

use super::{
    matter::letter,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        account::{Listed, Shown, list, page, sent},
        form::Problem,
        layout::{Shell, Who},
    },
};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use entity::{
    id::{InvitationId, SessionId, StaffId},
    invitation,
    kind::{Language, MailState, Role, SessionKind},
    outbox, session, staff,
};
use portal_core::{
    actor::Staff,
    identity::account::{Account, Pending},
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Aatu Aalto", roles: &[Role::Admin] };
    let shell = Shell {
        who,
        csrf: Some("token"),
        ..Shell::new(language, say(language, "account-title"), "/staff/accounts", &identity)
    };
    let fields = ["name", "email", "language", "roles", "code"];
    let wrong = fields.map(|field| Problem::new(field, say(language, &format!("account-{field}-problem"))));
    let refused = Shell { problems: &wrong, ..shell.clone() };
    let said = Shell { notice: Some(sent(language, HOSTILE)), ..shell.clone() };
    let wrong_code = Shell { problems: &wrong[3..], ..shell.clone() };
    let typed = ["name", "email"].map(|field| (field.to_owned(), HOSTILE.to_owned()));
    let (typed, none) = (Form::of(typed.to_vec()), Form::default());
    let (accounts, invitations) = ([account(1, None), account(2, Some(at()))], invitations());
    let listed = |typed, needs_code| Listed { accounts: &accounts, invited: &invitations, typed, needs_code };
    let reader = |id: u128| Staff {
        session: SessionId(Uuid::from_u128(1)),
        id: StaffId(Uuid::from_u128(id)),
        name: "Aatu Aalto".into(),
        language,
        roles: [Role::Admin].into(),
        proved_at: at(),
    };
    let (own, other) = (reader(1), reader(9));
    vec![
        Sample { name: "hostile-accounts", markup: list(&shell, &listed(&none, false)) },
        Sample { name: "hostile-accounts-problem", markup: list(&refused, &listed(&typed, true)) },
        Sample { name: "hostile-account-invited", markup: list(&said, &listed(&none, false)) },
        Sample { name: "hostile-account", markup: page(&shell, &shown(&accounts[0], &other, false)) },
        Sample { name: "hostile-account-own", markup: page(&shell, &shown(&accounts[0], &own, false)) },
        Sample {
            name: "hostile-account-closed",
            markup: page(&wrong_code, &shown(&accounts[1], &other, true)),
        },
    ]
}

pub fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 13, 7, 0, 0).unwrap()
}

pub fn account(id: u128, disabled_at: Option<DateTime<Utc>>) -> Account {
    let row = staff::Model {
        id: StaffId(Uuid::from_u128(id)),
        email: HOSTILE.into(),
        name: HOSTILE.into(),
        password: String::new(),
        totp_secret: None,
        totp_last_step: None,
        language: Language::Fi,
        created_at: at(),
        disabled_at,
        digest: true,
    };
    let session = |session: u128| session::Model {
        id: SessionId(Uuid::from_u128(session)),
        kind: SessionKind::Staff,
        token_digest: String::new(),
        email_key: None,
        email: None,
        staff_id: Some(row.id),
        epoch: 1,
        created_at: at(),
        last_seen_at: at(),
        expires_at: at() + TimeDelta::hours(8),
        proved_at: at(),
    };
    let sessions = if disabled_at.is_some() { Vec::new() } else { vec![session(1), session(2)] };
    Account { roles: [Role::Caseworker, Role::Admin].into(), sessions, row }
}

/// One that was printed, and one for each state of its mail.
fn invitations() -> Vec<Pending> {
    use MailState::{Bounced, Queued, Sent, Uncertain};
    let mailed = [Queued, Sent, Uncertain, Bounced].map(|state| {
        let sent = letter(HOSTILE).mail;
        let mail = sent.map(|mail| outbox::Model { state, reply: Some(HOSTILE.into()), ..mail });
        Pending { row: invitation(), mail }
    });
    [Pending { row: invitation(), mail: None }].into_iter().chain(mailed).collect()
}

fn invitation() -> invitation::Model {
    invitation::Model {
        id: InvitationId(Uuid::nil()),
        token_digest: String::new(),
        email: HOSTILE.into(),
        name: HOSTILE.into(),
        roles: "reader,approver".into(),
        language: Language::Sv,
        created_at: at(),
        expires_at: at() + TimeDelta::hours(24),
        used_at: None,
    }
}

fn shown<'a>(account: &'a Account, reader: &'a Staff, needs_code: bool) -> Shown<'a> {
    Shown { account, ticked: &account.roles, holds: 2, reader, needs_code }
}
