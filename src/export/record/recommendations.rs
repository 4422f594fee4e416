//! What the forum recommended, what that rests on, and what became of it.

use serde::Serialize;

use super::tell::Teller;
use crate::domain::forum::Title;
use crate::domain::id::{RecommendationNo, VoteNo};
use crate::domain::recommendation::{
    Day, EvidenceView, FollowUp, Recommendation, RecommendationItem, RecommendationStage, whole,
};

/// A recommendation.
#[derive(Debug, Serialize)]
pub struct RecommendationRecord {
    /// Its number.
    pub recommendation: RecommendationNo,
    /// How far it is.
    pub stage: RecommendationStage,
    /// The one that it was merged into.
    pub into: Option<RecommendationNo>,
    /// Its heading; none when it was erased.
    pub title: Option<String>,
    /// Its text; none where it has none, or when it was erased.
    pub text: Option<String>,
    /// Its track or topic.
    pub label: Title,
    /// The office that it is for.
    pub owner: Title,
    /// By when.
    pub due: Option<Day>,
    /// The mean of rapporteurs' marks for what it would bring, in hundredths.
    pub impact: Option<u32>,
    /// The mean of their marks for how well it can be done, in hundredths.
    pub feasibility: Option<u32>,
    /// How many gave marks.
    pub markers: u32,
    /// The vote that it was put to.
    pub vote: Option<VoteNo>,
    /// How many were for it.
    pub agree: Option<u32>,
    /// How many were against it.
    pub disagree: Option<u32>,
    /// How many abstained.
    pub abstain: Option<u32>,
    /// Whether that was enough.
    pub agreed: Option<bool>,
    /// When it was published.
    pub published: Option<String>,
    /// It was though the vote did not agree.
    pub anyway: bool,
    /// Why it is published no more.
    pub reason: Option<String>,
    /// What was done of it, the latest last.
    pub steps: Vec<StepRecord>,
    /// What it rests on, with the numbers that everyone is told.
    pub evidence: Vec<EvidenceView>,
    /// When it was drafted.
    pub drafted: String,
}

/// What was done of a recommendation.
#[derive(Debug, Serialize)]
pub struct StepRecord {
    /// How it stood then.
    pub status: FollowUp,
    /// A word on it.
    pub note: Option<String>,
    /// When.
    pub time: String,
}

impl Teller<'_> {
    /// All of them, whatever became of them.
    pub(super) fn recommendations(&self) -> Vec<RecommendationRecord> {
        let all = self.state.recommendations.all.iter();
        all.filter_map(|(no, held)| Some(self.recommendation(held, whole(self.state, *no)?))).collect()
    }

    fn recommendation(&self, held: &Recommendation, item: RecommendationItem) -> RecommendationRecord {
        let step = |step: &crate::domain::recommendation::Step| StepRecord {
            status: step.status,
            note: step.note.and_then(|no| self.text(no)),
            time: self.clock.tell(step.at),
        };
        RecommendationRecord {
            recommendation: item.r,
            stage: item.stage,
            into: item.into,
            title: self.text(held.title),
            text: held.text.and_then(|no| self.text(no)),
            label: held.label.clone(),
            owner: held.owner.clone(),
            due: held.due,
            impact: item.marks.and_then(|marks| marks.impact),
            feasibility: item.marks.and_then(|marks| marks.feasibility),
            markers: item.marks.map_or(0, |marks| marks.n),
            vote: item.outcome.map(|outcome| outcome.round),
            agree: item.outcome.map(|outcome| outcome.agree),
            disagree: item.outcome.map(|outcome| outcome.disagree),
            abstain: item.outcome.map(|outcome| outcome.abstain),
            agreed: item.outcome.map(|outcome| outcome.agreed),
            published: item.published.map(|at| self.clock.tell(at)),
            anyway: item.anyway,
            reason: item.reason,
            steps: held.steps.iter().map(step).collect(),
            evidence: item.evidence,
            drafted: self.clock.tell(held.at),
        }
    }
}
