//! What each role sees of an award. What is not revealed is in no view, the desk's neither; marks are their juror's alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::count::Sheets;
use super::{Award, AwardPlan, Case, NomineeResult, Stage, Step, TOGETHER, Tie, TrackResult};
use crate::domain::id::{LinkNo, PollNo, SessionNo};
use crate::domain::left_out::is_default;
use crate::domain::register::Seq;
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::time::Time;

/// Jurors in a view at most.
const JURORS: usize = 200;

/// An award as everyone sees it, from the moment at which its rules are settled; desks before that too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AwardView {
    /// Of which session.
    pub session: SessionNo,
    /// What commands about it name.
    pub version: u32,
    /// How far it is.
    pub stage: Stage,
    /// SHA-256 of the lot, from the moment it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lot_hash: Option<String>,
    /// The lot, once the award was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lot: Option<String>,
    /// The poll of the people's choice of each track, by the tracks' places.
    pub polls: Vec<Option<PollNo>>,
    /// What was revealed, by the tracks' places; nothing before the opening.
    pub tracks: Vec<TrackView>,
    /// How many papers of blind ballots were given, once it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub papers: Option<u32>,
}

/// How many papers of blind ballots were given, for desks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PapersView {
    /// Of which session's award.
    pub session: SessionNo,
    /// How many.
    pub papers: u32,
    /// How many badges have two, by two histories that knew nothing of each other.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<u32>")]
    pub twice: u32,
}

/// With what a phone takes its paper and casts its ballots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaperView {
    /// The number by which papers and ballots name the award.
    pub award: SessionNo,
    /// The award's public key: the DER of a `SubjectPublicKeyInfo` in URL-safe Base64 without padding.
    pub key: String,
}

/// What an award is about and how it is decided: apart from how far it is, as it is long and stays the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AwardPlanView {
    /// Of which session.
    pub session: SessionNo,
    /// Its rules and its nominees.
    pub plan: AwardPlan,
    /// Where the people's choice is by blind ballots, once the scoring began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub paper: Option<PaperView>,
}

/// What was revealed of a track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrackView {
    /// Whether something is still to be revealed.
    pub more: bool,
    /// The steps, in the order in which they were revealed.
    pub steps: Vec<ShownStep>,
    /// Whether the jury had its quorum, once all was revealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub jury_quorum: Option<bool>,
    /// Whether the people had theirs, once all was revealed and where they had a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub people_quorum: Option<bool>,
}

/// A step that was revealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownStep {
    /// The place; none is the people's own prize.
    pub place: Option<u8>,
    /// Who has it: several where equals share it.
    pub nominees: Vec<ShownNominee>,
}

/// A nominee that was revealed. Points are thousandths, out of 100,000.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownNominee {
    /// Which one, by its place.
    pub nominee: u8,
    /// What the place goes by. None of one that is honoured, and of the people's own prize.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub total: Option<i32>,
    /// The jury's points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub jury: Option<i32>,
    /// Votes, where the people's count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub votes: Option<u32>,
    /// The last rule that parted it from any with as many points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tie: Option<Tie>,
}

/// What desks see of the jury's work: how much is done, and never what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JuryView {
    /// Of which session.
    pub session: SessionNo,
    /// The jurors whose links reach it, and those who gave marks.
    pub jurors: Vec<JurorItem>,
    /// How many jurors' marks count for each nominee, by track and place.
    pub sheets: Vec<Vec<u32>>,
    /// An organiser asked for the opening, and another one has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub opening: Option<OpeningView>,
    /// All that was counted, of each track whose last place was revealed.
    pub results: Vec<Option<TrackResult>>,
    /// What the next step of each track tells of, once it was opened, and never of whom: who announces it has to know which it is.
    /// None where all was revealed.
    pub next: Vec<Option<Step>>,
}

/// A juror.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JurorItem {
    /// The juror's link.
    pub link: LinkNo,
    /// What that is called.
    pub name: String,
    /// The link was taken back: what was given by it counts on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub ended: bool,
    /// How many nominees have this juror's marks.
    pub sheets: u32,
    /// Those that this juror does not judge, by track and place.
    pub recused: Vec<(u8, u8)>,
}

