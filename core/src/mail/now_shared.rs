//! The mail to whoever has an address that another person of the register now has too: what it hides from them, and how
//! they get it back. It names neither of the two, since both may read it.

use super::letter::{
    Letter, Sender,
    page::{self, Block, one_line},
};
use crate::{
    ctx::Ctx,
    database::Write,
    email::Email,
    error::Result,
    lang::{self, Args},
    mail::{outbox, post},
};
use chrono::{DateTime, Utc};
use entity::kind::Language;

/// Queues it.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn enqueue(ctx: &Ctx, tx: &Write, language: Language, to: &Email) -> Result<()> {
    let sender = post::sender(&ctx.notice, language);
    outbox::staff::enqueue_proof(ctx, tx, &compose(language, &sender, ctx.now()), to.as_str()).await
}

/// Writes it.
fn compose(language: Language, sender: &Sender, at: DateTime<Utc>) -> Letter {
    let (controller, contact) = (one_line(&sender.controller.name), &sender.contact);
    let args: Args<'_> =
        &[("at", lang::moment(language, at).into()), ("controller", controller.clone().into())];
    let text = |key: &str| one_line(&lang::text_with(language, key, args));
    let reach = [&contact.name, &contact.phone, &contact.email];
    let blocks = [
        Block::Paragraph(text("mail-now-shared-what")),
        Block::Paragraph(text("mail-now-shared-hides")),
        Block::Paragraph(text("mail-now-shared-back")),
        Block::Lines(reach.into_iter().filter(|line| !line.is_empty()).map(|line| one_line(line)).collect()),
        Block::Paragraph(text("mail-now-shared-rights")),
        Block::Lines(vec![controller]),
    ];
    page::letter(language, text("mail-now-shared-subject"), &blocks)
}

#[cfg(test)]
mod tests {
    use super::{Language, compose};
    use crate::mail::letter::{Party, Sender};
    use chrono::DateTime;

    #[test]
    fn whoever_has_the_address_learns_what_it_hides_since_when_and_whom_to_call() {
        let party = |name: &str| Party {
            name: name.into(),
            postal: "Katu 1".into(),
            phone: "+358 9 123".into(),
            email: "tuki@wprod.example".into(),
        };
        let sender =
            Sender { controller: party("WProd\r\nBcc: x"), contact: party("Tuki"), authority: String::new() };
        for language in Language::ALL {
            let mail = compose(*language, &sender, DateTime::UNIX_EPOCH);
            for told in ["1970", "+358 9 123", "tuki@wprod.example"] {
                assert!(mail.text.contains(told), "{told}: {}", mail.text);
            }
            assert!(!mail.text.contains('⟦') && !mail.text.contains("://"), "{}", mail.text);
            assert!(!mail.subject.contains(['\r', '\n', '⟦', '{']));
        }
    }
}
