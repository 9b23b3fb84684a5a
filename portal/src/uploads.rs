//! How many forms with files one process reads at once: each holds a line, buffers and half a file for as long as its
//! sender takes.

use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many; who comes then is asked to come again.
pub const AT_ONCE: usize = 4;

/// The places.
#[derive(Clone, Debug)]
pub struct Uploads(Arc<Semaphore>);

impl Default for Uploads {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Uploads {
    /// Takes a place until what it gives is dropped; nothing when none is free.
    pub fn begin(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0).try_acquire_owned().ok()
    }
}
