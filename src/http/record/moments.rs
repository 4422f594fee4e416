//! The time line: the moments of a forum, and what its walls were shown at any revision.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use crate::domain::forum::Title;
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::role::Role;
use crate::domain::time::Time;
use crate::http::Site;
use crate::http::bearer::Crew;
use crate::http::body::Asked;
use crate::http::error::{ApiCode, ApiError};
use crate::http::limits::spend;
use crate::record::{MarkView, marks};
use crate::room;

/// What happened in a forum, for whoever looks back.
#[derive(Debug, Serialize, TS)]
pub struct TimelineView {
    /// Its epoch.
    pub epoch: u32,
    /// Its last revision.
    pub revision: u64,
    /// IANA name of its zone.
    pub zone: String,
    /// Its halls.
    pub halls: Vec<HallName>,
    /// Its moments, in the order in which they came.
    pub marks: Vec<MarkView>,
    /// There were more than are told: these are the first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub more: bool,
}

/// A hall by its name.
#[derive(Debug, Serialize, TS)]
pub struct HallName {
    /// Its number.
    pub hall: HallNo,
    /// Its name.
    pub name: Title,
}

/// What a hall's walls were shown at a revision.
#[derive(Debug, Serialize, TS)]
pub struct WallMoment {
    /// The epoch.
    pub epoch: u32,
    /// The revision.
    pub rev: u64,
    /// When it came.
    pub at: Time,
    /// The hall.
    pub hall: HallNo,
    /// The session that its walls looked at.
    pub session: Option<SessionNo>,
    /// What is in no journal, and so not here: `reactions`, `presence`, `pictures` of opinions that were drawn while people voted.
    #[ts(type = "string[]")]
    pub absent: [&'static str; 3],
    /// The `state` frames that a wall gets which comes in then, a topic each.
    #[ts(type = "object[]")]
    pub frames: Vec<Box<RawValue>>,
}

/// Which moment is asked for.
#[derive(Debug, Deserialize)]
pub struct Moment {
    hall: HallNo,
    at: u64,
}

/// `GET /v1/timeline`
pub async fn timeline(State(site): State<Arc<Site>>, crew: Crew) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    spend(&site.limits.moments, (crew.forum, crew.no))?;
    let standing = &crew.standing;
    let chronicle = site.records.chronicle(&site.journal, crew.forum, standing).await?;
    let state = &standing.state;
    let told = TimelineView {
        epoch: standing.epoch,
        revision: standing.rev,
        zone: state.forum.zone.clone(),
        halls: state.halls.iter().map(|(no, hall)| HallName { hall: *no, name: hall.name.clone() }).collect(),
        marks: marks(state, &chronicle),
        more: chronicle.has_more(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// `GET /v1/timeline/wall`
pub async fn wall(
    State(site): State<Arc<Site>>,
    Asked(Moment { hall, at }): Asked<Moment>,
    crew: Crew,
) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    spend(&site.limits.moments, (crew.forum, crew.no))?;
    if at == 0 || at > crew.standing.rev {
        return Err(ApiCode::NotFound.into());
    }
    let then = site.records.at(&site.journal, crew.forum, at, &crew.standing).await?;
    let shown = room::wall(&then, hall).ok_or(ApiCode::UnknownHall)?;
    let frames = shown.frames.iter().map(|frame| RawValue::from_string(frame.to_string()));
    let told = WallMoment {
        epoch: crew.standing.epoch,
        rev: then.rev,
        at: then.time,
        hall,
        session: shown.session,
        absent: ["reactions", "presence", "pictures"],
        frames: frames.collect::<Result<_, _>>().map_err(|_| ApiCode::Unavailable)?,
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}
