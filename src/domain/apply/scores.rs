//! Keeps the scores beside the quizzes that they are of.

use std::sync::Arc;

use crate::domain::id::{PersonId, SessionNo};
use crate::domain::scores::Scores;
use crate::domain::state::State;
use crate::domain::topic::Part;

/// Makes the scores of a session anew.
pub fn recount(state: &mut State, rev: u64, no: SessionNo) {
    state.rescore(no);
    state.topics.touch(Part::Leaders(no), rev);
}

/// Has the leaderboard shown anew where it shows that person, under another name now. Most are on none, and after the first
/// quiz a whole hall gives itself names.
pub fn renamed(state: &mut State, rev: u64, no: SessionNo, person: PersonId) {
    if state.scores_of(no).is_some_and(|scores| scores.shows(person)) {
        state.topics.touch(Part::Leaders(no), rev);
    }
}

impl State {
    /// Makes the scores of all sessions: a snapshot holds none.
    pub(super) fn rebuild_scores(&mut self) {
        let sessions: Vec<SessionNo> = self.sessions.keys().copied().collect();
        for no in sessions {
            self.rescore(no);
        }
    }

    fn rescore(&mut self, no: SessionNo) {
        let scores = self.sessions.get(&no).and_then(|session| Scores::of(self, session));
        match scores {
            Some(scores) => self.scores.insert(no, Arc::new(scores)),
            None => self.scores.remove(&no),
        };
    }
}
