//! A disk that fails, or waits, while it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use majlis::journal::embedded::{Disk, Moment};

/// One whose commits fail while that is so.
pub fn failing() -> (Disk, Arc<AtomicBool>) {
    told(|bad| if bad.load(Ordering::SeqCst) { Err("the disk failed".into()) } else { Ok(()) })
}

/// One whose commits wait while that is so.
pub fn stuck() -> (Disk, Arc<AtomicBool>) {
    told(|bad| {
        while bad.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        Ok(())
    })
}

fn told(does: fn(&AtomicBool) -> Result<(), String>) -> (Disk, Arc<AtomicBool>) {
    let bad = Arc::new(AtomicBool::new(false));
    let is_bad = Arc::clone(&bad);
    let disk = Disk::with(move |moment| if moment == Moment::Before { does(&is_bad) } else { Ok(()) });
    (disk, bad)
}
