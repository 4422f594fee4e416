//! Awards in the record: who was nominated for what, and of each track whose last place was revealed all that was counted.

use serde::Serialize;

use crate::domain::award::{
    Award, Criterion, Lot, Nominee, NomineeResult, Normalise, PeoplesChoice, Stage, Tie, Track, TrackKind,
};
use crate::domain::forum::Title;
use crate::domain::id::SessionNo;
use crate::domain::state::State;

/// An award whose rules are settled.
#[derive(Debug, Serialize)]
pub struct AwardRecord {
    /// Of which session.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// How far it is.
    pub stage: Stage,
    /// What the jury judged by.
    pub criteria: Vec<Criterion>,
    /// The highest mark.
    pub scale: u8,
    /// What was made of a strict and a mild juror.
    pub normalise: Normalise,
    /// The fewest jurors of each nominee.
    pub quorum_jury: u8,
    /// The people's choice.
    pub people: Option<PeoplesChoice>,
    /// What decided between equals, in its order.
    pub ties: Vec<Tie>,
    /// SHA-256 of the lot.
    pub lot_hash: Option<String>,
    /// The lot, once the award was opened.
    pub lot: Option<String>,
    /// Its tracks, by their places.
    pub tracks: Vec<TrackRecord>,
}

/// A track of an award.
#[derive(Debug, Serialize)]
pub struct TrackRecord {
    /// Its name.
    pub title: Title,
    /// Whether it was judged.
    pub kind: TrackKind,
    /// Whether the jury had its quorum, once all was revealed.
    pub jury_quorum: Option<bool>,
    /// Whether the people had theirs, once all was revealed.
    pub people_quorum: Option<bool>,
    /// How many ballots counted, once all was revealed.
    pub ballots: Option<u32>,
    /// Its nominees, by their places.
    pub nominees: Vec<NomineeRecord>,
}

/// A nominee.
#[derive(Debug, Serialize)]
pub struct NomineeRecord {
    /// Its name.
    pub title: Title,
    /// Whose it is.
    pub team: Title,
    /// All that was counted, once all of the track was revealed. Points are thousandths, out of 100,000.
    pub result: Option<NomineeResult>,
}

/// The awards of a forum.
pub(super) fn tell(state: &State) -> Vec<AwardRecord> {
    let begun = state.awards.iter().filter(|(_, award)| award.has_begun());
    begun.map(|(session, award)| told(state, *session, award)).collect()
}

fn told(state: &State, session: SessionNo, award: &Award) -> AwardRecord {
    let plan = &award.plan;
    let lot = award.lot.as_ref();
    AwardRecord {
        session,
        session_title: state.sessions.get(&session).map(|session| session.title.clone()).unwrap_or_default(),
        stage: award.stage,
        criteria: plan.criteria.clone(),
        scale: plan.scale,
        normalise: plan.normalise,
        quorum_jury: plan.quorum_jury,
        people: plan.people,
        ties: plan.ties.clone(),
        lot_hash: lot.map(Lot::hash),
        lot: lot.filter(|_| award.stage == Stage::Opened).map(ToString::to_string),
        tracks: plan.tracks.iter().enumerate().map(|(at, plan)| track(award, at, plan)).collect(),
    }
}

fn track(award: &Award, at: usize, plan: &Track) -> TrackRecord {
    let result = award.result(at).filter(|_| award.is_told(at));
    let nominee = |(no, nominee): (usize, &Nominee)| NomineeRecord {
        title: nominee.title.clone(),
        team: nominee.team.clone(),
        result: result.and_then(|result| result.nominees.get(no).cloned()),
    };
    TrackRecord {
        title: plan.title.clone(),
        kind: plan.kind,
        jury_quorum: result.map(|result| result.jury_quorum),
        people_quorum: result.filter(|result| result.poll.is_some()).map(|result| result.people_quorum),
        ballots: result.filter(|result| result.poll.is_some()).map(|result| result.ballots),
        nominees: plan.nominees.iter().enumerate().map(nominee).collect(),
    }
}
