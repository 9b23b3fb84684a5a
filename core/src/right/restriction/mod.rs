//! Restriction of processing (Art. 18): a mark on the person that the register itself obeys, from the day it is set
//! until it is lifted, never without word to the person before.

pub mod call_off;
pub(crate) mod cover;
mod grant;
pub mod holders;
pub mod lift;
mod pend;
mod set;

use crate::lang;
use entity::kind::{Language, RestrictionGround};

pub(crate) use grant::{ask_flaw, grant, newly_granted, tell};
pub(crate) use pend::{pend, settle};
pub use set::{Marking, set};

/// The scope that means all data.
pub const EVERYTHING: &str = "everything";

/// An item's target: on which ground, and which category or [`EVERYTHING`].
pub fn target(ground: RestrictionGround, scope: &str) -> String {
    format!("{}:{scope}", ground.code())
}

/// Reads what [`target`] wrote.
pub fn parse_target(target: &str) -> Option<(RestrictionGround, &str)> {
    let (ground, scope) = target.split_once(':')?;
    Some((RestrictionGround::from_code(ground)?, scope))
}

/// A ground in words to the person.
pub fn ground_text(language: Language, ground: RestrictionGround) -> String {
    lang::text(language, &format!("value-restriction-{}", ground.code()))
}
