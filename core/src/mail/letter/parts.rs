//! The parts that several letters share: greeting, case, lateness, holders, package, complaint, contact.

use super::{
    Facts, Holder, Item, Lateness, Package, Sender, Words,
    page::{Block, one_line},
};
use crate::{
    lang::{self, Args},
    step::holder::Whose,
};
use chrono::NaiveDate;
use entity::kind::{Language, Right, StepState};

/// Longest name a greeting repeats; a longer one is no name.
const NAME_LENGTH: usize = 80;

/// A letter being written.
pub(super) struct Draft<'a> {
    pub language: Language,
    pub sender: &'a Sender,
    pub facts: &'a Facts,
    pub blocks: Vec<Block>,
}

impl<'a> Draft<'a> {
    pub fn new(language: Language, sender: &'a Sender, facts: &'a Facts) -> Self {
        Self { language, sender, facts, blocks: Vec::new() }
    }

    /// A text of the catalogue on one line.
    pub fn text(&self, key: &str, args: Args<'_>) -> String {
        one_line(&lang::text_with(self.language, key, args))
    }

    pub fn date(&self, date: NaiveDate) -> String {
        lang::date(self.language, date)
    }

    pub fn heading(&mut self, key: &str) {
        self.blocks.push(Block::Heading(self.text(key, &[])));
    }

    pub fn say(&mut self, key: &str) {
        self.say_with(key, &[]);
    }

    pub fn say_with(&mut self, key: &str, args: Args<'_>) {
        self.blocks.push(Block::Paragraph(self.text(key, args)));
    }

    /// A sentence that leads to the page of the request, or what stands for it in a letter on paper.
    pub fn say_where(&mut self, portal: &str, paper: &str) {
        self.say(if self.facts.on_paper { paper } else { portal });
    }

    /// Text written by people, a paragraph a line.
    pub fn quote(&mut self, text: &str) {
        let lines = text.lines().map(one_line).filter(|line| !line.is_empty());
        self.blocks.extend(lines.map(Block::Paragraph));
    }

    pub fn list(&mut self, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<_> = lines.into_iter().map(|line| one_line(&line)).filter(|l| !l.is_empty()).collect();
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines));
        }
    }

    /// Lines kept as lines.
    pub fn lines(&mut self, text: &str) {
        let lines = text.lines().map(one_line).filter(|line| !line.is_empty());
        self.blocks.push(Block::Lines(lines.collect()));
    }

    pub fn link(&mut self, url: &str) {
        self.blocks.push(Block::Link(one_line(url)));
    }
}

/// Whether a name holds what a mail program makes a link of, or marks: whoever wrote it may not be who reads it
/// (security.md A-16). A dot behind initials or a short title is part of a name.
fn holds_address(name: &str) -> bool {
    let dotted = |word: &str| {
        let parts: Vec<usize> = word.split('.').map(|part| part.chars().count()).collect();
        parts.windows(2).any(|pair| pair[0] > 2 && pair[1] > 1)
    };
    name.contains(['/', ':', '@', '<', '>']) || name.split_whitespace().any(dotted)
}

pub(super) fn greeting(draft: &mut Draft<'_>) {
    let name = draft.facts.requester_name.as_deref().map(one_line).unwrap_or_default();
    if name.is_empty() || name.chars().count() > NAME_LENGTH || holds_address(&name) {
        draft.say("letter-greeting");
    } else {
        draft.say_with("letter-greeting-name", &[("name", name.into())]);
    }
}

/// Reference, right and dates (L1).
pub(super) fn case(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let mut pairs = vec![(draft.text("letter-case-reference", &[]), one_line(&facts.reference))];
    if let Some(right) = facts.right {
        pairs.push((draft.text("letter-case-right", &[]), right_name(draft, right)));
    }
    pairs.push((draft.text("letter-case-received", &[]), draft.date(facts.received_on)));
    if let Some(decided_on) = facts.decided_on {
        pairs.push((draft.text("letter-case-decided", &[]), draft.date(decided_on)));
    }
    draft.blocks.push(Block::Pairs(pairs));
}

pub(super) fn right_name(draft: &Draft<'_>, right: Right) -> String {
    draft.text(&format!("right-{}", right.code()), &[])
}

/// A thing asked on a line of its own, with what the person wrote of it.
pub(super) fn asked(draft: &Draft<'_>, item: &Item) -> String {
    match &item.words {
        Some(Words::Value(words) | Words::Free(words)) => {
            let args = [("what", one_line(&item.asked).into()), ("words", one_line(words).into())];
            draft.text("letter-asked", &args)
        }
        Some(Words::Withheld) | None => item.asked.clone(),
    }
}

/// A thing asked as a heading, and under it the person's own words.
pub(super) fn in_own_words(draft: &mut Draft<'_>, item: &Item) {
    draft.blocks.push(Block::Subheading(one_line(&item.asked)));
    match &item.words {
        Some(Words::Free(words)) => draft.quote(words),
        Some(Words::Withheld) => draft.say_where("letter-words-on-page", "letter-paper-words"),
        Some(Words::Value(_)) | None => {}
    }
}

