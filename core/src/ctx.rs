//! Everything an operation of the domain needs from outside, in one place.

use crate::{
    database::{Database, Write},
    error::Result,
    id,
    identity::password::Hashing,
    keys::Keys,
    mail::postbox::Postbox,
    notice::profile::Profile,
    ports::{clock::Clock, entropy::Entropy, storage::Storage},
    settings::Settings,
};
use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;
use std::sync::Arc;
use uuid::Uuid;

/// The context of every operation; cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    pub clock: Clock,
    pub entropy: Entropy,
    pub postbox: Postbox,
    pub storage: Storage,
    pub database: Database,
    pub keys: Arc<Keys>,
    pub notice: Arc<Profile>,
    pub settings: Arc<Settings>,
    pub hashing: Hashing,
}

impl Ctx {
    /// The instant now.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The handle for reading.
    pub fn read(&self) -> &DatabaseConnection {
        self.database.read()
    }

    /// Opens the transaction of a change.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn write(&self) -> Result<Write> {
        self.database.write().await
    }

    /// A fresh key of the wanted type.
    ///
    /// # Errors
    /// A fault when no randomness can be had.
    pub fn mint<Id: From<Uuid>>(&self) -> Result<Id> {
        Ok(Id::from(id::mint(self.now(), &self.entropy)?))
    }
}
