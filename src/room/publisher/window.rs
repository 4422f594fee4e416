//! What a window on questions was, and how it came to be what it is.

use std::collections::{BTreeMap, VecDeque};

use crate::domain::id::QuestionNo;
use crate::domain::view::shape::{QuestionItem, WindowDiff, WindowView};
use crate::protocol::codec;
use crate::protocol::topic::Topic;

use super::sheet::{Lately, Sheet, Step};

/// How many differences are kept: at ten a second, three seconds of a bad line.
const KEPT: usize = 32;

/// The window as it was shown last, and the differences that led there.
#[derive(Debug, Default)]
pub(super) struct Window {
    items: BTreeMap<QuestionNo, QuestionItem>,
    steps: VecDeque<Step>,
    shown: Option<u64>,
}

impl Window {
    /// The next sheet of the topic, at that revision.
    pub(super) fn turn(&mut self, topic: Topic, rev: u64, view: WindowView) -> Sheet {
        let whole = codec::state(topic, rev, &view);
        let items: BTreeMap<_, _> = view.items.into_iter().map(|item| (item.q, item)).collect();
        if let Some(from) = self.shown.replace(rev) {
            let diff = difference(&self.items, &items, view.total);
            self.steps.push_back(Step { from, text: codec::change(topic, from, rev, &diff) });
            if self.steps.len() > KEPT {
                self.steps.pop_front();
            }
        }
        self.items = items;
        Sheet { topic, rev, whole, lately: Lately::Steps(self.steps.iter().cloned().collect()) }
    }
}

fn difference(
    before: &BTreeMap<QuestionNo, QuestionItem>,
    after: &BTreeMap<QuestionNo, QuestionItem>,
    total: u32,
) -> WindowDiff {
    let put = after.iter().filter(|(no, item)| before.get(no) != Some(item)).map(|(_, item)| item.clone());
    let gone = before.keys().filter(|no| !after.contains_key(no)).copied();
    WindowDiff { total, put: put.collect(), gone: gone.collect() }
}
