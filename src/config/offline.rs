//! What is done with a data folder by itself, beside a running server or without one.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::export::Table;

/// Check a data folder.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Reads only, so a server may go on beside it. Ends with code 0 when everything is whole, else with 1."
)]
pub struct VerifyArgs {
    /// The data folder, or the file of a backup
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA", required_unless_present = "award")]
    pub data: Option<PathBuf>,

    /// Only the forum with this join code or short name (its slug)
    #[arg(long, value_name = "CODE")]
    pub forum: Option<String>,

    /// The published list of an award's blind ballots instead, counted again from itself alone; `-` reads it from standard input
    #[arg(long, value_name = "FILE", conflicts_with = "forum")]
    pub award: Option<PathBuf>,

    /// With --award: SHA-256 of the award's key in hexadecimal digits, as it was seen elsewhere
    #[arg(long, value_name = "HASH", requires = "award")]
    pub key: Option<String>,
}

/// Write all that a data folder holds to one file.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Reads only, so a server goes on beside it. The file is verified before it gets its name; it is readable by its \
                  user alone, for it holds the key of the tokens and everything that people wrote. deploy/ has a timer for \
                  systemd."
)]
pub struct BackupArgs {
    /// The data folder
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: PathBuf,

    /// The new file
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

/// Make a data folder of a backup.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "The server is not running on that folder, and no forum is in it. What was acknowledged after the backup is not \
                  in it: devices that are still open send what they gave last again by themselves."
)]
pub struct RestoreArgs {
    /// The file that `majlis backup` wrote
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,

    /// The data folder to make; one that is there holds no forum
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: PathBuf,
}

/// Take a forum in that another server wrote to a file.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "The server is not running on that folder. The file is verified first; the forum then comes with its journal, what people \
                  wrote, its codes and its role links, all at once or not at all. Phones join again, as new people: their tokens are the \
                  other server's. docs/moving.md tells how a forum moves."
)]
pub struct ImportArgs {
    /// The data folder; made when missing
    #[arg(long, value_name = "DIR", env = "MAJLIS_DATA")]
    pub data: PathBuf,

    /// What the forum is called there (its slug) [default: as it was]
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,

    /// The file that `majlis export --format archive` wrote
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
}

/// Write what happened in a forum to a file.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Reads only, so a server may go on beside it. csv has a byte order mark, as Excel needs it for Arabic: \
                  a folder with every table, or one table. xlsx is one workbook with a sheet for each table, from right to left \
                  where the forum's first language is Arabic. json holds everything. archive is the forum itself, for `majlis import` on another server."
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

    /// Which table, for csv to one file or to standard output
    #[arg(long, value_name = "TABLE", value_parser = tables(), default_value = Table::Questions.name())]
    pub table: Table,

    /// Where to write: a file, or for csv a folder that takes every table [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// Every table that there is, by its name.
fn tables() -> impl TypedValueParser<Value = Table> {
    let names = PossibleValuesParser::new(Table::ALL.map(Table::name));
    names.map(|name| Table::named(&name).unwrap_or(Table::Questions))
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table.
    Csv,
    /// Every table in one workbook.
    Xlsx,
    /// Everything.
    Json,
    /// The forum itself, to move it: needs --out.
    Archive,
}
