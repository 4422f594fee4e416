//! What lies on the disks of a hall's nodes.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use majlis::journal::Journal;
use majlis::journal::embedded::Embedded;
use rusqlite::{Connection, OpenFlags};
use tokio::time::sleep;

use super::lie::{Lie, damage, forget_the_last};
use super::recount::Expected;
use super::round::Stage;
use super::server::Server;
use crate::support::drafts::FORUM;
use crate::support::node::Node;

/// Waits until every disk holds the same revision: a node has copied what the others acknowledged within moments, also where
/// it did not hear of it.
pub async fn all_copied(servers: &[Server]) {
    loop {
        let stand = how_they_stand(servers).await;
        if stand.iter().all(|(rev, has_astray)| *rev == stand[0].0 && !has_astray) {
            return;
        }
        sleep(Duration::from_millis(100)).await;
    }
}

/// How each stands: its revision, and whether something of it is to be brought home.
pub async fn how_they_stand(servers: &[Server]) -> Vec<(Option<u64>, bool)> {
    let mut stand = Vec::new();
    for server in servers {
        stand.push((rev_in(&server.folder).await, has_astray(&server.folder)));
    }
    stand
}

/// Whether something is to be brought home from there yet, which comes on top of what the others have.
fn has_astray(folder: &Path) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = Connection::open_with_flags(folder.join("majlis.sqlite3"), flags);
    let rows =
        database.and_then(|db| db.query_row("SELECT count(*) FROM astray", [], |row| row.get::<_, i64>(0)));
    rows.map_or(true, |rows| rows > 0)
}

/// The revision at which a folder stands, beside the node that writes there.
async fn rev_in(folder: &Path) -> Option<u64> {
    let journal = Embedded::open_read_only(folder).await.ok()?;
    journal.head(FORUM).await.ok()?.map(|head| head.rev)
}

/// The revision that a folder holds, and what is missing there.
pub async fn compared(folder: &Path, expected: &Expected, secret: u32) -> (u64, BTreeSet<String>) {
    let node = Node::in_folder(folder).await;
    let room = node.site.rooms.enter(FORUM).await.expect("the forum");
    let standing = room.now_state();
    drop(room);
    node.stop().await;
    (standing.rev, expected.differences(&standing.state, secret))
}

/// What is planted on disks that nobody uses any more.
pub fn plant(lie: Option<Lie>, stage: &Stage) {
    let planted = match lie {
        Some(Lie::Damaged) => damage(&stage.servers[0].folder).map(drop),
        Some(Lie::NotCopied) => forget_the_last(&stage.servers[0].folder),
        _ => Ok(()),
    };
    planted.expect("the database can be written");
}

/// Entries whose time is none that their nodes can have given.
pub async fn times_differ(lie: Option<Lie>, stage: &mut Stage) -> Vec<String> {
    for server in &stage.servers {
        for (life, ahead) in &server.lives {
            // Over Redis no machine's own clock counts.
            let is_given = stage.redis.is_some() || lie == Some(Lie::OtherClock);
            stage.lives.add(*life, if is_given { 0 } else { *ahead });
        }
    }
    let mut wrong = Vec::new();
    for server in &stage.servers {
        wrong.extend(stage.lives.differences(&server.folder).await);
    }
    wrong
}
