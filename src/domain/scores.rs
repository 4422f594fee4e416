//! Who has how many points over a session's quizzes.
//!
//! Made from the ballots when a quiz is revealed, hidden again, or opened anew, and never by a ballot of an open round: a
//! vote costs nothing here. Kept beside the session by `apply`, never in a snapshot.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::agenda::Session;
use super::id::{PersonId, PollNo, SessionNo};
use super::points::{is_right, points};
use super::poll::{Poll, Voter};
use super::state::State;

/// The points of everyone who answered a quiz that counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// How many quizzes count.
    pub quizzes: u32,
    /// By person.
    people: Vec<(PersonId, Score)>,
    /// Whoever has most points, as many as a view shows.
    top: Vec<PersonId>,
}

/// What one person came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// The sum over the quizzes that count.
    pub points: u32,
    /// How many of them were answered rightly.
    pub right: u32,
    /// 1 and how many have more points: equals share a rank, and the next one follows after all of them.
    pub rank: u32,
    /// Counts from 0 those on the board as they came to it, by the first quiz that they answered and how soon: what a page
    /// makes an alias of. It is made from nothing that tells who somebody is.
    pub alias: u32,
}

/// What is summed up of one person.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    points: u32,
    right: u32,
    came: (usize, u32),
}

impl Scores {
    /// How many a leaderboard shows.
    pub const TOP: usize = 10;

    /// Of the session's quizzes that count; none where none does.
    #[must_use]
    pub fn of(state: &State, session: &Session) -> Option<Self> {
        let polls = session.polls.iter().filter_map(|no| Some((*no, &**state.polls.get(no)?)));
        let mut counting: Vec<(PollNo, &Poll)> =
            polls.filter(|(_, poll)| poll.counts_for_leaders()).collect();
        // As they were held, whatever order a desk gives them afterwards.
        counting.sort_by_key(|(no, poll)| (poll.round.opened, *no));
        let quizzes = u32::try_from(counting.len()).unwrap_or(u32::MAX);
        (quizzes > 0).then(|| Self { quizzes, ..ranked(&summed(&counting)) })
    }

    /// How many people answered.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.people.len()).unwrap_or(u32::MAX)
    }

    /// What that person came to.
    #[must_use]
    pub fn get(&self, person: PersonId) -> Option<&Score> {
        let at = self.people.binary_search_by_key(&person, |(person, _)| *person).ok()?;
        self.people.get(at).map(|(_, score)| score)
    }

    /// Those with most points, the first one first.
    pub fn top(&self) -> impl Iterator<Item = (PersonId, &Score)> {
        self.top.iter().filter_map(|person| Some((*person, self.get(*person)?)))
    }

    /// Whether a view shows that person.
    #[must_use]
    pub fn shows(&self, person: PersonId) -> bool {
        self.top.contains(&person)
    }

    /// Everyone on the board.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.people.iter().map(|(person, _)| *person)
    }
}

/// The sums over those quizzes. Whoever took every answer back did not answer.
fn summed(quizzes: &[(PollNo, &Poll)]) -> BTreeMap<PersonId, Sum> {
    let mut sums = BTreeMap::new();
    for (place, (_, quiz)) in quizzes.iter().enumerate() {
        for (Voter(person), ballot) in quiz.round.ballots.iter().filter(|(_, ballot)| ballot.mark.is_some()) {
            let came = (place, ballot.took.unwrap_or(u32::MAX));
            let sum: &mut Sum = sums.entry(*person).or_insert(Sum { came, ..Sum::default() });
            sum.points = sum.points.saturating_add(points(&quiz.plan, &quiz.round, ballot));
            sum.right += u32::from(is_right(&quiz.plan, ballot));
        }
    }
    sums
}

/// The board of these sums. Among equals whoever came to it first is named first.
fn ranked(sums: &BTreeMap<PersonId, Sum>) -> Scores {
    let mut coming: Vec<_> = sums.iter().map(|(person, sum)| (sum.came, *person, sum)).collect();
    coming.sort_unstable_by_key(|(came, person, _)| (*came, *person));
    let mut board: Vec<_> = (0..).zip(coming).map(|(alias, (_, person, sum))| (alias, person, sum)).collect();
    board.sort_by_key(|(_, _, sum)| Reverse(sum.points));
    let mut people = Vec::with_capacity(board.len());
    let mut above = (u32::MAX, 0);
    for (place, (alias, person, Sum { points, right, .. })) in (1..).zip(&board) {
        if *points != above.0 {
            above = (*points, place);
        }
        people.push((*person, Score { points: *points, right: *right, rank: above.1, alias: *alias }));
    }
    let top = people.iter().take(Scores::TOP).map(|(person, _)| *person).collect();
    people.sort_unstable_by_key(|(person, _)| *person);
    Scores { quizzes: 0, people, top }
}

impl State {
    /// The scores of a session, where one of its quizzes counts.
    #[must_use]
    pub fn scores_of(&self, session: SessionNo) -> Option<&Scores> {
        self.scores.get(&session).map(|scores| &**scores)
    }
}
