//! Staff accounts: the list with its invitations and how their mails went, and one account. No page shows a link.

use super::{
    field::{Choice, Fields},
    form::{Weight, button, button_value, post},
    layout::{Shell, page as document},
    parts::{Banner, SummaryRow, Tone, badge, inset, lead, summary_list},
    table::{Table, data_table},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use entity::{
    kind::{Language, MailState, Role},
    outbox, session,
};
use maud::{Markup, html};
use portal_core::{
    actor::Staff,
    identity::account::{Account, Pending},
    lang::moment,
};
use std::collections::BTreeSet;

/// Longest name of a member of staff, in characters.
pub const LONGEST_NAME: usize = 100;

/// Id of the code that closes an account or opens it again: its page has another form with a code.
pub const CODE_OF_STATE: &str = "code-state";

/// What the list shows.
pub struct Listed<'a> {
    pub accounts: &'a [Account],
    pub invited: &'a [Pending],
    pub typed: &'a Form,
    /// Whether the reader proved themselves too long ago.
    pub needs_code: bool,
}

/// What the page of one account shows.
pub struct Shown<'a> {
    pub account: &'a Account,
    /// The roles that are ticked: its own, or those of a form that comes back.
    pub ticked: &'a BTreeSet<Role>,
    /// Open requests it holds.
    pub holds: u64,
    pub reader: &'a Staff,
    pub needs_code: bool,
}

/// Every account and open invitation, and the form for a new one.
pub fn list(shell: &Shell<'_>, listed: &Listed<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "account-lead")))
        (accounts(language, listed.accounts))
        @if !listed.invited.is_empty() {
            h2 { (say(language, "account-open-invitations")) }
            (invitations(shell, listed.invited))
        }
        h2 { (say(language, "account-new")) }
        (new(shell, listed))
        p { a href=(paths::SIGN_IN_MAILS) { (say(language, "relief-title")) } }
    };
    document(shell, &body)
}

fn accounts(language: Language, accounts: &[Account]) -> Markup {
    let row = |account: &Account| {
        let seen = account.last_seen().map(|at| moment(language, at));
        vec![
            html! { a href=(paths::account(&account.row.id.to_string())) { (account.row.name) } },
            html! { (account.row.email) },
            html! { (names(language, account.roles.iter().copied())) },
            html! { (state(language, account)) },
            html! { (seen.unwrap_or_else(|| say(language, "account-not-signed-in"))) },
        ]
    };
    let columns = ["account-name", "account-email", "account-roles", "account-state", "account-seen"];
    data_table(&Table {
        caption: say(language, "account-title"),
        columns: columns.into_iter().map(|key| say(language, key)).collect(),
        rows: accounts.iter().map(row).collect(),
        empty: say(language, "account-none"),
    })
}

fn state(language: Language, account: &Account) -> Markup {
    match account.row.disabled_at {
        None => badge(Tone::Good, &say(language, "account-is-open")),
        Some(_) => badge(Tone::Plain, &say(language, "account-is-closed")),
    }
}

/// Roles in words.
pub fn names(language: Language, roles: impl Iterator<Item = Role>) -> String {
    roles.map(|role| word(language, "role", role.code())).collect::<Vec<_>>().join(", ")
}

fn invitations(shell: &Shell<'_>, invited: &[Pending]) -> Markup {
    let language = shell.language;
    let row = |pending: &Pending| {
        let row = &pending.row;
        vec![
            html! { (row.name) },
            html! { (row.email) },
            html! { (names(language, row.roles.split(',').filter_map(Role::from_code))) },
            on_the_way(language, pending.mail.as_ref()),
            html! { (moment(language, row.expires_at)) },
            deeds(shell, &row.id.to_string()),
        ]
    };
    let columns = [
        "account-name",
        "account-email",
        "account-roles",
        "account-mail",
        "account-expires",
        "account-uninvite-column",
    ];
    data_table(&Table {
        caption: say(language, "account-open-invitations"),
        columns: columns.into_iter().map(|key| say(language, key)).collect(),
        rows: invited.iter().map(row).collect(),
        empty: String::new(),
    })
}

