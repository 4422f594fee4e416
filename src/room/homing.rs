//! Bringing home what this node acknowledged and the journal's history lacks (see [`crate::domain::rebase`]).
//!
//! What is astray is read beside the room's other work, which may take long. Then one lost entry after the other is a
//! flight like any other, by turns with the batches that gather meanwhile.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::domain::decide;
use crate::domain::home::{Home, Matter};
use crate::domain::id::ForumId;
use crate::domain::rebase::{Brought, Lost, Strayed};
use crate::domain::time::Time;
use crate::journal::{Astray, Entry, Hash, Journal};

use super::entry::{self, Decided, Origin};
use super::presence::Touched;
use super::replica::{self, RoomError};
use super::standing::Standing;
use super::task::Room;

/// What is known of entries that went astray.
pub(super) enum Homing {
    /// There are none, or the journal is asked again when it is looked at next.
    Idle,
    /// The journal is being asked.
    Asking(Pin<Box<dyn Future<Output = Found> + Send>>),
    /// They are on their way.
    Bringing(Box<Returning>),
}

/// What is astray, ready to be brought home.
type Found = Result<Option<Box<Returning>>, RoomError>;

/// Entries on their way home.
pub(super) struct Returning {
    entries: VecDeque<Stray>,
    strayed: Strayed,
    /// Those that are home, of which the journal is still to be told.
    home: Vec<Hash>,
}

/// An entry that went astray.
struct Stray {
    hash: Hash,
    origin: Origin,
    lost: Lost,
}

impl Homing {
    /// What the journal answers; never, when it is not being asked.
    pub(super) async fn found(homing: &mut Self) -> Found {
        match homing {
            Self::Asking(found) => found.await,
            Self::Idle | Self::Bringing(_) => std::future::pending().await,
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        matches!(self, Self::Idle)
    }

    pub(super) fn is_bringing(&self) -> bool {
        matches!(self, Self::Bringing(_))
    }
}

impl Returning {
    /// Reads what both histories have in common, and what the lost one has beyond it.
    async fn load(
        journal: &dyn Journal,
        forum: ForumId,
        astray: Astray,
        knows: u32,
    ) -> Result<Self, RoomError> {
        let base = replica::load_at(journal, forum, astray.base, knows).await?;
        let entries =
            astray.entries.iter().map(|entry| Stray::read(entry, knows)).collect::<Result<_, _>>()?;
        Ok(Self { entries, strayed: Strayed::from(base.state), home: Vec::new() })
    }

    /// The next entry that is not home in that state, and what brings it there. None when all of them are.
    fn next(&mut self, from: &Standing, at: Time) -> Option<(Origin, Brought)> {
        while let Some(stray) = self.entries.front() {
            if !self.strayed.pass(&stray.lost, &from.state) {
                let brought = self.strayed.bring(&stray.lost, &from.state, at)?;
                return Some((stray.origin, brought));
            }
            self.home.extend(self.entries.pop_front().map(|stray| stray.hash));
        }
        None
    }
}

impl Stray {
    fn read(entry: &Entry, knows: u32) -> Result<Self, RoomError> {
        let body = entry::decode_known(&entry.body, knows)
            .map_err(|why| RoomError::Entry { rev: entry.rev, why })?;
        let (own, before) = (Origin { epoch: entry.epoch, rev: entry.rev, hash: entry.hash }, body.home);
        // One that had come home before is the one that it was at first.
        let origin = body.origin.unwrap_or(own);
        let lost = Lost {
            origin: origin.hash.to_string(),
            changes: body.changes,
            filed: body.words.iter().map(|(no, _)| *no).collect(),
            words: entry.words.iter().map(|filed| (filed.no, Arc::clone(&filed.text))).collect(),
            before: body.origin.map(|_| before),
        };
        Ok(Self { hash: entry.hash, origin, lost })
    }
}

impl Room {
    /// Asks the journal what is astray, after it was told what is home.
    pub(super) fn ask_what_is_astray(&mut self) {
        let home = match std::mem::replace(&mut self.homing, Homing::Idle) {
            Homing::Bringing(returning) => returning.home,
            Homing::Idle => Vec::new(),
            asking @ Homing::Asking(_) => return self.homing = asking,
        };
        // What goes astray from now on is not in the answer.
        self.astray = false;
        let (journal, forum, knows) = (Arc::clone(&self.journal), self.forum, self.config.forms.knows());
        self.homing = Homing::Asking(Box::pin(async move {
            for hash in home {
                journal.is_home(forum, hash).await?;
            }
            let Some(astray) = journal.astray(forum).await? else { return Ok(None) };
            Returning::load(&*journal, forum, astray, knows).await.map(|returning| Some(Box::new(returning)))
        }));
    }

