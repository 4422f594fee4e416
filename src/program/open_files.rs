//! As many sockets as the system lets this process have.

/// Files that are open beside connections: the database, Redis, the log.
#[cfg(unix)]
const OTHERS: usize = 256;

/// Connections that a hall needs; fewer are worth a word.
#[cfg(unix)]
const A_HALL: usize = 4_096;

/// Raises the limit of open files as far as it goes, and tells how many connections it leaves, up to `wanted`.
///
/// What is usual for a process of a desktop, 1024, would turn the second half of a hall away.
#[cfg(unix)]
pub(super) fn allow(wanted: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: maximum, maximum };
    let current = if setrlimit(Resource::Nofile, raised).is_ok() { maximum } else { current };
    // None is no limit.
    let files = current.and_then(|files| usize::try_from(files).ok()).unwrap_or(usize::MAX);
    let left = files.saturating_sub(OTHERS).max(1);
    if left < wanted.min(A_HALL) {
        tracing::warn!(
            connections = left,
            "the system's limit of open files allows no more; raise it with ulimit -n"
        );
    }
    left.min(wanted)
}

/// Other systems have no such limit.
#[cfg(not(unix))]
pub(super) fn allow(wanted: usize) -> usize {
    wanted
}
