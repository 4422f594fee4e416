//! Waiting for something with a bound, so that a failure is a failure and not a hang.

use std::time::Duration;

/// How long anything may take on a busy machine before it counts as never.
pub const BOUND: Duration = Duration::from_secs(30);

/// Awaits something that must come.
pub async fn within<F: Future>(what: F) -> F::Output {
    tokio::time::timeout(BOUND, what).await.expect("in time")
}
