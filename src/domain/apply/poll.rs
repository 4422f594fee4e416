//! Polls: their life, their ballots and the rulings on words.

use std::sync::Arc;

use crate::domain::award::{self, Stage};
use crate::domain::ballot::{Ballot, Tally};
use crate::domain::change::Change;
use crate::domain::id::{CommandId, PollNo, SessionNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::poll::{Poll, PollKind, PollPhase, PollPlan, Round, Voter};
use crate::domain::ranking;
use crate::domain::role::Author;
use crate::domain::split::Split;
use crate::domain::state::{Made, State};
use crate::domain::tally::recount;
use crate::domain::time::Time;
use crate::domain::topic::Part;

use super::person::with_person;
use super::scores;
use super::standing::with_session;

pub fn prepare(state: &mut State, rev: u64, change: &Change) {
    let Change::PollCreated { poll, session, author, id, draft } = change else { return };
    create(state, rev, *poll, prepared(*session, (*author, *id), draft));
}

pub fn edit(state: &mut State, rev: u64, no: PollNo, draft: &PollPlan) {
    let before = state.asked_before(no);
    alter(state, rev, no, |poll| redraft(poll, draft));
    touch_pair(state, rev, [before, state.asked_before(no)]);
}

/// Puts the polls of a session in order.
pub fn order(state: &mut State, rev: u64, session: SessionNo, polls: &[PollNo]) {
    with_session(state, session, |session| {
        session.polls.sort_by_key(|no| polls.iter().position(|other| other == no));
        session.version = session.version.saturating_add(1);
    });
    state.topics.touch(Part::Session(session), rev);
}

pub fn open(state: &mut State, rev: u64, change: &Change) {
    let Change::PollOpened { poll, round, until, key, time, earlier } = change else { return };
    let length = until.map(|until| until - *time);
    let began = Round {
        no: *round,
        opened: Some(*time),
        earlier: *earlier,
        time: length,
        key: *key,
        ..Round::default()
    };
    begin(state, rev, *poll, PollPhase::Open { until: *until }, began);
    if state.award_of(*poll).is_some() {
        award::touch_juries(state, rev);
    }
}

/// Its round ends at that moment.
pub fn end_at(state: &mut State, rev: u64, no: PollNo, until: Time) {
    alter(state, rev, no, |poll| {
        let fits = matches!(poll.phase, PollPhase::Open { .. });
        if fits {
            poll.phase = PollPhase::Open { until: Some(until) };
        }
        fits
    });
}

pub fn close(state: &mut State, rev: u64, no: PollNo, (here, time): (u32, Time), split: Option<&Arc<Split>>) {
    alter(state, rev, no, |poll| over(poll, here, time, split));
}

pub fn reveal(state: &mut State, rev: u64, no: PollNo, on: bool) {
    alter(state, rev, no, |poll| {
        poll.revealed = on;
        true
    });
}

pub fn vote(state: &mut State, rev: u64, change: &Change) {
    let Change::Voted { poll, round, voter, mark, seq, id, took, assisted, edition, signed, slip } = change
    else {
        return;
    };
    let ballot = Ballot {
        mark: mark.clone(),
        seq: *seq,
        id: *id,
        took: *took,
        assisted: *assisted,
        edition: *edition,
        signed: signed.clone(),
    };
    if *slip {
        spend(state, *poll, *round, (*voter, *edition, *id));
    }
    cast(state, rev, *poll, *round, *voter, ballot);
}

fn prepared(session: SessionNo, (author, id): (Author, CommandId), draft: &PollPlan) -> Poll {
    Poll {
        session,
        author,
        id,
        version: 1,
        plan: Arc::new(draft.clone()),
        phase: PollPhase::Draft,
        revealed: false,
        round: Round::default(),
        past: Arc::default(),
    }
}

fn redraft(poll: &mut Poll, draft: &PollPlan) -> bool {
    let fits = poll.phase == PollPhase::Draft;
    if fits {
        poll.plan = Arc::new(draft.clone());
    }
    fits
}

fn over(poll: &mut Poll, here: u32, time: Time, split: Option<&Arc<Split>>) -> bool {
    let fits = matches!(poll.phase, PollPhase::Open { .. });
    if fits {
        poll.phase = PollPhase::Closed;
        poll.round.closed = Some(time);
        poll.round.key = None;
        poll.round.here = here;
        poll.round.split = split.cloned();
        poll.round.runoff = ranking::counted(&poll.plan, &poll.round).map(Arc::new);
        if poll.plan.settings.secret && !poll.plan.settings.blind {
            poll.round.cast = poll.round.ballots.values().map(|ballot| ballot.id).collect();
        }
    }
    fits
}

fn create(state: &mut State, rev: u64, no: PollNo, poll: Poll) {
    if state.polls.contains_key(&no) || !state.sessions.contains_key(&poll.session) {
        return;
    }
    state.last.poll = state.last.poll.max(no);
    state.made.insert((poll.author, poll.id), Made::Poll(no));
    list(state, rev, poll.session, |polls| polls.push(no));
    let earlier = poll.plan.settings.after;
    state.polls.insert(no, Arc::new(poll));
    state.topics.touch(Part::Poll(no), rev);
    touch_pair(state, rev, [earlier]);
}

pub fn remove(state: &mut State, rev: u64, no: PollNo) {
    let Some(poll) = state.polls.get(&no).filter(|poll| poll.phase == PollPhase::Draft) else { return };
    let (session, earlier) = (poll.session, poll.plan.settings.after);
    state.polls.remove(&no);
    list(state, rev, session, |polls| polls.retain(|other| *other != no));
    state.topics.touch(Part::Poll(no), rev);
    touch_pair(state, rev, [earlier]);
}

fn begin(state: &mut State, rev: u64, no: PollNo, phase: PollPhase, mut began: Round) {
    let Some(poll) = state.polls.get(&no) else { return };
    let (session, was_draft) = (poll.session, poll.phase == PollPhase::Draft);
    alter(state, rev, no, |poll| {
        let next = poll.round.no.checked_add(1) == Some(began.no);
        let fits = next && !matches!(poll.phase, PollPhase::Open { .. });
        if fits {
            began.tally = Tally::new(&poll.plan);
            let before = std::mem::replace(&mut poll.round, began);
            if before.no > 0 {
                Arc::make_mut(&mut poll.past).push(Arc::new(before));
            }
            poll.phase = phase;
            poll.revealed = !poll.plan.settings.hidden;
        }
        fits
    });
    if was_draft {
        state.topics.touch(Part::Session(session), rev);
    }
}

/// What is told of the one of a pair changes with the other.
fn touch_pair(state: &mut State, rev: u64, others: impl IntoIterator<Item = Option<PollNo>>) {
    others.into_iter().flatten().for_each(|no| state.topics.touch(Part::Poll(no), rev));
}

/// Changes a session's list of polls.
fn list(state: &mut State, rev: u64, session: SessionNo, change: impl FnOnce(&mut Vec<PollNo>)) {
    if let Some(holder) = state.sessions.get_mut(&session) {
        change(&mut Arc::make_mut(holder).polls);
        state.topics.touch(Part::Session(session), rev);
    }
}

/// Changes a poll where the change says that it fits, raises its version and keeps the list of what closes by itself.
fn alter(state: &mut State, rev: u64, no: PollNo, change: impl FnOnce(&mut Poll) -> bool) {
    let Some(poll) = state.polls.get_mut(&no) else { return };
    let poll = Arc::make_mut(poll);
    let (before, counted, session) = (poll.until(), poll.counts_for_leaders(), poll.session);
    if !change(poll) {
        return;
    }
    poll.version = poll.version.saturating_add(1);
    let after = poll.until();
    if before != after {
        before.map(|until| state.closing.remove(&(until, no)));
        after.map(|until| state.closing.insert((until, no)));
    }
    let counts = poll.counts_for_leaders();
    state.topics.touch(Part::Poll(no), rev);
    touch_pair(state, rev, [state.asked_again(no)]);
    if counted || counts {
        scores::recount(state, rev, session);
    }
}

/// Files a ballot in the round it was cast in, which may be over where an entry came back late, unless a later one of
/// the same voter stands.
fn cast(state: &mut State, rev: u64, no: PollNo, round: u32, voter: Voter, ballot: Ballot) {
    // What was counted and published is not added to, whatever comes home later.
    if ballot.signed.is_some() && state.award_of(no).is_some_and(|award| award.stage == Stage::Opened) {
        return;
    }
    let Some(poll) = state.polls.get_mut(&no) else { return };
    let poll = Arc::make_mut(poll);
    let plan = Arc::clone(&poll.plan);
    // Only an entry that came back late casts a ballot where the count was told already.
    let told_in = poll.counts_for_leaders().then_some(poll.session);
    let Some(round) = round_mut(poll, round) else { return };
    let before = round.ballots.get(&voter);
    if before.is_some_and(|before| before.order() >= ballot.order()) {
        return;
    }
    let had = before.map(Ballot::words).unwrap_or_default().to_vec();
    if let Some(mark) = before.and_then(|before| before.mark.as_ref()) {
        round.tally.remove(&plan, mark, &state.words);
        round.tally.assist(before.and_then(|before| before.assisted), u32::saturating_sub);
        state.keepers.take(had.iter().copied());
        if !had.is_empty() {
            let times = round.rewritten.entry(voter).or_default();
            *times = times.saturating_add(1);
        }
    }
    if let Some(mark) = &ballot.mark {
        round.tally.add(&plan, mark, &state.words);
        round.tally.assist(ballot.assisted, u32::saturating_add);
        state.keepers.put(mark.texts().iter().copied(), Keeper::Poll(no, voter));
    }
    if plan.settings.secret && !plan.settings.blind && round.closed.is_some() {
        round.cast.insert(ballot.id);
    }
    round.ballots.insert(voter, ballot);
    round.runoff = None;
    if round.closed.is_some() {
        // Whoever voted was here.
        round.here = round.here.max(round.tally.voters);
    }
    // Under a pseudonym nobody would find them again.
    if !had.is_empty() && !plan.settings.secret {
        with_person(state, voter.0, |person| person.past_words.extend(had));
    }
    state.topics.touch(Part::Poll(no), rev);
    if let Some(session) = told_in {
        scores::recount(state, rev, session);
    }
}

/// The slip is used up, also where a later ballot of its badge stands: whatever history that came from.
fn spend(state: &mut State, no: PollNo, round: u32, slip: (Voter, u32, CommandId)) {
    let Some(poll) = state.polls.get_mut(&no) else { return };
    if let Some(round) = round_mut(Arc::make_mut(poll), round) {
        round.slips.insert(slip);
    }
}

fn round_mut(poll: &mut Poll, no: u32) -> Option<&mut Round> {
    let before = no.checked_sub(1)? as usize;
    if no == poll.round.no {
        return Some(&mut poll.round);
    }
    Arc::make_mut(&mut poll.past).get_mut(before).map(Arc::make_mut)
}

/// Sets a ruling. Which of a word's texts names it was decided, so that a replay without its text comes to the same.
pub fn rule(state: &mut State, rev: u64, (no, round): (PollNo, u32), word: WordsNo, show: Option<bool>) {
    let Some(poll) = state.polls.get_mut(&no) else { return };
    let Some(round) = round_mut(Arc::make_mut(poll), round) else { return };
    match show {
        Some(show) => round.rulings.insert(word, show),
        None => round.rulings.remove(&word),
    };
    state.topics.touch(Part::Poll(no), rev);
}

/// A ruling is named by another text of its word.
pub fn rename(state: &mut State, rev: u64, (no, round): (PollNo, u32), word: WordsNo, instead: WordsNo) {
    let Some(poll) = state.polls.get_mut(&no) else { return };
    let Some(round) = round_mut(Arc::make_mut(poll), round) else { return };
    if let Some(show) = round.rulings.remove(&word) {
        round.rulings.insert(instead, show);
        state.topics.touch(Part::Poll(no), rev);
    }
}

/// Some of what was written on the poll's ballots was erased: takes it out of its cloud.
pub fn words_erased(state: &mut State, rev: u64, no: PollNo) {
    state.rebuild_cloud(no);
    state.topics.touch(Part::Poll(no), rev);
}

impl State {
    /// Makes the clouds of all polls from their ballots and words: a snapshot holds none.
    pub(super) fn rebuild_clouds(&mut self) {
        let polls: Vec<PollNo> = self.polls.keys().copied().collect();
        for no in polls {
            self.rebuild_cloud(no);
        }
    }

    fn rebuild_cloud(&mut self, no: PollNo) {
        let Some(poll) = self.polls.get_mut(&no) else { return };
        if !matches!(poll.plan.kind, PollKind::Cloud { .. }) {
            return;
        }
        let poll = Arc::make_mut(poll);
        let plan: &PollPlan = &poll.plan;
        poll.round.tally = recount(plan, &poll.round, &self.words);
        for round in Arc::make_mut(&mut poll.past) {
            let tally = recount(plan, round, &self.words);
            Arc::make_mut(round).tally = tally;
        }
    }
}
