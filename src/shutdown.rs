//! Being told to stop, by the system or from the keyboard; by a hangup, to look at files anew; and not to end by a file that is too large.

use tokio::signal::ctrl_c;
use tokio_util::sync::CancellationToken;

/// A token that is cancelled when the process is asked to stop; the second time, the process ends at once.
#[must_use]
pub fn on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        asked().await;
        tracing::info!("stopping; once more stops at once");
        told.cancel();
        asked().await;
        // The conventional code of a process that a signal ended.
        std::process::exit(130);
    });
    stop
}

#[cfg(unix)]
async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = ctrl_c() => {}
        },
        Err(why) => {
            tracing::warn!(%why, "a request to terminate cannot be heard; stop with Ctrl-C");
            let _ = ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn asked() {
    let _ = ctrl_c().await;
}

/// Does that each time the process gets a hangup (`SIGHUP`), as daemons do.
#[cfg(unix)]
pub fn on_hangup(mut then: impl FnMut() + Send + 'static) {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::hangup()) {
        Ok(mut hangup) => {
            tokio::spawn(async move {
                while hangup.recv().await.is_some() {
                    then();
                }
            });
        }
        Err(why) => tracing::warn!(%why, "a hangup cannot be heard; files are looked at every few seconds"),
    }
}

/// Has a write beyond the size that the system allows a file fail as one on a full disk does; by itself the signal of it ends the process.
#[cfg(unix)]
pub fn not_on_large_files() {
    use tokio::signal::unix::{SignalKind, signal};
    if let Err(why) = signal(SignalKind::from_raw(rustix::process::Signal::XFSZ.as_raw())) {
        tracing::warn!(%why, "a limit on the size of files would end this process");
    }
}

/// Other systems have no such signal.
#[cfg(not(unix))]
pub fn not_on_large_files() {}

/// Other systems have no such signal.
#[cfg(not(unix))]
pub fn on_hangup(_: impl FnMut() + Send + 'static) {}
