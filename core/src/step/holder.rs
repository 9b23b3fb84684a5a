//! Who holds the data beside the register: named, and reached, as the notice says.

use crate::notice::{
    profile::{Profile, Recipient},
    word::{HolderRole, ToldBy},
};
use entity::kind::Language;

/// Whose what a step is about is: each is told of apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A holder that is notified and answers (Art. 19).
    Holder,
    /// What was made public: of whoever processes it (Art. 17(2)).
    Public,
    /// A system of the controller itself: nobody else was notified.
    Own,
}

impl Whose {
    /// Part of the keys of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Public => "public",
            Self::Own => "own",
        }
    }
}

/// The holder of a code.
pub fn find<'a>(notice: &'a Profile, code: &str) -> Option<&'a Recipient> {
    notice.recipients.iter().find(|recipient| recipient.code == code)
}

/// A holder by its name, else by what it does; an own system by what it does, for its name is the controller's. One the
/// notice no longer lists by its code.
pub fn name(notice: &Profile, code: &str, language: Language) -> String {
    let named = |recipient: &Recipient| {
        let name = recipient.named().filter(|_| recipient.role != HolderRole::Own);
        name.unwrap_or_else(|| recipient.label.in_language(language)).to_owned()
    };
    find(notice, code).map_or_else(|| code.to_owned(), named)
}

/// Where instructions are mailed; nothing for a holder that staff tell. Whoever processes what was made public takes no
/// instruction, and which steps are reasonable a person weighs (Art. 17(2)): so staff tell them, whatever the notice says.
pub fn mailbox<'a>(notice: &'a Profile, code: &str) -> Option<&'a str> {
    let mailed = |holder: &&Recipient| holder.told_by == ToldBy::Email && holder.role != HolderRole::Public;
    find(notice, code).filter(mailed)?.email.as_deref()
}

/// Whose the data are, for how a letter and a page speak of it.
pub fn whose(notice: &Profile, code: &str) -> Whose {
    match find(notice, code).map(|holder| holder.role) {
        Some(HolderRole::Own) => Whose::Own,
        Some(HolderRole::Public) => Whose::Public,
        Some(HolderRole::Processor | HolderRole::Authority) | None => Whose::Holder,
    }
}

/// Whether it is another system of the controller itself, to which Art. 19 makes no exception.
pub fn is_own(notice: &Profile, code: &str) -> bool {
    whose(notice, code) == Whose::Own
}
