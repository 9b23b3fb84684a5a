//! Muted addresses: none, one, one refused in every field, and the form beside a person.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::Form,
    say::say,
    views::{
        form::Problem,
        layout::{Shell, Who, page as document},
        mute::{Shown, beside, page},
    },
};
use chrono::{TimeZone, Utc};
use entity::{
    id::{MuteId, StaffId},
    kind::{Language, Role},
    mute,
};
use portal_core::identity::mute::{LASTS, Muted};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let shell = Shell {
        who,
        csrf: Some("token"),
        ..Shell::new(language, say(language, "mute-title"), "/staff/mutes", &identity)
    };
    let wrong =
        ["email", "reason"].map(|field| Problem::new(field, say(language, &format!("mute-{field}-problem"))));
    let refused = Shell { problems: &wrong, ..shell.clone() };
    let typed = ["email", "reason"].map(|field| (field.to_owned(), HOSTILE.to_owned()));
    let (typed, none) = (Form::of(typed.to_vec()), Form::default());
    let muted_at = Utc.with_ymd_and_hms(2026, 4, 13, 7, 0, 0).unwrap();
    let row = mute::Model {
        id: MuteId(Uuid::nil()),
        email_key: "ab12".into(),
        masked: HOSTILE.into(),
        reason: HOSTILE.into(),
        muted_by: StaffId(Uuid::nil()),
        muted_at,
        ends_at: muted_at + LASTS,
    };
    let muted = [Muted { row, by: HOSTILE.into() }];
    let shown = |muted, typed, works| Shown { muted, works, typed };
    vec![
        Sample { name: "mute-none", markup: page(&shell, &shown(&[], &none, true)) },
        Sample { name: "hostile-mute", markup: page(&shell, &shown(&muted, &none, true)) },
        Sample { name: "hostile-mute-read", markup: page(&shell, &shown(&muted, &none, false)) },
        Sample { name: "hostile-mute-problem", markup: page(&refused, &shown(&[], &typed, true)) },
        Sample { name: "mute-beside", markup: document(&shell, &beside(&shell, "ada@asiakas.example")) },
    ]
}
