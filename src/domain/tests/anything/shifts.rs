//! Random histories of two polls that ask the same. Histories of every command seldom have enough people in both for anything to be
//! told of who moved; these nearly always do, and what is told is held to what was said.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::forum::{Entry, title};
use super::replay::replayed;
use super::{cases, founded, laws_hold};
use crate::domain::ballot::Choice;
use crate::domain::command::{Command, PollDraft};
use crate::domain::id::PollNo;
use crate::domain::poll::{PollKind, PollPhase, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::split::{LEAST, Moved, Shift, Split};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

/// Options of both polls, and the place that takes a ballot back.
const OPTIONS: u8 = 2;

/// Those who may vote.
const PEOPLE: u8 = 48;

/// A round of one of the two polls.
#[derive(Debug, Clone)]
struct Asked {
    /// Whether it is the later one.
    again: bool,
    /// Who votes for what, in their order.
    votes: Vec<(u8, u8)>,
    closes: bool,
}

/// Most of a hall answers, and now and then some change their answers or take them back: of few who came or stayed away nothing is
/// told.
fn asked(again: impl Strategy<Value = bool>) -> impl Strategy<Value = Asked> {
    let people = prop_oneof![2 => Just(PEOPLE - 8), 1 => 1..=PEOPLE];
    let answers = prop::collection::vec(prop_oneof![3 => Just(0), 2 => Just(1_u8)], usize::from(PEOPLE));
    let changes = prop::collection::vec((1..=PEOPLE, 0..=OPTIONS), 0..8);
    let changes = prop_oneof![2 => Just(Vec::new()), 1 => changes];
    (again, people, answers, changes, prop::bool::weighted(0.95)).prop_map(
        |(again, people, answers, changes, closes)| {
            let votes = (1..=people).zip(answers).chain(changes).collect();
            Asked { again, votes, closes }
        },
    )
}

/// First before, then after, then either of both again.
fn history() -> impl Strategy<Value = Vec<Asked>> {
    let more = prop::collection::vec(asked(any::<bool>()), 0..4);
    (asked(Just(false)), asked(Just(true)), more)
        .prop_map(|(before, after, more)| [before, after].into_iter().chain(more).collect())
}

/// What everybody said last in a round, by its place.
type Said = BTreeMap<u8, u8>;

/// The two polls, and what was said in each of their rounds.
struct Pair {
    scene: Scene,
    journal: Vec<Entry>,
    polls: [PollNo; 2],
    said: BTreeMap<(PollNo, u32), Said>,
    /// The earlier rounds beside which one was told.
    told: Vec<u32>,
}

impl Pair {
    fn founded() -> Self {
        let (scene, journal) = founded();
        let polls = [PollNo(scene.state.last.poll.0 + 1), PollNo(scene.state.last.poll.0 + 2)];
        let mut pair = Self { scene, journal, polls, said: BTreeMap::new(), told: Vec::new() };
        for after in [None, Some(polls[0])] {
            let draft = PollDraft {
                title: title("قبل وبعد"),
                answer: PollKind::Single,
                options: vec![title("خيار"); OPTIONS.into()],
                labels: Vec::new(),
                settings: PollSettings { after, ..PollSettings::default() },
            };
            pair.gives(DESK, &Command::CreatePoll { session: PANEL, poll: draft }).expect("it is prepared");
        }
        pair
    }

    fn gives(&mut self, actor: Actor, command: &Command) -> Result<(), Code> {
        let decision = self.scene.give(actor, command).map_err(|refusal| refusal.code)?;
        if !decision.changes.is_empty() {
            self.journal.push((self.scene.state.rev, decision.changes, decision.words));
        }
        laws_hold(&self.scene.state);
        Ok(())
    }

    fn plays(&mut self, asked: &Asked) {
        let poll = self.polls[usize::from(asked.again)];
        let version = self.scene.state.polls[&poll].version;
        let opened = self.gives(DESK, &Command::OpenPoll { poll, version, seconds: Some(0) });
        let earlier = &self.scene.state.polls[&self.polls[0]];
        let may_open = !asked.again || earlier.phase == PollPhase::Closed;
        assert_eq!(opened, if may_open { Ok(()) } else { Err(Code::EarlierNotClosed) });
        if !may_open {
            return;
        }
        let round = self.scene.state.polls[&poll].round.no;
        for (by, place) in &asked.votes {
            let choice = if *place < OPTIONS { vec![*place] } else { Vec::new() };
            let (choice, seq) = (Choice::Options(choice), Seq(self.scene.ids + 1));
            self.gives(person(*by), &Command::Vote { poll, round, choice, seq, badge: None })
                .expect("it is open");
            let said = self.said.entry((poll, round)).or_default();
            if *place < OPTIONS {
                said.insert(*by, *place)
            } else {
                said.remove(by)
            };
        }
        if asked.closes {
            let version = self.scene.state.polls[&poll].version;
            self.gives(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) }).expect("it is open");
            self.is_told_as_it_was_said(poll);
        }
    }

    /// The table of the round that has just closed, beside one that is counted of what was said.
    fn is_told_as_it_was_said(&mut self, poll: PollNo) {
        let round = &self.scene.state.polls[&poll].round;
        let beside = if poll == self.polls[1] { self.beside(poll, round.no) } else { None };
        let expected = beside.map(|earlier| {
            let nobody = Said::new();
            let of = |key| self.said.get(&key).unwrap_or(&nobody);
            (earlier, joined(of((self.polls[0], earlier)), of((poll, round.no))))
        });
        let expected = expected.filter(|(_, cells)| {
            let before: u32 = cells[..usize::from(OPTIONS)].iter().flatten().sum();
            let now: u32 = cells.iter().flat_map(|row| &row[..usize::from(OPTIONS)]).sum();
            before >= LEAST && now >= LEAST
        });
        let told = match round.split.as_deref() {
            None => None,
            Some(Split::Shift(shift)) => Some(shift),
            Some(Split::Groups(_)) => panic!("it has no groups"),
        };
        assert_eq!(told.map(|shift| shift.earlier.1), expected.as_ref().map(|(earlier, _)| *earlier));
        let (Some(shift), Some((earlier, cells))) = (told, expected) else { return };
        is_of(shift, &cells);
        self.told.push(earlier);
    }

    /// The round of the earlier poll beside which that one is told: the one at hand when it opened, unless one was told beside it
    /// already.
    fn beside(&self, poll: PollNo, round: u32) -> Option<u32> {
        let opened = self.scene.state.polls[&poll].round(round)?.earlier;
        let of_first = opened.map(|(first, _)| first == self.polls[0]);
        assert!(of_first.is_none_or(|is_it| is_it), "it is beside the one that it names");
        let (_, earlier) = opened?;
        assert!(!self.told.contains(&earlier), "{earlier} is told twice");
        Some(earlier)
    }
}

