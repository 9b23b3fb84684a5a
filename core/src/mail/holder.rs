//! The mail to a holder of the data: case, operation, fields by name, date and a single-use link. Whom it is about
//! and what is right stand on the page behind the link alone (law.md 7, "Processor message").

use super::letter::{
    Letter, Party,
    page::{self, Block, one_line},
};
use crate::lang::{self, Args};
use chrono::NaiveDate;
use entity::kind::{Language, Operation};

/// What the mail tells. Nothing of the person may come in here.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// Who asks.
    pub controller: &'a str,
    /// Whom to turn to.
    pub contact: &'a Party,
    /// The instruction's own key.
    pub instruction: &'a str,
    pub reference: &'a str,
    pub operation: Operation,
    /// What it is about, each by its name.
    pub touched: &'a [String],
    pub answer_by: NaiveDate,
    /// 0 in the instruction, 1 and 2 in its reminders.
    pub nth: i32,
    pub link: &'a str,
    /// Last day the link works.
    pub valid_until: NaiveDate,
}

/// Writes the mail.
pub fn compose(language: Language, notice: &Notice<'_>) -> Letter {
    let text = |key: &str, args: Args<'_>| one_line(&lang::text_with(language, key, args));
    let controller = || ("controller", one_line(notice.controller).into());
    let code = notice.operation.code().replace('_', "-");
    let operation = || ("operation", text(&format!("holder-operation-{code}"), &[]).into());
    let reference = || ("reference", one_line(notice.reference).into());
    let reminds = notice.nth > 0;
    let subject = if reminds { "holder-subject-reminder" } else { "holder-subject" };
    let answer_by = lang::date(language, notice.answer_by);
    let mut blocks = vec![Block::Paragraph(text("letter-greeting", &[]))];
    if reminds {
        blocks.push(Block::Paragraph(text("holder-reminder", &[("date", answer_by.clone().into())])));
    }
    // Art. 19 speaks of rectification, erasure and restriction alone (law.md R1.5.3).
    let law = match notice.operation {
        Operation::Rectify | Operation::Erase | Operation::Restrict => "holder-law-notice",
        Operation::LiftRestriction | Operation::StopPurpose | Operation::StopMarketing => {
            "holder-law-instruction"
        }
    };
    blocks.extend([
        Block::Paragraph(text("holder-who", &[controller()])),
        Block::Paragraph(text(law, &[])),
        Block::Paragraph(text(&format!("holder-do-{code}"), &[])),
        Block::List(notice.touched.iter().map(|label| one_line(label)).collect()),
        Block::Pairs(vec![
            (text("letter-case-reference", &[]), one_line(notice.reference)),
            (text("holder-instruction", &[]), one_line(notice.instruction)),
            (text("holder-answer-by", &[]), answer_by),
        ]),
        Block::Paragraph(text("holder-confirm", &[])),
        Block::Paragraph(text("holder-open", &[])),
        Block::Link(one_line(notice.link)),
        Block::Paragraph(text("holder-valid", &[("date", lang::date(language, notice.valid_until).into())])),
        Block::Paragraph(text("holder-new-link", &[])),
        Block::Lines(lines(notice)),
    ]);
    page::letter(language, text(subject, &[controller(), reference(), operation()]), &blocks)
}

fn lines(notice: &Notice<'_>) -> Vec<String> {
    let contact = notice.contact;
    let lines = [&contact.name, &contact.phone, &contact.email];
    let lines = lines.into_iter().map(|line| one_line(line)).filter(|line| !line.is_empty());
    lines.chain([one_line(notice.controller)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact() -> Party {
        Party {
            name: "Ville Kärpijoki".into(),
            postal: "Ansiotie 14, 21500 Piikkiö".into(),
            phone: "+358 45 114 3151".into(),
            email: "ville@wprod.fi".into(),
        }
    }

    fn mail(language: Language, operation: Operation, nth: i32) -> Letter {
        let (contact, touched) = (contact(), ["Nimi".to_owned(), "Laskutustiedot".to_owned()]);
        let notice = Notice {
            controller: "WProd Oy",
            contact: &contact,
            instruction: "0196-instruction",
            reference: "7K3M-Q9TX-4",
            operation,
            touched: &touched,
            answer_by: NaiveDate::from_ymd_opt(2026, 4, 15).unwrap(),
            nth,
            link: "https://portal.example/h/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            valid_until: NaiveDate::from_ymd_opt(2026, 5, 7).unwrap(),
        };
        compose(language, &notice)
    }

    #[test]
    fn every_instruction_names_all_that_the_law_asks_of_a_processor_message() {
        for language in Language::ALL {
            for operation in Operation::ALL {
                let mail = mail(*language, *operation, 0);
                let (by, until) = (
                    lang::date(*language, NaiveDate::from_ymd_opt(2026, 4, 15).unwrap()),
                    lang::date(*language, NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()),
                );
                let confirm = one_line(&lang::text(*language, "holder-confirm"));
                let words = one_line(&mail.text);
                for needed in ["0196-instruction", "7K3M-Q9TX-4", "Nimi", "/h/aaa", &by, &until, &confirm] {
                    assert!(words.contains(needed), "{needed} is missing in {}", mail.text);
                }
                assert!(!mail.text.contains('⟦') && !mail.subject.contains('⟦'), "{}", mail.text);
                assert!(mail.subject.contains("7K3M-Q9TX-4"), "{}", mail.subject);
            }
        }
    }

    #[test]
    fn operations_and_reminders_are_told_apart() {
        for language in Language::ALL {
            let texts: std::collections::BTreeSet<String> =
                Operation::ALL.iter().map(|operation| mail(*language, *operation, 0).text).collect();
            assert_eq!(texts.len(), Operation::ALL.len());
            let (first, again) = (mail(*language, Operation::Erase, 0), mail(*language, Operation::Erase, 1));
            assert_ne!(first.subject, again.subject);
            assert_ne!(first.text, again.text);
        }
    }
}
