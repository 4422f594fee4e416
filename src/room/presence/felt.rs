//! What all nodes together report.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::decide::Circumstances;
use crate::domain::id::{HallNo, LinkNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::state::State;
use crate::protocol::server::{DeskPulse, ServerPulse, WallPulse};
use crate::room::entry::NodeId;
use crate::room::publisher::Seat;

use super::report::{Figure, Reactions, Report};

/// A node that was not heard for so long is not there.
const LASTS: Duration = Duration::from_secs(3);
/// A wall, or the stage, is told how many are here from so many on: a smaller number only discourages.
const SHOWN_FROM: u32 = 10;

/// The newest figure of each node, and the reactions that were not passed on yet.
#[derive(Debug, Default)]
pub(super) struct Felt {
    nodes: HashMap<NodeId, (Instant, Figure)>,
    reactions: Reactions,
    /// The most that were here at one time since a round is open in the session.
    most: BTreeMap<SessionNo, u32>,
}

impl Felt {
    /// Hears a node's report.
    pub(super) fn hear(&mut self, report: Report, now: Instant) {
        for (session, reactions) in report.reactions {
            let sums = self.reactions.entry(session).or_default();
            for (reaction, count) in reactions {
                let sum = sums.entry(reaction).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        if let Some(figure) = report.figure {
            self.nodes.insert(report.node, (now, figure));
        }
    }

    /// Forgets nodes that went silent, and keeps the highest figures while polls are open.
    pub(super) fn settle(&mut self, state: &State, now: Instant) {
        self.nodes.retain(|_, (heard, _)| now < *heard + LASTS);
        let here = self.here();
        self.most.retain(|session, _| has_open_poll(state, *session));
        for (session, count) in here.into_iter().filter(|(session, _)| has_open_poll(state, *session)) {
            let most = self.most.entry(session).or_default();
            *most = count.max(*most);
        }
    }

    /// Whether reactions wait to be passed on.
    pub(super) fn has_reactions(&self) -> bool {
        !self.reactions.is_empty()
    }

    /// The reactions were passed on.
    pub(super) fn calm(&mut self) {
        self.reactions.clear();
    }

    /// Tells what decisions depend on.
    pub(super) fn tell(&self, around: &mut Circumstances) {
        around.attended = self.figures().flat_map(|figure| &figure.desks).map(|desk| desk.hall).collect();
        around.here = self.here();
        for (session, most) in &self.most {
            let here = around.here.entry(*session).or_default();
            *here = (*here).max(*most);
        }
    }

    /// What that seat feels.
    pub(super) fn pulse(&self, state: &State, seat: &Seat) -> ServerPulse {
        let here = seat.session.map(|session| self.here().get(&session).copied().unwrap_or(0));
        let reactions = seat.session.and_then(|session| self.reactions.get(&session));
        let mut pulse = ServerPulse {
            // Fewer than that are told as none, so that a wall that showed more stops to.
            here: here.map(|here| if seat.is_desk() || here >= SHOWN_FROM { here } else { 0 }),
            reactions: reactions.cloned().unwrap_or_default(),
            ..ServerPulse::default()
        };
        if let Some(hall) = seat.hall(state).filter(|_| seat.is_desk()) {
            pulse.desks = Some(self.desks(state, hall));
            pulse.walls = Some(self.walls(state, hall));
        }
        pulse
    }

    fn desks(&self, state: &State, hall: HallNo) -> Vec<DeskPulse> {
        let all: BTreeSet<_> = self.figures().flat_map(|figure| &figure.desks).collect();
        let here = all.into_iter().filter(|desk| desk.hall == hall);
        here.map(|desk| DeskPulse { link: desk.link, name: name(state, desk.link), holding: desk.holding })
            .collect()
    }

    fn walls(&self, state: &State, hall: HallNo) -> Vec<WallPulse> {
        let mut all: Vec<_> = self.figures().flat_map(|figure| &figure.walls).collect();
        all.sort();
        let here = all.into_iter().filter(|wall| wall.hall == hall);
        here.map(|wall| WallPulse {
            link: wall.link,
            name: name(state, wall.link),
            scene: wall.scene.clone(),
            rev: wall.rev,
        })
        .collect()
    }

    fn here(&self) -> BTreeMap<SessionNo, u32> {
        let counts = self.figures().flat_map(|figure| &figure.here);
        counts.fold(BTreeMap::new(), |mut sums, (session, count)| {
            let sum = sums.entry(*session).or_default();
            *sum = count.saturating_add(*sum);
            sums
        })
    }

    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.nodes.values().map(|(_, figure)| figure)
    }
}

fn has_open_poll(state: &State, session: SessionNo) -> bool {
    let polls = state.sessions.get(&session).map(|session| session.polls.as_slice()).unwrap_or_default();
    let mut polls = polls.iter().filter_map(|no| state.polls.get(no));
    polls.any(|poll| matches!(poll.phase, PollPhase::Open { .. }))
}

fn name(state: &State, link: LinkNo) -> String {
    state.links.get(&link).map(|link| link.name.clone()).unwrap_or_default()
}
