//! The halls, and how the rest of the file names them.

use crate::domain::agenda::{HALLS, Hall};
use crate::domain::forum::Title;
use crate::domain::id::HallNo;

use super::mistake::Findings;
use super::nearest::nearest;
use super::tree::{Node, Value};
use super::values::{Table, no_more, not_more, text, title};

/// The halls of a file in their order.
pub(super) struct Halls(Vec<(String, Title)>);

impl Halls {
    /// Reads the halls.
    pub fn read(table: &mut Table, first: &str, findings: &mut Findings) -> Self {
        table.need("halls", "one [[halls]] with an id and a name for each hall", findings);
        let mut halls = Self(Vec::new());
        let mut listed = table.tables("halls", findings);
        no_more("halls", &mut listed, |(node, _)| node.at, HALLS, findings);
        for (node, mut hall) in listed {
            let id = hall.need("id", "\"main\"", findings);
            let name = hall.need("name", "{ ar = \"…\", en = \"…\" }", findings);
            let name = name.and_then(|node| title(node, Hall::NAME_LENGTH, first, findings));
            hall.close(findings);
            if let Some((id_node, id)) = id.and_then(|node| Some((node, text(node, findings)?))) {
                if halls.0.iter().any(|(known, _)| known == id) {
                    let instead = "give each hall an id of its own";
                    findings.note(id_node.at, format!("there are two halls \"{id}\""), instead);
                }
                halls.0.push((id.to_owned(), name.unwrap_or_default()));
            } else {
                // Counted all the same, so that the numbers of those after it stay right.
                halls.0.push((format!("\0{}", node.at), Title::default()));
            }
        }
        halls
    }

    /// The hall that a text names.
    pub fn named(&self, node: &Node, findings: &mut Findings) -> Option<HallNo> {
        let id = text(node, findings)?;
        if let Some(place) = self.0.iter().position(|(known, _)| known == id) {
            return u32::try_from(place + 1).ok().map(HallNo);
        }
        let known: Vec<&str> = self.0.iter().map(|(id, _)| id.as_str()).collect();
        let instead = match nearest(id, &known) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None if known.is_empty() => "add it as one of [[halls]]".to_owned(),
            None => format!("write one of \"{}\", or add it to [[halls]]", known.join("\", \"")),
        };
        findings.note(node.at, format!("there is no hall \"{id}\""), instead);
        None
    }

    /// The halls that a text or a list of texts names.
    pub fn all_named(&self, node: &Node, findings: &mut Findings) -> Vec<HallNo> {
        match &node.value {
            Value::List(items) => {
                not_more(node.at, "halls", items.len(), HALLS, findings);
                items.iter().take(HALLS).filter_map(|item| self.named(item, findings)).collect()
            }
            _ => self.named(node, findings).into_iter().collect(),
        }
    }

    /// Every hall's number and name.
    pub fn iter(&self) -> impl Iterator<Item = (HallNo, &Title)> {
        (1..).map(HallNo).zip(self.0.iter().map(|(_, name)| name))
    }

    pub fn into_names(self) -> Vec<Title> {
        self.0.into_iter().map(|(_, name)| name).collect()
    }
}
