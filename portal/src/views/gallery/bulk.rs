//! Several requests given to a colleague: none, some and all of them qualify.

use super::{
    matter::reference,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    say::say,
    views::{
        bulk,
        layout::{Shell, Who},
    },
};
use entity::{
    id::StaffId,
    kind::{Language, Role},
};
use portal_core::{
    id::Reference,
    request::queue::bulk::{Bar, Picked, Weighed},
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let title = say(language, "bulk-title");
    let shell =
        Shell { who, csrf: Some("token"), ..Shell::new(language, title, "/staff/queue/assign", &identity) };
    let named = |number| Reference::parse(&reference(number)).unwrap();
    let fits =
        |count: u64| (0..count).map(|number| Picked { reference: named(number), version: 1 }).collect();
    let bars = [Bar::Changed, Bar::Proposed, Bar::Closed, Bar::Theirs];
    let barred = (20..).zip(bars).map(|(number, bar)| (named(number), bar)).collect();
    let draw =
        |name, weighed: &Weighed| Sample { name, markup: bulk::page(&shell, weighed, StaffId(Uuid::nil())) };
    let to = || "Sam Salminen".to_owned();
    vec![
        draw("bulk-none", &Weighed { to: to(), ..Weighed::default() }),
        draw("bulk-all", &Weighed { to: to(), fits: fits(3), barred: Vec::new() }),
        draw("hostile-bulk-some", &Weighed { to: HOSTILE.into(), fits: fits(1), barred }),
    ]
}
