//! Letters to a person (law.md 7): pure functions of facts, sender and language to subject, text and HTML.

mod decision;
pub mod erasure;
mod extended;
mod forwarded;
mod lacks;
mod notice;
pub mod page;
mod parts;
mod question;
mod recipients;
mod restriction;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_law7;
#[cfg(test)]
mod tests_paper;

use crate::{lang, request::no_request::NoRequest, step::holder::Whose};
use chrono::{DateTime, NaiveDate, Utc};
use entity::kind::{
    Channel, Language, LetterKind, QuestionKind, RestrictionGround, Right, StepState, Verdict,
};

pub use extended::Extension;
pub use forwarded::{Handover, handover};
pub use lacks::lacks;
pub use page::one_line;
pub use question::Question;

/// A controller or its contact person as letters name them, already in the language of the letter.
#[derive(Clone, Debug)]
pub struct Party {
    pub name: String,
    pub postal: String,
    pub phone: String,
    pub email: String,
}

/// Who writes: the controller, its contact person, and the supervisory authority's block (law.md 3.3).
#[derive(Clone, Debug)]
pub struct Sender {
    pub controller: Party,
    pub contact: Party,
    /// Name and addresses of the authority, one a line, in the language of the letter.
    pub authority: String,
}

/// What a letter tells. Labels and texts are in the language of the letter and hold no register value.
#[derive(Clone, Debug)]
pub struct Facts {
    pub reference: String,
    pub requester_name: Option<String>,
    /// None until staff have classified the request.
    pub right: Option<Right>,
    pub received_on: NaiveDate,
    pub channel: Channel,
    pub due_on: NaiveDate,
    /// The day of the decision, or of the closing.
    pub decided_on: Option<NaiveDate>,
    pub items: Vec<Item>,
    /// Labels of categories asked for by name of which a copy holds nothing.
    pub empty: Vec<String>,
    /// Nothing about the person was found: that grants the request, it never refuses it (law.md R3.3).
    pub nothing_held: bool,
    /// The requester has other requests here, which are held beside this one.
    pub other_requests: bool,
    pub holders: Vec<Holder>,
    /// Labels of the lists or consents an opt-out or withdrawal ended.
    pub lists: Vec<String>,
    /// Labels of what was to be withdrawn although no consent to it was held; they are not among the lists.
    pub none_held: Vec<String>,
    /// An opt-out that was in force before this one.
    pub in_force: Option<InForce>,
    /// What an erasure did and left.
    pub erasure: Option<erasure::Erasure>,
    /// The address of the person was corrected: from now on they are reached and sign in by the new one.
    pub new_address: Option<NewAddress>,
    /// What was erased because a consent was withdrawn or an objection upheld, a line per category.
    pub erased: Vec<String>,
    /// What of it holds keep, in sentences.
    pub held: Vec<String>,
    /// What would identify the requester; demanded where the ground is RG-ID.
    pub suffices: Option<String>,
    /// Why what was written is no request, and whom to ask instead (Art. 12(4)).
    pub no_request: Option<NoRequest>,
    /// The part staff wrote themselves; a blank line starts a paragraph.
    pub free_part: Option<String>,
    pub lateness: Option<Lateness>,
    pub package: Option<Package>,
    /// The grounds on which processing is restricted (Art. 18(1)); the items say what.
    pub restricted: Vec<RestrictionGround>,
    /// Since when, where the restriction began with the request and not with its decision.
    pub restricted_since: Option<NaiveDate>,
    /// The correction that a restriction waits for and when it was decided, or the restriction that waits for a correction.
    pub beside: Option<(String, Option<NaiveDate>)>,
    /// When a restriction ends, and why (Art. 18(3)).
    pub ending: Option<Ending>,
    /// More is asked of the requester; the question itself waits in the portal.
    pub question: Option<Question>,
    /// Every other holder with all that happened (E9).
    pub told: Vec<Told>,
    /// The handing over to the controller the person named, where it was granted.
    pub transfer: Option<Transfer>,
    /// Of a request about an automated decision: what the notice says, where it lists none (Art. 22).
    pub automated: Option<String>,
    /// The reference of the request that this one was a part of.
    pub split_from: Option<String>,
    /// The controller to whom the request was forwarded (R1.0.9).
    pub forwarded: Option<Forwarded>,
    /// The one extension of the time for the answer (Art. 12(3)).
    pub extension: Option<Extension>,
    /// Names of the files that go along with a message: on paper enclosed, by mail waiting in the portal.
    pub attached: Vec<String>,
    /// The page of the request in the portal.
    pub request_url: String,
    /// The letter goes on paper to somebody who cannot open that page: it holds all there is to say.
    pub on_paper: bool,
}

