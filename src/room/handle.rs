//! What the rest of the program holds of a room. While one exists the room stays loaded.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use serde::Serialize;
use tokio::sync::{Notify, oneshot, watch};
use tokio::time::{Instant, timeout};

use crate::domain::command::Command;
use crate::domain::decide::Request;
use crate::domain::id::{CommandId, ForumId, HallNo};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Secret};
use crate::domain::time::Time;
use crate::journal::{Head, Journal};
use crate::protocol::server::{ServerPulse, WayCode};
use crate::recent::{LASTS, Recent};

use super::effort::Effort;
use super::inbox::Inlet;
use super::observed::Behind;
use super::owed::Owed;
use super::presence::{Carrier, Presence, Visit, Who};
use super::publisher::{Seats, Showing};
use super::seat::Seat;
use super::sparing::Entered;
use super::standing::Standing;
use super::stored::Stored;

/// How long a device leaves a full room alone, in milliseconds.
const BUSY_MS: u32 = 500;
/// How long a device waits before it sends again what the journal did not take, in milliseconds.
const AGAIN_MS: u32 = 1_000;

/// What becomes of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is in the journal, now or already.
    Done {
        /// Every view at this revision or above holds it.
        rev: u64,
        /// The number of what it made.
        made: Option<u32>,
    },
    /// By the forum's rules; it changed nothing.
    Refused(Refusal),
    /// On the way to them; it changed nothing. Again after so many milliseconds.
    Way(WayCode, u32),
    /// The room ended without knowing: say nothing, and have the device come back and send again.
    Gone,
}

impl Answer {
    pub(super) const BUSY: Self = Self::Way(WayCode::Busy, BUSY_MS);
    /// It could not be decided now.
    pub const TRY_AGAIN: Self = Self::Way(WayCode::TryAgain, AGAIN_MS);

    /// For the operator: how many commands came to what.
    fn count(&self) {
        let outcome: Cow<'static, str> = match self {
            Self::Done { .. } => "done".into(),
            Self::Refused(why) => named(&why.code).into(),
            Self::Way(code, _) => named(code).into(),
            Self::Gone => "gone".into(),
        };
        metrics::counter!("majlis_commands_total", "outcome" => outcome).increment(1);
    }
}

/// A code as it stands on the wire.
fn named(code: &impl Serialize) -> String {
    // Codes are plain names, so this cannot fail.
    serde_json::to_value(code).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Why a room ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Nobody held it, or the node stops.
    Left,
    /// The forum was deleted.
    Gone,
    /// It cannot go on on this node; another one may.
    Elsewhere,
}

/// A command on its way to the room's task.
#[derive(Debug)]
pub(super) struct Asked {
    pub request: Request,
    pub command: Command,
    /// The epoch in which the numbers in it were seen, where that is known.
    pub epoch: Option<u32>,
    /// None for the room's own.
    pub answer: Option<Asker>,
}

/// Who waits for an answer, and since when.
#[derive(Debug)]
pub(super) struct Asker {
    to: oneshot::Sender<Answer>,
    came: Instant,
    owed: Arc<Owed>,
}

impl Asker {
    fn new(to: oneshot::Sender<Answer>, owed: &Arc<Owed>) -> Self {
        let came = Instant::now();
        owed.came(came);
        Self { to, came, owed: Arc::clone(owed) }
    }

    /// Answers; whoever asked may have left.
    fn answer(self, answer: Answer) {
        let now = Instant::now();
        metrics::histogram!("majlis_ack_seconds").record(now - self.came);
        answer.count();
        match answer {
            Answer::Done { .. } | Answer::Refused(_) => self.owed.decided(now),
            Answer::Way(..) | Answer::Gone => self.owed.put_off(now),
        }
        let _ = self.to.send(answer);
    }
}

impl Asked {
    /// Answers, where anybody waits for it.
    pub(super) fn answer(self, answer: Answer) {
        if let Some(asker) = self.answer {
            asker.answer(answer);
        }
    }
}

/// A room: commands go in, state comes out. Cheap to clone.
#[derive(Clone)]
pub struct RoomHandle(pub(super) Arc<Shared>);

pub(super) struct Shared {
    pub forum: ForumId,
    /// Where the journal stands, as whoever asks for a link that is not known has it looked for.
    pub stands: Recent<Option<Head>>,
    pub journal: Arc<dyn Journal>,
    pub inbox: Inlet,
    pub standing: watch::Receiver<Arc<Standing>>,
    /// The journal does not have what this room has.
    pub lost: Arc<AtomicBool>,
    /// What this node acknowledged may be on its way home.
    pub homing: watch::Receiver<bool>,
    /// Tells the room to see where the journal stands.
    pub look: Arc<Notify>,
    pub end: Arc<OnceLock<End>>,
    pub seats: Arc<Seats>,
    pub presence: Arc<Presence>,
    pub effort: Effort,
    pub owed: Arc<Owed>,
    pub behind: Behind,
    pub stored: Stored,
    pub entered: Entered,
    /// Asks the room to leave if nobody holds it.
    pub leave: Arc<Notify>,
}

/// An answer that is still to come.
#[derive(Debug)]
pub struct Pending(oneshot::Receiver<Answer>);

