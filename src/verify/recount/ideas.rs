//! Dots on idea boards, counted spot by spot from what each person gave and from where the ideas lie at last.

use std::collections::{BTreeMap, BTreeSet};

use super::Order;
use crate::domain::id::{ClusterNo, IdeaNo, PersonId, SessionNo};
use crate::domain::idea::{Dots, IdeaAct, IdeaChange, IdeaStatus, Spot};

/// What happened on all boards.
#[derive(Debug, Default)]
pub(super) struct Ideas(BTreeMap<SessionNo, Board>);

#[derive(Debug, Default)]
struct Board {
    /// How many dots a person has, and how many may lie on one spot.
    dots: u32,
    most: u32,
    /// The ideas on the board, and those that are not, with the groups in which they lie.
    ideas: BTreeMap<IdeaNo, Lies>,
    clusters: BTreeSet<ClusterNo>,
    given: BTreeMap<PersonId, (Order, Vec<Dots>)>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Lies {
    listed: bool,
    within: Option<ClusterNo>,
}

/// What the dots of a board come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DotCount {
    /// People whose dots count.
    pub people: u32,
    /// Dots by spot, nothing where there are none.
    pub on: BTreeMap<Spot, u32>,
}

impl Ideas {
    /// Takes in what happened.
    pub fn take(&mut self, change: &IdeaChange) {
        if let IdeaAct::Set { .. } = &change.act {
            self.0.entry(change.session).or_default();
        }
        if let Some(board) = self.0.get_mut(&change.session) {
            board.take(&change.act);
        }
    }

    /// What the dots of a session's board come to.
    pub fn dots(&self, session: SessionNo) -> DotCount {
        self.0.get(&session).map(Board::count).unwrap_or_default()
    }

    /// The board went with its session.
    pub fn drop(&mut self, session: SessionNo) {
        self.0.remove(&session);
    }
}

impl Board {
    fn take(&mut self, act: &IdeaAct) {
        match act {
            IdeaAct::Set { plan } => (self.dots, self.most) = (plan.dots.into(), plan.most.into()),
            IdeaAct::Came { idea, listed, .. } => {
                self.ideas.insert(*idea, Lies { listed: *listed, within: None });
            }
            IdeaAct::Reworded { idea, listed, .. } => self.stand(*idea, *listed),
            IdeaAct::Ruled { idea, status } => self.stand(*idea, *status == IdeaStatus::Listed),
            IdeaAct::Clustered { cluster, ideas, .. } => {
                self.clusters.insert(*cluster);
                for idea in ideas {
                    self.put(*idea, Some(*cluster));
                }
            }
            IdeaAct::Placed { idea, cluster, .. } => self.put(*idea, *cluster),
            IdeaAct::Dissolved { cluster, .. } => {
                self.clusters.remove(cluster);
                let within = self.ideas.values_mut().filter(|lies| lies.within == Some(*cluster));
                within.for_each(|lies| lies.within = None);
            }
            IdeaAct::Dotted { person, dots, seq, id } => {
                let order = (*seq, *id);
                if self.given.get(person).is_none_or(|(before, _)| *before < order) {
                    self.given.insert(*person, (order, dots.clone()));
                }
            }
            IdeaAct::Led { .. }
            | IdeaAct::Timed { .. }
            | IdeaAct::Blocked { .. }
            | IdeaAct::ResultsShown { .. }
            | IdeaAct::Corrected { .. }
            | IdeaAct::Named { .. }
            | IdeaAct::Arranged { .. }
            | IdeaAct::Sat { .. }
            | IdeaAct::Harvested { .. } => {}
        }
    }

    fn stand(&mut self, idea: IdeaNo, listed: bool) {
        if let Some(lies) = self.ideas.get_mut(&idea) {
            *lies = Lies { listed, within: lies.within.filter(|_| listed) };
        }
    }

    fn put(&mut self, idea: IdeaNo, within: Option<ClusterNo>) {
        let is_there = within.is_none_or(|no| self.clusters.contains(&no));
        if let Some(lies) = self.ideas.get_mut(&idea).filter(|lies| lies.listed && is_there) {
            lies.within = within;
        }
    }

