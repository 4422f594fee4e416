//! What people said of a session.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What people said of a session: to moderators, organisers and screens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FeedbackView {
    /// How many gave one to five stars.
    pub stars: [u32; 5],
    /// The latest comments, newest first, at most 50: to moderators and organisers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub comments: Vec<String>,
}
