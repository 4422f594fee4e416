//! Pairing a strange screen: it shows a code, somebody with a desk types it, and the screen gets a role link.
//!
//! The link's secret follows from the screen's, so that no store holds a token, not even while a screen waits for it: what is
//! kept of a screen is the hash that its link will have, and what is left for it says of which forum the link is.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Request, decide};
use crate::domain::id::{CommandId, ForumId, HallNo, LinkNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Role, Secret};
use crate::domain::text::digits::join_code_digits;
use crate::founding::{new_code, new_secret};
use crate::journal::{Granted, Hash, JoinCode, Registry};
use crate::room::Answer;

use super::Site;
use super::bearer::{Crew, good_link};
use super::body::Body;
use super::error::{ApiCode, ApiError};
use super::limits::spend;
use super::network::Network;
use super::to_the_end::to_the_end;
use super::token::Tokens;

/// How long a screen waits under one code.
const WAITS: Duration = Duration::from_secs(15 * 60);
/// How long it may ask again for what it collected.
const AGAIN: Duration = Duration::from_secs(60);
/// How often what was left for screens is looked through for what is over.
const FORGETS: Duration = Duration::from_secs(60);
/// Codes drawn before the server gives up: far more screens than halls would have to wait at once.
const DRAWS: usize = 20;

/// What only the screen knows, drawn by itself.
#[derive(Debug, Deserialize, TS)]
pub struct ScreenSecret {
    /// 22 to 64 characters of A-Z, a-z, 0-9, `-` and `_`.
    secret: Secret,
}

/// The code that a screen shows.
#[derive(Debug, Serialize, TS)]
pub struct ScreenCode {
    /// Six digits.
    code: String,
    /// For so many milliseconds; then it asks for another.
    lasts_ms: u32,
}

/// What somebody typed who stands before the screen.
#[derive(Debug, Deserialize, TS)]
pub struct Pairing {
    /// The code on the screen, as it was typed.
    code: String,
    /// The hall it belongs to.
    hall: HallNo,
    /// What to call it.
    name: String,
}

/// The wall that a screen became.
#[derive(Debug, Serialize, TS)]
pub struct Paired {
    /// Its role link, which can be told at once what it is like.
    link: LinkNo,
}

/// What a screen was given.
#[derive(Debug, Serialize, TS)]
pub struct ScreenToken {
    /// The token of its role link.
    token: String,
}

/// `POST /v1/screens`
pub async fn offer(
    State(site): State<Arc<Site>>,
    from: Network,
    Body(ScreenSecret { secret }): Body<ScreenSecret>,
) -> Result<Json<ScreenCode>, ApiError> {
    spend(&site.limits.screens, from)?;
    let hash = hash_of(&own_secret(&secret)?)?;
    for _ in 0..DRAWS {
        let code = new_code()?;
        if site.registry.offer(code, hash, WAITS).await? {
            let lasts_ms = u32::try_from(WAITS.as_millis()).unwrap_or(u32::MAX);
            return Ok(Json(ScreenCode { code: code.to_string(), lasts_ms }));
        }
    }
    Err(ApiError::after(ApiCode::Unavailable, Duration::from_secs(5)))
}

/// `POST /v1/screens/pair`
///
/// Who types a code first has the screen. The forum is left for it before its link is made, for a code that no screen
/// shows must leave no link behind; until the link is there, `collect` keeps the forum back.
pub async fn pair(
    State(site): State<Arc<Site>>,
    crew: Crew,
    Body(pairing): Body<Pairing>,
) -> Result<Json<Paired>, ApiError> {
    let crew = crew.one_of(&[Role::Organiser, Role::Moderator])?;
    if !crew.standing.state.halls.contains_key(&pairing.hall) {
        return Err(ApiCode::UnknownHall.into());
    }
    if !crew.link.reaches(pairing.hall) {
        return Err(ApiCode::NotAllowed.into());
    }
    spend(&site.limits.pairings, (crew.forum, crew.no))?;
    let digits = join_code_digits(&pairing.code).map_err(|_| ApiCode::NoSuchScreen)?;
    let code: JoinCode = digits.parse().map_err(|_| ApiCode::NoSuchScreen)?;
    // Half of it would be a code that leads to nothing.
    let link =
        to_the_end(&site.tasks.clone(), async move { grant(&site, &crew, code, pairing).await }).await?;
    Ok(Json(Paired { link }))
}

/// Makes a link for the screen that shows the code. Where none comes of it, the code can be typed again.
async fn grant(site: &Site, crew: &Crew, code: JoinCode, pairing: Pairing) -> Result<LinkNo, ApiError> {
    let left = left_for(crew.forum)?;
    let made = link_under(site, crew, code, pairing, left.clone()).await;
    // Also where it is not known whether it was left; another one's is not taken back.
    if made.is_err()
        && let Err(why) = site.registry.take_back_grant(code, left).await
    {
        tracing::warn!(%why, "a screen's code stays taken until its time is over");
    }
    made
}

