//! sea-orm entities, one file per table, no logic.
//! Personal data columns are classed in `portal_core::register::inventory`.

pub mod id;
pub mod kind;

pub mod address;
pub mod budget;
pub mod challenge;
pub mod contact;
pub mod contract;
pub mod correction;
pub mod customer;
pub mod draft;
pub mod erased_source;
pub mod event;
pub mod hosting_account;
pub mod identity_check;
pub mod installation;
pub mod invitation;
pub mod invoice;
pub mod item;
pub mod job;
pub mod journal_entry;
pub mod kept;
pub mod letter;
pub mod look;
pub mod message;
pub mod note;
pub mod outbox;
pub mod package;
pub mod pause;
pub mod person;
pub mod proposal;
pub mod purchase;
pub mod recovery_code;
pub mod request;
pub mod restriction;
pub mod seal;
pub mod session;
pub mod staff;
pub mod staff_role;
pub mod step;
pub mod subscription;
pub mod suppression;
pub mod task;