/// An opening that waits for the second organiser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpeningView {
    /// Whose link asked first.
    pub by: LinkNo,
    /// What that is called.
    pub name: String,
    /// Until when it waits.
    pub until: Time,
}

/// A juror's own marks, or that the juror does not judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnSheet {
    /// The track, by its place.
    pub track: u8,
    /// The nominee, by its place.
    pub nominee: u8,
    /// One for each criterion; none where none are given.
    pub marks: Vec<u8>,
    /// The juror does not judge it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub recused: bool,
    /// An organiser said so, and only they take it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub by_organiser: bool,
}

/// Whether that role is told how far the session's award is: once its scoring began for good, as nothing takes a topic away.
#[must_use]
pub fn is_shown(state: &State, session: SessionNo, role: Role) -> bool {
    state.awards.get(&session).is_some_and(|award| role.is_desk() || award.told)
}

/// Whether that role sees its rules and nominees: while they are set, desks alone do.
#[must_use]
pub fn is_plan_shown(state: &State, session: SessionNo, role: Role) -> bool {
    state.awards.get(&session).is_some_and(|award| role.is_desk() || award.has_begun())
}

/// The award, the same for everyone who sees it.
#[must_use]
pub fn award(state: &State, session: SessionNo) -> Option<AwardView> {
    let award = state.awards.get(&session)?;
    let opened = award.stage == Stage::Opened;
    let tracks = 0..if opened { award.plan.tracks.len() } else { 0 };
    Some(AwardView {
        session,
        version: award.version,
        stage: award.stage,
        lot_hash: award.lot.as_ref().map(super::Lot::hash),
        lot: award.lot.as_ref().filter(|_| opened).map(ToString::to_string),
        polls: award.polls.clone(),
        tracks: tracks.map(|track| revealed(award, track)).collect(),
        papers: award.key.as_ref().filter(|_| opened).map(|_| award.papers_given().0),
    })
}

/// Its rules and its nominees, the same for everyone who sees it.
#[must_use]
pub fn plan(state: &State, session: SessionNo) -> Option<AwardPlanView> {
    let award = state.awards.get(&session)?;
    let paper = award.key.as_ref().map(|key| PaperView { award: key.award, key: key.public.0.clone() });
    Some(AwardPlanView { session, plan: AwardPlan::clone(&award.plan), paper })
}

fn revealed(award: &Award, track: usize) -> TrackView {
    let told = award.result(track).filter(|_| award.is_told(track));
    let steps = award.shown(track);
    let shown = award.result(track).map(|result| steps.iter().filter_map(|step| shown(award, result, *step)));
    TrackView {
        more: told.is_none(),
        steps: shown.into_iter().flatten().collect(),
        jury_quorum: told.map(|result| result.jury_quorum),
        people_quorum: told.filter(|result| result.poll.is_some()).map(|result| result.people_quorum),
    }
}

/// A step with whoever it shows; none where nobody won, which the track's quorums tell.
fn shown(award: &Award, result: &TrackResult, step: Step) -> Option<ShownStep> {
    let place = match step {
        Step::People => None,
        Step::Place(place) => Some(place),
        Step::Nobody => return None,
    };
    let counts = award.plan.people.is_some_and(|people| people.weight > 0) && result.people_quorum;
    let has = |nominee: &NomineeResult| match place {
        None => nominee.people_place == Some(1),
        Some(_) => nominee.place == place,
    };
    let of = |(at, nominee): (usize, &NomineeResult)| match place {
        None => {
            let votes = Some(nominee.votes);
            ShownNominee { nominee: at as u8, total: None, jury: None, votes, tie: None }
        }
        Some(_) => ShownNominee {
            nominee: at as u8,
            total: nominee.total,
            jury: nominee.jury,
            votes: counts.then_some(nominee.votes),
            tie: nominee.tie,
        },
    };
    let those = result.nominees.iter().enumerate().filter(|(_, nominee)| has(nominee));
    Some(ShownStep { place, nominees: those.map(of).collect() })
}

/// How many papers were given, for desks; nothing where ballots are not blind.
#[must_use]
pub fn papers(state: &State, session: SessionNo) -> Option<PapersView> {
    let award = state.awards.get(&session)?;
    award.key.as_ref()?;
    let (papers, twice) = award.papers_given();
    Some(PapersView { session, papers, twice })
}

