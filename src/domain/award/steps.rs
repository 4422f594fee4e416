//! In which steps a track is revealed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Award, TrackResult};

/// The lowest place that is revealed by itself.
const LOWEST: u8 = 3;

/// A step of a track: what is shown next to whoever is in the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AwardStep")]
pub enum Step {
    /// Who won the people's own prize.
    People,
    /// Whoever has that place.
    Place(u8),
    /// That nobody won.
    Nobody,
}

impl TrackResult {
    /// Its steps: the people's own prize, where there is one, then the places from the third to the first. A place that nobody
    /// has, as others share the one above, is no step. That nobody has any is one.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let people = self.nominees.iter().any(|nominee| nominee.people_place == Some(1));
        let places = (1..=LOWEST).rev().filter(|place| self.nominees.iter().any(|n| n.place == Some(*place)));
        let steps: Vec<Step> =
            people.then_some(Step::People).into_iter().chain(places.map(Step::Place)).collect();
        if steps.is_empty() { vec![Step::Nobody] } else { steps }
    }
}

impl Award {
    /// What was counted of a track, once it was opened.
    #[must_use]
    pub fn result(&self, track: usize) -> Option<&TrackResult> {
        self.results.as_ref()?.tracks.get(track)
    }

    /// The steps of a track that were revealed.
    #[must_use]
    pub fn shown(&self, track: usize) -> Vec<Step> {
        let shown = self.revealed.get(track).copied().unwrap_or(0);
        let mut steps = self.result(track).map(TrackResult::steps).unwrap_or_default();
        steps.truncate(usize::from(shown));
        steps
    }

    /// The step of a track that is revealed next; none where all of it was.
    #[must_use]
    pub fn next(&self, track: usize) -> Option<Step> {
        let shown = self.revealed.get(track).copied().unwrap_or(0);
        self.result(track)?.steps().get(usize::from(shown)).copied()
    }

    /// Whether all of a track was revealed.
    #[must_use]
    pub fn is_told(&self, track: usize) -> bool {
        let shown = self.revealed.get(track).copied().unwrap_or(0);
        self.result(track).is_some_and(|result| result.steps().len() <= usize::from(shown))
    }
}