/// Another address of the person than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAddress {
    /// The request is seen with it too; else with the one it was made with.
    pub request_goes_along: bool,
}

/// An opt-out that is in force already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    pub since: NaiveDate,
    /// Marketing comes all the same.
    pub still: bool,
}

/// One thing asked, by its label, and what was decided on it.
#[derive(Clone, Debug)]
pub struct Item {
    pub asked: String,
    /// What the person wrote of it themselves, where the letter may repeat it.
    pub words: Option<Words>,
    pub verdict: Option<Verdict>,
    /// Why not; demanded where the verdict is refused.
    pub reason: Option<Reason>,
    pub keep_until: Option<NaiveDate>,
    /// Whether it is corrected in the system it comes from, which is still to be done.
    pub elsewhere: bool,
}

/// What the person wrote themselves.
#[derive(Clone, Debug)]
pub enum Words {
    /// What a field should say.
    Value(String),
    /// All that says what is asked.
    Free(String),
    /// The same, which no mail carries: they stand on the page of the request. Nor does paper where the address is protected,
    /// and there is no page then.
    Withheld,
}

/// A ground of law.md 3.1 in words, with the facts of this case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// `RG-…`
    pub code: String,
    pub title: String,
    pub citation: String,
    /// What the ground means, in plain words.
    pub plain: String,
    /// The facts of this case.
    pub facts: String,
    /// The reasonable fee offered instead of a refusal, if one was (Art. 12(5)).
    pub fee: Option<String>,
}

/// A system or company that holds the data, and where it stands with what it was told to do.
#[derive(Clone, Debug)]
pub struct Holder {
    pub name: String,
    pub whose: Whose,
    pub state: StepState,
    /// Open: by when it will be done. Else: when it was told, or answered.
    pub on: NaiveDate,
    /// Why it cannot, in the state `Cannot`.
    pub reason: Option<String>,
}

/// A holder with all that happened (E9).
#[derive(Clone, Debug)]
pub struct Told {
    pub name: String,
    pub whose: Whose,
    /// Nothing for one that could not be told.
    pub told_on: Option<NaiveDate>,
    /// What it was told to do.
    pub what: String,
    /// With which data, each by its name.
    pub touched: Vec<String>,
    pub state: StepState,
    /// The day of its answer, or of giving it up.
    pub settled_on: NaiveDate,
    /// Why it could not be told, or is awaited no longer (Art. 19).
    pub reason: Option<String>,
    /// Whether what it was asked ended before it answered.
    pub ended: bool,
    /// What we did ourselves, since it cannot.
    pub remedy: Option<Remedied>,
}

/// What we did about a holder that cannot.
#[derive(Clone, Debug)]
pub struct Remedied {
    pub what: String,
    pub on: NaiveDate,
    /// How, in words of staff.
    pub note: String,
}

/// A missed date and why (E13).
#[derive(Clone, Debug)]
pub struct Lateness {
    /// The date that was missed.
    pub due_on: NaiveDate,
    pub reason: String,
    /// When the answer comes; none in the letter that is the answer.
    pub new_date: Option<NaiveDate>,
}

/// The handing over to the controller the person named (Art. 20(2)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// It will be done by this day.
    Due(NaiveDate),
    /// It was done on this day.
    Given(NaiveDate),
    /// It could not be done, and why.
    Failed(String),
}

/// What access or portability yields; it stays behind sign-in.
#[derive(Clone, Debug)]
pub struct Package {
    pub url: String,
    pub valid_days: u32,
    /// Until when, once it is built; before that only the days are known.
    pub valid_until: Option<DateTime<Utc>>,
    /// For instance `HTML`, `JSON`, `CSV`.
    pub formats: Vec<String>,
    /// Where the format is described for everyone.
    pub schema_url: Option<String>,
}

