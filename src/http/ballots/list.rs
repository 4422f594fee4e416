//! The list of an award's blind ballots: a line that says what was counted, then every ballot that stands, by its key.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;

use super::Refused;
use crate::blind::Checker;
use crate::domain::award::{Award, BallotSignature, PaperSignature, Signed, Stage, TrackKind, VoterKey};
use crate::domain::ballot::{Ballot, Mark};
use crate::domain::forum::Title;
use crate::domain::id::{ForumId, PollNo, SessionNo};
use crate::domain::refusal::Code;
use crate::domain::state::State;
use crate::room::Standing;

/// What the list is, and in which form.
const FORM: &str = "majlis award ballots 1";
/// Lines that are written at a time.
const AT_ONCE: usize = 256;

/// The first line.
#[derive(Serialize)]
struct Head<'a> {
    list: &'static str,
    forum: String,
    name: &'a Title,
    session: SessionNo,
    award: SessionNo,
    title: &'a Title,
    stage: Stage,
    key: Key<'a>,
    papers: u32,
    twice: u32,
    tracks: Vec<TrackLine<'a>>,
}

#[derive(Serialize)]
struct Key<'a> {
    spki: &'a str,
    n: String,
    e: String,
}

/// What was counted in a track, once all of it was revealed.
#[derive(Serialize)]
struct TrackLine<'a> {
    track: u8,
    title: &'a Title,
    nominees: Vec<&'a Title>,
    poll: Option<PollNo>,
    round: u32,
    told: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    ballots: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<Vec<u32>>,
}

/// A ballot.
#[derive(Serialize)]
struct Line<'a> {
    key: &'a VoterKey,
    paper: &'a PaperSignature,
    track: u8,
    round: u32,
    seq: u64,
    choice: Option<u8>,
    signature: &'a BallotSignature,
}

/// A ballot that stands, with what makes it one.
struct Cast {
    signed: Arc<Signed>,
    round: u32,
    seq: u64,
    choice: Option<u8>,
}

impl Cast {
    fn of(round: u32, ballot: &Ballot) -> Option<Self> {
        let choice = match &ballot.mark {
            Some(Mark::Options(places)) => places.as_slice().first().copied(),
            _ => None,
        };
        Some(Self { signed: Arc::clone(ballot.signed.as_ref()?), round, seq: ballot.seq.0, choice })
    }

    fn write(&self, to: &mut Vec<u8>) -> serde_json::Result<()> {
        let Signed { key, paper, track, signature } = &*self.signed;
        let Self { round, seq, choice, .. } = *self;
        write(&Line { key, paper, track: *track, round, seq, choice, signature }, to)
    }
}

fn write(line: &impl Serialize, to: &mut Vec<u8>) -> serde_json::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.push(b'\n');
    Ok(())
}

/// The list as it stands, or that whoever asks has it already.
///
/// Before the opening there is the first line alone. After it the ballots of a track follow once all of the track was revealed: no
/// hall learns a winner from a list before it does from its wall.
pub fn answer(
    (forum, session): (ForumId, SessionNo),
    standing: &Standing,
    checker: &Checker,
    begins: &str,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let state = &standing.state;
    let award = state.awards.get(&session).ok_or_else(|| Refused::by(Code::UnknownAward))?;
    let head = head(forum, session, state, award, checker).ok_or_else(|| Refused::by(Code::AwardNotReady))?;
    let mut first = Vec::new();
    write(&head, &mut first).map_err(|_| super::ApiCode::Unavailable)?;
    let tag = format!("\"{}\"", crate::domain::award::Blinded::of_bytes(&first).as_str());
    let own = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "no-cache".to_owned())];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return Ok((StatusCode::NOT_MODIFIED, own).into_response());
    }
    let cast = ballots(state, award, begins);
    let lines = stream::unfold((first, cast.into_iter()), |(mut bytes, mut cast)| async move {
        let mut more = false;
        for ballot in cast.by_ref().take(AT_ONCE) {
            more = true;
            if let Err(why) = ballot.write(&mut bytes) {
                return Some((Err(std::io::Error::other(why)), (Vec::new(), Vec::new().into_iter())));
            }
        }
        (more || !bytes.is_empty()).then(|| (Ok(Bytes::from(bytes)), (Vec::new(), cast)))
    });
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    Ok((own, kind, Body::from_stream(lines)).into_response())
}

fn head<'a>(
    forum: ForumId,
    session: SessionNo,
    state: &'a State,
    award: &'a Award,
    checker: &Checker,
) -> Option<Head<'a>> {
    let key = award.key.as_deref()?;
    let (papers, twice) = award.papers_given();
    let judged = award.plan.tracks.iter().enumerate().filter(|(_, track)| track.kind == TrackKind::Scored);
    let tracks = judged.map(|(at, track)| {
        let poll = award.polls.get(at).copied().flatten();
        let round = poll.and_then(|no| state.polls.get(&no)).map_or(0, |poll| poll.round.no);
        let told = award.result(at).filter(|_| award.is_told(at));
        TrackLine {
            track: at as u8,
            title: &track.title,
            nominees: track.nominees.iter().map(|nominee| &nominee.title).collect(),
            poll,
            round: told.map_or(round, |told| told.round),
            told: told.is_some(),
            ballots: told.map(|told| told.ballots),
            votes: told.map(|told| told.nominees.iter().map(|nominee| nominee.votes).collect()),
        }
    });
    Some(Head {
        list: FORM,
        forum: forum.to_string(),
        name: &state.forum.name,
        session,
        award: key.award,
        title: &state.sessions.get(&session)?.title,
        stage: award.stage,
        key: Key {
            spki: &key.public.0,
            n: URL_SAFE_NO_PAD.encode(checker.n()),
            e: URL_SAFE_NO_PAD.encode(checker.e()),
        },
        papers,
        twice,
        tracks: tracks.collect(),
    })
}

/// The ballots of the tracks that were revealed, by their keys.
fn ballots(state: &State, award: &Award, begins: &str) -> Vec<Cast> {
    let told = (0..award.plan.tracks.len()).filter(|track| award.is_told(*track));
    let rounds = told.filter_map(|track| {
        let counted = award.result(track)?;
        let poll = state.polls.get(&counted.poll?)?;
        Some((counted.round, poll.round(counted.round)?))
    });
    let cast = |(no, round)| {
        let round: &crate::domain::poll::Round = round;
        round.ballots.values().filter_map(move |ballot| Cast::of(no, ballot))
    };
    let is_asked = |cast: &Cast| begins.is_empty() || cast.signed.key.to_string().starts_with(begins);
    let mut all: Vec<Cast> = rounds.flat_map(cast).filter(is_asked).collect();
    all.sort_unstable_by_key(|cast| (cast.signed.key, cast.signed.track));
    all
}
