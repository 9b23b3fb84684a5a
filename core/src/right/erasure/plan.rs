//! What an erasure does with each row of a person: erase, empty or keep, on which ground and until when. Pure.

use super::{
    beside::{Beside, beside},
    block::Block,
    held::{Holds, Standing},
};
use crate::{
    law::{basis::Basis, calendar, ground::Ground},
    register::{
        inventory::{Table, table, word::Category},
        keep::{Calendar, Keep, Kept, Undated, anchor::Anchor},
        scope::{
            Gathered,
            row::{Found, Value},
        },
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::kind::{HostingState, MailState, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Why a row stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A voucher, or what says whose it is (KPL 2:10, Art. 17(3)(b)).
    Vouchers,
    /// A voucher whose financial year the notice does not know: held until that is found out.
    Undated,
    /// A contract, order or account in force needs it, so Art. 17(1)(a) is not met.
    Runs,
    /// It shows that the law was followed (Art. 5(2)), for as long as the notice says.
    File,
    /// The file of a case that is not closed yet: the same, counted from its closing.
    Open,
    /// It rests on another basis than the one that was objected to (law.md R1.7.3).
    OtherBasis,
    /// What was not asked for, or is another person's, hangs on it.
    Linked,
    /// A legal claim needs it (Art. 17(3)(e)).
    Claim,
    /// An authority has ordered that it be kept (Art. 17(3)(b)).
    Authority,
    /// The same, and it forbids telling the person of it (Art. 23, TSL 34 §).
    Silent,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Overdue: our own policy should have destroyed it before (law.md R5.7).
    Erase {
        overdue: bool,
    },
    /// The row stays without what is the person's: what points at it, or the company it belongs to, needs it.
    Empty,
    Keep(Why, Option<Kept>),
}

/// A row and what becomes of it.
#[derive(Clone, Debug)]
pub struct Planned {
    pub table: &'static Table,
    pub id: Uuid,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// Whether it is another customer's, and the person only signed, ordered or uses.
    pub related: bool,
    pub fate: Fate,
    /// Which hold covers it, also where something else keeps it.
    pub hold: Option<Why>,
}

/// An erasure before it happens.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub rows: Vec<Planned>,
    pub person: Option<Uuid>,
    /// Pseudonyms of the addresses that are the person's alone.
    pub addresses: Vec<String>,
    pub asked: BTreeSet<Category>,
    /// The person's other requests that are closed: their mail loses its address.
    pub closed: Vec<Uuid>,
    /// Something of the register stays, whether kept or not asked for.
    pub leaves: bool,
    /// The holds that cover anything of what was asked.
    pub holds: Vec<Standing>,
    /// How long the file of this erasure stays at least, were it closed today.
    pub file: Option<Kept>,
    /// What it touches beside the rows.
    pub beside: Beside,
}

/// What is always left and told in general words; it makes no decision partial unless it was asked for by name.
pub const RESIDUE: [Category; 3] = [Category::RequestFile, Category::StaffLooks, Category::SignIn];

impl Why {
    /// Every reason, in the order they are told.
    pub const ALL: [Self; 10] = [
        Self::Vouchers,
        Self::Authority,
        Self::Silent,
        Self::Claim,
        Self::Undated,
        Self::Runs,
        Self::File,
        Self::Open,
        Self::OtherBasis,
        Self::Linked,
    ];

    /// The ground of law.md 3.1.
    pub const fn ground(self) -> Ground {
        Block::of(self).ground()
    }

    /// Part of the keys of its sentences.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vouchers => "vouchers",
            Self::Undated => "undated",
            Self::Runs => "runs",
            Self::File => "file",
            Self::Open => "open",
            Self::OtherBasis => "other-basis",
            Self::Linked => "linked",
            Self::Claim => "claim",
            Self::Authority => "authority",
            Self::Silent => "silent",
        }
    }
}

impl Plan {
    /// The rows that do not stay as they are.
    pub fn gone(&self) -> impl Iterator<Item = &Planned> {
        self.rows.iter().filter(|row| !matches!(row.fate, Fate::Keep(..)))
    }

    /// The keys of rows of a table with a fate.
    pub fn ids(&self, table: &str, fate: impl Fn(&Planned) -> bool) -> Vec<Uuid> {
        self.rows.iter().filter(|row| row.table.name == table && fate(row)).map(|row| row.id).collect()
    }

    /// Keeps what rests on a contract of the person's own: an objection does not reach it (Art. 21(1)).
    pub(crate) fn spare_what_a_contract_needs(&mut self, gathered: &Gathered) {
        for row in &mut self.rows {
            let of = |found: &&Found| found.table.name == row.table.name && found.key("id") == Some(row.id);
            let bound = gathered.rows.iter().find(of).and_then(|found| gathered.basis(found));
            if bound == Some(Basis::Contract) {
                row.fate = Fate::Keep(Why::OtherBasis, None);
            }
        }
    }

