//! What recommendations look like to whoever may see them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{RecommendationNo, VoteNo};
use crate::domain::left_out::is_default;
use crate::domain::recommendation::evidence::EvidenceView;
use crate::domain::recommendation::{Day, FollowUp, Marks, Rule};
use crate::domain::text::direction::Direction;
use crate::domain::time::Time;

/// The recommendations that everyone sees: what is put to the vote, what is published and what was; to rapporteurs all of them. A
/// window on the first of `head.order`; the rest is read by pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecommendationsView {
    /// Their order, and the vote at hand.
    pub head: RecommendationsHead,
    /// Those in the window, in no order.
    pub items: Vec<RecommendationItem>,
}

/// What changed of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecommendationsDiff {
    /// Their order, and the vote at hand, as they are now.
    pub head: RecommendationsHead,
    /// Whole items, by `r`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RecommendationItem>>")]
    pub put: Vec<RecommendationItem>,
    /// Those that left the window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RecommendationNo>>")]
    pub gone: Vec<RecommendationNo>,
}

/// What is told beside the recommendations themselves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RecommendationsHead {
    /// All of them in their order, also those beyond the window.
    pub order: Vec<RecommendationNo>,
    /// The vote at hand: the open one, otherwise the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub vote: Option<VoteView>,
    /// Those that were put first by hand; to rapporteurs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RecommendationNo>>")]
    pub by_hand: Vec<RecommendationNo>,
    /// What arranging names; to rapporteurs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub arrangement: Option<u32>,
}

/// A vote, without what was counted: that is told with each recommendation, once it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RecommendationsVote")]
pub struct VoteView {
    /// Its number.
    pub round: VoteNo,
    /// What is voted on.
    pub list: Vec<RecommendationNo>,
    /// When something is agreed.
    pub rule: Rule,
    /// When it was opened.
    pub opened: Time,
    /// When it closes by itself: nothing is taken then or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<Time>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub closed: Option<Time>,
    /// How many people said something; to phones once it is closed, as each vote would wake thousands of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub voted: Option<u32>,
}

/// A recommendation as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecommendationItem {
    /// Its number.
    pub r: RecommendationNo,
    /// What commands about it name.
    pub v: u32,
    /// How far it is.
    pub stage: RecommendationStage,
    /// Its heading; empty once it was erased, and of one that is published no more once somebody works on it again.
    pub title: String,
    /// Its text; none of one that is published no more, but to rapporteurs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// The direction of most letters of both.
    pub dir: Direction,
    /// Its track or topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<Title>,
    /// The office that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub owner: Option<Title>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub due: Option<Day>,
    /// How many things it rests on that count, and of how many of these the words were erased.
    pub pieces: u32,
    /// The latter.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub erased: u32,
    /// They: not in the window of phones, which read a page for those of one. Of what everyone may not see any more rapporteurs alone are told, and only
    /// that it is so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<EvidenceView>>")]
    pub evidence: Vec<EvidenceView>,
    /// A number that is another one where what it rests on says something else, whatever is counted of it: in the window of phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub e: Option<u32>,
    /// When its office or its day was set after it was put to the vote: the room saw others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub assigned: Option<Time>,
    /// When an organiser put its words right after it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub corrected: Option<Time>,
    /// What the vote that it was put to last came to, once that is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub outcome: Option<OutcomeView>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub published: Option<Time>,
    /// It was published though the vote did not agree.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub anyway: bool,
    /// What was done of it, the latest last: the latest that fit; in the window of phones the last one alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<StepView>>")]
    pub steps: Vec<StepView>,
    /// Why it is published no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    /// When it was drafted; to rapporteurs, as all that follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub at: Option<Time>,
    /// The one that it was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub into: Option<RecommendationNo>,
    /// Those that were merged into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RecommendationNo>>")]
    pub absorbed: Vec<RecommendationNo>,
    /// The vote that it was put to as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub put: Option<VoteNo>,
    /// A vote on it is planned or was held, and did not agree with it as it stands.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub unagreed: bool,
    /// What rapporteurs' marks come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub marks: Option<MarksView>,
}

/// How far a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationStage {
    /// Rapporteurs work on it.
    Draft,
    /// It is put to the vote, or was.
    Proposed,
    /// Everyone sees it.
    Published,
    /// It is published no more.
    Unpublished,
    /// It was given up.
    Withdrawn,
    /// It was united with another one.
    Merged,
}

/// What a vote came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RecommendationOutcome")]
pub struct OutcomeView {
    /// In which vote.
    pub round: VoteNo,
    /// How many are for it.
    pub agree: u32,
    /// How many are against it.
    pub disagree: u32,
    /// How many abstain.
    pub abstain: u32,
    /// Whether that is enough by the rule.
    pub agreed: bool,
}

/// What was done of a recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RecommendationStep")]
pub struct StepView {
    /// How it stood then.
    pub status: FollowUp,
    /// A word on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// When that was said.
    pub at: Time,
}

/// What marks come to: their means from three on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RecommendationRanking")]
pub struct MarksView {
    /// Their mean for what it would bring, in hundredths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub impact: Option<u32>,
    /// Their mean for how well it can be done, in hundredths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub feasibility: Option<u32>,
    /// The product of both, in hundredths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<u32>,
    /// How many gave marks.
    pub n: u32,
}

/// What somebody said in the vote at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "OwnRecommendationVotes")]
pub struct OwnVoices {
    /// In which vote.
    pub round: VoteNo,
    /// Those that one is for.
    pub agree: Vec<RecommendationNo>,
    /// Those that one is against.
    pub disagree: Vec<RecommendationNo>,
    /// Those at which one abstains.
    pub abstain: Vec<RecommendationNo>,
}

/// Own marks of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "OwnRecommendationMarks")]
pub struct OwnMarks {
    /// Of which one.
    pub r: RecommendationNo,
    /// The marks.
    #[serde(flatten)]
    pub marks: Marks,
}

impl RecommendationItem {
    /// All that people wrote of it.
    pub fn every_text(&self) -> impl Iterator<Item = &str> {
        let notes = self.steps.iter().filter_map(|step| step.note.as_deref());
        let own =
            std::iter::once(self.title.as_str()).chain(self.text.as_deref()).chain(self.reason.as_deref());
        own.chain(notes).chain(self.evidence.iter().flat_map(EvidenceView::said))
    }
}
