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
/// Where several share a link, one counts as missing that was there at least so long: a wall that comes back on a new
/// connection is there twice until the old one is given up.
const STAYED: Duration = Duration::from_secs(10);

/// The walls of all nodes as they were heard last, by their links; of each link those heard latest first.
#[derive(Debug, Default)]
pub(super) struct Lost(BTreeMap<LinkNo, Vec<Heard>>);

#[derive(Debug)]
struct Heard {
    wall: Wall,
    since: Instant,
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
        let mut here: BTreeMap<LinkNo, Vec<&Wall>> = self.0.keys().map(|link| (*link, Vec::new())).collect();
        alive.for_each(|wall| here.entry(wall.link).or_default().push(wall));
        for (link, walls) in here {
            hear(self.0.entry(link).or_default(), &walls, when);
        }
        let has_link = |link: &LinkNo| state.links.get(link).is_some_and(|link| link.is_good(time));
        self.0.retain(|link, known| {
            known.retain(|heard| when < heard.when + TOLD);
            !known.is_empty() && has_link(link)
        });
    }

    /// The silent walls of a hall as they were heard last, and when that was: as many of a link as are fewer now.
    pub(super) fn of(&self, hall: HallNo, alive: &[&Wall]) -> impl Iterator<Item = (&Wall, Time)> {
        let there = self.0.iter().flat_map(move |(link, known)| {
            known.iter().skip(alive.iter().filter(|wall| wall.link == *link).count())
        });
        there.filter(move |heard| heard.wall.hall == hall).map(|heard| (&heard.wall, heard.wall.heard))
    }
}

/// Hears the walls of a link that are alive. Nothing tells one from another but its size, and that may change: who is
/// heard is taken for who had that size before, else for who was heard latest.
fn hear(known: &mut Vec<Heard>, alive: &[&Wall], when: Instant) {
    let mut silent = std::mem::take(known);
    for wall in alive {
        let same = silent.iter().position(|heard| heard.wall.size == wall.size);
        let before = same.or_else(|| (!silent.is_empty()).then_some(0)).map(|at| silent.remove(at));
        let since = before.map_or(when, |before| before.since);
        known.push(Heard { wall: (*wall).clone(), since, when });
    }
    let alone = known.is_empty();
    let missed = silent.into_iter().enumerate();
    known.extend(missed.filter(|(at, heard)| alone && *at == 0 || heard.stayed()).map(|(_, heard)| heard));
}

impl Heard {
    fn stayed(&self) -> bool {
        self.when.duration_since(self.since) >= STAYED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::{Link, Role};
    use crate::protocol::client::Size;

    const HALL: HallNo = HallNo(1);

    fn with_a_link() -> State {
        let (name, token_hash) = (String::new(), String::new());
        let link = Link {
            role: Role::Screen,
            hall: Some(HALL),
            name,
            token_hash,
            expires: None,
            revoked: false,
            table: None,
            stand: None,
        };
        let mut state = State::default();
        state.links.insert(LinkNo(5), std::sync::Arc::new(link));
        state
    }

    fn wall(width: u16) -> Wall {
        let (link, scene, size) = (LinkNo(5), "top".into(), Some(Size(width, 1_080)));
        Wall { link, hall: HALL, scene, rev: 1, since: Time(0), heard: Time(0), size, failed: false }
    }

    /// Hears these walls in one second after another, and tells the sizes of those that are missed after each.
    fn missed(seconds: &[&[Wall]]) -> Vec<Vec<Option<Size>>> {
        let (mut lost, state, start) = (Lost::default(), with_a_link(), Instant::now());
        let second = |(at, alive): (u32, &&[Wall])| {
            lost.settle(alive.iter(), &state, start + Duration::from_secs(1) * at, Time(0));
            let alive: Vec<_> = alive.iter().collect();
            lost.of(HALL, &alive).map(|(wall, _)| wall.size).collect()
        };
        (0..).zip(seconds).map(second).collect()
    }

    #[test]
    fn of_two_walls_under_one_link_the_one_that_falls_silent_is_missed() {
        let (both, one): (&[Wall], &[Wall]) = (&[wall(1_920), wall(3_840)], &[wall(1_920)]);
        let told = missed(&[[both; 11].as_slice(), &[one, both, &[]]].concat());
        let third = told[11..].iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!((told[10].len(), third), (0, vec![1, 0, 2]));
        assert_eq!(told[11], [wall(3_840).size]);
    }

    #[test]
    fn a_wall_that_came_back_on_a_new_connection_is_not_missed_where_the_old_one_ends() {
        let (twice, once): (&[Wall], &[Wall]) = (&[wall(1_920), wall(1_920)], &[wall(1_920)]);
        let told = missed(&[[once; 20].as_slice(), &[twice; 5], &[once, &[]]].concat());
        assert_eq!((told[25].len(), told[26].len()), (0, 1));
    }
}
