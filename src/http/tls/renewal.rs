//! A new certificate in the place of the old one, without a connection being dropped.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use super::Tls;
use super::identity::{self, BadIdentity, Contents, Files, Identity};

/// How often the files are looked at. They are read whole: their times say nothing where a link was turned to other files, or a
/// copy kept the times of what it was made of.
const LOOK: Duration = Duration::from_secs(5);
/// From when on the log warns that it ends, and how often.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
const REMINDS: SignedDuration = SignedDuration::from_hours(24);

/// What is shown to whoever connects now.
#[derive(Debug)]
pub(super) struct Shown(Mutex<Identity>);

impl Shown {
    pub(super) fn new(identity: Identity) -> Self {
        Self(Mutex::new(identity))
    }

    fn get(&self) -> Identity {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, identity: Identity) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = identity;
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner).certified))
    }
}

/// Keeps what is shown as the files have it, until the node stops.
pub async fn keep(tls: Arc<Tls>, stop: CancellationToken) {
    let mut rounds = interval(LOOK);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut keeper = Keeper::default();
    loop {
        tokio::select! {
            _ = rounds.tick() => {}
            () = tls.look.notified() => {}
            () = stop.cancelled() => return,
        }
        let files = tls.files.clone();
        // A file on a disk that hangs holds nobody up.
        let Ok(found) = spawn_blocking(move || identity::contents(&files)).await else { continue };
        let now = Timestamp::now();
        if keeper.look(&tls.files, &tls.shown, found, now).is_err() {
            tls.refused.fetch_add(1, Ordering::Relaxed);
            metrics::counter!("majlis_certificates_refused_total").increment(1);
        }
        keeper.remind(tls.shown.get().ends, now);
    }
}

/// What was told already.
#[derive(Debug, Default)]
struct Keeper {
    /// What was found and cannot be shown.
    refused: Option<Contents>,
    is_unreadable: bool,
    reminded: Option<Timestamp>,
}

impl Keeper {
    /// Takes what the files hold, where it is new and can be shown. What cannot is told once, and is an error once.
    fn look(
        &mut self,
        files: &Files,
        shown: &Shown,
        found: Result<Contents, BadIdentity>,
        now: Timestamp,
    ) -> Result<(), ()> {
        let contents = match found {
            Ok(contents) => contents,
            Err(_) if self.is_unreadable => return Ok(()),
            Err(why) => {
                tracing::error!("the certificate stays the one that was read before: {why}");
                self.is_unreadable = true;
                return Err(());
            }
        };
        self.is_unreadable = false;
        if contents == shown.get().contents || self.refused.as_ref() == Some(&contents) {
            return Ok(());
        }
        let identity = identity::understand(files, contents.clone(), now).map_err(|why| {
            tracing::error!("the new certificate is not taken, and the old one stays: {why}");
            self.refused = Some(contents);
        })?;
        tracing::info!(ends = %identity.ends, "a new certificate is shown from now on");
        (self.refused, self.reminded) = (None, None);
        shown.set(identity);
        Ok(())
    }

    /// Warns of the end, once a day. True where it did.
    fn remind(&mut self, ends: Timestamp, now: Timestamp) -> bool {
        let left = ends.duration_since(now);
        // Whatever it is rounded to, it is to be compared with days.
        #[expect(clippy::cast_precision_loss, reason = "seconds of centuries fit")]
        metrics::gauge!("majlis_certificate_expires_seconds").set(left.as_secs() as f64);
        let is_told = self.reminded.is_some_and(|told| now.duration_since(told) < REMINDS);
        if left > SOON || is_told {
            return false;
        }
        self.reminded = Some(now);
        if left.is_positive() {
            tracing::warn!(%ends, "the certificate ends soon; put the renewed one in its place, it is taken by itself");
        } else {
            tracing::error!(%ends, "the certificate has ended and browsers refuse it; put a renewed one in its place");
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_end_is_told_from_two_weeks_before_on_once_a_day() {
        let (ends, mut keeper) = ("2027-01-15T00:00:00Z".parse().unwrap(), Keeper::default());
        for (now, told) in [
            ("2026-12-31T00:00:00Z", false),
            ("2027-01-01T00:00:01Z", true),
            ("2027-01-01T12:00:00Z", false),
            ("2027-01-02T00:00:02Z", true),
            ("2027-01-20T00:00:00Z", true),
            ("2027-01-20T00:00:05Z", false),
        ] {
            assert_eq!(keeper.remind(ends, now.parse().unwrap()), told, "{now}");
        }
    }
}
