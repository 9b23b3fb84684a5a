//! The controller's own duties: the register without a request, and what was disclosed to authorities.

use super::{
    protection,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        disclosure::{self as entry, Shown},
        form::Problem,
        layout::{Identity, Shell, Who},
        register::{Found, Record, page, record},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    disclosure,
    id::{DisclosureId, PersonId, StaffId},
    kind::{Language, Role},
};
use maud::Markup;
use portal_core::{
    notice::{check::check, profile::Profile},
    request::identify::Glimpse,
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let pages = [searches(language, &identity), disclosures(language, &identity)];
    pages.into_iter().flatten().map(|(name, markup)| Sample { name, markup }).collect()
}

type Pages = Vec<(&'static str, Markup)>;

fn shell<'a>(language: Language, identity: &'a Identity, title: &str) -> Shell<'a> {
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let title = say(language, title);
    Shell { who, csrf: Some("token"), wide: true, ..Shell::new(language, title, "/staff/register", identity) }
}

fn notice() -> Profile {
    check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap()
}

fn glimpse(name: &str, numbers: usize) -> Glimpse {
    Glimpse {
        id: PersonId(Uuid::nil()),
        name: name.into(),
        email: (numbers > 0).then(|| "ada@asiakas.example".into()),
        customers: vec!["10042".into(); numbers],
        restricted: numbers > 1,
    }
}

fn searches(language: Language, identity: &Identity) -> Pages {
    let plain = shell(language, identity, "register-title");
    let wrong = [
        Problem::new("search", say(language, "records-search-problem")),
        Problem::new("reason", say(language, "look-reason-problem")),
    ];
    let typed = Form::of(vec![("search".into(), HOSTILE.into()), ("reason".into(), HOSTILE.into())]);
    let hits = [glimpse(HOSTILE, 1), glimpse("Ada", 9)];
    let ending = [protection::asked(HOSTILE)];
    let draw =
        |shell: &Shell<'_>, hits, typed| page(shell, &Found { hits, ending: &ending, searches: true, typed });
    vec![
        ("register", draw(&plain, None, &Form::default())),
        ("register-nobody", draw(&plain, Some((&[], false)), &Form::default())),
        ("hostile-register", draw(&Shell { problems: &wrong, ..plain.clone() }, Some((&hits, true)), &typed)),
        (
            "register-reader",
            page(&plain, &Found { hits: None, ending: &[], searches: false, typed: &Form::default() }),
        ),
    ]
}

fn disclosed(number: u128, text: &str) -> disclosure::Model {
    disclosure::Model {
        id: DisclosureId(Uuid::from_u128(number)),
        person_id: PersonId(Uuid::nil()),
        authority: text.into(),
        categories: "contact,invoice".into(),
        statute: text.into(),
        disclosed_on: NaiveDate::default(),
        reference: (number > 1).then(|| text.into()),
        corrects: (number > 1).then(|| DisclosureId(Uuid::from_u128(1))),
        correction: (number > 1).then(|| text.into()),
        recorded_by: StaffId(Uuid::nil()),
        recorded_at: DateTime::<Utc>::default(),
    }
}

fn disclosures(language: Language, identity: &Identity) -> Pages {
    let (notice, person, plain) = (notice(), glimpse("Ada", 1), shell(language, identity, "register-title"));
    let entries = [disclosed(3, "Vero"), disclosed(2, HOSTILE), disclosed(1, HOSTILE)];
    let draw = |disclosures: &[disclosure::Model], works| {
        let (person, notice) = (&person, &notice);
        record(
            &plain,
            &Record {
                person,
                fields: &[],
                stopped: &[],
                protected_on: (disclosures.len() == 1).then(NaiveDate::default),
                holds: disclosures.len(),
                disclosures,
                notice,
                works,
            },
        )
    };
    let wrong = ["authority", "categories", "statute", "on", "reference", "correction"]
        .map(|field| Problem::new(field, say(language, &format!("disclosure-{field}-problem"))));
    let form = |problems, corrects, typed: &Form| {
        let shell = Shell { problems, wide: false, ..shell(language, identity, "disclosure-new") };
        entry::page(&shell, &Shown { corrects, notice: &notice, typed })
    };
    vec![
        ("record-open", draw(&[], true)),
        ("hostile-record-open", draw(&entries, true)),
        ("record-open-reader", draw(&entries[..1], false)),
        ("disclosure", form(&[], false, &Form::default())),
        ("disclosure-problem", form(&wrong, true, &entry::filled("press", Some(&entries[1])))),
    ]
}
