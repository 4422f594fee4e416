//! What a request brings, in its body or in its address. What cannot be read is refused as every request is, in JSON.

use axum::Json;
use axum::body::{Body as AxumBody, Bytes, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::domain::strict::Object;

use super::error::{ApiCode, ApiError};

/// A text of more bytes than this, or of nobody knows how many, is large.
const SMALL: u64 = 16 * 1024;
/// So many large ones are read at once, each of at most 144 KiB and before anything is known of who sends it: beyond that strangers would
/// take the memory of those who are in. Devices seldom send any.
const LARGE_AT_ONCE: usize = 256;
/// A body of JSON, an object, that was read whole and is what the route expects.
pub struct Body<T>(pub T);

/// A body of whatever bytes, read whole.
pub struct Whole(pub Bytes);

/// A body of JSON as a text, read whole and not understood yet.
pub struct Text(pub Utf8Bytes);

/// What stands in the path, in the places that the route names.
///
/// Not to be read: bytes that are no UTF-8.
pub struct InPath<T>(pub T);

/// What stands in the address behind the path.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let Json(Object(body)) = Json::from_request(request, state).await?;
        Ok(Self(body))
    }
}

impl<S: Send + Sync> FromRequest<S> for Whole {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        Ok(Self(Bytes::from_request(request, state).await?))
    }
}

impl<S: Send + Sync> FromRequest<S> for Text {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        // Another site's page cannot say so without asking first, and is not allowed to.
        if !is_json(request.headers()) {
            return Err(ApiError::saying(ApiCode::Malformed, "send it as Content-Type: application/json"));
        }
        let _place = place_for(request.body())?;
        let bytes = Bytes::from_request(request, state).await?;
        Ok(Self(bytes.try_into().map_err(|_| ApiCode::Malformed)?))
    }
}

/// A place for a body that may be large, until it is read; none is needed for a small one. Refuses where there is none left.
fn place_for(body: &AxumBody) -> Result<Option<SemaphorePermit<'static>>, ApiError> {
    static LARGE: Semaphore = Semaphore::const_new(LARGE_AT_ONCE);
    if body.size_hint().upper().is_some_and(|bytes| bytes <= SMALL) {
        return Ok(None);
    }
    LARGE.try_acquire().map(Some).map_err(|_| ApiCode::Unavailable.into())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(places) = Path::from_request_parts(parts, state).await?;
        Ok(Self(places))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Query(asked) = Query::from_request_parts(parts, state).await?;
        Ok(Self(asked))
    }
}
