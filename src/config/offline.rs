//! What is done with a data folder by itself, beside a running server or without one.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Check a data folder.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Reads only, so a server may go on beside it. Ends with code 0 when everything is whole, else with 1."
)]
pub struct VerifyArgs {
    /// The data folder
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: PathBuf,

    /// Only the forum with this join code or name
    #[arg(long, value_name = "CODE")]
    pub forum: Option<String>,
}

/// Write what happened in a forum to a file.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Reads only, so a server may go on beside it. csv is one sheet with a mark of its encoding, as Excel \
                        needs it for Arabic; json holds everything."
)]
pub struct ExportArgs {
    /// The data folder
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: PathBuf,

    /// The join code or the name of the forum
    #[arg(long, value_name = "CODE")]
    pub forum: String,

    /// The form
    #[arg(long, value_enum)]
    pub format: Format,

    /// Where to write [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table.
    Csv,
    /// Everything.
    Json,
}
