//! What staff decide on a request, and whether it may stand: a pure rule over the request and its items.

mod grounded;

use crate::{
    law::{
        deadline,
        demand::{Demand, Recorded},
        ground::Ground,
    },
    notice::profile::Profile,
    request::{
        no_request::{self, NoRequest},
        unidentified::NoClosing,
        unlinked::Reach,
    },
    right::{
        access, automated, erasure::summary::Summary, objection, package::kept_back::Mark,
        portability::verdict, rectification, restriction,
    },
};
use chrono::NaiveDate;
use entity::{
    id::ItemId,
    item,
    kind::{Assurance, LetterKind, Outcome, Right, Verdict},
    request,
};
use serde::{Deserialize, Serialize};

/// A whole decision: a verdict on every item, and what the letter says beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub verdicts: Vec<ItemVerdict>,
    /// The search found nothing about the person: that grants the request (law.md R3.3).
    pub nothing_held: bool,
    /// The part of the letter that staff write themselves.
    pub free_part: Option<String>,
    /// Why the answer is late; demanded once the date has passed (E13).
    pub late_reason: Option<String>,
    /// What would identify the requester; demanded by RG-ID (L9).
    pub suffices: Option<String>,
    /// That no right is asked for, and what its writer is told instead of verdicts.
    #[serde(default)]
    pub no_request: Option<NoRequest>,
    /// What an erasure does, in numbers; filled in by [`crate::right::erasure::settle`].
    #[serde(default)]
    pub erasure: Option<Summary>,
    /// What the copy that is granted would hold, as whoever decides has seen it: the fingerprint of
    /// [`crate::right::package::copy`].
    #[serde(default)]
    pub copy: Option<String>,
}

/// The verdict on one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemVerdict {
    pub item: ItemId,
    pub verdict: Verdict,
    /// Why not; demanded where the verdict is refused, and only there.
    pub ground: Option<Ground>,
    /// The facts of this case that the ground demands.
    pub recorded: Recorded,
    /// The reasonable fee offered instead of a refusal, if one is (Art. 12(5)).
    pub fee: Option<String>,
    /// What is written into the register; demanded where a rectification is granted. Free words may mean several fields.
    #[serde(default, alias = "correction", deserialize_with = "rectification::verdict::one_or_many")]
    pub corrections: Vec<Confirmed>,
    /// What of the person's words is corrected in another system, which the register follows at its next import.
    #[serde(default)]
    pub elsewhere: Option<rectification::verdict::Elsewhere>,
    /// What of the person's words is not corrected; demanded where they are granted in part, and only there.
    #[serde(default)]
    pub uncorrected: Option<String>,
    /// What staff understood from free words: the ground of a restriction, or the purpose objected to.
    #[serde(default)]
    pub meant: Option<String>,
    /// Categories that staff read in a wish for erasure in free words.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Whether verdict and facts follow from the plan of an erasure.
    #[serde(default)]
    pub planned: bool,
    /// Records and fields that a copy keeps back; demanded where it is given in part, and only there.
    #[serde(default)]
    pub kept_back: Vec<Mark>,
}

/// A correction as staff confirm it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The field, as `table:uuid:column`. An item of free words gets its field from staff.
    pub target: String,
    /// The value the register showed; another value by now stops the correction.
    pub present: Option<String>,
    /// The new value; where the item names a field it is the value asked for.
    pub new: String,
}

