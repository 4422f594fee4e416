//! Groups on their way home.

use std::sync::Arc;

use crate::domain::forum::Title;
use crate::domain::id::{ClusterNo, IdeaNo, SessionNo};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{Cluster, IdeaBoard};
use crate::domain::rebase::Bringing;
use crate::domain::role::Author;
use crate::domain::state::Made;

/// A group of both histories.
struct Held {
    session: SessionNo,
    stood: Arc<Cluster>,
    /// Its number now.
    no: ClusterNo,
    /// None where it was dissolved.
    stands: Option<Arc<Cluster>>,
}

impl Bringing<'_> {
    /// A group that was made has a number; of its ideas those come that lie where they lay.
    pub(super) fn clustered(&mut self, of: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Clustered { cluster: lost, by, id, title, ideas } = act else { return None };
        let by = self.link(*by)?;
        if let Some(made) = self.now.made.get(&(Author::Link(by), *id)) {
            let Made::Cluster(no) = *made else { return Some(false) };
            self.note(|known| known.clusters.insert(*lost, no));
            return Some(true);
        }
        let (session, stood, stands) = self.boards(of)?;
        let lie = |no: &&IdeaNo| self.lies_there(**no, (&stood, &stands));
        let come: Vec<IdeaNo> = ideas.iter().filter(lie).filter_map(|no| self.idea(*no)).collect();
        let all = come.len() == ideas.len();
        let cluster = self.now.last.cluster.next();
        self.note(|known| known.clusters.insert(*lost, cluster));
        let (id, title) = (*id, title.clone());
        self.of_board(session, IdeaAct::Clustered { cluster, by, id, title, ideas: come });
        Some(all)
    }

    /// Whether an idea on the board lies in the group in which it lay, or in none as then.
    fn lies_there(&self, lost: IdeaNo, (stood, stands): (&IdeaBoard, &IdeaBoard)) -> bool {
        let now = self.idea(lost).and_then(|no| stands.listed(no));
        let both = stood.ideas.get(&lost).zip(now);
        both.is_some_and(|(stood, stands)| {
            let lay = stood.cluster.map(|no| self.numbering.cluster(no));
            lay == stands.cluster.map(Some)
        })
    }

    /// The group as it stood, and as it stands.
    fn clusters(&self, of: SessionNo, lost: ClusterNo) -> Option<Held> {
        let (session, stood, stands) = self.boards(of)?;
        let no = self.numbering.cluster(lost)?;
        let stands = stands.clusters.get(&no).map(Arc::clone);
        Some(Held { session, stood: Arc::clone(stood.clusters.get(&lost)?), no, stands })
    }

    pub(super) fn cluster_named(&mut self, of: SessionNo, lost: ClusterNo, title: &Title) -> Option<bool> {
        let Held { session, stood, no: cluster, stands } = self.clusters(of, lost)?;
        let stands = stands?;
        let (is_so, is_same) = (stands.title == *title, stands.title == stood.title);
        if is_same && !is_so {
            self.of_board(session, IdeaAct::Named { cluster, title: title.clone() });
        }
        Some(is_so || is_same)
    }

    pub(super) fn dissolved(&mut self, of: SessionNo, lost: ClusterNo) -> Option<bool> {
        let Held { session, stood, no: cluster, stands } = self.clusters(of, lost)?;
        let Some(stands) = stands else { return Some(true) };
        let ideas: Option<Vec<IdeaNo>> = stood.ideas.iter().map(|no| self.idea(*no)).collect();
        let comes = ideas.as_ref() == Some(&stands.ideas) && stood.title == stands.title;
        if comes {
            let ideas = stands.ideas.clone();
            self.of_board(session, IdeaAct::Dissolved { cluster, ideas });
        }
        Some(comes)
    }

    pub(super) fn placed(
        &mut self,
        of: SessionNo,
        lost: IdeaNo,
        (to, at): (Option<ClusterNo>, u32),
    ) -> Option<bool> {
        let (session, stood, stands) = self.boards(of)?;
        let idea = self.idea(lost)?;
        let cluster = match to {
            Some(no) => Some(self.numbering.cluster(no)?),
            None => None,
        };
        let is_there = cluster.is_none_or(|no| stands.clusters.contains_key(&no));
        let is_so = stands.listed(idea).is_some_and(|idea| idea.cluster == cluster);
        let comes = is_there && self.lies_there(lost, (&stood, &stands));
        if comes {
            self.of_board(session, IdeaAct::Placed { idea, cluster, at });
        }
        Some(comes || is_so)
    }

    pub(super) fn arranged(&mut self, of: SessionNo, lost: &[ClusterNo]) -> Option<bool> {
        let (session, stood, stands) = self.boards(of)?;
        let now = |order: &[ClusterNo]| {
            order.iter().map(|no| self.numbering.cluster(*no)).collect::<Option<Vec<_>>>()
        };
        let (stood, clusters) = (now(&stood.order)?, now(lost)?);
        let (is_so, is_same) = (stands.order == clusters, stands.order == stood);
        if is_same && !is_so {
            self.of_board(session, IdeaAct::Arranged { clusters });
        }
        Some(is_so || is_same)
    }
}
