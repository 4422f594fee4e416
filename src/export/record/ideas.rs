//! Idea boards: their ideas, their groups, and what their tables came to.

use serde::Serialize;

use super::tell::Teller;
use crate::domain::forum::Title;
use crate::domain::id::{ClusterNo, IdeaNo, SessionNo};
use crate::domain::idea::{Idea, IdeaBoard, IdeaBy, IdeaState, Spot, TableResult};
use crate::domain::question::Reason;

/// An idea.
#[derive(Debug, Serialize)]
pub struct IdeaRecord {
    /// Its number.
    pub idea: IdeaNo,
    /// The session on whose board it is.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What became of it.
    pub status: IdeaState,
    /// Why it was dismissed.
    pub reason: Option<Reason>,
    /// How it came in.
    pub source: IdeaBy,
    /// The table that it is of.
    pub table: Option<Title>,
    /// The group in which it lies.
    pub cluster: Option<ClusterNo>,
    /// What that is called.
    pub cluster_title: Title,
    /// The dots on it; none where it lies in a group, which has them, or is not on the board.
    pub dots: Option<u32>,
    /// Its text as it was shown; none when it was erased.
    pub text: Option<String>,
    /// What its author wrote, where a desk corrected it.
    pub original: Option<String>,
    /// When it came in.
    pub came: String,
}

/// A group of ideas.
#[derive(Debug, Serialize)]
pub struct GroupRecord {
    /// Its number.
    pub cluster: ClusterNo,
    /// The session on whose board it is.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What it is called.
    pub title: Title,
    /// Its ideas in their order.
    pub ideas: Vec<IdeaNo>,
    /// The dots on it and on its ideas, as they count.
    pub dots: u32,
}

/// What a table of a board came to.
#[derive(Debug, Serialize)]
pub struct TableRecord {
    /// The session on whose board it is.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What the table is called.
    pub table: Title,
    /// Whether it was done.
    pub done: bool,
    /// The heading.
    pub title: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// The ideas that it rests on.
    pub ideas: Vec<IdeaNo>,
    /// The groups that it rests on.
    pub clusters: Vec<ClusterNo>,
}

impl Teller<'_> {
    /// The ideas of a board, whatever became of them, in the order in which they came in.
    pub(super) fn ideas(&self, session: SessionNo, board: &IdeaBoard) -> Vec<IdeaRecord> {
        board.ideas.iter().map(|(no, idea)| self.idea(session, board, (*no, idea))).collect()
    }

    fn idea(&self, session: SessionNo, board: &IdeaBoard, (no, idea): (IdeaNo, &Idea)) -> IdeaRecord {
        let (status, reason) = idea.status.told();
        let alone = board.counts_for(Spot::Idea(no)).filter(|spot| *spot == Spot::Idea(no));
        let corrected = Some(idea.original).filter(|original| *original != idea.text);
        let cluster = idea.cluster.and_then(|no| board.clusters.get(&no));
        IdeaRecord {
            idea: no,
            session,
            session_title: self.title(session),
            status,
            reason,
            source: idea.by,
            table: idea.table.map(|table| named(board, table)),
            cluster: idea.cluster,
            cluster_title: cluster.map(|cluster| cluster.title.clone()).unwrap_or_default(),
            dots: alone.map(|spot| dots_on(board, spot)),
            text: self.text(idea.text),
            original: corrected.and_then(|original| self.text(original)),
            came: self.clock.tell(idea.at),
        }
    }

    /// The groups of a board in their order.
    pub(super) fn groups(&self, session: SessionNo, board: &IdeaBoard) -> Vec<GroupRecord> {
        let group = |no: &ClusterNo| {
            let cluster = board.clusters.get(no)?;
            Some(GroupRecord {
                cluster: *no,
                session,
                session_title: self.title(session),
                title: cluster.title.clone(),
                ideas: cluster.ideas.clone(),
                dots: dots_on(board, Spot::Cluster(*no)),
            })
        };
        board.order.iter().filter_map(group).collect()
    }

    /// What the tables of a board came to.
    pub(super) fn tables(&self, session: SessionNo, board: &IdeaBoard) -> Vec<TableRecord> {
        let table = |table: u8, result: &TableResult| {
            let spots = || result.rests.iter().filter(|spot| board.counts_for(**spot).is_some());
            let idea = |spot: &Spot| if let Spot::Idea(no) = spot { Some(*no) } else { None };
            let cluster = |spot: &Spot| if let Spot::Cluster(no) = spot { Some(*no) } else { None };
            TableRecord {
                session,
                session_title: self.title(session),
                table: named(board, table),
                done: result.done,
                title: result.title.and_then(|no| self.text(no)),
                text: result.text.and_then(|no| self.text(no)),
                ideas: spots().filter_map(idea).collect(),
                clusters: spots().filter_map(cluster).collect(),
            }
        };
        board.results.iter().map(|(at, result)| table(*at, result)).collect()
    }
}

fn dots_on(board: &IdeaBoard, spot: Spot) -> u32 {
    board.tally.on.get(&spot).copied().unwrap_or(0)
}

fn named(board: &IdeaBoard, table: u8) -> Title {
    board.plan.tables.get(usize::from(table)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::domain::id::{ClusterNo, IdeaNo};
    use crate::domain::idea::tests::{enter, on_cluster, on_idea, voting};
    use crate::domain::idea::{IdeaBy, IdeaPhase, IdeaState};
    use crate::domain::tests::scene::{DESK, person};
    use crate::export::record::Record;

    #[test]
    fn an_idea_is_told_with_its_group_and_its_table_and_each_dot_once() {
        let mut scene = voting(3);
        let group = scene.groups(&[1, 2]);
        scene.dots(1, &[on_cluster(group, 2), on_idea(3, 1)]);
        scene.does(DESK, &enter("من القاعة", Some(1)));
        scene.leads(IdeaPhase::Collecting);
        let back = scene.take_back(3);
        scene.does(person(3), &back);
        let record = Record::of(&scene.state);
        let told = record.ideas;
        let dots: Vec<_> = told.iter().map(|idea| (idea.idea, idea.cluster, idea.dots)).collect();
        let grouped = |no| (IdeaNo(no), Some(ClusterNo(group)), None);
        assert_eq!(dots, [grouped(1), grouped(2), (IdeaNo(3), None, None), (IdeaNo(4), None, Some(0))]);
        let groups: Vec<_> = record.groups.iter().map(|group| (&group.ideas[..], group.dots)).collect();
        assert_eq!(groups, [(&[IdeaNo(1), IdeaNo(2)][..], 2)]);
        assert_eq!((told[2].status, told[3].source), (IdeaState::Withdrawn, IdeaBy::Desk));
        assert_eq!(told[3].table.as_ref().map(|table| table.ar.as_str()), Some("الثانية"));
    }
}
