//! Joining, as a phone does it.

use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Response, StatusCode, Url};
use serde::Deserialize;
use tokio::time::sleep;

use crate::domain::id::SessionNo;

/// What a phone gets for a code.
#[derive(Debug, Clone, Deserialize)]
pub struct Joined {
    /// What it shows in `hello`.
    pub token: String,
    /// The session that is on.
    pub session: Option<SessionNo>,
}

/// Why a phone could not join.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The server is not there.
    #[error("cannot reach {url}: {source}; is the server running, and is this its address?")]
    Unreachable {
        /// The address.
        url: Url,
        /// What went wrong.
        source: reqwest::Error,
    },
    /// The server said no.
    #[error("{url} refused the code {code}: {answer}")]
    Refused {
        /// The address.
        url: Url,
        /// The code.
        code: String,
        /// What the server says about it.
        answer: String,
    },
}

/// A request that was refused.
#[derive(Debug, Deserialize)]
struct Refusal {
    message: String,
}

/// Joins with a code.
pub async fn join(http: &reqwest::Client, url: &Url, code: &str) -> Result<Joined, JoinError> {
    let unreachable = |source| JoinError::Unreachable { url: url.clone(), source };
    let address = url.join("/v1/join").unwrap_or_else(|_| url.clone());
    let body = serde_json::json!({ "code": code });
    let mut answer = http.post(address.clone()).json(&body).send().await.map_err(unreachable)?;
    // More phones than a hall has come in no faster than the server lets them.
    while let Some(wait) = wait(&answer) {
        sleep(wait).await;
        answer = http.post(address.clone()).json(&body).send().await.map_err(unreachable)?;
    }
    if answer.status().is_success() {
        return answer.json().await.map_err(unreachable);
    }
    let answer = answer.text().await.map_err(unreachable)?;
    // What stands between may answer in its own words.
    let answer = serde_json::from_str(&answer).map_or(answer, |Refusal { message }| message);
    Err(JoinError::Refused { url: url.clone(), code: code.to_owned(), answer })
}

/// How long the server says to wait, where too many came at once.
fn wait(answer: &Response) -> Option<Duration> {
    let seconds =
        answer.headers().get(RETRY_AFTER).filter(|_| answer.status() == StatusCode::TOO_MANY_REQUESTS)?;
    seconds.to_str().ok()?.parse().ok().map(Duration::from_secs)
}
