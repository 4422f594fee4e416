//! Walls that fell silent: a desk is told of them until they come back, or nobody expects them any more.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::id::{HallNo, LinkNo};
use crate::domain::state::State;
use crate::domain::time::Time;

use super::report::Wall;

/// How long a silent wall is told of: longer than a break, so that nobody finds out only when the next session begins.
const TOLD: Duration = Duration::from_secs(30 * 60);

/// The walls of all nodes as they were heard last, by their links. Of several under one link the last one counts.
#[derive(Debug, Default)]
pub(super) struct Lost(BTreeMap<LinkNo, Heard>);

#[derive(Debug)]
struct Heard {
    wall: Wall,
    when: Instant,
}

impl Lost {
    /// Takes note of the walls that are alive, and forgets whoever was silent for long or has no link any more.
    pub(super) fn settle<'a>(
        &mut self,
        alive: impl Iterator<Item = &'a Wall>,
        state: &State,
        when: Instant,
        time: Time,
    ) {
        self.0.extend(alive.map(|wall| (wall.link, Heard { wall: wall.clone(), when })));
        let has_link = |link: &LinkNo| state.links.get(link).is_some_and(|link| link.is_good(time));
        self.0.retain(|link, heard| when < heard.when + TOLD && has_link(link));
    }

    /// The silent walls of a hall as they were heard last, and when that was.
    pub(super) fn of(&self, hall: HallNo, alive: &[&Wall]) -> impl Iterator<Item = (&Wall, Time)> {
        let there = self.0.values().filter(move |heard| heard.wall.hall == hall);
        there
            .filter(|heard| alive.iter().all(|wall| wall.link != heard.wall.link))
            .map(|heard| (&heard.wall, heard.wall.heard))
    }
}
