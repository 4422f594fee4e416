//! Keeps beside the words who keeps them.

use crate::domain::ballot::{Ballot, Mark};
use crate::domain::id::{QuestionNo, WordsNo};
use crate::domain::keepers::{Keeper, Keepers};
use crate::domain::poll::{Poll, Round};
use crate::domain::state::State;

/// What is written on a ballot.
pub fn written(mark: Option<&Mark>) -> &[WordsNo] {
    if let Some(Mark::Texts(texts)) = mark { texts } else { &[] }
}

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
            let ballots = rounds(poll).flat_map(|round| round.ballots.values());
            keepers.put(ballots.flat_map(on_ballot), Keeper::Poll(*no));
        }
        for (no, session) in &self.sessions {
            keepers.put(session.feedback.comments.iter().copied(), Keeper::Feedback(*no));
            for (person, player) in &session.players {
                keepers.put(player.name, Keeper::Player(*no, *person));
            }
        }
        self.keepers = keepers;
    }
}

fn rounds(poll: &Poll) -> impl Iterator<Item = &Round> {
    std::iter::once(&poll.round).chain(poll.past.iter().map(|round| &**round))
}

fn on_ballot(ballot: &Ballot) -> impl Iterator<Item = WordsNo> + '_ {
    written(ballot.mark.as_ref()).iter().copied()
}
