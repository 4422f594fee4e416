//! What only a journal over Redis with a copy on the node's own disk can show.

mod codes;
mod copies;
mod deadlines;
mod disk;
mod healing;
mod histories;
mod kept;
mod meanwhile;
mod parted;

use std::path::Path;
use std::sync::Arc;

use majlis::domain::id::ForumId;
use majlis::journal::embedded::{Disk, Embedded, Options};
use majlis::journal::twofold::Twofold;
use majlis::journal::{Entry, Filed, Journal};

use crate::support::drafts::FORUM;
use crate::support::redis::RedisServer;

/// A node, and its disk by itself.
struct TwofoldNode {
    journal: Twofold,
    disk: Arc<Embedded>,
}

impl TwofoldNode {
    async fn start(server: &RedisServer, folder: &Path) -> Self {
        Self::start_with(server, folder, Disk::default()).await
    }

    async fn start_with(server: &RedisServer, folder: &Path, disk: Disk) -> Self {
        let options = Options { disk, ..Options::new(folder) };
        let disk = Arc::new(Embedded::open(options).await.unwrap());
        Self { journal: Twofold::new(server.journal().await, Arc::clone(&disk)), disk }
    }
}

/// Everything that a store holds of a forum.
async fn all_of(store: &dyn Journal, forum: ForumId) -> (Vec<Entry>, Vec<Filed>) {
    let mut entries = Vec::new();
    loop {
        let page = store.read(forum, entries.len() as u64, 1_000).await.unwrap();
        if page.is_empty() {
            return (entries, store.words(forum).await.unwrap());
        }
        entries.extend(page);
    }
}

/// That the disk has what Redis has, once what was under way is done.
async fn is_whole(node: &TwofoldNode, server: &RedisServer) {
    node.journal.mend(FORUM).await.unwrap();
    assert_eq!(all_of(&*node.disk, FORUM).await, all_of(&server.journal().await, FORUM).await);
}
