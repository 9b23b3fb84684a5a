//! sea-orm entities, one file per table, no logic.
//! Personal data columns are classed in `portal_core::register::inventory`.

pub mod id;
pub mod kind;
