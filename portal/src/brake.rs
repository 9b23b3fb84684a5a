//! The general limit on pages (security.md 5.5), in this process's memory: a brake on floods, not a border.
//! What must hold across processes counts in the database: `portal_core::identity::budget`.

use chrono::{DateTime, TimeDelta, Utc};
use portal_core::error::{Refusal, Result};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// So many at once, then one per interval.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub burst: i32,
    pub every: TimeDelta,
}

/// Pages of a network address where nobody is signed in: 120 at once, then 60 a minute.
pub const NETWORK: Pace = Pace { burst: 120, every: TimeDelta::seconds(1) };
/// Pages of somebody signed in: 300 a minute.
pub const SIGNED_IN: Pace = Pace { burst: 300, every: TimeDelta::milliseconds(200) };
/// Reports on the content security policy from a network address.
pub const REPORTS: Pace = Pace { burst: 10, every: TimeDelta::seconds(10) };

/// So many buckets are kept before the idle ones are dropped.
const CROWD: usize = 20_000;

/// The buckets: when each would be empty again.
#[derive(Debug, Default)]
pub struct Brake(Mutex<HashMap<String, DateTime<Utc>>>);

impl Brake {
    /// Takes one from a bucket.
    ///
    /// # Errors
    /// Refused with the seconds until the next is free; the bucket is then left as it was.
    pub fn take(&self, pace: Pace, subject: &str, now: DateTime<Utc>) -> Result<()> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= CROWD {
            buckets.retain(|_, empty_at| *empty_at > now);
        }
        let empty_at = buckets.get(subject).copied().unwrap_or(now).max(now);
        let ahead = empty_at - now - pace.every * (pace.burst - 1);
        if ahead > TimeDelta::zero() {
            return Err(Refusal::TooMany { retry_after: (ahead.num_milliseconds() + 999) / 1000 }.into());
        }
        // When all are busy the crowd itself is the flood: newcomers wait a second.
        if buckets.len() >= CROWD && !buckets.contains_key(subject) {
            return Err(Refusal::TooMany { retry_after: 1 }.into());
        }
        buckets.insert(subject.to_owned(), empty_at + pace.every);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Brake, CROWD, NETWORK, Pace};
    use chrono::{DateTime, TimeDelta, Utc};

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_780_000_000, 0).unwrap()
    }

    #[test]
    fn a_burst_passes_and_then_one_each_interval() {
        let brake = Brake::default();
        let passed = |now| (0..1000).filter(|_| brake.take(NETWORK, "a", now).is_ok()).count();
        assert_eq!(passed(now()), 120);
        assert_eq!(passed(now() + TimeDelta::seconds(1)), 1);
        assert_eq!(passed(now() + TimeDelta::seconds(61)), 60);
        assert!(brake.take(NETWORK, "b", now()).is_ok(), "another has a bucket of its own");
    }

    #[test]
    fn memory_does_not_grow_with_the_crowd() {
        let brake = Brake::default();
        let pace = Pace { burst: 1, every: TimeDelta::seconds(1) };
        for subject in 0..CROWD {
            assert!(brake.take(pace, &subject.to_string(), now()).is_ok());
        }
        assert!(brake.take(pace, "one more", now()).is_err());
        assert!(brake.take(pace, "one more", now() + TimeDelta::seconds(1)).is_ok());
        assert_eq!(brake.0.lock().unwrap().len(), 1);
    }
}
