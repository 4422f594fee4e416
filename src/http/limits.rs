//! How much one address may ask for without showing a token.
//!
//! A whole hall sits behind one address, so nothing that carries a valid token is counted here, and of join codes only
//! the wrong ones.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dashmap::DashMap;

/// Buckets beyond which the full ones, which say nothing, are thrown away.
const SWEEP_AT: usize = 10_000;

/// How much is allowed: so many at once, and then one in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// At once.
    pub burst: u32,
    /// Between two, when the burst is spent.
    pub every: Duration,
}

impl Allowance {
    /// Wrong join codes. With a hundred codes in use, a right one is hit by guessing once in five hours.
    pub const WRONG_CODES: Self = Self { burst: 60, every: Duration::from_secs(2) };
    /// Screens that ask for a code to show.
    pub const SCREENS: Self = Self { burst: 30, every: Duration::from_secs(2) };
    /// QR codes of a text, which cost time to make.
    pub const QR: Self = Self { burst: 200, every: Duration::from_millis(50) };
}

/// One bucket for each address.
#[derive(Debug)]
pub struct Limiter {
    allowance: Allowance,
    /// For each address, the moment at which its bucket will be full again.
    full_at: DashMap<IpAddr, Instant>,
    sweep_at: AtomicUsize,
}

impl Limiter {
    /// With every bucket full.
    #[must_use]
    pub fn new(allowance: Allowance) -> Self {
        Self { allowance, full_at: DashMap::new(), sweep_at: AtomicUsize::new(SWEEP_AT) }
    }

    /// How long the address has to wait; nothing when something is left in its bucket.
    #[must_use]
    pub fn wait(&self, address: IpAddr, now: Instant) -> Option<Duration> {
        let full_at = *self.full_at.get(&network(address))?;
        let spent = full_at.saturating_duration_since(now);
        let most = self.allowance.every * self.allowance.burst.saturating_sub(1);
        spent.checked_sub(most).filter(|wait| !wait.is_zero())
    }

    /// Takes one out of the address's bucket.
    pub fn spend(&self, address: IpAddr, now: Instant) {
        *self.full_at.entry(network(address)).and_modify(|at| *at = (*at).max(now)).or_insert(now) +=
            self.allowance.every;
        self.sweep(now);
    }

    /// Takes one out of the address's bucket, or tells how long it has to wait.
    pub fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        if let Some(wait) = self.wait(address, now) {
            return Err(wait);
        }
        self.spend(address, now);
        Ok(())
    }

    fn sweep(&self, now: Instant) {
        if self.full_at.len() < self.sweep_at.load(Ordering::Relaxed) {
            return;
        }
        self.full_at.retain(|_, full_at| *full_at > now);
        // Never swept at each request, however many addresses are busy.
        self.sweep_at.store(SWEEP_AT.max(self.full_at.len() * 2), Ordering::Relaxed);
    }
}

/// One household or machine has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALL: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 7, 0, 0, 0, 1));
    const SECOND: Duration = Duration::from_secs(1);

    fn limiter() -> Limiter {
        Limiter::new(Allowance { burst: 3, every: 2 * SECOND })
    }

    #[test]
    fn a_burst_is_allowed_and_then_one_at_a_time() {
        let (limiter, now) = (limiter(), Instant::now());
        for _ in 0..3 {
            assert_eq!(limiter.take(HALL, now), Ok(()));
        }
        assert_eq!(limiter.take(HALL, now), Err(2 * SECOND));
        assert_eq!(limiter.take(HALL, now + SECOND), Err(SECOND), "a refusal costs nothing");
        assert_eq!(limiter.take(HALL, now + 2 * SECOND), Ok(()));
        assert_eq!(limiter.take(HALL, now + 60 * SECOND), Ok(()));
    }

    #[test]
    fn other_networks_are_not_affected_and_the_same_one_is() {
        let (limiter, now) = (limiter(), Instant::now());
        (0..3).for_each(|_| limiter.spend(HALL, now));
        let neighbour = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 7, 9, 9, 9, 9));
        assert!(limiter.wait(neighbour, now).is_some());
        let other = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 8, 0, 0, 0, 1));
        assert!(limiter.wait(other, now).is_none());
        assert!(limiter.wait("192.0.2.1".parse().unwrap(), now).is_none());
    }

    #[test]
    fn full_buckets_are_forgotten() {
        let (limiter, now) = (limiter(), Instant::now());
        for number in 1..u32::try_from(SWEEP_AT).unwrap() {
            limiter.spend(IpAddr::V4(number.into()), now);
        }
        limiter.spend(HALL, now + 60 * SECOND);
        assert!(limiter.full_at.len() < 3, "{}", limiter.full_at.len());
    }
}
