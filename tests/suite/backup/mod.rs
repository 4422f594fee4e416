//! Backups: made while a hall goes on, and what becomes of devices that were ahead of one that was restored.

mod making;
mod restoring;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::node::Node;

fn ask(text: &str) -> Value {
    json!({ "do": "ask", "session": 1, "text": text })
}

/// A folder with the small forum, in which one question was asked and nobody is any more.
async fn used() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::in_folder(folder.path()).await;
    node.found().await;
    node.phone().await.done(ask("سؤال")).await;
    node.stop().await;
    folder
}

/// A backup of such a folder, in a folder of its own.
async fn backup() -> (TempDir, PathBuf) {
    let (from, kept) = (used().await, tempfile::tempdir().unwrap());
    let file = kept.path().join("backup");
    majlis::backup::make(from.path(), &file).await.unwrap();
    (kept, file)
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}