/// The jury's work, for desks.
#[must_use]
pub fn jury(state: &State, session: SessionNo) -> Option<JuryView> {
    let (award, hall) = (state.awards.get(&session)?, state.sessions.get(&session)?.hall);
    let given = given(award);
    let sits = |no: &LinkNo, link: &Link| {
        link.role == Role::Juror && (given.contains_key(no) || (!link.revoked && link.reaches(hall)))
    };
    let jurors = state.links.iter().filter(|(no, link)| sits(no, link)).take(JURORS);
    let name = |no: LinkNo| state.links.get(&no).map(|link| link.name.clone()).unwrap_or_default();
    let asked = award.asked.filter(|_| award.stands(state)).map(|asked| OpeningView {
        by: asked.by,
        name: name(asked.by),
        until: asked.time + TOGETHER,
    });
    Some(JuryView {
        session,
        jurors: jurors
            .map(|(no, link)| juror(*no, link, given.get(no).cloned().unwrap_or_default()))
            .collect(),
        sheets: (0..award.plan.tracks.len() as u8).map(|track| progress(award, track)).collect(),
        opening: asked,
        results: (0..award.plan.tracks.len()).map(|track| told(award, track)).collect(),
        next: (0..award.plan.tracks.len()).map(|track| award.next(track)).collect(),
    })
}

/// How many nominees have a juror's marks, and those that the juror does not judge.
#[derive(Debug, Clone, Default)]
struct Given {
    sheets: u32,
    recused: Vec<(u8, u8)>,
}

fn given(award: &Award) -> BTreeMap<LinkNo, Given> {
    let mut given: BTreeMap<LinkNo, Given> = BTreeMap::new();
    for (case, sheet) in &award.sheets {
        let counts = !sheet.marks.is_empty() && !award.is_recused(*case);
        given.entry(case.juror).or_default().sheets += u32::from(counts);
    }
    for (case, recusal) in &award.recusals {
        let own = given.entry(case.juror).or_default();
        own.recused.extend(recusal.stands().then_some((case.track, case.nominee)));
    }
    given
}

fn juror(no: LinkNo, link: &Link, Given { sheets, recused }: Given) -> JurorItem {
    JurorItem { link: no, name: link.name.clone(), ended: link.revoked, sheets, recused }
}

fn progress(award: &Award, track: u8) -> Vec<u32> {
    let sheets = Sheets::of(award, track);
    let nominees = award.plan.tracks.get(usize::from(track)).map_or(0, |track| track.nominees.len());
    (0..nominees as u8).map(|nominee| sheets.count(nominee)).collect()
}

fn told(award: &Award, track: usize) -> Option<TrackResult> {
    award.result(track).filter(|_| award.is_told(track)).cloned()
}

/// What a juror gave in a session's award, and the highest sequence number of it.
#[must_use]
pub fn sheets(state: &State, session: SessionNo, juror: LinkNo) -> (Vec<OwnSheet>, Seq) {
    let Some(award) = state.awards.get(&session) else { return (Vec::new(), Seq::default()) };
    let cases: BTreeSet<Case> = award
        .sheets
        .keys()
        .chain(award.recusals.keys())
        .filter(|case| case.juror == juror)
        .copied()
        .collect();
    let given = cases.iter().filter_map(|case| award.sheets.get(case)).map(|sheet| sheet.seq);
    let said = cases.iter().filter_map(|case| award.recusals.get(case)?.own).map(|own| own.seq);
    let seq = given.chain(said).max().unwrap_or_default();
    (cases.into_iter().map(|case| own(award, case)).collect(), seq)
}

fn own(award: &Award, case: Case) -> OwnSheet {
    let recusal = award.recusals.get(&case).copied().unwrap_or_default();
    OwnSheet {
        track: case.track,
        nominee: case.nominee,
        marks: award.sheets.get(&case).map(|sheet| sheet.marks.to_vec()).unwrap_or_default(),
        recused: recusal.stands(),
        by_organiser: recusal.organiser.is_some_and(|set| set.on),
    }
}
