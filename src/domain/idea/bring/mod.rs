//! Lost changes of a board on their way home.
//!
//! What attendees and tables gave comes home: ideas, where somebody sits, dots, of which the latest stand. What desks decided comes
//! home where the board, the idea or the group stands as it stood for them. A group that comes home takes those of its ideas
//! that lie where they lay.

mod clusters;
mod given;

use std::sync::Arc;

use super::change::IdeaAct;
use super::decide::can_be_planned;
use super::{IdeaBoard, IdeaChange, IdeaPhase, IdeaPlan, Spot, TableResult};
use crate::domain::change::Change;
use crate::domain::id::{CommandId, IdeaNo, LinkNo, SessionNo, WordsNo};
use crate::domain::rebase::Bringing;
use crate::domain::time::Time;

impl Bringing<'_> {
    /// Brings a change of a board, and tells whether it stands now.
    pub(in crate::domain) fn about_ideas(&mut self, change: &IdeaChange) -> bool {
        let of = change.session;
        let came = match &change.act {
            IdeaAct::Set { plan } => self.board_planned(of, plan),
            IdeaAct::Led { phase, until } => self.board_led(of, *phase, *until),
            IdeaAct::Timed { until, by, id } => self.board_timed(of, *until, (*by, *id)),
            IdeaAct::ResultsShown { on } => self.results_shown(of, *on),
            IdeaAct::Came { .. } => self.idea_came(of, &change.act),
            IdeaAct::Reworded { .. } => self.idea_reworded(of, &change.act),
            IdeaAct::Corrected { idea, text } => self.idea_corrected(of, *idea, *text),
            IdeaAct::Ruled { idea, status } => self.idea_ruled(of, *idea, *status),
            IdeaAct::Blocked { .. } => self.author_blocked(of, &change.act),
            IdeaAct::Clustered { .. } => self.clustered(of, &change.act),
            IdeaAct::Named { cluster, title } => self.cluster_named(of, *cluster, title),
            IdeaAct::Dissolved { cluster, .. } => self.dissolved(of, *cluster),
            IdeaAct::Placed { idea, cluster, at } => self.placed(of, *idea, (*cluster, *at)),
            IdeaAct::Arranged { clusters } => self.arranged(of, clusters),
            IdeaAct::Sat { .. } => self.sat(of, &change.act),
            IdeaAct::Dotted { .. } => self.dotted(of, &change.act),
            IdeaAct::Harvested { .. } => self.harvested(of, &change.act),
        };
        came.unwrap_or(false)
    }

    /// The board as it stood in the lost history and as it stands.
    fn boards(&self, lost: SessionNo) -> Option<(SessionNo, Arc<IdeaBoard>, Arc<IdeaBoard>)> {
        let session = self.session(lost)?;
        let (stood, stands) = (self.lost.ideas.get(&lost)?, self.now.ideas.get(&session)?);
        Some((session, Arc::clone(stood), Arc::clone(stands)))
    }

    fn of_board(&mut self, session: SessionNo, act: IdeaAct) {
        self.emit(Change::Ideas(IdeaChange { session, act }));
    }

    fn idea(&self, lost: IdeaNo) -> Option<IdeaNo> {
        self.numbering.idea(lost)
    }

    fn spot(&self, lost: Spot) -> Option<Spot> {
        match lost {
            Spot::Idea(no) => self.idea(no).map(Spot::Idea),
            Spot::Cluster(no) => self.numbering.cluster(no).map(Spot::Cluster),
        }
    }

    /// Those of the spots that the present history knows.
    fn spots(&self, lost: &[Spot]) -> Vec<Spot> {
        lost.iter().filter_map(|spot| self.spot(*spot)).collect()
    }

    fn board_planned(&mut self, lost: SessionNo, plan: &IdeaPlan) -> Option<bool> {
        let session = self.session(lost)?;
        let of = |board: Option<&Arc<IdeaBoard>>| board.map(|board| Arc::clone(&board.plan));
        let (stood, stands) = (of(self.lost.ideas.get(&lost)), of(self.now.ideas.get(&session)));
        let is_so = stands.as_deref() == Some(plan);
        let comes = !is_so && stood == stands && can_be_planned(&self.now, session, plan).is_ok();
        if comes {
            self.of_board(session, IdeaAct::Set { plan: plan.clone() });
        }
        Some(is_so || comes)
    }

    fn board_led(&mut self, lost: SessionNo, phase: IdeaPhase, until: Option<Time>) -> Option<bool> {
        let (session, stood, stands) = self.boards(lost)?;
        let (is_so, is_same) = (stands.phase == phase, stands.phase == stood.phase);
        if is_same && !is_so {
            self.of_board(session, IdeaAct::Led { phase, until });
        }
        Some(is_so || is_same)
    }

    fn board_timed(
        &mut self,
        lost: SessionNo,
        until: Option<Time>,
        (by, id): (LinkNo, CommandId),
    ) -> Option<bool> {
        let by = self.link(by)?;
        if self.is_done(by, id) {
            return Some(true);
        }
        let (session, stood, stands) = self.boards(lost)?;
        let comes = (stood.phase, stood.until) == (stands.phase, stands.until);
        if comes {
            self.of_board(session, IdeaAct::Timed { until, by, id });
        }
        Some(comes)
    }

    fn results_shown(&mut self, lost: SessionNo, on: bool) -> Option<bool> {
        let (session, stood, stands) = self.boards(lost)?;
        let (is_so, is_same) = (stands.shown == on, stands.shown == stood.shown);
        if is_same && !is_so {
            self.of_board(session, IdeaAct::ResultsShown { on });
        }
        Some(is_so || is_same)
    }

    /// What a table came to comes home where it stands as it stood for whoever wrote it.
    fn harvested(&mut self, lost: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Harvested { table, title, text, rests, done, time } = act else { return None };
        let (session, stood, stands) = self.boards(lost)?;
        if !stands.has_table(*table) {
            return Some(false);
        }
        let none = Arc::new(TableResult::default());
        let stood = Arc::clone(stood.results.get(table).unwrap_or(&none));
        let stands = Arc::clone(stands.results.get(table).unwrap_or(&none));
        let says = |lost: (Option<WordsNo>, Option<WordsNo>), rests: &[Spot], done: bool| {
            self.alike(lost.0, stands.title)
                && self.alike(lost.1, stands.text)
                && self.spots(rests) == stands.rests
                && done == stands.done
        };
        if says((*title, *text), rests, *done) {
            return Some(true);
        }
        if !says((stood.title, stood.text), &stood.rests, stood.done) {
            return Some(false);
        }
        self.replace(stands.title);
        self.replace(stands.text);
        let (title, text) = (title.map(|no| self.refile(no)), text.map(|no| self.refile(no)));
        let (table, rests, done, time) = (*table, self.spots(rests), *done, *time);
        self.of_board(session, IdeaAct::Harvested { table, title, text, rests, done, time });
        Some(true)
    }
}