/// Why a decision cannot stand as it is, for the page to show beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Staff have not said yet which right it is.
    Unclassified,
    /// A right is named, so it is a request.
    RightNamed,
    /// Why it is no request, or whom to ask instead, is not said.
    NoRequestUntold,
    /// An item has no verdict, or two.
    VerdictMissing { item: ItemId },
    /// A verdict on something that was not asked here.
    NotAsked { item: ItemId },
    /// A refusal without a ground.
    GroundMissing { item: ItemId },
    /// A ground on what is granted.
    GroundWithoutRefusal { item: ItemId },
    /// The ground cannot be used against this right.
    GroundDoesNotFit { item: ItemId, ground: Ground },
    /// The ground refuses a whole request or only parts of one, and is not used so.
    ExtentDoesNotFit { item: ItemId, ground: Ground },
    /// What the ground demands is not written down.
    FactsMissing { item: ItemId, demands: Vec<Demand> },
    /// Only an access or a rectification can be granted here; a letter would claim what was not done.
    CannotBeCarriedOut { right: Right },
    /// Data can be given or corrected only for a person the requester is linked to.
    PersonMissing,
    /// Nobody has checked who asks, so neither data nor "we hold nothing" may go out (Art. 12(6), law.md R1.0.10).
    IdentityOpen,
    /// "We hold nothing" while a person of the register has the address or is linked.
    SomethingHeld,
    /// "We hold nothing" to whoever asks for their requests or sign-ins too, a copy or that they be erased.
    OwnFileHeld { right: Right },
    /// A correction is missing, empty, or not what was asked.
    CorrectionUnconfirmed { item: ItemId },
    /// What is corrected in another system lacks its category or its words, or they are too long.
    ElsewhereUnfit { item: ItemId },
    /// Words are corrected in part, and what of them is not is not said (L2).
    RestMissing { item: ItemId },
    /// The field is not one that may be corrected, or not of this person.
    FieldUnknown { item: ItemId, target: String },
    /// The new value is none the field can hold, for instance no e-mail address.
    ValueUnfit { item: ItemId, target: String },
    /// The register holds another value than was shown; which one is for a look to tell.
    ValueChanged { item: ItemId, target: String },
    /// Staff have not said which ground or purpose the person's free words mean.
    MeaningMissing { item: ItemId },
    /// Nobody is refused for want of a particular situation before being asked for it (law.md R1.7.1).
    AskFirst { item: ItemId },
    /// That nobody knows who asks may not be said of this request, or not yet (Art. 12(2) and (6)).
    KnownOrUnasked { item: ItemId, why: NoClosing },
    /// The letter asks for a copy of an identity paper, which nobody is to send (law.md R4.8).
    CopyAsked,
    /// What free words ask to have erased is not said.
    ScopeMissing { item: ItemId },
    /// An open request for a copy of the data is answered before they are erased (law.md R1.1.9).
    AccessFirst,
    /// Nothing of the person rests on consent or a contract of their own, so there is nothing to take along.
    NothingPortable,
    /// The data are to go to another controller while the person gets none of them.
    TransferAlone { item: ItemId },
    /// It is to be given in part, and nothing of it is marked that stays back.
    NothingKeptBack { item: ItemId },
    /// Everything held in a category is marked: that is no part of it (recital 63).
    AllKeptBack { item: ItemId, category: &'static str },
    /// Recipients of what is to be given still have no name in the notice (Art. 15(1)(c), C-154/21).
    RecipientUnnamed { recipients: Vec<String> },
    /// A person reviewed an automated decision, and the letter does not say what they found.
    FindingMissing,
    /// The date has passed and the letter does not say why.
    LateReasonMissing,
}

/// What the rule must know beside the decision itself.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    pub request: &'a request::Model,
    pub items: &'a [item::Model],
    /// How many persons of the register have the requester's address.
    pub matching_persons: usize,
    /// Whether data hang on the requester's address alone (`register::person`).
    pub on_address: bool,
    /// Whether the requests and sign-ins of the requester are asked for (`request::unlinked`).
    pub reach: Reach,
    /// Whether something of the requester's is portable (Art. 20(1)); asked for portability alone.
    pub portable: bool,
    pub today: NaiveDate,
    pub notice: &'a Profile,
    /// Whether the requester has been asked for more.
    pub was_asked: bool,
}

