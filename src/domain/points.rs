//! The points of a quiz's ballot.
//!
//! A right answer has [`MOST`] points the moment the round opens, and loses [`MOST`] - [`LEAST`] of them evenly over the
//! round's time; a wrong one has none. The idea is that of Kahoot's "how points work": half of the points are for being
//! right, half for being early. In whole numbers, so that every node comes to the same:
//!
//! > points = 1,000 - 500 × took / time, cut to a whole number below what is taken off
//!
//! `took` is from the round's opening to the receipt of the ballot by the server, `time` how long the round was to be open
//! when it opened: closing it early changes nobody's points. Where no time was set nobody is early, and every right answer
//! has [`MOST`].

use super::ballot::{Ballot, Mark};
use super::poll::{Poll, PollKind, PollPhase, PollPlan, Round};

/// What a right answer has at the moment of opening, and in a round without a time.
pub const MOST: u32 = 1_000;

/// What a right answer has at the last moment, and where it is not known how long it took.
pub const LEAST: u32 = 500;

/// The points of a ballot, 0 to [`MOST`]: those of the answer that stands, as of when it was given. Whoever changes to the
/// right answer has the points of the change.
#[must_use]
pub fn points(plan: &PollPlan, round: &Round, ballot: &Ballot) -> u32 {
    match round.time {
        _ if !is_right(plan, ballot) => 0,
        None => MOST,
        Some(time) => MOST - lost(ballot.took, time.0),
    }
}

/// Whether the ballot says what is right.
#[must_use]
pub fn is_right(plan: &PollPlan, ballot: &Ballot) -> bool {
    match (plan.kind, &ballot.mark) {
        (PollKind::Quiz { answer }, Some(Mark::Options(chosen))) => chosen.as_slice() == [answer],
        _ => false,
    }
}

fn lost(took: Option<u32>, time: i64) -> u32 {
    let all = MOST - LEAST;
    let time = u64::try_from(time).unwrap_or_default().max(1);
    took.map_or(all, |took| (u64::from(all) * u64::from(took).min(time) / time) as u32)
}

impl Poll {
    /// Whether its ballots have points: a quiz whose ballots are not secret.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        matches!(self.plan.kind, PollKind::Quiz { .. }) && !self.plan.settings.secret
    }

    /// Whether its round at hand counts for the leaderboard: closed, and everyone was told what is right.
    #[must_use]
    pub fn counts_for_leaders(&self) -> bool {
        self.is_scored() && self.phase == PollPhase::Closed && self.revealed
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::forum::Title;
    use crate::domain::id::CommandId;
    use crate::domain::poll::PollSettings;
    use crate::domain::register::Seq;
    use crate::domain::time::Millis;

    fn of(place: u8, took: Option<u32>, time: Option<i64>) -> u32 {
        let plan = Arc::new(PollPlan {
            title: Title::default(),
            kind: PollKind::Quiz { answer: 1 },
            options: vec![Title::default(); 4],
            labels: Vec::new(),
            settings: PollSettings::default(),
        });
        let mark = (&[place][..]).try_into().ok().map(Mark::Options);
        let round = Round { no: 1, time: time.map(Millis), ..Round::default() };
        points(
            &plan,
            &round,
            &Ballot { mark, seq: Seq(1), id: CommandId(1), took, assisted: None, edition: 0, signed: None },
        )
    }

    #[test]
    fn a_right_answer_loses_half_of_its_points_evenly_over_the_time() {
        let at = |took| of(1, Some(took), Some(20_000));
        assert_eq!([0, 1, 5_000, 10_000, 19_999, 20_000].map(at), [1_000, 1_000, 875, 750, 501, 500]);
    }

    #[test]
    fn a_wrong_one_has_none_however_early() {
        assert_eq!(of(0, Some(0), Some(20_000)), 0);
        assert_eq!(of(2, None, None), 0);
    }

    #[test]
    fn without_a_time_every_right_answer_has_the_same() {
        assert_eq!((of(1, Some(3), None), of(1, Some(900_000), None)), (MOST, MOST));
    }

    #[test]
    fn what_was_cast_before_times_were_kept_has_the_least() {
        assert_eq!(of(1, None, Some(20_000)), LEAST);
    }

    proptest! {
        #[test]
        fn an_earlier_answer_never_has_less(time in 1..=86_400_000_i64, one in 0..86_400_000_u32, later in 0..9_999_u32) {
            let (first, second) = (of(1, Some(one), Some(time)), of(1, Some(one.saturating_add(later)), Some(time)));
            prop_assert!(first >= second);
            prop_assert!((LEAST..=MOST).contains(&first) && (LEAST..=MOST).contains(&second));
        }

        #[test]
        fn no_time_that_an_altered_journal_may_say_goes_beyond_the_bounds(time: i64, took: Option<u32>) {
            prop_assert!((LEAST..=MOST).contains(&of(1, took, Some(time))));
        }
    }
}
