//! `majlis demo`: the example forum, as if its first panel were on now.

mod hall;
mod qr;
mod said;

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::process::ExitCode;

use tempfile::TempDir;

use crate::config::{DemoArgs, Print, Settings, Store};
use crate::domain::id::HallNo;
use crate::domain::role::Role;
use crate::forum_file::{self, Syntax};
use crate::telemetry::LogFormat;
use crate::{app, shutdown, telemetry};

use super::addresses::{Addresses, ForumAddresses, LinkAddress, called};
use super::serve::tell;
use super::{Failure, listen, open_files, opening, say};

/// The example, as it lies in the sources.
const EXAMPLE: &str = include_str!("../../../examples/izwa/forum.toml");
/// What mistakes in it would be told of.
const NAME: &str = "examples/izwa/forum.toml";
/// The hall of the panel.
const HALL: HallNo = HallNo(1);

pub(super) async fn demo(args: DemoArgs) -> Result<ExitCode, Failure> {
    let DemoArgs { listen: address, public_url, print } = args;
    telemetry::log(LogFormat::Text, "warn");
    let folder = own_folder()?;
    let mut settings = Settings::new(Store::Folder(folder.path().to_owned()));
    settings.public_url = public_url;
    settings.max_connections = open_files::allow(settings.max_connections);
    let listener = listen::bind(address).await?;
    let running = app::start(settings, listener, shutdown::on_signal()).await?;
    let site = running.site();
    let file = forum_file::parse(NAME, EXAMPLE, Syntax::Toml)?.shifted_to(site.journal.now());
    let forum = opening::open(site, &file).await?;
    let _phones = hall::fill(&site.rooms.enter(forum.forum).await?).await?;
    let codes = if print == Print::Text { qr_codes(&forum) } else { String::new() };
    let (url, listens) = (site.public.to_string(), running.listens().to_string());
    tell(&Addresses { url, listens, setup: None, forums: vec![forum] }, print)?;
    say(codes)?;
    running.finish().await;
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

/// The codes to scan; the phone's comes last, where it stays in sight.
fn qr_codes(forum: &ForumAddresses) -> String {
    let roles = [Role::Screen, Role::Organiser, Role::Presenter, Role::Moderator];
    let links = roles.iter().filter_map(|role| link(forum, *role));
    let mut codes: String =
        links.map(|link| qr::titled(&format!("{}: {}", called(link.role), link.name), &link.url)).collect();
    if let Some(hall) = forum.halls.first() {
        // In capitals a code is smaller.
        codes += &qr::titled("phone", &hall.join.to_ascii_uppercase());
    }
    codes + "\nStop with Ctrl-C; everything is gone then.\n"
}

/// The link of a role that reaches the panel's hall.
fn link(forum: &ForumAddresses, role: Role) -> Option<&LinkAddress> {
    let reaches = |link: &&LinkAddress| link.role == role && link.hall.is_none_or(|hall| hall == HALL);
    forum.links.iter().find(reaches)
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
