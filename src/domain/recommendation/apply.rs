//! What recommendations come to by a change.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Cast, FollowUp, Marked, Published, Recommendation, RecommendationChange, Recommendations, Round, STEPS,
    Stage, Step,
};
use crate::domain::forum::Title;
use crate::domain::id::{RecommendationNo, VoteNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

/// Applies a change of recommendations.
pub fn apply(state: &mut State, rev: u64, change: &RecommendationChange) {
    let was_public = is_public(state, change);
    let is_seen = match change {
        RecommendationChange::Drafted { .. } => drafted(state, change),
        RecommendationChange::Edited { .. } => edited(state, change),
        RecommendationChange::Assigned { recommendation, owner, due, after_vote } => {
            alter(state, *recommendation, |held| {
                (held.owner, held.due) = (owner.clone(), *due);
                held.assigned = after_vote.filter(|_| held.put.is_some());
            })
        }
        RecommendationChange::Cited { recommendation, evidence } => alter(state, *recommendation, |held| {
            held.left_out.retain(|thing| thing != evidence);
            if !held.evidence.contains(evidence) {
                held.evidence.push(*evidence);
            }
        }),
        RecommendationChange::Founded { recommendation, evidence } => {
            let others = others(state, *recommendation);
            let left_out = others.into_iter().filter(|thing| !evidence.contains(thing)).collect();
            alter(state, *recommendation, |held| {
                (held.evidence, held.left_out) = (evidence.clone(), left_out);
            })
        }
        RecommendationChange::Merged { recommendation, into } => {
            alter(state, *recommendation, |held| held.stage = Stage::Merged(*into));
            alter(state, *into, |held| {
                if !held.absorbed.contains(recommendation) {
                    held.absorbed.push(*recommendation);
                }
            })
        }
        RecommendationChange::Unmerged { recommendation } => unmerged(state, *recommendation),
        RecommendationChange::Marked { recommendation, by, marks, seq, id } => {
            let marked = Marked { marks: *marks, seq: *seq, id: *id };
            touch_one(state, *recommendation, |held| {
                let stands = held.marks.get(by);
                if stands.is_none_or(|stands| (stands.seq, stands.id) < (marked.seq, marked.id)) {
                    held.marks.insert(*by, marked);
                }
            })
        }
        RecommendationChange::Arranged { order } => {
            let all = Arc::make_mut(&mut state.recommendations);
            let mut seen = BTreeSet::new();
            let named = order.iter().filter(|no| all.all.contains_key(*no) && seen.insert(**no));
            all.by_hand = named.copied().collect();
            all.arrangement = all.arrangement.saturating_add(1);
            true
        }
        RecommendationChange::Proposed { recommendation, on } => {
            let becomes = if *on { Stage::Proposed } else { Stage::Draft };
            alter(state, *recommendation, |held| {
                held.stage = becomes;
                held.put = held.put.filter(|_| *on);
                held.assigned = held.assigned.filter(|_| *on);
            })
        }
        RecommendationChange::Withdrawn { recommendation } => {
            alter(state, *recommendation, |held| held.stage = Stage::Withdrawn)
        }
        RecommendationChange::Restored { recommendation } => alter(state, *recommendation, |held| {
            (held.stage, held.put, held.assigned) = (Stage::Draft, None, None);
        }),
        RecommendationChange::VoteOpened { .. } => vote_opened(state, change),
        RecommendationChange::VoteTimed { round, until, .. } => {
            round_of(state, *round, |round| round.until = *until).is_some()
        }
        RecommendationChange::VoteClosed { round, time } => round_of(state, *round, |round| {
            round.closed.get_or_insert(*time);
        })
        .is_some(),
        RecommendationChange::Voted { round, recommendation, person, vote, seq, id } => {
            let cast = Cast { vote: *vote, seq: *seq, id: *id };
            round_of(state, *round, |round| round.take(*person, *recommendation, cast)).unwrap_or(false)
        }
        RecommendationChange::Published { recommendation, anyway, time } => {
            let published = Published { at: *time, anyway: *anyway };
            let reason = state.recommendation(*recommendation).and_then(|held| held.unpublished);
            state.keepers.take(reason);
            alter(state, *recommendation, |held| {
                (held.stage, held.published, held.unpublished) = (Stage::Published, Some(published), None);
                if held.steps.is_empty() {
                    held.step(Step { status: FollowUp::Planned, note: None, at: *time });
                }
            })
        }
        RecommendationChange::Unpublished { recommendation, reason } => {
            let before = state.recommendation(*recommendation).and_then(|held| held.unpublished);
            state.keepers.take(before);
            keep(state, *recommendation, [*reason]);
            alter(state, *recommendation, |held| {
                (held.stage, held.unpublished) = (Stage::Withdrawn, Some(*reason));
            })
        }
        RecommendationChange::Followed { recommendation, status, note, time } => {
            keep(state, *recommendation, *note);
            let step = Step { status: *status, note: *note, at: *time };
            alter(state, *recommendation, |held| held.step(step))
        }
    };
    if is_seen {
        state.topics.touch(Part::Drafts, rev);
        if was_public || is_public(state, change) {
            state.topics.touch(Part::Recommendations, rev);
        }
    }
}

/// Whether everyone is told of what the change is about: their order, the vote, or a recommendation that is public or was.
fn is_public(state: &State, change: &RecommendationChange) -> bool {
    let of = &state.recommendations;
    let told = |no: &RecommendationNo| {
        let put = |held: &Recommendation| held.stage.is_public() && held.put.is_some();
        let is =
            |held: &Recommendation| held.stage == Stage::Published || put(held) || held.unpublished.is_some();
        of.all.get(no).is_some_and(|held| is(held))
    };
    match change {
        RecommendationChange::VoteOpened { .. }
        | RecommendationChange::VoteTimed { .. }
        | RecommendationChange::VoteClosed { .. }
        | RecommendationChange::Voted { .. } => true,
        RecommendationChange::Arranged { .. } => of.all.keys().any(told),
        RecommendationChange::Drafted { recommendation, .. }
        | RecommendationChange::Edited { recommendation, .. }
        | RecommendationChange::Assigned { recommendation, .. }
        | RecommendationChange::Cited { recommendation, .. }
        | RecommendationChange::Founded { recommendation, .. }
        | RecommendationChange::Unmerged { recommendation }
        // Marks put them in order.
        | RecommendationChange::Marked { recommendation, .. }
        | RecommendationChange::Proposed { recommendation, .. }
        | RecommendationChange::Withdrawn { recommendation }
        | RecommendationChange::Restored { recommendation }
        | RecommendationChange::Published { recommendation, .. }
        | RecommendationChange::Unpublished { recommendation, .. }
        | RecommendationChange::Followed { recommendation, .. } => told(recommendation),
        RecommendationChange::Merged { recommendation, into } => told(recommendation) || told(into),
    }
}

/// Notes that these words are of that one, where it is there.
fn keep(state: &mut State, no: RecommendationNo, words: impl IntoIterator<Item = WordsNo>) {
    if state.recommendations.all.contains_key(&no) {
        state.keepers.put(words, Keeper::Recommendation(no));
    }
}

/// Alters one without another version; tells whether it is there.
fn touch_one(state: &mut State, no: RecommendationNo, change: impl FnOnce(&mut Recommendation)) -> bool {
    let all = Arc::make_mut(&mut state.recommendations);
    let held = all.all.get_mut(&no).map(Arc::make_mut);
    held.map(change).is_some()
}

/// Alters one; tells whether it is there.
fn alter(state: &mut State, no: RecommendationNo, change: impl FnOnce(&mut Recommendation)) -> bool {
    touch_one(state, no, |held| {
        change(held);
        held.version = held.version.saturating_add(1);
    })
}

fn edited(state: &mut State, change: &RecommendationChange) -> bool {
    let RecommendationChange::Edited { recommendation, title, text, label, corrected } = change else {
        return false;
    };
    let before: Vec<_> =
        state.recommendation(*recommendation).map(|held| held.said().collect()).unwrap_or_default();
    state.keepers.take(before);
    keep(state, *recommendation, [*title].into_iter().chain(*text));
    alter(state, *recommendation, |held| {
        (held.title, held.text, held.label) = (*title, *text, label.clone());
        held.corrected = *corrected;
    })
}

fn drafted(state: &mut State, change: &RecommendationChange) -> bool {
    let RecommendationChange::Drafted { recommendation, author, id, title, text, evidence, time } = change
    else {
        return false;
    };
    let made = Recommendation {
        author: *author,
        id: *id,
        at: *time,
        title: *title,
        text: *text,
        label: Title::default(),
        owner: Title::default(),
        due: None,
        assigned: None,
        stage: Stage::Draft,
        version: 1,
        evidence: evidence.clone(),
        left_out: Vec::new(),
        absorbed: Vec::new(),
        marks: imbl::OrdMap::new(),
        put: None,
        voted_on: false,
        published: None,
        corrected: None,
        unpublished: None,
        steps: Vec::new(),
    };
    let before: Vec<_> =
        state.recommendation(*recommendation).map(|held| held.words().collect()).unwrap_or_default();
    state.keepers.take(before);
    state.keepers.put(made.words(), Keeper::Recommendation(*recommendation));
    Arc::make_mut(&mut state.recommendations).all.insert(*recommendation, Arc::new(made));
    state.last.recommendation = state.last.recommendation.max(*recommendation);
    state.made.insert((*author, *id), Made::Recommendation(*recommendation));
    true
}

/// What others brought to it that it does not have itself, as they named it.
fn others(state: &State, no: RecommendationNo) -> Vec<super::Evidence> {
    let of = &state.recommendations;
    let mut seen = BTreeSet::new();
    let absorbed = of.group(no).into_iter().skip(1).filter_map(|no| of.all.get(&no));
    absorbed.flat_map(|held| held.evidence.iter().copied()).filter(|thing| seen.insert(*thing)).collect()
}

fn unmerged(state: &mut State, no: RecommendationNo) -> bool {
    let Some(Stage::Merged(into)) = state.recommendation(no).map(|held| held.stage) else { return false };
    alter(state, into, |held| held.absorbed.retain(|absorbed| *absorbed != no));
    alter(state, no, |held| held.stage = Stage::Draft)
}

fn vote_opened(state: &mut State, change: &RecommendationChange) -> bool {
    let RecommendationChange::VoteOpened { round, list, rule, until, time, by, id, apart } = change else {
        return false;
    };
    state.last.vote = state.last.vote.max(*round);
    let all = Arc::make_mut(&mut state.recommendations);
    let opened = Round {
        no: *round,
        list: list.clone(),
        rule: *rule,
        opened: *time,
        until: *until,
        closed: None,
        by: *by,
        id: *id,
        votes: imbl::OrdMap::new(),
        counts: imbl::OrdMap::new(),
        voted: 0,
    };
    all.rounds.insert(*round, Arc::new(opened));
    if !apart {
        for no in list {
            all.put(*no, *round);
        }
    }
    true
}

fn round_of<T>(state: &mut State, no: VoteNo, change: impl FnOnce(&mut Round) -> T) -> Option<T> {
    let all = Arc::make_mut(&mut state.recommendations);
    all.rounds.get_mut(&no).map(|round| change(Arc::make_mut(round)))
}

impl Recommendations {
    /// Notes to which vote it was put, unless that was before another one.
    fn put(&mut self, no: RecommendationNo, round: VoteNo) {
        let opened = |round: &VoteNo| self.rounds.get(round).map(|round| (round.opened, round.no));
        let before = self.all.get(&no).and_then(|held| held.put);
        if before.is_some_and(|before| opened(&before) > opened(&round)) {
            return;
        }
        let held = self.all.get_mut(&no).filter(|held| held.stage == Stage::Proposed);
        if let Some(held) = held.map(Arc::make_mut) {
            (held.put, held.voted_on, held.assigned) = (Some(round), true, None);
            held.version = held.version.saturating_add(1);
        }
    }
}

impl Recommendation {
    /// Keeps a step, unless there are too many.
    fn step(&mut self, step: Step) {
        if self.steps.len() < STEPS {
            self.steps.push(step);
        }
    }
}

impl State {
    /// Notes who keeps the words of recommendations: a snapshot does not say so.
    pub(in crate::domain) fn rebuild_recommendations(&mut self) {
        for (no, held) in &self.recommendations.all {
            self.keepers.put(held.words(), Keeper::Recommendation(*no));
        }
    }

    /// The recommendations' part of an erasure.
    pub(in crate::domain) fn recommendation_words_erased(&mut self, rev: u64, erased: &BTreeSet<WordsNo>) {
        let mut keepers = erased.iter().filter_map(|no| self.keepers.get(*no));
        if keepers.any(|keeper| keeper.recommendation().is_some()) {
            self.topics.touch(Part::Drafts, rev);
            if self.topics.touched(Part::Recommendations) > 0 {
                self.topics.touch(Part::Recommendations, rev);
            }
        }
    }
}
