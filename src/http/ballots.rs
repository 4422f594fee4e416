//! Blind ballots of an award: a badge takes its paper, ballots come from nobody, and everyone reads the list.
//!
//! A ballot is asked about neither who brings it nor where it comes from: nothing of the request but its body goes on, and of that
//! nothing that a paper was taken with.

mod gathered;
mod kept;
mod list;
mod signing;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::blind::Checker;
use crate::domain::award::{
    AwardCommand, AwardKey, BallotSignature, BlindBallot, Blinded, PaperSignature, PublicKey, Signed,
    VoterKey,
};
use crate::domain::badge::BadgeCode;
use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Request, decide};
use crate::domain::id::{ForumId, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::state::State as ForumState;
use crate::room::{Answer, RoomHandle, Standing};

use super::Site;
use super::bearer::Bearer;
use super::body::{Asked, Body, InPath};
use super::error::{ApiCode, ApiError};
use super::limits::spend;
use super::network::Network;
use super::screens::taken;
use super::token::Credential;

pub use gathered::Gathered;
pub use signing::Signing;

/// A badge's blinded message.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PaperAsked {
    /// The badge's code.
    badge: BadgeCode,
    /// The blinded message: 256 bytes in URL-safe Base64 without padding.
    #[ts(type = "string")]
    blinded: PaperSignature,
    /// The award's key with which it was blinded, as `paper.key` of its view tells it. Whoever does not say it loses the paper to a message
    /// that was blinded with another one.
    #[serde(default)]
    #[ts(optional, type = "string")]
    key: Option<PublicKey>,
}

/// The blind signature.
#[derive(Debug, Serialize, TS)]
pub struct PaperGiven {
    /// 256 bytes in URL-safe Base64 without padding.
    #[ts(type = "string")]
    signature: PaperSignature,
}

/// A blind ballot.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BallotCast {
    /// The voter's one-time key, 32 bytes in URL-safe Base64 without padding, as all bytes here.
    #[ts(type = "string")]
    key: VoterKey,
    /// The award's signature of it, 256 bytes.
    #[ts(type = "string")]
    paper: PaperSignature,
    /// The track, by its place.
    track: u8,
    /// The round of the track's poll.
    round: u32,
    /// The sequence number, from 1 for each track and round.
    seq: Seq,
    /// The nominee, by its place; null takes the ballot back.
    #[serde(deserialize_with = "said")]
    choice: Option<u8>,
    /// The voter's signature, 64 bytes.
    #[ts(type = "string")]
    signature: BallotSignature,
}

/// A choice or null, which must be said.
fn said<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u8>, D::Error> {
    Option::deserialize(from)
}

/// The ballot is kept.
#[derive(Debug, Serialize, TS)]
pub struct BallotKept {
    /// Always.
    done: bool,
}

/// Why a paper or a ballot is refused.
#[derive(Debug, Serialize, TS)]
pub struct BallotRefusal {
    /// The same codes as those of commands.
    code: Code,
    /// In English.
    message: String,
    /// What the code's limit is, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    limit: Option<i64>,
}

/// What a paper or a ballot gets that is not taken.
pub enum Refused {
    /// By the forum's rules.
    ByRule(Refusal),
    /// As any request.
    AsRequest(ApiError),
}

impl<T: Into<ApiError>> From<T> for Refused {
    fn from(why: T) -> Self {
        Self::AsRequest(why.into())
    }
}

impl Refused {
    fn by(code: Code) -> Self {
        Self::ByRule(code.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::ByRule(why) => {
                let refusal = BallotRefusal { code: why.code, message: why.to_string(), limit: why.limit };
                (StatusCode::CONFLICT, [(header::CACHE_CONTROL, "no-store")], Json(refusal)).into_response()
            }
            Self::AsRequest(why) => why.into_response(),
        }
    }
}

/// Which of the ballots.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// With how their keys begin; none is all of them.
    begins: Option<String>,
}

