//! How what people read is printed.

use clap::ValueEnum;
use serde::Deserialize;

/// How addresses and links are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Print {
    /// For people.
    #[default]
    Text,
    /// One line of JSON, for scripts.
    Json,
}
