//! `majlis rehearse`

use std::process::ExitCode;

use crate::config::RehearseArgs;
use crate::rehearse::{Plan, rehearse as hold};
use crate::telemetry::{self, LogFormat};

use super::{Failure, open_files, say};

/// Progress goes to standard error, the report to standard output.
pub(super) async fn rehearse(args: RehearseArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "warn");
    let json = args.json;
    let plan = Plan::from(args);
    open_files::allow(plan.phones);
    let report = hold(&plan, |line| telemetry::note(line)).await?;
    if json {
        say(serde_json::to_string(&report)?)?;
    } else {
        say(&report)?;
    }
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