/// What may be done with an open invitation.
fn deeds(shell: &Shell<'_>, id: &str) -> Markup {
    let deed = |action: &str, key: &str| {
        let button = button_value(Weight::Second, "invitation", id, &say(shell.language, key));
        post(action, shell.csrf.unwrap_or_default(), &button)
    };
    html! {
        (deed(paths::INVITATIONS_AGAIN, "account-invite-again"))
        (deed(paths::INVITATIONS, "account-uninvite"))
    }
}

/// How the mail of an invitation went.
fn on_the_way(language: Language, mail: Option<&outbox::Model>) -> Markup {
    let (tone, key) = match mail.map(|mail| mail.state) {
        None => (Tone::Plain, "account-mail-printed"),
        Some(MailState::Queued | MailState::Claimed | MailState::Data) => {
            (Tone::Info, "account-mail-on-its-way")
        }
        Some(MailState::Sent) => (Tone::Good, "account-mail-accepted"),
        Some(MailState::Bounced) => (Tone::Bad, "account-mail-bounced"),
        // A worker died while sending, or a restored backup holds it: nobody knows, and it does not go by itself.
        Some(_) => (Tone::Warn, "account-mail-uncertain"),
    };
    let reply = mail.filter(|mail| mail.state == MailState::Bounced).and_then(|mail| mail.reply.as_deref());
    html! {
        (badge(tone, &say(language, key)))
        @if let Some(reply) = reply { p.hint { (reply) } }
    }
}

/// That an invitation goes by mail to an address.
pub fn sent(language: Language, to: &str) -> Banner {
    Banner {
        body: Some(html! { p { (say(language, "account-invited-text")) } }),
        ..Banner::new(Tone::Good, say_with(language, "account-invited", &[("email", to.into())]))
    }
}

fn new(shell: &Shell<'_>, listed: &Listed<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let typed = listed.typed;
    let chosen = typed.all("roles").filter_map(Role::from_code).collect();
    let tongue = |&known: &Language| {
        let name = say(known, "shell-language");
        Choice::new(known.code(), name).chosen_if(typed.get("language") == known.code())
    };
    html! {
        p { (say(language, "account-new-text")) }
        (post(paths::ACCOUNTS, shell.csrf.unwrap_or_default(), &html! {
            (fields.text("name", say(language, "account-name")).value(typed.get("name")).max(LONGEST_NAME))
            (fields.email("email", say(language, "account-email")).value(typed.get("email")).autocomplete("off"))
            (fields.radios("language", say(language, "account-language"), Language::ALL.iter().map(tongue).collect()))
            (fields.checkboxes("roles", say(language, "account-roles"), role_choices(language, &chosen)))
            (code(language, &fields, listed.needs_code))
            (button(&say(language, "account-invite")))
        }))
    }
}

fn role_choices(language: Language, chosen: &BTreeSet<Role>) -> Vec<Choice> {
    let choice = |&role: &Role| {
        Choice::new(role.code(), word(language, "role", role.code()))
            .hint(say(language, &format!("account-may-{}", role.code())))
            .chosen_if(chosen.contains(&role))
    };
    Role::ALL.iter().map(choice).collect()
}

/// Asks for a code of somebody who signed in a while ago.
pub fn code(language: Language, fields: &Fields<'_>, needed: bool) -> Markup {
    html! {
        @if needed {
            (fields.code("code", say(language, "staff-code")).hint(say(language, "account-code-hint")))
        }
    }
}

