//! Forum files: a forum as its organiser writes it down, in TOML or JSON, checked.
//!
//! A file is read into a tree of values with their places ([`tree`]), and from there into a [`ForumFile`]. Whatever is
//! wrong is noted with its place and what to write instead, and the reading goes on, so that one run tells all.

mod agenda;
mod around;
mod award;
mod copy;
mod cues;
mod forum;
mod founding;
mod from_json;
mod from_toml;
mod hall;
mod link;
mod look;
mod mistake;
mod moment;
mod nearest;
mod overlap;
mod poll;
mod rules;
mod session;
mod shift;
mod stands;
pub mod templates;
#[cfg(test)]
mod tests;
mod tree;
mod values;
mod workshop;

use std::path::Path;

use crate::bounded;
use crate::domain::award::AwardPlan;
use crate::domain::change::Plan;
use crate::domain::forum::{Rules, Title, Wifi};
use crate::domain::id::HallNo;
use crate::domain::idea::IdeaPlan;
use crate::domain::look::{Accent, Picture};
use crate::domain::poll::PollPlan;
use crate::domain::role::Role;
use crate::domain::show::CuePlan;
use crate::domain::stand::{ExhibitionPlan, StandPlan};
use crate::domain::statement::StatementPlan;
use crate::domain::time::Time;
use crate::domain::words::Text;

use mistake::Findings;

pub use founding::{Founding, Keys};
pub use mistake::{Mistake, Mistakes};

/// A forum as its file says it, checked: it can be founded as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForumFile {
    /// Its name in addresses and files.
    pub slug: String,
    /// Its name.
    pub name: Title,
    /// Languages of its pages, the first one first.
    pub languages: Vec<String>,
    /// IANA name of the zone in which its times are told.
    pub zone: String,
    /// Whether it is a rehearsal.
    pub rehearsal: bool,
    /// Its rules.
    pub rules: Rules,
    /// The names of its halls; hall 1 is the first.
    pub halls: Vec<Title>,
    /// Its agenda in the order of the start; session 1 is the first.
    pub sessions: Vec<PlannedSession>,
    /// The role links to make with it.
    pub links: Vec<PlannedLink>,
    /// The network of the halls.
    pub wifi: Option<Wifi>,
    /// How it looks.
    pub look: PlannedLook,
}

/// How a forum looks from the beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannedLook {
    /// Its accent; none is Majlis's own.
    pub accent: Option<Accent>,
    /// Whether its days are told by the Hijri calendar too.
    pub hijri: bool,
    /// Its logo; none is Majlis's mark.
    pub logo: Option<Picture>,
}

/// A session with what was prepared for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSession {
    /// What the agenda says of it.
    pub plan: Plan,
    /// Whether questions are open or closed by hand from the beginning; else the agenda opens them.
    pub asking: Option<bool>,
    /// Its polls in their order.
    pub polls: Vec<PollPlan>,
    /// The organisers' questions.
    pub seeds: Vec<Text>,
    /// What its award is about and how it is decided.
    pub award: Option<AwardPlan>,
    /// Its stands.
    pub exhibition: Option<PlannedExhibition>,
    /// Its statements.
    pub statements: Option<PlannedStatements>,
    /// Its idea board.
    pub board: Option<IdeaPlan>,
    /// Its cues in its hall's run of show, with the numbers that sessions and polls have where it is founded.
    pub cues: Vec<CuePlan>,
}

/// The stands of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedExhibition {
    /// How it is held.
    pub plan: ExhibitionPlan,
    /// The stands in their order.
    pub stands: Vec<StandPlan>,
}

/// The statements of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStatements {
    /// How they are held.
    pub plan: StatementPlan,
    /// The organisers' own, in their order.
    pub seeds: Vec<Text>,
}

/// A role link to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedLink {
    /// The role.
    pub role: Role,
    /// For one hall; none is the whole forum.
    pub hall: Option<HallNo>,
    /// What it is for.
    pub name: String,
    /// From when on it opens nothing.
    pub expires: Option<Time>,
}

/// The syntax of a forum file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// <https://toml.io>
    Toml,
    /// <https://json.org>
    Json,
}

/// Bytes of the largest file that is read as one.
const LARGEST: usize = 4 << 20;

/// Reads the file at that path: JSON where it is called `*.json`, else TOML.
///
/// Blocks the thread while it reads. Fails with every mistake that was found.
pub fn read(path: &Path) -> Result<ForumFile, Mistakes> {
    let name = path.display().to_string();
    let bytes = bounded::read(path, LARGEST).map_err(|why| {
        Mistakes::whole(&name, format!("cannot be read: {why}"), "check the path and who may read it")
    })?;
    let bytes = bytes.ok_or_else(|| {
        Mistakes::whole(&name, "is larger than a forum file is".to_owned(), "name another file")
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Mistakes::whole(&name, "is not UTF-8".to_owned(), "save it as UTF-8"))?;
    let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let folder = path.parent().unwrap_or(Path::new(""));
    parse_beside(Some(folder), &name, &text, if json { Syntax::Json } else { Syntax::Toml })
}

/// Reads a text that lies in no folder; `name` is what mistakes call it. Fails with every mistake that was found.
pub fn parse(name: &str, text: &str, syntax: Syntax) -> Result<ForumFile, Mistakes> {
    parse_beside(None, name, text, syntax)
}

/// Reads a text together with the files that it names in a folder.
fn parse_beside(
    folder: Option<&Path>,
    name: &str,
    text: &str,
    syntax: Syntax,
) -> Result<ForumFile, Mistakes> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut findings = Findings::default();
    let nodes = match syntax {
        Syntax::Toml => from_toml::read(text, &mut findings),
        Syntax::Json => from_json::read(text, &mut findings),
    };
    if !findings.is_empty() {
        // What is left of a text of broken syntax would be full of mistakes that are none.
        return Err(findings.in_text(name, text));
    }
    let file = forum::read(&nodes, folder, &mut findings);
    if findings.is_empty() { Ok(file) } else { Err(findings.in_text(name, text)) }
}
