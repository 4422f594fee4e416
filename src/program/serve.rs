//! `majlis serve`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::app::{self, Running};
use crate::config::{Print, ServeArgs, Service};
use crate::forum_file::{self, ForumFile};
use crate::http::Site;
use crate::http::address::PublicUrl;
use crate::{shutdown, telemetry};

use super::addresses::{Addresses, ForumAddresses};
use super::{Failure, listen, open_files, opening, say};

/// How long the forum of one file may keep the others from being served.
const OPEN_WITHIN: Duration = Duration::from_secs(30);

pub(super) async fn serve(args: ServeArgs) -> Result<ExitCode, Failure> {
    let service = args.settle()?;
    telemetry::log(service.log_format, "majlis=info,warn");
    // Before anything is opened: a mistake in a file is told at once.
    let files = read_all(&service.forums)?;
    let Service { listen: address, mut settings, print, organiser_link, .. } = service;
    settings.max_connections = open_files::allow(settings.max_connections);
    let listener = listen::bind_after(address, settings.store.data_folder()).await?;
    shutdown::not_on_large_files();
    let running = app::start(settings, listener, shutdown::on_signal()).await?;
    if let Some(tls) = running.site().tls.clone() {
        shutdown::on_hangup(move || tls.look_again());
    }
    let stop = running.site().stop.clone();
    tokio::select! {
        addresses = open(&running, &files, organiser_link) => {
            tell(&addresses?, print)?;
            running.site().open();
            warn_of_loopback(&running.site().public, running.listens().port());
        }
        // What waits for its store is done at the next start.
        () = stop.cancelled() => {}
    }
    running.finish().await?;
    tracing::info!("stopped: all that was acknowledged is saved");
    Ok(ExitCode::SUCCESS)
}

/// The forums of the files, each with a slug of its own.
fn read_all(paths: &[PathBuf]) -> Result<Vec<ForumFile>, Failure> {
    let mut files = Vec::<ForumFile>::new();
    for path in paths {
        let file = forum_file::read(path)?;
        if files.iter().any(|other| other.slug == file.slug) {
            let (slug, path) = (&file.slug, path.display());
            return Err(format!("two files are of one forum: {path} has the slug \"{slug}\" of a file before it; give one of them another slug").into());
        }
        files.push(file);
    }
    Ok(files)
}

/// Opens the forums of the files, and tells how to get into them. One that cannot be opened now is told in the log and keeps no other
/// from being served; it is an error where there is no other.
async fn open(running: &Running, files: &[ForumFile], organiser_link: bool) -> Result<Addresses, Failure> {
    let site = running.site();
    let mut forums = Vec::new();
    let mut failed = None;
    for file in files {
        match open_in_time(site, file).await {
            Ok(forum) => forums.push(forum),
            Err(why) => {
                let slug = &file.slug;
                tracing::error!(
                    slug,
                    "the forum cannot be opened now; one that is there is served once it can be, for a new one start again when its store is \
                     well: {why}"
                );
                failed.get_or_insert(why);
            }
        }
    }
    if organiser_link {
        opening::add_organiser_links(site, &mut forums).await;
    }
    let setup = match (site.founder().founded().await, failed) {
        (Ok(founded), Some(why)) if founded.is_empty() => return Err(why),
        (Ok(founded), None) if founded.is_empty() => Some(opening::setup_link(site).await?),
        (Ok(founded), _) => {
            opening::add_those_there(site, founded, &mut forums).await;
            None
        }
        (Err(why), _) => {
            tracing::warn!(%why, "which forums there are cannot be read yet: those that can be are served");
            None
        }
    };
    let (url, listens) = (site.public.to_string(), running.listens().to_string());
    Ok(Addresses { url, listens, setup, forums })
}

/// A store that does not say whether it took the first entry of a forum is asked until it does: that holds up no other forum.
async fn open_in_time(site: &Arc<Site>, file: &ForumFile) -> Result<ForumAddresses, Failure> {
    timeout(OPEN_WITHIN, opening::open(site, file)).await.unwrap_or_else(|_| {
        let seconds = OPEN_WITHIN.as_secs();
        Err(format!("its store did not say within {seconds} s whether the forum was founded: where it was, start again with --organiser-link").into())
    })
}

/// Says so where links and posters would send phones to themselves.
pub(super) fn warn_of_loopback(public: &PublicUrl, port: u16) {
    if public.is_of_this_machine_alone() {
        tracing::warn!(
            "no phone reaches {public}: it is this machine alone. For phones in the same network start with --listen \
             0.0.0.0:{port}, or say with --public-url which address people type"
        );
    }
}

/// Prints to standard output; logs go elsewhere.
pub(super) fn tell(addresses: &Addresses, print: Print) -> Result<(), Failure> {
    match print {
        Print::Text => say(addresses),
        Print::Json => say(serde_json::to_string(addresses)?),
    }
}
