//! Keeps beside the words who keeps them.

use crate::domain::id::QuestionNo;
use crate::domain::keepers::{Keeper, Keepers};
use crate::domain::state::State;

/// Notes all words of a question, of which it never loses one.
pub fn note_question(state: &mut State, no: QuestionNo) {
    let Some(question) = state.questions.get(&no) else { return };
    state.keepers.put(question.words(), Keeper::Question(no));
}

impl State {
    /// Notes the keepers of all words: a snapshot holds none.
    pub(super) fn rebuild_keepers(&mut self) {
        let mut keepers = Keepers::default();
        for (no, question) in &self.questions {
            keepers.put(question.words(), Keeper::Question(*no));
        }
        for (no, poll) in &self.polls {
            for (voter, ballot) in poll.rounds().flat_map(|round| &round.ballots) {
                keepers.put(ballot.words().iter().copied(), Keeper::Poll(*no, *voter));
            }
        }
        for (no, session) in &self.sessions {
            for (person, rating) in &session.feedback.ratings {
                keepers.put(rating.comment, Keeper::Feedback(*no, *person));
            }
            for (person, player) in &session.players {
                keepers.put(player.name, Keeper::Player(*no, *person));
            }
        }
        for (no, held) in &self.conversations {
            for (statement, words) in held.words() {
                keepers.put([words], Keeper::Statement(*no, statement));
            }
        }
        for (no, queue) in &self.queues {
            for ticket in queue.tickets.values() {
                keepers.put(ticket.words(), Keeper::Speaker(*no, ticket.person));
            }
        }
        self.keepers = keepers;
    }
}
