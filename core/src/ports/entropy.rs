//! Where randomness comes from. The only file that draws it.

use crate::error::{Fault, Result};
use ring::rand::{SecureRandom, SystemRandom};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// The source of random bytes, handed to everything that needs it.
#[derive(Clone, Debug)]
pub enum Entropy {
    /// The operating system.
    Os(SystemRandom),
    /// A repeatable stream from a seed; only in tests.
    Seeded { seed: u64, drawn: Arc<AtomicU64> },
}

impl Entropy {
    /// The operating system's generator.
    pub fn os() -> Self {
        Self::Os(SystemRandom::new())
    }

    /// A repeatable stream for tests.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded { seed, drawn: Arc::default() }
    }

    /// `N` fresh random bytes.
    ///
    /// # Errors
    /// A fault when the operating system has none to give.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        match self {
            Self::Os(random) => random
                .fill(&mut bytes)
                .map_err(|_| Fault::new("entropy", "the operating system gave no random bytes"))?,
            Self::Seeded { seed, drawn } => {
                for chunk in bytes.chunks_mut(32) {
                    let block = drawn.fetch_add(1, Ordering::Relaxed);
                    let digest =
                        ring::digest::digest(&ring::digest::SHA256, format!("{seed}/{block}").as_bytes());
                    chunk.copy_from_slice(&digest.as_ref()[..chunk.len()]);
                }
            }
        }
        Ok(bytes)
    }

    /// Whether this is a test source, which production refuses.
    pub fn is_fake(&self) -> bool {
        matches!(self, Self::Seeded { .. })
    }
}
