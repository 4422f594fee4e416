//! Idea boards as they were shown: what a dot, a drag or an idea sends is small, whatever lies on the board.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Serialize;

use crate::domain::id::{IdeaNo, SessionNo};
use crate::domain::idea::{self, BoardView, IdeasDiff, Trace};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::protocol::codec;
use crate::protocol::topic::Topic;

use super::sheet::{Lately, Sheet, Step};

/// How many differences are kept: at ten a second, three seconds of a bad line.
const KEPT: usize = 32;

/// A board without the texts of its ideas, and the differences that led there.
#[derive(Debug, Default)]
pub(super) struct Board {
    shown: Option<(u64, BoardView)>,
    steps: VecDeque<Step>,
}

impl Board {
    /// The next sheet of the topic, at that revision.
    pub(super) fn turn(&mut self, topic: Topic, rev: u64, view: BoardView) -> Sheet {
        let whole = codec::state(topic, rev, &view);
        let was = self.shown.take();
        match was.and_then(|(from, was)| Some((from, view.since(&was)?))) {
            Some((from, diff)) => keep(&mut self.steps, step(topic, from, rev, &diff)),
            None => self.steps.clear(),
        }
        self.shown = Some((rev, view));
        Sheet { topic, rev, whole, lately: Lately::Steps(self.steps.iter().cloned().collect()) }
    }
}

/// All ideas that somebody may see on a board, of which the window is the newest, and the differences that led there. They tell
/// of those beyond the window too: whoever read them page by page has them on the screen.
#[derive(Debug, Default)]
pub(super) struct Ideas {
    shown: Option<(u64, BTreeMap<IdeaNo, Trace>)>,
    steps: VecDeque<(Step, BTreeSet<IdeaNo>)>,
}

impl Ideas {
    /// Whether it shows just these already.
    pub(super) fn shows(&self, state: &State, session: SessionNo, role: Role) -> bool {
        self.shown.as_ref().is_some_and(|(_, was)| *was == idea::traces(state, session, role))
    }

    /// The next sheet of the topic, at that revision.
    pub(super) fn turn(&mut self, state: &State, session: SessionNo, role: Role, rev: u64) -> Sheet {
        let now = idea::traces(state, session, role);
        let view = idea::ideas(state, session, role);
        if let Some((from, was)) = self.shown.take() {
            let put: Vec<IdeaNo> =
                now.iter().filter(|(no, trace)| was.get(no) != Some(trace)).map(|(no, _)| *no).collect();
            let gone: Vec<IdeaNo> = was.keys().filter(|no| !now.contains_key(no)).copied().collect();
            let withheld =
                |no: &IdeaNo| was.get(no).is_some_and(|was| now.get(no).is_none_or(|now| now.withholds(was)));
            self.forget(|told| told.iter().any(withheld));
            match idea::those(state, session, role, &put) {
                Some(items) => {
                    let diff = IdeasDiff { total: view.total, put: items, gone };
                    let told = put.into_iter().collect();
                    keep(&mut self.steps, (step(Topic::IDEAS, from, rev, &diff), told));
                }
                None => self.steps.clear(),
            }
        }
        self.shown = Some((rev, now));
        let steps = self.steps.iter().map(|(step, _)| step.clone()).collect();
        let whole = codec::state(Topic::IDEAS, rev, &view);
        Sheet { topic: Topic::IDEAS, rev, whole, lately: Lately::Steps(steps) }
    }

    /// Forgets the latest difference that tells of such ideas, and all before it: what is not to be seen any more is sent in none.
    fn forget(&mut self, such: impl Fn(&BTreeSet<IdeaNo>) -> bool) {
        if let Some(last) = self.steps.iter().rposition(|(_, told)| such(told)) {
            self.steps.drain(..=last);
        }
    }
}

fn step(topic: Topic, from: u64, rev: u64, diff: &impl Serialize) -> Step {
    Step { from, text: codec::change(topic, from, rev, diff) }
}

fn keep<S>(steps: &mut VecDeque<S>, step: S) {
    steps.push_back(step);
    if steps.len() > KEPT {
        steps.pop_front();
    }
}
