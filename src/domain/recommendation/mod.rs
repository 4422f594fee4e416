//! Recommendations: what a forum advises, each resting on what its people gave.
//!
//! Rapporteurs draft them from questions, ideas, statements and polls, merge and rank them, put them to the vote of everyone, and
//! publish and follow them up. Evidence is referred to and never copied: its words and its counts are those of the moment, so
//! that what is erased is gone here too. They are the forum's and no session's.

mod apply;
mod bring;
mod change;
mod command;
mod day;
mod decide;
mod evidence;
mod ranking;
mod round;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::forum::Title;
use super::id::{CommandId, LinkNo, RecommendationNo, VoteNo, WordsNo};
use super::register::Seq;
use super::role::Author;
use super::state::State;
use super::time::Time;

pub use apply::apply;
pub use change::RecommendationChange;
pub use command::{ReadRecommendation, RecommendationCommand};
pub use day::Day;
pub use decide::decide;
pub(in crate::domain) use decide::due;
pub use evidence::{Evidence, EvidenceView, Gone, OptionCount};
pub use ranking::Score;
pub use round::{Cast, Outcome, Round, Rule, Voice, Votes};
pub use view::{
    MarksView, OutcomeView, OwnMarks, OwnVoices, RecommendationItem, RecommendationStage,
    RecommendationsDiff, RecommendationsHead, RecommendationsView, StepView, VoteView, is_listed, is_shown,
    own_marks, own_voices, page, published, recommendations, revision, whole,
};

/// Recommendations at most that are drafted, proposed or published.
pub const STANDING: usize = 100;
/// Recommendations at most, whatever became of them.
pub const EVER: usize = 500;
/// Of those that stand, so many at most are proposed or published.
pub const PUBLIC: usize = 40;
/// So many of the places of those that stand, and of all that there ever are, moderators leave to rapporteurs and organisers: no desk
/// that drafts and drafts shuts them out.
pub const RAPPORTEURS_STANDING: usize = 40;
/// The latter.
pub const RAPPORTEURS_EVER: usize = 200;
/// So many of them rapporteurs leave to organisers.
pub const ORGANISERS_STANDING: usize = 10;
/// The latter.
pub const ORGANISERS_EVER: usize = 50;
/// So many votes rapporteurs leave to organisers.
pub const ORGANISERS_VOTES: usize = 5;
/// Pieces of evidence of one at most, with those of what was merged into it.
pub const EVIDENCE: usize = 50;
/// Votes of a forum at most.
pub const VOTES: usize = 20;
/// Steps of a follow-up at most.
pub const STEPS: usize = 30;
/// Links of rapporteurs at most that nobody took back.
pub const RAPPORTEURS: usize = 60;
/// From so many marks on their means are told: of fewer they would tell each rapporteur what the others gave.
pub const MARKS_TOLD: u32 = 3;
/// Longest title, in graphemes, and in bytes.
pub const TITLE_LENGTH: usize = 120;
pub(in crate::domain) const TITLE_BYTES: usize = 960;
/// Longest text, in graphemes, and in bytes.
pub const TEXT_LENGTH: usize = 2_000;
pub(in crate::domain) const TEXT_BYTES: usize = 8_000;
/// Longest name of an office that owns one, in graphemes.
pub const OWNER_LENGTH: usize = 80;
/// Longest label, in graphemes.
pub const LABEL_LENGTH: usize = 60;
/// Longest note on a step, and longest reason, in graphemes, and in bytes.
pub const NOTE_LENGTH: usize = 500;
pub(in crate::domain) const NOTE_BYTES: usize = 2_000;

/// The recommendations of a forum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendations {
    /// All of them, whatever became of them.
    pub all: OrdMap<RecommendationNo, Arc<Recommendation>>,
    /// Those that rapporteurs put in order by hand; the others come after them, by their marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<RecommendationNo>,
    /// Raised whenever that order is set: what arranging names.
    pub arrangement: u32,
    /// The votes, in the order of their numbers.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub rounds: OrdMap<VoteNo, Arc<Round>>,
}

/// A recommendation. What it says is of the forum's words, and not forgotten by age: it is what comes of the forum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Who drafted it. Never in a view.
    pub author: Author,
    /// The command that did.
    pub id: CommandId,
    /// When.
    pub at: Time,
    /// Its heading.
    pub title: WordsNo,
    /// Its text.
    pub text: Option<WordsNo>,
    /// Its track or its topic; may be empty.
    pub label: Title,
    /// The office that it is for; may be empty.
    pub owner: Title,
    /// By when.
    pub due: Option<Day>,
    /// When both were set last after it was put to the vote that it stands by: the room saw others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<Time>,
    /// How far it is.
    pub stage: Stage,
    /// Raised by whatever changes it but marks and votes: what commands about it name.
    pub version: u32,
    /// What it rests on, in its order, without what it has by others.
    pub evidence: Vec<Evidence>,
    /// What it has by others and a rapporteur took out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Evidence>,
    /// Those that were merged into it: what they rest on it rests on too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absorbed: Vec<RecommendationNo>,
    /// What each rapporteur thinks of it. Marks that were taken back stay, so that older ones cannot come after them.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub marks: OrdMap<LinkNo, Marked>,
    /// The vote that it was put to as it stands: another one where it became a draft again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put: Option<VoteNo>,
    /// It was put to a vote once: it is not published by going round that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voted_on: bool,
    /// When and how it was published last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// When an organiser put its words right after it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Time>,
    /// Why it is published no more, until it is again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpublished: Option<WordsNo>,
    /// What was done of it, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// How far a recommendation is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Rapporteurs work on it.
    #[default]
    Draft,
    /// It is put to the vote, or will be.
    Proposed,
    /// Everyone sees it.
    Published,
    /// Given up, or published no more.
    Withdrawn,
    /// United with another one.
    Merged(RecommendationNo),
}

