//! What is sealed until a track was revealed: the counts of its people's choice, from everyone.

use super::{Award, Stage};
use crate::domain::id::PollNo;
use crate::domain::state::State;

impl Award {
    /// The track whose people's choice that poll is.
    fn track_of(&self, poll: PollNo) -> Option<usize> {
        self.polls.iter().position(|there| *there == Some(poll))
    }

    /// Whether what that poll counted may be told.
    fn tells(&self, poll: PollNo) -> bool {
        match self.track_of(poll) {
            Some(track) => self.is_told(track),
            // A round that came home as a poll of its own beside the award's.
            None => {
                self.stage == Stage::Opened && (0..self.plan.tracks.len()).all(|track| self.is_told(track))
            }
        }
    }
}

impl State {
    /// Whether nobody may be told yet what was counted in that poll.
    #[must_use]
    pub fn is_sealed(&self, no: PollNo) -> bool {
        self.polls.get(&no).is_some_and(|poll| {
            let told = || self.awards.get(&poll.session).is_some_and(|award| award.tells(no));
            poll.plan.settings.sealed && !told()
        })
    }

    /// The award whose people's choice that poll is.
    #[must_use]
    pub fn award_of(&self, no: PollNo) -> Option<&Award> {
        let award = self.awards.get(&self.polls.get(&no)?.session)?;
        award.track_of(no).map(|_| &**award)
    }
}
