//! `majlis verify`

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;
use std::process::ExitCode;

use crate::config::VerifyArgs;
use crate::telemetry::{self, LogFormat};
use crate::verify::{AwardReport, award, folder};

use super::{Failure, say};

pub(super) async fn verify(args: VerifyArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "warn");
    let is_whole = match (&args.award, &args.data) {
        (Some(list), _) => {
            let report = published(list, args.key.as_deref())?;
            say(&report)?;
            report.is_whole()
        }
        (None, Some(data)) => {
            let report = folder(data, args.forum.as_deref()).await?;
            say(&report)?;
            report.is_whole()
        }
        // One of the two is asked for.
        (None, None) => false,
    };
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn published(list: &Path, key: Option<&str>) -> io::Result<AwardReport> {
    if list == Path::new("-") {
        award(io::stdin().lock(), key)
    } else {
        award(BufReader::new(File::open(list)?), key)
    }
}