/// When a recommendation was published, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// When.
    pub at: Time,
    /// An organiser did though the vote that it was put to did not agree.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anyway: bool,
}

/// What a rapporteur thinks of a recommendation: the highest (seq, id) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The marks; none where they were taken back.
    pub marks: Option<Marks>,
    /// The device's sequence number.
    pub seq: Seq,
    /// The command that set them.
    pub id: CommandId,
}

/// What a recommendation would bring, and how well it can be done: one to five each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RecommendationMarks")]
pub struct Marks {
    /// What it would bring.
    pub impact: u8,
    /// How well it can be done.
    pub feasibility: u8,
}

/// What was done of a published recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// How it stood then.
    pub status: FollowUp,
    /// A word on it.
    pub note: Option<WordsNo>,
    /// When that was said.
    pub at: Time,
}

/// How it stands with what was recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FollowUp {
    /// Not begun.
    Planned,
    /// Begun.
    UnderWay,
    /// Done.
    Done,
    /// It will not be done.
    NotPursued,
}

impl Stage {
    /// Whether it counts among those that there may be.
    #[must_use]
    pub fn stands(self) -> bool {
        matches!(self, Self::Draft | Self::Proposed | Self::Published)
    }

    /// Whether it is put before everyone.
    #[must_use]
    pub fn is_public(self) -> bool {
        matches!(self, Self::Proposed | Self::Published)
    }
}

impl Recommendation {
    /// Its heading and its text.
    pub fn said(&self) -> impl Iterator<Item = WordsNo> + use<> {
        std::iter::once(self.title).chain(self.text)
    }

    /// The words on what was done of it.
    pub fn notes(&self) -> impl Iterator<Item = WordsNo> {
        self.steps.iter().filter_map(|step| step.note)
    }

    /// All words that are of it.
    pub fn words(&self) -> impl Iterator<Item = WordsNo> {
        self.said().chain(self.unpublished).chain(self.notes())
    }
}

impl Recommendations {
    /// Whether there is nothing of them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.rounds.is_empty() && self.arrangement == 0
    }

    /// How many are so far.
    #[must_use]
    pub fn count(&self, such: impl Fn(Stage) -> bool) -> usize {
        self.all.values().filter(|held| such(held.stage)).count()
    }

    /// The vote that is open.
    #[must_use]
    pub fn open_round(&self) -> Option<&Arc<Round>> {
        self.rounds.values().rev().find(|round| round.closed.is_none())
    }

    /// The vote at hand: the open one, otherwise the one that was opened last.
    #[must_use]
    pub fn round(&self) -> Option<&Arc<Round>> {
        self.open_round().or_else(|| self.rounds.values().max_by_key(|round| (round.opened, round.no)))
    }

    /// Whether it is put to the vote that is open.
    #[must_use]
    pub fn is_voted_on(&self, no: RecommendationNo) -> bool {
        self.open_round().is_some_and(|round| round.list.contains(&no))
    }

    /// What the vote that it was put to last came to, once that is closed.
    #[must_use]
    pub fn outcome(&self, no: RecommendationNo) -> Option<Outcome> {
        let round = self.rounds.get(&self.all.get(&no)?.put?)?;
        round.closed.map(|_| round.outcome(no))
    }

    /// Whether a vote on it is planned or was held, and did not agree with it as it stands.
    #[must_use]
    pub fn lacks_agreement(&self, no: RecommendationNo) -> bool {
        let planned = |held: &Recommendation| held.voted_on || held.stage == Stage::Proposed;
        // What was united with it takes its vote along.
        let group = self.group(no);
        group.iter().filter_map(|no| self.all.get(no)).any(|held| planned(held))
            && !self.outcome(no).is_some_and(|outcome| outcome.agreed)
    }

    /// Itself and all that was merged into it. Each comes once: no room lets them be merged in a circle, but a journal that was altered may say so.
    #[must_use]
    pub fn group(&self, no: RecommendationNo) -> Vec<RecommendationNo> {
        let (mut group, mut seen, mut next) = (vec![no], BTreeSet::from([no]), 0);
        while let Some(no) = group.get(next) {
            let absorbed = self.all.get(no).map(|held| held.absorbed.as_slice()).unwrap_or_default();
            group.extend(absorbed.iter().filter(|no| seen.insert(**no)));
            next += 1;
        }
        group
    }

    /// Those that rapporteurs see in their order: by hand as far as that goes, then by what marks come to, the earlier first among
    /// equals; what stands no more is last.
    #[must_use]
    pub fn in_order(&self) -> Vec<RecommendationNo> {
        let place =
            |no: &RecommendationNo| self.by_hand.iter().position(|held| held == no).unwrap_or(usize::MAX);
        let key = |(no, held): (&RecommendationNo, &Arc<Recommendation>)| {
            (!held.stage.stands(), place(no), std::cmp::Reverse(held.score()), *no)
        };
        let mut all: Vec<_> = self.all.iter().map(key).collect();
        all.sort();
        all.into_iter().map(|(.., no)| no).collect()
    }
}

impl State {
    /// A recommendation.
    #[must_use]
    pub fn recommendation(&self, no: RecommendationNo) -> Option<&Arc<Recommendation>> {
        self.recommendations.all.get(&no)
    }

    /// The vote that is open and closes by itself, and when.
    pub(in crate::domain) fn vote_due(&self) -> Option<Time> {
        self.recommendations.open_round().and_then(|round| round.until)
    }
}
