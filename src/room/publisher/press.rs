//! Makes sheets: each view once for everyone who sees the same, and only when something touched it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::domain::award;
use crate::domain::badge;
use crate::domain::idea::{self, BoardView, IdeaItem};
use crate::domain::state::State;
use crate::domain::topic::Part;
use crate::domain::view::question::List;
use crate::domain::view::shape::{PollView, QuestionItem};
use crate::domain::view::{agenda, feedback, leaders, ledger, links, poll, question, screen, session};
use crate::protocol::codec;
use crate::room::seat::{Seat, Wanted};

use super::count::Count;
use super::sheet::{Lately, Sheet};
use super::window::Window;

/// The sheets that somebody holds.
#[derive(Debug, Default)]
pub(super) struct Press {
    kept: BTreeMap<Wanted, Kept>,
}

/// The newest sheet, and what the next one is compared with.
#[derive(Debug)]
struct Kept {
    sheet: Arc<Sheet>,
    past: Past,
}

/// Of these, a topic needs one or none.
#[derive(Debug, Default)]
struct Past {
    window: Window<QuestionItem>,
    ideas: Window<IdeaItem>,
    count: Count<PollView>,
    dots: Count<BoardView>,
}

impl Press {
    /// The sheets of a seat, at their newest.
    pub(super) fn sheets(&mut self, state: &State, seat: &Seat) -> Vec<Arc<Sheet>> {
        seat.wants(state).into_iter().filter_map(|wanted| self.sheet(state, wanted)).collect()
    }

    /// Forgets what nobody holds any more.
    pub(super) fn tidy(&mut self) {
        self.kept.retain(|_, kept| Arc::strong_count(&kept.sheet) > 1);
    }

    fn sheet(&mut self, state: &State, wanted: Wanted) -> Option<Arc<Sheet>> {
        let rev = state.topics.touched(wanted.part);
        let mut past = Past::default();
        if let Some(kept) = self.kept.remove(&wanted) {
            past = kept.past;
            if kept.sheet.rev == rev {
                let sheet = Arc::clone(&kept.sheet);
                self.kept.insert(wanted, Kept { sheet: kept.sheet, past });
                return Some(sheet);
            }
        }
        let sheet = Arc::new(make(state, wanted, rev, &mut past)?);
        self.kept.insert(wanted, Kept { sheet: Arc::clone(&sheet), past });
        Some(sheet)
    }
}

/// The sheet of a topic at that revision; none where there is no such thing.
fn make(state: &State, wanted: Wanted, rev: u64, past: &mut Past) -> Option<Sheet> {
    let Wanted { topic, part, role } = wanted;
    let sheet = match part {
        Part::Agenda => whole(wanted, rev, &agenda::agenda(state)),
        Part::Links => whole(wanted, rev, &links::links(state, role)),
        Part::Session(no) => whole(wanted, rev, &session::session(state, no, role)?),
        Part::Questions(no) => {
            let listed = |question| question::is_on(state, no, List::Questions, question);
            past.window.turn(topic, rev, question::window(state, no, role), listed)
        }
        Part::Waiting(no) => {
            let waits = |question| question::is_on(state, no, List::Waiting, question);
            past.window.turn(topic, rev, question::waiting(state, no, role), waits)
        }
        Part::Stage(no) => whole(wanted, rev, &question::stage(state, no, role)),
        Part::Counts(no) => whole(wanted, rev, &question::counts(state, no)),
        Part::Acts(no) => whole(wanted, rev, &ledger::acts(state, no, role)),
        Part::Feedback(no) => whole(wanted, rev, &feedback::feedback(state, no, role)),
        Part::Leaders(no) => whole(wanted, rev, &leaders::leaders(state, no, role)),
        Part::Badges => whole(wanted, rev, &badge::badges(state)),
        Part::Award(no) => whole(wanted, rev, &award::award(state, no)?),
        Part::Jury(no) => whole(wanted, rev, &award::jury(state, no)?),
        Part::Ideas(no) => {
            let seen = |idea| idea::is_on(state, no, idea, role);
            past.ideas.turn(topic, rev, idea::ideas(state, no, role), seen)
        }
        Part::Board(no) => past.dots.turn(topic, rev, idea::board(state, no, role)?),
        Part::Screen(hall) => whole(wanted, rev, &screen::screen(state, hall)?),
        Part::Poll(no) => past.count.turn(topic, rev, poll::poll(state, no, role)?),
    };
    Some(sheet)
}

fn whole<V: Serialize>(wanted: Wanted, rev: u64, view: &V) -> Sheet {
    Sheet { topic: wanted.topic, rev, whole: codec::state(wanted.topic, rev, view), lately: Lately::Whole }
}
