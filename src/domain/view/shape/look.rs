//! How the forum looks, as its pages are told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::look::{Accent, Look};
use crate::domain::state::State;

/// How the forum looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LookView {
    /// What its commands name.
    pub version: u32,
    /// Its accent; none is Majlis's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub accent: Option<Accent>,
    /// Whether days are told after Umm al-Qura beside Gregorian.
    pub hijri: bool,
    /// Its logo; none is Majlis's mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub logo: Option<LogoView>,
}

/// A logo, to be had from `/v1/logos/{forum}/{hash}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LogoView {
    /// SHA-256 of its bytes as 64 hexadecimal digits.
    pub hash: String,
    /// How wide it is, so that its place is kept while it comes.
    pub width: u32,
    /// How high, in the same measure.
    pub height: u32,
}

impl LookView {
    /// The look of a forum; none where nothing of it was ever set.
    #[must_use]
    pub fn of(state: &State) -> Option<Self> {
        let Look { version, accent, hijri, .. } = *state.look;
        let logo = state.logo().map(|(logo, _)| LogoView {
            hash: logo.hash.clone(),
            width: logo.width,
            height: logo.height,
        });
        (*state.look != Look::default()).then_some(Self { version, accent, hijri, logo })
    }
}
