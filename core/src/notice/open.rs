//! What the notice still leaves open, for staff: the gaps of the check, asked of the profile.

use super::{
    profile::{Profile, Recipient},
    word::{Point, SOMEWHERE_IN_EEA, ToldBy},
};

/// Something a controller has yet to fill in or decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open<'a> {
    /// A recipient without a name (Art. 15(1)(c)).
    Name(&'a Recipient),
    /// A recipient of which only the EEA is known (Art. 44).
    Country(&'a Recipient),
    /// A holder told by e-mail without an address (Art. 19).
    Email(&'a Recipient),
    /// A point of law.md 9.
    Point(Point),
}

impl Profile {
    /// Everything that is open, recipients first.
    pub fn open(&self) -> Vec<Open<'_>> {
        let recipients = self.recipients.iter().flat_map(of_recipient);
        let points = Point::ALL.iter().filter(|point| !self.is_settled(**point));
        recipients.chain(points.map(|point| Open::Point(*point))).collect()
    }
}

fn of_recipient(recipient: &Recipient) -> impl Iterator<Item = Open<'_>> {
    let nameless = recipient.lacks_name().then_some(Open::Name(recipient));
    let somewhere = (recipient.country == SOMEWHERE_IN_EEA).then_some(Open::Country(recipient));
    let silent = recipient.told_by == ToldBy::Email && recipient.email.is_none();
    [nameless, somewhere, silent.then_some(Open::Email(recipient))].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use crate::notice::{
        check::check,
        tests_edits::{DEMO, OPENING, WPROD},
    };

    #[test]
    fn what_is_open_is_what_the_check_tells() {
        let sources = OPENING.iter().map(|edit| edit.make(WPROD).0);
        for source in sources.chain([WPROD.to_owned(), DEMO.to_owned()]) {
            let report = check(&source);
            assert_eq!(report.profile.unwrap().open().len(), report.gaps.len());
        }
    }
}
