//! The task that feels the pulse of one room: says who is here, hears the other nodes, and lets the crew feel it.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use crate::domain::id::ForumId;
use crate::domain::state::State;
use crate::domain::topic::Part;
use crate::journal::Journal;
use crate::pulse::{Beats, Pulse};
use crate::room::entry::NodeId;
use crate::room::publisher::{Rhythm, Seats};
use crate::room::standing::Standing;

use super::report::{Figure, Reactions, Report};
use super::silence::Silence;
use super::{Presence, lock};

/// How often a node says who is there, and looks who went silent.
const ROUND: Duration = Duration::from_secs(1);
/// How long a beat may take to be sent.
const SAID_WITHIN: Duration = Duration::from_millis(300);
/// Reactions, and what is said beside streams, are passed on no more often.
const HURRIED: Duration = Duration::from_millis(250);

/// What it needs.
pub(in crate::room) struct Feeler {
    pub forum: ForumId,
    pub node: NodeId,
    /// How long a connection may be silent.
    pub silence: Silence,
    pub journal: Arc<dyn Journal>,
    pub pulse: Arc<dyn Pulse>,
    pub states: watch::Receiver<Arc<Standing>>,
    pub presence: Arc<Presence>,
    pub seats: Arc<Seats>,
}

impl Feeler {
    /// Until the room has ended.
    pub(in crate::room) async fn feel(mut self) {
        let mut beats = None;
        let mut rounds = interval(ROUND);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut hurried = Rhythm::new(HURRIED);
        let mut said_something = false;
        let mut links = self.links();
        loop {
            let now = Instant::now();
            let due = hurried.due(now);
            tokio::select! {
                changed = self.states.changed() => match changed {
                    // What ends by itself is seen by the rounds.
                    Ok(()) if std::mem::replace(&mut links, self.links()) != links => self.check_links(),
                    Ok(()) => {}
                    Err(_) => return,
                },
                _ = rounds.tick() => {
                    self.listen(&mut beats).await;
                    said_something = self.round(said_something).await;
                }
                heard = next(&mut beats) => {
                    if self.hear(heard.as_deref(), &mut beats) {
                        hurried.touch();
                    }
                }
                () = self.presence.hurry.notified() => hurried.touch(),
                () = sleep_until(due.unwrap_or(now)), if due.is_some() => {}
            }
            if hurried.take(Instant::now()) {
                self.hurry().await;
            }
        }
    }

    /// Listens to the other nodes, again where the pulse was gone.
    async fn listen(&self, beats: &mut Option<Beats>) {
        if beats.is_none() {
            match timeout(SAID_WITHIN, self.pulse.subscribe(self.forum)).await {
                Ok(Ok(subscribed)) => *beats = Some(subscribed),
                Ok(Err(why)) => tracing::debug!(forum = %self.forum, %why, "other nodes are not felt"),
                Err(_) => tracing::debug!(forum = %self.forum, "other nodes are not felt in time"),
            }
        }
    }

    /// Hears another node, and tells whether there were reactions. A wall that fell silent there has taken its time already:
    /// desks are told at once, and not at this node's next round.
    fn hear(&self, heard: Option<&[u8]>, beats: &mut Option<Beats>) -> bool {
        let Some(heard) = heard else {
            *beats = None;
            return false;
        };
        let other = Report::decode(heard).filter(|report| report.node != self.node);
        let Some(mut report) = other else { return false };
        self.presence.hear_asides(std::mem::take(&mut report.asides));
        let (other_walls, reactions) = {
            let mut felt = lock(&self.presence.felt);
            (felt.hear(report, Instant::now()), felt.has_reactions())
        };
        if other_walls {
            self.pass_on(&self.state().state);
        }
        reactions
    }

    /// Looks who is still there and says so; nothing where nobody was and is.
    async fn round(&self, said_something: bool) -> bool {
        let state = self.state();
        self.check_links();
        let (now, time) = (Instant::now(), self.journal.now());
        self.presence.end_lingering(now);
        self.presence.check_silence(&self.silence);
        let figure = {
            let mut guests = lock(&self.presence.guests);
            let came = lock(&self.presence.felt).gather(&state.state, |session| guests.crowd(session));
            Figure { came, ..guests.figure(&state.state, now, time) }
        };
        let says_something = !figure.is_empty();
        let asides = lock(&self.presence.asides).take();
        if says_something || said_something || !asides.is_empty() {
            let (node, reactions) = (self.node.clone(), Reactions::new());
            self.say(Report { node, figure: Some(figure), reactions, asides }).await;
        }
        lock(&self.presence.felt).settle(&state.state, now, time);
        self.pass_on(&state.state);
        says_something
    }

    /// Says what does not wait for the next round.
    async fn hurry(&self) {
        let reactions = std::mem::take(&mut *lock(&self.presence.reactions));
        let asides = lock(&self.presence.asides).take();
        if !reactions.is_empty() || !asides.is_empty() {
            self.say(Report { node: self.node.clone(), figure: None, reactions, asides }).await;
        }
        self.pass_on(&self.state().state);
        lock(&self.presence.felt).calm();
    }

    /// Says something to the other nodes; what is said here is felt here in any case.
    async fn say(&self, report: Report) {
        let beat = report.encode();
        lock(&self.presence.felt).hear(report, Instant::now());
        // Whoever is not reached in time has lost nothing but a beat; the rounds must go on.
        let sent = timeout(SAID_WITHIN, self.pulse.publish(self.forum, beat)).await;
        if sent.is_err() {
            tracing::debug!(forum = %self.forum, "other nodes do not feel this one");
        }
    }

    fn pass_on(&self, state: &State) {
        let (seats, time) = (self.seats.of_the_crew(), self.journal.now());
        // What is felt is let go before the seats are taken: ballots are decided by the one, views are made under the other.
        let pulses: Vec<_> = {
            let felt = lock(&self.presence.felt);
            seats.into_iter().map(|seat| (seat, felt.pulse(state, &seat, time))).collect()
        };
        self.seats.feel(pulses);
    }

    /// The revision that last touched the role links.
    fn links(&self) -> u64 {
        self.state().state.topics.touched(Part::Links)
    }

    fn check_links(&self) {
        lock(&self.presence.guests).check_links(&self.state().state, self.journal.now());
    }

    fn state(&self) -> Arc<Standing> {
        Arc::clone(&self.states.borrow())
    }
}

async fn next(beats: &mut Option<Beats>) -> Option<Bytes> {
    match beats {
        Some(beats) => beats.next().await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Silence is bounded in rounds, and what has ended by itself is seen by them.
    #[test]
    fn it_is_looked_once_a_second_who_is_there() {
        assert_eq!(ROUND, Duration::from_secs(1));
    }
}