/// How many said what before, by row, and what now, by column; behind them those who did not.
fn joined(before: &Said, now: &Said) -> Vec<Vec<u32>> {
    let (nothing, mut cells) = (OPTIONS, vec![vec![0; usize::from(OPTIONS) + 1]; usize::from(OPTIONS) + 1]);
    let people: std::collections::BTreeSet<u8> = before.keys().chain(now.keys()).copied().collect();
    for by in people {
        let [row, column] = [before, now].map(|said| usize::from(said.get(&by).copied().unwrap_or(nothing)));
        cells[row][column] += 1;
    }
    cells
}

/// Whether a shift tells that table, as far as it tells.
fn is_of(shift: &Shift, cells: &[Vec<u32>]) {
    let options = usize::from(OPTIONS);
    let before: Vec<u32> = cells[..options].iter().map(|row| row.iter().sum()).collect();
    let now: Vec<u32> = (0..options).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
    assert_eq!((&shift.before, &shift.now), (&before, &now));
    let Some(Moved { both, cells: told }) = &shift.moved else { return };
    assert_eq!(*both, cells[..options].iter().flat_map(|row| &row[..options]).sum::<u32>());
    for (row, told) in cells.iter().zip(told) {
        for (count, told) in row.iter().zip(told) {
            assert!(told.is_none_or(|told| told == *count), "{told:?} is told of {count}");
        }
    }
}

fn played(history: &[Asked]) -> Pair {
    let mut pair = Pair::founded();
    for asked in history {
        pair.plays(asked);
    }
    pair
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_told_of_who_moved_is_what_was_said_before_and_after(history in history()) {
        let pair = played(&history);
        prop_assert!(replayed(&pair.journal, |_| true) == pair.scene.state);
    }
}

/// Without such histories the law above would be of nothing.
#[test]
fn most_histories_of_a_pair_tell_who_moved() {
    let mut runner = TestRunner::deterministic();
    let mut tell = [0; 2];
    for _ in 0..20 {
        let history = history().new_tree(&mut runner).expect("a history").current();
        let pair = played(&history);
        let rounds =
            pair.scene.state.polls[&pair.polls[1]].rounds().filter_map(|round| round.split.as_deref());
        let shifts: Vec<&Shift> = rounds
            .filter_map(|split| if let Split::Shift(shift) = split { Some(shift) } else { None })
            .collect();
        tell[0] += u32::from(!shifts.is_empty());
        tell[1] += u32::from(shifts.iter().any(|shift| shift.moved.is_some()));
    }
    assert!(tell[0] >= 15 && tell[1] >= 5, "{tell:?} of 20");
}
