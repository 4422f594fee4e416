//! What may be asked for without a token, and how often.
//!
//! A whole hall sits behind one address, so nothing that carries a valid token of the forum is counted for where it came from, and
//! what is counted is enough for a hall. Each node counts for itself.

use std::time::{Duration, Instant};

use crate::domain::id::{ForumId, LinkNo, PersonId};

use super::error::{ApiCode, ApiError};
use super::limiter::{Limiter, Quota};
use super::network::Network;

/// People that are made, for devices without a token of the forum. A hall of 20,000 that scans one QR code within a minute passes, and another day's
/// after it; whoever makes up people gets no more than 50 of them a second from one network.
const NEWCOMERS: Quota = Quota { name: "newcomers", burst: 30_000, every: Duration::from_millis(20) };
/// Logos, which every device keeps once it has one: a hall of 20,000 that comes in has them as it has its people.
const LOGOS: Quota = Quota { name: "logos", ..NEWCOMERS };
/// Records, which thousands read in the hour after they are published, also from behind one address.
const RECORDS: Quota = Quota { name: "records", ..NEWCOMERS };
/// Blind ballots, which come from nobody: a hall of 5,000 that votes in six tracks within a minute passes, from one address.
const BALLOTS: Quota = Quota { name: "ballots", burst: 30_000, every: Duration::from_millis(5) };
/// Other forums that somebody goes to who is known in one.
const TRAVELLERS: Quota = Quota { name: "travellers", burst: 20, every: Duration::from_secs(30) };
/// Screens that ask for a code to show.
const SCREENS: Quota = Quota { name: "screens", burst: 30, every: Duration::from_secs(2) };
/// Screens that ask whether their code was typed: twenty of them, every two seconds.
const COLLECTS: Quota = Quota { name: "collects", burst: 200, every: Duration::from_millis(100) };
/// Codes of screens that a role link types: whoever pairs a hall's screens, with slips, passes.
const PAIRINGS: Quota = Quota { name: "pairings", burst: 20, every: Duration::from_secs(5) };
/// Looks of a person at all that is its own: at opening the page's part, and after every change while it stays open.
const OWN: Quota = Quota { name: "own", burst: 20, every: Duration::from_secs(2) };
/// Exports of a role link: every table and both files of a forum, a few times in a row.
const EXPORTS: Quota = Quota { name: "exports", burst: 30, every: Duration::from_secs(5) };
/// Looks of a role link at the time line: a mark after the other, as fast as a key repeats.
const MOMENTS: Quota = Quota { name: "moments", burst: 120, every: Duration::from_millis(250) };
/// QR codes, which cost time to make.
const QR: Quota = Quota { name: "qr", burst: 200, every: Duration::from_millis(50) };

/// Everything that is counted.
#[derive(Debug)]
pub struct Limits {
    /// People made, whoever the device was before.
    pub newcomers: Limiter<Network>,
    /// Of these, those made for somebody who is known in another forum.
    pub travellers: Limiter<PersonId>,
    /// Codes for screens.
    pub screens: Limiter<Network>,
    /// Screens that ask for their token.
    pub collects: Limiter<Network>,
    /// Codes of screens that were typed.
    pub pairings: Limiter<(ForumId, LinkNo)>,
    /// Looks of people at what is their own.
    pub own: Limiter<PersonId>,
    /// Exports.
    pub exports: Limiter<(ForumId, LinkNo)>,
    /// Looks at the time line.
    pub moments: Limiter<(ForumId, LinkNo)>,
    /// QR codes.
    pub qr: Limiter<Network>,
    /// Logos.
    pub logos: Limiter<Network>,
    /// Records that were published.
    pub records: Limiter<Network>,
    /// Blind ballots.
    pub ballots: Limiter<Network>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            newcomers: Limiter::new(NEWCOMERS),
            travellers: Limiter::new(TRAVELLERS),
            screens: Limiter::new(SCREENS),
            collects: Limiter::new(COLLECTS),
            pairings: Limiter::new(PAIRINGS),
            own: Limiter::new(OWN),
            exports: Limiter::new(EXPORTS),
            moments: Limiter::new(MOMENTS),
            qr: Limiter::new(QR),
            logos: Limiter::new(LOGOS),
            records: Limiter::new(RECORDS),
            ballots: Limiter::new(BALLOTS),
        }
    }
}

/// Takes one of what may be asked for, or says when to ask again.
pub(super) fn spend<K: Eq + std::hash::Hash>(limiter: &Limiter<K>, key: K) -> Result<(), ApiError> {
    limiter.take(key, Instant::now()).map_err(|wait| ApiError::after(ApiCode::RateLimited, wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hall_of_twenty_thousand_comes_in_by_one_address_within_a_minute() {
        let (limits, start) = (Limits::default(), Instant::now());
        let hall = Network::of("192.0.2.1".parse().unwrap());
        for device in 0..20_000 {
            let now = start + Duration::from_millis(device * 3);
            assert_eq!(limits.newcomers.take(hall, now), Ok(()), "device {device}");
        }
    }

    /// Bursts, and milliseconds between two beyond them, as PROTOCOL.md has them in its limits.
    #[test]
    fn what_is_counted_is_bounded_as_the_protocol_says() {
        for (quota, burst, every) in [
            (NEWCOMERS, 30_000, 20),
            (LOGOS, 30_000, 20),
            (RECORDS, 30_000, 20),
            (BALLOTS, 30_000, 5),
            (TRAVELLERS, 20, 30_000),
            (SCREENS, 30, 2_000),
            (COLLECTS, 200, 100),
            (PAIRINGS, 20, 5_000),
            (OWN, 20, 2_000),
            (EXPORTS, 30, 5_000),
            (MOMENTS, 120, 250),
            (QR, 200, 50),
        ] {
            assert_eq!((quota.burst, quota.every.as_millis()), (burst, every), "{}", quota.name);
        }
    }

    #[test]
    fn whoever_makes_up_people_is_told_to_wait() {
        let (limits, start) = (Limits::default(), Instant::now());
        let from = Network::of("192.0.2.1".parse().unwrap());
        let made = (0..1_000_000).take_while(|_| limits.newcomers.take(from, start).is_ok()).count();
        assert_eq!(made, 30_000);
        assert_eq!(limits.newcomers.take(from, start), Err(NEWCOMERS.every));
    }
}
