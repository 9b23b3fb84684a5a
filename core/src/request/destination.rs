//! Where the answer to a request goes, and how that stands against the register: who approves must see it, and approves
//! just that (security.md A-22).

use crate::{
    ctx::Ctx,
    email::Email,
    error::Result,
    law::calendar::helsinki_date,
    register::protection,
    request::enter,
    right::rectification::fields::{self, PostalAddress, SETTLED},
};
use chrono::NaiveDate;
use entity::{person, request};
use sea_orm::{ConnectionTrait, EntityTrait};

/// Where the answer goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    pub way: Way,
    pub against: Against,
}

/// How it goes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To an e-mail address.
    Mail(String),
    /// By post, to these lines.
    Post(String),
    /// By post or by hand, to where no page of ours says (law.md R4.9).
    Protected,
    /// There is no address: it is handed over.
    Hand,
}

/// How an address stands against the register. What the register has is not told: that would be a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// It is the one on file.
    Same,
    /// The register has another.
    Differs,
    /// It is the one on file, and came there on this day, less than a week ago.
    Recent(NaiveDate),
    /// The register has none of this person, or nobody is linked, so that there is nothing to compare with.
    Unknown,
}

/// Where the answer to a request goes now.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Destination> {
    let postal = enter::of(db, request.id).await?.and_then(|entered| entered.postal);
    let way = match (&request.requester_email, postal) {
        (Some(email), _) => Way::Mail(email.clone()),
        (None, Some(_)) if protection::covers(db, request).await? => Way::Protected,
        (None, Some(lines)) => Way::Post(lines),
        (None, None) => Way::Hand,
    };
    let against = match (&way, request.person_id) {
        (Way::Mail(email), Some(id)) => {
            let person = person::Entity::find_by_id(id).one(db).await?;
            person.map_or(Against::Unknown, |person| of_mail(ctx, &person, email))
        }
        (Way::Post(lines), Some(id)) => {
            of_post(&fields::postal_of(db, id).await?, lines, helsinki_date(ctx.now()))
        }
        _ => Against::Unknown,
    };
    Ok(Destination { way, against })
}

impl Destination {
    /// Whether the letter is printed.
    pub const fn is_on_paper(&self) -> bool {
        !matches!(self.way, Way::Mail(_))
    }

    /// What a proposal keeps of it: a digest under the key that never rotates, for the address itself goes when the
    /// file does not need it any more.
    pub(crate) fn digest(&self, ctx: &Ctx) -> String {
        let (way, to) = match &self.way {
            Way::Mail(email) => ("mail", email.as_str()),
            Way::Post(lines) => ("post", lines.as_str()),
            Way::Protected => ("protected", ""),
            Way::Hand => ("hand", ""),
        };
        ctx.keys.pseudonym("destination", &format!("{way}:{to}"))
    }
}

fn of_mail(ctx: &Ctx, person: &person::Model, email: &str) -> Against {
    let Some(on_file) = &person.email_key else { return Against::Unknown };
    if Email::parse(email).ok().is_none_or(|email| ctx.keys.email_key(&email) != *on_file) {
        return Against::Differs;
    }
    since(person.email_since, helsinki_date(ctx.now()))
}

/// The best that any address on file says.
fn of_post(on_file: &[PostalAddress], lines: &str, today: NaiveDate) -> Against {
    let same: Vec<_> = on_file.iter().filter(|address| is_in(address, lines)).collect();
    match (on_file.is_empty(), same.iter().map(|address| address.since).min()) {
        (true, _) => Against::Unknown,
        (false, None) => Against::Differs,
        (false, Some(oldest)) => since(Some(oldest), today),
    }
}

fn since(on: Option<NaiveDate>, today: NaiveDate) -> Against {
    match on {
        Some(on) if on + SETTLED > today => Against::Recent(on),
        _ => Against::Same,
    }
}

/// Whether the lines of an address name street, postal code and town of another, however they are set.
fn is_in(address: &PostalAddress, lines: &str) -> bool {
    let bare = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let typed = bare(lines);
    [&address.street, &address.postal_code, &address.city].into_iter().all(|part| {
        let part = bare(part);
        !part.is_empty() && typed.windows(part.len()).any(|window| window == part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, day).unwrap()
    }

    fn kirjatie(since: u32) -> PostalAddress {
        let [street, postal_code, city] = ["Kirjatie 3 A 4", "20100", "Turku"].map(str::to_owned);
        PostalAddress { street, postal_code, city, since: day(since) }
    }

    #[test]
    fn an_address_is_the_same_however_its_lines_are_set() {
        for lines in [
            "Kirjatie 3 A 4\n20100 Turku",
            "kirjatie 3 a 4, FI-20100 TURKU",
            "c/o Laki\nKirjatie 3 A 4\n20100 Turku",
        ] {
            assert_eq!(of_post(&[kirjatie(1)], lines, day(20)), Against::Same, "{lines}");
        }
    }

    #[test]
    fn another_house_flat_or_town_is_another_address() {
        for lines in [
            "Kirjatie 3 A 40\n20100 Turku",
            "Kirjatie 33 A 4\n20100 Turku",
            "Kirjatie 3 A 4\n20100 Turkuli",
            "",
        ] {
            assert_eq!(of_post(&[kirjatie(1)], lines, day(20)), Against::Differs, "{lines}");
        }
    }

    #[test]
    fn an_address_that_came_less_than_a_week_ago_is_told_as_such() {
        let lines = "Kirjatie 3 A 4\n20100 Turku";
        assert_eq!(of_post(&[kirjatie(14)], lines, day(20)), Against::Recent(day(14)));
        assert_eq!(of_post(&[kirjatie(13)], lines, day(20)), Against::Same);
        assert_eq!(of_post(&[], lines, day(20)), Against::Unknown);
    }
}
