//! Ideas on their way home, where people sit, and their dots.

use std::sync::Arc;

use crate::domain::forum::Moderation;
use crate::domain::id::{IdeaNo, SessionNo, WordsNo};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{Dots, IdeaBy, IdeaPhase, IdeaPlan, IdeaStatus};
use crate::domain::rebase::Bringing;
use crate::domain::state::{Made, State};

impl Bringing<'_> {
    /// The board for which something was given: its session is put on the agenda again where it was taken off, and the board
    /// led to where it was.
    fn board_for(&mut self, lost: SessionNo) -> Option<SessionNo> {
        let session = self.session_for(lost)?;
        if !self.now.ideas.contains_key(&session) {
            let stood = Arc::clone(self.lost.ideas.get(&lost)?);
            self.of_board(session, IdeaAct::Set { plan: IdeaPlan::clone(&stood.plan) });
            if stood.phase != IdeaPhase::Preparing {
                self.of_board(session, IdeaAct::Led { phase: stood.phase, until: stood.until });
            }
        }
        Some(session)
    }

    /// An idea that was sent again, by the same command, is the same one.
    pub(super) fn idea_came(&mut self, of: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Came { idea: lost, author, id, by, text, table, listed, time } = act else {
            return None;
        };
        let author = self.author(*author)?;
        if let Some(made) = self.now.made.get(&(author, *id)) {
            let Made::Idea(no) = *made else { return None };
            let original = self.now.ideas.values().find_map(|board| Some(board.ideas.get(&no)?.original));
            self.note(|known| {
                known.ideas.insert(*lost, no);
                known.words.extend(original.map(|original| (*text, original)));
            });
            return Some(true);
        }
        let session = self.board_for(of)?;
        let idea = self.now.last.idea.next();
        let text = self.refile(*text);
        self.note(|known| known.ideas.insert(*lost, idea));
        // A table is known by its place, whatever it is called now.
        let stands = self.now.ideas.get(&session)?;
        let is_there = table.is_none_or(|table| stands.has_table(table));
        let (table, id, by, listed, time) = (table.filter(|_| is_there), *id, *by, *listed, *time);
        self.of_board(session, IdeaAct::Came { idea, author, id, by, text, table, listed, time });
        Some(is_there)
    }

    /// What a desk has decided of an idea meanwhile stays, and so does what dots or results rest on: nothing is shown that
    /// nobody read, and nothing counts for other words than it was given for.
    pub(super) fn idea_reworded(&mut self, of: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Reworded { idea: lost, text, listed, time } = act else { return None };
        let idea = self.idea(*lost)?;
        let (session, stood, stands) = self.boards(of)?;
        let (stood, stands) = (stood.ideas.get(lost)?, stands.ideas.get(&idea)?);
        let board = self.now.ideas.get(&session)?;
        let unread = stands.by == IdeaBy::Table || board.plan.moderation == Moderation::After;
        let is_same = stood.status == stands.status
            && stands.cluster.is_none()
            && (stands.status == IdeaStatus::Waiting || (unread && stands.is_its_authors()))
            && !board.is_relied_on(idea)
            && self.now.words.get(stands.original).is_some()
            && self.alike(Some(stood.text), Some(stands.text));
        if is_same {
            let text = self.refile(*text);
            self.of_board(session, IdeaAct::Reworded { idea, text, listed: *listed, time: *time });
        }
        Some(is_same)
    }

    pub(super) fn idea_corrected(&mut self, of: SessionNo, lost: IdeaNo, text: WordsNo) -> Option<bool> {
        let idea = self.idea(lost)?;
        let (session, stood, stands) = self.boards(of)?;
        let (stood, stands) = (stood.ideas.get(&lost)?, stands.ideas.get(&idea)?);
        let is_so = self.alike(Some(text), Some(stands.text));
        let is_said = stands.status != IdeaStatus::Withdrawn && self.now.words.get(stands.original).is_some();
        let is_same = is_said && self.alike(Some(stood.text), Some(stands.text));
        if is_same && !is_so {
            let text = self.refile(text);
            self.of_board(session, IdeaAct::Corrected { idea, text });
        }
        Some(is_same || is_so)
    }

    /// Its author takes it back whatever a desk decided: nobody is shown what its author does not want shown.
    pub(super) fn idea_ruled(&mut self, of: SessionNo, lost: IdeaNo, status: IdeaStatus) -> Option<bool> {
        let idea = self.idea(lost)?;
        let (session, stood, stands) = self.boards(of)?;
        let (stood, stands) = (stood.ideas.get(&lost)?.status, stands.ideas.get(&idea)?.status);
        let taken_back = status == IdeaStatus::Withdrawn;
        let (is_so, is_same) = (stands == status, stood == stands);
        let comes = !is_so && (is_same || taken_back);
        if comes {
            self.of_board(session, IdeaAct::Ruled { idea, status });
        }
        Some(is_so || comes)
    }

    pub(super) fn author_blocked(&mut self, of: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Blocked { idea: lost, person, on, by, id } = act else { return None };
        let (session, idea, by) = (self.session(of)?, self.idea(*lost)?, self.link(*by)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let is_blocked = |state: &State, no: &IdeaNo| {
            state.people.get(person).is_some_and(|known| known.blocked_by_ideas.contains(no))
        };
        let (stood, stands) = (is_blocked(&self.lost, lost), is_blocked(&self.now, &idea));
        let comes = stands == stood || stands == *on;
        if comes {
            let (person, on, id) = (*person, *on, *id);
            self.of_board(session, IdeaAct::Blocked { idea, person, on, by, id });
        }
        Some(comes)
    }

    pub(super) fn sat(&mut self, of: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Sat { person, table, seq, id } = act else { return None };
        let session = self.board_for(of)?;
        let own = self.now.ideas.get(&session)?.people.get(person).map(Arc::clone);
        let stands = own.and_then(|own| own.seat);
        if stands.is_none_or(|seat| (seat.seq, seat.id) < (*seq, *id)) {
            let (person, table, seq, id) = (*person, *table, *seq, *id);
            self.of_board(session, IdeaAct::Sat { person, table, seq, id });
        }
        Some(true)
    }

    pub(super) fn dotted(&mut self, of: SessionNo, act: &IdeaAct) -> Option<bool> {
        let IdeaAct::Dotted { person, dots, seq, id } = act else { return None };
        let session = self.board_for(of)?;
        let own = self.now.ideas.get(&session)?.people.get(person).map(Arc::clone);
        let stands = own.and_then(|own| own.dots.as_ref().map(|given| (given.seq, given.id)));
        if stands.is_none_or(|stands| stands < (*seq, *id)) {
            let known = |given: &Dots| Some(Dots { on: self.spot(given.on)?, n: given.n });
            let dots = dots.iter().filter_map(known).collect();
            let (person, seq, id) = (*person, *seq, *id);
            self.of_board(session, IdeaAct::Dotted { person, dots, seq, id });
        }
        Some(true)
    }
}
