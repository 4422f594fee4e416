//! In which form a deployment writes its entries, as each node sees it.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::domain::id::ForumId;
use crate::journal::{Journal, JournalError, Registry};
use crate::room::entry::form_of;
use crate::room::{Forms, Rooms};

use super::node::{Node, Told};
use super::{SETTING, read};

/// How often a node tells of itself, and looks whether the upgrade was finished.
const LOOK: Duration = Duration::from_secs(5);

/// A node cannot take part in its deployment. The message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum UpgradeError {
    /// The setting cannot be read.
    #[error(transparent)]
    Store(#[from] JournalError),
    /// Versions are missing between the two.
    #[error(
        "this deployment still writes form {written} of entries, and this version writes form {oldest} and newer ones: start a \
         version between the two on every node, say `majlis upgrade --finish`, then start this one",
        oldest = Forms::OLDEST_WRITTEN
    )]
    TooOld {
        /// The form that the deployment writes.
        written: u32,
    },
}

/// Tells of a node as it starts, under that name, and says its forms. Until it is known in which one the deployment writes, the
/// oldest is written.
pub async fn settle(
    journal: &dyn Journal,
    registry: &dyn Registry,
    (name, node): (&str, &Node),
) -> Result<Forms, UpgradeError> {
    let forms = Forms::new(node.knows, Forms::OLDEST_WRITTEN);
    match tell_and_look((journal, registry), (name, node), &forms, 0).await {
        Ok(_) => {}
        Err(UpgradeError::Store(why)) => {
            tracing::warn!(%why, "this node could not tell the others of itself, or read in which form entries are written: the older one, until it can");
        }
        Err(why) => return Err(why),
    }
    let (writes, knows) = (forms.writes(), forms.knows());
    if forms.are_outgrown() {
        let written = forms.of_deployment();
        tracing::error!(
            written,
            knows,
            "the deployment writes what this version does not know: upgrade this node"
        );
    } else if writes < knows {
        tracing::info!(
            writes,
            knows,
            "entries are written as the version before did, until `majlis upgrade --finish`"
        );
    }
    Ok(forms)
}

/// Tells of this node under that name, and looks whether the upgrade was finished, until the node stops.
pub async fn keep(
    (journal, registry): (Arc<dyn Journal>, Arc<dyn Registry>),
    rooms: Rooms,
    (name, node): (String, Node),
    stop: CancellationToken,
) {
    let mut rounds = interval(LOOK);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    if let Err(why) = forget_long_gone(&*journal, &*registry).await {
        tracing::warn!(%why, "nodes that ended could not be forgotten");
    }
    while stop.run_until_cancelled(rounds.tick()).await.is_some() {
        let (forms, stores) = (rooms.forms(), (&*journal, &*registry));
        match tell_and_look(stores, (&name, &node), forms, forms.of_deployment()).await {
            Ok(true) => raised(&rooms),
            Ok(false) => {}
            Err(why) => {
                tracing::warn!(%why, "this node could not tell the others of itself, or read in which form entries are written");
            }
        }
    }
    if let Err(why) = registry.forget_node(&name).await {
        tracing::warn!(%why, "the other nodes could not be told that this one ends");
    }
}

/// Tells of this node, then looks whether the upgrade was finished: whoever finishes it afterwards sees the node, and before that is
/// seen by it. A node that could not tell begins nothing, for it may be one that nobody who finishes the upgrade knows of; that it is
/// outgrown it hears all the same.
async fn tell_and_look(
    (journal, registry): (&dyn Journal, &dyn Registry),
    (name, node): (&str, &Node),
    forms: &Forms,
    known: u32,
) -> Result<bool, UpgradeError> {
    match node.tell(registry, name, journal.now()).await {
        Ok(()) => look(journal, registry, forms, known).await,
        Err(why) => outgrown(registry, forms).await.ok_or(why.into()),
    }
}

/// Where the setting says a form that this node does not know, takes it: whether that is another than before.
async fn outgrown(registry: &dyn Registry, forms: &Forms) -> Option<bool> {
    let said = read(&registry.setting(SETTING).await.ok()??)?;
    (said > forms.knows()).then(|| {
        metrics::gauge!("majlis_entry_form").set(said);
        forms.raise_to(said)
    })
}

fn raised(rooms: &Rooms) {
    let forms = rooms.forms();
    let (written, knows) = (forms.of_deployment(), forms.knows());
    if forms.are_outgrown() {
        tracing::error!(
            written,
            knows,
            "the upgrade was finished, and this node is of the version before: upgrade it"
        );
    } else {
        tracing::info!(written, "the upgrade was finished: entries are written in the newer form");
    }
}

async fn forget_long_gone(journal: &dyn Journal, registry: &dyn Registry) -> Result<(), JournalError> {
    let told = Told::of(registry).await?;
    for name in told.long_gone(journal.now()) {
        registry.forget_node(name).await?;
    }
    Ok(())
}

/// Takes the form that the deployment is at, and tells whether it is another than before. It stands in the setting before it is
/// written: a deployment that says nothing of it is told, and so is a store that came back with an older one.
async fn look(
    journal: &dyn Journal,
    registry: &dyn Registry,
    forms: &Forms,
    known: u32,
) -> Result<bool, UpgradeError> {
    loop {
        let stored = registry.setting(SETTING).await?;
        let is_said = stored.is_some();
        let said = match &stored {
            Some(said) => read(said).ok_or_else(unreadable)?,
            None => begun(journal, registry, forms.knows()).await?,
        };
        if said < Forms::OLDEST_WRITTEN {
            return Err(UpgradeError::TooOld { written: said });
        }
        let is = said.max(known);
        // Where another node was first, what it wrote is what counts.
        if (is_said && said == is)
            || registry.set_setting(SETTING, stored, Bytes::from(is.to_string())).await?
        {
            metrics::gauge!("majlis_entry_form").set(is);
            metrics::gauge!("majlis_entry_form_known").set(forms.knows());
            return Ok(forms.raise_to(is));
        }
    }
}

fn unreadable() -> JournalError {
    JournalError::Unreadable("the setting that says in which form entries are written".into())
}

/// The form of a deployment that says nothing of it: the newest where there is no forum, else that of its newest entries, as
/// far as this version writes it.
async fn begun(journal: &dyn Journal, registry: &dyn Registry, knows: u32) -> Result<u32, JournalError> {
    let mut newest = None;
    for forum in registry.forums().await? {
        newest = newest.max(newest_form(journal, forum.id).await?);
    }
    Ok(newest.map_or(knows, |form| form.max(Forms::OLDEST_WRITTEN)))
}

/// The form of a forum's last entry; none without one.
async fn newest_form(journal: &dyn Journal, forum: ForumId) -> Result<Option<u32>, JournalError> {
    let Some(head) = journal.head(forum).await?.filter(|head| head.rev > 0) else { return Ok(None) };
    let last = journal.read(forum, head.rev - 1, 1).await?;
    Ok(last.first().and_then(|entry| form_of(&entry.body)))
}
