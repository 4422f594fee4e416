//! A server's frame, read as far as a played phone needs it.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::id::{CommandId, QuestionNo};
use crate::domain::time::Time;

/// Whatever frame: only the fields of its kind are there.
#[derive(Debug, Deserialize)]
pub struct Envelope<'a> {
    /// The kind.
    pub t: &'a str,
    #[serde(default)]
    pub id: Option<CommandId>,
    #[serde(default)]
    pub code: Option<&'a str>,
    #[serde(default)]
    pub limit: Option<i64>,
    #[serde(default)]
    pub retry: Option<u32>,
    #[serde(default)]
    pub rev: Option<u64>,
    #[serde(default)]
    pub no: Option<u32>,
    #[serde(default)]
    pub topic: Option<u32>,
    #[serde(default)]
    pub next: Option<QuestionNo>,
    #[serde(default)]
    pub after_ms: Option<u64>,
    #[serde(default)]
    pub now: Option<Time>,
    #[serde(default)]
    pub reconnect: Option<bool>,
    #[serde(default, borrow)]
    pub view: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub diff: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub items: Option<&'a RawValue>,
}

impl<'a> Envelope<'a> {
    /// Reads a frame; `None` where it is none.
    pub fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
