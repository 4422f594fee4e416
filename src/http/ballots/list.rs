//! The list of an award's blind ballots: a line that says what was counted, then every ballot that stands, by its key.

use std::future::ready;
use std::ops::Range;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;

use super::{ApiCode, Refused};
use crate::blind::Checker;
use crate::domain::award::{
    Award, BallotSignature, Blinded, PaperSignature, Signed, Stage, TrackKind, VoterKey,
};
use crate::domain::ballot::{Ballot, Mark};
use crate::domain::forum::Title;
use crate::domain::id::{ForumId, PollNo, SessionNo};
use crate::domain::poll::Round;
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
pub struct Cast {
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

/// The list as it is published: its first line, and what it is known by.
///
/// Before the opening there is the first line alone. After it the ballots of a track follow once all of the track was revealed: no
/// hall learns a winner from a list before it does from its wall.
pub struct Published {
    /// What it was made of, and what its ballots are to be of.
    pub standing: Arc<Standing>,
    first: Vec<u8>,
    /// Of the first line, which says what was counted, and of the history: with the same one come the same ballots.
    pub tag: String,
}

impl Published {
    /// Of an award, as it stands.
    pub fn of(
        (forum, session): (ForumId, SessionNo),
        standing: &Arc<Standing>,
        checker: &Checker,
    ) -> Result<Self, Refused> {
        let state = &standing.state;
        let award = state.awards.get(&session).ok_or_else(|| Refused::by(Code::UnknownAward))?;
        let head =
            head(forum, session, state, award, checker).ok_or_else(|| Refused::by(Code::AwardNotReady))?;
        let mut first = Vec::new();
        write(&head, &mut first).map_err(|_| ApiCode::Unavailable)?;
        let named = [&*first, &standing.epoch.to_be_bytes()].concat();
        let tag = format!("\"{}\"", Blinded::of_bytes(&named).as_str());
        Ok(Self { standing: Arc::clone(standing), first, tag })
    }

    /// Whether whoever asks has it already.
    pub fn is_known_by(&self, headers: &HeaderMap) -> bool {
        let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
        known.is_some_and(|tags| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == self.tag))
    }

    /// That it is as it was.
    pub fn is_unchanged(&self) -> Response {
        (StatusCode::NOT_MODIFIED, self.own()).into_response()
    }

    /// The list, or the part of it whose keys begin so.
    pub fn answer(self, cast: Arc<Vec<Cast>>, begins: &str) -> Response {
        let own = self.own();
        let part = beginning(&cast, begins);
        let lines = stream::unfold((self.first, part), move |(mut bytes, mut part)| {
            let written = part.by_ref().take(AT_ONCE).try_for_each(|at| cast[at].write(&mut bytes));
            let come = match written {
                Err(why) => Some((Err(std::io::Error::other(why)), (Vec::new(), 0..0))),
                Ok(()) if bytes.is_empty() => None,
                Ok(()) => Some((Ok(Bytes::from(bytes)), (Vec::new(), part))),
            };
            ready(come)
        });
        let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
        (own, kind, Body::from_stream(lines)).into_response()
    }

    fn own(&self) -> [(header::HeaderName, String); 2] {
        [(header::ETAG, self.tag.clone()), (header::CACHE_CONTROL, "no-cache".to_owned())]
    }
}

/// Where the ballots lie whose keys begin so: they are in the order of their keys' bytes, of which a beginning is the first bits.
fn beginning(cast: &[Cast], begins: &str) -> Range<usize> {
    let unsaid = 16_usize.saturating_sub(6 * begins.len());
    let first = |key: &[u8]| u16::from_be_bytes([key[0], key[1]]).checked_shr(unsaid as u32).unwrap_or(0);
    let Ok(wanted) = URL_SAFE_NO_PAD.decode(format!("{begins:A<4}")) else { return 0..0 };
    let wanted = first(&wanted);
    let from = cast.partition_point(|cast| first(&cast.signed.key.0) < wanted);
    let to = cast.partition_point(|cast| first(&cast.signed.key.0) <= wanted);
    from..to
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
pub fn cast(state: &State, session: SessionNo) -> Vec<Cast> {
    let Some(award) = state.awards.get(&session) else { return Vec::new() };
    let told = (0..award.plan.tracks.len()).filter(|track| award.is_told(*track));
    let rounds = told.filter_map(|track| {
        let counted = award.result(track)?;
        let poll = state.polls.get(&counted.poll?)?;
        Some((counted.round, poll.round(counted.round)?))
    });
    let cast = |(no, round): (u32, &Round)| {
        round.ballots.values().filter_map(move |ballot| Cast::of(no, ballot)).collect::<Vec<_>>()
    };
    let mut all: Vec<Cast> = rounds.flat_map(cast).collect();
    all.sort_unstable_by_key(|cast| (cast.signed.key, cast.signed.track));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::award::Fixed;

    #[test]
    fn a_part_of_the_list_holds_those_whose_keys_begin_so_and_no_others() {
        let cast = |key: [u8; 32]| {
            let signed =
                Signed { key: Fixed(key), paper: Fixed([0; 256]), track: 0, signature: Fixed([0; 64]) };
            Cast { signed: Arc::new(signed), round: 1, seq: 1, choice: None }
        };
        let keys = (0..=u16::MAX).step_by(7).map(|first| {
            let mut key = [0xab; 32];
            key[..2].copy_from_slice(&first.to_be_bytes());
            key
        });
        let all: Vec<Cast> = keys.map(cast).collect();
        for begins in ["", "A", "Q", "_", "AA", "Qx", "-_", "__", "+", "é"] {
            let part: Vec<_> = all[beginning(&all, begins)].iter().map(|cast| cast.signed.key).collect();
            let asked = all.iter().map(|cast| cast.signed.key);
            assert_eq!(
                part,
                asked.filter(|key| key.to_string().starts_with(begins)).collect::<Vec<_>>(),
                "{begins}"
            );
        }
    }
}