impl Pending {
    /// An answer that more than the room has to do with, once it comes.
    #[must_use]
    pub fn of(coming: impl Future<Output = Answer> + Send + 'static) -> Self {
        let (answer, answered) = oneshot::channel();
        tokio::spawn(async move {
            let _ = answer.send(coming.await);
        });
        Self(answered)
    }
}

impl Future for Pending {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer.unwrap_or(Answer::Gone))
    }
}

impl RoomHandle {
    /// Gives the room a command, and waits until it is known what became of it.
    pub async fn submit(&self, actor: Actor, id: CommandId, command: Command) -> Answer {
        self.give(actor, id, command).await
    }

    /// Gives the room several commands at once, each received at its moment: nothing is decided in between.
    #[must_use]
    pub fn give_together(&self, all: Vec<(Request, Command)>) -> Vec<Pending> {
        let asks = |(request, command)| {
            let (answer, answered) = oneshot::channel();
            let answer = Some(Asker::new(answer, &self.0.owed));
            (Asked { request, command, epoch: None, answer }, Pending(answered))
        };
        let (asked, pending) = all.into_iter().map(asks).unzip();
        self.0.inbox.put_all(asked);
        pending
    }

    /// Gives the room a command. What became of it comes later.
    #[must_use]
    pub fn give(&self, actor: Actor, id: CommandId, command: Command) -> Pending {
        self.give_of(None, actor, id, command)
    }

    /// The same, of a command whose numbers, the actor's included, were seen in that epoch. In another one they may be other
    /// things': there it is put off, and whoever asked looks again.
    #[must_use]
    pub fn give_of(&self, epoch: Option<u32>, actor: Actor, id: CommandId, command: Command) -> Pending {
        self.put(Request { actor, id, now: self.clock() }, epoch, command)
    }

    fn put(&self, request: Request, epoch: Option<u32>, command: Command) -> Pending {
        let (answer, answered) = oneshot::channel();
        let asked = Asked { request, command, epoch, answer: Some(Asker::new(answer, &self.0.owed)) };
        self.0.inbox.put(asked);
        Pending(answered)
    }

    /// A connection, or a request that is of one, comes in and takes a seat.
    #[must_use]
    pub fn arrive(&self, who: Who, carrier: Carrier, seat: Seat) -> Visit {
        self.0.presence.arrive(who, carrier, seat)
    }

    /// What that seat shows, from now on.
    #[must_use]
    pub fn watch(&self, seat: Seat) -> Showing {
        self.0.seats.take(seat)
    }

    /// What this node gives to the searches of this room's participants.
    #[must_use]
    pub fn effort(&self) -> &Effort {
        &self.0.effort
    }

    /// What a desk of that hall feels at this moment: desks and walls of all nodes.
    #[must_use]
    pub fn feels(&self, hall: HallNo) -> ServerPulse {
        self.0.presence.feels(&self.now_state().state, hall, self.clock())
    }

    /// How many connections of this node are in the room.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.0.presence.connections()
    }

    /// The newest state. It is of this moment: whoever answers several questions from it asks once.
    #[must_use]
    pub fn now_state(&self) -> Arc<Standing> {
        Arc::clone(&self.0.standing.borrow())
    }

    /// The newest state, for who is told by it for good whether a link is any: where it has none of that secret, one with all that the journal
    /// has. Nothing where that cannot be said within a second: the journal does not answer, or may lack what is being put back, or the room is
    /// behind it, or brings home what this node acknowledged. However often this is asked, the journal is once a second.
    pub async fn state_for(&self, secret: &Secret) -> Option<Arc<Standing>> {
        let standing = self.now_state();
        if standing.state.link_of(secret).is_some() {
            return Some(standing);
        }
        self.settled_state().await
    }

    /// A state with all that the journal has, for who is refused by it for good; otherwise as in [`Self::state_for`].
    pub async fn settled_state(&self) -> Option<Arc<Standing>> {
        timeout(LASTS, self.caught_up()).await.ok().flatten()
    }

    async fn caught_up(&self) -> Option<Arc<Standing>> {
        let settled = async { self.0.journal.settled(self.0.forum).await.ok().flatten() };
        let head = self.0.stands.told(std::time::Instant::now(), settled).await?;
        let has_all = |standing: &Arc<Standing>| standing.epoch >= head.epoch && standing.rev >= head.rev;
        if !has_all(&self.now_state()) {
            self.0.look.notify_one();
        }
        self.states().wait_for(has_all).await.ok()?;
        self.0.homing.clone().wait_for(|is_homing| !is_homing).await.ok()?;
        Some(self.now_state())
    }

    /// The state as it goes on. Closed when the room has ended.
    #[must_use]
    pub fn states(&self) -> watch::Receiver<Arc<Standing>> {
        self.0.standing.clone()
    }

    /// Of which forum it is.
    #[must_use]
    pub fn forum(&self) -> ForumId {
        self.0.forum
    }

    /// The room's clock: the journal's, the same on every node.
    #[must_use]
    pub fn clock(&self) -> Time {
        self.0.journal.now()
    }

    /// Why the room ended, once it has.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.0.end.get().copied()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.0.inbox.is_shut()
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for RoomHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RoomHandle").field("rev", &self.0.standing.borrow().rev).finish_non_exhaustive()
    }
}
