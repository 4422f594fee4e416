//! The award of a session: a jury's marks and the people's choice, counted once and revealed place by place.
//!
//! The rules are the organiser's until the scoring begins and nobody's afterwards. What jurors gave is told to nobody, desks
//! included, and neither is what the people chose: two organisers open the award together, the change in which they do says
//! what was counted, and from then on each track is shown from its third place to its first. So nobody knows a winner before
//! the wall does, and whoever has the journal can count again.
//!
//! All of it is whole numbers: points are thousandths of a point out of 100, and each rounding is said where it is done.

mod apply;
mod asked;
mod blind;
mod bring;
mod change;
mod command;
mod count;
mod decide;
mod lot;
mod plan;
mod results;
mod sealed;
mod steps;
mod view;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{BadgeNo, CommandId, LinkNo, PollNo};
use super::left_out::is_default;
use super::register::{Register, Seq};
use super::time::{Millis, Time};

pub use apply::{apply, touch_juries};
pub use blind::{
    AwardKey, BallotSignature, BlindBallot, Blinded, Fixed, Minted, PaperSignature, PublicKey, Signed,
    VoterKey, ballot_text, paper_text,
};
pub use change::AwardChange;
pub use command::AwardCommand;
#[cfg(test)]
pub(crate) use count::results;
pub(in crate::domain) use decide::can_be_shown;
pub use decide::decide;
pub use lot::Lot;
pub use plan::{AwardPlan, Criterion, Nominee, Normalise, PeoplesChoice, Tie, Track, TrackKind};
pub use results::{AwardResults, NomineeResult, TrackResult};
pub use steps::Step;
pub use view::{
    AwardPlanView, AwardView, JurorItem, JuryView, OpeningView, OwnSheet, PaperView, PapersView,
    ShownNominee, ShownStep, TrackView, award, is_plan_shown, is_shown, jury, papers, plan, sheets,
};

/// Jurors of a forum at most, by their links that nobody took back.
pub const JURORS: usize = 60;
/// How long the one organiser waits for the other to open the award with them.
pub const TOGETHER: Millis = Millis::minutes(30);

/// A session's award.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// Raised by everything but marks and recusals: what a command about it names.
    pub version: u32,
    /// Its rules and its nominees. Settled once the scoring has begun.
    pub plan: Arc<AwardPlan>,
    /// How far it is.
    pub stage: Stage,
    /// Whether its scoring began once: everyone has been told of it since, and goes on being told how far it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
    /// What the last tie falls to, drawn when the scoring began.
    pub lot: Option<Lot>,
    /// The people's choice of each track, by the tracks' places.
    pub polls: Vec<Option<PollNo>>,
    /// What jurors gave. One that was taken back stays, so that an older one cannot come after it.
    #[serde(with = "super::pairs")]
    pub sheets: OrdMap<Case, Sheet>,
    /// Jurors' links in whose place another one's came, and that one: what was given by the first is the second's.
    #[serde(default, with = "super::pairs", skip_serializing_if = "OrdMap::is_empty")]
    pub heirs: OrdMap<LinkNo, LinkNo>,
    /// The last link that there was when the scoring began.
    #[serde(default)]
    pub links: LinkNo,
    /// Who may not judge whom.
    #[serde(with = "super::pairs")]
    pub recusals: OrdMap<Case, Recusal>,
    /// The organiser who asked for the opening first.
    pub asked: Option<Asked>,
    /// What was counted at the opening.
    pub results: Option<Arc<AwardResults>>,
    /// How many steps of each track were revealed.
    pub revealed: Vec<u8>,
    /// The key of blind ballots, where the people's choice is by those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Arc<AwardKey>>,
    /// The key of a scoring that was taken back: no other one begins with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent: Option<PublicKey>,
    /// The papers that badges took. More than one of a badge were given by histories that knew nothing of each other.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub papers: OrdMap<BadgeNo, Arc<Vec<Paper>>>,
}

/// That a badge took its paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Paper {
    /// Of the blinded message that was signed.
    pub blinded: Blinded,
    /// How often the badge's code had been replaced.
    #[serde(default, skip_serializing_if = "is_default")]
    pub edition: u32,
}

/// How far an award is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Its rules and nominees are being set.
    #[default]
    Preparing,
    /// The jury gives marks.
    Scoring,
    /// No mark is taken any more.
    Sealed,
    /// It was counted.
    Opened,
}

/// A juror and whom they judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Case {
    /// The track, by its place.
    pub track: u8,
    /// The nominee, by its place in the track.
    pub nominee: u8,
    /// The juror's link.
    pub juror: LinkNo,
}

/// A juror's marks for a nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// One for each criterion; none where they were taken back.
    pub marks: Box<[u8]>,
    /// The juror's sequence number: the highest (seq, id) stands.
    pub seq: Seq,
    /// The command that set them.
    pub id: CommandId,
}

/// Why a juror does not judge a nominee: one of the two is enough.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// The juror's own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Register>,
    /// The organisers'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Register>,
}

/// An organiser asked for the opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// By that link.
    pub by: LinkNo,
    /// When.
    pub time: Time,
}

impl Recusal {
    /// Whether it stands.
    #[must_use]
    pub fn stands(&self) -> bool {
        [self.own, self.organiser].into_iter().flatten().any(|set| set.on)
    }
}

impl Award {
    /// The juror whose marks those of that link are.
    #[must_use]
    pub fn standing(&self, juror: LinkNo) -> LinkNo {
        // An heir has no marks of its own to pass on before it inherits, and is no link's heir twice: the chain ends.
        let mut standing = juror;
        while let Some(heir) = self.heirs.get(&standing) {
            standing = *heir;
        }
        standing
    }

    /// How many papers were given, and how many badges have more than one.
    #[must_use]
    pub fn papers_given(&self) -> (u32, u32) {
        let count = |(all, twice): (u32, u32), papers: &Arc<Vec<Paper>>| {
            (all + papers.len() as u32, twice + u32::from(papers.len() > 1))
        };
        self.papers.values().fold((0, 0), count)
    }

    /// Whether its rules are settled.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.stage != Stage::Preparing
    }

    /// Whether that juror may not judge that nominee.
    #[must_use]
    pub fn is_recused(&self, case: Case) -> bool {
        self.recusals.get(&case).is_some_and(Recusal::stands)
    }

    /// The marks of a track that count: whole sheets of jurors who may judge the nominee.
    pub fn counted(&self, track: u8) -> impl Iterator<Item = (Case, &[u8])> {
        let of = |nominee, juror| Case { track, nominee, juror };
        let all = self.sheets.range(of(0, LinkNo(0))..=of(u8::MAX, LinkNo(u32::MAX)));
        let given = all.filter(|(case, sheet)| !sheet.marks.is_empty() && !self.is_recused(**case));
        given.map(|(case, sheet)| (*case, &*sheet.marks))
    }
}