/// The end of a restriction that is still to come.
#[derive(Clone, Debug)]
pub struct Ending {
    pub on: NaiveDate,
    pub reason: String,
    /// The other restrictions of the person that are in force after that day.
    pub stands: Vec<Stands>,
}

/// A restriction that goes on when another ends.
#[derive(Clone, Debug)]
pub struct Stands {
    pub ground: RestrictionGround,
    pub since: NaiveDate,
    /// The data it covers, by name.
    pub what: String,
}

/// A customer whose website a request concerns, and who therefore answers it (R1.0.9).
#[derive(Clone, Debug)]
pub struct Forwarded {
    /// The customer's name.
    pub to: String,
    /// The website, as the person knows it.
    pub site: String,
    /// How the customer is reached, lines of public contact details.
    pub reach: String,
    pub on: NaiveDate,
}

/// A letter ready for the outbox or the printer. The subject is one line; text and HTML say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Whether what is asked is a fee (E6b).
fn proposes_fee(facts: &Facts) -> bool {
    facts.question.as_ref().is_some_and(|question| question.kind == QuestionKind::Fee)
}

/// What its subject speaks of.
fn about(kind: LetterKind, facts: &Facts) -> String {
    let one_of_several = facts.ending.as_ref().is_some_and(|ending| !ending.stands.is_empty());
    match kind {
        LetterKind::RestrictionEnds if one_of_several => "restriction-one-ends".to_owned(),
        LetterKind::Refused if facts.no_request.is_some() => "no-request".to_owned(),
        LetterKind::Question if proposes_fee(facts) => "fee".to_owned(),
        LetterKind::MarketingStopped if facts.in_force.is_some() => "marketing-in-force".to_owned(),
        LetterKind::ConsentWithdrawn if facts.lists.is_empty() => "consent-noted".to_owned(),
        kind => kind.code().replace('_', "-"),
    }
}

/// Writes the letter.
pub fn compose(kind: LetterKind, language: Language, sender: &Sender, facts: &Facts) -> Letter {
    let on_paper = facts.on_paper && matches!(kind, LetterKind::MessageWaiting | LetterKind::PackageReady);
    let name = if on_paper { "paper" } else { "subject" };
    let about = about(kind, facts);
    let subject = page::one_line(&lang::text_with(
        language,
        &format!("letter-{name}-{about}"),
        &[("reference", page::one_line(&facts.reference).into())],
    ));
    let mut draft = parts::Draft::new(language, sender, facts);
    parts::greeting(&mut draft);
    match kind {
        LetterKind::Acknowledgement | LetterKind::SplitOff => notice::acknowledgement(&mut draft),
        LetterKind::Granted => decision::granted(&mut draft),
        LetterKind::PartlyGranted => decision::partly_granted(&mut draft),
        LetterKind::Refused => decision::refused(&mut draft),
        LetterKind::MarketingStopped => notice::marketing_stopped(&mut draft),
        LetterKind::ConsentWithdrawn => notice::consent_withdrawn(&mut draft),
        LetterKind::NotIdentified => decision::not_identified(&mut draft),
        LetterKind::Extended => extended::extended(&mut draft),
        LetterKind::Late => notice::late(&mut draft),
        LetterKind::MessageWaiting => notice::message_waiting(&mut draft),
        LetterKind::Withdrawn => notice::withdrawn(&mut draft),
        LetterKind::RecipientsTold => recipients::recipients_told(&mut draft),
        LetterKind::TransferSettled => notice::transfer_settled(&mut draft),
        LetterKind::PackageReady => notice::package_ready(&mut draft),
        LetterKind::RestrictionSet => restriction::set(&mut draft),
        LetterKind::RestrictionEnds => restriction::ends(&mut draft),
        LetterKind::RestrictionStays => restriction::stays(&mut draft),
        LetterKind::Question => question::question(&mut draft),
        LetterKind::ErasureComplete => notice::erasure_complete(&mut draft),
        LetterKind::Forwarded => forwarded::forwarded(&mut draft),
    }
    parts::contact(&mut draft);
    page::letter(language, subject, &draft.blocks)
}
