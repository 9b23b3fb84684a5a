//! One's own account: what stands on it, and the forms that change how one signs in.

use super::{
    account::{code, names, session_table},
    field::{Choice, Fields},
    form::{Weight, button, button_value, link_button, post},
    layout::{Shell, page as document},
    parts::{SummaryRow, lead, summary_list},
    staff_sign_in::{key, recovery_codes},
};
use crate::{
    paths,
    say::{say, say_with},
};
use entity::kind::{Language, Role};
use maud::{Markup, html};
use portal_core::{actor::Staff, identity::account::Account};

/// What the page shows.
pub struct Own<'a> {
    pub account: &'a Account,
    /// Recovery codes not used yet.
    pub codes: u64,
    pub reader: &'a Staff,
    /// Whether the reader proved themselves too long ago.
    pub needs_code: bool,
}

/// The key of an authenticator that is to begin.
pub struct Device<'a> {
    /// Base 32.
    pub seed: &'a str,
    /// Its address for the QR code.
    pub address: Option<&'a str>,
}

/// The account.
pub fn page(shell: &Shell<'_>, own: &Own<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (facts(language, own))
        h2 { (say(language, "own-account-security")) }
        (security(language, own))
        h2 { (say(language, "account-sessions")) }
        (sessions(shell, own))
        @if works(own) {
            h2 { (say(language, "own-account-digest")) }
            (digest(shell, own.account.row.digest))
        }
    };
    document(shell, &body)
}

/// Whether the summary of the day is for them.
fn works(own: &Own<'_>) -> bool {
    [Role::Caseworker, Role::Approver].iter().any(|role| own.account.roles.contains(role))
}

fn facts(language: Language, own: &Own<'_>) -> Markup {
    let row = &own.account.row;
    let rows = [
        SummaryRow::new(say(language, "account-name"), &row.name).change(paths::OWN_DETAILS),
        SummaryRow::new(say(language, "account-email"), &row.email),
        SummaryRow::new(say(language, "account-roles"), &names(language, own.account.roles.iter().copied())),
        SummaryRow::new(say(language, "account-language"), &say(row.language, "shell-language"))
            .change(paths::OWN_DETAILS),
    ];
    html! {
        (summary_list(language, &rows))
        p.small { (say(language, "own-account-admin")) }
    }
}

fn security(language: Language, own: &Own<'_>) -> Markup {
    let left = i64::try_from(own.codes).unwrap_or_default();
    let left = say_with(language, "own-account-codes-left", &[("count", left.into())]);
    let row = |key: &str, value: String, href: &str| SummaryRow::new(say(language, key), &value).change(href);
    let rows = [
        row("staff-password", say(language, "own-account-password-set"), paths::OWN_PASSWORD),
        row(
            "staff-join-authenticator",
            say(language, "own-account-authenticator-set"),
            paths::OWN_AUTHENTICATOR,
        ),
        row("own-account-codes", left, paths::OWN_CODES),
    ];
    summary_list(language, &rows)
}

fn sessions(shell: &Shell<'_>, own: &Own<'_>) -> Markup {
    let language = shell.language;
    let end = |id: &str| button_value(Weight::Second, "session", id, &say(language, "account-end-session"));
    let table = session_table(language, own.account, own.reader, end);
    if own.account.sessions.len() < 2 {
        return table;
    }
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (table)
        (code(language, &fields, own.needs_code))
        (button_value(Weight::Second, "session", "all", &say(language, "account-end-all")))
    };
    post(paths::OWN_SESSIONS, shell.csrf.unwrap_or_default(), &body)
}

fn digest(shell: &Shell<'_>, on: bool) -> Markup {
    let language = shell.language;
    let (text, value, press) = if on {
        ("own-account-digest-on", "off", "own-account-digest-stop")
    } else {
        ("own-account-digest-off", "on", "own-account-digest-begin")
    };
    let button = button_value(Weight::Second, "digest", value, &say(language, press));
    html! {
        p { (say(language, text)) }
        p { (say(language, "own-account-digest-always")) }
        (post(paths::OWN_DIGEST, shell.csrf.unwrap_or_default(), &button))
    }
}

/// The form for one's name and the language of one's mails.
pub fn details(shell: &Shell<'_>, (name, code): (&str, &str), offered: &[Language]) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let choices = offered.iter().map(|offer| {
        Choice::new(offer.code(), say(*offer, "shell-language")).chosen_if(offer.code() == code)
    });
    let body = post(
        paths::OWN_DETAILS,
        shell.csrf.unwrap_or_default(),
        &html! {
            (fields.text("name", say(language, "account-name")).hint(say(language, "own-account-name-hint")).value(name).autocomplete("name"))
            (fields.radios("language", say(language, "account-language"), choices.collect()))
            (button(&say(language, "own-account-details-send")))
        },
    );
    document(shell, &body)
}

/// The form for another password.
pub fn password(shell: &Shell<'_>, needs_code: bool) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, "own-account-ends-sessions")))
        (post(paths::OWN_PASSWORD, shell.csrf.unwrap_or_default(), &html! {
            (present(language, &fields))
            (new_password(language, &fields))
            (code(language, &fields, needs_code))
            (button(&say(language, "own-account-password-send")))
        }))
    };
    document(shell, &body)
}

fn present(language: Language, fields: &Fields<'_>) -> Markup {
    let label = say(language, "own-account-present-password");
    html! { (fields.password("password", label).autocomplete("current-password")) }
}

/// A new password, typed twice: nobody sees what they type.
pub fn new_password(language: Language, fields: &Fields<'_>) -> Markup {
    let first = fields.password("password_new", say(language, "staff-password-new"));
    let again = fields.password("password_again", say(language, "own-account-password-again"));
    html! {
        (first.hint(say(language, "staff-password-hint")).autocomplete("new-password"))
        (again.autocomplete("new-password"))
    }
}

/// The form for another authenticator.
pub fn authenticator(shell: &Shell<'_>, device: &Device<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let old = fields.code("code", say(language, "own-account-code-old")).autocomplete("off");
    let new = fields.code("code_new", say(language, "own-account-code-new")).autocomplete("off");
    let body = html! {
        (lead(&say(language, "own-account-ends-sessions")))
        (post(paths::OWN_AUTHENTICATOR, shell.csrf.unwrap_or_default(), &html! {
            h2 { (say(language, "own-account-new-device")) }
            (key(language, device.seed, device.address))
            (new.hint(say(language, "staff-join-code-hint")))
            h2 { (say(language, "own-account-prove")) }
            (present(language, &fields))
            (old.hint(say(language, "own-account-code-old-hint")))
            (button(&say(language, "own-account-authenticator-send")))
        }))
    };
    document(shell, &body)
}

/// What new recovery codes mean, and the button.
pub fn codes(shell: &Shell<'_>, needs_code: bool) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, "own-account-codes-lead")))
        (post(paths::OWN_CODES, shell.csrf.unwrap_or_default(), &html! {
            (code(language, &fields, needs_code))
            (button(&say(language, "own-account-codes-send")))
        }))
    };
    document(shell, &body)
}

/// The new recovery codes, shown once.
pub fn new_codes(shell: &Shell<'_>, codes: &[String]) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "staff-joined-lead")))
        (recovery_codes(codes))
        (link_button(paths::OWN_ACCOUNT, &say(language, "own-account-back")))
    };
    document(shell, &body)
}
