//! What comes of a room's flights: new states, answers, and what is to be looked for next.

use tokio::time::Instant;

use crate::domain::id::ForumId;
use crate::journal::{JournalError, Refusal};

use super::batch::Verdict;
use super::certain::Certain;
use super::flight::{Drafted, Landed, Unchanged, answer_all, apart};
use super::handle::{Answer, Asked};
use super::replica::RoomError;
use super::sight::Sight;
use super::task::Room;

impl Room {
    /// It is known what became of the flight.
    pub(super) fn landed(&mut self, landed: Landed) -> Result<(), RoomError> {
        self.flight = None;
        match landed {
            Landed::Append(certain, drafted) => self.appended(certain, drafted),
            Landed::Look(sight, asked) => self.seen(sight, asked),
            Landed::Keep(kept, unchanged) => {
                unchanged.kept(self.forum, kept);
                Ok(())
            }
            Landed::Heal(healed) => self.healed(healed),
            Landed::Load(loaded) => self.started_over(loaded),
        }
    }

    fn appended(&mut self, certain: Certain, drafted: Box<Drafted>) -> Result<(), RoomError> {
        let Drafted { decided, touched, mut next, home } = *drafted;
        match certain {
            Certain::Written(head) => {
                self.pace.wrote(Instant::now());
                if let Some(times) = self.refused.is_over() {
                    tracing::info!(forum = %self.forum, times, "the journal takes entries again");
                }
                // The journal may have begun a new epoch with it.
                next.epoch = head.epoch;
                let rev = next.rev;
                self.stand(next, touched);
                answer_each(decided, rev);
                if let Some(home) = &home {
                    self.brought(home);
                }
            }
            Certain::Conflict { missed, not_your_turn } => {
                // Where nothing is told either, the journal is asked again no sooner than where it is another's turn.
                self.pace.lost(Instant::now(), not_your_turn || missed.is_empty());
                self.wait_again(undone(decided));
                self.follow_or_look(&missed, !not_your_turn)?;
            }
            Certain::Refused(Refusal::NoForum) => return Err(RoomError::NoForum),
            Certain::Refused(why) => {
                if let Some(times) = self.refused.failed(Instant::now().into_std()) {
                    tracing::warn!(forum = %self.forum, %why, times, "the journal did not take an entry");
                }
                answer_all(undone(decided), &Answer::TRY_AGAIN);
                if home.is_some() {
                    self.bring_later();
                }
            }
            Certain::Lost(head) => {
                self.wait_again(undone(decided));
                self.lost_to(head);
            }
        }
        Ok(())
    }

    fn seen(&mut self, sight: Result<Sight, JournalError>, asked: Vec<Asked>) -> Result<(), RoomError> {
        let is_known = sight.as_ref().is_ok_and(Sight::is_whole);
        self.take_in(sight)?;
        self.look_for_astray();
        if self.flight.is_some() {
            // Another history is on its way, and what is refused on this one may be possible there.
            self.wait_again(asked);
        } else if !is_known {
            answer_all(asked, &Answer::TRY_AGAIN);
        } else if !asked.is_empty() {
            self.refuse(asked);
        }
        Ok(())
    }

    /// Refuses what is refused on the newest state too. If any of it is possible by now, all of it is as if it had just
    /// come.
    fn refuse(&mut self, asked: Vec<Asked>) {
        if self.is_lost() {
            return answer_all(asked, &Answer::TRY_AGAIN);
        }
        let asked = self.of_this_epoch(asked);
        match self.decide(&asked) {
            Ok((from, batch)) if batch.changes.is_empty() => {
                self.change_nothing(&from, apart(asked, batch.verdicts).0);
            }
            Ok(_) => self.wait_again(asked),
            Err(why) => self.cannot_write(&why, asked),
        }
    }
}

impl Unchanged {
    /// Answers, once it is known whether what stands already is kept.
    pub(super) fn kept(self, forum: ForumId, kept: Result<(), JournalError>) {
        match kept {
            Ok(()) => answer_each(self.decided, self.rev),
            Err(why) => {
                tracing::warn!(%forum, rev = self.rev, %why, "what another node wrote is not kept here yet");
                answer_all(undone(self.decided), &Answer::TRY_AGAIN);
            }
        }
    }
}

/// Those that were decided, as if they were not.
fn undone(decided: Vec<(Asked, Verdict)>) -> Vec<Asked> {
    decided.into_iter().map(|(asked, _)| asked).collect()
}

fn answer_each(decided: Vec<(Asked, Verdict)>, rev: u64) {
    for (asked, verdict) in decided {
        asked.answer(verdict.map_or_else(Answer::Refused, |made| Answer::Done { rev, made }));
    }
}