/// Everything that keeps a decision from standing; empty when it may go out.
pub fn flaws(matter: &Matter<'_>, decision: &Decision) -> Vec<Flaw> {
    if let Some(told) = &decision.no_request {
        return no_request::flaws(matter.request, decision, told, matter.today);
    }
    let Some(right) = matter.request.right else { return vec![Flaw::Unclassified] };
    let mut found = grounded::complete(matter.items, decision);
    for verdict in &decision.verdicts {
        found.extend(grounded::grounded(right, matter.items, verdict, decision));
    }
    match right {
        Right::Portability => found.extend(verdict::flaws(matter.items, decision)),
        Right::Automated => found.extend(automated::flaws(matter.notice, decision)),
        Right::Access => found.extend(access::unnamed(matter.notice, matter.items, decision)),
        _ => {}
    }
    found.extend(effective(right, matter, decision));
    if right == Right::Objection && !decision.nothing_held {
        let flaw = |pair| objection::flaw(matter.notice, matter.was_asked, pair);
        found.extend(pairs(matter, decision).filter_map(flaw));
    }
    let late = is_late(matter.request, decision, matter.today);
    if late && is_blank(decision.late_reason.as_deref()) {
        found.push(Flaw::LateReasonMissing);
    }
    found
}

/// The last day for this answer.
pub fn last_day(request: &request::Model, decision: &Decision) -> NaiveDate {
    deadline::answer_by(decision.outcome(), request.received_on, request.due_on, request.extended_due_on)
}

/// Whether the answer comes after its last day.
pub fn is_late(request: &request::Model, decision: &Decision, today: NaiveDate) -> bool {
    today > last_day(request, decision)
}

impl Decision {
    /// Whether it refuses anything.
    pub fn refuses(&self) -> bool {
        let refused = |verdict: &ItemVerdict| matches!(verdict.verdict, Verdict::Refused | Verdict::Partly);
        self.no_request.is_some() || self.verdicts.iter().any(refused)
    }

    /// Whether it grants anything.
    pub fn grants(&self) -> bool {
        self.verdicts.iter().any(|verdict| matches!(verdict.verdict, Verdict::Granted | Verdict::Partly))
    }

    /// Whether all is refused for want of identification: what is missing opens the case again (Art. 12(2)).
    pub fn only_unknown(&self) -> bool {
        let unknown = |verdict: &ItemVerdict| {
            verdict.verdict == Verdict::Refused && verdict.ground == Some(Ground::NotIdentified)
        };
        !self.verdicts.is_empty() && self.verdicts.iter().all(unknown)
    }

    /// How the request ends with it.
    pub fn outcome(&self) -> Outcome {
        match (self.grants(), self.refuses()) {
            _ if self.no_request.is_some() => Outcome::NoRequest,
            (_, false) => Outcome::Granted,
            (true, true) => Outcome::PartlyGranted,
            (false, true) if self.only_unknown() => Outcome::NotIdentified,
            (false, true) => Outcome::Refused,
        }
    }

    /// The letter that tells it.
    pub fn letter_kind(&self) -> LetterKind {
        match self.outcome() {
            Outcome::PartlyGranted => LetterKind::PartlyGranted,
            Outcome::Refused | Outcome::NoRequest => LetterKind::Refused,
            Outcome::NotIdentified => LetterKind::NotIdentified,
            _ => LetterKind::Granted,
        }
    }

    /// The verdict on an item.
    pub fn on(&self, item: ItemId) -> Option<&ItemVerdict> {
        self.verdicts.iter().find(|verdict| verdict.item == item)
    }
}

impl ItemVerdict {
    /// A bare verdict.
    pub fn bare(item: ItemId, verdict: Verdict) -> Self {
        Self {
            item,
            verdict,
            ground: None,
            recorded: Recorded::default(),
            fee: None,
            corrections: Vec::new(),
            elsewhere: None,
            uncorrected: None,
            categories: Vec::new(),
            planned: false,
            meant: None,
            kept_back: Vec::new(),
        }
    }
}

