//! The rights of a data subject, one each: what a right does and whom it reaches.

use entity::kind::Right;

pub mod access;
pub mod automated;
pub mod consent;
pub mod erasure;
pub mod marketing;
pub mod objection;
pub mod package;
pub mod portability;
pub mod rectification;
pub mod restriction;

/// The rights the portal carries out; pages offer no other before it does.
pub const CARRIED_OUT: &[Right] = &[
    Right::Access,
    Right::Rectification,
    Right::Erasure,
    Right::Restriction,
    Right::Portability,
    Right::Objection,
    Right::Marketing,
    Right::Consent,
    Right::Automated,
];
