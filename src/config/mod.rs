//! The command line: what can be asked of the program, and how.
//!
//! A flag counts before its environment variable, that before the file of `--config`, and that before what is usual.

mod file;
mod listen;
mod offline;
mod print;
mod redis;
mod rehearse;
mod server;
mod size;
mod tls;
mod upgrade;

use clap::{Parser, Subcommand};

pub use file::BadFile;
pub use offline::{BackupArgs, ExportArgs, Format, ImportArgs, RestoreArgs, VerifyArgs};
pub use print::Print;
pub use redis::RedisArgs;
pub use rehearse::RehearseArgs;
pub use server::{BadSettings, DemoArgs, NewKey, ServeArgs, Service, Settings, Store};
pub use size::{BadSize, Size};
pub use tls::TlsArgs;
pub use upgrade::UpgradeArgs;

/// The command line of `majlis`.
#[derive(Debug, Parser)]
#[command(
    name = "majlis",
    version,
    about = "A forum hears its audience: questions, polls and feedback, live, from phones to the wall.",
    after_help = "Begin with `majlis demo`: it opens an example forum and prints a link for every role.\n\
                  `majlis help serve` tells how to hold a forum of your own."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// What can be asked of the program.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Serve forums to phones, desks and walls
    Serve(Box<ServeArgs>),
    /// Open the example forum, with something already happening in it, and print a link for every role and the QR code for phones
    Demo(DemoArgs),
    /// Play a hall of phones against a running server, and say how it did
    Rehearse(RehearseArgs),
    /// Check a data folder: that nothing is missing or altered, and that every count is right
    Verify(VerifyArgs),
    /// Write all that a data folder holds to one file, while the server goes on
    Backup(BackupArgs),
    /// Make a data folder of a backup
    Restore(RestoreArgs),
    /// See how far an upgrade of the nodes is, and finish it
    Upgrade(UpgradeArgs),
    /// Write what happened in a forum to files, as csv, xlsx or json; or the forum itself, to move it
    Export(ExportArgs),
    /// Take in a forum that another server wrote to a file
    Import(ImportArgs),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
