//! What organisers decide of an award: its plan, its stages, its reveal.

mod ballots;
mod jury;
mod opening;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{
    Award, AwardChange, AwardCommand, AwardKey, AwardPlan, Lot, PeoplesChoice, Stage, Track, TrackKind,
};
use crate::domain::agenda::{POLLS, SessionKind};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Circumstances, Decision, Request, Scribe, cue, current, done_before};
use crate::domain::id::{CommandId, HallNo, LinkNo, PollNo, SessionNo};
use crate::domain::poll::{PollKind, PollPhase, PollPlan, PollSettings};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Author, Role};
use crate::domain::screen::Cue;
use crate::domain::state::State;
use crate::domain::time::Time;

/// Organisers that an opening takes.
const EYES: usize = 2;

/// Decides a command about an award.
pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &AwardCommand,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    match command {
        AwardCommand::Plan { session, version, plan } => {
            who.organiser()?;
            set_plan(state, *session, *version, plan)
        }
        AwardCommand::Begin { session, version } => {
            let by = who.organiser()?;
            begin(state, request, by, (*session, *version), around)
        }
        AwardCommand::Prepare { session, version } => {
            who.organiser()?;
            prepare(state, *session, *version)
        }
        AwardCommand::Replace { session, version, juror, heir } => {
            who.organiser()?;
            jury::replace(state, request.now, (*session, *version), (*juror, *heir))
        }
        AwardCommand::Seal { session, version, anyway } => {
            who.organiser()?;
            seal(state, (*session, *version), *anyway)
        }
        AwardCommand::Open { session, version } => {
            let by = who.organiser()?;
            opening::open(state, request, by, (*session, *version))
        }
        AwardCommand::Reveal { session, version, track } => {
            let by = who.desk_of(state, *session)?;
            reveal(state, request, by, (*session, *version), *track)
        }
        AwardCommand::Score { .. } => jury::score(state, request, who, command),
        AwardCommand::Recuse { .. } => jury::recuse(state, request, who, command),
        AwardCommand::Paper { session, badge, blinded, key } => {
            ballots::take_paper(state, who, *session, *badge, (blinded, key.as_ref()))
        }
        AwardCommand::Cast { session, ballot } => ballots::cast(state, request, who, *session, ballot),
    }
}

fn award_of(state: &State, session: SessionNo) -> Result<&Arc<Award>, Refusal> {
    if !state.sessions.contains_key(&session) {
        return Err(Code::UnknownSession.into());
    }
    state.awards.get(&session).ok_or_else(|| Code::UnknownAward.into())
}

fn decided(change: AwardChange) -> Decision {
    Decision::of([Change::Award(change)])
}

fn set_plan(state: &State, no: SessionNo, version: u32, plan: &AwardPlan) -> Result<Decision, Refusal> {
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    let plan = plan.tidied()?;
    let stands = state.awards.get(&no);
    if stands.is_some_and(|award| *award.plan == plan) {
        return Ok(Decision::stands());
    }
    if session.kind != SessionKind::Award {
        return Err(Code::UnknownAward.into());
    }
    if stands.is_some_and(|award| award.stage != Stage::Preparing) {
        return Err(Code::AwardBegun.into());
    }
    current(stands.map_or(0, |award| award.version), version)?;
    Ok(decided(AwardChange::Planned { session: no, plan: Arc::new(plan) }))
}

/// The polls of the people's choice are made with it, so that nobody can make other ones.
fn begin(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, version): (SessionNo, u32),
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    if award.stage != Stage::Preparing {
        return Ok(Decision::stands());
    }
    current(award.version, version)?;
    if state.sessions.get(&session).is_none_or(|session| session.kind != SessionKind::Award) {
        return Err(Code::UnknownAward.into());
    }
    if !award.plan.is_whole() || !groups_are_there(state, award) {
        return Err(Code::BadAward.into());
    }
    if organisers(state, request.now) < EYES {
        return Err(Code::OtherOrganiserNeeded.into());
    }
    let (polls, mut changes) = (polls(state, award), Vec::new());
    for (at, (track, poll)) in (0..).zip(award.plan.tracks.iter().zip(&polls)) {
        let Some((poll, people)) = poll.zip(award.plan.people) else { continue };
        let (author, draft) = (Author::Link(by), peoples_choice(track, people));
        changes.push(Change::PollCreated { poll, session, author, id: id_of(request.id, at), draft });
    }
    let held = state.sessions.get(&session).map_or(0, |session| session.polls.len());
    if held + changes.len() > POLLS {
        return Err(Code::OutOfRange.at_most(POLLS));
    }
    let lot = Lot::draw(&around.random, request.id);
    let mut scribe = Scribe::new(state);
    let key = if award.plan.people.is_some_and(|people| people.blind) {
        let minted = around.keys.get(&session).filter(|key| award.spent.as_ref() != Some(&key.public));
        let minted = minted.ok_or(Code::KeyNotReady)?;
        let private = scribe.file_shared(Arc::clone(&minted.private));
        Some(Arc::new(AwardKey { public: minted.public.clone(), private, award: session }))
    } else {
        None
    };
    changes.push(Change::Award(AwardChange::Begun { session, lot, polls, key }));
    Ok(scribe.decision(changes))
}

