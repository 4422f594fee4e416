//! The rooms of this node.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use dashmap::DashSet;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::domain::change::Change;
use crate::domain::id::{ForumId, WordsNo};
use crate::domain::time::Time;
use crate::journal::Journal;
use crate::protocol::close::Bye;
use crate::pulse::Pulse;
use crate::recent::Recent;

use super::RoomConfig;
use super::door::{Coming, Door, Slots};
use super::drawing;
use super::effort::Effort;
use super::forms::Forms;
use super::found::{self, FoundError};
use super::handle::{RoomHandle, Shared};
use super::inbox;
use super::keeper;
use super::minting;
use super::observed::Behind;
use super::presence::{Feeler, Presence};
use super::publisher::{self, Seats};
use super::replica::{self, RoomError};
use super::sparing::{Entered, Shortage};
use super::standing::Standing;
use super::stored::Stored;
use super::task::{Lines, Room};

/// The running rooms. Cheap to clone; the rooms end when the last clone and the last handle are gone, or by
/// [`Rooms::stop`].
#[derive(Clone)]
pub struct Rooms(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub slots: Arc<Slots>,
    pub journal: Arc<dyn Journal>,
    pulse: Arc<dyn Pulse>,
    config: Arc<RoomConfig>,
    stop: CancellationToken,
    tasks: TaskTracker,
    newer: AtomicBool,
    /// Forums whose entries are not what was written.
    damaged: DashSet<ForumId>,
    pub(super) shortage: Shortage,
    /// The turns at drawing pictures of opinions.
    drawing: Arc<Semaphore>,
}

impl Rooms {
    /// No room yet. Starts the task that looks after them, so it needs a runtime.
    #[must_use]
    pub fn new(journal: Arc<dyn Journal>, pulse: Arc<dyn Pulse>, config: RoomConfig) -> Self {
        let inner = Arc::new(Inner {
            slots: Arc::default(),
            journal,
            pulse,
            config: Arc::new(config),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            newer: AtomicBool::new(false),
            damaged: DashSet::new(),
            shortage: Shortage::default(),
            drawing: drawing::turns(),
        });
        tokio::spawn(keeper::keep(Arc::downgrade(&inner), inner.stop.clone()));
        Self(inner)
    }

    /// The room of a forum: the running one, or loaded now.
    pub async fn enter(&self, forum: ForumId) -> Result<RoomHandle, RoomError> {
        loop {
            if self.0.stop.is_cancelled() {
                return Err(RoomError::Stopping);
            }
            self.0.is_of_now()?;
            let coming = Coming::to(&self.0.slots, forum);
            match coming.slot.get_or_try_init(|| self.0.load(forum)).await {
                Ok(handle) if handle.is_closed() => {
                    self.0.slots.remove_if(&forum, |_, held| held.get().is_some_and(|held| held.is(handle)));
                }
                Ok(handle) => {
                    self.0.damaged.remove(&forum);
                    self.0.shortage.note(&handle.0.entered, Instant::now());
                    return Ok(handle.clone());
                }
                Err(why) => {
                    self.0.newer.fetch_or(why.is_newer(), Ordering::Relaxed);
                    if why.is_damage() && self.0.damaged.insert(forum) {
                        tracing::error!(%forum, %why, "the forum cannot be served: `majlis verify` says what is damaged; restore a backup");
                    }
                    return Err(why);
                }
            }
        }
    }

    /// The forum was deleted: whoever enters from now on finds none, and the room that runs, or is just being loaded, ends
    /// once it has seen it too.
    pub async fn deleted(&self, forum: ForumId) {
        self.0.damaged.remove(&forum);
        let coming = Coming::to(&self.0.slots, forum);
        if let Ok(handle) = coming.slot.get_or_try_init(async || Err(RoomError::NoForum)).await {
            handle.0.look.notify_one();
            self.0.slots.remove_if(&forum, |_, held| held.get().is_some_and(|held| held.is(handle)));
        }
    }

    /// Writes the changes with which a forum begins, and the words they refer to. Its journal must be there and have no
    /// entry.
    pub async fn found(
        &self,
        forum: ForumId,
        changes: Vec<Change>,
        words: Vec<(WordsNo, Arc<str>)>,
    ) -> Result<(), FoundError> {
        found::found(Arc::clone(&self.0.journal), &self.0.config, forum, changes, words).await
    }

    /// The journal's clock: the same in every room.
    #[must_use]
    pub fn clock(&self) -> Time {
        self.0.journal.now()
    }

    /// Sends every connection away, each as `bye` says: this node is about to stop.
    pub fn send_all_away(&self, mut bye: impl FnMut() -> Bye) {
        for slot in self.0.slots.iter() {
            if let Some(handle) = slot.get() {
                handle.0.presence.send_all_away(&mut bye);
            }
        }
    }

    /// Sends participants away who are on event streams, of all connections those that hold most.
    pub fn send_streams_away(&self, bye: Bye) {
        for slot in self.0.slots.iter() {
            if let Some(handle) = slot.get() {
                handle.0.presence.send_streams_away(bye);
            }
        }
    }

