//! Wrongs that are planted, so that it is seen that the recount tells each.

use std::path::Path;

use serde_json::Value;

/// A wrong of one kind. Those of a phone are the first one's alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// The disk says of what it is given that it is kept, and the power is cut.
    DiskKeepsNothing,
    /// A question is acknowledged that nobody wrote.
    Acknowledged,
    /// A question is written twice.
    Doubled,
    /// A reader is told nothing any more.
    LeftBehind,
    /// A reader is told one vote too many.
    Miscounted,
    /// A reader is told what is older than what it was told before.
    WentBack,
    /// What was asked is never answered.
    Unanswered,
    /// A node's clock is not what it is said to be.
    OtherClock,
    /// Nobody sends again what a backup lacks.
    NotSentAgain,
    /// A text on the disk is not what was written.
    Damaged,
    /// The last entry is missing on the disk of one node.
    NotCopied,
}

impl Lie {
    /// What a phone hears instead of a frame: others, or none.
    pub fn instead_of(self, frame: &Value) -> Vec<Value> {
        let kind = frame["t"].as_str().unwrap_or_default();
        let (is_news, is_answer) = (matches!(kind, "state" | "change"), matches!(kind, "done" | "refused"));
        match self {
            Self::LeftBehind if is_news => Vec::new(),
            Self::Unanswered if is_answer => Vec::new(),
            Self::WentBack if is_news => {
                let mut older = frame.clone();
                older["rev"] = frame["rev"].as_u64().unwrap_or_default().saturating_sub(1).into();
                vec![frame.clone(), older]
            }
            Self::Miscounted if is_news => vec![with_one_more(frame.clone())],
            _ => vec![frame.clone()],
        }
    }
}

/// A poll's frame with one vote more for its first option; any other as it is.
fn with_one_more(mut frame: Value) -> Value {
    for tally in ["/view/tally/n/0", "/diff/n/0"] {
        if let Some(count) = frame.pointer_mut(tally) {
            *count = (count.as_u64().unwrap_or_default() + 1).into();
        }
    }
    frame
}

/// Damages a text in a data folder that nobody uses.
pub fn damage(folder: &Path) -> rusqlite::Result<usize> {
    database(folder)?.execute("UPDATE words SET text = 'x' WHERE no = 1", [])
}

/// Takes the last entry out of a data folder that nobody uses, as if it had not come there.
pub fn forget_the_last(folder: &Path) -> rusqlite::Result<()> {
    database(folder)?.execute_batch(
        "DELETE FROM entries WHERE rev = (SELECT max(rev) FROM entries);
         UPDATE forums SET (rev, hash, epoch, time) =
             (SELECT rev, hash, epoch, time FROM entries ORDER BY rev DESC LIMIT 1);",
    )
}

fn database(folder: &Path) -> rusqlite::Result<rusqlite::Connection> {
    rusqlite::Connection::open(folder.join("majlis.sqlite3"))
}
