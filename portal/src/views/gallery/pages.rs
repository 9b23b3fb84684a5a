//! The pages of signing in, the start, the notice and every failure, with problems and hostile text.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    error::{Failure, Forbidden, Story, draw},
    say::say,
    views::{
        article_30, dev,
        form::Problem,
        home,
        layout::{Identity, Shell},
        notice, sign_in,
        staff_sign_in::{self, Door, Join},
        unsubscribe,
    },
};
use actix_web::ResponseError;
use entity::kind::{Language, Role, State};
use maud::Markup;
use portal_core::{
    error::{Error, Fault, Refusal},
    notice::{check::check, profile::Profile, word::Point},
};
use serde_json::json;
use std::collections::BTreeMap;

const DEMO: &str = include_str!("../../../../deploy/demo/notice.toml");

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let mut pages = open_to_all(language, &identity);
    pages.extend(of_staff(language, &identity));
    pages.extend(failures().into_iter().map(|(name, failure)| Sample {
        name,
        markup: failed(Shell::new(language, "", "/", &identity), &failure),
    }));
    pages
}

fn shell<'a>(language: Language, title: &str, identity: &'a Identity) -> Shell<'a> {
    Shell { csrf: Some("token"), ..Shell::new(language, say(language, title), "/sign-in", identity) }
}

fn open_to_all(language: Language, identity: &Identity) -> Vec<Sample> {
    let shell = |title: &str| shell(language, title, identity);
    let wrong = [Problem::new("email", say(language, "sign-in-email-wrong"))];
    let code = [Problem::new("code", say(language, "refusal-link-spent"))];
    let asked = Shell { problems: &wrong, ..shell("sign-in-title") };
    let typed = Shell { problems: &code, ..shell("sign-in-sent-title") };
    let elsewhere = Shell { problems: &code, ..shell("sign-in-confirm-title") };
    let profile = check(DEMO).profile.unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let pages = [
        ("home", home::page_of(&shell("home-lead"), &[])),
        ("home-choose", home::choose(&shell("draft-choose"))),
        ("notice", notice::page_of(&shell("notice-title"), &profile, today)),
        ("hostile-unsubscribe", unsubscribe::ask(&shell("unsubscribe-title"), HOSTILE, "/unsubscribe/x/y")),
        ("hostile-unsubscribed", unsubscribe::done(&shell("unsubscribed-title"), HOSTILE)),
        ("unsubscribe-broken", unsubscribe::broken(&shell("unsubscribe-broken-title"))),
        ("sign-in", sign_in::form(&shell("sign-in-title"), "", "")),
        ("sign-in-kept", sign_in::form(&shell("sign-in-title"), "", "kept.requests")),
        ("sign-in-problem", sign_in::form(&asked, HOSTILE, HOSTILE)),
        ("sign-in-sent", sign_in::sent(&shell("sign-in-sent-title"), None)),
        ("hostile-sign-in-sent-problem", sign_in::sent(&typed, Some(HOSTILE))),
        (
            "sign-in-confirm",
            sign_in::confirm(&shell("sign-in-confirm-title"), ("a***@b.example", "0123456789abcdef"), true),
        ),
        ("hostile-confirm", sign_in::confirm(&elsewhere, (HOSTILE, "0123456789abcdef"), false)),
        ("sign-in-overtaken", sign_in::overtaken(&shell("sign-in-overtaken-title"))),
        ("sign-in-spent", sign_in::spent(&shell("sign-in-spent-title"), None)),
        ("sign-in-spent-signed-in", sign_in::spent(&shell("sign-in-spent-title"), Some("a***@b.example"))),
        ("sign-in-code-spent", sign_in::code_spent(&shell("sign-in-code-spent-title"))),
        ("lost-mailbox", sign_in::lost_mailbox(&shell("lost-mailbox-title"))),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn of_staff(language: Language, identity: &Identity) -> Vec<Sample> {
    let shell = |title: &str| shell(language, title, identity);
    let wrong = [Problem::new("email", say(language, "refusal-wrong-credentials"))];
    let weak = [Problem::new("password", say(language, "password-common"))];
    let refused = Shell { problems: &wrong, ..shell("staff-sign-in-title") };
    let onward = Door { onward: Some("/staff/requests/XXXX-XXXX-X"), ..Door::default() };
    let hostile = Door { email: HOSTILE, to: HOSTILE, onward: None };
    let again = Shell { problems: &weak, ..shell("staff-join-title") };
    let join = Join {
        action: "/staff/join/x",
        name: HOSTILE,
        email: HOSTILE,
        seed: "GEZDGNBVGY3TQOJQ",
        address: Some(HOSTILE),
    };
    let codes = ["GEZDGNBVGY3TQOJQGEZDGNBVG".to_owned(), HOSTILE.into()];
    let profile = check(include_str!("../../../../deploy/wprod/notice.toml")).profile.unwrap();
    let alone = Profile { hosting: None, settled: all_settled(), ..check(DEMO).profile.unwrap() };
    let pages = [
        ("staff-sign-in", staff_sign_in::form(&shell("staff-sign-in-title"), &Door::default())),
        ("staff-sign-in-onward", staff_sign_in::form(&shell("staff-sign-in-title"), &onward)),
        ("staff-sign-in-problem", staff_sign_in::form(&refused, &hostile)),
        ("article-30", article_30::page_of(&shell("record-title"), &profile)),
        ("article-30-complete", article_30::page_of(&shell("record-title"), &alone)),
        ("hostile-join", staff_sign_in::join(&again, &join)),
        ("demo-mail", dev::mail(&shell("home-lead"), &[json!({ "subject": HOSTILE, "text": HOSTILE })])),
        ("demo-mail-none", dev::mail(&shell("home-lead"), &[])),
        ("hostile-demo-staff", dev::staff(&shell("home-lead"), &[json!({ "name": HOSTILE })])),
        ("hostile-joined", staff_sign_in::joined(&shell("staff-joined-title"), &codes)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn all_settled() -> BTreeMap<Point, bool> {
    Point::ALL.iter().map(|point| (*point, true)).collect()
}

fn failures() -> Vec<(&'static str, Failure)> {
    let refused = |refusal: Refusal| Failure::Domain(Error::Refused(refusal));
    let changed = Refusal::ChangedMeanwhile { by: HOSTILE.into(), state: State::Closed };
    vec![
        ("error-not-found", Failure::Domain(Error::NotFound)),
        ("error-fault", Failure::Domain(Error::Fault(Fault::new("a test", HOSTILE)))),
        ("error-too-many", refused(Refusal::TooMany { retry_after: 61 })),
        ("error-link-spent", refused(Refusal::LinkSpent)),
        ("error-not-now", refused(Refusal::NotNow { state: State::Closed })),
        ("error-role-missing", refused(Refusal::RoleMissing { role: Role::Approver })),
        ("hostile-changed", refused(changed)),
        ("error-role", Failure::Forbidden(Forbidden::Role)),
        ("error-form", Failure::Forbidden(Forbidden::Form)),
        ("error-too-large", Failure::TooLarge),
        ("error-too-many-fields", Failure::TooManyFields),
        ("error-method", Failure::MethodNotAllowed { allow: "GET, HEAD" }),
        ("error-host", Failure::WrongHost),
        ("error-malformed", Failure::Malformed),
    ]
}

/// A failure's page, drawn as the outermost layer draws it.
fn failed(shell: Shell<'_>, failure: &Failure) -> Markup {
    let answer = failure.error_response();
    let story = answer.extensions().get::<Story>().cloned().unwrap();
    draw(shell, &story)
}