/// Leaves the forum under the code, then makes the link that the screen's secret opens. Whoever may not make that link
/// leaves nothing: not for a moment is the code taken for somebody who can pair the screen.
async fn link_under(
    site: &Site,
    crew: &Crew,
    code: JoinCode,
    pairing: Pairing,
    left: Bytes,
) -> Result<LinkNo, ApiError> {
    let create = |secret: Secret| Command::CreateLink {
        role: Role::Screen,
        hall: Some(pairing.hall),
        name: pairing.name.clone(),
        expires: None,
        table: None,
        stand: None,
        secret,
    };
    let request = Request { actor: crew.actor(), id: CommandId(fastrand::u64(..)), now: crew.room.clock() };
    let state = &crew.room.now_state().state;
    // Whose secret it will be is known once the code is taken; whether such a link may be made is not up to that.
    let of_somebody = create(Secret::new(new_secret()?));
    decide(state, &request, &of_somebody, &Circumstances::default()).map_err(|why| refused(&why))?;
    let screen = match site.registry.grant(code, left).await? {
        Granted::Left(screen) => screen,
        Granted::Taken => return Err(ApiCode::ScreenTaken.into()),
        Granted::NoScreen => return Err(ApiCode::NoSuchScreen.into()),
    };
    let create = create(Secret::of_hash(screen.to_string()));
    made(crew.submit(request.id, create).await)
}

/// What is left for a screen: its link's forum, and what tells one pairing from another.
fn left_for(forum: ForumId) -> Result<Bytes, ApiError> {
    Ok(Bytes::from(format!("{forum} {:x}", getrandom::u64()?)))
}

/// The forum of what was left.
fn forum_of(left: &[u8]) -> Option<ForumId> {
    let (forum, _) = std::str::from_utf8(left).ok()?.split_once(' ')?;
    forum.parse().ok()
}

/// The link that was made.
fn made(answer: Answer) -> Result<LinkNo, ApiError> {
    match answer {
        Answer::Done { made: Some(link), .. } => Ok(LinkNo(link)),
        other => {
            taken(other)?;
            Err(ApiError::after(ApiCode::Unavailable, Duration::from_secs(1)))
        }
    }
}

/// `POST /v1/screens/collect`
pub async fn collect(
    State(site): State<Arc<Site>>,
    from: Network,
    Body(ScreenSecret { secret }): Body<ScreenSecret>,
) -> Result<Response, ApiError> {
    spend(&site.limits.collects, from)?;
    let nothing_yet = || StatusCode::NO_CONTENT.into_response();
    let own = own_secret(&secret)?;
    let secret = Secret::new(own.clone());
    let left = site.registry.collect(hash_of(&own)?, AGAIN).await?;
    let Some(forum) = left.as_deref().and_then(forum_of) else {
        return Ok(nothing_yet());
    };
    let standing = site.enter(forum).await?.now_state();
    if good_link(&standing, &secret, site.journal.now()).is_err() {
        return Ok(nothing_yet());
    }
    Ok(Json(ScreenToken { token: Tokens::crew(forum, &own) }).into_response())
}

/// Takes what was left for screens out of the store once its time is over, also what a node before this one left there.
/// Runs until the node stops.
pub async fn forget(registry: Arc<dyn Registry>, stop: CancellationToken) {
    let mut rounds = interval(FORGETS);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = rounds.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(why) = registry.forget_offers().await {
            tracing::warn!(%why, "what was left for screens stays in the store for now");
        }
    }
}

/// What a command of a request came to.
pub(super) fn taken(answer: Answer) -> Result<(), ApiError> {
    match answer {
        Answer::Done { .. } => Ok(()),
        Answer::Refused(why) => Err(refused(&why)),
        Answer::Way(_, after) => {
            Err(ApiError::after(ApiCode::Unavailable, Duration::from_millis(after.into())))
        }
        Answer::Gone => Err(ApiError::after(ApiCode::Unavailable, Duration::from_secs(1))),
    }
}

/// Why a command was refused, as an answer to a request.
pub(super) fn refused(why: &Refusal) -> ApiError {
    match why.code {
        Code::NotAllowed => ApiCode::NotAllowed.into(),
        Code::LinkEnded | Code::UnknownLink => ApiCode::TokenExpired.into(),
        Code::UnknownHall => ApiCode::UnknownHall.into(),
        Code::TooManyLinks => ApiCode::TooManyLinks.into(),
        Code::Changed => ApiCode::Changed.into(),
        Code::IdReused => ApiError::saying(
            ApiCode::ScreenTaken,
            "this screen had a link by its secret; have it draw another one",
        ),
        Code::TextEmpty | Code::TextTooLong => {
            ApiError::saying(ApiCode::Malformed, "give it a name of 1 to 80 characters")
        }
        _ => ApiError::saying(ApiCode::Malformed, why.to_string()),
    }
}

/// The secret of the link that a screen gets: whoever knows the screen's can make it, and nobody can tell the one from the other.
fn own_secret(screens: &Secret) -> Result<String, ApiError> {
    if !screens.is_well_formed() {
        return Err(ApiError::saying(
            ApiCode::Malformed,
            "a screen's secret is 22 to 64 characters of A-Z, a-z, 0-9, - and _",
        ));
    }
    Ok(URL_SAFE_NO_PAD.encode(Hash::of(&[b"screen", screens.hash().as_bytes()]).0))
}

/// What is kept of a link's secret, in its forum and while its screen waits.
fn hash_of(own: &str) -> Result<Hash, ApiError> {
    Secret::new(own.to_owned()).hash().parse().map_err(|_| ApiCode::Unavailable.into())
}
