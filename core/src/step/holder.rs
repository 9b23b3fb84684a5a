//! Who holds the data beside the register: named, and reached, as the notice says.

use crate::notice::{
    profile::{Profile, Recipient},
    word::{HolderRole, ToldBy},
};
use entity::kind::Language;

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

/// Where instructions are mailed; nothing for a holder that staff tell.
pub fn mailbox<'a>(notice: &'a Profile, code: &str) -> Option<&'a str> {
    find(notice, code).filter(|holder| holder.told_by == ToldBy::Email)?.email.as_deref()
}

/// Whether it stands for everybody who processes what was made public.
pub fn is_public(notice: &Profile, code: &str) -> bool {
    find(notice, code).is_some_and(|holder| holder.role == HolderRole::Public)
}

/// Whether it is another system of the controller itself, to which Art. 19 makes no exception.
pub fn is_own(notice: &Profile, code: &str) -> bool {
    find(notice, code).is_some_and(|holder| holder.role == HolderRole::Own)
}
