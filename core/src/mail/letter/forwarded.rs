//! A request about a customer's own website: the letter to the person (E11), and the one to that customer (R1.0.9).

use super::{
    Letter, Sender,
    page::{self, Block, one_line},
    parts::{self, Draft},
};
use crate::lang;
use chrono::NaiveDate;
use entity::kind::Language;

/// E11: who is responsible, when the request was forwarded, that they answer. It decides nothing.
pub(super) fn forwarded(draft: &mut Draft<'_>) {
    let Some(forwarded) = &draft.facts.forwarded else { return parts::case(draft) };
    let to = || one_line(&forwarded.to).into();
    draft.say_with("letter-forwarded-about", &[("site", one_line(&forwarded.site).into()), ("to", to())]);
    draft.say("letter-forwarded-why");
    draft.say_with("letter-forwarded", &[("to", to()), ("date", draft.date(forwarded.on).into())]);
    draft.say_where("letter-forwarded-what", "letter-paper-forwarded-what");
    parts::case(draft);
    draft.heading("letter-forwarded-reach");
    draft.lines(&format!("{}\n{}", one_line(&forwarded.to), forwarded.reach));
    draft.say("letter-forwarded-silent");
    draft.lines(&draft.sender.authority);
    draft.heading("letter-forwarded-own-heading");
    draft.say_where("letter-forwarded-own", "letter-paper-forwarded-own");
    parts::request_page(draft);
}

/// What the customer needs to answer, and no more.
#[derive(Clone, Debug)]
pub struct Handover {
    pub reference: String,
    pub site: String,
    pub requester_name: Option<String>,
    /// Where the answer goes, an e-mail or a postal address; nothing where neither is known.
    pub answer_to: Option<String>,
    /// Whether the person has shown that the address is theirs.
    pub proved: bool,
    pub received_on: NaiveDate,
    pub forwarded_on: NaiveDate,
    /// What is asked: a label, and the person's own words where there are any.
    pub asked: Vec<(String, Option<String>)>,
}

/// Writes the letter to the customer. It names nobody at the customer, so that the case file holds no third person.
pub fn handover(language: Language, sender: &Sender, facts: &Handover) -> Letter {
    let text = |key: &str, args: lang::Args<'_>| one_line(&lang::text_with(language, key, args));
    let subject = text("handover-subject", &[("reference", one_line(&facts.reference).into())]);
    let received = lang::date(language, facts.received_on);
    let mut blocks = vec![
        Block::Paragraph(text("letter-greeting", &[])),
        Block::Paragraph(text("handover-what", &[("site", one_line(&facts.site).into())])),
        Block::Paragraph(text("handover-role", &[])),
        Block::Pairs(case(language, facts)),
        Block::Heading(text("handover-asked", &[])),
    ];
    for (label, words) in &facts.asked {
        blocks.push(Block::Paragraph(one_line(label)));
        let lines = words.iter().flat_map(|words| words.lines()).map(one_line);
        blocks.extend(lines.filter(|line| !line.is_empty()).map(Block::Paragraph));
    }
    blocks.push(Block::Heading(text("handover-do", &[])));
    blocks.push(Block::Paragraph(text("handover-time", &[("date", received.into())])));
    let identity = if facts.proved { "handover-proved" } else { "handover-unproved" };
    blocks.extend([identity, "handover-only", "handover-help"].map(|key| Block::Paragraph(text(key, &[]))));
    blocks.push(Block::Heading(text("letter-contact", &[])));
    let contact = &sender.contact;
    let lines = [&sender.controller.name, &contact.name, &contact.postal, &contact.phone, &contact.email];
    let lines = lines.into_iter().map(|line| one_line(line)).filter(|line| !line.is_empty());
    blocks.push(Block::Lines(lines.collect()));
    page::letter(language, subject, &blocks)
}

