//! How much somebody may send: so many frames a second, over ten seconds. One that is answered with a whole list costs as much
//! as several.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::role::Role;

/// The time over which frames are counted.
pub(super) const OVER: Duration = Duration::from_secs(10);
/// So many times what is allowed, and it is no mistake any more.
const FLOOD: u32 = 10;
/// Whoever floods is not let in again for so long.
pub(super) const BAN: Duration = Duration::from_secs(30);

/// What a frame came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rate {
    /// It is within the limit.
    Fine,
    /// It is above it, for so many milliseconds more.
    Over(u32),
    /// It is far above it.
    Flood,
}

/// The frames of somebody.
#[derive(Debug)]
pub(super) struct Allowance {
    began: Instant,
    frames: u32,
    most: u32,
}

/// Frames a second. A desk works through a full board with both hands; a wall says every two seconds what it shows.
pub(super) fn rate_of(role: Role) -> u32 {
    match role {
        Role::Moderator | Role::Organiser => 100,
        Role::Participant
        | Role::Presenter
        | Role::Screen
        | Role::Juror
        | Role::Facilitator
        | Role::Team
        | Role::Rapporteur
        | Role::Usher
        | Role::Kiosk => 20,
    }
}

impl Allowance {
    pub(super) fn new(rate: u32, now: Instant) -> Self {
        let most = rate.saturating_mul(u32::try_from(OVER.as_secs()).unwrap_or(u32::MAX));
        Self { began: now, frames: 0, most }
    }

    /// Counts what costs as much as so many frames.
    pub(super) fn count(&mut self, frames: u32, now: Instant) -> Rate {
        if now >= self.began + OVER {
            (self.began, self.frames) = (now, 0);
        }
        let was_flooded = self.is_flooded();
        self.frames = self.frames.saturating_add(frames);
        if self.frames <= self.most {
            return Rate::Fine;
        }
        if self.is_flooded() {
            if !was_flooded {
                // Counted on until the ban is over.
                self.began = now + BAN.saturating_sub(OVER);
            }
            return Rate::Flood;
        }
        let left = (self.began + OVER).saturating_duration_since(now);
        Rate::Over(u32::try_from(left.as_millis()).unwrap_or(u32::MAX).max(1))
    }

    /// For how much longer nobody of it is let in, after a flood.
    pub(super) fn is_banned(&self, now: Instant) -> Option<Duration> {
        let left = (self.began + OVER).saturating_duration_since(now);
        Some(left).filter(|left| self.is_flooded() && !left.is_zero())
    }

    fn is_flooded(&self) -> bool {
        self.frames > self.most.saturating_mul(FLOOD)
    }

    /// Whether it is as good as a new one.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        now >= self.began + OVER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_waits_and_ten_times_that_is_a_flood() {
        let start = Instant::now();
        let mut allowance = Allowance::new(2, start);
        let count =
            |allowance: &mut Allowance, frames: u32, at| (0..frames).map(|_| allowance.count(1, at)).last();
        assert_eq!(count(&mut allowance, 20, start), Some(Rate::Fine));
        assert_eq!(count(&mut allowance, 1, start + OVER / 4), Some(Rate::Over(7_500)));
        assert_eq!(count(&mut allowance, 179, start), Some(Rate::Over(10_000)));
        assert_eq!(allowance.count(1, start), Rate::Flood);
        assert_eq!(allowance.count(1, start + OVER), Rate::Flood, "it is not let in for a while");
        assert_eq!(allowance.is_banned(start + OVER), Some(Duration::from_secs(20)));
        assert_eq!(allowance.count(1, start + BAN), Rate::Fine);
        assert_eq!(
            allowance.count(20, start + BAN),
            Rate::Over(10_000),
            "one frame may cost as much as many"
        );
    }
}
