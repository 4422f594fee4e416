//! `majlis backup` and `majlis restore`

use std::fmt::Write;
use std::process::ExitCode;

use crate::backup::{Holdings, make, restore as fill};
use crate::config::{BackupArgs, RestoreArgs};
use crate::telemetry::{self, LogFormat};

use super::{Failure, say};

pub(super) async fn backup(args: BackupArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "warn");
    let holdings = make(&args.data, &args.to).await?;
    say(format_args!("{} holds, verified:\n{holdings}", args.to.display()))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(args: RestoreArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "error");
    let holdings = fill(&args.from, &args.data).await?;
    let folder = args.data.display();
    say(format_args!("{folder} holds again:\n{holdings}\n{}", lost(&holdings)))?;
    say(format_args!(
        "Start the server on it: majlis serve --data {folder}\n\
         Over Redis this folder is one node's copy: start that node first, over a Redis that is empty."
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// What the operator has to know, and to tell.
fn lost(holdings: &Holdings) -> String {
    let mut told = String::from("Whatever was acknowledged after that is not in the backup");
    if let Some(until) = holdings.until() {
        // Writing to a string cannot fail.
        let _ = write!(told, " (its last entry is of {until})");
    }
    told.push_str(
        ". Devices see that at once: they show what the backup holds, and those that are \
         still open send again by themselves what they gave last. What only closed devices gave since then is lost.",
    );
    told
}