/// Reference, dates, and whom to answer.
fn case(language: Language, facts: &Handover) -> Vec<(String, String)> {
    let text = |key: &str| lang::text(language, key);
    let name = facts.requester_name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let answer_to = facts.answer_to.as_deref().map(one_line);
    vec![
        (text("letter-case-reference"), one_line(&facts.reference)),
        (text("letter-case-received"), lang::date(language, facts.received_on)),
        (text("handover-forwarded"), lang::date(language, facts.forwarded_on)),
        (text("handover-name"), name.unwrap_or_else(|| text("handover-no-name"))),
        (text("handover-answer-to"), answer_to.unwrap_or_else(|| text("handover-no-email"))),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Handover, handover};
    use crate::mail::letter::{
        Letter, compose, one_line,
        samples::{HOSTILE, day, facts, sender},
    };
    use entity::kind::{Language, LetterKind};

    fn handed(words: &str) -> Handover {
        Handover {
            reference: "7K3M-Q9TX-4".into(),
            site: "kahvilakanto.example".into(),
            requester_name: Some("Ada Virtanen".into()),
            answer_to: Some("ada@asiakas.example".into()),
            proved: true,
            received_on: day(4, 7),
            forwarded_on: day(4, 8),
            asked: vec![("In the person's own words".into(), Some(words.into()))],
        }
    }

    fn assert_plain(letter: &Letter) {
        for part in [&letter.subject, &letter.text, &letter.html] {
            assert!(!part.contains('⟦') && !part.contains("{ $"), "{part}");
            assert!(
                !part.contains("<script") && !part.contains('\u{202e}') && !part.contains('\r'),
                "{part}"
            );
        }
        assert!(!letter.subject.contains('\n'));
    }

    #[test]
    fn the_person_is_told_who_answers_since_when_and_how_they_are_reached_and_no_decision() {
        for language in Language::ALL {
            let told = compose(LetterKind::Forwarded, *language, &sender(), &facts(LetterKind::Forwarded));
            let words = one_line(&told.text);
            for needed in [
                "Kahvila Kanto Oy",
                "kahvilakanto.example",
                "Rantatie 2",
                "hei@kahvilakanto.example",
                "Tietosuojavaltuutetun",
            ] {
                assert!(words.contains(needed), "{language:?} {needed}: {words}");
            }
            assert!(words.contains(&crate::lang::date(*language, day(4, 8))));
            for decides in ["letter-granted", "letter-refused", "letter-partly-granted"] {
                let text = crate::lang::text(*language, decides);
                assert!(!words.contains(&text), "{text}");
            }
            assert_plain(&told);
        }
    }

    #[test]
    fn the_customer_gets_what_was_asked_the_address_and_the_time_and_nothing_else_of_the_person() {
        for language in Language::ALL {
            let letter = handover(*language, &sender(), &handed("Delete my order.\nAnd my comment."));
            let words = one_line(&letter.text);
            for needed in [
                "Delete my order.",
                "And my comment.",
                "ada@asiakas.example",
                "Ada Virtanen",
                "kahvilakanto.example",
                "7K3M-Q9TX-4",
                "Ville Kärpijoki",
            ] {
                assert!(words.contains(needed), "{language:?} {needed}: {words}");
            }
            assert!(words.contains(&crate::lang::date(*language, day(4, 7))));
            assert!(!words.contains("https://"), "the page of the request is the person's");
            assert_plain(&letter);
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut handed = handed(HOSTILE);
        (handed.site, handed.reference) = (HOSTILE.into(), HOSTILE.into());
        (handed.requester_name, handed.answer_to) = (Some(HOSTILE.into()), Some(HOSTILE.into()));
        let letter = handover(Language::Fi, &sender(), &handed);
        assert!(letter.html.contains("&lt;script&gt;") && !letter.html.contains("<script"));
        assert!(!letter.html.contains("<img") && !letter.subject.contains(['\r', '\n']));
        for part in [&letter.subject, &letter.text, &letter.html] {
            assert!(!part.contains(['\u{202e}', '\u{200b}', '\0', '\r']) && !part.contains('⟦'), "{part}");
        }
    }

    #[test]
    fn without_name_or_address_the_letter_says_so() {
        let mut handed = handed("x");
        (handed.requester_name, handed.answer_to) = (None, None);
        for language in Language::ALL {
            let words = one_line(&handover(*language, &sender(), &handed).text);
            for key in ["handover-no-name", "handover-no-email"] {
                assert!(words.contains(&crate::lang::text(*language, key)), "{key}: {words}");
            }
        }
    }
}
