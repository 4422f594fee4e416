//! Makes sure that the folder of the built pages exists, so that the crate builds without them, and is built again
//! when they change: their names hold a hash of their contents, so that watching known files would not be enough. And
//! tells the crate which languages the pages speak, so that there is one list of them.

use std::path::Path;
use std::{env, fs, io};

/// Where the pages' languages are listed.
const SETTINGS: &str = "web/project.inlang/settings.json";

fn main() -> io::Result<()> {
    fs::create_dir_all("web/dist")?;
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    let settings = fs::read_to_string(SETTINGS)?;
    let languages =
        languages(&settings).ok_or_else(|| io::Error::other(format!("{SETTINGS} lists no \"locales\"")))?;
    fs::write(Path::new(&folder).join("languages.rs"), format!("&[{languages}]"))?;
    println!("cargo:rerun-if-changed=web/dist");
    println!("cargo:rerun-if-changed={SETTINGS}");
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}

/// What stands between the brackets of `"locales": ["ar", "en"]`, which Rust writes as JSON does.
fn languages(settings: &str) -> Option<&str> {
    let (_, list) = settings.split_once("\"locales\"")?.1.split_once('[')?;
    Some(list.split_once(']')?.0)
}
