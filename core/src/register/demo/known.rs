//! The people of the demo whom its tour and its tests know by name, and the awkward ones.

use super::{
    FIRST_NUMBER,
    account::{Account, Person},
    files::Files,
};
use entity::kind::{
    ContactRole::{self, Billing, Contact, Holder, Technical},
    CustomerKind::{self, Company, Private, SoleTrader},
    Evidence::{self, Consent, SoftOptIn},
    Language::{self, En, Fi, Sv},
};
use std::io;

const LONG_NAME: &str = "Maximiliana Wilhelmina Anna-Katariina Elisabet von und zu Pitkänimi-Mycketlångtefternamn-\
                         Österbottningsdotter af Ääkkössaari";
const LONG_COMPANY: &str = "Keksityn Maakunnan Metsänhoito-, Maisemointi-, Kiinteistönhuolto- ja \
                            Verkkokaupparatkaisut Osuuskunta (Påhittade landskapets skogsvårdsandelslag)";

/// Key, name, address, language, newsletter, stopped.
type Row = (&'static str, &'static str, Option<&'static str>, Language, Option<Evidence>, bool);

const PEOPLE: &[Row] = &[
    ("maija", "Maija Virtanen", Some("maija.virtanen@posti.example"), Fi, Some(Consent), false),
    ("bjorn", "Björn Lindström", Some("bjorn.lindstrom@post.example"), Sv, Some(SoftOptIn), false),
    ("emma", "Emma Brown", Some("emma.brown@mail.example"), En, None, false),
    ("rolet-1", "Pekka Rolet", Some("info@rolet.example"), Fi, None, false),
    ("rolet-2", "Kaarina Rolet", Some("info@rolet.example"), Fi, None, false),
    ("aino", "Aino Östman", Some("aino.ostman@posti.example"), Fi, None, false),
    ("pitka", LONG_NAME, Some("maximiliana.wilhelmina.pitkanimi@posti.example"), Fi, None, false),
    ("veikko", "Veikko Koskinen", None, Fi, None, false),
    ("sini", "Sini Järvelä", Some("sini@järvelä.example"), Fi, Some(Consent), false),
    ("olavi", "Olavi Å", Some("olavi.a@posti.example"), Fi, Some(SoftOptIn), true),
    ("asa", "Åsa Öhman-Sjöström", Some("asa.ohman@post.example"), Sv, Some(Consent), true),
];

/// Kind, name, first year, last year, unpaid, people. The number is counted on.
type Line = (CustomerKind, &'static str, i32, Option<i32>, bool, &'static [(&'static str, ContactRole)]);

const ACCOUNTS: &[Line] = &[
    (Private, "Maija Virtanen", 2019, None, false, &[("maija", Holder)]),
    (SoleTrader, "Lindströms Snickeri", 2020, None, true, &[("bjorn", Holder)]),
    (Company, "Northlight Books Oy", 2021, None, false, &[("emma", Contact)]),
    (Company, "Harbour Consulting Oy Ab", 2022, None, true, &[("emma", Technical)]),
    (Company, "Rolet Oy", 2019, None, false, &[("rolet-1", Contact), ("rolet-2", Billing)]),
    (Private, "Aino Östman", 2019, Some(2021), false, &[("aino", Holder)]),
    (Company, LONG_COMPANY, 2023, None, false, &[("pitka", Contact)]),
    (Private, "Veikko Koskinen", 2019, None, false, &[("veikko", Holder)]),
    (Private, "Sini Järvelä", 2024, None, false, &[("sini", Holder)]),
    (Private, "Olavi Å", 2019, Some(2022), true, &[("olavi", Holder)]),
    (SoleTrader, "Åsas Form & Färg", 2020, None, false, &[("asa", Holder)]),
];

/// Writes them; says how many accounts they are.
pub(super) fn write(files: &mut Files) -> io::Result<usize> {
    for &(key, name, email, language, newsletter, stopped) in PEOPLE {
        Person { key, name, email, language, newsletter, stopped }.write(files)?;
    }
    for (number, &(kind, name, since, until, unpaid, people)) in (FIRST_NUMBER..).zip(ACCOUNTS) {
        Account { number, kind, name, since, until, unpaid, people }.write(files)?;
    }
    Ok(ACCOUNTS.len())
}
