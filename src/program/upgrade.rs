//! `majlis upgrade`

use std::path::Path;
use std::process::ExitCode;

use crate::backbone::{self, Access, Backbone};
use crate::config::{Store, UpgradeArgs};
use crate::journal::embedded::{Embedded, is_in_use, set_beside};
use crate::journal::redis::RedisJournal;
use crate::journal::{Journal, Registry};
use crate::room::Forms;
use crate::telemetry::{self, LogFormat};
use crate::upgrade::{self, Report, SETTING, Told};

use super::{Failure, say};

pub(super) async fn upgrade(args: UpgradeArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "warn");
    let is_to_finish = args.finish;
    match args.store()? {
        Store::Redis { redis, .. } => shared(&redis, is_to_finish).await?,
        Store::Folder(folder) => alone(&folder, is_to_finish).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The nodes over a Redis.
async fn shared(redis: &Access, is_to_finish: bool) -> Result<(), Failure> {
    let backbone = Backbone::connect(redis, backbone::ANSWERS_WITHIN).await?;
    let registry = RedisJournal::connect(&backbone, 0).await?;
    let nodes = Told::of(&registry).await?.there(registry.now());
    let report = Report::of(&registry, nodes).await?;
    let Some((from, to)) = asked(&report, is_to_finish)? else { return Ok(()) };
    let set = registry.set_setting(SETTING, Some(from.to_string().into()), to.to_string().into()).await?;
    finished(set, to)
}

/// A node that has its data folder alone, and may be running.
async fn alone(folder: &Path, is_to_finish: bool) -> Result<(), Failure> {
    let report = of_folder(folder).await?;
    let Some((from, to)) = asked(&report, is_to_finish)? else { return Ok(()) };
    let (from, to_text) = (from.to_string().into_bytes(), to.to_string().into_bytes());
    finished(set_beside(folder, SETTING, Some(from), to_text).await?, to)
}

async fn of_folder(folder: &Path) -> Result<Report, Failure> {
    let registry = Embedded::open_read_only(folder).await?;
    let nodes: Vec<_> = Told::of(&registry).await?.all().collect();
    if nodes.iter().any(|node| node.shared) {
        return Err(format!(
            "{} is the copy of a node over Redis, where all nodes look: name that Redis (--redis)",
            folder.display()
        )
        .into());
    }
    let there = if is_in_use(folder).await? { nodes } else { Vec::new() };
    Ok(Report::of(&registry, there).await?)
}

/// Tells how far the upgrade is. What is to be set, where it is to be finished and that can be done.
fn asked(report: &Report, is_to_finish: bool) -> Result<Option<(u32, u32)>, Failure> {
    if !is_to_finish {
        say(report)?;
        return Ok(None);
    }
    let step = upgrade::finish(report).map_err(|why| format!("{}: {why}", why.code()))?;
    if step.is_none() {
        say(format_args!("It is finished already: entries are written in form {}.", Forms::NEWEST))?;
    }
    Ok(step)
}

fn finished(is_set: bool, form: u32) -> Result<(), Failure> {
    if !is_set {
        return Err("somebody else changed it at the same moment: look again with `majlis upgrade`".into());
    }
    say(format_args!(
        "Entries are written in form {form} from now on, on every node within ten seconds.\n\
         The version before does not serve these forums any more."
    ))
}
