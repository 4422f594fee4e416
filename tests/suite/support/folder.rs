//! A data folder, as its journal and as the bytes that lie there.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use majlis::journal::embedded::{Embedded, OpenError, Options};
use tokio::time::interval;

/// The journal in it.
pub async fn opened(folder: &Path) -> Result<Arc<Embedded>, OpenError> {
    Ok(Arc::new(Embedded::open(Options::new(folder)).await?))
}

/// Whether the bytes lie in any file of the folder.
pub fn lie_in(folder: &Path, bytes: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.into_iter().any(|content| content.windows(bytes.len()).any(|window| window == bytes))
}

/// Waits until no file of a folder holds the bytes: a reader may have been in the way of their erasure.
pub async fn gone_from(folder: &Path, bytes: &[u8]) {
    let mut looks = interval(Duration::from_millis(20));
    while lie_in(folder, bytes) {
        looks.tick().await;
    }
}
