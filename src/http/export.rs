//! Exports, for the holder of an organiser's link.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tokio::sync::SemaphorePermit;

use crate::domain::role::Role;
use crate::export::{self, FileName, Record, Table};

use super::Site;
use super::bearer::Crew;
use super::body::InPath;
use super::error::{ApiCode, ApiError};
use super::limits::spend;

/// Of a node. Those that come meanwhile wait for their turn.
pub const EXPORTS_AT_ONCE: usize = 2;

/// The media type of a workbook of ECMA-376.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What is exported, and as what.
struct Form {
    /// The part of the forum that it is; none is everything.
    part: Option<&'static str>,
    /// The ending of a file of its kind.
    ending: &'static str,
    /// Its media type.
    kind: &'static str,
}

/// `GET /v1/export/json`
pub async fn json(State(site): State<Arc<Site>>, crew: Crew) -> Result<Response, ApiError> {
    let form = Form { part: None, ending: "json", kind: "application/json" };
    written(&site, crew, form, |record, bytes| export::json(record, bytes)).await
}

/// `GET /v1/export/csv/{table}`
pub async fn csv(
    State(site): State<Arc<Site>>,
    InPath(table): InPath<String>,
    crew: Crew,
) -> Result<Response, ApiError> {
    let table = Table::named(&table).ok_or(ApiCode::NotFound)?;
    let form = Form { part: Some(table.name()), ending: "csv", kind: "text/csv; charset=utf-8" };
    written(&site, crew, form, move |record, bytes| export::csv(record, table, bytes)).await
}

/// `GET /v1/export/xlsx`
pub async fn xlsx(State(site): State<Arc<Site>>, crew: Crew) -> Result<Response, ApiError> {
    let form = Form { part: None, ending: "xlsx", kind: XLSX };
    written(&site, crew, form, |record, bytes| export::xlsx(record, bytes)).await
}

/// The turn of a link at what lies in memory whole while it is made or read. It is counted, and others wait for theirs.
pub(super) async fn turn<'s>(site: &'s Site, crew: &Crew) -> Result<SemaphorePermit<'s>, ApiError> {
    spend(&site.limits.exports, (crew.forum, crew.no))?;
    // Nothing closes it.
    site.exporting.acquire().await.map_err(|_| ApiCode::Unavailable.into())
}

/// A file for the organiser, made on a thread of its own: a large forum's takes a while.
async fn written(
    site: &Site,
    crew: Crew,
    Form { part, ending, kind }: Form,
    write: impl FnOnce(&Record, &mut Vec<u8>) -> std::io::Result<()> + Send + 'static,
) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    let _turn = turn(site, &crew).await?;
    let slug = site.slug(crew.forum).await?;
    let (standing, now) = (crew.standing, crew.room.clock());
    let file =
        FileName::of((&slug, &standing.state.forum.name), part, &export::day(&standing.state, now), ending);
    let made = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        write(&Record::of(&standing.state), &mut bytes).map(|()| bytes)
    });
    let bytes = made.await.map_err(std::io::Error::from).flatten().map_err(|why| {
        tracing::error!(%why, file = file.ascii, "an export could not be made");
        ApiCode::Unavailable
    })?;
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, file.disposition()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
