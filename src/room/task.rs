//! The loop of a room: a bounded inbox, a batch, an append, the new state, the answers.
//!
//! While an append is under way the next batch gathers: group commit, with no timer. Who is taken first is in `queue`, how an
//! append goes in `flight`, how the room follows what others write in `following`.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::domain::decide::{self, Request};
use crate::domain::id::{CommandId, ForumId};
use crate::domain::role::Actor;
use crate::domain::time::Millis;
use crate::journal::{Again, Journal, Tailing};

use super::RoomConfig;
use super::deadline::Deadline;
use super::door::Door;
use super::flight::Flight;
use super::handle::{Asked, End};
use super::homing::Homing;
use super::inbox::Outlet;
use super::minting::Keys;
use super::pace::Pace;
use super::pictures::Pictures;
use super::presence::{Presence, Touched};
use super::replica::{Loaded, RoomError};
use super::snapshot;
use super::sparing::SOON;
use super::standing::Standing;

/// A room with a deadline within this time stays loaded.
pub(super) const STAYS_FOR: Millis = Millis::minutes(60);

/// What a room shares with those who hold it.
pub(super) struct Lines {
    pub inbox: Outlet,
    pub standing: watch::Sender<Arc<Standing>>,
    pub look: Arc<Notify>,
    /// Memory is short: the room leaves if nobody holds it.
    pub leave: Arc<Notify>,
    pub stop: CancellationToken,
    pub end: Arc<OnceLock<End>>,
    pub presence: Arc<Presence>,
    /// The journal does not have what this room has: nothing is decided until it does.
    pub lost: Arc<AtomicBool>,
    /// What this node acknowledged may be on its way home.
    pub homing: watch::Sender<bool>,
    /// The pictures of opinions that were drawn.
    pub pictures: watch::Receiver<Arc<Pictures>>,
    /// The keys that were made for awards.
    pub keys: watch::Receiver<Arc<Keys>>,
}

/// The task of a forum.
pub(super) struct Room {
    pub(super) forum: ForumId,
    pub(super) config: Arc<RoomConfig>,
    pub(super) journal: Arc<dyn Journal>,
    pub(super) tail: Tailing,
    pub(super) lines: Lines,
    /// Those that were taken and are to be decided again: they come before what the inbox holds.
    pub(super) waiting: Vec<Asked>,
    pub(super) flight: Option<Flight>,
    pub(super) pace: Pace,
    /// Of the entries that the journal did not take since it last took one.
    pub(super) refused: Again,
    /// The clock has something to do, since then; decided after whatever was due before it.
    pub(super) due: Option<(Instant, Request)>,
    /// When to see again where the journal stands.
    pub(super) look_at: Option<Instant>,
    /// Entries that this node acknowledged may be missing in the journal's history: whoever looks there asks.
    pub(super) astray: bool,
    pub(super) homing: Homing,
    /// A batch took off last: it is the turn of those on their way home.
    pub(super) homing_next: bool,
    door: Door,
    clock: Deadline,
    alone_since: Option<Instant>,
    alone_check: Instant,
    saved: u64,
}

impl Room {
    pub(super) fn new(
        forum: ForumId,
        config: Arc<RoomConfig>,
        journal: Arc<dyn Journal>,
        (tail, loaded): (Tailing, &Loaded),
        lines: Lines,
        door: Door,
    ) -> Self {
        let now = Instant::now();
        let due = decide::next_deadline(&loaded.standing.state);
        let mut room = Self {
            forum,
            journal,
            tail,
            lines,
            waiting: Vec::new(),
            flight: None,
            pace: Pace::default(),
            refused: Again::default(),
            due: None,
            look_at: None,
            astray: true,
            homing: Homing::Idle,
            homing_next: true,
            door,
            clock: Deadline::new(now, due),
            alone_since: None,
            alone_check: now + between_checks(&config),
            saved: loaded.saved,
            config,
        };
        room.ask_what_is_astray();
        room
    }

