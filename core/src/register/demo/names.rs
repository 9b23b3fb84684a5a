//! Invents a customer from a number: the same number, the same customer.

use super::{
    account::{Account, Person},
    files::Files,
};
use entity::kind::{
    ContactRole, CustomerKind,
    Evidence::{Consent, SoftOptIn},
    Language,
};
use std::io;

/// Given names and surnames of one language.
type Names = (&'static [&'static str], &'static [&'static str]);

const FINNISH: Names = (
    &[
        "Aada", "Eero", "Helmi", "Ilmari", "Jaana", "Kyösti", "Liisa", "Mikko", "Päivi", "Sampo", "Tuuli",
        "Väinö", "Yrjö",
    ],
    &[
        "Aaltola",
        "Hämäläinen",
        "Järvi",
        "Kivelä",
        "Lehtimäki",
        "Mäkelä",
        "Niinistö",
        "Pöysti",
        "Räsänen",
        "Suvanto",
        "Ylönen",
    ],
);
const SWEDISH: Names = (
    &["Anders", "Britta", "Göran", "Håkan", "Ingrid", "Karl-Åke", "Märta", "Nils", "Sofia", "Örjan"],
    &["Ahlström", "Backman", "Hägglund", "Löfgren", "Nyqvist", "Sandås", "Törnqvist"],
);
const ENGLISH: Names = (
    &["Alice", "Charles", "Grace", "Henry", "Olivia", "Siân", "Thomas"],
    &["Carter", "Hughes", "O'Neill", "Parker", "Reed", "St. John-Smythe"],
);
const TRADES: &[&str] =
    &["Puutyö", "Kirjat", "Konsultointi", "Kahvila", "Valokuvaus", "Rakennus", "Ohjelmistot"];

/// Writes the customer of a number, and the person or persons behind it.
pub(super) fn invent(number: usize, files: &mut Files) -> io::Result<()> {
    let language = match draw(number, 1, 10) {
        0..6 => Language::Fi,
        6..9 => Language::Sv,
        _ => Language::En,
    };
    let name = name(number, 0, language);
    let key = format!("P-{number}");
    let kind = match draw(number, 2, 10) {
        0..6 => CustomerKind::Private,
        6..8 => CustomerKind::SoleTrader,
        _ => CustomerKind::Company,
    };
    person(number, &key, &name, language, files)?;
    let mut people = vec![(key.as_str(), role(kind))];
    let second = format!("P-{number}-2");
    if kind == CustomerKind::Company && number.is_multiple_of(2) {
        person(number + 1_000_000, &second, &self::name(number, 10, language), language, files)?;
        people.push((&second, ContactRole::Billing));
    }
    let company = format!("{} {number} Oy", TRADES[draw(number, 3, TRADES.len())]);
    let since = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026][draw(number, 4, 8)];
    Account {
        number,
        kind,
        name: if kind == CustomerKind::Private { &name } else { &company },
        since,
        until: (draw(number, 5, 12) == 0 && since < 2023).then_some(since + 2),
        unpaid: draw(number, 6, 15) == 0,
        people: &people,
    }
    .write(files)
}

fn person(number: usize, key: &str, name: &str, language: Language, files: &mut Files) -> io::Result<()> {
    let domain = match language {
        Language::Fi => "posti.example",
        Language::Sv => "post.example",
        Language::En => "mail.test",
    };
    let email = format!("{}.{number}@{domain}", mailbox(name));
    let reachable = draw(number, 7, 25) > 0;
    let newsletter = match draw(number, 8, 10) {
        0..3 => Some(Consent),
        3..5 => Some(SoftOptIn),
        _ => None,
    };
    Person {
        key,
        name,
        email: reachable.then_some(&email),
        language,
        newsletter: newsletter.filter(|_| reachable),
        stopped: reachable && draw(number, 9, 20) == 0,
    }
    .write(files)
}

fn role(kind: CustomerKind) -> ContactRole {
    if kind == CustomerKind::Company { ContactRole::Contact } else { ContactRole::Holder }
}

fn name(number: usize, salt: usize, language: Language) -> String {
    let (given, family) = match language {
        Language::Fi => FINNISH,
        Language::Sv => SWEDISH,
        Language::En => ENGLISH,
    };
    format!(
        "{} {}",
        given[draw(number, 10 + salt, given.len())],
        family[draw(number, 11 + salt, family.len())]
    )
}

/// The name in the letters of an address.
fn mailbox(name: &str) -> String {
    let plain = |letter| match letter {
        'å' | 'ä' | 'â' => Some('a'),
        'ö' => Some('o'),
        ' ' => Some('.'),
        letter => letter.is_ascii_alphanumeric().then_some(letter),
    };
    name.to_lowercase().chars().filter_map(plain).collect::<String>().replace("..", ".")
}

/// A number below `choices` that depends on nothing but its arguments (the mixing steps of `SplitMix64`).
fn draw(number: usize, salt: usize, choices: usize) -> usize {
    let mut mixed = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (salt as u64) << 32;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((mixed ^ (mixed >> 31)) % choices as u64).unwrap_or_default()
}
