//! How a room follows what other nodes write.

use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::Instant;

use crate::domain::decide;
use crate::journal::{Entry, Head, Healed, JournalError, Tail};

use super::flight::answer_all;
use super::handle::Answer;
use super::presence::Touched;
use super::replica::{self, Loaded, RoomError};
use super::sight::Sight;
use super::standing::Standing;
use super::task::Room;

/// Between two looks at a journal that cannot be read, or that lost what it had.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

impl Room {
    /// The journal grew, or may have.
    pub(super) fn heard(&mut self, heard: Option<Tail>) -> Result<(), RoomError> {
        match heard {
            Some(Tail::Entry(entry)) => self.follow_or_look(&[entry], false),
            Some(Tail::Hint) => {
                self.astray = true;
                self.look();
                Ok(())
            }
            None => Err(JournalError::Unavailable("it was closed".into()).into()),
        }
    }

    /// What others have written already is taken before anything is decided: it would be a conflict.
    pub(super) fn hear_what_is_there(&mut self) -> Result<(), RoomError> {
        while self.flight.is_none()
            && let Some(heard) = self.tail.next().now_or_never()
        {
            self.heard(heard)?;
        }
        Ok(())
    }

    /// Applies entries. Where they don't follow, or where there must be more, the journal is looked at.
    pub(super) fn follow_or_look(&mut self, entries: &[Entry], more: bool) -> Result<(), RoomError> {
        let ours = self.now().head();
        let fresh = entries.iter().position(|entry| (entry.epoch, entry.rev) > (ours.epoch, ours.rev));
        let Some(fresh) = fresh.map(|first| &entries[first..]) else {
            if more {
                self.look();
            }
            return Ok(());
        };
        if fresh[0].rev == ours.rev + 1 && self.follow(fresh)? {
            return Ok(());
        }
        self.look();
        Ok(())
    }

    /// Applies entries, and tells whether they follow what the room has. None is applied when they don't.
    fn follow(&mut self, entries: &[Entry]) -> Result<bool, RoomError> {
        let mut next = Standing::clone(&self.now());
        let mut changes = Vec::new();
        for entry in entries {
            match replica::follow(&mut next, entry, self.config.forms.knows()) {
                Ok(happened) => changes.extend(happened),
                Err(RoomError::Broken(why)) => {
                    tracing::warn!(forum = %self.forum, %why, "an entry does not follow");
                    return Ok(false);
                }
                Err(why) => return Err(why),
            }
        }
        // What follows on what this room has was written by somebody who had it from the journal.
        self.set_lost(false);
        self.journal.archive(self.forum, entries, decide::next_deadline(&next.state));
        self.pace.saw_other(Instant::now());
        let touched = Touched::by(&changes, &next.state);
        self.stand(next, touched);
        Ok(true)
    }

    pub(super) fn look_later(&mut self) {
        self.look_at = Some(Instant::now() + LOOK_AGAIN);
    }

    /// Takes what a look showed.
    pub(super) fn take_in(&mut self, sight: Result<Sight, JournalError>) -> Result<(), RoomError> {
        self.look_at = None;
        match sight {
            Ok(sight) => {
                if let Some(other) = self.taken(sight)? {
                    self.lost_to(other);
                }
            }
            Err(why) => {
                tracing::warn!(forum = %self.forum, %why, "the journal does not say where it stands");
                self.look_later();
            }
        }
        Ok(())
    }

    /// Takes what follows on what the room has, and tells where the journal stands if it does not.
    fn taken(&mut self, sight: Sight) -> Result<Option<Head>, RoomError> {
        let is_whole = sight.is_whole();
        let entries = match sight {
            Sight::Gone => return Err(RoomError::NoForum),
            Sight::Other(head) => return Ok(Some(head)),
            Sight::Same => {
                self.set_lost(false);
                return Ok(None);
            }
            Sight::Newer(entries) | Sight::Beyond(entries) => entries,
        };
        if let Some(last) = entries.last()
            && !self.follow(&entries)?
        {
            return Ok(Some(last.head()));
        }
        if !is_whole {
            tracing::warn!(forum = %self.forum, "the journal goes on further than it can be read");
            self.look_later();
        }
        Ok(None)
    }

    /// The journal's history is not this room's: it is healed if it can be, and meanwhile nothing is decided.
    pub(super) fn lost_to(&mut self, head: Head) {
        if self.set_lost(true) {
            let ours = self.now().head();
            tracing::error!(forum = %self.forum, ?ours, journal = ?head, "the journal does not have what it acknowledged");
        }
        self.heal();
    }

    /// A journal that was healed, or one of a newer epoch, has all that there is, and the room takes it. One that forgot what it
    /// acknowledged and cannot be healed may have it again one day: until then the room decides nothing.
    pub(super) fn healed(&mut self, healed: Result<(Healed, Sight), JournalError>) -> Result<(), RoomError> {
        match healed {
            Ok((healed, sight)) => {
                if let Some(other) = self.taken(sight)? {
                    if healed == Healed::Whole || other.epoch > self.now().epoch {
                        self.start_over();
                    } else {
                        self.put_off();
                    }
                }
            }
            Err(why) => {
                tracing::warn!(forum = %self.forum, %why, "the journal could not be healed yet");
                self.put_off();
            }
        }
        Ok(())
    }

    /// Nothing can be decided now.
    fn put_off(&mut self) {
        answer_all(std::mem::take(&mut self.waiting), &Answer::TRY_AGAIN);
        self.look_later();
    }

    fn put_off_what_came(&mut self) {
        self.waiting.extend(self.lines.inbox.take(usize::MAX));
        answer_all(std::mem::take(&mut self.waiting), &Answer::TRY_AGAIN);
    }

    /// The history that replaced this room's was loaded.
    pub(super) fn started_over(&mut self, loaded: Result<Box<Loaded>, RoomError>) -> Result<(), RoomError> {
        match loaded {
            Ok(loaded) => {
                tracing::warn!(forum = %self.forum, epoch = loaded.standing.epoch, "the journal's history was replaced");
                self.set_lost(false);
                // Whoever looks for something in the other history sees that it may be on its way there.
                self.say_whether_homing(true);
                self.stand(loaded.standing, Touched::Everyone);
                // What came until now names what its sender saw in the history that is no more.
                self.put_off_what_came();
                self.find_astray_anew();
                Ok(())
            }
            Err(RoomError::Journal(why)) => {
                tracing::warn!(forum = %self.forum, %why, "the journal cannot be read");
                self.look_later();
                Ok(())
            }
            Err(why) => Err(why),
        }
    }
}
