//! `POST /v1/do` and `POST /v1/read`: a hello and a few frames in one request, their answers in its answer.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::value::RawValue;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::Site;
use super::body::Text;
use super::connection::{self, Stranger, Way};
use super::error::{ApiCode, ApiError};
use super::foreign::refuse_foreign;
use super::guest::Guest;
use super::network::Network;

/// Most frames of a request: the hello, and as many as a connection's commands that may be unanswered.
pub const MOST_FRAMES: usize = 9;

/// What a client says beside its stream: the answers to it alone.
pub async fn say(
    state: State<Arc<Site>>,
    guest: Guest,
    network: Network,
    headers: HeaderMap,
    said: Text,
) -> Result<Response, ApiError> {
    exchange(state, Stranger { guest, network, way: Way::Beside }, &headers, said).await
}

/// What a client says for which no stream comes through: all that a socket would tell it, and the answers.
pub async fn read(
    state: State<Arc<Site>>,
    guest: Guest,
    network: Network,
    headers: HeaderMap,
    said: Text,
) -> Result<Response, ApiError> {
    exchange(state, Stranger { guest, network, way: Way::Reading }, &headers, said).await
}

async fn exchange(
    State(site): State<Arc<Site>>,
    stranger: Stranger,
    headers: &HeaderMap,
    Text(said): Text,
) -> Result<Response, ApiError> {
    refuse_foreign(headers, &site.public)?;
    let frames = frames(&said)?;
    let answers = connection::exchange(&site.connections, Box::new(stranger), frames).await;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(([kind], list(&answers)).into_response())
}

/// The texts of the frames in a list of them.
fn frames(said: &str) -> Result<Vec<&str>, ApiError> {
    let frames: Vec<&RawValue> = serde_json::from_str(said).map_err(|_| ApiCode::Malformed)?;
    if !(1..=MOST_FRAMES).contains(&frames.len()) {
        let message = format!("send a list of a hello and at most {} frames more", MOST_FRAMES - 1);
        return Err(ApiError::saying(ApiCode::Malformed, message));
    }
    Ok(frames.into_iter().map(RawValue::get).collect())
}

/// A list of frames, each as it is.
fn list(frames: &[Utf8Bytes]) -> String {
    let texts: Vec<&str> = frames.iter().map(Utf8Bytes::as_str).collect();
    format!("[{}]", texts.join(","))
}
