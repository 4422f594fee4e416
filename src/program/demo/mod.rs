//! `majlis demo`: the example forum, as if its first panel were on now.

mod hall;
mod qr;
mod said;

use std::io::Write;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::process::ExitCode;

use tempfile::TempDir;

use crate::config::{DemoArgs, Print, Settings, Store};
use crate::forum_file::{self, Syntax};
use crate::telemetry::LogFormat;
use crate::{app, shutdown, telemetry};

use super::addresses::{Addresses, ForumAddresses};
use super::serve::{tell, warn_of_loopback};
use super::{Failure, listen, open_files, opening, printed, say};

/// The example, as it lies in the sources.
const EXAMPLE: &str = include_str!("../../../examples/izwa/forum.toml");
/// What mistakes in it would be told of.
const NAME: &str = "examples/izwa/forum.toml";

pub(super) async fn demo(args: DemoArgs) -> Result<ExitCode, Failure> {
    let DemoArgs { listen: address, public_url, print } = args;
    telemetry::log(LogFormat::Text, "warn");
    let folder = own_folder()?;
    let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
    settings.public_url = public_url;
    settings.opens_later = true;
    settings.max_connections = open_files::allow(settings.max_connections);
    let listener = listen::bind(address)?;
    let running = app::start(settings, listener, shutdown::on_signal()).await?;
    let site = running.site();
    let file = forum_file::parse(NAME, EXAMPLE, Syntax::Toml)?.shifted_to(site.journal.now());
    let forum = opening::open(site, &file).await?;
    let _phones = hall::fill(&site.rooms.enter(forum.forum).await?).await?;
    // The links come last, where they stay in sight.
    if print == Print::Text {
        // Its colours are the program's own.
        printed(writeln!(std::io::stdout(), "{}", qr_code(&forum)))?;
    }
    let (url, listens) = (site.public.to_string(), running.listens().to_string());
    tell(&Addresses { url, listens, setup: None, forums: vec![forum] }, print)?;
    site.open();
    warn_of_loopback(&site.public, running.listens().port());
    if print == Print::Text {
        say("The first session is on now: the days and hours of the example were moved for it.")?;
        say("Stop with Ctrl-C; everything is gone then.")?;
    }
    running.finish().await?;
    telemetry::note("majlis demo stopped: its forum is gone");
    Ok(ExitCode::SUCCESS)
}

/// A folder that is gone afterwards, and its user's alone.
fn own_folder() -> std::io::Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix("majlis-demo-");
    #[cfg(unix)]
    folder.permissions(std::fs::Permissions::from_mode(0o700));
    folder.tempdir()
}

/// The code that a phone scans, to take part in the panel's hall.
fn qr_code(forum: &ForumAddresses) -> String {
    // In capitals a code is smaller.
    forum.halls.first().map(|hall| qr::titled("phone", &hall.join.to_ascii_uppercase())).unwrap_or_default()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_looks_into_the_demos_folder() {
        let folder = own_folder().unwrap();
        let mode = folder.path().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
