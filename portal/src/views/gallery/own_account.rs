//! One's own account: as it stands, with every form refused in every field, and the codes shown once.

use super::{
    account::{account, at},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    say::say,
    views::{
        form::Problem,
        layout::{Shell, Who},
        own_account::{Device, Own, authenticator, codes, details, new_codes, page, password},
        staff_sign_in::{self, Door, Ended},
    },
};
use entity::{
    id::{SessionId, StaffId},
    kind::{Language, Role},
};
use portal_core::actor::Staff;
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let shell = Shell {
        who: Who::Staff { name: HOSTILE, roles: &[Role::Caseworker] },
        csrf: Some("token"),
        ..Shell::new(language, say(language, "own-account-title"), "/staff/account", &identity)
    };
    let mut pages = accounts(&shell);
    pages.extend(forms(&shell));
    pages.extend(Ended::ALL.map(|ended| {
        let notice = Some(staff_sign_in::ended(language, ended));
        let door = Shell { notice, who: Who::Nobody, ..shell.clone() };
        Sample { name: "staff-sign-in-ended", markup: staff_sign_in::form(&door, &Door::default()) }
    }));
    pages
}

fn problem(language: Language, field: &str, key: &str) -> Problem {
    Problem::new(field, say(language, key))
}

fn accounts(shell: &Shell<'_>) -> Vec<Sample> {
    let language = shell.language;
    let wrong = [problem(language, "code", "account-code-problem")];
    let refused = Shell { problems: &wrong, ..shell.clone() };
    let reader = Staff {
        session: SessionId(Uuid::from_u128(1)),
        id: StaffId(Uuid::from_u128(1)),
        name: HOSTILE.into(),
        language,
        roles: [Role::Caseworker].into(),
        proved_at: at(),
    };
    let mut quiet = account(1, None);
    quiet.row.digest = false;
    quiet.sessions.truncate(1);
    let busy = account(1, None);
    let own = |account, codes, needs_code| Own { account, codes, reader: &reader, needs_code };
    vec![
        Sample { name: "hostile-own-account", markup: page(&refused, &own(&busy, 1, true)) },
        Sample { name: "own-account-quiet", markup: page(shell, &own(&quiet, 0, false)) },
    ]
}

fn forms(shell: &Shell<'_>) -> Vec<Sample> {
    let wrong = [
        ("code", "account-code-problem"),
        ("password", "refusal-wrong-password"),
        ("password_new", "password-common"),
        ("password_again", "own-account-password-differs"),
    ];
    let of_device = [
        ("code_new", "staff-join-code-wrong"),
        ("password", "refusal-wrong-password"),
        ("code", "account-code-problem"),
    ];
    let wrong = wrong.map(|(field, key)| problem(shell.language, field, key));
    let of_device = of_device.map(|(field, key)| problem(shell.language, field, key));
    let refused = |problems| Shell { problems, ..shell.clone() };
    let address = "otpauth://totp/WProd:sam?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=WProd";
    let device = Device { seed: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", address: Some(address) };
    let shown = vec!["ABCDEFGHIJKLMNOPQRSTUVWXY".to_owned()];
    let sample = |name, markup| Sample { name, markup };
    vec![
        sample("own-account-details", details(shell, ("Sam", "fi"), Language::ALL)),
        sample("own-account-password", password(shell, false)),
        sample("own-account-password-problem", password(&refused(&wrong), true)),
        sample("own-account-authenticator", authenticator(shell, &device)),
        sample("own-account-authenticator-problem", authenticator(&refused(&of_device), &device)),
        sample("own-account-codes", codes(&refused(&wrong[..1]), true)),
        sample("own-account-new-codes", new_codes(shell, &shown)),
    ]
}
