//! The token that a request carries, and what it opens.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use crate::domain::command::Command;
use crate::domain::id::{CommandId, ForumId, LinkNo};
use crate::domain::role::{Actor, Link, Role, Secret};
use crate::domain::time::Time;
use crate::room::{Answer, RoomHandle, Standing};

use super::Site;
use super::error::{ApiCode, ApiError};
use super::token::Credential;

/// What stands behind `Authorization: Bearer`.
#[derive(Clone)]
pub struct Bearer(pub String);

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) = value.and_then(|value| value.split_once(' ')).ok_or(ApiCode::BadToken)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(ApiCode::BadToken.into());
        }
        Ok(Self(token.trim().to_owned()))
    }
}

/// The holder of a role link that was found good.
#[derive(Debug)]
pub struct Crew {
    /// The forum.
    pub forum: ForumId,
    /// The room of the link's forum.
    pub room: RoomHandle,
    /// Its state, as it was when the link was looked up.
    pub standing: Arc<Standing>,
    /// The link's number.
    pub no: LinkNo,
    /// What it allows.
    pub link: Arc<Link>,
}

impl Crew {
    /// Who its commands come from.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Crew(self.no)
    }

    /// Gives the room a command of the link's, and waits until it is known what became of it.
    pub async fn submit(&self, id: CommandId, command: Command) -> Answer {
        self.room.give_of(Some(self.standing.epoch), self.actor(), id, command).await
    }

    /// Goes on only with one of these roles.
    pub fn one_of(self, roles: &[Role]) -> Result<Self, ApiError> {
        if roles.contains(&self.link.role) { Ok(self) } else { Err(ApiCode::NotAllowed.into()) }
    }
}

impl FromRequestParts<Arc<Site>> for Crew {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, ApiError> {
        let Bearer(token) = Bearer::from_request_parts(parts, site).await?;
        let now = site.journal.now();
        match site.tokens.read(&token, now)? {
            Credential::Crew { forum, secret } => {
                let room = site.enter(forum).await?;
                let standing = state_for(&room, &secret).await?;
                let (no, link) = good_link(&standing, &secret, now)?;
                Ok(Self { forum, room, standing, no, link })
            }
            Credential::Person { .. } => Err(ApiCode::NotAllowed.into()),
        }
    }
}

/// The state in which to look for the link with that secret. While the store may lack the newest links nobody is told that theirs is none.
pub async fn state_for(room: &RoomHandle, secret: &Secret) -> Result<Arc<Standing>, ApiError> {
    room.state_for(secret).await.ok_or_else(|| ApiCode::Unavailable.into())
}

/// The link with that secret, if it still opens its role.
pub fn good_link(standing: &Standing, secret: &Secret, now: Time) -> Result<(LinkNo, Arc<Link>), ApiError> {
    let (no, link) = standing.state.link_of(secret).ok_or(ApiCode::BadToken)?;
    if link.is_good(now) { Ok((no, Arc::clone(link))) } else { Err(ApiCode::TokenExpired.into()) }
}
