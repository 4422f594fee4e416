//! What desks decided about polls and about names on leaderboards.

use std::sync::Arc;

use super::bringing::Bringing;
use crate::domain::change::Change;
use crate::domain::id::{PollNo, SessionNo};
use crate::domain::poll::{PollPhase, PollPlan};
use crate::domain::split::{ByGroup, GroupRow, Split};
use crate::domain::state::Made;
use crate::domain::tally::cloud_key;
use crate::domain::time::Time;

impl Bringing<'_> {
    pub fn about_poll(&mut self, change: &Change) -> bool {
        let came = match change {
            Change::PollCreated { .. } => self.created(change),
            Change::PollEdited { poll, draft } => self.edited(*poll, draft),
            Change::PollDropped { poll } => self.dropped(*poll),
            Change::PollsOrdered { session, polls } => self.ordered(*session, polls),
            Change::PollClosing { poll, until } => self.closing(*poll, *until),
            Change::PollClosed { poll, here, time, split } => {
                self.ended(*poll, (*here, *time), split.as_deref())
            }
            Change::PollRevealed { poll, on } => self.revealed(*poll, *on),
            Change::WordRuled { .. } => self.word_ruled(change),
            _ => self.name_ruled(change),
        };
        came.unwrap_or(false)
    }

    fn created(&mut self, change: &Change) -> Option<bool> {
        let Change::PollCreated { poll: lost, session, author, id, draft } = change else { return None };
        let author = self.author(*author)?;
        let made = self.now.made.get(&(author, *id)).copied();
        let (session, id) = (self.session(*session)?, *id);
        let poll = match made {
            Some(Made::Poll(poll)) => poll,
            Some(_) => return Some(false),
            None => self.now.last.poll.next(),
        };
        self.note(|known| known.polls.insert(*lost, poll));
        if made.is_none() {
            let draft = self.planned(draft, None);
            self.emit(Change::PollCreated { poll, session, author, id, draft });
        }
        Some(true)
    }

    fn edited(&mut self, lost: PollNo, draft: &PollPlan) -> Option<bool> {
        let poll = self.poll(lost)?;
        let is_draft = self.is_the_same_draft(lost, poll);
        if is_draft {
            let draft = self.planned(draft, Some(poll));
            self.emit(Change::PollEdited { poll, draft });
        }
        let stands = &self.now.polls.get(&poll)?.plan;
        let is_so = self.asks_alike(draft, stands)
            && draft.settings.after.is_some() == stands.settings.after.is_some();
        Some(is_draft || is_so)
    }

    fn dropped(&mut self, lost: PollNo) -> Option<bool> {
        let poll = self.numbering.poll(lost)?;
        if !self.now.polls.contains_key(&poll) {
            return Some(true);
        }
        let is_draft = self.is_the_same_draft(lost, poll);
        if is_draft {
            self.emit(Change::PollDropped { poll });
        }
        Some(is_draft)
    }

    fn is_the_same_draft(&self, lost: PollNo, now: PollNo) -> bool {
        let both = self.lost.polls.get(&lost).zip(self.now.polls.get(&now));
        both.is_some_and(|(lost, now)| {
            now.phase == PollPhase::Draft && self.asks_alike(&lost.plan, &now.plan)
        })
    }

    fn ordered(&mut self, lost: SessionNo, polls: &[PollNo]) -> Option<bool> {
        let session = self.session(lost)?;
        let (stood, polls) = (self.polls(&self.lost.sessions.get(&lost)?.polls)?, self.polls(polls)?);
        let stands = &self.now.sessions.get(&session)?.polls;
        let (is_so, is_same) = (*stands == polls, *stands == stood);
        if is_same && !is_so {
            self.emit(Change::PollsOrdered { session, polls });
        }
        Some(is_same || is_so)
    }

    fn closing(&mut self, lost: PollNo, until: Time) -> Option<bool> {
        let (poll, stood, stands) = self.held(lost)?;
        let (is_over, is_same) = (stands.phase == PollPhase::Closed, stands.phase == stood.phase);
        if is_same {
            self.emit(Change::PollClosing { poll, until });
        }
        Some(is_same || is_over)
    }

    /// The end of a round comes home whenever the round is open: its key is erased just before, and nobody could vote in it
    /// any more.
    fn ended(&mut self, lost: PollNo, (here, time): (u32, Time), split: Option<&Split>) -> Option<bool> {
        let round = self.lost.polls.get(&lost)?.round.no;
        self.numbering.round(lost, round)?;
        let Some((poll, _, stands)) = self.held(lost) else { return Some(true) };
        if let PollPhase::Open { .. } = stands.phase {
            let here = here.max(stands.round.tally.voters);
            let split = split.and_then(|split| self.told(poll, split)).map(Arc::new);
            self.emit(Change::PollClosed { poll, here, time, split });
        }
        Some(true)
    }

    /// A table that was told comes home as it was told: another one, of the ballots of both histories, beside it would tell what the
    /// ballots are that the two differ by.
    fn told(&mut self, poll: PollNo, split: &Split) -> Option<Split> {
        match split {
            Split::Groups(table) => {
                let row = |row: &GroupRow| {
                    let place = |group: &Option<u8>| match group {
                        Some(_) => self.group(*group).map(Some),
                        None => Some(None),
                    };
                    let groups = row.groups.iter().map(place).collect::<Option<_>>()?;
                    Some(GroupRow { groups, ..row.clone() })
                };
                let rows = table.rows.iter().map(row).collect::<Option<_>>()?;
                Some(Split::Groups(ByGroup { rows }))
            }
            Split::Shift(shift) => self.shift_now(poll, shift).map(Split::Shift),
        }
    }

    fn revealed(&mut self, lost: PollNo, on: bool) -> Option<bool> {
        let (poll, stood, stands) = self.held(lost)?;
        let is_open = |phase| matches!(phase, PollPhase::Open { .. });
        let is_same = stands.revealed == stood.revealed && is_open(stands.phase) == is_open(stood.phase);
        let is_so = stands.revealed == on;
        if is_same && !is_so {
            self.emit(Change::PollRevealed { poll, on });
        }
        Some(is_same || is_so)
    }

    /// A ruling is on the word, by whichever of its texts it is named.
    fn word_ruled(&mut self, change: &Change) -> Option<bool> {
        let Change::WordRuled { poll: lost, round: lost_round, word, show, by, id } = change else {
            return None;
        };
        let (by, (poll, round)) = (self.link(*by)?, self.numbering.round(*lost, *lost_round)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let key = cloud_key(self.lost.words.get(*word)?);
        let stood = self.lost.polls.get(lost)?.round(*lost_round)?.ruling(&key, &self.lost.words);
        let stands = self.now.polls.get(&poll)?.round(round)?.ruling(&key, &self.now.words);
        let ruled = |ruling: Option<(_, bool)>| ruling.map(|(_, show)| show);
        if ruled(stood) != ruled(stands) && ruled(stands) != *show {
            return Some(false);
        }
        let word = stands.map(|(named, _)| named).or_else(|| self.numbering.words(*word))?;
        self.emit(Change::WordRuled { poll, round, word, show: *show, by, id: *id });
        Some(true)
    }

    fn name_ruled(&mut self, change: &Change) -> Option<bool> {
        let Change::NameRuled { session: lost, person, show, by, id } = change else { return None };
        let (by, session) = (self.link(*by)?, self.session(*lost)?);
        if self.is_done(by, *id) {
            return Some(true);
        }
        let stood = self.lost.sessions.get(lost)?.players.get(person).and_then(|player| player.show);
        let stands = self.now.sessions.get(&session)?.players.get(person).and_then(|player| player.show);
        let comes = stands == stood || stands == Some(*show);
        if comes {
            self.emit(Change::NameRuled { session, person: *person, show: *show, by, id: *id });
        }
        Some(comes)
    }
}