    /// Adds the file that an erasure will have once it is asked for.
    pub(crate) fn foresee_file(&mut self) {
        let fate = Fate::Keep(Why::Open, self.file);
        let row = |table| Planned { table, id: Uuid::nil(), number: None, related: false, fate, hold: None };
        self.rows.extend(table("request").map(row));
    }

    /// The person's own record is emptied.
    pub fn empties_person(&self) -> bool {
        self.rows.iter().any(|row| row.table.name == "person" && row.fate == Fate::Empty)
    }
}

/// Plans an erasure of some categories, now; `own` is the request it is asked in, whose file stays.
pub(crate) fn plan(
    gathered: &Gathered,
    asked: &BTreeSet<Category>,
    own: Uuid,
    now: DateTime<Utc>,
    years: &Calendar<'_>,
) -> Plan {
    let today = calendar::helsinki_date(now);
    let weigher = Weigher { gathered, asked, own, today, holds: Holds::of(gathered) };
    let planned = |row: &Found| {
        let fate = weigher.planned(row)?;
        let number = ["number", "reference", "username"].iter().find_map(|column| row.text(column));
        let number = number.map(str::to_owned);
        let hold = weigher.holds.over(row.table);
        Some(Planned { table: row.table, id: row.key("id")?, number, related: row.related, fate, hold })
    };
    let stays = |row: &Found| {
        let theirs = !row.related && !["person", "suppression"].contains(&row.table.name);
        let register = row.table.category.is_some_and(|category| !RESIDUE.contains(&category));
        theirs && register && !matches!(weigher.planned(row), Some(Fate::Erase { .. } | Fate::Empty))
    };
    let closed = weigher.closed_requests();
    let mut rows: Vec<Planned> = gathered.rows.iter().filter_map(planned).collect();
    let closing = |on| years.counted(Category::RequestFile, Anchor::On(on)).kept();
    // As the notice says, whatever the erasure leaves: the ledger of that outlives the file (law.md R6.1.4).
    let file = closing(today);
    for row in rows.iter_mut().filter(|row| row.fate == Fate::Keep(Why::Open, None)) {
        row.fate = Fate::Keep(Why::Open, file);
    }
    Plan {
        file,
        beside: beside(gathered, asked, &closed, now),
        leaves: gathered.rows.iter().any(stays),
        rows,
        person: gathered.subject.person,
        addresses: gathered.subject.addresses.clone(),
        asked: asked.clone(),
        closed,
        holds: weigher.holds.on(asked),
    }
}

struct Weigher<'a> {
    gathered: &'a Gathered,
    asked: &'a BTreeSet<Category>,
    own: Uuid,
    today: NaiveDate,
    holds: Holds,
}

