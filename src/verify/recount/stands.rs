//! Visits and ratings of stands.

use std::collections::BTreeMap;

use super::Order;
use crate::domain::id::{PersonId, SessionNo, StandNo};
use crate::domain::stand::{StandAct, StandChange};

/// Everyone who was at a stand, with what it was rated.
#[derive(Debug, Default)]
pub(in crate::verify) struct Stands(BTreeMap<(SessionNo, StandNo), BTreeMap<PersonId, Rating>>);

/// What somebody rated a stand that was visited, where it was rated.
type Rating = Option<(Order, u8)>;

impl Stands {
    pub fn take(&mut self, change: &StandChange) {
        match &change.act {
            StandAct::Visited { stand, person, .. } => {
                self.0.entry((change.session, *stand)).or_default().entry(*person).or_default();
            }
            StandAct::Rated { stand, person, stars, seq, id } => {
                let Some(visit) = self.0.get_mut(&(change.session, *stand)).and_then(|at| at.get_mut(person))
                else {
                    return;
                };
                let rated = ((*seq, *id), *stars);
                if visit.is_none_or(|(order, _)| order < rated.0) {
                    *visit = Some(rated);
                }
            }
            StandAct::Set { .. }
            | StandAct::Added { .. }
            | StandAct::Changed { .. }
            | StandAct::Ordered { .. }
            | StandAct::Dropped { .. }
            | StandAct::Rekeyed { .. }
            | StandAct::Closed { .. }
            | StandAct::Came { .. }
            | StandAct::Ruled { .. }
            | StandAct::Answered { .. }
            | StandAct::Paged { .. }
            | StandAct::Marked { .. }
            | StandAct::Blocked { .. } => {}
        }
    }

    /// How many were at a stand.
    pub fn visits(&self, session: SessionNo, stand: StandNo) -> u32 {
        self.0.get(&(session, stand)).map_or(0, |at| at.len() as u32)
    }

    /// How many of them gave it one to five stars.
    pub fn stars(&self, session: SessionNo, stand: StandNo) -> [u32; 5] {
        let mut counts = [0; 5];
        for (_, stars) in self.0.get(&(session, stand)).into_iter().flat_map(|at| at.values().flatten()) {
            if let Some(count) = usize::from(*stars).checked_sub(1).and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::CommandId;
    use crate::domain::register::Seq;
    use crate::domain::time::Time;

    #[test]
    fn each_person_counts_once_with_the_latest_rating() {
        let mut stands = Stands::default();
        let (session, stand) = (SessionNo(1), StandNo(2));
        let person = |no: u8| PersonId([no; 16]);
        let mut take = |act| stands.take(&StandChange { session, act });
        for (by, id) in [(1, 1), (1, 2), (2, 3)] {
            take(StandAct::Visited { stand, person: person(by), id: CommandId(id), time: Time(0) });
        }
        for (by, stars, seq) in [(1, 5, 2), (1, 1, 1), (3, 5, 1)] {
            take(StandAct::Rated { stand, person: person(by), stars, seq: Seq(seq), id: CommandId(9) });
        }
        assert_eq!((stands.visits(session, stand), stands.stars(session, stand)), (2, [0, 0, 0, 0, 1]));
    }
}
