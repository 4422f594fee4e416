//! The keys with which a deployment signs its tokens: drawn once, changed when an operator wants it, the same on all nodes.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;

use crate::config::NewKey;
use crate::domain::time::Time;
use crate::http::connection::come_back;
use crate::http::token::{LIFE, Tokens};
use crate::journal::{JournalError, Registry};
use crate::keys::{Key, Keys, SETTING};
use crate::room::Rooms;

use super::StartError;

/// So long a Redis that came back empty may lack them while a node that was there all along puts them back: it looks each
/// [`LOOK`].
const PUT_BACK_WITHIN: Duration = Duration::from_secs(15);
/// How often a node that starts meanwhile looks.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// How often a node looks whether another one changed them.
const LOOK: Duration = Duration::from_secs(10);

/// The tokens of the deployment. The node that comes first draws the key; all others read it. With `new` another one signs from now
/// on. Where nodes share the registry, another one may put back what it lost: that is waited for.
///
/// While what keeps it is away, the keys that the node's own disk has are good: as in a node that was there all along, until
/// [`follow`] hears of others.
pub(super) async fn tokens(
    registry: &dyn Registry,
    disk: &dyn Registry,
    (new, is_shared): (Option<NewKey>, bool),
    now: Time,
) -> Result<Tokens, StartError> {
    let until = Instant::now() + if is_shared { PUT_BACK_WITHIN } else { Duration::ZERO };
    loop {
        let stored = match registry.setting(SETTING).await {
            Err(why) if new.is_none() => return remembered(disk, why).await,
            stored => stored.map_err(StartError::NoNewKey)?,
        };
        let keys = match (&stored, new) {
            (Some(stored), None) => return Ok(Tokens::with(read(stored)?)),
            (None, None) if !registry.forums().await?.is_empty() => {
                if Instant::now() >= until {
                    return Err(StartError::NoKeys);
                }
                sleep(LOOK_AGAIN).await;
                continue;
            }
            // At once, whatever lies there counts no more.
            (None, _) | (Some(_), Some(NewKey::AtOnce)) => Keys::of(drawn()?),
            (Some(stored), Some(NewKey::Gradually)) => read(stored)?.renewed(drawn()?, now + LIFE, now),
        };
        // Where another node was first, what it wrote is what counts.
        let written = registry.set_setting(SETTING, stored, Bytes::from(keys.to_bytes())).await;
        let failed = |why| if new.is_some() { StartError::NoNewKey(why) } else { why.into() };
        if written.map_err(failed)? {
            match new {
                None => {}
                Some(NewKey::Gradually) => tracing::info!(
                    "another key signs from now on; tokens of the one before are good for their time: start without --new-key next time"
                ),
                Some(NewKey::AtOnce) => tracing::warn!(
                    "another key signs from now on, and no token of before is good any more: start without --new-key next time"
                ),
            }
            return Ok(Tokens::with(keys));
        }
    }
}

async fn remembered(disk: &dyn Registry, why: JournalError) -> Result<Tokens, StartError> {
    let Some(stored) = disk.setting(SETTING).await? else { return Err(why.into()) };
    tracing::warn!(%why, "the keys of the tokens cannot be read where all nodes do: those that the data folder has are good until they can");
    Ok(Tokens::with(read(&stored)?))
}

/// Takes the keys that another node wrote, until this one stops. Where tokens end by it everybody is sent away for a moment: whoever
/// shows one of them is not let in again.
pub(super) async fn follow(
    registry: Arc<dyn Registry>,
    tokens: Tokens,
    rooms: Rooms,
    stop: CancellationToken,
) {
    let mut rounds = interval(LOOK);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while stop.run_until_cancelled(rounds.tick()).await.is_some() {
        match stored(&*registry).await {
            Ok(Some(keys)) => take(&tokens, &keys, &rooms),
            // A store that lost them has lost more than that, which is told elsewhere.
            Ok(None) => {}
            Err(StartError::Store(why)) => {
                tracing::warn!(%why, "the keys of the tokens could not be read, and are read again");
            }
            Err(why) => tracing::warn!(%why, "the keys of the tokens could not be read"),
        }
    }
}

async fn stored(registry: &dyn Registry) -> Result<Option<Keys>, StartError> {
    registry.setting(SETTING).await?.as_ref().map(read).transpose()
}

fn take(tokens: &Tokens, keys: &Keys, rooms: &Rooms) {
    let before = tokens.replace(keys.clone());
    if keys.end_some_of(&before) {
        tracing::info!("the deployment has another key; tokens of those before are not taken any more");
        rooms.send_all_away(come_back);
    }
}

fn drawn() -> Result<Key, StartError> {
    let mut key = Key::default();
    getrandom::fill(&mut key)?;
    Ok(key)
}

fn read(stored: &Bytes) -> Result<Keys, StartError> {
    Keys::read(stored).ok_or(StartError::BadKeys)
}
