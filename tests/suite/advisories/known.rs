//! The advisories that are known, and how they are taken over from a checkout of the `RustSec` database.

use std::fs;
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};

/// One advisory about one crate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Advisory {
    package: String,
    /// `RUSTSEC-YYYY-NNNN`.
    pub id: String,
    /// `unmaintained`, `unsound`, `notice`; empty for a vulnerability.
    kind: String,
    /// Requirements on versions that have it no more, parted by ` | `.
    patched: String,
    /// And on those that never had it.
    unaffected: String,
}

/// The front matter of an advisory's file.
#[derive(Deserialize)]
struct Written {
    advisory: About,
    #[serde(default)]
    versions: Versions,
}

#[derive(Deserialize)]
struct About {
    id: String,
    package: String,
    informational: Option<String>,
    withdrawn: Option<String>,
}

#[derive(Default, Deserialize)]
struct Versions {
    #[serde(default)]
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

impl Advisory {
    /// Whether that version has what it warns of. A notice warns of nothing in the crate.
    pub fn concerns(&self, name: &str, version: &Version) -> bool {
        let is_without = |requirements: &str| {
            let each = requirements.split(" | ").filter(|one| !one.is_empty());
            each.map(|one| one.parse::<VersionReq>().unwrap()).any(|one| one.matches(version))
        };
        self.package == name
            && self.kind != "notice"
            && !is_without(&self.patched)
            && !is_without(&self.unaffected)
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/advisories/advisories.csv")
}

/// All of them; with `ADVISORY_DB`, those of that checkout, which are written down first.
pub fn read() -> Vec<Advisory> {
    if let Some(database) = std::env::var_os("ADVISORY_DB") {
        let mut file = csv::Writer::from_path(path()).unwrap();
        for advisory in taken_over(Path::new(&database)) {
            file.serialize(advisory).unwrap();
        }
        file.flush().unwrap();
    }
    csv::Reader::from_path(path()).unwrap().deserialize().map(|row| row.unwrap()).collect()
}

fn taken_over(database: &Path) -> Vec<Advisory> {
    let crates = fs::read_dir(database.join("crates")).unwrap().map(|folder| folder.unwrap().path());
    let files = crates.flat_map(|folder| fs::read_dir(folder).unwrap()).map(|file| file.unwrap().path());
    let mut all: Vec<Advisory> =
        files.filter_map(|file| of_file(&fs::read_to_string(file).unwrap())).collect();
    all.sort();
    all
}

/// The facts of an advisory's file; none of one that was withdrawn.
fn of_file(text: &str) -> Option<Advisory> {
    let (_, rest) = text.split_once("```toml").unwrap();
    let (front, _) = rest.split_once("```").unwrap();
    let Written { advisory: About { id, package, informational, withdrawn }, versions } =
        toml::from_str(front).unwrap();
    let kind = informational.unwrap_or_default();
    let Versions { patched, unaffected } = versions;
    let advisory =
        Advisory { package, id, kind, patched: patched.join(" | "), unaffected: unaffected.join(" | ") };
    withdrawn.is_none().then_some(advisory)
}
