//! The rules of an award and its nominees.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::badge::Groups;
use crate::domain::decide::fits;
use crate::domain::forum::Title;
use crate::domain::left_out::is_default;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::strict::object_or_null;
use crate::domain::text::stored;

/// Tracks of an award at most.
const TRACKS: usize = 12;
/// Nominees of a track at most, and of one that is judged at least.
const NOMINEES: usize = 20;
const FEWEST_NOMINEES: usize = 2;
/// Criteria at most.
const CRITERIA: usize = 8;
/// The heaviest criterion.
const HEAVIEST: u8 = 100;
/// The marks that a jury may give go from 0 to one of these.
const SCALES: [u8; 3] = [5, 10, 100];
/// All names and lines of a plan, in bytes: everyone in the hall has it whole.
const TEXT: usize = 64 * 1024;

/// What an award is about and how it is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AwardPlan {
    /// The tracks, known by their places.
    pub tracks: Vec<Track>,
    /// What the jury judges by.
    pub criteria: Vec<Criterion>,
    /// The highest mark: 5, 10 or 100. The lowest is 0.
    pub scale: u8,
    /// What is made of a strict and a mild juror.
    pub normalise: Normalise,
    /// The fewest jurors that every nominee of a track needs, for the jury to decide it: 1 to 60.
    pub quorum_jury: u8,
    /// The people's choice beside the jury's.
    #[serde(deserialize_with = "object_or_null")]
    pub people: Option<PeoplesChoice>,
    /// What decides between equals, the first one first. Who is equal after all of them shares the place.
    pub ties: Vec<Tie>,
}

/// What somebody can be nominated for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its name.
    pub title: Title,
    /// Whether it is judged.
    #[serde(default)]
    pub kind: TrackKind,
    /// The nominees, known by their places.
    pub nominees: Vec<Nominee>,
}

/// How a track is decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrackKind {
    /// By marks and votes.
    #[default]
    Scored,
    /// By the organiser, who names the one that is honoured. It is revealed like the others.
    Honorary,
}

/// A nominee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nominee {
    /// Its name.
    pub title: Title,
    /// A line about it; may be empty.
    #[serde(default)]
    pub about: Title,
    /// Whose it is; may be empty.
    #[serde(default)]
    pub team: Title,
}

/// What the jury judges by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name.
    pub title: Title,
    /// How much it counts beside the others, 1 to 100.
    pub weight: u8,
}

/// What is made of a strict and a mild juror.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Normalise {
    /// Marks count as they were given.
    #[default]
    None,
    /// What a juror gave in a track is taken as so far above or below that juror's own average there.
    ByJuror,
}

/// The people's choice: one poll for each track that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PeoplesChoice {
    /// The groups whose badges vote; none of them means every badge.
    pub groups: Groups,
    /// How much it counts of 100, the rest being the jury's; 0 makes it a prize of its own.
    pub weight: u8,
    /// The fewest ballots of a track for it to count there.
    pub quorum: u32,
    /// Ballots are blind: signed by keys that nobody joins to a badge, and published with the count.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<bool>")]
    pub blind: bool,
}

/// What decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// The better average in the heaviest criterion, then in the next one.
    Criterion,
    /// More votes of the people, where those are enough to count.
    People,
    /// More jurors who gave nobody of the track more.
    Firsts,
    /// The lot that was drawn when the scoring began.
    Lot,
}

impl Default for AwardPlan {
    fn default() -> Self {
        Self {
            tracks: Vec::new(),
            criteria: Vec::new(),
            scale: SCALES[1],
            normalise: Normalise::None,
            quorum_jury: 1,
            people: None,
            ties: Vec::new(),
        }
    }
}

impl AwardPlan {
    /// Longest name of a track, a nominee, a team or a criterion, in graphemes.
    pub const TITLE_LENGTH: usize = 120;
    /// Longest line about a nominee, in graphemes.
    pub const ABOUT_LENGTH: usize = 500;

