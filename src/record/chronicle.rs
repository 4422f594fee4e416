//! What a walk over a journal gathers that no state holds: how much was given when, and the moments that a hall remembers.

mod gathered;
mod marks;

use std::collections::{BTreeMap, BTreeSet};

use super::LEAST_RATINGS;
use super::shape::RecordQuarter;
use crate::domain::change::Change;
use crate::domain::id::{PersonId, SessionNo};
use crate::domain::time::Time;
use gathered::{Gathered, Given};

pub use marks::{Mark, MarkKind, marks};

/// How long a quarter of an hour is, in milliseconds.
pub const QUARTER: u32 = 15 * 60 * 1_000;
/// The most quarters that are kept: sixty days of them, each with something.
const MOST_QUARTERS: usize = 60 * 24 * 4;
/// The most marks that are kept.
pub const MOST_MARKS: usize = 4_000;

#[derive(Debug, Clone, Copy, Default)]
struct Quarter {
    questions: u32,
    supports: u32,
    ballots: u32,
    ideas: u32,
    dots: u32,
    votes: u32,
    stands: u32,
    speakers: u32,
    ratings: u32,
    stars: u32,
    /// How many people these ratings are of.
    raters: u32,
}

/// What was gathered so far, entry by entry.
#[derive(Debug, Clone, Default)]
pub struct Chronicle {
    quarters: BTreeMap<i64, Quarter>,
    /// How many dots each person has on each board.
    dots: BTreeMap<(SessionNo, PersonId), u32>,
    /// Who rated in the quarter that was counted last: no entry is earlier than the one before it.
    raters: (i64, BTreeSet<PersonId>),
    marks: Vec<Mark>,
    /// There were more than are kept.
    has_more: bool,
    /// The last revision that erased words.
    erased: u64,
}

impl Chronicle {
    /// Takes the next entry: its revision, when it was decided, and what it changed.
    pub fn take(&mut self, rev: u64, at: Time, changes: &[Change]) {
        for change in changes {
            if matches!(change, Change::Erased { .. }) {
                self.erased = rev;
            }
            match Gathered::of(change) {
                Gathered::Given(given) => self.count(at, given),
                Gathered::Moment(kind, about) => self.remember(Mark { rev, at, kind, about }),
                Gathered::Nothing => {}
            }
        }
    }

    fn remember(&mut self, mark: Mark) {
        if self.marks.len() < MOST_MARKS {
            self.marks.push(mark);
        } else {
            self.has_more = true;
        }
    }

    /// The last revision that erased words; 0 when none did.
    #[must_use]
    pub fn erased(&self) -> u64 {
        self.erased
    }

    /// Whether there were more marks than are kept.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.has_more
    }

    /// The quarters in which something was given.
    #[must_use]
    pub fn quarters(&self) -> Vec<RecordQuarter> {
        let told = self.quarters.iter().map(|(from, quarter)| RecordQuarter {
            from: Time(*from),
            questions: quarter.questions,
            supports: quarter.supports,
            ballots: quarter.ballots,
            ideas: quarter.ideas,
            dots: quarter.dots,
            votes: quarter.votes,
            stands: quarter.stands,
            speakers: quarter.speakers,
            ratings: quarter.ratings,
            // Somebody's rating that was changed four times is one person's, and tells what they think.
            mood: mean(quarter.stars, quarter.ratings, 1).filter(|_| quarter.raters >= LEAST_RATINGS),
        });
        told.collect()
    }

    fn count(&mut self, at: Time, given: Given) {
        let new = match given {
            Given::Dots { person, session, n } => self.new_dots((session, person), n),
            _ => 1,
        };
        if new == 0 {
            return;
        }
        let from = at.0.saturating_sub(at.0.rem_euclid(i64::from(QUARTER)));
        if self.quarters.len() >= MOST_QUARTERS && !self.quarters.contains_key(&from) {
            return;
        }
        let quarter = self.quarters.entry(from).or_default();
        match given {
            Given::Question => quarter.questions += 1,
            Given::Support => quarter.supports += 1,
            Given::Ballot => quarter.ballots += 1,
            Given::Idea => quarter.ideas += 1,
            Given::Dots { .. } => quarter.dots += new,
            Given::Vote => quarter.votes += 1,
            Given::Stand => quarter.stands += 1,
            Given::Speaker => quarter.speakers += 1,
            Given::Rating { person, stars } => {
                quarter.ratings += 1;
                quarter.stars += u32::from(stars);
                if self.raters.0 != from {
                    self.raters = (from, BTreeSet::new());
                }
                quarter.raters += u32::from(self.raters.1.insert(person));
            }
        }
    }

    /// How many more dots somebody has on a board than before: all of them are given each time, and what is taken back was not given.
    fn new_dots(&mut self, whose: (SessionNo, PersonId), now: u32) -> u32 {
        now.saturating_sub(self.dots.insert(whose, now).unwrap_or_default())
    }
}

/// A mean of stars in hundredths, from so many ratings on.
pub(super) fn mean(stars: u32, ratings: u32, least: u32) -> Option<u32> {
    (ratings >= least.max(1)).then(|| (stars.saturating_mul(100) + ratings / 2) / ratings)
}
