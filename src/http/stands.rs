//! Stands: an organiser prints what their QR codes say.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::{SessionNo, StandNo};
use crate::domain::role::Role;
use crate::domain::stand::{self, StandCode, StandKey};

use super::Site;
use super::bearer::Crew;
use super::error::ApiError;
use super::export::turn;

/// The QR codes of all stands.
#[derive(Debug, Serialize, TS)]
pub struct StandSheets {
    /// Exhibition by exhibition, in the stands' order.
    stands: Vec<StandSheet>,
}

/// What the QR code of a stand says.
#[derive(Debug, Serialize, TS)]
pub struct StandSheet {
    /// The session of its exhibition.
    session: SessionNo,
    /// Its number.
    stand: StandNo,
    /// Its key; none where it was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    key: Option<StandKey>,
    /// The address that its QR code is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    url: Option<String>,
}

/// `GET /v1/stands`: whoever has a key was at its stand, so to an organiser alone.
pub async fn sheets(State(site): State<Arc<Site>>, crew: Crew) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    let _turn = turn(&site, &crew).await?;
    let state = &crew.standing.state;
    let sheet = |code: StandCode| {
        let hall = state.halls.get(&code.hall).map_or(&state.forum.code, |hall| &hall.code);
        let url = code.key.as_ref().map(|key| site.public.stand(hall, key.as_str()));
        StandSheet { session: code.at.session, stand: code.at.stand, key: code.key, url }
    };
    let stands = stand::codes(state).map(sheet).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(StandSheets { stands })).into_response())
}