/// Nobody tells by more than so many characters of a key which ballot is looked for.
const LONGEST_BEGINNING: usize = 2;

/// Whose award is meant.
type Named = (String, u32);

fn named((forum, session): &Named) -> Result<(ForumId, SessionNo), ApiError> {
    Ok((forum.parse().map_err(|_| ApiCode::UnknownForum)?, SessionNo(*session)))
}

/// `POST /v1/awards/{forum}/{session}/papers`
pub async fn paper(
    State(site): State<Arc<Site>>,
    InPath(award): InPath<Named>,
    Bearer(token): Bearer,
    Body(asked): Body<PaperAsked>,
) -> Result<Response, Refused> {
    let (forum, session) = named(&award)?;
    let person = match site.tokens.read(&token, site.journal.now()).map_err(ApiError::from)? {
        Credential::Person { forum: its, person } if its == forum => person,
        _ => return Err(ApiCode::NotAllowed.into()),
    };
    spend(&site.limits.own, person)?;
    let room = site.enter(forum).await?;
    let PaperAsked { badge, blinded: message, key } = asked;
    let blinded = Blinded::of(&message);
    let paper = (badge, blinded.clone());
    let request = Request { actor: Actor::Person(person), id: blinded.command(), now: room.clock() };
    let command = Command::Award(AwardCommand::Paper { session, badge, blinded, key });
    let passes = |standing: &Arc<Standing>| {
        let checker = site.checker(forum, &standing.state, session)?;
        refused_for_good(&standing.state, &request, &command)?;
        Ok(checker)
    };
    if !on_the_newest(&room, passes).await?.can_be_signed(&message) {
        return Err(ApiError::saying(ApiCode::Malformed, "blind the message with the award's own key").into());
    }
    come_of(room.submit(request.actor, request.id, command).await)?;
    // What was taken is in the journal now: from here on nothing can go wrong that asking again does not mend.
    let standing = room.now_state();
    let (key, private) = private_key(&standing.state, session, &paper)?;
    let Some(private) = private else {
        site.ballots.forget(forum, &key.public);
        return Err(Refused::by(Code::AwardSealed));
    };
    let signature = site.ballots.sign(forum, &key, private, message).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(PaperGiven { signature })).into_response())
}

/// What that paper is signed with, where it was taken of the award as it stands: it may have been prepared and begun anew since.
fn private_key(
    state: &ForumState,
    session: SessionNo,
    (badge, blinded): &(BadgeCode, Blinded),
) -> Result<(Arc<AwardKey>, Option<Arc<str>>), Refused> {
    let award = state.awards.get(&session);
    let papers = award.and_then(|award| award.papers.get(&state.holder(*badge)?.badge));
    if !papers.is_some_and(|papers| papers.iter().any(|paper| paper.blinded == *blinded)) {
        return Err(ApiCode::Unavailable.into());
    }
    let key = award.and_then(|award| award.key.clone()).ok_or_else(|| Refused::by(Code::AwardNotReady))?;
    let private = state.words.get(key.private).map(Arc::clone);
    Ok((key, private))
}

fn come_of(answer: Answer) -> Result<(), Refused> {
    match answer {
        Answer::Refused(why) if why.code != Code::NotAllowed => Err(Refused::ByRule(why)),
        other => Ok(taken(other)?),
    }
}