impl Weigher<'_> {
    fn planned(&self, row: &Found) -> Option<Fate> {
        // What was corrected goes with the record it was corrected in, whatever it is filed under.
        if row.table.name == "correction" {
            return self.correction(row);
        }
        let fate = if self.is_asked(row) { self.fate(row)? } else { return None };
        Some(self.holds.keep(row.table, fate))
    }

    fn is_asked(&self, row: &Found) -> bool {
        row.table.category.is_some_and(|category| self.asked.contains(&category))
    }

    fn fate(&self, row: &Found) -> Option<Fate> {
        let ended = || row.text("state") == Some(HostingState::Ended.code());
        Some(match row.table.name {
            "hosting_account" if !ended() => Fate::Keep(Why::Runs, None),
            "contract" | "purchase" | "hosting_account" if row.related => Fate::Empty,
            "contract" | "purchase" | "invoice" => self.document(row),
            "customer" => self.customer(row.key("id")?),
            "contact" => return self.contact(row),
            "address" => self.address(row.key("customer_id")?),
            "person" => return self.person(row),
            "challenge" => return (!self.is_under_way(row)).then_some(ERASE),
            "hosting_account" | "subscription" | "draft" | "session" | "mute" | "protection" => ERASE,
            // What is over holds nothing any more; what stands stays until it is lifted.
            "hold" if matches!(row.value("lifted_at"), Value::Instant(_)) => ERASE,
            "hold" => Fate::Keep(Why::File, None),
            "look" | "disclosure" => self.file(row),
            "request" if row.key("id") != Some(self.own) && is_closed(row) => self.file(row),
            "request" => Fate::Keep(Why::Open, None),
            _ => return None,
        })
    }

    fn keep(&self, row: &Found) -> Keep {
        let dated = row.key("id").and_then(|id| self.gathered.dates.get(&(row.table.name, id)));
        dated.copied().unwrap_or(Keep::Undated(Undated::NoRule))
    }

    fn document(&self, row: &Found) -> Fate {
        match self.keep(row) {
            Keep::Undated(Undated::Runs) => Fate::Keep(Why::Runs, None),
            Keep::Undated(_) => Fate::Keep(Why::Undated, None),
            Keep::Until(kept) if kept.deletable_from <= self.today => {
                Fate::Erase { overdue: kept.is_overdue(self.today) }
            }
            Keep::Until(kept) => Fate::Keep(Why::Vouchers, Some(kept)),
        }
    }

    /// What is left of a case stays its time; it is not what the person came to have erased.
    fn file(&self, row: &Found) -> Fate {
        match self.keep(row) {
            keep if keep.is_due(self.today) && row.table.name == "look" => ERASE,
            keep => Fate::Keep(Why::File, keep.kept()),
        }
    }

    fn rows_of(&self, customer: Uuid) -> impl Iterator<Item = &Found> {
        let own = move |row: &&Found| !row.related && row.key("customer_id") == Some(customer);
        self.gathered.rows.iter().filter(own)
    }

    /// Whether a contract, order or account of the customer is in force. That no end of the relationship is written
    /// down is not enough.
    fn runs(&self, customer: Uuid) -> bool {
        self.rows_of(customer).any(|row| match row.table.name {
            "contract" | "purchase" => self.keep(row) == Keep::Undated(Undated::Runs),
            "hosting_account" => row.text("state") != Some(HostingState::Ended.code()),
            _ => false,
        })
    }

    fn while_runs(&self, customer: Uuid) -> Fate {
        if self.runs(customer) { Fate::Keep(Why::Runs, None) } else { ERASE }
    }

    /// What was not asked for, and what a second holder has too, stays with the customer it hangs on.
    fn is_linked(&self, customer: Uuid) -> bool {
        let hangs = |row: &Found| {
            ["address", "contact", "hosting_account"].contains(&row.table.name) && !self.is_asked(row)
        };
        self.gathered.subject.joint.contains(&customer) || self.rows_of(customer).any(hangs)
    }

    /// A voucher must say whose it is: the customer stays as long as its last document does.
    fn customer(&self, id: Uuid) -> Fate {
        if self.runs(id) {
            return Fate::Keep(Why::Runs, None);
        }
        let documents =
            self.rows_of(id).filter(|row| matches!(row.table.name, "contract" | "purchase" | "invoice"));
        let holds = documents.filter_map(|row| match self.document(row) {
            Fate::Keep(why, kept) => Some((why, kept)),
            // What was not asked for stays until the daily destruction comes to it.
            Fate::Erase { .. } if !self.is_asked(row) => Some((Why::Linked, None)),
            Fate::Erase { .. } | Fate::Empty => None,
        });
        // One without a date holds it; else the latest.
        let last = holds.max_by_key(|(why, kept)| (*why == Why::Undated, kept.map(|kept| kept.keep_until)));
        let linked = || self.is_linked(id).then_some((Why::Linked, None));
        last.or_else(linked).map_or(ERASE, |(why, kept)| Fate::Keep(why, kept))
    }

    fn address(&self, customer: Uuid) -> Fate {
        match self.while_runs(customer) {
            Fate::Erase { .. } if self.gathered.subject.joint.contains(&customer) => {
                Fate::Keep(Why::Linked, None)
            }
            fate => fate,
        }
    }

    /// The company keeps its contract, not its contact. A person's own account is found through this row, so it
    /// stays where the account was not asked for.
    fn contact(&self, row: &Found) -> Option<Fate> {
        let customer = row.key("customer_id")?;
        if !self.gathered.subject.customers.contains(&customer) {
            return Some(ERASE);
        }
        self.asked.contains(&Category::Customer).then(|| self.while_runs(customer))
    }

    fn person(&self, row: &Found) -> Option<Fate> {
        let runs = self.gathered.subject.customers.iter().any(|customer| self.runs(*customer));
        let emptied = row.text("source") == Some(super::carry_out::ERASED);
        (!emptied).then_some(if runs { Fate::Keep(Why::Runs, None) } else { Fate::Empty })
    }

    fn correction(&self, row: &Found) -> Option<Fate> {
        let of = |other: &&Found| {
            Some(other.table.name) == row.text("table_name") && other.key("id") == row.key("record_id")
        };
        let Some(record) = self.gathered.rows.iter().find(of) else { return Some(ERASE) };
        match self.planned(record) {
            Some(Fate::Erase { .. } | Fate::Empty) => Some(ERASE),
            Some(Fate::Keep(..)) | None => None,
        }
    }

    /// A mail that is on its way is not taken from under the worker; it ends by itself within the hour.
    fn is_under_way(&self, challenge: &Found) -> bool {
        let moving = [MailState::Queued.code(), MailState::Claimed.code(), MailState::Data.code()];
        self.gathered.rows.iter().any(|row| {
            row.table.name == "outbox"
                && row.key("challenge_id").is_some()
                && row.key("challenge_id") == challenge.key("id")
                && row.text("state").is_some_and(|state| moving.contains(&state))
        })
    }

    /// None where a hold covers the files: they stay as they are.
    fn closed_requests(&self) -> Vec<Uuid> {
        if self.holds.covers(Category::RequestFile) {
            return Vec::new();
        }
        let closed = |row: &&Found| row.table.name == "request" && is_closed(row);
        let ids = self.gathered.rows.iter().filter(closed).filter_map(|row| row.key("id"));
        ids.filter(|id| *id != self.own).collect()
    }
}

const ERASE: Fate = Fate::Erase { overdue: false };

fn is_closed(row: &Found) -> bool {
    row.text("state") == Some(State::Closed.code())
}