impl Flaw {
    /// The element of law.md 3.2 that a letter on this decision would lack.
    pub const fn element(&self) -> &'static str {
        match self {
            Self::Unclassified
            | Self::RightNamed
            | Self::VerdictMissing { .. }
            | Self::NotAsked { .. }
            | Self::FindingMissing
            | Self::RestMissing { .. } => "L2",
            Self::GroundMissing { .. }
            | Self::NoRequestUntold
            | Self::GroundWithoutRefusal { .. }
            | Self::GroundDoesNotFit { .. }
            | Self::ExtentDoesNotFit { .. }
            | Self::FactsMissing { .. }
            | Self::KnownOrUnasked { .. }
            | Self::AskFirst { .. } => "L3",
            Self::CannotBeCarriedOut { .. }
            | Self::PersonMissing
            | Self::IdentityOpen
            | Self::SomethingHeld
            | Self::OwnFileHeld { .. }
            | Self::MeaningMissing { .. }
            | Self::NothingPortable
            | Self::TransferAlone { .. }
            | Self::CorrectionUnconfirmed { .. }
            | Self::ElsewhereUnfit { .. }
            | Self::FieldUnknown { .. }
            | Self::ValueUnfit { .. }
            | Self::ValueChanged { .. }
            | Self::ScopeMissing { .. }
            | Self::NothingKeptBack { .. }
            | Self::AllKeptBack { .. }
            | Self::RecipientUnnamed { .. }
            | Self::AccessFirst => "L4",
            Self::CopyAsked => "L9",
            Self::LateReasonMissing => "L10",
        }
    }
}

/// Everything but the refusal for want of identification waits until somebody knows who asks; to be told that one asked for
/// nothing gives away nothing.
pub fn identity_open(request: &request::Model, decision: &Decision) -> Option<Flaw> {
    let only_unknown = |verdict: &ItemVerdict| verdict.ground == Some(Ground::NotIdentified);
    let tells_nothing = decision.no_request.is_some() || decision.verdicts.iter().all(only_unknown);
    let open = request.assurance == Assurance::Unproven && !tells_nothing;
    open.then_some(Flaw::IdentityOpen)
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// What is granted can be carried out, so that no letter says "done" of what is not.
fn effective(right: Right, matter: &Matter<'_>, decision: &Decision) -> Vec<Flaw> {
    let linked = matter.request.person_id.is_some();
    if decision.nothing_held {
        let held = linked || matter.matching_persons > 0 || matter.on_address || decision.refuses();
        let own = (matter.reach == Reach::Own).then_some(Flaw::OwnFileHeld { right });
        return held.then_some(Flaw::SomethingHeld).or(own).into_iter().collect();
    }
    if !decision.grants() {
        return Vec::new();
    }
    match right {
        // What hangs on a proved address is given without a person, as long as the address may not be somebody's.
        Right::Access if !linked && matter.matching_persons == 0 => Vec::new(),
        Right::Portability if !linked && matter.matching_persons == 0 && matter.on_address => Vec::new(),
        Right::Access | Right::Rectification | Right::Restriction | Right::Objection | Right::Automated
            if !linked =>
        {
            vec![Flaw::PersonMissing]
        }
        // A list can be left by an address that is nobody's; but whose data go is known first.
        Right::Erasure | Right::Portability if !linked && matter.matching_persons > 0 => {
            vec![Flaw::PersonMissing]
        }
        Right::Portability if !matter.portable => vec![Flaw::NothingPortable],
        // An objection and a review are weighed by `flaws`, granted or refused.
        Right::Access | Right::Erasure | Right::Portability | Right::Objection | Right::Automated => {
            Vec::new()
        }
        Right::Rectification => rectification::verdict::flaws(matter.notice, matter.items, decision),
        Right::Restriction => {
            let granted = pairs(matter, decision).filter(|(_, verdict)| verdict.verdict == Verdict::Granted);
            granted.filter_map(|(item, verdict)| restriction::ask_flaw(item, verdict)).collect()
        }
        // Filing has done these two (Art. 21(3), Art. 7(3)).
        Right::Marketing | Right::Consent => vec![Flaw::CannotBeCarriedOut { right }],
    }
}

/// Each item with its verdict.
fn pairs<'a>(
    matter: &'a Matter<'_>,
    decision: &'a Decision,
) -> impl Iterator<Item = (&'a item::Model, &'a ItemVerdict)> {
    matter.items.iter().filter_map(|item| Some((item, decision.on(item.id)?)))
}
