//! `majlis verify`

use std::process::ExitCode;

use crate::config::VerifyArgs;
use crate::telemetry::{self, LogFormat};
use crate::verify::folder;

use super::{Failure, say};

pub(super) async fn verify(args: VerifyArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "warn");
    let report = folder(&args.data, args.forum.as_deref()).await?;
    say(&report)?;
    Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
