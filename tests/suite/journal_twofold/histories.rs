use majlis::journal::{AppendError, Appended, Head, Journal, chain};

use super::{TwofoldNode, all_of, is_whole};
use crate::support::drafts::{FORUM, draft, filed, make};
use crate::support::redis::RedisServer;
use crate::support::within::within;

/// A node that writes as rooms do: it takes what it missed, and tries again.
struct Writer<'a> {
    node: &'a TwofoldNode,
    head: Head,
    random: fastrand::Rng,
}

impl Writer<'_> {
    /// Writes one entry, with words of its own numbers, perhaps erasing some that anybody filed.
    async fn write(&mut self) {
        let journal = &self.node.journal;
        loop {
            let mut draft = draft(journal, &format!("{}", self.random.u32(..)));
            let no = 10 * (self.head.rev as u32 + 1);
            draft.words =
                (no..no + self.random.u32(0..3)).map(|no| filed(no, &format!("word {no}"))).collect();
            if self.random.u8(0..4) == 0 {
                draft.erase = vec![majlis::domain::id::WordsNo(self.random.u32(1..=no))];
                draft.erase.retain(|erased| draft.words.iter().all(|filed| filed.no != *erased));
            }
            match journal.append(FORUM, self.head, draft).await {
                Ok(Appended::Written { head, .. }) => {
                    self.head = head;
                    return;
                }
                Ok(Appended::Conflict { missed, .. }) => self.take(&missed).await,
                Err(AppendError::Refused(_)) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    async fn take(&mut self, missed: &[majlis::journal::Entry]) {
        if let Some(last) = missed.last() {
            // Now and then it is not told, as when a room reads what it missed while it is loaded.
            if self.random.u8(0..5) > 0 {
                self.node.journal.archive(FORUM, missed, None);
            }
            self.head = last.head();
        } else {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    }
}

#[tokio::test]
async fn every_disk_has_what_redis_has_after_any_history() {
    for seed in 0..4 {
        let server = RedisServer::start();
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let nodes = [
            TwofoldNode::start(&server, folders[0].path()).await,
            TwofoldNode::start(&server, folders[1].path()).await,
        ];
        make(&nodes[0].journal, FORUM).await;
        let writing = nodes.iter().zip([seed, seed + 100]).map(|(node, seed)| async move {
            let random = fastrand::Rng::with_seed(seed);
            let mut writer = Writer { node, head: Head::GENESIS, random };
            for _ in 0..60 {
                writer.write().await;
            }
        });
        within(futures_util::future::join_all(writing)).await;
        for node in &nodes {
            is_whole(node, &server).await;
        }
        let (entries, _) = all_of(&*nodes[0].disk, FORUM).await;
        assert_eq!(entries.len(), 120, "seed {seed}");
        chain::verify(Head::GENESIS, &entries).unwrap();
    }
}
