//! How far an upgrade is, for the operator.

use std::fmt;

use crate::journal::{JournalError, Registry};
use crate::room::Forms;

use super::node::Node;
use super::{SETTING, read};

/// The nodes of a deployment, and in which form it writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Those that run.
    pub nodes: Vec<Node>,
    /// The form that is written; none where no node of a version that says so has run.
    pub written: Option<u32>,
}

impl Report {
    /// What the deployment says, of which those nodes run.
    pub async fn of(registry: &dyn Registry, nodes: Vec<Node>) -> Result<Self, JournalError> {
        let stored = registry.setting(SETTING).await?;
        Ok(Self { nodes, written: stored.and_then(|said| read(&said)) })
    }

    /// The nodes that do not know the newest form of this version.
    pub fn older(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.knows < Forms::NEWEST)
    }

    fn left(&self) -> String {
        let older: Vec<&str> = self.older().map(|node| node.place.as_str()).collect();
        match self.written {
            None => "Start a node of this version first.".into(),
            Some(form) if form > Forms::NEWEST => {
                "This majlis is older than the deployment: use the newer one.".into()
            }
            Some(Forms::NEWEST) if older.is_empty() => "Nothing is left to do.".into(),
            Some(_) if older.is_empty() => "Left to do: majlis upgrade --finish".into(),
            Some(_) => format!("Left to do: upgrade {}; then majlis upgrade --finish", older.join(", ")),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nodes.len() {
            0 => writeln!(f, "No node runs.")?,
            1 => writeln!(f, "1 node runs:")?,
            many => writeln!(f, "{many} nodes run:")?,
        }
        for Node { version, knows, place, .. } in &self.nodes {
            writeln!(f, "  {place}  majlis {version}, knows forms of entries up to {knows}")?;
        }
        match self.written {
            Some(form) => writeln!(
                f,
                "Entries are written in form {form}; this version knows up to {}.",
                Forms::NEWEST
            )?,
            None => writeln!(f, "Nothing is said yet of the form in which entries are written.")?,
        }
        f.write_str(&self.left())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Time;

    #[test]
    fn it_is_told_what_is_left_to_do() {
        let node = |place: &str, knows| Node {
            version: "0.1.0".into(),
            knows,
            place: place.into(),
            shared: true,
            told: Time(0),
        };
        let told = |written, nodes: &[Node]| Report { nodes: nodes.to_vec(), written }.to_string();
        let (old, new) = (node("a:1", Forms::NEWEST - 1), node("b:1", Forms::NEWEST));
        let before = Some(Forms::NEWEST - 1);
        for (report, left) in [
            (told(before, &[old, new.clone()]), "Left to do: upgrade a:1; then majlis upgrade --finish"),
            (told(before, std::slice::from_ref(&new)), "Left to do: majlis upgrade --finish"),
            (told(Some(Forms::NEWEST), &[new]), "Nothing is left to do."),
            (told(Some(Forms::NEWEST + 1), &[]), "use the newer one."),
            (told(None, &[]), "Start a node of this version first."),
        ] {
            assert!(report.ends_with(left), "{report}");
        }
    }
}
