//! How often something may be done: a bucket for each of whoever does it.

use std::hash::Hash;
use std::time::{Duration, Instant};

use super::swept::Swept;

/// How much is allowed: so many at once, and then one in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// What the operator reads of those who were put off.
    pub name: &'static str,
    /// At once.
    pub burst: u32,
    /// Between two, when the burst is spent.
    pub every: Duration,
}

/// For the operator: so many more were put off by that limit. None makes it known before there is any.
pub(super) fn limited(limit: &'static str, more: u64) {
    metrics::counter!("majlis_limited_total", "limit" => limit).increment(more);
}

/// One bucket for each key.
#[derive(Debug)]
pub struct Limiter<K: Eq + Hash> {
    quota: Quota,
    /// For each key, the moment at which its bucket will be full again.
    full_at: Moments<K>,
}

impl<K: Eq + Hash> Limiter<K> {
    /// With every bucket full.
    #[must_use]
    pub fn new(quota: Quota) -> Self {
        limited(quota.name, 0);
        Self { quota, full_at: Moments::default() }
    }

    /// How long to wait; nothing when something is left in the bucket.
    #[must_use]
    pub fn wait(&self, key: &K, now: Instant) -> Option<Duration> {
        let spent = self.full_at.after(key, now)?;
        let most = self.quota.every * self.quota.burst.saturating_sub(1);
        spent.checked_sub(most).filter(|wait| !wait.is_zero())
    }

    /// Takes one out of the bucket.
    pub fn spend(&self, key: K, now: Instant) {
        self.full_at.set(key, now, |full_at| full_at + self.quota.every);
    }

    /// Takes one out of the bucket, or tells how long to wait.
    pub fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        if let Some(wait) = self.wait(&key, now) {
            limited(self.quota.name, 1);
            return Err(wait);
        }
        self.spend(key, now);
        Ok(())
    }
}

/// Moments to come, each forgotten once it has passed.
#[derive(Debug)]
pub struct Moments<K: Eq + Hash> {
    all: Swept<K, Instant>,
}

impl<K: Eq + Hash> Default for Moments<K> {
    fn default() -> Self {
        Self { all: Swept::default() }
    }
}

impl<K: Eq + Hash> Moments<K> {
    /// How long after now the key's moment is; nothing where it has none or that has passed.
    pub fn after(&self, key: &K, now: Instant) -> Option<Duration> {
        let moment = *self.all.get(key)?;
        moment.checked_duration_since(now).filter(|left| !left.is_zero())
    }

    /// Gives the key another moment, made from the one that it has, or from now.
    pub fn set(&self, key: K, now: Instant, next: impl FnOnce(Instant) -> Instant) {
        {
            let mut moment = self.all.entry(key).or_insert(now);
            *moment = next((*moment).max(now));
        }
        self.all.sweep(|moment| *moment > now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::swept::SWEEP_AT;

    const SECOND: Duration = Duration::from_secs(1);

    fn limiter() -> Limiter<usize> {
        Limiter::new(Quota { name: "some", burst: 3, every: 2 * SECOND })
    }

    #[test]
    fn a_burst_is_allowed_and_then_one_at_a_time() {
        let (limiter, now) = (limiter(), Instant::now());
        for _ in 0..3 {
            assert_eq!(limiter.take(1, now), Ok(()));
        }
        assert_eq!(limiter.take(1, now), Err(2 * SECOND));
        assert_eq!(limiter.take(1, now + SECOND), Err(SECOND), "a refusal costs nothing");
        assert_eq!(limiter.take(2, now), Ok(()), "everyone has a bucket");
        assert_eq!(limiter.take(1, now + 2 * SECOND), Ok(()));
        assert_eq!(limiter.take(1, now + 60 * SECOND), Ok(()));
    }

    #[test]
    fn full_buckets_are_forgotten() {
        let (limiter, now) = (limiter(), Instant::now());
        (1..SWEEP_AT).for_each(|key| limiter.spend(key, now));
        limiter.spend(0, now + 60 * SECOND);
        assert!(limiter.full_at.all.len() < 3, "{}", limiter.full_at.all.len());
    }
}