    /// Whether a room met entries of a newer version, which this node cannot read.
    #[must_use]
    pub fn met_newer(&self) -> bool {
        self.0.newer.load(Ordering::Relaxed)
    }

    /// Which forms of entries this node knows and writes.
    #[must_use]
    pub fn forms(&self) -> &Forms {
        &self.0.config.forms
    }

    /// How many rooms run.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.slots.len()
    }

    /// How many of them decide nothing, as the journal does not have what they acknowledged.
    #[must_use]
    pub fn lost(&self) -> usize {
        let is_lost = |handle: &RoomHandle| handle.0.lost.load(Ordering::Relaxed);
        self.0.slots.iter().filter(|slot| slot.get().is_some_and(is_lost)).count()
    }

    /// Tries again those that were damaged: over Redis, or from a backup, they may be whole again.
    pub(super) async fn try_damaged(&self) {
        let damaged: Vec<ForumId> = self.0.damaged.iter().map(|forum| *forum).collect();
        for forum in damaged {
            if let Err(RoomError::NoForum) = self.enter(forum).await {
                self.0.damaged.remove(&forum);
            }
        }
    }

    /// How many forums could not be loaded as their entries are not what was written.
    #[must_use]
    pub fn damaged(&self) -> usize {
        self.0.damaged.len()
    }

    /// Lets every room finish what it has under way and save its state. Nobody enters any more.
    ///
    /// Waits for the journal however long it takes: whoever stops a server bounds it.
    pub async fn stop(&self) {
        self.0.stop.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }
}

impl Inner {
    /// Whether this node knows whatever the others may write.
    fn is_of_now(&self) -> Result<(), RoomError> {
        let forms = &self.config.forms;
        if forms.are_outgrown() {
            return Err(RoomError::Outgrown { written: forms.of_deployment(), knows: forms.knows() });
        }
        Ok(())
    }

    async fn load(&self, forum: ForumId) -> Result<RoomHandle, RoomError> {
        // Whoever makes up names of forums leaves nothing behind: no listener, no subscription, no copy.
        if self.journal.head(forum).await?.is_none() {
            return Err(RoomError::NoForum);
        }
        // Listened to before it is read, so that nothing falls in between.
        let tail = self.journal.tail(forum).await?;
        let loaded = replica::load(&*self.journal, forum, self.config.forms.knows()).await?;
        let (inbox, asked) = inbox::inbox(self.config.inbox);
        let (standing, seen) = watch::channel(Arc::new(loaded.standing.clone()));
        let (look, end) = (Arc::new(Notify::new()), Arc::new(OnceLock::new()));
        let leave = Arc::new(Notify::new());
        let (drawn, pictures) = watch::channel(Arc::default());
        let seats = Arc::new(Seats::new(seen.clone(), pictures.clone()));
        let presence = Arc::new(Presence::new());
        let lost = Arc::new(AtomicBool::new(false));
        let (homing, is_homing) = watch::channel(true);
        self.tasks.spawn(publisher::publish(
            seen.clone(),
            pictures.clone(),
            Arc::clone(&seats),
            Arc::clone(&presence),
        ));
        self.tasks.spawn(drawing::draw(seen.clone(), drawn, Arc::clone(&self.drawing)));
        let (minted, keys) = watch::channel(Arc::default());
        self.tasks.spawn(minting::mint(seen.clone(), minted, Arc::clone(&self.drawing)));
        self.tasks.spawn(self.feeler(forum, &seen, &presence, &seats).feel());
        let handle = RoomHandle(Arc::new(Shared {
            forum,
            stands: Recent::default(),
            journal: Arc::clone(&self.journal),
            inbox,
            standing: seen,
            lost: Arc::clone(&lost),
            homing: is_homing,
            look: Arc::clone(&look),
            end: Arc::clone(&end),
            seats,
            presence: Arc::clone(&presence),
            effort: Effort::of_room(),
            owed: Arc::default(),
            behind: Behind::default(),
            stored: Stored::default(),
            entered: Entered::default(),
            leave: Arc::clone(&leave),
        }));
        let stop = self.stop.clone();
        let lines =
            Lines { inbox: asked, standing, look, leave, stop, end, presence, lost, homing, pictures, keys };
        let door = Door::new(&self.slots, forum, &handle);
        let (config, journal) = (Arc::clone(&self.config), Arc::clone(&self.journal));
        let room = Room::new(forum, config, journal, (tail, &loaded), lines, door);
        self.tasks.spawn(room.run());
        tracing::info!(%forum, rev = loaded.standing.rev, "the room is loaded");
        Ok(handle)
    }

    fn feeler(
        &self,
        forum: ForumId,
        states: &watch::Receiver<Arc<Standing>>,
        presence: &Arc<Presence>,
        seats: &Arc<Seats>,
    ) -> Feeler {
        Feeler {
            forum,
            node: self.config.node.clone(),
            silence: self.config.silence,
            journal: Arc::clone(&self.journal),
            pulse: Arc::clone(&self.pulse),
            states: states.clone(),
            presence: Arc::clone(presence),
            seats: Arc::clone(seats),
        }
    }
}

impl std::fmt::Debug for Rooms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rooms").field("count", &self.count()).finish_non_exhaustive()
    }
}