/// One account.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, account) = (shell.language, shown.account);
    let is_own = shown.reader.id == account.row.id;
    let body = html! {
        (facts(language, shown))
        h2 { (say(language, "account-sessions")) }
        (sessions(shell, shown))
        @if is_own {
            (inset(&html! { p { (say(language, "account-own")) } }))
        } @else {
            h2 { (say(language, "account-roles-title")) }
            (roles(shell, shown))
            h2 { (say(language, if account.row.disabled_at.is_none() { "account-close" } else { "account-reopen" })) }
            (closing(shell, shown))
        }
    };
    document(shell, &body)
}

fn facts(language: Language, shown: &Shown<'_>) -> Markup {
    let row = &shown.account.row;
    let say = |key: &str| say(language, key);
    let mut rows = vec![
        SummaryRow::new(say("account-email"), &row.email),
        SummaryRow::new(say("account-language"), &crate::say::say(row.language, "shell-language")),
        SummaryRow::new(say("account-roles"), &names(language, shown.account.roles.iter().copied())),
        SummaryRow::new(say("account-since"), &moment(language, row.created_at)),
        SummaryRow::new(say("account-state"), &state(language, shown.account)),
        SummaryRow::new(say("account-holds"), &shown.holds),
    ];
    if let Some(at) = row.disabled_at {
        rows.insert(5, SummaryRow::new(say("account-closed-on"), &moment(language, at)));
    }
    summary_list(language, &rows)
}

fn sessions(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let action = paths::account_deed(&shown.account.row.id.to_string(), "sessions");
    let end = |value: &str, key: &str| {
        let button = button_value(Weight::Second, "session", value, &say(language, key));
        post(&action, shell.csrf.unwrap_or_default(), &button)
    };
    let one = |id: &str| end(id, "account-end-session");
    html! {
        (session_table(language, shown.account, shown.reader, one))
        @if shown.account.sessions.len() > 1 { (end("all", "account-end-all")) }
    }
}

/// The sessions of an account, each but the reader's own with what ends it by its key.
pub(super) fn session_table(
    language: Language,
    account: &Account,
    reader: &Staff,
    end: impl Fn(&str) -> Markup,
) -> Markup {
    let row = |session: &session::Model| {
        let last = if session.id == reader.session {
            html! { (say(language, "account-this-session")) }
        } else {
            end(&session.id.to_string())
        };
        vec![
            html! { (moment(language, session.created_at)) },
            html! { (moment(language, session.last_seen_at)) },
            html! { (moment(language, session.expires_at)) },
            last,
        ]
    };
    let columns = ["account-opened", "account-used", "account-ends", "account-end-column"];
    data_table(&Table {
        caption: say(language, "account-sessions"),
        columns: columns.into_iter().map(|key| say(language, key)).collect(),
        rows: account.sessions.iter().map(row).collect(),
        empty: say(language, "account-no-session"),
    })
}

fn roles(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let action = paths::account_deed(&shown.account.row.id.to_string(), "roles");
    post(
        &action,
        shell.csrf.unwrap_or_default(),
        &html! {
            (fields.checkboxes("roles", say(language, "account-roles"), role_choices(language, shown.ticked))
                .hint(say(language, "account-roles-hint")))
            (code(language, &fields, shown.needs_code))
            (button(&say(language, "account-roles-send")))
        },
    )
}

fn closing(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let action = paths::account_deed(&shown.account.row.id.to_string(), "state");
    let (text, value, key) = match shown.account.row.disabled_at {
        None => ("account-close-text", "closed", "account-close"),
        Some(_) => ("account-reopen-text", "open", "account-reopen"),
    };
    let second = shown.needs_code.then(|| {
        let code = fields.code("code", say(language, "staff-code")).id(CODE_OF_STATE);
        code.hint(say(language, "account-code-hint"))
    });
    html! {
        p { (say(language, text)) }
        (post(&action, shell.csrf.unwrap_or_default(), &html! {
            @if let Some(code) = second { (code) }
            (button_value(Weight::Second, "state", value, &say(language, key)))
        }))
    }
}
