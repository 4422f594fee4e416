//! `majlis import`

use std::process::ExitCode;

use crate::backup::{Holdings, TakenIn, take_in};
use crate::config::ImportArgs;
use crate::telemetry::{self, LogFormat};

use super::{Failure, say};

pub(super) async fn import(args: ImportArgs) -> Result<ExitCode, Failure> {
    telemetry::log(LogFormat::Text, "error");
    let TakenIn { held, slug } = take_in(&args.from, &args.data, args.slug.as_deref()).await?;
    let (folder, holdings) = (args.data.display(), Holdings(vec![held]));
    say(format_args!("{folder} holds, verified, what was:\n{holdings}\nIt is called {slug} there."))?;
    say(format_args!(
        "Start the server on it: majlis serve --data {folder}\n\
         Its codes and role links open it there; phones join again, as new people. Delete it on the server that it came from once all is \
         well: whatever is given there from now on stays there."
    ))?;
    Ok(ExitCode::SUCCESS)
}