/// E13: apology, the date missed, the reason, and the new date where the answer is still to come.
pub(super) fn lateness(draft: &mut Draft<'_>, late: &Lateness) {
    draft.say_with("letter-late-apology", &[("date", draft.date(late.due_on).into())]);
    draft.say_with("letter-late-reason", &[("reason", one_line(&late.reason).into())]);
    if let Some(new_date) = late.new_date {
        draft.say_with("letter-late-new-date", &[("date", draft.date(new_date).into())]);
    }
}

/// What other holders have been told and where each stands; none is called done before it said so. What was made public
/// and the controller's own systems stand apart.
pub(super) fn holders(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let of = |whose| facts.holders.iter().filter(move |holder| holder.whose == whose);
    for (whose, heading) in [
        (Whose::Holder, "letter-holders"),
        (Whose::Public, "letter-public"),
        (Whose::Own, "letter-own-systems"),
    ] {
        let lines: Vec<_> = of(whose).map(|holder| standing(draft, holder)).collect();
        if !lines.is_empty() {
            draft.heading(heading);
            if whose == Whose::Public {
                draft.say("letter-public-steps");
            }
            draft.list(lines);
        }
    }
    if facts.holders.is_empty() {
        return;
    }
    draft.say_where("letter-holders-follow", "letter-paper-holders");
    // Art. 19, second sentence: the right to know the recipients that were told.
    let notified = matches!(facts.right, Some(Right::Rectification | Right::Erasure | Right::Restriction));
    let erased = facts.right == Some(Right::Objection) && !facts.erased.is_empty();
    if of(Whose::Holder).next().is_some() && (notified || erased) {
        draft.say("letter-holders-right");
    }
}

fn standing(draft: &Draft<'_>, holder: &Holder) -> String {
    let state = match holder.state {
        StepState::Open => "open",
        StepState::Told => "told",
        StepState::Done => "done",
        StepState::NotHeld => "not-held",
        StepState::Cannot => "cannot",
        StepState::GivenUp => "given-up",
    };
    let reason = holder.reason.as_deref().map(one_line).unwrap_or_default();
    let args = [
        ("name", one_line(&holder.name).into()),
        ("date", draft.date(holder.on).into()),
        ("reason", reason.into()),
    ];
    draft.text(&format!("letter-{}-{state}", holder.whose.code()), &args)
}

/// Where the package waits, how long, and in which form. The package itself never travels by mail.
pub(super) fn package(draft: &mut Draft<'_>, package: &Package) {
    draft.say_where("letter-package-where", "letter-paper-package");
    if !draft.facts.on_paper {
        draft.link(&package.url);
        match package.valid_until {
            Some(until) => {
                let until = lang::moment_told(draft.language, until);
                draft.say_with("letter-package-until", &[("until", until.into())]);
            }
            None => draft.say_with("letter-package-valid", &[("days", package.valid_days.into())]),
        }
    }
    // Printed pages have no format; files on a medium do.
    if (package.schema_url.is_some() || !draft.facts.on_paper) && !package.formats.is_empty() {
        draft.say_with("letter-package-formats", &[("formats", package.formats.join(", ").into())]);
    }
    if let Some(url) = &package.schema_url {
        draft.say("letter-package-schema");
        draft.link(url);
    }
}

/// The part staff wrote.
pub(super) fn free_part(draft: &mut Draft<'_>) {
    if let Some(text) = draft.facts.free_part.as_deref().filter(|text| !text.trim().is_empty()) {
        draft.heading("letter-free-part");
        draft.quote(text);
    }
}

/// L5 and L6: the authority (Art. 77) and the court (Art. 79).
pub(super) fn complaint(draft: &mut Draft<'_>) {
    draft.heading("letter-complaint-heading");
    draft.say("letter-complaint");
    draft.lines(&draft.sender.authority);
    draft.say("letter-complaint-elsewhere");
    draft.say("letter-remedy");
}

/// The page of the request.
pub(super) fn request_page(draft: &mut Draft<'_>) {
    draft.say_where("letter-request-page", "letter-paper-follow");
    if !draft.facts.on_paper {
        draft.link(&draft.facts.request_url);
    }
}

/// L1: case number, controller, named contact person with postal address and phone (law.md R7.0).
pub(super) fn contact(draft: &mut Draft<'_>) {
    draft.heading("letter-contact");
    draft.say_with("letter-contact-how", &[("reference", one_line(&draft.facts.reference).into())]);
    for party in [&draft.sender.contact, &draft.sender.controller] {
        let lines = [&party.name, &party.postal, &party.phone, &party.email].map(|line| one_line(line));
        draft.lines(&lines.join("\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::holds_address;

    #[test]
    fn a_name_is_greeted_and_what_a_mail_program_makes_a_link_of_is_not() {
        for name in
            ["Ada Äijälä", "J.R.R. Tolkien", "St.John-Smythe", "Matti V. Meikäläinen Jr.", "O'Neill 2."]
        {
            assert!(!holds_address(name), "{name}");
        }
        for text in ["Voitit! evil.example", "https://x", "a@b", "<b>Ada", "Avaa bit.ly/1", "www.evil.fi nyt"]
        {
            assert!(holds_address(text), "{text}");
        }
    }
}
