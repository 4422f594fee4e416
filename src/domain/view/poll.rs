//! A poll and its count, as far as a role may see it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::badge::Groups;
use crate::domain::ballot::CloudWord;
use crate::domain::id::PollNo;
use crate::domain::poll::{Poll, PollKind, PollPhase};
use crate::domain::ranking::Ranked;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::tally::cloud_key;
use crate::domain::view::shape::{CloudItem, ElectorsView, PollPhaseView, PollView, TallyView};

/// Most words of a cloud in a view.
const WORDS: usize = 60;

/// Most free texts in a view.
const TEXTS: usize = 50;

/// From how many people on a word is shown to everyone without a ruling, unless it is on the forum's list.
pub const PEOPLE: u32 = 2;

/// The poll; a draft to moderators and organisers only. A jury sees none: what the people choose is not its business.
#[must_use]
pub fn poll(state: &State, no: PollNo, role: Role) -> Option<PollView> {
    let poll = visible(state, no, role)?;
    let phase = match poll.phase {
        PollPhase::Draft => PollPhaseView::Draft,
        PollPhase::Open { .. } => PollPhaseView::Open,
        PollPhase::Closed => PollPhaseView::Closed,
    };
    Some(PollView {
        poll: no,
        version: poll.version,
        session: poll.session,
        title: poll.plan.title.clone(),
        answer: poll.plan.kind.into(),
        options: poll.plan.options.clone(),
        labels: poll.plan.labels.clone(),
        settings: poll.plan.settings,
        phase,
        until: poll.until(),
        time: poll.round.time,
        round: poll.round.no,
        revealed: poll.shows_results() && !state.is_sealed(no),
        right: right(poll, role),
        electors: poll.plan.settings.voters.map(|groups| electors(state, groups)),
        asked_again: state.asked_again(no),
        tally: count(state, no, poll, role),
    })
}

/// The count of its round alone, what a ballot changes; an empty one where the role sees no such poll.
#[must_use]
pub fn tally(state: &State, no: PollNo, role: Role) -> TallyView {
    visible(state, no, role).map(|poll| count(state, no, poll, role)).unwrap_or_default()
}

/// Whether that role sees the poll at all.
#[must_use]
pub fn is_shown(state: &State, no: PollNo, role: Role) -> bool {
    visible(state, no, role).is_some()
}

fn visible(state: &State, no: PollNo, role: Role) -> Option<&Arc<Poll>> {
    let seen = |poll: &Poll| poll.phase != PollPhase::Draft || role.is_desk();
    state.polls.get(&no).filter(|poll| role.is_in_the_hall() && seen(poll))
}

/// The right answer of a quiz: to everyone else not while it still takes ballots.
fn right(poll: &Poll, role: Role) -> Option<u8> {
    let PollKind::Quiz { answer } = poll.plan.kind else { return None };
    let told = poll.shows_results() && poll.phase == PollPhase::Closed;
    (told || role.is_desk()).then_some(answer)
}

/// Whose badges may vote, and how many those are.
fn electors(state: &State, groups: Groups) -> ElectorsView {
    let named = groups.iter().filter_map(|at| state.badges.groups.get(usize::from(at)).cloned());
    ElectorsView { groups: named.collect(), badges: state.badges.electors(groups) }
}

/// Whether that role sees what the poll came to.
fn is_told(state: &State, no: PollNo, role: Role) -> bool {
    let told = |poll: &Poll| poll.shows_results() || role.is_desk();
    !state.is_sealed(no) && state.polls.get(&no).is_some_and(|poll| told(poll))
}

fn count(state: &State, no: PollNo, poll: &Poll, role: Role) -> TallyView {
    let tally = &poll.round.tally;
    let here = (poll.phase == PollPhase::Closed).then_some(poll.round.here);
    // Of a round that is open it would tell, beside the counts, what whoever stands at a kiosk just chose.
    let once_over = |count: u32| if here.is_some() { count } else { 0 };
    let turnout = TallyView {
        v: tally.voters,
        assisted: once_over(tally.assisted),
        ushers: once_over(tally.ushers),
        kiosks: once_over(tally.kiosks),
        here,
        ..TallyView::default()
    };
    if !is_told(state, no, role) {
        return turnout;
    }
    match poll.plan.kind {
        PollKind::Cloud { .. } => TallyView { words: Some(words(state, poll, role)), ..turnout },
        PollKind::Open => TallyView { texts: Some(texts(state, poll, role)), ..turnout },
        PollKind::Likert { steps } => {
            let rows = tally.counts.chunks(usize::from(steps).max(1)).map(<[u32]>::to_vec);
            TallyView { steps: Some(rows.collect()), ..turnout }
        }
        PollKind::Points => {
            TallyView { n: Some(tally.counts.clone()), backers: Some(tally.backers.clone()), ..turnout }
        }
        _ => {
            if let Some(ranked) = Ranked::of(&poll.plan, &poll.round) {
                // A page that knows no such ranking would take `n` for points by Borda.
                return TallyView { ranked: Some(ranked), ..turnout };
            }
            let groups = poll.round.groups(state);
            let shift = poll.round.shift().filter(|shift| is_told(state, shift.poll, role));
            TallyView { n: Some(tally.counts.clone()), groups, shift, ..turnout }
        }
    }
}

/// The words that most people sent, older ones first among equals.
fn words(state: &State, poll: &Poll, role: Role) -> Vec<CloudItem> {
    let round = &poll.round;
    let rulings: BTreeMap<Arc<str>, bool> = round
        .rulings
        .iter()
        .filter_map(|(no, show)| state.words.get(*no).map(|text| (cloud_key(text), *show)))
        .collect();
    let all = round.tally.cloud.iter().filter_map(|(key, word)| {
        let (text, no) = word.spelling()?;
        Some((Reverse(word.people), no, text, key, word))
    });
    let mut ranked: Vec<_> = all.collect();
    ranked.sort_unstable_by_key(|(people, no, ..)| (*people, *no));
    // Every spelling is compared with the forum's list: only of as many words as there is room for.
    let shown = ranked.into_iter().filter_map(|(people, w, text, key, word)| {
        let ruling = rulings.get(key).copied();
        let is_shown = role.is_desk() || ruling.unwrap_or_else(|| shows_by_itself(state, word));
        let show = ruling.filter(|_| role.is_desk());
        is_shown.then(|| CloudItem { w, text: text.to_string(), n: people.0, show })
    });
    shown.take(WORDS).collect()
}

fn shows_by_itself(state: &State, word: &CloudWord) -> bool {
    word.people >= PEOPLE && !word.spellings.keys().any(|text| state.word_list.is_in(text))
}

/// The latest free texts that were not erased; to everyone but the desk none that holds a listed word.
fn texts(state: &State, poll: &Poll, role: Role) -> Vec<String> {
    let all = poll.round.tally.texts.iter().rev().filter_map(|no| state.words.get(*no));
    let latest = all.filter(|text| role.is_desk() || !state.word_list.is_in(text));
    latest.take(TEXTS).map(ToString::to_string).collect()
}