    /// The plan as it is kept, its texts normalised. It need not be whole yet.
    ///
    /// # Errors
    /// `bad_award` for more of anything than there can be, and for numbers out of their range; `text_too_long` for one text,
    /// `award_too_long` for all together.
    pub fn tidied(&self) -> Result<Self, Refusal> {
        let within = self.tracks.len() <= TRACKS
            && self.criteria.len() <= CRITERIA
            && self.tracks.iter().all(|track| track.nominees.len() <= NOMINEES)
            && SCALES.contains(&self.scale)
            && (1..=super::JURORS).contains(&usize::from(self.quorum_jury))
            && self.criteria.iter().all(|criterion| (1..=HEAVIEST).contains(&criterion.weight))
            && self.people.is_none_or(|people| people.weight <= 100)
            && self.ties.iter().enumerate().all(|(at, tie)| !self.ties[..at].contains(tie));
        if !within {
            return Err(Code::BadAward.into());
        }
        let criteria = self.criteria.iter().map(Criterion::tidied).collect::<Result<_, _>>()?;
        let tracks = self.tracks.iter().map(Track::tidied).collect::<Result<_, _>>()?;
        let plan = Self { tracks, criteria, ..self.clone() };
        if plan.text() > TEXT { Err(Code::AwardTooLong.at_most(TEXT)) } else { Ok(plan) }
    }

    /// The bytes of its names and lines.
    fn text(&self) -> usize {
        let nominees = self.tracks.iter().flat_map(|track| &track.nominees);
        let about = nominees.flat_map(|nominee| [&nominee.title, &nominee.about, &nominee.team]);
        let named = self.tracks.iter().map(|track| &track.title);
        let titles = named.chain(self.criteria.iter().map(|criterion| &criterion.title)).chain(about);
        titles.map(|title| title.ar.len() + title.en.len()).sum()
    }

    /// Whether the scoring can begin: everything has a name, and whoever judges has something to choose between.
    pub(super) fn is_whole(&self) -> bool {
        let judged = self.tracks.iter().any(|track| track.kind == TrackKind::Scored);
        let named = self.criteria.iter().all(|criterion| is_named(&criterion.title));
        !self.tracks.is_empty()
            && self.tracks.iter().all(Track::is_whole)
            && named
            && (!judged || !self.criteria.is_empty())
    }

    /// A nominee that is judged.
    pub(super) fn judged(&self, track: u8, nominee: u8) -> Option<&Nominee> {
        let track = self.tracks.get(usize::from(track))?;
        track.nominees.get(usize::from(nominee)).filter(|_| track.kind == TrackKind::Scored)
    }
}

impl Track {
    fn tidied(&self) -> Result<Self, Refusal> {
        let nominees = self.nominees.iter().map(Nominee::tidied).collect::<Result<_, _>>()?;
        Ok(Self { title: line(&self.title, AwardPlan::TITLE_LENGTH)?, kind: self.kind, nominees })
    }

    fn is_whole(&self) -> bool {
        let enough = match self.kind {
            TrackKind::Scored => self.nominees.len() >= FEWEST_NOMINEES,
            TrackKind::Honorary => self.nominees.len() == 1,
        };
        enough && is_named(&self.title) && self.nominees.iter().all(|nominee| is_named(&nominee.title))
    }
}

impl Nominee {
    fn tidied(&self) -> Result<Self, Refusal> {
        Ok(Self {
            title: line(&self.title, AwardPlan::TITLE_LENGTH)?,
            about: line(&self.about, AwardPlan::ABOUT_LENGTH)?,
            team: line(&self.team, AwardPlan::TITLE_LENGTH)?,
        })
    }
}

impl Criterion {
    fn tidied(&self) -> Result<Self, Refusal> {
        Ok(Self { title: line(&self.title, AwardPlan::TITLE_LENGTH)?, weight: self.weight })
    }
}

fn line(title: &Title, longest: usize) -> Result<Title, Refusal> {
    let line = Title { ar: stored::normalise(&title.ar), en: stored::normalise(&title.en) };
    fits(&line.ar, longest)?;
    fits(&line.en, longest)?;
    Ok(line)
}

fn is_named(title: &Title) -> bool {
    !title.ar.is_empty() || !title.en.is_empty()
}
