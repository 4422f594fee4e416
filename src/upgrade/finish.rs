//! Saying that the last node of the version before is gone.

use crate::room::Forms;

use super::node::Node;
use super::report::Report;

/// An upgrade was not finished, and everything is as it was. Each message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// Nodes run that could not read what would be written.
    #[error(
        "these nodes do not know form {newest} of entries: {}; upgrade them, or stop them and wait half a minute, then say it again",
        names(.0), newest = Forms::NEWEST
    )]
    OlderNodes(Vec<Node>),
    /// The deployment is ahead of this program.
    #[error("the deployment writes form {0} of entries, which this majlis does not know: use the newer one")]
    NewerDeployment(u32),
    /// No node of a version that says so has run.
    #[error(
        "nothing is said yet of the form in which entries are written: start a node of this version first"
    )]
    NotBegun,
}

impl FinishError {
    /// For programs: stays the same when the words change.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OlderNodes(_) => "older_nodes",
            Self::NewerDeployment(_) => "newer_deployment",
            Self::NotBegun => "not_begun",
        }
    }
}

/// What the setting is and what it is to be; none where it is so already.
pub fn finish(report: &Report) -> Result<Option<(u32, u32)>, FinishError> {
    let written = report.written.ok_or(FinishError::NotBegun)?;
    if written > Forms::NEWEST {
        return Err(FinishError::NewerDeployment(written));
    }
    let older: Vec<Node> = report.older().cloned().collect();
    if !older.is_empty() {
        return Err(FinishError::OlderNodes(older));
    }
    Ok((written < Forms::NEWEST).then_some((written, Forms::NEWEST)))
}

fn names(nodes: &[Node]) -> String {
    let named = nodes
        .iter()
        .map(|node| format!("{} (majlis {}, up to form {})", node.place, node.version, node.knows));
    named.collect::<Vec<_>>().join(", ")
}
