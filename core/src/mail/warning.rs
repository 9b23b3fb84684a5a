//! Warnings to an address about what became of it in the register, and whom to call. They name no person and no other
//! address, since more than one may read them (Art. 5(1)(a), security.md A-22).

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

/// What became of the address.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Warning<'a> {
    /// A decision in this case gave its person another one. Whoever did not ask for that hears when it was done.
    Moved { reference: &'a str },
    /// Another person of the register has it too now, which hides from whoever reads here what is theirs.
    Shared,
}

impl Warning<'_> {
    /// The beginning of its keys in the catalogue, and the ends of those of its paragraphs before and after whom to call.
    const fn keys(self) -> (&'static str, &'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Moved { .. } => ("mail-new-address", &["what", "from-now-on", "not-you"], &[]),
            Self::Shared => ("mail-now-shared", &["what", "hides", "back"], &["rights"]),
        }
    }
}

/// Queues one.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn enqueue(
    ctx: &Ctx,
    tx: &Write,
    language: Language,
    to: &Email,
    warning: Warning<'_>,
) -> Result<()> {
    let mail = compose(language, &post::sender(&ctx.notice, language), warning, ctx.now());
    outbox::staff::enqueue_proof(ctx, tx, &mail, to.as_str()).await
}

fn compose(language: Language, sender: &Sender, warning: Warning<'_>, at: DateTime<Utc>) -> Letter {
    let (controller, contact) = (one_line(&sender.controller.name), &sender.contact);
    let reference = if let Warning::Moved { reference } = warning { reference } else { "" };
    let args: Args<'_> = &[
        ("at", lang::moment_told(language, at).into()),
        ("controller", controller.clone().into()),
        ("reference", reference.into()),
    ];
    let (about, before, after) = warning.keys();
    let text = |end: &&str| one_line(&lang::text_with(language, &format!("{about}-{end}"), args));
    let paragraphs =
        |ends: &[&str]| -> Vec<_> { ends.iter().map(|end| Block::Paragraph(text(end))).collect() };
    let reach = [&contact.name, &contact.phone, &contact.email].into_iter().filter(|line| !line.is_empty());
    let mut blocks = paragraphs(before);
    blocks.push(Block::Lines(reach.map(|line| one_line(line)).collect()));
    blocks.extend(paragraphs(after));
    blocks.push(Block::Lines(vec![controller]));
    page::letter(language, text(&"subject"), &blocks)
}

#[cfg(test)]
mod tests {
    use super::{Language, Warning, compose};
    use crate::mail::letter::{Party, Sender};
    use chrono::DateTime;

    fn party(name: &str) -> Party {
        Party {
            name: name.into(),
            postal: "Katu 1".into(),
            phone: "+358 9 123".into(),
            email: "tuki@wprod.example".into(),
        }
    }

    #[test]
    fn whoever_reads_a_warning_learns_since_when_in_which_case_and_whom_to_call() {
        let controller = party("WProd\r\nBcc: x");
        let sender = Sender { controller, contact: party("Tuki"), authority: String::new() };
        let moved = Warning::Moved { reference: "ABCD-EFGH-1" };
        for language in Language::ALL {
            for (warning, case) in [(moved, Some("ABCD-EFGH-1")), (Warning::Shared, None)] {
                let mail = compose(*language, &sender, warning, DateTime::UNIX_EPOCH);
                for told in ["1970", "+358 9 123", "tuki@wprod.example"].into_iter().chain(case) {
                    assert!(mail.text.contains(told), "{told}: {}", mail.text);
                }
                assert!(!mail.text.contains('⟦') && !mail.text.contains("://"), "{}", mail.text);
                assert!(!mail.subject.contains(['\r', '\n', '⟦', '{']));
            }
        }
    }
}
