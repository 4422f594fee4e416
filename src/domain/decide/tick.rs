//! What time brings about: a poll's end, a cue of a run of show, a session's planned start or end, the end of what people wrote.

use super::poll::{close_due, close_open, next_close};
use super::turn::{open_in, turn};
use super::{Authority, Circumstances, Decision, Request};
use crate::domain::agenda::{Phase, Session};
use crate::domain::change::Change;
use crate::domain::due::has_open_poll;
use crate::domain::id::{HallNo, SessionNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::recommendation;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::show;
use crate::domain::state::State;
use crate::domain::statement::pictured;
use crate::domain::time::{Millis, Time};

/// A day of those that words are kept for.
pub(super) const DAY: Millis = Millis::minutes(24 * 60);

/// The most words that one entry erases; the next one erases on.
const ERASED_AT_ONCE: usize = 10_000;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let Authority::Clock = who else { return Err(Code::NotAllowed.into()) };
    let now = request.now;
    let mut changes = close_due(state, now, around);
    // The agenda goes by what the polls' ends leave: a session that waited for one ends with it.
    let mut closed = state.clone();
    for change in &changes {
        closed.apply(state.rev, change);
    }
    // A run of show says more of its hall than the agenda does, and is come to first.
    let run = show::due(&closed, now, around);
    closed.apply_entry(state.rev, &run.changes, &run.words);
    changes.extend(run.changes);
    let unattended = state.halls.keys().filter(|hall| !around.attended.contains(hall));
    changes.extend(unattended.flat_map(|hall| by_agenda(&closed, *hall, now, around)));
    changes.extend(pictured(&closed, around));
    changes.extend(recommendation::due(&closed, now));
    changes.extend(by_age(&closed, now, around));
    Ok(Decision { changes, words: run.words, made: None })
}

/// The next moment at which [`decide`] has something to do. It may have passed: where a desk is connected the agenda
/// waits for it.
#[must_use]
pub fn next_deadline(state: &State) -> Option<Time> {
    let due = state.due.turn.into_iter().chain(state.due.cue).chain(next_close(state)).chain(erasing(state));
    due.chain(state.picture_due()).chain(state.vote_due()).min()
}

/// The agenda rules a hall where no desk is: what is over ends, and the latest session whose time it is opens. Never
/// during an open poll of the hall.
fn by_agenda(state: &State, hall: HallNo, now: Time, around: &Circumstances) -> Vec<Change> {
    if open_in(state, hall).any(|(_, session)| has_open_poll(state, session)) {
        return Vec::new();
    }
    let there = state.sessions_of(hall);
    let begun = |session: &Session| session.starts <= now && now < session.ends;
    let opens = there
        .iter()
        .rfind(|(_, session)| session.phase == Phase::Upcoming && begun(session))
        .map(|(no, _)| *no);
    // A session that opens ends the others itself; what was missed altogether ends without having been open.
    let is_over = |session: &Session| match session.phase {
        Phase::Upcoming => session.starts <= now,
        Phase::Open => session.ends <= now && opens.is_none(),
        Phase::Ended => false,
    };
    let over = there.iter().filter(|(no, session)| Some(*no) != opens && is_over(session));
    let ended: Vec<SessionNo> = over.map(|(no, _)| *no).collect();
    let turns = ended.into_iter().map(|no| (no, Phase::Ended)).chain(opens.map(|no| (no, Phase::Open)));
    turns.flat_map(|(no, phase)| turn(state, no, phase, now, around)).collect()
}

/// Erases the words once their time has come. Where a poll is still open then, people may have written in it to this very
/// moment, and its key may be among the words: it is closed instead, and the words are kept as long again.
fn by_age(state: &State, now: Time, around: &Circumstances) -> Vec<Change> {
    if erasing(state).is_none_or(|due| now < due) {
        return Vec::new();
    }
    let closed = close_open(state, now, around);
    if !closed.is_empty() {
        return closed;
    }
    vec![Change::Erased { words: written(state).take(ERASED_AT_ONCE).collect() }]
}

/// What is erased by age: all words but the logo's, which are a picture that the organiser gave, the keys of stands, which stand on
/// printed sheets and say nothing, and those of recommendations, which are what comes of the forum and followed up long after it.
/// None are anybody's own.
fn written(state: &State) -> impl Iterator<Item = WordsNo> {
    let logo = state.look.logo.as_ref().map(|logo| logo.words);
    let stays = move |no: WordsNo| {
        let keeper = state.keepers.get(no);
        Some(no) == logo || matches!(keeper, Some(Keeper::StandKey(_) | Keeper::Recommendation(_)))
    };
    state.words.iter().map(|(no, _)| no).filter(move |no| !stays(*no))
}

/// When the words are erased: so many days after the forum's last day, and never while people still write.
fn erasing(state: &State) -> Option<Time> {
    let days = i64::from(state.forum.rules.words_kept_days);
    Some(kept_since(state)? + Millis(days.saturating_mul(DAY.0)))
}

/// From when on the days are counted that words are kept; none where there is nothing to erase.
pub(super) fn kept_since(state: &State) -> Option<Time> {
    written(state).next()?;
    Some(state.due.last_end?.max(state.active))
}
