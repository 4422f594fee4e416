//! Where a guest is, and what it does there.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::id::QuestionNo;
use crate::domain::time::{Millis, Time};
use crate::protocol::client::Size;
use crate::room::seat::Seat;

/// A wall that did not say so again within this time, twice as long as between two times, is silent. With the second
/// between two rounds of its node the desk knows it within 5, on any node.
const SHOWN_LASTS: Duration = Duration::from_secs(4);

/// Where it is and what it does there.
#[derive(Debug)]
pub(super) struct At {
    pub seat: Seat,
    /// What a desk's page calls itself; 0 where it said nothing of it.
    pub window: u32,
    pub doing: Doing,
    pub reacted: Option<Instant>,
}

/// What it does.
#[derive(Debug)]
pub(super) enum Doing {
    /// It looks.
    Looking,
    /// A desk has a question in hand.
    Holding(QuestionNo),
    /// A wall said what stands on it.
    Showing(Box<Shown>),
}

#[derive(Debug)]
pub(super) struct Shown {
    pub scene: String,
    pub rev: u64,
    pub size: Option<Size>,
    pub failed: bool,
    at: Instant,
    pub since: Option<Time>,
}

impl Shown {
    /// Said now.
    pub(super) fn new(scene: String, rev: u64, size: Option<Size>, failed: bool, now: Instant) -> Self {
        Self { scene, rev, size, failed, at: now, since: None }
    }

    pub(super) fn is_alive(&self, now: Instant) -> bool {
        now < self.at + SHOWN_LASTS
    }

    /// When it was said, by the server's clock that shows `time` at `now`.
    pub(super) fn heard(&self, now: Instant, time: Time) -> Time {
        let ago = now.saturating_duration_since(self.at);
        time - Millis(i64::try_from(ago.as_millis()).unwrap_or(i64::MAX))
    }

    /// Since when that scene stands there, by the server's clock: since it was looked at first.
    pub(super) fn since(&mut self, now: Time) -> Time {
        *self.since.get_or_insert(now)
    }
}
