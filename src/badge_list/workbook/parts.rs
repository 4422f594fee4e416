//! Where in the archive the parts of a workbook are.

use std::collections::HashMap;

use super::Unreadable;
use super::archive::Archive;
use super::markup::{Markup, Piece};

/// Where it says what the archive is of.
pub(super) const PACKAGE: &str = "_rels/.rels";

/// The parts that are read, by their names in the archive.
pub(super) struct Parts {
    /// The first sheet that is seen.
    pub sheet: String,
    /// The texts of the cells.
    pub strings: Option<String>,
    /// How cells are shown.
    pub styles: Option<String>,
}

/// Finds them, in parts of so many bytes at most. Fails where it is no workbook, or one without a sheet.
pub(super) fn find(archive: &mut Archive, most: usize) -> Result<Parts, Unreadable> {
    let package = Relations::read(&archive.part(PACKAGE, most)?, "")?;
    let workbook = package.of_kind("officeDocument").ok_or(Unreadable::Damaged)?;
    let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let relations = archive.part(&format!("{folder}_rels/{name}.rels"), most)?;
    let relations = Relations::read(&relations, &folder)?;
    let sheet = first_sheet(&archive.part(&workbook, most)?, &relations)?.ok_or(Unreadable::Damaged)?;
    let (strings, styles) = (relations.of_kind("sharedStrings"), relations.of_kind("styles"));
    Ok(Parts { sheet, strings, styles })
}

/// What a part is related to.
struct Relations {
    /// The kind of each and its name in the archive, by its id.
    by_id: HashMap<String, (String, String)>,
}

impl Relations {
    /// Reads them; names are relative to that folder.
    fn read(text: &str, folder: &str) -> Result<Self, Unreadable> {
        let mut by_id = HashMap::new();
        let mut markup = Markup::of(text);
        while let Some(piece) = markup.next()? {
            let Piece::Opens(element) = piece else { continue };
            let attributes =
                (element.attribute("Id")?, element.attribute("Type")?, element.attribute("Target")?);
            if let (Some(id), Some(kind), Some(target)) = attributes {
                let name = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("{folder}{target}"),
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                by_id.insert(id, (kind, name));
            }
        }
        Ok(Self { by_id })
    }

    fn of_kind(&self, wanted: &str) -> Option<String> {
        self.by_id.values().find(|(kind, _)| kind == wanted).map(|(_, name)| name.clone())
    }

    /// The name of a sheet of cells; there are sheets that are a chart.
    fn sheet(&self, id: &str) -> Option<String> {
        self.by_id.get(id).filter(|(kind, _)| kind == "worksheet").map(|(_, name)| name.clone())
    }
}

fn first_sheet(workbook: &str, relations: &Relations) -> Result<Option<String>, Unreadable> {
    let mut markup = Markup::of(workbook);
    while let Some(piece) = markup.next()? {
        let Piece::Opens(element) = piece else { continue };
        let is_hidden =
            || Ok(matches!(element.attribute("state")?.as_deref(), Some("hidden" | "veryHidden")));
        if element.name() != "sheet" || is_hidden()? {
            continue;
        }
        if let Some(name) = element.attribute("id")?.and_then(|id| relations.sheet(&id)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
