//! All that a person gave in the forum, for the person alone to see.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::domain::view::given::given;
use crate::domain::view::shape::GivenView;

use super::Site;
use super::bearer::Bearer;
use super::error::{ApiCode, ApiError};
use super::limits::spend;
use super::token::Credential;

/// `GET /v1/mine`, with a participant's token.
pub async fn own(State(site): State<Arc<Site>>, Bearer(token): Bearer) -> Result<Json<GivenView>, ApiError> {
    let credential = site.tokens.read(&token, site.journal.now())?;
    let Credential::Person { forum, person } = credential else { return Err(ApiCode::NotAllowed.into()) };
    spend(&site.limits.own, person)?;
    let standing = site.enter(forum).await?.now_state();
    Ok(Json(given(&standing.state, person)))
}
