//! What a run of show comes to by a change.

use std::sync::Arc;

use super::{Came, Cue, GO, Rehearsed, Show, ShowAct, ShowChange, Thing};
use crate::domain::id::{CueNo, HallNo};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::{Millis, Time};
use crate::domain::topic::Part;

/// Applies a change of a run of show.
pub fn apply(state: &mut State, rev: u64, change: &ShowChange) {
    let hall = change.hall;
    if !state.halls.contains_key(&hall) {
        return;
    }
    if let ShowAct::Added { cue, by, .. } = &change.act {
        state.last.cue = state.last.cue.max(*cue);
        if let Some((by, id)) = by {
            state.made.insert((Author::Link(*by), *id), Made::Cue(*cue));
        }
    }
    let after = match &change.act {
        ShowAct::Came { cue, became } if became.by.is_none() => later(state, hall, *cue, became.time),
        _ => Vec::new(),
    };
    let show = Arc::make_mut(state.shows.entry(hall).or_default());
    match &change.act {
        ShowAct::Added { cue, plan, by } => {
            let by = by.map(|(by, _)| by);
            let added =
                Cue { version: 1, plan: Arc::clone(plan), by, moved: Millis(0), hand: None, came: None };
            show.cues.insert(*cue, Arc::new(added));
        }
        ShowAct::Changed { cue, plan, by } => alter(show, *cue, |cue| *cue = cue.planned(plan, *by)),
        ShowAct::Dropped { cue } => {
            show.cues.remove(cue);
        }
        ShowAct::Came { cue, became } => come(show, *cue, *became, &after),
        ShowAct::Handed { thing, time } => mark(show, *thing, *time),
        ShowAct::Confirmed { cue } => alter(show, *cue, |cue| cue.hand = None),
        ShowAct::Held { on, time, .. } => {
            if show.held.is_some() != *on {
                show.version = show.version.saturating_add(1);
            }
            show.held = on.then(|| show.held.unwrap_or(*time));
        }
        ShowAct::Moved { cues, length, .. } => {
            for no in cues {
                alter(show, *no, |cue| cue.moved = Millis(cue.moved.0.saturating_add(length.0)));
            }
            show.version = show.version.saturating_add(1);
        }
        ShowAct::Rehearsed { on, by, time } => {
            show.rehearsed = on.then_some(Rehearsed { by: *by, time: *time });
            show.version = show.version.saturating_add(1);
        }
    }
    touch(state, rev, hall);
}

/// What is planned from sessions of the hall has another moment, or none.
pub fn touch(state: &mut State, rev: u64, hall: HallNo) {
    if state.shows.contains_key(&hall) {
        state.topics.touch(Part::Show(hall), rev);
        state.topics.touch(Part::NextCue(hall), rev);
    }
}

fn alter(show: &mut Show, no: CueNo, change: impl FnOnce(&mut Cue)) {
    if let Some(cue) = show.cues.get_mut(&no) {
        let cue = Arc::make_mut(cue);
        change(cue);
        cue.version = cue.version.saturating_add(1);
    }
}

/// The cues for which a hand before that one, which came at that time, counts no more.
fn later(state: &State, hall: HallNo, no: CueNo, came: Time) -> Vec<CueNo> {
    let Some(show) = state.shows.get(&hall) else { return Vec::new() };
    let moment = |cue: &Cue| cue.moment(state, hall);
    let Some(planned) = show.cues.get(&no).and_then(|planned| moment(planned)) else { return Vec::new() };
    let marked = show.cues.iter().filter(|(_, cue)| cue.hand.is_some_and(|hand| hand <= came));
    marked.filter(|(_, cue)| moment(cue).is_some_and(|due| due > planned + GO)).map(|(no, _)| *no).collect()
}

/// The hand on what the cue changes is spent with it, and so is that on those which come long after it.
fn come(show: &mut Show, no: CueNo, became: Came, after: &[CueNo]) {
    alter(show, no, |cue| (cue.came, cue.hand) = (Some(became), None));
    for later in after {
        set_hand(show, *later, None);
    }
    let thing = show.cues.get(&no).and_then(|cue| cue.plan.does.thing());
    if let Some(thing) = thing {
        mark(show, thing, None);
    }
}

/// What commands about a cue name is left as it is: a hand is no change of its plan.
fn set_hand(show: &mut Show, no: CueNo, hand: Option<Time>) {
    if let Some(cue) = show.cues.get_mut(&no) {
        Arc::make_mut(cue).hand = hand;
    }
}

/// A hand is on the thing since then, or is not any more.
fn mark(show: &mut Show, thing: Thing, hand: Option<Time>) {
    let there = show.cues.iter().filter(|(_, cue)| cue.waits() && cue.plan.does.thing() == Some(thing));
    let there: Vec<CueNo> = there.filter(|(_, cue)| cue.hand != hand).map(|(no, _)| *no).collect();
    for no in there {
        set_hand(show, no, hand);
    }
}
