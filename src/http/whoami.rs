//! Who a token is, for a page that was opened by a role link and has no socket yet.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{ForumId, HallNo};
use crate::domain::role::Role;

use super::Site;
use super::bearer::{Bearer, good_link, state_for};
use super::error::ApiError;
use super::token::Credential;

/// Who a token is.
#[derive(Debug, Serialize, TS)]
pub struct Whoami {
    /// In which forum.
    #[ts(type = "string")]
    forum: ForumId,
    /// Its name in addresses.
    slug: String,
    /// What the token allows.
    role: Role,
    /// The hall that its link is for; none is the whole forum.
    hall: Option<HallNo>,
    /// The forum's name.
    name: Title,
    /// Languages of its pages, the first one first.
    languages: Vec<String>,
    /// IANA name of the zone its times are told in.
    zone: String,
    /// Whether everything here is a rehearsal.
    rehearsal: bool,
}

/// `GET /v1/whoami`
pub async fn whoami(State(site): State<Arc<Site>>, Bearer(token): Bearer) -> Result<Json<Whoami>, ApiError> {
    let now = site.journal.now();
    let credential = site.tokens.read(&token, now)?;
    let forum = credential.forum();
    let room = site.enter(forum).await?;
    let (standing, role, hall) = match credential {
        Credential::Person { .. } => (room.now_state(), Role::Participant, None),
        Credential::Crew { secret, .. } => {
            let standing = state_for(&room, &secret).await?;
            let (_, link) = good_link(&standing, &secret, now)?;
            (standing, link.role, link.hall)
        }
    };
    let about = &standing.state.forum;
    Ok(Json(Whoami {
        forum,
        slug: site.slug(forum).await?,
        role,
        hall,
        name: about.name.clone(),
        languages: about.languages.clone(),
        zone: about.zone.clone(),
        rehearsal: about.rehearsal,
    }))
}
