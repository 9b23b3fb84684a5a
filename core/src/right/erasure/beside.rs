//! What an erasure of everything touches beside the rows of its plan: the packages of the person's closed requests,
//! and the address in those files. It is told before it happens and in the letter.

use crate::{
    lang,
    register::{
        inventory::word::Category,
        scope::{
            Gathered,
            row::{Found, Value},
        },
    },
    request::enter,
};
use chrono::{DateTime, Utc};
use entity::kind::{Language, PackageState};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is touched beside the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// How many closed case files lose the address.
    pub files: usize,
    pub packages: Vec<Bundle>,
}

/// A package that can be downloaded when the erasure is carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    pub package: Uuid,
    /// Of its request.
    pub reference: String,
    pub built_at: DateTime<Utc>,
    /// Until when it stays; nothing when it goes with the erasure.
    pub stays_until: Option<DateTime<Utc>>,
    /// Whether the person got it from us on paper or on a medium, having no e-mail to sign in with.
    #[serde(default)]
    pub handed_over: bool,
}

/// What an erasure of some categories touches beside its rows, over the closed requests of the person.
///
/// A package nobody has fetched yet is kept for the days its letter promised: it is the answer to an access (Art. 15(3))
/// that erasing must not take back unread (Art. 12(2)), it may have been built after the erasure was asked for, and seven
/// days are no undue delay (Art. 17(1)). One that was fetched is with the person, and goes.
pub(super) fn beside(
    gathered: &Gathered,
    asked: &BTreeSet<Category>,
    closed: &[Uuid],
    now: DateTime<Utc>,
) -> Beside {
    if !asked.contains(&Category::RequestFile) {
        return Beside::default();
    }
    let rows = |table: &'static str| gathered.rows.iter().filter(move |row| row.table.name == table);
    let of = |row: &Found, column| row.key(column).filter(|id| closed.contains(id));
    let packages = rows("package").filter_map(|row| {
        let request = of(row, "request_id")?;
        let file = rows("request").find(|file| file.key("id") == Some(request))?;
        bundle(row, file, now)
    });
    let mailed: BTreeSet<Uuid> = rows("outbox")
        .filter(|mail| mail.text("recipient").is_some_and(|to| !to.is_empty()))
        .filter_map(|mail| mail.key("letter_id"))
        .collect();
    let letters = rows("letter").filter(|letter| letter.key("id").is_some_and(|id| mailed.contains(&id)));
    let named = rows("request").filter(|file| file.text("requester_email").is_some());
    let files = letters.filter_map(|letter| of(letter, "request_id"));
    let files: BTreeSet<Uuid> = files.chain(named.filter_map(|file| of(file, "id"))).collect();
    Beside { files: files.len(), packages: packages.collect() }
}

fn bundle(row: &Found, file: &Found, now: DateTime<Utc>) -> Option<Bundle> {
    let at = |column| if let Value::Instant(at) = row.value(column) { Some(*at) } else { None };
    let ready = row.text("state") == Some(PackageState::Ready.code());
    let open = at("expires_at").filter(|until| ready && *until > now)?;
    let unread = *row.value("downloads") == Value::Number(0);
    // Who cannot sign in got the copy with the posted answer, before the request was closed.
    let handed_over = file.text("requester_key").is_some_and(|key| !enter::has_address(key));
    Some(Bundle {
        package: row.key("id")?,
        reference: file.text("reference")?.to_owned(),
        built_at: at("built_at")?,
        stays_until: (unread && !handed_over).then_some(open),
        handed_over,
    })
}

impl Beside {
    /// The packages that stay for now.
    pub fn stay(&self) -> Vec<Uuid> {
        let stay = self.packages.iter().filter(|bundle| bundle.stays_until.is_some());
        stay.map(|bundle| bundle.package).collect()
    }

    /// Whether it takes an address or a package.
    pub(super) fn takes(&self) -> bool {
        self.files > 0 || self.packages.iter().any(|bundle| bundle.stays_until.is_none())
    }

    /// A sentence for each package and one for the files; `key` begins the keys of the catalogue.
    pub(super) fn lines(&self, language: Language, key: &str) -> Vec<String> {
        let mut lines: Vec<String> = self.packages.iter().map(|bundle| bundle.line(language, key)).collect();
        if self.files > 0 {
            let args = [("count", self.files.into())];
            lines.push(lang::text_with(language, &format!("{key}-files"), &args));
        }
        lines
    }

    /// What a proposal binds: the letter that was approved must stay true.
    pub(super) fn bound(&self) -> impl Iterator<Item = String> + '_ {
        self.packages.iter().map(|bundle| {
            let until = bundle.stays_until.map(|until| until.to_rfc3339()).unwrap_or_default();
            format!("package {} {until}\n", bundle.package)
        })
    }
}

impl Bundle {
    fn line(&self, language: Language, key: &str) -> String {
        let reference = self.reference.clone().into();
        let built = lang::date(language, crate::law::calendar::helsinki_date(self.built_at));
        let [reference, built] = [("reference", reference), ("date", built.into())];
        match self.stays_until {
            Some(until) => {
                let until = ("until", lang::moment_told(language, until).into());
                lang::text_with(language, &format!("{key}-package-stays"), &[reference, built, until])
            }
            None if self.handed_over => {
                lang::text_with(language, &format!("{key}-package-posted"), &[reference, built])
            }
            None => lang::text_with(language, &format!("{key}-package-goes"), &[reference, built]),
        }
    }
}