    fn count(&self) -> DotCount {
        let mut count = DotCount::default();
        for (_, dots) in self.given.values() {
            let own = self.of_one(dots);
            count.people += u32::from(!own.is_empty());
            for (spot, n) in own {
                *count.on.entry(spot).or_default() += n;
            }
        }
        count
    }

    /// One person's dots, one after the other, as long as there are any and the spot takes more.
    fn of_one(&self, dots: &[Dots]) -> BTreeMap<Spot, u32> {
        let (mut own, mut used) = (BTreeMap::new(), 0);
        for given in dots {
            let Some(spot) = self.spot(given.on) else { continue };
            let has = own.get(&spot).copied().unwrap_or(0);
            let n = given.n.min(self.most.saturating_sub(has)).min(self.dots.saturating_sub(used));
            if n > 0 {
                own.insert(spot, has + n);
                used += n;
            }
        }
        own
    }

    fn spot(&self, on: Spot) -> Option<Spot> {
        match on {
            Spot::Cluster(no) => self.clusters.contains(&no).then_some(on),
            Spot::Idea(no) => {
                let lies = self.ideas.get(&no).filter(|lies| lies.listed)?;
                Some(lies.within.map_or(on, Spot::Cluster))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::idea::tests::{on_cluster, on_idea, voting};
    use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

    /// The count of a board on which an idea went into a group and out, and another was taken back.
    fn counted() -> (Scene, Ideas) {
        let mut scene = voting(4);
        let mut changes = Vec::new();
        let state = scene.state.clone();
        for (no, board) in &state.ideas {
            let plan = (*board.plan).clone();
            changes.push(IdeaChange { session: *no, act: IdeaAct::Set { plan } });
            for idea in board.ideas.keys() {
                changes.push(came(*no, *idea));
            }
        }
        let mut done = |decision: crate::domain::decide::Decision| {
            changes.extend(decision.changes.into_iter().filter_map(|change| match change {
                Change::Ideas(change) => Some(change),
                _ => None,
            }));
        };
        done(scene.dots(1, &[on_idea(1, 2), on_idea(2, 1)]));
        done(scene.dots(2, &[on_idea(2, 1), on_idea(3, 1)]));
        done(scene.dots(3, &[on_idea(4, 2)]));
        let ideas = vec![scene.read(1), scene.read(2)];
        let cluster = crate::domain::idea::IdeaCommand::Cluster {
            session: PANEL,
            title: crate::domain::forum::Title::default(),
            ideas,
        };
        done(scene.does(DESK, &crate::domain::command::Command::Ideas(cluster)));
        done(scene.dots(3, &[on_cluster(1, 1), on_idea(4, 2)]));
        scene.leads(crate::domain::idea::IdeaPhase::Collecting);
        let back = scene.take_back(4);
        done(scene.does(person(4), &back));
        let mut ideas = Ideas::default();
        for change in &changes {
            ideas.take(change);
        }
        (scene, ideas)
    }

    fn came(session: SessionNo, idea: IdeaNo) -> IdeaChange {
        let act = IdeaAct::Came {
            idea,
            author: crate::domain::role::Author::Person(PersonId([9; 16])),
            id: crate::domain::id::CommandId(1),
            by: crate::domain::idea::IdeaBy::Phone,
            text: crate::domain::id::WordsNo(1),
            table: None,
            listed: true,
            time: crate::domain::time::Time(0),
        };
        IdeaChange { session, act }
    }

    #[test]
    fn dots_are_counted_again_from_what_each_person_gave() {
        let (scene, ideas) = counted();
        let count = ideas.dots(PANEL);
        assert_eq!(count.people, 3);
        let on: Vec<_> = count.on.iter().map(|(on, n)| Dots { on: *on, n: *n }).collect();
        assert_eq!(on, [on_idea(3, 1), on_cluster(1, 4)], "of the first person two of three");
        assert_eq!(on, scene.tally());
        assert_eq!(count.people, scene.ideas().tally.voters);
    }
}