    /// Runs until nobody needs the room, or until it cannot go on.
    pub(super) async fn run(mut self) {
        let end = loop {
            match self.turn().await {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(end)) => break end,
                Err(RoomError::NoForum) => {
                    tracing::info!(forum = %self.forum, "the forum is not there any more: its room ends");
                    break End::Gone;
                }
                Err(why) => {
                    tracing::error!(forum = %self.forum, %why, "the room ends");
                    break End::Elsewhere;
                }
            }
        };
        // Set once, here; before anything that others wait on is dropped.
        let _ = self.lines.end.set(end);
        self.door.fall_shut();
        let standing = self.now();
        if end == End::Left && standing.rev > self.saved {
            snapshot::save(Arc::clone(&self.journal), self.forum, standing).await;
        }
    }

    /// One thing that happens.
    async fn turn(&mut self) -> Result<ControlFlow<End>, RoomError> {
        self.take_off()?;
        self.say_whether_homing(self.may_bring_home());
        let flying = self.flight.is_some();
        if self.lines.inbox.is_shut() && !self.is_asked() && !flying {
            return Ok(ControlFlow::Break(End::Left));
        }
        let wake = self.wake(Instant::now());
        tokio::select! {
            landed = Flight::lands(self.flight.as_mut()) => self.landed(landed)?,
            found = Homing::found(&mut self.homing) => self.found_astray(found),
            heard = self.tail.next(), if !flying => self.heard(heard)?,
            () = self.lines.inbox.filled(), if !flying && !self.is_asked() => {}
            () = self.lines.look.notified(), if !flying => self.look(),
            () = self.lines.stop.cancelled(), if !self.lines.inbox.is_shut() => self.lines.inbox.shut(),
            () = self.lines.leave.notified() => return Ok(self.leave_early()),
            () = sleep_until(wake) => return Ok(self.woke(Instant::now())),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// When something is to be done though nobody asks for it.
    fn wake(&self, now: Instant) -> Instant {
        let mut wake = self.clock.wake(now, self.journal.now()).min(self.alone_check);
        if self.flight.is_none() {
            let append = if self.has_to_write() { self.pace.opens(now) } else { None };
            // What was too much for one batch that wrote nothing.
            let more = self.is_asked().then(|| append.unwrap_or(now));
            wake = [append, more, self.look_at].into_iter().flatten().fold(wake, Instant::min);
        }
        wake
    }

    /// Whether commands wait.
    fn is_asked(&self) -> bool {
        !self.waiting.is_empty() || !self.lines.inbox.is_empty()
    }

    /// Whether commands wait, or the clock does.
    pub(super) fn waits(&self) -> bool {
        self.is_asked() || self.due.is_some()
    }

    /// The same, or whether something is on its way home.
    pub(super) fn has_to_write(&self) -> bool {
        self.waits() || self.can_bring_home()
    }

    fn woke(&mut self, now: Instant) -> ControlFlow<End> {
        let clock = self.journal.now();
        if self.clock.take(now, clock) {
            self.due = Some((now, Request { actor: Actor::Clock, id: CommandId(0), now: clock }));
        }
        if self.flight.is_none() && self.look_at.is_some_and(|at| at <= now) {
            self.look();
        }
        if now >= self.alone_check {
            self.alone_check = now + between_checks(&self.config);
            return self.leave_if_alone(now);
        }
        ControlFlow::Continue(())
    }

    fn leave_if_alone(&mut self, now: Instant) -> ControlFlow<End> {
        if !self.may_leave(STAYS_FOR) {
            self.alone_since = None;
            return ControlFlow::Continue(());
        }
        let since = *self.alone_since.get_or_insert(now);
        if now - since >= self.config.idle && self.door.leave(|| self.lines.inbox.shut()) {
            return ControlFlow::Break(End::Left);
        }
        ControlFlow::Continue(())
    }

    /// Where memory is short nobody waits for who may come back.
    fn leave_early(&self) -> ControlFlow<End> {
        if self.may_leave(SOON) && self.door.leave(|| self.lines.inbox.shut()) {
            return ControlFlow::Break(End::Left);
        }
        ControlFlow::Continue(())
    }

    /// Whether nobody holds the room, nothing is under way, and it has nothing to do by itself for so long.
    fn may_leave(&self, ahead: Millis) -> bool {
        let is_busy = self.flight.is_some() || self.waits() || !self.homing.is_idle();
        !is_busy && self.door.is_alone() && !self.clock.is_within(self.journal.now(), ahead)
    }

    /// Whether the journal does not have what this room has.
    pub(super) fn is_lost(&self) -> bool {
        self.lines.lost.load(Ordering::Relaxed)
    }

    /// Says whether it does not. Tells whether that is new.
    pub(super) fn set_lost(&self, lost: bool) -> bool {
        self.lines.lost.swap(lost, Ordering::Relaxed) != lost
    }

    /// Says whether something may be on its way home.
    pub(super) fn say_whether_homing(&self, is: bool) {
        self.lines.homing.send_if_modified(|was| std::mem::replace(was, is) != is);
    }

    /// The newest state.
    pub(super) fn now(&self) -> Arc<Standing> {
        Arc::clone(&self.lines.standing.borrow())
    }

    /// The forum stands somewhere else: everybody is told.
    pub(super) fn stand(&mut self, next: Standing, touched: Touched) {
        self.clock.set(decide::next_deadline(&next.state));
        let next = Arc::new(next);
        // In one, so that whoever is called sees the state that they are called for.
        self.lines.standing.send_modify(|standing| {
            *standing = Arc::clone(&next);
            self.lines.presence.touch(touched);
        });
        if next.rev.saturating_sub(self.saved) >= self.config.snapshot_every {
            self.saved = next.rev;
            tokio::spawn(snapshot::save(Arc::clone(&self.journal), self.forum, next));
        }
    }
}

/// How often a room looks whether anybody still holds it.
fn between_checks(config: &RoomConfig) -> Duration {
    (config.idle / 4).max(Duration::from_millis(10))
}
