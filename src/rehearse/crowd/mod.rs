//! A hall that is made up: phones that ask a little, support much, vote in whatever poll is open, and take part in whatever else is
//! open in their session.

mod ballots;
mod guest;
mod hall;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::envelope::Envelope;
use super::join::join;
use super::outcome::Outcome;
use super::phone::{Phone, Ticket};
use super::report::Report;
use super::stands;
use super::tallies::Tallies;
use super::{Network, Plan, RehearseError};
use crate::domain::id::{SessionNo, StandNo};
use crate::domain::role::Role;
use crate::domain::stand::StandKey;
use crate::domain::time::{Millis, Time};

use guest::Guest;
use hall::Hall;

/// How long a rehearsal takes when nobody says.
const DEFAULT_LENGTH: Duration = Duration::from_secs(60);
/// Between two acts of one phone: 2 to 8 seconds, as in a hall that listens.
const PAUSE: std::ops::Range<u64> = 2_000..8_000;

type Shared = Arc<Mutex<Hall>>;

/// Plays a hall for a while.
pub async fn play(plan: &Plan, tell: impl Fn(&str)) -> Result<Report, RehearseError> {
    let length = plan.duration.unwrap_or(DEFAULT_LENGTH);
    let tallies = Arc::new(Tallies::default());
    let hall = Shared::default();
    let began = Instant::now();
    let until = began + length;
    let (looker, session, watching) = look(plan, &hall).await?;
    let codes = codes(plan, session).await?;
    with(&hall, |hall| hall.codes = codes);
    let mut work = JoinSet::new();
    for (no, url) in (0..plan.phones).zip(plan.urls.iter().cycle()) {
        let joined = join(&reqwest::Client::new(), url, &plan.code).await?;
        let ticket = Ticket {
            url: url.clone(),
            token: joined.token,
            view: Role::Participant,
            session: Some(session),
            network: plan.network,
        };
        let phone = Phone::start(ticket, Arc::clone(&tallies), None);
        work.spawn(attend(phone, Guest::new(no, session), Arc::clone(&hall), until));
        if no % 500 == 499 {
            tell(&format!("{} phones joined", no + 1));
        }
    }
    let mut unanswered = 0;
    let mut every = tokio::time::interval(Duration::from_secs(5));
    loop {
        tokio::select! {
            done = work.join_next() => match done {
                Some(lost) => unanswered += lost.unwrap_or(1),
                None => break,
            },
            _ = every.tick() => tell(&format!("{} commands acknowledged", tallies.accepted())),
        }
    }
    drop(looker);
    watching.abort();
    let (delays, not_played) = with(&hall, |hall| (hall.delays(), hall.not_played()));
    for delay in delays {
        tallies.seen(delay);
    }
    let mut report = tallies.report(plan.phones, began.elapsed());
    (report.unanswered, report.not_played) = (unanswered, not_played);
    Ok(report)
}

fn with<T>(hall: &Shared, look: impl FnOnce(&mut Hall) -> T) -> T {
    // A phone that panicked leaves sets and lists behind that are still right.
    look(&mut hall.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What the QR codes of the session's stands say; nothing where no organiser's link was given.
async fn codes(plan: &Plan, session: SessionNo) -> Result<BTreeMap<StandNo, StandKey>, RehearseError> {
    match (plan.urls.first(), &plan.desk) {
        (Some(url), Some(link)) => stands::codes(url, link, session).await,
        _ => Ok(BTreeMap::new()),
    }
}

/// One phone that only looks, and tells the others what is there.
async fn look(
    plan: &Plan,
    hall: &Shared,
) -> Result<(Phone, SessionNo, tokio::task::JoinHandle<()>), RehearseError> {
    let url = plan.urls.last().or(plan.urls.first()).cloned();
    let url = url.ok_or(RehearseError::NoUrl)?;
    let joined = join(&reqwest::Client::new(), &url, &plan.code).await?;
    let session = joined.session.ok_or_else(|| RehearseError::NoSession(plan.code.clone()))?;
    let ticket = Ticket {
        url,
        token: joined.token,
        view: Role::Participant,
        session: Some(session),
        network: Network::Good,
    };
    let (heard, mut frames) = mpsc::unbounded_channel::<(Instant, String)>();
    let phone = Phone::start(ticket, Arc::new(Tallies::default()), Some(heard));
    let hall = Arc::clone(hall);
    let watching = tokio::spawn(async move {
        while let Some((at, text)) = frames.recv().await {
            if let Some(frame) = Envelope::read(&text) {
                with(&hall, |hall| hall.take_in((at, clock()), &frame));
            }
        }
    });
    Ok((phone, session, watching))
}

/// One phone in the hall. Returns how many of its commands were never answered.
async fn attend(phone: Phone, mut guest: Guest, hall: Shared, until: Instant) -> usize {
    loop {
        let pause = Duration::from_millis(fastrand::u64(PAUSE));
        if Instant::now() + pause >= until {
            return 0;
        }
        tokio::time::sleep(pause).await;
        let Some(command) = with(&hall, |hall| guest.next(hall, clock())) else { continue };
        let sent = Instant::now();
        match phone.command(&command).await {
            Some(Outcome::Done { rev, no }) => {
                guest.gave(&command, no);
                if hall::is_seen(&command) {
                    with(&hall, |hall| hall.acts.push((sent, rev)));
                }
            }
            Some(Outcome::Refused { .. }) => {}
            None => return 1,
        }
    }
}

/// This machine's time of day.
fn clock() -> Time {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Time(0) + Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
