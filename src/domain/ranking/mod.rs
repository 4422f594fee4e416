//! What rankings come to that are not counted by Borda: by instant runoff, or by the method of Schulze.
//!
//! Both take ballots that name some of the options only. What a ballot does not name stands below all that it names, each beside
//! the others: in a runoff it counts for none of them, by Schulze it puts none of them before another.

mod runoff;
mod schulze;

#[cfg(test)]
mod published;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ballot::Mark;
use super::poll::{Method, PollKind, PollPlan, Round};

pub use runoff::{Runoff, RunoffRound, Tie, runoff};
pub use schulze::{pairs, places};

/// What such a ranking comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ranked {
    /// How many put each option first.
    pub first: Vec<u32>,
    /// The place of each option, from 1: one more than how many stand before it, so that equals share one. None where nobody voted,
    /// and of a runoff before it is over.
    pub places: Vec<u32>,
    /// The rounds of a runoff, in their order, once it is over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RunoffRound>>")]
    pub rounds: Vec<RunoffRound>,
    /// By the method of Schulze, once it is over: how many put the option of the row before that of the column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Vec<u32>>>")]
    pub pairs: Vec<Vec<u32>>,
}

impl Ranked {
    /// What a round comes to; none where it is no such ranking. Of a runoff that is not over these are its first choices.
    #[must_use]
    pub fn of(plan: &PollPlan, round: &Round) -> Option<Self> {
        let PollKind::Ranking { method } = plan.kind else { return None };
        let (first, is_over) = (round.tally.counts.clone(), round.closed.is_some());
        match method {
            Method::Borda => None,
            Method::InstantRunoff if is_over => {
                let kept = round.runoff.clone();
                let Runoff { rounds, places } = match kept.or_else(|| counted(plan, round).map(Arc::new)) {
                    Some(runoff) => Arc::unwrap_or_clone(runoff),
                    None => Runoff::default(),
                };
                Some(Self { first, places, rounds, pairs: Vec::new() })
            }
            Method::InstantRunoff => Some(Self { first, ..Self::default() }),
            Method::Schulze => {
                let (options, counted) = (plan.rows(), &round.tally.pairs);
                let places = if round.tally.voters > 0 { places(counted, options) } else { Vec::new() };
                let rows = counted.chunks(options.max(1)).filter(|_| is_over).map(<[u32]>::to_vec);
                Some(Self { first, places, pairs: rows.collect(), rounds: Vec::new() })
            }
        }
    }
}

/// Counts the runoff of a round; none where it is none.
#[must_use]
pub fn counted(plan: &PollPlan, round: &Round) -> Option<Runoff> {
    if plan.kind != (PollKind::Ranking { method: Method::InstantRunoff }) {
        return None;
    }
    let orders = round.ballots.values().filter_map(|ballot| match &ballot.mark {
        Some(Mark::Options(order)) => Some(order.as_slice()),
        _ => None,
    });
    Some(runoff(plan.rows(), orders))
}
