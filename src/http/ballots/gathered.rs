//! Blind ballots that wait for the clock's next whole second, and go to their room together: so those of a second are one entry, and
//! nothing that is kept tells which of them came first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::sleep;
use tokio_util::task::TaskTracker;

use crate::domain::command::Command;
use crate::domain::decide::Request;
use crate::domain::id::ForumId;
use crate::domain::role::Actor;
use crate::room::{Answer, Pending, RoomHandle};

/// The clock's moments at which they go.
const MOMENT: i64 = 1_000;

/// A ballot, and who hears what becomes of it.
struct Waiting {
    request: Request,
    command: Command,
    put: oneshot::Sender<Pending>,
}

/// Those that wait, by forum.
#[derive(Default)]
pub struct Gathered(Mutex<HashMap<ForumId, Vec<Waiting>>>);

impl Gathered {
    /// Gives the room a ballot with all others of that second. What waits goes to the room though nobody waits for it any more.
    pub async fn give(
        self: &Arc<Self>,
        tasks: &TaskTracker,
        (forum, room): (ForumId, &RoomHandle),
        request: Request,
        command: Command,
    ) -> Answer {
        let (put, is_put) = oneshot::channel();
        if self.wait(forum, Waiting { request, command, put }) {
            let (gathered, room) = (Arc::clone(self), room.clone());
            tasks.spawn(async move {
                let left = MOMENT - room.clock().0.rem_euclid(MOMENT);
                sleep(Duration::from_millis(left.unsigned_abs())).await;
                gathered.go(forum, &room);
            });
        }
        match is_put.await {
            Ok(pending) => pending.await,
            Err(_) => Answer::Gone,
        }
    }

    /// Whether it is the first.
    fn wait(&self, forum: ForumId, waiting: Waiting) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let others = held.entry(forum).or_default();
        others.push(waiting);
        others.len() == 1
    }

    /// All of them go at once, in an order that says nothing of who came first.
    fn go(&self, forum: ForumId, room: &RoomHandle) {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&forum);
        let mut waiting = waiting.unwrap_or_default();
        // Of one voter in the order of coming, so that none is told that a later one stands.
        waiting.sort_by_key(|one| match one.request.actor {
            Actor::Ballot(voter) => Some(voter),
            _ => None,
        });
        let (heard, all): (Vec<_>, Vec<_>) =
            waiting.into_iter().map(|one| (one.put, (one.request, one.command))).unzip();
        for (put, pending) in heard.into_iter().zip(room.give_together(all)) {
            let _ = put.send(pending);
        }
    }
}
