//! Exports, for the holder of an organiser's link.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::domain::role::Role;
use crate::export::{self, Record, Table};

use super::bearer::Crew;
use super::error::{ApiCode, ApiError};

/// The media type of a workbook of ECMA-376.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /v1/export/json`
pub async fn json(crew: Crew) -> Result<Response, ApiError> {
    written(crew, "forum.json", "application/json", |record, bytes| export::json(record, bytes)).await
}

/// `GET /v1/export/csv/{table}`
pub async fn csv(Path(table): Path<String>, crew: Crew) -> Result<Response, ApiError> {
    let table = Table::named(&table).ok_or(ApiCode::NotFound)?;
    let file = format!("{}.csv", table.name());
    written(crew, &file, "text/csv; charset=utf-8", move |record, bytes| export::csv(record, table, bytes))
        .await
}

/// `GET /v1/export/xlsx`
pub async fn xlsx(crew: Crew) -> Result<Response, ApiError> {
    written(crew, "forum.xlsx", XLSX, |record, bytes| export::xlsx(record, bytes)).await
}

/// A file for the organiser, made on a thread of its own: a large forum's takes a while.
async fn written(
    crew: Crew,
    file: &str,
    kind: &'static str,
    write: impl FnOnce(&Record, &mut Vec<u8>) -> std::io::Result<()> + Send + 'static,
) -> Result<Response, ApiError> {
    let standing = crew.one_of(&[Role::Organiser])?.standing;
    let made = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        write(&Record::of(&standing.state), &mut bytes).map(|()| bytes)
    });
    let bytes = made.await.map_err(std::io::Error::from).flatten().map_err(|why| {
        tracing::error!(%why, file, "an export could not be made");
        ApiCode::Unavailable
    })?;
    let disposition = format!("attachment; filename=\"{file}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
