//! No dependency has a fault that is known: `Cargo.lock` against `tests/data/advisories`, which needs no network.

mod known;

use std::fs;
use std::path::PathBuf;

use semver::Version;
use serde::Deserialize;

use known::Advisory;

/// Advisories that do not concern Majlis, each with why.
const ACCEPTED: [(&str, &str); 1] = [(
    "RUSTSEC-2023-0071",
    "the time that the private key takes could tell of it: each operation is blinded with randomness of the server's own, and a badge has one",
)];

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: Version,
}

fn lock() -> Lock {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The numbers of the advisories that concern one of the packages.
fn concerning<'a>(known: &'a [Advisory], packages: &[Package]) -> Vec<&'a str> {
    let concerns = |advisory: &&Advisory| packages.iter().any(|it| advisory.concerns(&it.name, &it.version));
    known.iter().filter(concerns).map(|advisory| advisory.id.as_str()).collect()
}

#[test]
fn no_dependency_has_a_fault_that_is_known() {
    let known = known::read();
    assert!(known.len() > 1_000, "{} advisories are not all there are", known.len());
    let found = concerning(&known, &lock().package);
    let refused: Vec<_> =
        found.iter().filter(|id| ACCEPTED.iter().all(|(accepted, _)| accepted != *id)).collect();
    assert!(
        refused.is_empty(),
        "{refused:?}: see https://rustsec.org/advisories/, take a version without it, or say in ACCEPTED why it does not matter"
    );
    for (id, why) in ACCEPTED {
        assert!(found.contains(&id), "{id} concerns nothing any more ({why}): strike it from ACCEPTED");
    }
}

#[test]
fn a_fault_is_found_by_name_and_version() {
    let known = known::read();
    let concerned = |name: &str, version: &str| {
        let package = Package { name: name.to_owned(), version: version.parse().unwrap() };
        !concerning(&known, &[package]).is_empty()
    };
    // RUSTSEC-2021-0003: the heap of smallvec before 0.6.14, and of 1.0 to 1.6.0.
    assert!(concerned("smallvec", "1.6.0") && concerned("smallvec", "0.6.13"));
    assert!(!concerned("smallvec", "1.13.2") && !concerned("majlis", "1.6.0"));
}