/// `POST /v1/awards/{forum}/{session}/ballots`
pub async fn cast(
    State(site): State<Arc<Site>>,
    InPath(award): InPath<Named>,
    network: Network,
    Body(cast): Body<BallotCast>,
) -> Result<Response, Refused> {
    let (forum, session) = named(&award)?;
    spend(&site.limits.ballots, network)?;
    let room = site.enter(forum).await?;
    let BallotCast { key, paper, track, round, seq, choice, signature } = cast;
    let signed = Signed { key, paper, track, signature };
    let ballot = Arc::new(BlindBallot { choice, round, seq, signed });
    let request = Request { actor: Actor::Ballot(key.voter().0), id: ballot.command(), now: room.clock() };
    let command = Command::Award(AwardCommand::Cast { session, ballot: Arc::clone(&ballot) });
    let passes = |standing: &Arc<Standing>| {
        let checker = site.checker(forum, &standing.state, session)?;
        refused_for_good(&standing.state, &request, &command)?;
        Ok(checker)
    };
    let checker = on_the_newest(&room, passes).await?;
    site.ballots.look_at(checker, ballot).await?;
    come_of(site.gathered.give(&site.tasks, (forum, &room), request, command).await)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(BallotKept { done: true })).into_response())
}

/// What a state comes to. What it refuses is asked once more of one that the journal has nothing newer than: another node may have
/// gone on, or the journal may have lost what this one knows.
async fn on_the_newest<T>(
    room: &RoomHandle,
    ask: impl Fn(&Arc<Standing>) -> Result<T, Refused>,
) -> Result<T, Refused> {
    match ask(&room.now_state()) {
        Err(Refused::ByRule(_)) => ask(&room.settled_state().await.ok_or(ApiCode::Unavailable)?),
        other => other,
    }
}

/// What is refused whatever comes next is refused before anybody works for it.
fn refused_for_good(state: &ForumState, request: &Request, command: &Command) -> Result<(), Refused> {
    match decide(state, request, command, &Circumstances::default()) {
        Err(why)
            if matches!(
                why.code,
                Code::AwardSealed
                    | Code::Changed
                    | Code::PollClosed
                    | Code::RoundOver
                    | Code::BadSeq
                    | Code::UnknownNominee
            ) =>
        {
            Err(Refused::ByRule(why))
        }
        _ => Ok(()),
    }
}

impl Site {
    fn checker(
        &self,
        forum: ForumId,
        state: &ForumState,
        session: SessionNo,
    ) -> Result<Arc<Checker>, Refused> {
        Ok(self.ballots.checker(forum, &*key_of(state, session)?)?)
    }
}

fn key_of(state: &ForumState, session: SessionNo) -> Result<Arc<AwardKey>, Refused> {
    if !state.sessions.contains_key(&session) {
        return Err(Refused::by(Code::UnknownSession));
    }
    let award = state.awards.get(&session).ok_or_else(|| Refused::by(Code::UnknownAward))?;
    if award.plan.people.is_none_or(|people| !people.blind) {
        return Err(Refused::by(Code::NotBlind));
    }
    award.key.clone().ok_or_else(|| Refused::by(Code::AwardNotReady))
}

/// `GET /v1/awards/{forum}/{session}/ballots`
pub async fn list(
    State(site): State<Arc<Site>>,
    InPath(award): InPath<Named>,
    network: Network,
    Asked(part): Asked<Part>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (forum, session) = named(&award)?;
    spend(&site.limits.records, network)?;
    let begins = part.begins.unwrap_or_default();
    if begins.len() > LONGEST_BEGINNING {
        return Err(
            ApiError::saying(ApiCode::Malformed, "name the first two characters of keys at most").into()
        );
    }
    let room = site.enter(forum).await?;
    let published = |standing: &Arc<Standing>| {
        let key = key_of(&standing.state, session)?;
        if standing.state.words.get(key.private).is_none() {
            site.ballots.forget(forum, &key.public);
        }
        list::Published::of((forum, session), standing, &*site.ballots.checker(forum, &key)?)
    };
    let published = on_the_newest(&room, published).await?;
    if published.is_known_by(&headers) {
        return Ok(published.is_unchanged());
    }
    let (tag, standing) = (published.tag.clone(), Arc::clone(&published.standing));
    let cast = site.ballots.list(forum, tag, move || list::cast(&standing.state, session)).await?;
    Ok(published.answer(cast, &begins))
}
