//! The sources of this repository, for what is read off them.

use std::path::{Path, PathBuf};

/// Every file of Rust in a folder of the repository, by its path below it, with its text.
pub fn files_in(folder: &str) -> Vec<(PathBuf, String)> {
    files_ending_in(folder, "rs")
}

/// The same of files with that ending.
pub fn files_ending_in(folder: &str, wanted: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry of it").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == wanted) {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                files.push((path.strip_prefix(&root).expect("it lies below").to_owned(), text));
            }
        }
    }
    files
}
