//! Makes the keys of awards with blind ballots, beside the room's own loop: a second's work on a thread for such work, done before
//! anybody begins the scoring.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

use crate::blind;
use crate::domain::award::{Award, Minted, Stage};
use crate::domain::id::SessionNo;

use super::standing::Standing;

/// After the system gave no random numbers.
const AGAIN: Duration = Duration::from_secs(1);

/// The keys that were made, by the sessions whose awards are to begin.
pub(super) type Keys = BTreeMap<SessionNo, Arc<Minted>>;

/// Makes the keys that the states call for, until the room has ended.
pub(super) async fn mint(
    mut states: watch::Receiver<Arc<Standing>>,
    keys: watch::Sender<Arc<Keys>>,
    turns: Arc<Semaphore>,
) {
    loop {
        let standing = Arc::clone(&states.borrow_and_update());
        let mut made = Keys::clone(&keys.borrow());
        let before = made.len();
        made.retain(|session, key| {
            standing.state.awards.get(session).is_some_and(|award| lacks_key(award) && !is_spent(award, key))
        });
        let lacking =
            standing.state.awards.iter().find(|(no, award)| lacks_key(award) && !made.contains_key(no));
        let Some(session) = lacking.map(|(no, _)| *no) else {
            if made.len() != before {
                keys.send_replace(Arc::new(made));
            }
            if states.changed().await.is_err() {
                return;
            }
            continue;
        };
        let Ok(_turn) = turns.acquire().await else { return };
        match tokio::task::spawn_blocking(blind::mint).await {
            Ok(Ok(key)) => {
                made.insert(session, Arc::new(key));
                keys.send_replace(Arc::new(made));
            }
            Ok(Err(why)) => {
                tracing::error!(%session, %why, "the key of an award could not be made");
                sleep(AGAIN).await;
            }
            // It is stopping.
            Err(_) => return,
        }
        if states.has_changed().is_err() {
            return;
        }
    }
}

/// Whether its scoring may begin, and needs a key.
fn lacks_key(award: &Award) -> bool {
    award.stage == Stage::Preparing && award.plan.people.is_some_and(|people| people.blind)
}

/// Papers of a scoring that was taken back are worth nothing in the next one.
fn is_spent(award: &Award, key: &Minted) -> bool {
    award.spent.as_ref() == Some(&key.public)
}
