//! Which ideas may belong together: suggested to desks, by the words that they share, and never done by itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{IdeaBoard, Spot};
use crate::domain::id::{ClusterNo, IdeaNo, SessionNo};
use crate::domain::state::State;
use crate::domain::view::similar::akin;

/// The most ideas that others are looked for, the oldest that are in no group: each is a search.
const SEEDS: usize = 200;
/// The most suggestions.
const MOST: usize = 20;
/// The most ideas of one.
const TOGETHER: usize = 12;

/// Ideas that may belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Suggestion {
    /// The ideas, which are in no group.
    pub ideas: Vec<IdeaNo>,
    /// The group into which they may go; none where they may be a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cluster: Option<ClusterNo>,
}

/// What may belong together on a session's board, each idea in one suggestion at most.
///
/// An idea goes with those that are like it and not with what is only like those: so no chain of likenesses makes one group of
/// everything.
#[must_use]
pub fn suggestions(state: &State, session: SessionNo) -> Vec<Suggestion> {
    let Some(board) = state.ideas.get(&session) else { return Vec::new() };
    let loose = |no: &IdeaNo| board.counts_for(Spot::Idea(*no)) == Some(Spot::Idea(*no));
    let (mut taken, mut found) = (BTreeSet::new(), Vec::<Suggestion>::new());
    for seed in board.ideas.keys().filter(|no| loose(no)).take(SEEDS) {
        if taken.contains(seed) {
            continue;
        }
        let alike = alike(state, board, *seed);
        let first = alike.first().and_then(|no| board.ideas.get(no)?.cluster);
        let mut together = vec![*seed];
        if first.is_none() {
            let others = alike.iter().filter(|no| loose(no) && !taken.contains(*no));
            together.extend(others.take(TOGETHER - 1));
        }
        if first.is_none() && together.len() < 2 {
            continue;
        }
        taken.extend(together.iter().copied());
        match found.iter_mut().find(|known| first.is_some() && known.cluster == first) {
            Some(known) if known.ideas.len() < TOGETHER => known.ideas.extend(together),
            Some(_) => {}
            None => found.push(Suggestion { ideas: together, cluster: first }),
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// The other ideas on the board that are about the same as this one, best first.
fn alike(state: &State, board: &IdeaBoard, no: IdeaNo) -> Vec<IdeaNo> {
    let Some(idea) = board.ideas.get(&no) else { return Vec::new() };
    akin(&board.index, state.text(idea.text)).into_iter().filter(|other| *other != no).collect()
}