    /// Where something may be astray, the journal is asked for that.
    pub(super) fn look_for_astray(&mut self) {
        if self.astray && self.homing.is_idle() {
            self.ask_what_is_astray();
        }
    }

    /// What is on its way belongs to a history that this room does not have any more.
    pub(super) fn find_astray_anew(&mut self) {
        self.homing = Homing::Idle;
        self.ask_what_is_astray();
    }

    pub(super) fn found_astray(&mut self, found: Found) {
        self.homing = Homing::Idle;
        match found {
            Ok(None) => self.look_for_astray(),
            Ok(Some(returning)) => {
                self.astray = true;
                tracing::warn!(forum = %self.forum, entries = returning.entries.len(), "entries that the journal lost are brought home");
                self.homing = Homing::Bringing(returning);
            }
            Err(why @ RoomError::Entry { .. }) => {
                tracing::error!(forum = %self.forum, %why, "what the journal lost cannot be read: it stays on the disk");
            }
            Err(why) => {
                tracing::warn!(forum = %self.forum, %why, "the journal does not say what it lost");
                self.bring_later();
            }
        }
    }

    /// Something stands in the way: the journal is asked again when it is looked at next.
    pub(super) fn bring_later(&mut self) {
        self.astray = true;
        self.homing = Homing::Idle;
        self.look_later();
    }

    /// Whether something is on its way, or the journal is to be asked whether anything is.
    pub(super) fn may_bring_home(&self) -> bool {
        !self.homing.is_idle() || self.astray
    }

    /// Whether something is on its way, and the journal has what this room has.
    pub(super) fn can_bring_home(&self) -> bool {
        self.homing.is_bringing() && !self.is_lost()
    }

    /// Lets the next entry take off that is not home. There is none when all of them are.
    pub(super) fn bring_home(&mut self) {
        let (from, now) = (self.now(), self.journal.now());
        let Homing::Bringing(returning) = &mut self.homing else { return };
        let Some((origin, brought)) = returning.next(&from, now) else {
            self.ask_what_is_astray();
            return self.leave_line();
        };
        let Brought { changes, words, home } = brought;
        let mut next = from.state.clone();
        next.apply_entry(from.rev + 1, &changes, &words);
        next.came_home(&origin.hash.to_string(), &home);
        let touched = Touched::by(&changes, &next);
        let (node, next_deadline) = (self.config.node.clone(), decide::next_deadline(&next));
        let (form, time) = (self.config.forms.writes(), from.time.max(now));
        let home_from = Some((origin, home.clone()));
        let sealed = Decided { form, node, time, changes, words, next_deadline, home: home_from };
        match entry::seal(sealed) {
            Ok(draft) => self.give_home(&from, (form, draft), (next, touched), home),
            Err(why) => {
                tracing::error!(forum = %self.forum, %why, "an entry could not be made");
                self.bring_later();
            }
        }
    }

    /// A lost entry is in the journal again.
    pub(super) fn brought(&self, home: &Home) {
        metrics::counter!("majlis_brought_home_total").increment(1);
        if home.left.is_empty() {
            return;
        }
        metrics::counter!("majlis_not_taken_over_total").increment(home.left.len() as u64);
        let about: Vec<Matter> = home.left.iter().map(|left| left.about).collect();
        tracing::warn!(
            forum = %self.forum, ?about,
            "decisions that the journal had lost were not taken over: something else was decided of the same since"
        );
    }
}
