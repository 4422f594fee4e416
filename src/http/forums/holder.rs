//! Who may make forums: the holder of a setup link, and an organiser.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::role::Role;
use crate::http::Site;
use crate::http::bearer::{Bearer, Crew};
use crate::http::error::ApiError;
use crate::http::setup::Setup;

/// Who may make forums.
pub enum Holder {
    /// With the link that a server without a forum prints.
    Setup(Setup),
    /// With an organiser's link.
    Organiser(Crew),
}

impl FromRequestParts<Arc<Site>> for Holder {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, ApiError> {
        let Bearer(token) = Bearer::from_request_parts(parts, site).await?;
        if let Some(setup) = Setup::read(site, &token).await? {
            return Ok(Self::Setup(setup));
        }
        let crew = Crew::from_request_parts(parts, site).await?;
        crew.one_of(&[Role::Organiser]).map(Self::Organiser)
    }
}
