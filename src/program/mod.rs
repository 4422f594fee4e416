//! The program: what each of its commands does at a terminal.

mod addresses;
mod backup;
mod demo;
mod export;
mod import;
mod listen;
mod open_files;
mod opening;
mod rehearse;
mod serve;
mod upgrade;
mod verify;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::config::{Cli, Task};
use crate::telemetry;

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let Cli { task } = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(why) => return failed(&why),
    };
    let done = runtime.block_on(async {
        match task {
            Task::Serve(args) => serve::serve(*args).await,
            Task::Demo(args) => demo::demo(args).await,
            Task::Rehearse(args) => rehearse::rehearse(args).await,
            Task::Verify(args) => verify::verify(args).await,
            Task::Backup(args) => backup::backup(args).await,
            Task::Restore(args) => backup::restore(args).await,
            Task::Upgrade(args) => upgrade::upgrade(args).await,
            Task::Export(args) => export::export(args).await,
            Task::Import(args) => import::import(args).await,
        }
    });
    done.unwrap_or_else(|why| failed(&*why))
}

/// Prints what was asked for. Texts of others in it have no power over the terminal.
fn say(text: impl std::fmt::Display) -> Result<(), Failure> {
    printed(writeln!(std::io::stdout(), "{}", telemetry::Plain(text)))
}

/// What became of writing to standard output. Whoever reads it may have heard enough, as `head` does.
fn printed(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(why.into()),
        _ => Ok(()),
    }
}

/// Why a command could not be done: one line that says what to do.
type Failure = Box<dyn std::error::Error>;

fn failed(why: &dyn std::error::Error) -> ExitCode {
    telemetry::note(format_args!("majlis: {why}"));
    ExitCode::FAILURE
}
