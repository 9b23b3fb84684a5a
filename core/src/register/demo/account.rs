//! What an invented customer account leaves behind over the years: contract, hosting, orders, invoices, mailing lists.

use super::files::Files;
use entity::kind::{ContactRole, CustomerKind, Evidence, HostingState, Language, PurchaseState};
use std::io;

/// The last year with invoices, of which only the first quarter has come.
const THIS_YEAR: i32 = 2026;
const WORDING: &str = "Kyllä kiitos, haluan WProdin uutiskirjeen.";
const SOFT_WORDING: &str = "Asiakkaana saat uutiskirjeemme. Voit kieltää sen milloin tahansa.";

/// A person of the demo.
pub(super) struct Person<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub email: Option<&'a str>,
    pub language: Language,
    /// What allows the newsletter, if it comes.
    pub newsletter: Option<Evidence>,
    /// Whether it was stopped.
    pub stopped: bool,
}

/// A customer account of the demo.
pub(super) struct Account<'a> {
    pub number: usize,
    pub kind: CustomerKind,
    pub name: &'a str,
    pub since: i32,
    /// The last year of a relationship that has ended.
    pub until: Option<i32>,
    /// The newest invoices stand unpaid.
    pub unpaid: bool,
    pub people: &'a [(&'a str, ContactRole)],
}

impl Person<'_> {
    /// The person, and the newsletter.
    pub fn write(&self, files: &mut Files) -> io::Result<()> {
        let email = self.email.unwrap_or_default();
        let email_since = if self.email.is_some() { "2019-02-01" } else { "" };
        files.put("person", &[self.key, self.name, email, email_since, self.language.code()])?;
        if let Some(evidence) = self.newsletter {
            let wording = if evidence == Evidence::Consent { WORDING } else { SOFT_WORDING };
            let ended_at = if self.stopped { "2025-05-05T08:00:00Z" } else { "" };
            let key = format!("N-{}", self.key);
            let since = "2022-09-01T09:30:00Z";
            let cells = [&key, email, self.key, "newsletter", evidence.code(), wording, since, ended_at];
            files.put("subscription", &cells)?;
        }
        if self.stopped {
            files.put("suppression", &[email, "newsletter", "2025-05-05T08:00:00Z"])
        } else {
            Ok(())
        }
    }
}

impl Account<'_> {
    /// The account and everything under it.
    pub fn write(&self, files: &mut Files) -> io::Result<()> {
        let started = format!("{}-02-01", self.since);
        let ended = self.until.map(|year| format!("{year}-06-30")).unwrap_or_default();
        let (key, number) = (self.key(), self.number.to_string());
        let business =
            if self.kind == CustomerKind::Private { String::new() } else { business_id(self.number) };
        files.put("customer", &[&key, &number, self.kind.code(), self.name, &business, &started, &ended])?;
        self.write_addresses(files)?;
        for (place, (person, role)) in self.people.iter().enumerate() {
            files.put("contact", &[&format!("{key}-{place}"), &key, person, role.code()])?;
        }
        let contract = format!("S-{number}");
        let signed_by = self.people.first().map_or("", |(person, _)| person);
        files.put("contract", &[&contract, &key, &format!("SOP-{number}"), signed_by, &started, &ended])?;
        self.write_hosting(files)?;
        self.write_purchases(files, &contract)?;
        self.write_invoices(files, &contract)
    }

    fn key(&self) -> String {
        format!("A-{}", self.number)
    }

    fn write_addresses(&self, files: &mut Files) -> io::Result<()> {
        const STREETS: [&str; 4] = ["Esimerkkikatu", "Mallitie", "Keksityn kuja", "Påhittade gränden"];
        let key = self.key();
        let street = format!("{} {}", STREETS[self.number % 4], self.number % 97 + 1);
        let postal = format!("{key}-P");
        files.put("address", &[&postal, &key, "postal", &street, "99999", "Mallila", "FI"])?;
        if self.number.is_multiple_of(5) {
            let billing = format!("{key}-B");
            files.put("address", &[&billing, &key, "billing", "PL 1", "99998", "Mönsterås-Malli", "FI"])?;
        }
        Ok(())
    }

    fn write_hosting(&self, files: &mut Files) -> io::Result<()> {
        if self.number.is_multiple_of(3) && self.until.is_none() {
            return Ok(());
        }
        let state = if self.until.is_some() { HostingState::Ended } else { HostingState::Active };
        let (key, number) = (self.key(), self.number);
        let domain = format!("asiakas-{number}.example");
        let person = self.people.first().map_or("", |(person, _)| person);
        let (hosting, username) = (format!("H-{number}"), format!("u{number}"));
        let cells = [&hosting, &key, person, &username, "2023-11-15", &domain, "Webhotelli M", state.code()];
        files.put("hosting_account", &cells)
    }

    fn write_purchases(&self, files: &mut Files, contract: &str) -> io::Result<()> {
        let (key, person) = (self.key(), self.people.first().map_or("", |(person, _)| person));
        let first = format!("{}-02-01", self.since);
        let hosting = if self.until.is_some() { PurchaseState::Cancelled } else { PurchaseState::Active };
        let orders = [("Webhotelli M", hosting, contract), ("Verkkosivut", PurchaseState::Delivered, "")];
        for (place, (product, state, contract)) in orders.into_iter().enumerate().take(1 + self.number % 2) {
            let number = format!("T-{}-{}", self.number, place + 1);
            files.put(
                "purchase",
                &[&number, &key, contract, person, &number, product, &first, state.code()],
            )?;
        }
        Ok(())
    }

    /// One invoice a year, so that every financial year of the law's retention has some.
    fn write_invoices(&self, files: &mut Files, contract: &str) -> io::Result<()> {
        let key = self.key();
        for year in self.since..=self.until.unwrap_or(THIS_YEAR) {
            let number = format!("{year}-{}", self.number);
            let month = self.number % 3 + 1;
            let issued = format!("{year}-{month:02}-10");
            let open = self.unpaid && year + 1 >= self.until.unwrap_or(THIS_YEAR);
            let paid = if open { String::new() } else { format!("{year}-{month:02}-24") };
            let amount = format!("{}.{:02}", 60 + self.number % 180, self.number % 100);
            files.put("invoice", &[&number, &key, contract, &number, &issued, &amount, "EUR", &paid])?;
        }
        Ok(())
    }
}

/// Looks like a Finnish business id and is none: its check digit is always the wrong one.
fn business_id(number: usize) -> String {
    let digits = format!("{:07}", number % 10_000_000);
    let weighed =
        digits.bytes().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| usize::from(digit - b'0') * weight);
    let right = (11 - weighed.sum::<usize>() % 11) % 11;
    format!("{digits}-{}", (right + 1) % 10)
}
