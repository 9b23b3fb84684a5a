//! The mail to a person's earlier address once the register has another one. It names neither the person nor the new one.

use super::letter::{
    Letter, Sender,
    page::{self, Block, one_line},
};
use crate::lang::{self, Args};
use chrono::{DateTime, Utc};
use entity::kind::Language;

/// Writes it: what was changed, when and in which case, and whom to call who did not ask for it.
pub(crate) fn compose(language: Language, sender: &Sender, reference: &str, at: DateTime<Utc>) -> Letter {
    let (controller, contact) = (one_line(&sender.controller.name), &sender.contact);
    let args: Args<'_> = &[
        ("at", lang::moment(language, at).into()),
        ("controller", controller.clone().into()),
        ("reference", reference.into()),
    ];
    let text = |key: &str| one_line(&lang::text_with(language, key, args));
    let reach = [&contact.name, &contact.phone, &contact.email];
    let blocks = [
        Block::Paragraph(text("mail-new-address-what")),
        Block::Paragraph(text("mail-new-address-from-now-on")),
        Block::Paragraph(text("mail-new-address-not-you")),
        Block::Lines(reach.into_iter().filter(|line| !line.is_empty()).map(|line| one_line(line)).collect()),
        Block::Lines(vec![controller]),
    ];
    page::letter(language, text("mail-new-address-subject"), &blocks)
}

#[cfg(test)]
mod tests {
    use super::{Language, compose};
    use crate::mail::letter::{Party, Sender};
    use chrono::DateTime;

    #[test]
    fn whoever_did_not_ask_learns_when_it_was_changed_and_whom_to_call() {
        let party = |name: &str| Party {
            name: name.into(),
            postal: "Katu 1".into(),
            phone: "+358 9 123".into(),
            email: "tuki@wprod.example".into(),
        };
        let sender =
            Sender { controller: party("WProd\r\nBcc: x"), contact: party("Tuki"), authority: String::new() };
        for language in Language::ALL {
            let mail = compose(*language, &sender, "ABCD-EFGH-1", DateTime::UNIX_EPOCH);
            for told in ["1970", "ABCD-EFGH-1", "+358 9 123", "tuki@wprod.example"] {
                assert!(mail.text.contains(told), "{told}: {}", mail.text);
            }
            assert!(!mail.text.contains('⟦') && !mail.text.contains("://"), "{}", mail.text);
            assert!(!mail.subject.contains(['\r', '\n', '⟦', '{']));
        }
    }
}