/// Whoever may choose is there: else nobody could, and nobody would know before the evening.
fn groups_are_there(state: &State, award: &Award) -> bool {
    let groups = state.badges.groups.len();
    award.plan.people.is_none_or(|people| people.groups.iter().all(|at| usize::from(at) < groups))
}

/// Organisers whose links are good: whoever would have to make a second link for the opening later is alone.
fn organisers(state: &State, now: Time) -> usize {
    state.links.values().filter(|link| link.role == Role::Organiser && link.is_good(now)).count()
}

/// A mistake in the rules is mended before anybody has judged by them.
fn prepare(state: &State, session: SessionNo, version: u32) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    match award.stage {
        Stage::Preparing => return Ok(Decision::stands()),
        Stage::Scoring => current(award.version, version)?,
        Stage::Sealed | Stage::Opened => return Err(Code::AwardSealed.into()),
    }
    let polls = || award.polls.iter().flatten().copied();
    let was_opened = |no| state.polls.get(&no).is_some_and(|poll| poll.phase != PollPhase::Draft);
    if !award.sheets.is_empty() || !award.recusals.is_empty() || polls().any(was_opened) {
        return Err(Code::AwardBegun.into());
    }
    let dropped = polls().map(|poll| Change::PollDropped { poll });
    let prepared = Change::Award(AwardChange::Prepared { session });
    Ok(Decision::of(dropped.chain([prepared]).chain(key_erased(award)).collect::<Vec<_>>()))
}

/// Nothing is signed with the award's key any more.
fn key_erased(award: &Award) -> Option<Change> {
    award.key.as_ref().map(|key| Change::Erased { words: vec![key.private] })
}

/// The numbers of the polls that are made: one for each track that is judged, where the people choose.
fn polls(state: &State, award: &Award) -> Vec<Option<PollNo>> {
    let mut last = state.last.poll;
    let judged = |track: &Track| award.plan.people.is_some() && track.kind == TrackKind::Scored;
    let numbered = award.plan.tracks.iter().map(|track| {
        judged(track).then(|| {
            last = last.next();
            last
        })
    });
    numbered.collect()
}

fn peoples_choice(track: &Track, people: PeoplesChoice) -> PollPlan {
    PollPlan {
        title: track.title.clone(),
        kind: PollKind::Single,
        options: track.nominees.iter().map(|nominee| nominee.title.clone()).collect(),
        labels: Vec::new(),
        settings: PollSettings {
            changeable: true,
            hidden: true,
            secret: true,
            time: None,
            voters: Some(people.groups),
            by_group: false,
            after: None,
            sealed: true,
            blind: people.blind,
        },
    }
}

/// Under what the poll of a track is made: no command of anybody, and the same whatever number the poll has.
fn id_of(begun: CommandId, track: u8) -> CommandId {
    let hash: [u8; 32] = Sha256::digest(format!("people's choice {begun} {track}").as_bytes()).into();
    let mut id = [0; 8];
    id.copy_from_slice(&hash[..8]);
    CommandId(u64::from_be_bytes(id))
}

fn seal(state: &State, (session, version): (SessionNo, u32), anyway: bool) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    match award.stage {
        Stage::Preparing => Err(Code::AwardNotReady.into()),
        Stage::Scoring => {
            current(award.version, version)?;
            if !anyway && !award.has_quorum() {
                return Err(Code::JuryIncomplete.at(i64::from(award.plan.quorum_jury)));
            }
            Ok(decided(AwardChange::Sealed { session }))
        }
        Stage::Sealed | Stage::Opened => Ok(Decision::stands()),
    }
}

/// One more step of a track; the walls on `auto` follow it.
fn reveal(
    state: &State,
    request: &Request,
    by: LinkNo,
    (session, version): (SessionNo, u32),
    track: u8,
) -> Result<Decision, Refusal> {
    let award = award_of(state, session)?;
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    if usize::from(track) >= award.plan.tracks.len() {
        return Err(Code::UnknownNominee.into());
    }
    if award.stage != Stage::Opened {
        return Err(Code::AwardNotReady.into());
    }
    if award.is_told(usize::from(track)) {
        return Ok(Decision::stands());
    }
    current(award.version, version)?;
    let steps = award.revealed.get(usize::from(track)).copied().unwrap_or(0).saturating_add(1);
    let revealed = AwardChange::Revealed { session, track, steps, by, id: request.id };
    let followed = cue(state, session, Cue::Award(track));
    Ok(Decision::of([Change::Award(revealed)].into_iter().chain(followed).collect::<Vec<_>>()))
}

/// A wall shows a track of an award in its own hall whose rules are settled.
pub(in crate::domain) fn can_be_shown(state: &State, hall: HallNo, track: u8) -> Result<(), Refusal> {
    let here = |session: &SessionNo| state.sessions.get(session).is_some_and(|held| held.hall == hall);
    let there = state.awards.iter().any(|(session, award)| {
        here(session) && award.stage != Stage::Preparing && usize::from(track) < award.plan.tracks.len()
    });
    if there { Ok(()) } else { Err(Code::UnknownAward.into()) }
}
