//! Rounds of polls that the present history does not know, with the ballots that were cast in them.

use sha2::{Digest, Sha256};

use super::bringing::Bringing;
use crate::domain::agenda::Phase;
use crate::domain::award::Stage;
use crate::domain::change::Change;
use crate::domain::decide::{Circumstances, closed};
use crate::domain::id::{CommandId, PollNo};
use crate::domain::poll::{Poll, PollPhase};
use crate::domain::role::Author;

impl Bringing<'_> {
    /// A round always has a place, for ballots were given in it. Where the poll stands as it stood it opens there; where the
    /// same round was opened in the present history too, its ballots count in that one; else the round is one of a poll of
    /// its own, which is over.
    pub fn opened(&mut self, change: &Change) -> bool {
        let Change::PollOpened { poll, round, .. } = change else { return false };
        let Some(lost) = self.lost.polls.get(poll).cloned() else { return false };
        let there = self.poll(*poll);
        let held = match there {
            Some(no) if self.is_next(no, &lost, *round) => self.open_there(no, *round, change),
            Some(no) if self.is_held_too(no, &lost, *round) => Some((no, *round)),
            _ => self.open_apart(&lost, change),
        };
        if let Some(held) = held {
            self.note(|known| known.rounds.insert((*poll, *round), held));
        }
        held.is_some_and(|(no, _)| Some(no) == there)
    }

    fn is_next(&self, no: PollNo, lost: &Poll, round: u32) -> bool {
        self.now.polls.get(&no).is_some_and(|now| {
            let is_open = matches!(now.phase, PollPhase::Open { .. });
            let is_counted = self.now.award_of(no).is_some_and(|award| award.stage == Stage::Opened);
            let is_next = now.round.no.checked_add(1) == Some(round) && !is_open && !is_counted;
            is_next && self.asks_alike(&lost.plan, &now.plan)
        })
    }

    /// In a secret round nobody knows who has voted in the other one already; blind ballots are of the same key in both.
    fn is_held_too(&self, no: PollNo, lost: &Poll, round: u32) -> bool {
        let now = self.now.polls.get(&no);
        now.is_some_and(|now| {
            let is_known = !now.plan.settings.secret || now.plan.settings.blind;
            self.asks_alike(&lost.plan, &now.plan) && is_known && now.round(round).is_some()
        })
    }

    fn open_there(&mut self, poll: PollNo, round: u32, opened: &Change) -> Option<(PollNo, u32)> {
        let Change::PollOpened { until, key, time, earlier, .. } = opened else { return None };
        let key = key.map(|key| self.refile(key));
        let earlier = earlier.and_then(|lost| self.earlier(poll, lost));
        self.emit(Change::PollOpened { poll, round, until: *until, key, time: *time, earlier });
        let session = self.now.polls.get(&poll).and_then(|poll| self.now.sessions.get(&poll.session));
        if session.is_none_or(|session| session.phase == Phase::Ended) {
            self.close(poll);
        }
        Some((poll, round))
    }

    fn open_apart(&mut self, lost: &Poll, opened: &Change) -> Option<(PollNo, u32)> {
        let Change::PollOpened { poll: of, round, .. } = opened else { return None };
        let session = self.session_for(lost.session)?;
        let author = self.author(lost.author)?;
        let (poll, id) = (self.now.last.poll.next(), self.id_apart(lost.author, *of, *round));
        let mut draft = self.for_groups(&lost.plan);
        // A round by itself is told beside no other.
        draft.settings.after = None;
        self.emit(Change::PollCreated { poll, session, author, id, draft });
        let held = self.open_there(poll, 1, opened);
        self.close(poll);
        held
    }

    /// Under what a poll is made that holds a round alone: no command of anybody.
    fn id_apart(&self, author: Author, poll: PollNo, round: u32) -> CommandId {
        let named = format!("{author:?} {} {poll} {round}", self.origin());
        let hash: [u8; 32] = Sha256::digest(named.as_bytes()).into();
        let mut id = [0; 8];
        id.copy_from_slice(&hash[..8]);
        CommandId(u64::from_be_bytes(id))
    }

    /// Closes the poll if it is open.
    pub fn close(&mut self, no: PollNo) {
        let open = self.now.polls.get(&no).filter(|poll| matches!(poll.phase, PollPhase::Open { .. }));
        let Some(poll) = open else { return };
        let mut changes = closed(&self.now, poll, no, self.at, &Circumstances::default());
        for change in &mut changes {
            // Its ballots are on their way, and the lost history may have told a table of them.
            if let Change::PollClosed { split, .. } = change {
                *split = None;
            }
        }
        self.emit_all(changes);
    }
}
