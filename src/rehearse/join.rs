//! Joining, as a phone does it.

use reqwest::Url;
use serde::Deserialize;

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
        /// The answer.
        answer: String,
    },
}

/// Joins with a code.
pub async fn join(http: &reqwest::Client, url: &Url, code: &str) -> Result<Joined, JoinError> {
    let unreachable = |source| JoinError::Unreachable { url: url.clone(), source };
    let address = url.join("/v1/join").unwrap_or_else(|_| url.clone());
    let body = serde_json::json!({ "code": code });
    let answer = http.post(address).json(&body).send().await.map_err(unreachable)?;
    if answer.status().is_success() {
        return answer.json().await.map_err(unreachable);
    }
    let answer = answer.text().await.map_err(unreachable)?;
    Err(JoinError::Refused { url: url.clone(), code: code.to_owned(), answer })
}
