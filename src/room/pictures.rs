//! The pictures of opinions that this node has drawn: they follow the state a moment later, and are in no journal.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::id::SessionNo;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::statement::{OpinionsView, Picture, Pictured, Stage};
use crate::domain::topic::Part;

/// All pictures of a room, in an epoch of its journal.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub epoch: u32,
    /// Of conversations that are open.
    pub live: BTreeMap<SessionNo, Live>,
    /// The last ones, of conversations that are closed, until they are told in the journal.
    pub made: BTreeMap<SessionNo, Arc<Pictured>>,
}

/// The newest picture of an open conversation.
#[derive(Debug, Clone)]
pub(super) struct Live {
    /// The edition that it was drawn of.
    pub edition: u64,
    /// For walls, desks and the stage.
    pub crew: Drawn,
    /// For phones, which are many: seldom another one.
    pub phones: Drawn,
}

/// A picture, and the revision of the state that it was drawn from.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub rev: u64,
    pub picture: Arc<Picture>,
}

impl Pictures {
    /// Those of that epoch: what was drawn of another history says nothing about it.
    pub(super) fn of(&self, epoch: u32) -> &Self {
        static NONE: Pictures = Pictures { epoch: 0, live: BTreeMap::new(), made: BTreeMap::new() };
        if self.epoch == epoch { self } else { &NONE }
    }

    /// The last pictures that are to be told.
    pub(super) fn last(&self) -> BTreeMap<SessionNo, Arc<Pictured>> {
        self.made.clone()
    }

    /// The revision of what [`view`](Self::view) shows; 0 where there is nothing. It never goes back in an epoch: whatever makes the view
    /// another one has a later one.
    pub(super) fn rev(&self, state: &State, session: SessionNo, role: Role) -> u64 {
        let live = self.drawn(session, role).map_or(0, |drawn| drawn.rev);
        live.max(told(state, session))
    }

    /// The picture that goes with how far the statements are: the last one once they are closed and it is made, until then the
    /// newest that was drawn.
    pub(super) fn view(&self, state: &State, session: SessionNo, role: Role) -> Option<OpinionsView> {
        let held = state.conversations.get(&session)?;
        let is_closed = held.stage == Stage::Closed;
        let live = self.drawn(session, role).filter(|_| !is_closed || held.lacks_picture());
        if let Some(drawn) = live {
            return Some(OpinionsView { session, last: false, picture: Picture::clone(&drawn.picture) });
        }
        let last = &held.result.as_ref()?.picture;
        let picture = if role == Role::Participant { last.for_phones() } else { last.clone() };
        Some(OpinionsView { session, last: is_closed, picture })
    }

    fn drawn(&self, session: SessionNo, role: Role) -> Option<&Drawn> {
        let live = self.live.get(&session)?;
        Some(if role == Role::Participant { &live.phones } else { &live.crew })
    }
}

/// The revision at which the last picture was told, or at which it became the last one no more; 0 where none was.
fn told(state: &State, session: SessionNo) -> u64 {
    let has_one = state.conversations.get(&session).is_some_and(|held| held.result.is_some());
    if has_one { state.topics.touched(Part::Opinions(session)) } else { 0 }
}
