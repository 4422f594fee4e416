//! Pairing a strange screen: it shows a code, somebody with a desk types it, and the screen gets a role link.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Request, decide};
use crate::domain::id::{CommandId, HallNo, LinkNo};
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
use super::token::{Credential, Tokens};

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
    let hash = hash_of(&secret)?;
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
/// Who types a code first has the screen. The token is left for it before its link is made, for a code that no screen
/// shows must leave no link behind; until the link is there, `collect` keeps the token back.
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
    let secret = new_secret()?;
    let token = Bytes::from(Tokens::crew(crew.forum, &secret));
    let made = link_under(site, crew, code, pairing, (secret, token.clone())).await;
    // Also where it is not known whether the token was left; another one's is not taken back.
    if made.is_err()
        && let Err(why) = site.registry.take_back_grant(code, token).await
    {
        tracing::warn!(%why, "a screen's code stays taken until its time is over");
    }
    made
}

/// Leaves the token under the code, then makes the link that it opens. Whoever may not make that link leaves nothing: not
/// for a moment is the code taken for somebody who can pair the screen.
async fn link_under(
    site: &Site,
    crew: &Crew,
    code: JoinCode,
    pairing: Pairing,
    (secret, token): (String, Bytes),
) -> Result<LinkNo, ApiError> {
    let create = Command::CreateLink {
        role: Role::Screen,
        hall: Some(pairing.hall),
        name: pairing.name,
        expires: None,
        secret: Secret::new(secret),
    };
    let request = Request { actor: crew.actor(), id: CommandId(fastrand::u64(..)), now: crew.room.clock() };
    let state = &crew.room.now_state().state;
    decide(state, &request, &create, &Circumstances::default()).map_err(|why| refused(&why))?;
    match site.registry.grant(code, token).await? {
        Granted::Left => {}
        Granted::Taken => return Err(ApiCode::ScreenTaken.into()),
        Granted::NoScreen => return Err(ApiCode::NoSuchScreen.into()),
    }
    made(crew.room.submit(request.actor, request.id, create).await)
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
    let Some(grant) = site.registry.collect(hash_of(&secret)?, AGAIN).await? else {
        return Ok(nothing_yet());
    };
    let token = String::from_utf8(grant.into()).map_err(|_| ApiCode::Unavailable)?;
    let now = site.journal.now();
    if let Credential::Crew { forum, secret } = site.tokens.read(&token, now)? {
        let standing = site.enter(forum).await?.now_state();
        if good_link(&standing, &secret, now).is_ok() {
            return Ok(Json(ScreenToken { token }).into_response());
        }
    }
    Ok(nothing_yet())
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
fn refused(why: &Refusal) -> ApiError {
    match why.code {
        Code::NotAllowed => ApiCode::NotAllowed.into(),
        Code::LinkEnded | Code::UnknownLink => ApiCode::TokenExpired.into(),
        Code::UnknownHall => ApiCode::UnknownHall.into(),
        Code::TooManyLinks => ApiCode::TooManyLinks.into(),
        Code::Changed => ApiCode::Changed.into(),
        Code::TextEmpty | Code::TextTooLong => {
            ApiError::saying(ApiCode::Malformed, "give it a name of 1 to 80 characters")
        }
        _ => ApiError::saying(ApiCode::Malformed, why.to_string()),
    }
}

fn hash_of(secret: &Secret) -> Result<Hash, ApiError> {
    let hash = secret.is_well_formed().then(|| Hash::of(&[b"screen", secret.hash().as_bytes()]));
    hash.ok_or_else(|| {
        ApiError::saying(
            ApiCode::Malformed,
            "a screen's secret is 22 to 64 characters of A-Z, a-z, 0-9, - and _",
        )
    })
}
